//! What clap says, in the language that the user chose: clap itself speaks English only.
//!
//! Every text of [`super::args`] is looked up by its English words; those that clap puts around them (`Usage:`, `[default: …]`)
//! and its errors are said by midashi. In English all of it is clap's own.

use std::error::Error as _;
use std::io::{self, Write};
use std::num::ParseIntError;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error, FromArgMatches};

use super::args::Arguments;
use super::say;
use crate::text::language::{self, find, is_english};
use crate::text::sanitize;

/// What is said of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// What it is, its default and its values: the words that clap puts before those are English.
    All,
    /// What it is, and what each value is.
    Words,
}

/// How a page of help is laid out, its first heading but one being that of the usage.
const TEMPLATE: (&str, &str) = ("{about-with-newline}\n", " {usage}\n\n{all-args}");

/// Reads the arguments (the program's name first). The error is for [`tell`].
pub(super) fn parse(arguments: Vec<std::ffi::OsString>) -> Result<Arguments, Error> {
    if is_english() {
        return clap::Parser::try_parse_from(arguments);
    }
    let matches = translated(Arguments::command(), Extent::All).try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// Says what there is to say of arguments: help, the version, or what is wrong with them.
pub(super) fn tell(error: &Error) {
    let rendered = error.render().to_string();
    match message(error).filter(|_| !is_english()) {
        // clap quotes arguments as they are, and those may be names of files.
        None if error.use_stderr() && is_hostile(&rendered) => {
            for line in rendered.lines() {
                let _ = writeln!(io::stderr(), "{}", sanitize::line(line));
            }
        }
        // A closed pipe has no one to be told.
        None => drop(error.print()),
        Some(message) => {
            message.lines().for_each(say);
            if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
                let usage = usage.to_string().replacen("Usage:", &tr!("Usage:"), 1);
                let usage = usage.lines().map(|line| sanitize::line(line).into_owned()).collect::<Vec<_>>();
                let _ = writeln!(io::stderr(), "\n{}", usage.join("\n"));
            }
            let _ = writeln!(io::stderr(), "\n{}", tr!("For more information, try '--help'."));
        }
    }
}

/// Whether a text that is to be printed has more than lines of what can be seen.
fn is_hostile(text: &str) -> bool {
    text.lines().any(|line| sanitize::line(line) != line)
}

/// What is wrong with the arguments; none where clap's own words must do.
fn message(error: &Error) -> Option<String> {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "clap may add kinds of errors; those are in its words"
    )]
    let mut message = match error.kind() {
        ErrorKind::UnknownArgument => tr!("unexpected argument '{argument}'", argument),
        ErrorKind::InvalidSubcommand => {
            tr!("there is no command `{name}`", name = context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            tr!("a value is required for '{argument}' but none was supplied", argument)
        }
        ErrorKind::InvalidValue => tr!("invalid value '{value}' for '{argument}'", value, argument),
        ErrorKind::ValueValidation => {
            let why = error.source().map(reason).unwrap_or_default();
            tr!("invalid value '{value}' for '{argument}': {why}", value, argument, why)
        }
        ErrorKind::ArgumentConflict => tr!(
            "'{argument}' cannot be used with '{other}'",
            argument,
            other = context(ContextKind::PriorArg)
        ),
        ErrorKind::MissingRequiredArgument => {
            tr!("required arguments are missing: {names}", names = argument)
        }
        _ => return None,
    };
    if error.kind() == ErrorKind::InvalidValue {
        let known = context(ContextKind::ValidValue);
        if !known.is_empty() {
            message = [message, "\n  ".to_owned(), tr!("[possible values: {known}]", known)].concat();
        }
    }
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let near = context(kind);
        if !near.is_empty() {
            message = [message, "\n  ".to_owned(), tr!("did you mean `{name}`?", name = near)].concat();
        }
    }
    Some(message)
}

