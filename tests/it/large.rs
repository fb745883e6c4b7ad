//! Large notes, of which the head is shown while the rest is being read, in a real terminal.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support::pty::{Launch, Session};

/// More than are in the head of a note.
const SESSIONS: usize = 40_000;

fn write_note(folder: &Path) -> std::path::PathBuf {
    let mut text = "大きなノート\n\n".to_owned();
    for number in 1..=SESSIONS {
        writeln!(text, "■{number}番めの話\n\n・項目{number}\n  ・その子{number}\n\n結び{number}\n").unwrap();
    }
    let path = folder.join("large.txt");
    fs::write(&path, text).unwrap();
    path
}

fn launch(note: &Path, state: &Path) -> Launch {
    Launch::new(env!("CARGO_BIN_EXE_midashi"), [note]).size(70, 14).env("XDG_STATE_HOME", state)
}

/// The end that was asked for while there was but the head is the end of the whole, and what was opened stays open.
#[test]
fn what_was_done_in_the_head_holds_in_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    let note = write_note(folder.path());
    let session = Session::start(&launch(&note, folder.path()));
    session.wait_for_text("3番めの話");
    session.type_keys("jlG");
    let screen = session.wait_for_text(&format!("session {SESSIONS}/{SESSIONS}"));
    assert!(screen.contains(&format!("■ {SESSIONS}番めの話")), "{screen}");
    session.type_keys("gj");
    let screen = session.wait_for_text("・ 項目1");
    assert!(!screen.contains("the rest"), "{screen}");
    session.type_keys("q");
    session.wait_exit();
}

/// A search for what only the rest has finds it, and the note is left there the next time.
#[test]
fn the_rest_is_searched_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let note = write_note(folder.path());
    let words = format!("その子{}", SESSIONS - 1);
    let session = Session::start(&launch(&note, folder.path()));
    session.wait_for_text("3番めの話");
    session.type_keys(&format!("/{words}"));
    session.wait_for_text(&format!("・ {words}"));
    session.type_keys("\r");
    session.wait_for(|screen| !screen.contains("the rest"));
    session.type_keys("q");
    session.wait_exit();
    let session = Session::start(&launch(&note, folder.path()));
    session.wait_for_text(&format!("・ {words}"));
    session.type_keys("q");
    session.wait_exit();
}
