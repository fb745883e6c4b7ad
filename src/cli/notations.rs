//! The notations that notes may be written in: midashi's own, and the user's files `notations/*.toml` beside the config file.

use std::path::{Path, PathBuf};

use super::folder::toml_files;
use super::{Context, Failure};
use crate::config::Config;
use crate::note::notation::{Notation, Notations};
use crate::shell::files::is_missing;
use crate::shell::settings_file::read_settings;
use crate::text::language::system::told;

/// The user's notation files.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// Those that could be read, with their files.
    pub(super) notations: Vec<(PathBuf, Notation)>,
    /// What is wrong with the others.
    pub(super) complaints: Vec<String>,
}

impl Own {
    /// Reads the files in `folder`, if there is such a folder. What they do not say is as in `bundled`.
    fn read(folder: &Path, bundled: &Notation) -> Self {
        let mut own = Self::default();
        let files = match toml_files(folder) {
            Ok(files) => files,
            Err(error) if is_missing(&error) => return own,
            Err(error) => {
                own.complaints.push(format!("{}: {}", folder.display(), told(&error)));
                return own;
            }
        };
        for file in files {
            let name = file.display().to_string();
            let read = read_settings(&file).map_err(|error| format!("{name}: {}", told(&error)));
            let read = read.and_then(|text| {
                bundled.clone().overridden(&name, &text).map_err(|errors| errors.to_string())
            });
            match read {
                Ok(notation) => own.add(file, notation),
                Err(complaint) => own.complaints.push(complaint),
            }
        }
        own
    }

    fn add(&mut self, file: PathBuf, notation: Notation) {
        let same = self.notations.iter().find(|(_, known)| known.name() == notation.name());
        match same {
            Some((known, _)) => self.complaints.push(tr!(
                "{file}: the notation `{name}` is in {other} already",
                file = file.display(),
                name = notation.name(),
                other = known.display()
            )),
            None => self.notations.push((file, notation)),
        }
    }
}

impl Context {
    /// The user's notation files; `bundled` is midashi's own.
    pub(super) fn own_notations(&self, bundled: &Notation) -> Own {
        let folder = self.config_path().map(|path| path.with_file_name("notations"));
        folder.map(|folder| Own::read(&folder, bundled)).unwrap_or_default()
    }

    /// The notations that there are, or the one that was asked for; and what is wrong with those of the user.
    pub(super) fn notations(&self, config: &Config) -> Result<(Notations, Vec<String>), Failure> {
        let Own { notations: own, complaints } = self.own_notations(&config.notation);
        let bundled = (*config.notation).clone();
        let (replaced, own): (Vec<Notation>, Vec<Notation>) =
            own.into_iter().map(|(_, own)| own).partition(|own| own.name() == bundled.name());
        let notations = Notations::new(replaced.into_iter().next().unwrap_or(bundled), own);
        let Some(name) = &self.global.notation else { return Ok((notations, complaints)) };
        let known = notations.names().collect::<Vec<_>>().join(", ");
        let unknown = || {
            let message = tr!("unknown notation `{name}` (known: {known})", name, known);
            Failure::Usage(complaints.iter().cloned().chain([message]).collect::<Vec<_>>().join("\n"))
        };
        let only = notations.only(name).ok_or_else(unknown)?;
        Ok((only, complaints))
    }
}
