//! Screens of the real program in a real pty: each file in `tests/screens` holds a note, a size, keys, and the screen
//! that they must lead to.
//!
//! ```text
//! # What this shows.
//! note: assets/sample.txt
//! size: 60 x 12
//! terminal: wide                  (draws ambiguous characters in two cells; midashi is told so)
//! keys: ]]l<Enter>
//! styles: yes                     (with marks where the style changes)
//! ---
//! the screen
//! ```
//!
//! `MIDASHI_REWRITE_SCREENS=1 cargo test --test screens` writes what the program shows; read the difference before
//! you commit it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read files, and fail by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use midashi::text::width::Ambiguous;
use support::pty::{Launch, Session};
use support::screen::Screen;

/// A program that has written nothing for so long has drawn what it had to; for rewriting only.
const SILENCE: Duration = Duration::from_millis(400);

struct Case {
    path: PathBuf,
    head: String,
    note: String,
    size: (u16, u16),
    ambiguous: Ambiguous,
    keys: String,
    styles: bool,
    expected: String,
}

impl Case {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let (head, expected) =
            text.split_once("---\n").unwrap_or_else(|| panic!("{}: no `---`", path.display()));
        let mut case = Self {
            path: path.to_owned(),
            head: head.to_owned(),
            note: String::new(),
            size: (100, 30),
            ambiguous: Ambiguous::Narrow,
            keys: String::new(),
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
                    case.size = (columns.parse().unwrap(), lines.parse().unwrap());
                }
                "terminal" => {
                    assert_eq!(value, "wide");
                    case.ambiguous = Ambiguous::Wide;
                }
                "keys" => value.clone_into(&mut case.keys),
                "styles" => case.styles = value == "yes",
                _ => panic!("{}: unknown `{name}`", path.display()),
            }
        }
        case
    }

    fn start(&self) -> Session {
        let width = match self.ambiguous {
            Ambiguous::Narrow => "narrow",
            Ambiguous::Wide => "wide",
        };
        let launch = Launch::new(env!("CARGO_BIN_EXE_midashi"), ["--ambiguous", width, &self.note])
            .size(self.size.0, self.size.1)
            .ambiguous(self.ambiguous);
        let session = Session::start(&launch);
        session.wait_for(|screen| screen.is_alternate() && !screen.shows_cursor());
        session.type_keys(&self.keys);
        session
    }

    fn shown(&self, screen: &Screen) -> String {
        let lines = if self.styles { screen.styled_lines() } else { screen.lines() };
        lines.join("\n") + "\n"
    }

    fn check(&self) {
        let session = self.start();
        if std::env::var_os("MIDASHI_REWRITE_SCREENS").is_some() {
            session.wait_quiet(SILENCE);
            let shown = self.shown(&session.screen());
            fs::write(&self.path, format!("{}---\n{shown}", self.head)).unwrap();
        } else {
            println!("{}: waiting for\n{}", self.path.display(), self.expected);
            session.wait_for(|screen| self.shown(screen) == self.expected);
        }
        session.send_bytes(b"\x03\x03");
        let status = session.wait_exit();
        assert!(status.success(), "{}: ended with {status}", self.path.display());
    }
}

#[test]
fn the_program_shows_what_the_screens_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 15, "only {} screens", paths.len());
    for path in paths {
        Case::read(&path).check();
    }
}

#[test]
fn the_readme_shows_a_real_screen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let shown = readme.split("```\n").nth(1).unwrap();
    let case = Case::read(&root.join("tests/screens/session-open.screen"));
    let lines =
        |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(shown), lines(&case.expected));
}
