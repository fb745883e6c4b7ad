//! What midashi offers to those who start it for the first time, or with nothing to show: the tour.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use crate::support::pty::{Launch, Session};

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");
const OFFER: &str = "new to midashi? :tour teaches it in ten minutes";

/// Started without a word in `folder`, by somebody whose home is `home`.
fn started(folder: &Path, home: &Path) -> Session {
    let launch = Launch::new(MIDASHI, [""; 0]).size(80, 14).folder(folder);
    Session::start(&launch.env("HOME", home.to_str().unwrap()))
}

fn quit(session: &Session) {
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn a_folder_without_notes_offers_the_tour() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let session = started(folder.path(), home.path());
    session.wait_for_text("No notes are in this folder.");
    session.wait_for_text("Enter takes a tour of midashi");
    session.type_keys("<Enter>");
    session.wait_for_text("A tour of midashi, in ten minutes");
    session.type_keys("zR");
    session.wait_for_text("● Down and up");
    quit(&session);
}

#[test]
fn the_first_run_without_a_word_tells_of_the_tour_once() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("note.txt"), "■話\n・項\n").unwrap();
    let session = started(folder.path(), home.path());
    session.wait_for_text("■ 話");
    session.wait_for_text(OFFER);
    session.type_keys("j");
    session.wait_for(|screen| !screen.lines().concat().contains(OFFER));
    quit(&session);
    let session = started(folder.path(), home.path());
    session.wait_for_text("■ 話");
    session.wait_for_text("? help");
    assert!(!session.screen().lines().concat().contains(OFFER), "it is told again");
    quit(&session);
}

#[test]
fn whoever_names_a_note_is_told_nothing() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("note.txt"), "■話\n・項\n").unwrap();
    let launch = Launch::new(MIDASHI, ["note.txt"]).size(80, 14).folder(folder.path());
    let session = Session::start(&launch.env("HOME", home.path().to_str().unwrap()));
    session.wait_for_text("■ 話");
    session.wait_for_text("? help");
    assert!(!session.screen().lines().concat().contains(OFFER));
    quit(&session);
}

#[test]
fn the_tour_takes_the_place_of_a_note_which_is_found_again() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("note.txt"), "■話\n・項\n").unwrap();
    let session = started(folder.path(), home.path());
    session.wait_for_text("■ 話");
    session.type_keys(":tour<Enter>");
    session.wait_for_text("A tour of midashi, in ten minutes");
    session.type_keys("R");
    session.wait_for_text("note.txt");
    session.type_keys("<Enter>");
    session.wait_for_text("■ 話");
    quit(&session);
}