/// Why a value is none: what midashi's own readers of values say, or clap's for numbers.
fn reason(source: &(dyn std::error::Error + 'static)) -> String {
    if source.is::<ParseIntError>() {
        return tr!("this is no whole number").into_owned();
    }
    let why = source.to_string();
    match why.split_once(" is not in ") {
        Some((_, range)) => tr!("numbers are within {range}", range),
        None => why,
    }
}

/// `command` and all below it with every text in the chosen language.
pub(super) fn translated(command: Command, extent: Extent) -> Command {
    let about = command.get_about().map(|text| spoken(&text.to_string()));
    let long_about = command.get_long_about().map(|text| spoken(&text.to_string()));
    let has_version = command.get_version().is_some();
    let (before, after) = TEMPLATE;
    let mut command = command
        .about(about.unwrap_or_default())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading(language::translated(tr_later!("Commands")))
        .help_template([before, &tr!("Usage:"), after].concat())
        .mut_args(|argument| match extent {
            Extent::All => translated_argument(argument),
            Extent::Words => translated_words(argument),
        })
        .mut_subcommands(|command| translated(command, extent))
        .arg(flag("help", 'h', ArgAction::Help, &tr!("Print help")));
    if let Some(long_about) = long_about {
        command = command.long_about(long_about);
    }
    if has_version {
        command = command.arg(flag("version", 'V', ArgAction::Version, &tr!("Print version")));
    }
    command
}

fn flag(name: &'static str, short: char, action: ArgAction, help: &str) -> Arg {
    let flag = Arg::new(name).short(short).long(name).action(action).help(help.to_owned());
    flag.help_heading(language::translated(tr_later!("Options")))
}

/// An argument and its values with what they are in the chosen language.
fn translated_words(argument: Arg) -> Arg {
    let help = argument.get_help().map(|text| spoken(&text.to_string())).unwrap_or_default();
    let values = argument.get_possible_values();
    let argument = argument.help(help);
    if !argument.get_action().takes_values() || values.is_empty() {
        return argument;
    }
    let told = |value: PossibleValue| match value.get_help() {
        Some(help) => {
            let help = spoken(&help.to_string());
            value.help(help)
        }
        None => value,
    };
    argument.value_parser(PossibleValuesParser::new(values.into_iter().map(told)))
}

fn translated_argument(argument: Arg) -> Arg {
    let takes_values = argument.get_action().takes_values();
    let values: Vec<(String, Option<String>)> = if takes_values {
        let values = argument.get_possible_values();
        let help = |value: &PossibleValue| value.get_help().map(|help| spoken(&help.to_string()));
        values.iter().map(|value| (value.get_name().to_owned(), help(value))).collect()
    } else {
        Vec::new()
    };
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let mut help = argument.get_help().map(|text| spoken(&text.to_string())).unwrap_or_default();
    let mut long_help = help.clone();
    if !defaults.is_empty() {
        let default = tr!("[default: {value}]", value = defaults.join(" "));
        help = format!("{help} {default}");
        long_help = format!("{long_help}\n\n{default}");
    }
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).collect();
        let known = tr!("[possible values: {known}]", known = names.join(", "));
        help = format!("{help} {known}");
        if values.iter().any(|(_, help)| help.is_some()) {
            long_help = format!("{long_help}\n\n{}", tr!("Possible values:"));
            for (name, help) in &values {
                long_help = format!("{long_help}\n- {name}: {}", help.as_deref().unwrap_or_default());
            }
        } else {
            long_help = format!("{long_help}\n\n{known}");
        }
    }
    let heading = if argument.is_positional() { tr_later!("Arguments") } else { tr_later!("Options") };
    let argument = argument.help(help).long_help(long_help).help_heading(language::translated(heading));
    if takes_values { argument.hide_default_value(true).hide_possible_values(true) } else { argument }
}

/// An English text of the arguments in the chosen language.
fn spoken(english: &str) -> String {
    find(english).unwrap_or(english).to_owned()
}
