//! A language in which no letter is plain: each letter of each text has a mark. A word on the screen that is plain all the same
//! was never looked up in the language; and without the marks the screen is the English one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use midashi::text::language::{Catalogue, ENGLISH, bundled_file, bundled_names};

/// The letters with their marks: each as wide as the letter, whatever a terminal makes of ambiguous characters.
const MARKED: [(char, char); 52] = [
    ('a', 'ạ'),
    ('b', 'ḅ'),
    ('c', 'ḉ'),
    ('d', 'ḍ'),
    ('e', 'ẹ'),
    ('f', 'ḟ'),
    ('g', 'ḡ'),
    ('h', 'ḥ'),
    ('i', 'ị'),
    ('j', 'ɉ'),
    ('k', 'ḳ'),
    ('l', 'ḷ'),
    ('m', 'ṃ'),
    ('n', 'ṇ'),
    ('o', 'ọ'),
    ('p', 'ṗ'),
    ('q', 'ɋ'),
    ('r', 'ṛ'),
    ('s', 'ṣ'),
    ('t', 'ṭ'),
    ('u', 'ụ'),
    ('v', 'ṿ'),
    ('w', 'ẉ'),
    ('x', 'ẋ'),
    ('y', 'ỵ'),
    ('z', 'ẓ'),
    ('A', 'Ạ'),
    ('B', 'Ḅ'),
    ('C', 'Ḉ'),
    ('D', 'Ḍ'),
    ('E', 'Ẹ'),
    ('F', 'Ḟ'),
    ('G', 'Ḡ'),
    ('H', 'Ḥ'),
    ('I', 'Ị'),
    ('J', 'Ɉ'),
    ('K', 'Ḳ'),
    ('L', 'Ḷ'),
    ('M', 'Ṃ'),
    ('N', 'Ṇ'),
    ('O', 'Ọ'),
    ('P', 'Ṗ'),
    ('Q', 'Ɋ'),
    ('R', 'Ṛ'),
    ('S', 'Ṣ'),
    ('T', 'Ṭ'),
    ('U', 'Ụ'),
    ('V', 'Ṿ'),
    ('W', 'Ẉ'),
    ('X', 'Ẋ'),
    ('Y', 'Ỵ'),
    ('Z', 'Ẓ'),
];

/// A text of a language as it is in this one: the places for its arguments stay.
pub fn marked(text: &str) -> String {
    let mut is_name = false;
    let mark = |c: char| {
        is_name = (is_name || c == '{') && c != '}';
        let known = MARKED.iter().find(|(plain, _)| *plain == c && !is_name);
        known.map_or(c, |(_, marked)| *marked)
    };
    text.chars().map(mark).collect()
}

/// `text` without the marks.
pub fn unmarked(text: &str) -> String {
    let known = |c: char| MARKED.iter().find(|(_, marked)| *marked == c).map_or(c, |(plain, _)| *plain);
    text.chars().map(known).collect()
}

/// A folder with a config file that names this language, whose file stands beside it as one of a user's own would.
pub struct Pseudo(tempfile::TempDir);

impl Pseudo {
    /// The language, with all texts that midashi knows to be translated.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bundled = bundled_names().find(|name| *name != ENGLISH).and_then(bundled_file).unwrap();
        let catalogue = Catalogue::read("bundled", bundled).unwrap();
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let line = |text: &str| format!("\"{}\" = \"{}\"\n", quoted(text), quoted(&marked(text)));
        let lines: String = catalogue.known().map(line).collect();
        fs::create_dir(folder.path().join("languages")).unwrap();
        fs::write(folder.path().join("languages/pseudo.toml"), lines).unwrap();
        fs::write(folder.path().join("config.toml"), "language = \"pseudo\"\n").unwrap();
        Self(folder)
    }

    /// The config file.
    pub fn config(&self) -> PathBuf {
        self.0.path().join("config.toml")
    }
}

/// The words of `text`: runs of two plain letters or more.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    // A marked letter is one, too: what is cut off from it is no word of its own.
    let runs = text.split(|c: char| !c.is_alphabetic());
    let plain = runs.flat_map(|run| run.split(|c: char| !c.is_ascii_alphabetic()));
    plain.filter(|word| word.len() >= 2)
}

/// What may be said as it is: names of keys, and what is added.
#[derive(Debug, Clone, Default)]
pub struct Plain(BTreeSet<String>);

impl Plain {
    /// Adds the words of `text`.
    pub fn add(&mut self, text: &str) {
        self.0.extend(words(text).map(str::to_owned));
    }

    /// With the words of `text`.
    pub fn with(mut self, text: &str) -> Self {
        self.add(text);
        self
    }

    /// With the words of a note, or of all notes in a folder, and of their names.
    pub fn with_notes(mut self, path: &Path) -> Self {
        let mut waiting = vec![path.to_owned()];
        while let Some(path) = waiting.pop() {
            self.add(&path.to_string_lossy());
            if path.is_dir() {
                waiting.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                self.add(&String::from_utf8_lossy(&fs::read(path).unwrap()));
            }
        }
        self
    }

    /// The words of `line` that are not among these. One at an edge of the line, a border or a mark of what is cut off may be
    /// the beginning or the end of one of these.
    pub fn forgotten<'t>(&self, line: &'t str) -> Vec<&'t str> {
        let pieces = line.split(|c| "…│|".contains(c));
        let in_piece =
            |piece: &'t str| words(piece).filter(move |word| !self.has(word, piece)).collect::<Vec<_>>();
        pieces.flat_map(in_piece).collect()
    }

    fn has(&self, word: &str, piece: &str) -> bool {
        let is_beginning = |known: &String| piece.ends_with(word) && known.starts_with(word);
        let is_end = |known: &String| piece.starts_with(word) && known.ends_with(word);
        self.0.contains(word) || self.0.iter().any(|known| is_beginning(known) || is_end(known))
    }
}
