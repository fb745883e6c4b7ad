//! The file of what is remembered: broken, of another version, full, and written by several at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use super::file::{Found, StateFile, Unusable};
use super::record::Record;
use super::{State, place};
use crate::app::note_memory::NoteMemory;
use crate::note::notation::Notation;
use crate::note::source::Source;
use crate::outline::NodeId;
use crate::tree::Folds;
use crate::vault::Note;

fn note(text: &str) -> Note {
    Note::parse("note.txt", Source::from_text(text), Arc::new(Notation::bundled()))
}

/// The memory of a note with all folded but its first node, and the cursor on `cursor`.
fn memory(note: &Note, cursor: u32) -> NoteMemory<NodeId> {
    let mut folds = Folds::to_level(0);
    folds.set(&note.outline, NodeId(0), true);
    NoteMemory {
        folds: folds.rules(&note.outline),
        is_open: true,
        cursor: Some(NodeId(cursor)),
        top: Some(NodeId(0)),
        piece: 0,
        skip: 0,
        hoisted: vec![NodeId(0)],
        jumps: vec![NodeId(cursor)],
        marks: BTreeMap::from([('a', NodeId(cursor))]),
    }
}

const NOTE: &str = "■一\n・あ\n・い\n■二\n・う\n";

fn record(path: &str, seen_at: u64) -> Record {
    let note = note(NOTE);
    Record::of(path.into(), seen_at, seen_at, &note, &memory(&note, 2))
}

fn records(file: &StateFile) -> Vec<Record> {
    match file.read().unwrap() {
        Found::Records(records) => records,
        Found::Broken => panic!("broken"),
    }
}

#[test]
fn what_is_written_is_read_again_and_follows_its_nodes() {
    let folder = tempfile::tempdir().unwrap();
    let file = StateFile::new(folder.path().join("deep/state.json"));
    assert_eq!(records(&file), []);
    file.merge(&[], vec![record("a", 1)]).unwrap();
    let known = records(&file);
    let same = note(NOTE);
    assert_eq!(known[0].resolved(&same), memory(&same, 2));
    let edited = note("はじめに\n■零\n■一\n・新\n・い\n・あ\n■二\n・う\n");
    let memory = known[0].resolved(&edited);
    assert_eq!(
        (memory.cursor, memory.hoisted, memory.jumps),
        (Some(NodeId(4)), vec![NodeId(2)], vec![NodeId(4)])
    );
    assert_eq!(memory.folds.exceptions, [(NodeId(2), true)]);
    // What is no more: the cursor goes to where it stood.
    let cut = note("■二\n・う\n");
    let memory = known[0].resolved(&cut);
    assert_eq!((memory.cursor, memory.hoisted), (Some(NodeId(1)), vec![]));
    let text = fs::read_to_string(file.path()).unwrap();
    assert!(!text.contains('一') && !text.contains('あ'), "no text of a note: {text}");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let file = StateFile::new(folder.path().join("midashi/state.json"));
    file.merge(&[], vec![record("a", 1)]).unwrap();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path().join("midashi")), 0o700);
    assert_eq!(mode(folder.path().join("midashi/state.json")), 0o600);
}

#[test]
fn several_writers_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    thread::scope(|scope| {
        for writer in 0..8 {
            let path = path.clone();
            scope.spawn(move || {
                for round in 0..10 {
                    let name = format!("{writer}/{round}");
                    StateFile::new(path.clone()).merge(&[], vec![record(&name, 1)]).unwrap();
                }
            });
        }
    });
    assert_eq!(records(&StateFile::new(path)).len(), 80);
}

