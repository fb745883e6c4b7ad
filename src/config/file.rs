//! The config file as a whole.

use std::sync::Arc;

use super::clipboard::ClipboardSettings;
use super::hyperlinks::Hyperlinks;
use super::keymap::Keymap;
use super::look::Look;
use super::preset::Preset;
use super::theme::Themes;
use crate::export::Format;
use crate::note::encoding::Label;
use crate::note::notation::Notation;
use crate::text::diagnostic::Diagnostics;
use crate::text::reading::Language;
use crate::text::settings::{Document, Located, Table};
use crate::text::width::Ambiguous;
use crate::vault::Order;

/// How to find out how wide ambiguous characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AmbiguousChoice {
    /// By the terminal; narrow where that cannot be told.
    #[default]
    Auto,
    /// One cell.
    Narrow,
    /// Two cells.
    Wide,
}

impl AmbiguousChoice {
    /// Every choice with its name.
    pub const ALL: [(&'static str, Self); 3] =
        [("auto", Self::Auto), ("narrow", Self::Narrow), ("wide", Self::Wide)];

    /// What the user said, if anything.
    pub fn said(self) -> Option<Ambiguous> {
        match self {
            Self::Auto => None,
            Self::Narrow => Some(Ambiguous::Narrow),
            Self::Wide => Some(Ambiguous::Wide),
        }
    }
}

/// What the user has set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own, that is on or off")]
pub struct Config {
    /// The language that midashi speaks, if the user names one; otherwise the locale says which.
    pub language: Option<String>,
    /// Whether long lines wrap.
    pub wrap: bool,
    /// Whether commas and full stops hang over the end of wrapped lines.
    pub hanging_punctuation: bool,
    /// The width of ambiguous characters.
    pub ambiguous: AmbiguousChoice,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether what happens is said line after line, for screen readers.
    pub plain: bool,
    /// Whether addresses are given to the terminal as hyperlinks.
    pub hyperlinks: Hyperlinks,
    /// Screen lines kept in sight above and below the cursor.
    pub scroll_margin: u32,
    /// Whether the reader is open at the start.
    pub reader: bool,
    /// The share of the screen that the reader takes, in percent.
    pub reader_share: u16,
    /// What `copy` copies.
    pub copy_format: Format,
    /// Whether what is taken along brings what stands above it.
    pub copy_path: bool,
    /// Where copies go.
    pub clipboard: ClipboardSettings,
    /// The folder that is opened when no path is given.
    pub vault: Option<String>,
    /// By what the notes of a folder are ordered.
    pub sort: Order,
    /// The encoding of notes without a byte order mark.
    pub encoding: Option<Label>,
    /// The language whose readings texts are found by, if any.
    pub readings: Option<Language>,
    /// Whether what is open in a note is remembered.
    pub state: bool,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The theme, its changes and its colours.
    pub look: Look,
    /// How notes are written.
    pub notation: Arc<Notation>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            language: None,
            wrap: true,
            hanging_punctuation: false,
            ambiguous: AmbiguousChoice::Auto,
            mouse: true,
            plain: false,
            hyperlinks: Hyperlinks::Auto,
            scroll_margin: 3,
            reader: false,
            reader_share: 45,
            copy_format: Format::Text,
            copy_path: false,
            clipboard: ClipboardSettings::default(),
            vault: None,
            sort: Order::Name,
            encoding: None,
            readings: Some(Language::Japanese),
            state: true,
            keymap: Arc::default(),
            look: Look::default(),
            notation: Arc::new(Notation::bundled()),
        }
    }
}

impl Config {
    /// Reads a config file; `file` is its name in messages. What it does not say is as in [`Config::default`].
    pub fn read(file: &str, text: &str) -> Result<Self, Diagnostics> {
        Self::read_beside(file, text, &[])
    }

