//! Which themes there are: the bundled ones, and the user's files, which may inherit from any other.

use super::file::ThemeFile;
use super::{Theme, Variants, print};
use crate::config::color::Background;
use crate::text::diagnostic::{Diagnostic, Diagnostics, Position};

/// The theme that holds where none is chosen, and that files which inherit nothing build on.
pub const DEFAULT: &str = "terminal";

/// The bundled themes by name, in the order that they are offered in.
pub(super) const BUNDLED: [(&str, &str); 5] = [
    (DEFAULT, include_str!("../../../assets/themes/terminal.toml")),
    ("dark", include_str!("../../../assets/themes/dark.toml")),
    ("light", include_str!("../../../assets/themes/light.toml")),
    ("high-contrast", include_str!("../../../assets/themes/high-contrast.toml")),
    ("plain", include_str!("../../../assets/themes/plain.toml")),
];

/// What `theme` in the config file may be besides the names of themes; no theme has this name.
pub const AUTO: &str = "auto";

/// The themes by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Themes {
    themes: Vec<(String, Variants)>,
}

/// A theme file of the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTheme {
    /// The name of the theme.
    pub name: String,
    /// The file as the user knows it.
    pub file: String,
    /// What stands in it.
    pub text: String,
}

/// A theme file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongTheme {
    /// The name of the theme.
    pub name: String,
    /// What is wrong with it.
    pub errors: Diagnostics,
}

impl Themes {
    /// The bundled themes.
    pub fn bundled() -> Self {
        let read = |(name, text): (&str, &str)| {
            // The bundled themes are tested to be free of errors.
            let file = ThemeFile::read(name, text, &[]).ok()?;
            Some((name.to_owned(), file.over(&Variants::BLANK)))
        };
        Self { themes: BUNDLED.into_iter().filter_map(read).collect() }
    }

    /// The bundled themes and the user's own, which take the place of bundled ones of the same name; and what is wrong with
    /// files that cannot be used, file by file.
    pub fn with_own(own: &[OwnTheme]) -> (Self, Vec<WrongTheme>) {
        let mut themes = Self::bundled();
        let own_names = own.iter().map(|own| own.name.as_str());
        let known: Vec<&str> = BUNDLED.iter().map(|(name, _)| *name).chain(own_names).collect();
        let mut wrong = Vec::new();
        let mut waiting = Vec::new();
        for own in own {
            let name = own.name.as_str();
            let is_taken = (name == AUTO).then(|| misnamed(own));
            match is_taken.map_or_else(|| ThemeFile::read(&own.file, &own.text, &known), Err) {
                Ok(file) => waiting.push((name, file)),
                Err(errors) => wrong.push(WrongTheme { name: own.name.clone(), errors }),
            }
        }
        // Each round adds the files whose parents are there; what is left when none is added waits for itself, or for what is
        // wrong.
        loop {
            let is_waiting = |name: &str| waiting.iter().any(|(waiting, _)| *waiting == name);
            let is_ready = |name: &str, file: &ThemeFile| {
                let parent = file.parent().unwrap_or(DEFAULT);
                // A file in the place of a bundled theme may inherit from that.
                (parent == name || !is_waiting(parent)) && themes.find(parent).is_some()
            };
            let Some(next) = waiting.iter().position(|(name, file)| is_ready(name, file)) else { break };
            let (name, file) = waiting.remove(next);
            themes.add(name, &file);
        }
        let stuck = |(name, file): &(&str, ThemeFile)| WrongTheme {
            name: (*name).to_owned(),
            errors: stuck(name, file, &waiting),
        };
        wrong.extend(waiting.iter().map(stuck));
        (themes, wrong)
    }

    /// The names, the user's own last.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.themes.iter().map(|(name, _)| name.as_str())
    }

    /// The theme of a name, on a background.
    pub fn theme(&self, name: &str, background: Option<Background>) -> Option<&Theme> {
        self.find(name).map(|variants| variants.on(background))
    }

    /// The theme of a name as a file that says all of it, and explains it.
    pub fn toml(&self, name: &str) -> Option<String> {
        self.find(name).map(|variants| print::toml(name, variants))
    }

    fn find(&self, name: &str) -> Option<&Variants> {
        self.themes.iter().find(|(known, _)| known == name).map(|(_, variants)| variants)
    }

    fn add(&mut self, name: &str, file: &ThemeFile) {
        let Some(base) = self.find(file.parent().unwrap_or(DEFAULT)) else { return };
        let variants = file.over(base);
        match self.themes.iter_mut().find(|(known, _)| known == name) {
            Some((_, replaced)) => *replaced = variants,
            None => self.themes.push((name.to_owned(), variants)),
        }
    }
}

/// What is wrong with a file of a name that means something else.
fn misnamed(own: &OwnTheme) -> Diagnostics {
    Diagnostics(vec![Diagnostic {
        file: own.file.clone(),
        position: Position { line: 1, column: 1 },
        message: tr!("a theme cannot be called `{name}`", name = AUTO),
        remedy: Some(tr!("rename the file").into_owned()),
    }])
}

/// Why `file`, of the theme `name`, cannot be used: it is among those `waiting` for a parent that never comes.
fn stuck(name: &str, file: &ThemeFile, waiting: &[(&str, ThemeFile)]) -> Diagnostics {
    let parent_of =
        |name: &str| waiting.iter().find(|(waiting, _)| *waiting == name).and_then(|(_, file)| file.parent());
    let mut line = vec![name];
    while let Some(parent) = line.last().and_then(|last| parent_of(last)) {
        if parent == name {
            let message = tr!("`{name}` inherits itself: {line}, {name}", name, line = line.join(", "));
            return file.complain(message, &tr!("one of them must inherit another theme, or none"));
        }
        if line.contains(&parent) {
            break;
        }
        line.push(parent);
    }
    let parent = file.parent().unwrap_or(DEFAULT);
    file.complain(
        tr!("`{name}` cannot be inherited: its file is wrong", name = parent),
        &tr!("mend that first"),
    )
}
