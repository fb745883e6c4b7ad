//! What midashi remembers, in a file that anything may stand in.

use std::cell::LazyCell;
use std::fs;
use std::sync::Arc;

use midashi::note::notation::Notation;
use midashi::note::source::Source;
use midashi::shell::state::State;
use midashi::vault::Note;
use tempfile::TempDir;

use crate::driven::{LARGE, NOTE, assert_invariants, opened};

thread_local! {
    static FOLDER: LazyCell<TempDir> = LazyCell::new(|| tempfile::tempdir().expect("there are temporary folders"));
}

/// Restores what the input says of a note, which is at `/NOTE` in it.
pub fn run(data: &[u8]) {
    FOLDER.with(|folder| {
        let (file, note) = (folder.path().join("state.json"), folder.path().join("note.txt"));
        if !note.exists() {
            fs::write(&note, NOTE).expect("a temporary folder can be written to");
        }
        let path = note.canonicalize().expect("it has just been written");
        let text = String::from_utf8_lossy(data).replace("/NOTE", &path.to_string_lossy());
        fs::write(&file, text).expect("a temporary folder can be written to");
        // A file of a newer midashi stays.
        let Ok(state) = State::read(file.clone()) else { return };
        assert!(state.put_aside().is_none_or(|aside| aside.exists() && !file.exists()));
        let notation = Arc::new(Notation::bundled());
        let note = Note::parse(path.as_path(), Source::from_text(NOTE), notation);
        let mut app = opened(vec![note], LARGE);
        state.restore(&mut app);
        assert_invariants(&app);
    });
}
