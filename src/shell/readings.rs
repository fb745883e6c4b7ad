//! Where readings come from: those bundled for a language, and the user's own.

use std::path::PathBuf;

use super::files::is_missing;
use super::settings_file::read_settings;
use crate::config::readings::UserReadings;
use crate::text::language::system::told;
use crate::text::reading::script::Script;
use crate::text::reading::{Language, Readings};

/// Which readings to load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingsSource {
    /// Those bundled for a language; none at all without.
    pub language: Option<Language>,
    /// The file of the user's own, which need not exist.
    pub own: Option<PathBuf>,
}

impl ReadingsSource {
    /// Whether `words` may be readings, which is what loading them is for.
    pub fn are_of_use(&self, words: &str) -> bool {
        let is_read = |c| {
            matches!(Script::of(c), Script::Hiragana | Script::Katakana | Script::Hangul | Script::Letter)
        };
        self.language.is_some() && words.chars().any(is_read)
    }

    /// Loads them; takes some milliseconds. What is damaged or wrong is left out and told.
    pub fn load(&self) -> (Option<Readings>, Vec<String>) {
        let Some(language) = self.language else { return (None, Vec::new()) };
        let mut readings = match Readings::bundled(language) {
            Ok(readings) => readings,
            Err(error) => return (None, vec![tr!("words are found as typed only: {why}", why = error)]),
        };
        match self.own() {
            Ok(own) => own.add_to(&mut readings),
            Err(errors) => return (Some(readings), errors),
        }
        (Some(readings), Vec::new())
    }

    /// The user's own readings, or everything that is wrong with them.
    pub fn own(&self) -> Result<UserReadings, Vec<String>> {
        let Some(path) = &self.own else { return Ok(UserReadings::default()) };
        let name = path.display().to_string();
        match read_settings(path) {
            Ok(text) => UserReadings::read(&name, &text)
                .map_err(|errors| errors.to_string().lines().map(str::to_owned).collect()),
            Err(error) if is_missing(&error) => Ok(UserReadings::default()),
            Err(error) => Err(vec![format!("{name}: {}", told(&error))]),
        }
    }
}
