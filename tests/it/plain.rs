//! `--plain`: what happens is said line after line, in a real terminal, and nothing is drawn.
#![cfg(unix)]

use std::fs;

use crate::support::pty::{Launch, Session};

const NOTE: &str = "集まり 2026-11-23\n\n■一つめの話\n\n小倉 さん [ある会社]\n\n・項目\n  ・子\n\n■二つめの話\n・\u{1b}[31m赤\u{202e}\u{7}\n";

fn start(arguments: &[&str]) -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note.txt");
    fs::write(&note, NOTE).unwrap();
    let arguments = arguments.iter().map(Into::into).chain([note.into_os_string()]);
    let launch = Launch::new(env!("CARGO_BIN_EXE_midashi"), arguments).size(100, 40);
    (folder, Session::start(&launch))
}

/// Types each of the keys after the line before has been said; the last line ends it.
fn walk(session: &Session, steps: &[(&str, &str)]) {
    for (line, keys) in steps {
        let said = |screen: &crate::support::screen::Screen| {
            screen.lines().iter().any(|row| row.trim_end() == *line)
        };
        session.wait_for(said);
        session.type_keys(keys);
    }
}

#[test]
fn everything_is_said_once_and_in_order() {
    let (_folder, session) = start(&["--plain", "--no-state"]);
    walk(
        &session,
        &[
            ("集まり 2026-11-23, level 1", "j"),
            ("■ 一つめの話, closed, 3 below, level 1, 小倉 · ある会社", "l"),
            ("■ 一つめの話, open, level 1, 小倉 · ある会社", "f"),
            ("jump", "koumoku"),
            ("item, 項目, › 一つめの話, 1 of 1", "\r"),
        ],
    );
    let screen = session.wait_for_text("・ 項目, closed, 1 below, level 2");
    assert!(!screen.is_alternate(), "{screen}");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn nothing_but_lines_is_written() {
    let (_folder, session) = start(&["--plain", "--no-state"]);
    walk(&session, &[("集まり 2026-11-23, level 1", "G"), ("■ 二つめの話, closed, 1 below, level 1", "lj?")]);
    session.wait_for_text("quit");
    session.type_keys("q");
    session.wait_for_text("level 2");
    session.type_keys("q");
    session.wait_exit();
    let written = String::from_utf8(session.raw_output()).unwrap();
    let lines = written.replace("\x1b[?2004h", "").replace("\x1b[?2004l", "");
    let is_line = |c: char| !c.is_control() && c != '\u{202e}';
    assert!(lines.replace("\r\n", "").chars().all(is_line), "{lines:?}");
    assert!(lines.contains("赤"), "{lines:?}");
}
