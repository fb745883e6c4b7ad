//! `midashi config`: where the file belongs, what can stand in it, and what is wrong with it.

use std::io;
use std::path::PathBuf;

use super::args::{ConfigArgs, ConfigCommand};
use super::output::Output;
use super::{Context, Failure, Outcome, config_notation};
use crate::config::Config;
use crate::config::file::DEFAULT_FILE;

pub(super) fn run(context: &Context, args: &ConfigArgs) -> Result<Outcome, Failure> {
    let mut output = context.output();
    match &args.command {
        ConfigCommand::Path => {
            output.text(&path(context)?.display().to_string())?;
            output.end_line()?;
        }
        ConfigCommand::Default => output.document(DEFAULT_FILE)?,
        ConfigCommand::Check { file } => {
            let path = file.clone().map_or_else(|| path(context), Ok)?;
            let name = path.display().to_string();
            let is_optional = file.is_none() && context.global.config.is_none();
            match std::fs::read_to_string(&path) {
                Ok(text) => {
                    Config::read(&name, &text).map_err(Failure::Config)?;
                    output.text(&format!("{name}: nothing wrong"))?;
                }
                Err(error) if is_optional && error.kind() == io::ErrorKind::NotFound => {
                    output.text(&format!("{name}: no such file, so the defaults hold"))?;
                }
                Err(error) => return Err(Failure::Io(name, error)),
            }
            output.end_line()?;
            if file.is_none() {
                check_readings(context, &mut output)?;
                check_notations(context, &mut output)?;
            }
        }
        ConfigCommand::Notation { file } => config_notation::run(context, file.clone(), &mut output)?,
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// The user's own readings, where there are some, belong to the config.
fn check_readings(context: &Context, output: &mut Output) -> Result<(), Failure> {
    let source = context.readings_source(&Config::default());
    let Some(path) = source.own.as_ref().filter(|path| path.exists()) else { return Ok(()) };
    source.own().map_err(|errors| Failure::Usage(errors.join("\n")))?;
    output.text(&format!("{}: nothing wrong", path.display()))?;
    Ok(output.end_line()?)
}

/// As do the user's own notations.
fn check_notations(context: &Context, output: &mut Output) -> Result<(), Failure> {
    let own = context.own_notations(&context.config()?.notation);
    if !own.complaints.is_empty() {
        return Err(Failure::Usage(own.complaints.join("\n")));
    }
    for (path, _) in &own.notations {
        output.text(&format!("{}: nothing wrong", path.display()))?;
        output.end_line()?;
    }
    Ok(())
}

fn path(context: &Context) -> Result<PathBuf, Failure> {
    let unknown = || Failure::Usage("no home folder is known; name a file with --config".to_owned());
    context.config_path().ok_or_else(unknown)
}
