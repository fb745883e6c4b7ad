//! What midashi remembers from one run to the next, in real terminals with a state folder of their own.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;

use crate::support::pty::{Launch, Session};
use crate::support::screen::Screen;

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");
const NOTE: &str = "集まり 2026-11-23\n\n■一つめの話\n・項目\n  子\n\n■二つめの話\n・朝\n  早く\n・夜\n";

struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(home.note(), NOTE).unwrap();
        home
    }

    fn note(&self) -> PathBuf {
        self.folder.path().join("note.txt")
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state/midashi/state.json")
    }

    fn open(&self, options: &[&str]) -> Session {
        self.open_as(options, (60, 12))
    }

    /// As [`Home::open`], in a terminal of so many columns and lines.
    fn open_as(&self, options: &[&str], (columns, lines): (u16, u16)) -> Session {
        let note = self.note().to_str().unwrap().to_owned();
        let launch = Launch::new(MIDASHI, [options, &[&note]].concat()).size(columns, lines);
        let session = Session::start(&launch.env("XDG_STATE_HOME", self.folder.path().join("state")));
        session.wait_for_text("line ");
        session
    }
}

fn quit(session: &Session) {
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

/// What is seen but for the status line, where the cursor's row is marked.
fn seen(screen: &Screen) -> Vec<String> {
    let lines = screen.styled_lines();
    lines[..lines.len() - 1].to_vec()
}

#[test]
fn a_note_is_found_as_it_was_left() {
    let home = Home::new();
    let session = home.open(&[]);
    session.type_keys("Glj");
    session.type_keys("l");
    let left = session.wait_for_text("早く");
    quit(&session);
    let session = home.open(&[]);
    assert_eq!(seen(&session.wait_for_text("早く")), seen(&left));
    // Hoisted, and quit by a signal.
    session.type_keys("H");
    let left = session.wait_for(|screen| screen.contains("早く") && !screen.contains("一つめの話"));
    session.signal("TERM");
    session.wait_exit();
    let session = home.open(&[]);
    let screen = session.wait_for(|screen| screen.contains("早く"));
    assert_eq!(seen(&screen), seen(&left));
    quit(&session);
    // What the command line says wins.
    let session = home.open(&["--select", "項目"]);
    session.wait_for(|screen| screen.contains("項目") && screen.contains("line 4/10"));
    quit(&session);
}

#[test]
fn a_note_that_was_edited_meanwhile_is_found_at_the_same_node() {
    let home = Home::new();
    let session = home.open(&[]);
    session.type_keys("Glj");
    session.wait_for_text("line 8/10");
    quit(&session);
    fs::write(home.note(), NOTE.replace("■一つめの話", "■新しい話\n・これ\n\n■一つめの話")).unwrap();
    let session = home.open(&[]);
    session.wait_for(|screen| screen.contains("line 11/13") && screen.contains("・ 夜"));
    quit(&session);
}

#[test]
fn nothing_is_kept_where_nothing_is_wanted() {
    let home = Home::new();
    let session = home.open(&["--no-state"]);
    session.type_keys("Gl");
    session.wait_for_text("夜");
    quit(&session);
    assert!(!home.state().exists());
}

#[test]
fn marks_of_two_that_run_at_once_are_all_kept() {
    let home = Home::new();
    let session = home.open(&[]);
    session.type_keys("ma");
    session.wait_for_text("marked a");
    quit(&session);
    let [one, other] = [home.open(&[]), home.open(&[])];
    one.type_keys("Gma");
    one.wait_for_text("marked a");
    one.type_keys("mb");
    one.wait_for_text("marked b");
    quit(&one);
    other.type_keys("mc");
    other.wait_for_text("marked c");
    quit(&other);
    let session = home.open(&[]);
    session.type_keys("'");
    let screen = session.wait_for_text("marks");
    for row in ["a  二つめの話", "b  二つめの話", "c  集まり"] {
        assert!(screen.contains(row), "{row}: {screen:?}");
    }
    session.type_keys("<Ctrl-c>");
    quit(&session);
}

#[test]
fn a_recent_note_is_opened_as_it_was_left_and_watched() {
    let home = Home::new();
    let session = home.open(&[]);
    session.type_keys("Glj");
    session.wait_for_text("line 8/10");
    quit(&session);
    let other = home.folder.path().join("other.txt");
    fs::write(&other, "■別の話\n・ひとつ\n").unwrap();
    let launch = Launch::new(MIDASHI, [&other]).size(60, 12);
    let session = Session::start(&launch.env("XDG_STATE_HOME", home.folder.path().join("state")));
    session.wait_for_text("別の話");
    session.type_keys("R");
    session.wait_for_text("recent notes");
    session.type_keys("1");
    let screen = session.wait_for_text("line 8/10");
    assert!(screen.contains("・ 夜") && !screen.contains("別の話"), "{screen:?}");
    // Changes of it are noticed, and those of the one that was left are not.
    fs::write(&other, "■別の話\n・ふたつ\n").unwrap();
    fs::write(home.note(), NOTE.replace("・夜", "・夜更け")).unwrap();
    session.wait_for(|screen| screen.contains("夜更け") && screen.contains("reloaded: one line changed"));
    session.type_keys("R1");
    session.wait_for(|screen| screen.contains("別の話") && screen.contains("line 1/2"));
    session.type_keys("l");
    session.wait_for_text("ふたつ");
    // What is there no more is told of, and all stays as it is.
    session.type_keys("R");
    session.wait_for_text("recent notes");
    fs::remove_file(home.note()).unwrap();
    session.type_keys("1");
    let screen = session.wait_for_text("no such file");
    assert!(screen.contains("ふたつ"), "{screen:?}");
    quit(&session);
}