    /// The same where the user has themes of the names `own_themes`.
    pub fn read_beside(file: &str, text: &str, own_themes: &[String]) -> Result<Self, Diagnostics> {
        let document = Document::parse(file, text);
        let mut config = Self::default();
        let root = document.root();
        config.read_options(&root);
        if let Some(clipboard) = root.table("clipboard") {
            config.clipboard = ClipboardSettings::read(clipboard);
        }
        let preset = choice(&root, root.string("keys-preset"), &Preset::ALL).unwrap_or_default();
        let keys = root.table("keys");
        config.keymap = Arc::new(keys.map_or_else(|| Keymap::of(preset), |keys| Keymap::read(preset, &keys)));
        let bundled = Themes::bundled();
        let themes: Vec<&str> = bundled.names().chain(own_themes.iter().map(String::as_str)).collect();
        config.look = Look::read(&root, &themes);
        if let Some(notation) = root.table("notation") {
            config.notation = Arc::new(Notation::bundled().with_overrides(notation));
        }
        root.done();
        document.finish().map(|()| config)
    }

    /// The language that a config file names, if that can be told, whatever else is wrong with it: its errors are to be told in
    /// that language.
    pub fn language_of(text: &str) -> Option<String> {
        let document = Document::parse("", text);
        let language = document.root().string("language")?.value;
        (language != "auto").then_some(language)
    }

    fn read_options(&mut self, root: &Table<'_, '_>) {
        if let Some(language) = root.string("language").filter(|language| language.value != "auto") {
            self.language = Some(language.value);
        }
        if let Some(wrap) = root.boolean("wrap") {
            self.wrap = wrap;
        }
        if let Some(hanging) = root.boolean("hanging-punctuation") {
            self.hanging_punctuation = hanging;
        }
        if let Some(ambiguous) = choice(root, root.string("ambiguous"), &AmbiguousChoice::ALL) {
            self.ambiguous = ambiguous;
        }
        if let Some(mouse) = root.boolean("mouse") {
            self.mouse = mouse;
        }
        if let Some(plain) = root.boolean("plain") {
            self.plain = plain;
        }
        if let Some(hyperlinks) = choice(root, root.string("hyperlinks"), &Hyperlinks::ALL) {
            self.hyperlinks = hyperlinks;
        }
        if let Some(state) = root.boolean("state") {
            self.state = state;
        }
        if let Some(margin) = root.integer("scroll-margin", 0..=99) {
            self.scroll_margin = u32::try_from(margin).unwrap_or(0);
        }
        if let Some(reader) = root.boolean("reader") {
            self.reader = reader;
        }
        if let Some(share) = root.integer("reader-share", 20..=80) {
            self.reader_share = u16::try_from(share).unwrap_or(45);
        }
        let formats = Format::ALL.map(|format| (format.name(), format));
        if let Some(format) = choice(root, root.string("copy-format"), &formats) {
            self.copy_format = format;
        }
        if let Some(path) = root.boolean("copy-path") {
            self.copy_path = path;
        }
        if let Some(vault) = root.string("vault") {
            self.vault = Some(vault.value);
        }
        if let Some(sort) = choice(root, root.string("sort"), &Order::ALL) {
            self.sort = sort;
        }
        let languages = Language::ALL.map(|(name, language)| (name, Some(language)));
        let none = [("none", None)];
        let languages: Vec<_> = languages.into_iter().chain(none).collect();
        if let Some(readings) = choice(root, root.string("readings"), &languages) {
            self.readings = readings;
        }
        if let Some(encoding) = root.string("encoding") {
            match Label::parse(&encoding.value) {
                Ok(label) => self.encoding = Some(label),
                Err(error) => root.document().report(encoding.span, error.to_string(), None),
            }
        }
    }
}