#[test]
fn a_broken_file_is_put_aside_and_a_newer_one_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    let file = StateFile::new(path.clone());
    for broken in ["", "{", "[]", "{\"version\": 1, \"notes\": 7}", "\0\0\0"] {
        fs::write(&path, broken).unwrap();
        let aside = folder.path().join("state.broken");
        assert_eq!(State::read(path.clone()).unwrap().put_aside(), Some(&*aside));
        assert!(!path.exists(), "it is put aside once");
        assert_eq!(State::read(path.clone()).unwrap().put_aside(), None);
        assert_eq!(fs::read_to_string(folder.path().join("state.broken")).unwrap(), broken);
        file.merge(&[], vec![record("a", 1)]).unwrap();
    }
    let newer = "{\"version\": 2, \"worth\": \"more\"}";
    fs::write(&path, newer).unwrap();
    assert!(matches!(State::read(path.clone()), Err(Unusable::Newer(2))));
    assert!(matches!(file.merge(&[], vec![record("b", 1)]), Err(Unusable::Newer(2))));
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn a_file_of_any_length_takes_no_memory_and_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    for length in [(16 << 20) + 1, 10 << 30] {
        let file = fs::File::create(&path).unwrap();
        // The file system need not store what nobody has written.
        file.set_len(length).unwrap();
        let aside = folder.path().join("state.broken");
        assert_eq!(State::read(path.clone()).unwrap().put_aside(), Some(&*aside));
        assert_eq!(fs::metadata(aside).unwrap().len(), length);
    }
}

#[test]
fn a_mark_is_of_whoever_changed_it() {
    let note = note(NOTE);
    // Nodes marked `a`: when both began, by now, and by us; and what is remembered then.
    let cases = [
        (Some(1), Some(1), Some(2), Some(2)),
        (Some(1), Some(2), Some(1), Some(2)),
        (Some(1), Some(2), Some(4), Some(4)),
        (Some(1), Some(1), None, None),
        (Some(1), None, Some(1), None),
        (Some(1), Some(2), None, Some(2)),
        (None, Some(2), None, Some(2)),
        (None, None, Some(2), Some(2)),
    ];
    for (base, theirs, ours, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        let file = StateFile::new(folder.path().join("state.json"));
        let marked = |id: Option<u32>| {
            let marks = id.map(|id| ('a', NodeId(id))).into_iter().collect();
            Record::of("a".into(), 1, 1, &note, &NoteMemory { marks, ..memory(&note, 2) })
        };
        let base = file.merge(&[], vec![marked(base)]).unwrap();
        file.merge(&base, vec![marked(theirs)]).unwrap();
        let written = file.merge(&base, vec![marked(ours)]).unwrap();
        assert_eq!(written, records(&file));
        let mark = written[0].resolved(&note).marks.get(&'a').copied();
        assert_eq!(mark, expected.map(NodeId), "{base:?} {theirs:?} {ours:?}");
    }
}

#[cfg(unix)]
#[test]
fn names_that_look_the_same_are_told_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().unwrap();
    let file = StateFile::new(folder.path().join("state.json"));
    let names: [&[u8]; 4] =
        [b"/n/\x82\xa0", b"/n/\x82\xa2", "/n/\u{FFFD}\u{FFFD}".as_bytes(), b"/n/a\n\x1b\\x82"];
    let note = note(NOTE);
    let record = |(cursor, name): (u32, &&[u8])| {
        Record::of(OsStr::from_bytes(name).into(), 1, 1, &note, &memory(&note, cursor))
    };
    file.merge(&[], (0..).zip(&names).map(record).collect()).unwrap();
    let known = records(&file);
    let found = |name: &[u8]| known.iter().find(|known| known.path.as_os_str().as_bytes() == name).unwrap();
    for (cursor, name) in (0..).zip(names) {
        assert_eq!(found(name).resolved(&note).cursor, Some(NodeId(cursor)), "{}", name.escape_ascii());
    }
}

#[test]
fn the_notes_not_opened_for_longest_are_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let file = StateFile::new(folder.path().join("state.json"));
    file.merge(&[], (0..700).map(|number| record(&number.to_string(), number)).collect()).unwrap();
    file.merge(&[], vec![record("new", 9999)]).unwrap();
    let known = records(&file);
    assert_eq!((known.len(), known[0].path.text(), known[499].path.text()), (500, "new", "201"));
}

#[test]
fn the_state_folder_is_as_the_specification_says() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_owned();
    let place = |state: Option<&str>, home: Option<PathBuf>| {
        place(&|name| match name {
            "XDG_STATE_HOME" => state.map(Into::into),
            "HOME" => home.clone().map(Into::into),
            _ => None,
        })
    };
    let own = Some(home.join(".local/state/midashi/state.json"));
    assert_eq!(place(Some("/state"), Some(home.clone())), Some("/state/midashi/state.json".into()));
    assert_eq!(place(Some("relative"), Some(home.clone())), own);
    assert_eq!(place(None, Some(home.join("none"))), None);
    assert_eq!(place(None, None), None);
}
