//! `midashi completions` and `midashi man`: what shells and `man` are to know of the commands, made from the arguments
//! themselves.

use std::io;

use clap::{Args, Command, CommandFactory};
use clap_complete::{Shell, generate};
use clap_complete_nushell::Nushell;
use clap_mangen::Man;

use super::args::{Arguments, CompletionsArgs, Global, ManArgs, ShellName, USAGE};
use super::spoken::{Extent, translated};
use super::{Context, Failure, Outcome};
use crate::text::language::{self, is_english};

/// What the binary is called.
const NAME: &str = "midashi";
/// Which of it this is.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Prints the completions of a shell.
pub(super) fn completions(context: &Context, args: &CompletionsArgs) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    let mut make = |shell: Shell| generate(shell, &mut visible(Extent::Words), NAME, &mut script);
    match args.shell {
        ShellName::Bash => make(Shell::Bash),
        ShellName::Elvish => make(Shell::Elvish),
        ShellName::Fish => make(Shell::Fish),
        ShellName::Powershell => make(Shell::PowerShell),
        ShellName::Zsh => make(Shell::Zsh),
        ShellName::Nushell => generate(Nushell, &mut visible(Extent::Words), NAME, &mut script),
    }
    print(context, &script)
}

/// Prints the manual page of midashi, or of one of its commands.
pub(super) fn man(context: &Context, args: &ManArgs) -> Result<Outcome, Failure> {
    let mut command = visible(Extent::All);
    command.build();
    let command = match &args.command {
        None => command,
        Some(name) => {
            let unknown = || Failure::Usage(tr!("there is no command `{name}`", name));
            command.find_subcommand(name).ok_or_else(unknown)?.clone()
        }
    };
    let mut page = Vec::new();
    Man::new(command).manual(NAME).source(format!("{NAME} {VERSION}")).render(&mut page)?;
    if is_english() {
        print(context, &page)
    } else {
        print(context, with_headings(text_of(&page)?).as_bytes())
    }
}

/// The headings of manual pages that clap writes, in English.
const HEADINGS: [&str; 4] =
    [tr_later!("NAME"), tr_later!("SYNOPSIS"), tr_later!("DESCRIPTION"), tr_later!("VERSION")];

/// A page with its headings in the chosen language, and each value that is explained on a line of its own.
fn with_headings(page: &str) -> String {
    let mut told = String::with_capacity(page.len());
    for line in page.lines() {
        let heading = line.strip_prefix(".SH ").and_then(|own| HEADINGS.iter().find(|known| **known == own));
        match heading {
            Some(heading) => {
                told.push_str(".SH ");
                told.push_str(language::translated(heading));
            }
            None if line.starts_with(r"\- ") => {
                told.push_str(".br\n");
                told.push_str(line);
            }
            None => told.push_str(line),
        }
        told.push('\n');
    }
    told
}

/// The commands without those that are hidden, which are for midashi itself.
fn visible(extent: Extent) -> Command {
    if is_english() { in_english() } else { translated(in_english(), extent) }
}

fn in_english() -> Command {
    let all = Arguments::command();
    let about = all.get_about().cloned().unwrap_or_default();
    let long_about = all.get_long_about().cloned().unwrap_or_default();
    let shown = all.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    // The arguments bring along what is said of themselves, which is of nobody else.
    let command =
        Global::augment_args(Command::new(NAME)).version(VERSION).about(about).long_about(long_about);
    command.disable_help_subcommand(true).override_usage(USAGE).subcommands(shown)
}

fn print(context: &Context, document: &[u8]) -> Result<Outcome, Failure> {
    let mut output = context.output();
    output.document(text_of(document)?)?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn text_of(document: &[u8]) -> io::Result<&str> {
    std::str::from_utf8(document).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