/// The value of the name that was given; an unknown one is reported with those there are.
pub(super) fn choice<T: Copy>(
    table: &Table<'_, '_>,
    given: Option<Located<String>>,
    choices: &[(&str, T)],
) -> Option<T> {
    let given = given?;
    let found = choices.iter().find(|(name, _)| *name == given.value).map(|(_, value)| *value);
    if found.is_none() {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let remedy = tr!("one of {known}", known = names.join(", "));
        table.document().report(given.span, tr!("unknown choice `{name}`", name = given.value), Some(remedy));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::ACTIONS;
    use crate::config::color::Depth;
    use crate::config::default_file::ENGLISH;
    use crate::config::look::Surroundings;
    use crate::config::theme::Theme;
    use crate::config::theme::role::ROLES;

    /// The default file with every line that is commented out put in force.
    fn uncommented() -> String {
        let in_force = |line: &str| match line.strip_prefix("# ") {
            Some(setting) if setting.starts_with('[') || setting.contains(" = ") => setting.to_owned(),
            _ => line.to_owned(),
        };
        ENGLISH.lines().map(in_force).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_default_file_says_what_holds_anyway() {
        assert_eq!(Config::read("config.toml", ENGLISH), Ok(Config::default()), "as it is");
        let config = Config::read("config.toml", &uncommented()).unwrap();
        // The paths and the command in it are examples: there are no defaults for them.
        let clipboard = ClipboardSettings { command: Vec::new(), file: None, ..config.clipboard };
        // All styles are named in it, as they are in the default theme.
        let surroundings = Surroundings { depth: Depth::True, background: None };
        assert_eq!(config.look.theme(&Themes::bundled(), "terminal", surroundings), Theme::default());
        let config = Config { vault: None, encoding: None, clipboard, look: Look::default(), ..config };
        assert_eq!(config, Config::default(), "with everything in force");
    }

    #[test]
    fn the_default_file_lists_every_action_with_its_keys() {
        let listed = uncommented();
        for info in ACTIONS {
            let keys: Vec<String> =
                info.keys.iter().map(|keys| format!("\"{}\"", keys.replace('\\', "\\\\"))).collect();
            let line = format!("{} = [{}]", info.name, keys.join(", "));
            assert!(listed.lines().any(|listed| listed == line), "missing: {line}");
        }
    }

    #[test]
    fn the_default_file_lists_the_other_preset() {
        for info in ACTIONS {
            let keys: Vec<String> =
                Preset::Arrows.keys(info).iter().map(|keys| format!("\"{keys}\"")).collect();
            let line = format!("## {} = [{}]", info.name, keys.join(", "));
            assert!(ENGLISH.lines().any(|listed| listed == line), "missing: {line}");
        }
    }

    #[test]
    fn the_default_file_lists_every_option_and_role() {
        let listed = uncommented();
        // Taken apart without `..`, so that a new option must be named here, and so in the file.
        let Config {
            language: _,
            wrap: _,
            hanging_punctuation: _,
            ambiguous: _,
            mouse: _,
            plain: _,
            hyperlinks: _,
            scroll_margin: _,
            reader: _,
            reader_share: _,
            copy_format: _,
            copy_path: _,
            clipboard:
                ClipboardSettings { route: _, rich: _, keep_controls: _, command: _, file: _, osc52_limit: _ },
            vault: _,
            sort: _,
            encoding: _,
            readings: _,
            state: _,
            keymap: _,
            look: _,
            notation: _,
        } = Config::default();
        let options = [
            "language = ",
            "wrap = ",
            "hanging-punctuation = ",
            "ambiguous = ",
            "mouse = ",
            "plain = ",
            "hyperlinks = ",
            "scroll-margin = ",
            "reader = ",
            "reader-share = ",
            "copy-format = ",
            "copy-path = ",
            "vault = ",
            "sort = ",
            "encoding = ",
            "readings = ",
            "state = ",
            "[clipboard]",
            "route = ",
            "rich = ",
            "keep-controls = ",
            "command = ",
            "file = ",
            "osc52-limit = ",
            "keys-preset = ",
            "[keys]",
            "theme = ",
            "colors = ",
            "[style]",
            "[notation]",
        ];
        let roles = ROLES.iter().map(|info| format!("{} = ", info.name));
        for name in options.into_iter().map(str::to_owned).chain(roles) {
            assert!(listed.lines().any(|line| line.starts_with(&name)), "missing: {name}");
        }
    }

    #[test]
    fn five_errors_are_told_at_once() {
        let text = "wrap = 1\nambigous = \"wide\"\ntheme = \"neon\"\n[keys]\nquit = [\"Entre\"]\n[style]\nmatch = \"bld\"\n";
        let errors = Config::read("config.toml", text).unwrap_err().to_string();
        let expected = "config.toml:1:8: `wrap` must be true or false, but is integer\n\
                        config.toml:2:1: unknown key `ambigous` (did you mean `ambiguous`?)\n\
                        config.toml:3:9: unknown choice `neon` (one of auto, terminal, dark, light, high-contrast, plain)\n\
                        config.toml:5:9: unknown key `Entre` (did you mean `Enter`?)\n\
                        config.toml:7:9: unknown style `bld` (did you mean `bold`?)";
        assert_eq!(errors, expected);
    }
}
