//! A screen that keys must lead to, as a file says it: see `tests/screens/main.rs`.

use std::fs;
use std::path::{Path, PathBuf};

use midashi::text::width::Ambiguous;

use super::{Size, size};

/// The locale of a user who speaks English.
const ENGLISH: &str = "C.UTF-8";

/// What stands in a `.screen` file.
#[derive(Debug, Clone)]
pub struct Case {
    /// The file.
    pub path: PathBuf,
    /// All before the screen.
    pub head: String,
    /// The note, from the project's folder.
    pub note: String,
    /// The size of the terminal.
    pub size: Size,
    /// What the terminal makes of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// The locale of the user.
    pub locale: String,
    /// The keys, as [`super::keys::encode`] reads them.
    pub keys: String,
    /// The actions that it is there to show, by name.
    pub shows: Vec<String>,
    /// Whether the screen has marks where the style changes.
    pub styles: bool,
    /// The screen.
    pub expected: String,
}

impl Case {
    /// Every case, by name.
    pub fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens");
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| is_case(path))
            .collect();
        paths.sort();
        assert!(paths.len() >= 15, "only {} screens", paths.len());
        paths.iter().map(|path| Self::read(path)).collect()
    }

    /// The case in a file.
    #[track_caller]
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let (head, expected) =
            text.split_once("---\n").unwrap_or_else(|| panic!("{}: no `---`", path.display()));
        let mut case = Self {
            path: path.to_owned(),
            head: head.to_owned(),
            note: String::new(),
            size: size(100, 30),
            ambiguous: Ambiguous::Narrow,
            locale: ENGLISH.to_owned(),
            keys: String::new(),
            shows: Vec::new(),
            styles: false,
            expected: expected.to_owned(),
        };
        for line in head.lines().filter(|line| !line.starts_with('#')) {
            let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{}: {line}", path.display()));
            let value = value.trim();
            match name {
                "note" => value.clone_into(&mut case.note),
                "size" => {
                    let (columns, lines) = value.split_once(" x ").unwrap();
                    case.size = size(columns.parse().unwrap(), lines.parse().unwrap());
                }
                "terminal" => {
                    assert_eq!(value, "wide");
                    case.ambiguous = Ambiguous::Wide;
                }
                "language" => case.locale = format!("{value}.UTF-8"),
                "keys" => value.clone_into(&mut case.keys),
                "shows" => case.shows = value.split(", ").map(str::to_owned).collect(),
                "styles" => case.styles = value == "yes",
                _ => panic!("{}: unknown `{name}`", path.display()),
            }
        }
        case
    }

    /// The name of the file, without its ending.
    pub fn name(&self) -> &str {
        self.path.file_stem().unwrap().to_str().unwrap()
    }

    /// Whether the screen is in English.
    pub fn is_english(&self) -> bool {
        self.locale == ENGLISH
    }

    /// The keys one by one, by their names.
    pub fn key_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        let mut rest = self.keys.as_str();
        while let Some(c) = rest.chars().next() {
            let (name, after) = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                Some(("lt", after)) => ("<", after),
                Some((name, after)) => (name, after),
                None => rest.split_at(c.len_utf8()),
            };
            names.push(name);
            rest = after;
        }
        names
    }

    /// The rows of the screen without marks and without what is blank at their ends.
    pub fn plain_lines(&self) -> Vec<String> {
        let plain = |line: &str| {
            if !self.styles {
                return line.to_owned();
            }
            let pieces = line.split('{').enumerate().map(|(index, piece)| match piece.split_once('}') {
                Some((_, text)) if index > 0 => text,
                Some(_) | None => piece,
            });
            pieces.collect::<String>().trim_end_matches(' ').to_owned()
        };
        self.expected.lines().map(plain).collect()
    }
}

fn is_case(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "screen")
}
