//! Which language midashi speaks: what the config file names, else that of the locale; and the user's own languages, files
//! `languages/*.toml` beside the config file.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::folder::toml_files;
use super::output::Output;
use super::{Context, Failure, config_place};
use crate::config::Config;
use crate::shell::files::is_missing;
use crate::shell::settings_file::read_settings;
use crate::text::language::system::told;
use crate::text::language::{Catalogue, ENGLISH, bundled_file, bundled_names, choose, of_locale};

/// Chooses the language, before anything is said: what is wrong with `arguments`, those of the program, is to be told in it,
/// too. Returns what is wrong with the language that the config file names; the locale's is spoken then.
pub(super) fn choose_by(arguments: &[OsString]) -> Vec<String> {
    let config = named_config(arguments).or_else(config_place);
    let named = config.as_deref().and_then(named_language);
    let locale = locale_of_messages();
    let mut complaints = Vec::new();
    for name in named.iter().map(String::as_str).chain([of_locale(&locale)]) {
        match catalogue(name, config.as_deref()) {
            Ok(Some(catalogue)) => {
                choose(name, catalogue);
                break;
            }
            Ok(None) if name == ENGLISH => break,
            // That there is no such language is no mistake of the locale's.
            Ok(None) if named.as_deref() != Some(name) => break,
            Ok(None) => complaints.push(unknown(name, config.as_deref())),
            Err(wrong) => complaints.extend(wrong),
        }
    }
    complaints
}

/// The file that `--config` names.
fn named_config(arguments: &[OsString]) -> Option<PathBuf> {
    let mut arguments = arguments.iter().skip(1).take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        if argument == "--config" {
            return arguments.next().map(PathBuf::from);
        }
        if let Some(path) = argument.to_str().and_then(|argument| argument.strip_prefix("--config=")) {
            return Some(PathBuf::from(path));
        }
    }
    None
}

/// The language that a config file names. A pipe is not looked into: it can be read only once.
fn named_language(config: &Path) -> Option<String> {
    config.is_file().then(|| read_settings(config).ok()).flatten().and_then(|text| Config::language_of(&text))
}

/// The locale of messages (POSIX.1: the first of these variables that says something).
fn locale_of_messages() -> String {
    super::locale_by(&["LC_ALL", "LC_MESSAGES", "LANG"])
}

/// The texts of the language `name`: the user's file, else midashi's own; none for English and where there is no such language;
/// or what is wrong with the file, a line each.
fn catalogue(name: &str, config: Option<&Path>) -> Result<Option<Catalogue>, Vec<String>> {
    let own = config.map(|config| folder(config).join(name).with_extension("toml"));
    let own = own.filter(|path| is_name(name) && path.is_file());
    let read = |file: &str, text: &str| {
        let lines =
            |errors: crate::text::diagnostic::Diagnostics| errors.0.iter().map(ToString::to_string).collect();
        Catalogue::read(file, text).map(Some).map_err(lines)
    };
    let Some(path) = own else {
        return bundled_file(name).map_or(Ok(None), |text| read(name, text));
    };
    let file = path.display().to_string();
    match read_settings(&path) {
        Ok(text) => read(&file, &text),
        Err(error) => Err(vec![format!("{file}: {}", told(&error))]),
    }
}

/// Whether `name` can be that of a file in the folder of languages.
fn is_name(name: &str) -> bool {
    Path::new(name).file_name() == Some(OsStr::new(name))
}

fn folder(config: &Path) -> PathBuf {
    config.with_file_name("languages")
}

/// What to say of a language that there is not.
fn unknown(name: &str, config: Option<&Path>) -> String {
    let own = config.map(|config| toml_files(&folder(config)).unwrap_or_default()).unwrap_or_default();
    let own = own.iter().filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()));
    let known = bundled_names().map(str::to_owned).chain(own).collect::<Vec<_>>().join(", ");
    tr!("there is no language `{name}` (known: {known})", name, known)
}

/// Prints a language as a file to make one of your own from, in English with the texts as they are; without a name, the names
/// of those that midashi brings along.
pub(super) fn print(name: Option<&str>, output: &mut Output) -> Result<(), Failure> {
    let Some(name) = name else {
        for name in bundled_names() {
            output.text(name)?;
            output.end_line()?;
        }
        return Ok(());
    };
    let file = if name == ENGLISH { english() } else { bundled_file(name).map(str::to_owned) };
    let file = file.ok_or_else(|| Failure::Usage(unknown(name, None)))?;
    Ok(output.document(&file)?)
}

/// The file of another language with the English texts in the place of its own.
fn english() -> Option<String> {
    let file = bundled_names().find_map(bundled_file)?;
    let itself = |line: &str| match line.split_once("\" = \"") {
        Some((text, _)) if line.starts_with('"') => format!("{text}\" = {text}\"\n"),
        Some(_) | None => format!("{line}\n"),
    };
    Some(file.lines().map(itself).collect())
}

impl Context {
    /// What is wrong with the user's files of languages, a line each, and those in which nothing is.
    pub(super) fn languages(&self) -> (Vec<String>, Vec<String>) {
        let (mut right, mut wrong) = (Vec::new(), Vec::new());
        let Some(folder) = self.config_path().map(|config| folder(&config)) else { return (right, wrong) };
        let files = match toml_files(&folder) {
            Ok(files) => files,
            Err(error) if is_missing(&error) => Vec::new(),
            Err(error) => {
                wrong.push(format!("{}: {}", folder.display(), told(&error)));
                Vec::new()
            }
        };
        for path in files {
            let file = path.display().to_string();
            match read_settings(&path) {
                Ok(text) => match Catalogue::read(&file, &text) {
                    Ok(_) => right.push(file),
                    Err(errors) => wrong.extend(errors.0.iter().map(ToString::to_string)),
                },
                Err(error) => wrong.push(format!("{file}: {}", told(&error))),
            }
        }
        (right, wrong)
    }
}
