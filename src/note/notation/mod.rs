//! Notations: what the lines of a note are. They are data where they can be, read from TOML.

pub mod bullets;
mod family;
mod indented;
mod markdown;
mod notations;
mod opml;
mod org;
pub mod people;
mod reading;
pub mod speakers;

use super::entry::Entry;
use super::mention::Date;
use super::source::Source;
use crate::text::diagnostic::Diagnostics;
use crate::text::settings::{Document, Table};
use bullets::Bullets;
pub use family::{Confidence, Detected, Family, HEAD};
pub use indented::Dialect;
pub use notations::Notations;
use people::PeoplePatterns;

/// The bundled notation of `■●・`.
const BULLETS: &str = include_str!("../../../assets/notations/bullets.toml");

/// How a note is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notation {
    name: String,
    bullets: Bullets,
    people: PeoplePatterns,
    boilerplate: Vec<String>,
    /// The endings of the files that are written in it, without a dot.
    endings: Vec<String>,
    /// The family that all notes are of; `None` where their content tells.
    family: Option<Family>,
}

/// What a notation makes of a note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// What its lines or blocks are, in document order.
    pub entries: Vec<Entry>,
    /// The tags that it lists outside of its running text, without `#`.
    pub tags: Vec<String>,
    /// The day that it says the note to be of, where that need not be the first date in its text.
    pub date: Option<Date>,
    /// The text that the entries are ranges of, where that is not the note's as it is in the file.
    pub source: Option<Source>,
}

impl Notation {
    /// The bullets notation as it comes with midashi.
    ///
    /// # Panics
    /// Never: a test reads the bundled file.
    pub fn bundled() -> Self {
        Self::read("bullets.toml", BULLETS).expect("the bundled notation is tested")
    }

    /// Reads a notation file; `file` is its name in messages.
    pub fn read(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let document = Document::parse(file, text);
        let empty = Self {
            name: String::new(),
            bullets: Bullets::default(),
            people: PeoplePatterns::default(),
            boilerplate: Vec::new(),
            endings: Vec::new(),
            family: None,
        };
        let notation = empty.named(&document);
        document.finish().map(|()| notation)
    }

    /// Reads a notation file of the user's; what it does not say is as in this notation. `file` is its name in messages.
    pub fn overridden(self, file: &str, text: &str) -> Result<Self, Diagnostics> {
        let document = Document::parse(file, text);
        let notation = Self { name: String::new(), ..self }.named(&document);
        document.finish().map(|()| notation)
    }

    /// This notation with what `document` says, which must give it a name.
    fn named(self, document: &Document<'_>) -> Self {
        let notation = self.with_overrides(document.root());
        if notation.name.is_empty() {
            document.report(
                0..0,
                tr!("the notation has no `name`"),
                Some(tr!("add {line}", line = "name = \"...\"")),
            );
        }
        notation
    }

    /// This notation with what `table` says in its place: each table and list that is given replaces its
    /// counterpart. Errors go to the table's document.
    #[must_use]
    pub fn with_overrides(mut self, table: Table<'_, '_>) -> Self {
        if let Some(name) = table.string("name") {
            self.name = name.value;
        }
        reading::bullets(&mut self.bullets, &table);
        if let Some(people) = table.table("people") {
            reading::people(&mut self.people, people);
        }
        if let Some(boilerplate) = table.table("boilerplate") {
            reading::replace(&mut self.boilerplate, boilerplate.strings("lines"));
            boilerplate.done();
        }
        reading::replace(&mut self.endings, table.strings("endings"));
        table.done();
        self
    }

    /// Its name, as on the command line and in JSON.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// This notation for notes that are all of `family`, whatever their content says.
    #[must_use]
    pub fn only(self, family: Family) -> Self {
        Self { family: Some(family), ..self }
    }

    /// The family that the note at `path` is of, and how sure that is.
    pub fn family_of(&self, path: &str, source: &Source) -> Detected {
        let is_heading = |line: &str| self.bullets.is_heading(line);
        match self.family {
            Some(family) => Detected { family, confidence: Confidence::TOLD },
            None => Family::detect(path, source, is_heading),
        }
    }

    /// Whether the name of a file says that it is written in this notation.
    fn is_named_by(&self, path: &str) -> bool {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        self.endings.iter().any(|known| known.trim_start_matches('.').eq_ignore_ascii_case(ending))
    }

    /// How many lines of the head of `source` begin with a marker; a heading counts twice.
    fn marked_lines(&self, source: &Source) -> u32 {
        let lines = source.lines().take(HEAD as usize);
        let weights = lines.map(|line| self.bullets.weight(source.slice(source.line_content(line))));
        weights.sum()
    }

    /// The name of the notation of notes of `family`.
    pub fn name_of(&self, family: Family) -> &str {
        match family {
            Family::Bullets => &self.name,
            Family::Markdown => family::MARKDOWN,
            Family::Org => family::ORG,
            Family::Opml => family::OPML,
            Family::Indented(Dialect::Plain) => family::INDENTED,
            Family::Indented(Dialect::TaskPaper) => family::TASKPAPER,
            Family::Indented(Dialect::Logseq) => family::LOGSEQ,
        }
    }

    /// Reads a note of `family`. Never fails.
    pub fn read_note(&self, family: Family, source: &Source) -> Reading {
        match family {
            Family::Bullets => {
                bullets::read(&self.bullets, &self.people, source, |text| self.is_boilerplate(text))
            }
            Family::Markdown => markdown::read(&self.people, source),
            Family::Org => org::read(&self.people, source),
            Family::Opml => opml::read(source),
            Family::Indented(dialect) => indented::read(dialect, &self.people, source),
        }
    }

    /// Where the front matter of a Markdown note ends (byte), if it begins with some.
    pub fn front_matter(source: &Source) -> Option<u32> {
        markdown::front_matter(source)
    }

    /// Whether a line was left behind by a publishing platform.
    pub fn is_boilerplate(&self, text: &str) -> bool {
        self.boilerplate.iter().any(|line| line == text)
    }

    /// How people and companies are written.
    pub fn people(&self) -> &PeoplePatterns {
        &self.people
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_notation_reads() {
        assert_eq!(Notation::bundled().name(), "bullets");
    }

    #[test]
    fn every_error_of_a_notation_is_told() {
        let text = "[[heading]]\nmarker = \"\"\nlevel = 0\n[item]\nmarker = [\"・\"]\n[people]\nbrackets = [[\"(\"]]\n";
        let errors = Notation::read("mine.toml", text).unwrap_err().to_string();
        let expected = "mine.toml:1:1: the notation has no `name` (add name = \"...\")\n\
                        mine.toml:2:10: a marker must not be empty\n\
                        mine.toml:3:9: `level` must be an integer from 1 to 9, but is 0\n\
                        mine.toml:5:1: unknown key `marker` in [item] (did you mean `markers`?)\n\
                        mine.toml:7:13: a pair of brackets has two strings, not 1";
        assert_eq!(errors, expected);
    }

    #[test]
    fn overrides_replace_what_they_name() {
        let document = Document::parse("config.toml", "[notation.item]\nmarkers = [\"*\"]\n");
        let notation = Notation::bundled().with_overrides(document.root().table("notation").unwrap());
        document.finish().unwrap();
        assert_eq!(notation.bullets.items, ["*"]);
        assert_eq!(notation.bullets.arrows, Notation::bundled().bullets.arrows);
    }
}
