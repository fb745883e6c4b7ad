//! The themes that there are: midashi's own, and the user's files `themes/*.toml` beside the config file.

use std::path::Path;

use super::folder::toml_files;
use super::output::Output;
use super::{Context, Failure};
use crate::config::theme::{OwnTheme, Themes, WrongTheme};
use crate::shell::files::is_missing;
use crate::shell::settings_file::read_settings;
use crate::text::language::system::told;

/// The themes, and what is wrong with those of the user.
#[derive(Debug)]
pub(super) struct FoundThemes {
    /// Those that can be used.
    pub(super) themes: Themes,
    /// The files of the user's among them.
    pub(super) files: Vec<String>,
    /// What is wrong with files.
    pub(super) wrong: Vec<WrongTheme>,
    /// Files and folders that cannot be read at all.
    pub(super) unreadable: Vec<String>,
}

impl FoundThemes {
    /// What is wrong, a line each.
    pub(super) fn complaints(&self) -> impl Iterator<Item = String> {
        let wrong = self.wrong.iter().flat_map(|wrong| &wrong.errors.0).map(ToString::to_string);
        wrong.chain(self.unreadable.iter().cloned())
    }

    /// What to say when the theme `name` cannot be used.
    pub(super) fn complaint(&self, name: &str) -> Option<String> {
        if self.themes.theme(name, None).is_some() {
            return None;
        }
        let wrong = self.wrong.iter().find(|wrong| wrong.name == name);
        let first = wrong.and_then(|wrong| wrong.errors.0.first()).map(ToString::to_string);
        first.or_else(|| self.unreadable.first().cloned())
    }
}

/// The names of the user's themes beside the config file `config`, which [`super::Config::read_beside`] is to know.
pub(super) fn own_names(config: &Path) -> Vec<String> {
    let files = toml_files(&config.with_file_name("themes")).unwrap_or_default();
    files.iter().filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect()
}

impl Context {
    /// Reads the themes.
    pub(super) fn themes(&self) -> FoundThemes {
        let mut own = Vec::new();
        let mut unreadable = Vec::new();
        let folder = self.config_path().map(|path| path.with_file_name("themes"));
        let files = match folder.as_deref().map_or_else(|| Ok(Vec::new()), toml_files) {
            Ok(files) => files,
            Err(error) if is_missing(&error) => Vec::new(),
            Err(error) => {
                unreadable.extend(folder.map(|folder| format!("{}: {}", folder.display(), told(&error))));
                Vec::new()
            }
        };
        for path in files {
            let file = path.display().to_string();
            let Some(name) = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned) else {
                unreadable
                    .push(tr!("{file}: its name is not UTF-8, so no config file can name the theme", file));
                continue;
            };
            match read_settings(&path) {
                Ok(text) => own.push(OwnTheme { name, file, text }),
                Err(error) => unreadable.push(format!("{file}: {}", told(&error))),
            }
        }
        let (themes, wrong) = Themes::with_own(&own);
        own.retain(|own| !wrong.iter().any(|wrong| wrong.name == own.name));
        FoundThemes { themes, files: own.into_iter().map(|own| own.file).collect(), wrong, unreadable }
    }
}

/// Prints the theme of a name as a file that explains itself; without a name, the names that there are.
pub(super) fn print(context: &Context, name: Option<&str>, output: &mut Output) -> Result<(), Failure> {
    let found = context.themes();
    let Some(name) = name else {
        for name in found.themes.names() {
            output.text(name)?;
            output.end_line()?;
        }
        return Ok(());
    };
    let known = found.themes.names().collect::<Vec<_>>().join(", ");
    let unknown = || tr!("there is no theme `{name}` (known: {known})", name, known);
    let toml = found.themes.toml(name);
    let toml = toml.ok_or_else(|| Failure::Usage(found.complaint(name).unwrap_or_else(unknown)))?;
    Ok(output.document(&toml)?)
}
