//! Nothing that midashi did not write itself reaches the terminal as control: every byte that it writes is parsed, over
//! hostile notes, names and messages, and only its own sequences are let through.
#![cfg(unix)]

use std::fmt::Write as _;
use std::path::Path;

use crate::support::own_sequences::assert_own;
use crate::support::pty::{Launch, Session};

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

/// What ends the questions that midashi asks when it starts; its samples are drawn before that.
const LAST_QUESTION: &[u8] = b"\x1b[c";

/// Writes `note` under a hostile name, walks through all that shows it, and returns what the terminal was sent
/// after midashi's own questions.
fn walk(note: &[u8], columns: u16, lines: u16) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no\x1b[5mte\u{202e}.txt");
    std::fs::write(&path, note).unwrap();
    // A terminal that knows hyperlinks.
    let launch = Launch::new(Path::new(MIDASHI), [&path]).size(columns, lines).env("TERM", "xterm-kitty");
    let session = Session::start(&launch);
    session.wait_for(|screen| screen.is_alternate() && screen.contains("題"));
    session.type_keys("zRGgWzM>>>WzR");
    session.type_keys("f話<Enter>f&");
    session.type_keys("<Ctrl-c>f@<Ctrl-c>f<Alt-p>題<Ctrl-c>Hy");
    session.wait_for_copies(1);
    session.type_keys("Y<Ctrl-c>?/x<Ctrl-c><Alt-w>:\x07題<Ctrl-c>");
    // What commands make of it comes back on both of their outputs, and beside their names.
    session.type_keys("g]]v]]|cat >&2 #\x1b[200~\x1b]0;paste\x07\u{202e}\x1b[201~<Enter>");
    session.wait_for_text("! ");
    session.type_keys("<PageDown>Gx|printf '\\033[45m\\233\\n%s\\n' en''ded<Enter>");
    session.wait_for_text("ended");
    session.type_keys("x");
    session.type_keys("w<Ctrl-u>/no\x1b[200~\u{202e}\x1b[5mwhere/\x1b[201~x<Enter>");
    session.wait_for_text("not written");
    session.type_keys("<Ctrl-c>f\x1b[200~貼\x1b]0;paste\x07り\x1b[201~<Ctrl-c>q");
    assert!(session.wait_exit().success());
    let raw = session.raw_output();
    let end = raw.windows(LAST_QUESTION.len()).position(|window| window == LAST_QUESTION).unwrap();
    raw[end..].to_vec()
}

/// Everything that could be taken for control, in the places of a note that are drawn in their own ways.
fn hostile_note() -> Vec<u8> {
    let controls = [
        "\x1b]0;owned\x07",
        "\x1b[45m",
        "\x1b[2J",
        "\u{9b}45m",
        "\u{9d}0;owned\u{9c}",
        "\u{90}+q\u{9c}",
        "\u{202e}",
        "\u{2066}",
        "\u{85}",
        "\x1bP+q\x1b\\",
        "\x1bc",
        "\x1b#8",
        "\x0e",
        "\x08\x08",
        "\x7f",
        "\u{200b}",
        "\u{200d}",
        "\u{2028}",
        "\u{feff}",
        "\u{ad}",
        "\u{34f}",
        "\u{61c}",
        "\u{180e}",
        "\u{2060}",
        "\u{206f}",
        "\u{3164}",
        "\u{ffa0}",
        "\u{fff9}",
        "\u{1d173}",
        "\u{e0001}",
        "\u{e0fff}",
        "\x1b",
        "\x05",
        "\x1b[6n",
        "\x1b[c",
        "\r",
        "\x0c",
    ];
    let mut note = "題\x1b]0;owned\x07名 #t\x1b[45m\n2024-01-02\n".to_owned();
    for (index, control) in controls.iter().enumerate() {
        let _ = write!(
            note,
            "■話{index}{control}の題{control}\n\n小倉{control} 真人 さん [会{control}社]\n\n●節{control}\n・項{control}目\n  -> 矢{control}\n\thttps://example.com/{control}x\n\t[表](https://e.example/{control}表;y) mailto:a{control}@b.example\n\n"
        );
    }
    note.into_bytes()
}

#[test]
fn nothing_in_a_note_reaches_the_terminal_as_control() {
    for (columns, lines) in [(80, 24), (20, 8)] {
        assert_own(&walk(&hostile_note(), columns, lines));
    }
}

#[test]
fn undecodable_bytes_are_no_control_either() {
    let mut note = "題\n■話\n".as_bytes().to_vec();
    for byte in 0x80..=0xFF_u8 {
        note.extend_from_slice(&[b'\n', byte, b'4', b'5', b'm']);
    }
    // So much of it is UTF-8 that nothing else comes into question.
    note.extend_from_slice("\n話".repeat(600).as_bytes());
    assert_own(&walk(&note, 80, 24));
}

#[test]
fn messages_and_printed_outlines_are_no_control_either() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("no\x1b[5mte.txt");
    std::fs::write(&note, hostile_note()).unwrap();
    let missing = folder.path().join("mis\x1b]0;x\x07sing");
    let config = folder.path().join("con\x1b[5mfig.toml");
    std::fs::write(&config, "\"ke\\u001b[45my\" = 1\ntheme = \"\u{9b}45m\"\n").unwrap();
    let (note, missing, config) =
        (note.to_str().unwrap(), missing.to_str().unwrap(), config.to_str().unwrap());
    let commands: [&[&str]; 9] = [
        &["outline", note],
        &["find", "話", note],
        &["index", note],
        &["outline", missing],
        &["--config", config, note],
        &["config", "check", config],
        &["find", "\x1b[45m", note],
        &["export", "--select", "\x1b[45m\x07", note],
        &["--notation", "\x1b[45m", note],
    ];
    for arguments in commands {
        let session = Session::start(&Launch::new(MIDASHI, arguments.iter().copied()).size(80, 24));
        session.wait_exit();
        let raw = session.raw_output();
        assert!(!raw.is_empty(), "{arguments:?} says nothing");
        // The terminal turns each line feed into these two; no other control may come with them.
        let lines: Vec<u8> = raw.split(|byte| b"\r\n".contains(byte)).collect::<Vec<_>>().concat();
        assert_own(&lines);
    }
}
