//! `midashi config`: where the file belongs, what can stand in it, and what is wrong with it.

use std::io;
use std::path::{Path, PathBuf};

use super::args::{ConfigArgs, ConfigCommand};
use super::output::Output;
use super::{Context, Failure, Outcome, config_notation, languages, themes};
use crate::config::Config;
use crate::config::default_file::default_file;
use crate::shell::files::is_missing;
use crate::shell::settings_file::read_named_settings;

pub(super) fn run(context: &Context, args: &ConfigArgs) -> Result<Outcome, Failure> {
    let mut output = context.output();
    match &args.command {
        ConfigCommand::Path => {
            output.text(&path(context)?.display().to_string())?;
            output.end_line()?;
        }
        ConfigCommand::Default => output.document(&default_file())?,
        ConfigCommand::Check { file } => check(context, file.as_deref(), &mut output)?,
        ConfigCommand::Theme { name } => themes::print(context, name.as_deref(), &mut output)?,
        ConfigCommand::Language { name } => languages::print(name.as_deref(), &mut output)?,
        ConfigCommand::Notation { file } => config_notation::run(context, file.clone(), &mut output)?,
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// Reads a config file, or the one in use with the user's readings, notations and themes; everything that is wrong anywhere
/// is told at once.
fn check(context: &Context, file: Option<&Path>, output: &mut Output) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    let config_path = file.map_or_else(|| path(context), |file| Ok(file.to_owned()))?;
    let name = config_path.display().to_string();
    let is_optional = file.is_none() && context.global.config.is_none();
    let mut config = Config::default();
    let read = file.map_or_else(|| context.read_config(&config_path), read_named_settings);
    match read {
        Ok(text) => match Config::read_beside(&name, &text, &themes::own_names(&config_path)) {
            Ok(read) => {
                config = read;
                nothing_wrong(&name, output)?;
            }
            Err(errors) => wrong.push(errors.to_string()),
        },
        Err(error) if is_optional && is_missing(&error) => {
            output.text(&tr!("{name}: no such file, so the defaults hold", name))?;
            output.end_line()?;
        }
        Err(error) => return Err(Failure::Io(name, error)),
    }
    if file.is_none() {
        wrong.extend(check_readings(context, output)?);
        wrong.extend(check_notations(context, &config, output)?);
        wrong.extend(check_themes(context, output)?);
        wrong.extend(check_languages(context, output)?);
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Usage(wrong.join("\n"))) }
}

fn nothing_wrong(file: &str, output: &mut Output) -> io::Result<()> {
    output.text(&tr!("{file}: nothing wrong", file))?;
    output.end_line()
}

/// What is wrong with the user's own readings.
fn check_readings(context: &Context, output: &mut Output) -> io::Result<Vec<String>> {
    let source = context.readings_source(&Config::default());
    let Some(path) = source.own.as_ref().filter(|path| path.exists()) else { return Ok(Vec::new()) };
    match source.own() {
        Ok(_) => nothing_wrong(&path.display().to_string(), output).map(|()| Vec::new()),
        Err(errors) => Ok(errors),
    }
}

/// What is wrong with the user's own notations.
fn check_notations(context: &Context, config: &Config, output: &mut Output) -> io::Result<Vec<String>> {
    let own = context.own_notations(&config.notation);
    for (path, _) in &own.notations {
        nothing_wrong(&path.display().to_string(), output)?;
    }
    Ok(own.complaints)
}

/// What is wrong with the user's own themes.
fn check_themes(context: &Context, output: &mut Output) -> io::Result<Vec<String>> {
    let found = context.themes();
    let complaints: Vec<String> = found.complaints().collect();
    for file in &found.files {
        nothing_wrong(file, output)?;
    }
    Ok(complaints)
}

/// What is wrong with the user's own languages.
fn check_languages(context: &Context, output: &mut Output) -> io::Result<Vec<String>> {
    let (right, wrong) = context.languages();
    for file in &right {
        nothing_wrong(file, output)?;
    }
    Ok(wrong)
}

fn path(context: &Context) -> Result<PathBuf, Failure> {
    let unknown = || Failure::Usage(tr!("no home folder is known; name a file with --config").into_owned());
    context.config_path().ok_or_else(unknown)
}
