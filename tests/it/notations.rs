//! Notes that we have made up, one for each way of writing, and their outlines, written by hand.
//!
//! The outline beside a note says first what the note is called, its date and its tags; then a line a node, two spaces a
//! level: its kind, its marker, its words, and on sessions and lists of people who is named (`@` people, `&` companies).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::support::golden;
use midashi::note::source::Source;
use midashi::outline::NodeId;
use midashi::outline::check::assert_invariants;
use midashi::vault::Note;

/// The outline of a note as the files say it.
fn shown(note: &Note) -> String {
    let date = note.header.date.map_or(String::new(), |date| format!(" {date}"));
    let tags: Vec<&str> = note.header.tags.iter().flat_map(|tag| [" #", tag]).collect();
    let head = format!("{} |{date} |{}\n", note.name(), tags.concat());
    let nodes = note.outline.ids().map(|id| shown_node(note, id));
    std::iter::once(head).chain(nodes).collect()
}

fn shown_node(note: &Note, id: NodeId) -> String {
    let node = note.outline.node(id);
    let people = note.attribution_of(id);
    let parts = [node.kind().name(), note.marker_of(id), note.text_of(id)];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned);
    let parts = parts.chain(people.speakers.iter().map(|name| format!("@{name}")));
    let parts = parts.chain(people.companies.iter().map(|name| format!("&{name}")));
    format!("{}{}\n", "  ".repeat(node.depth() as usize), parts.collect::<Vec<_>>().join(" "))
}

fn notes() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/notations");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut notes: Vec<PathBuf> = files.filter(|path| path.extension().unwrap() == "txt").collect();
    notes.sort();
    notes
}

fn parse(path: &Path, text: &str) -> Note {
    let note = golden::parse(Path::new(path.file_name().unwrap()), Source::from_text(text));
    assert_invariants(&note.source, &note.outline);
    note
}

#[test]
fn notes_are_read_as_a_person_reads_them() {
    let mut wrong = String::new();
    for path in notes() {
        let note = parse(&path, &std::fs::read_to_string(&path).unwrap());
        let expected = std::fs::read_to_string(path.with_extension("outline")).unwrap();
        let found = shown(&note);
        if found != expected {
            write!(wrong, "{}\n--- found\n{found}--- expected\n{expected}", path.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_endings_of_lines_and_white_space_behind_them_change_nothing() {
    for path in notes() {
        let text = std::fs::read_to_string(&path).unwrap();
        let expected = shown(&parse(&path, &text));
        for ending in ["\r\n", "  \n", "　\r"] {
            let found = shown(&parse(&path, &text.replace('\n', ending)));
            assert_eq!(found, expected, "{} with {ending:?}", path.display());
        }
    }
}

#[test]
fn what_follows_the_head_changes_no_line_of_it() {
    for path in notes() {
        let text = std::fs::read_to_string(&path).unwrap();
        let padding = "本文が続く。\n".repeat(64 * 1024 / 19 + 1);
        let alone = shown(&parse(&path, &format!("{text}\n{padding}")));
        let more = shown(&parse(&path, &format!("{text}\n{padding}\n☆話\n文\n\n題\n====\n文\n\n☆話\n文\n")));
        assert!(more.starts_with(&alone), "{}", path.display());
    }
}
