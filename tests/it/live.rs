//! Notes that change while they are read, in a real terminal and with real files: by programs of all habits of saving,
//! and by the editor that midashi opens.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::support::pty::{Launch, Session};
use crate::support::screen::Screen;

const NOTE: &str = "集まり 2026-11-23\n\n■一つめの話\n・項目\n  子\n\n■二つめの話\n・朝\n・夜\n";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(desk.note(), NOTE).unwrap();
        desk
    }

    fn note(&self) -> PathBuf {
        self.folder.path().join("note.txt")
    }
}

fn launch(path: &Path) -> Launch {
    Launch::new(env!("CARGO_BIN_EXE_midashi"), [path]).size(70, 14)
}

/// Opened, with the cursor on 夜.
fn at_night(launch: &Launch) -> Session {
    let session = Session::start(launch);
    session.wait_for_text("二つめの話");
    session.type_keys("GlG");
    session.wait_for(|screen| is_at(screen, "夜"));
    // What comes before this is not noticed: the files are watched after the first frame.
    session.type_keys("r");
    session.wait_for_text("nothing has changed");
    session
}

/// Whether the cursor, whose row is reversed from edge to edge, is on the row with `text`.
fn is_at(screen: &Screen, text: &str) -> bool {
    let lines = screen.lines();
    let row = lines.iter().position(|line| line.trim_end().ends_with(text));
    row.is_some_and(|row| screen.styled_lines()[row].contains("{reverse}"))
}

#[test]
fn every_way_of_saving_is_noticed_and_the_cursor_stays() {
    let edited = format!("前書き\n{}", NOTE.replace("■一つめの話\n", "■一つめの話\n・新しい項目\n"));
    let in_place = |note: &Path| fs::write(note, &edited).unwrap();
    let replaced = |note: &Path| {
        let other = note.with_file_name("note.txt~new");
        fs::write(&other, &edited).unwrap();
        fs::rename(other, note).unwrap();
    };
    let deleted_first = |note: &Path| {
        fs::rename(note, note.with_file_name("note.txt~")).unwrap();
        fs::write(note, &edited).unwrap();
    };
    let ways: [&dyn Fn(&Path); 3] = [&in_place, &replaced, &deleted_first];
    for save in ways {
        let desk = Desk::new();
        let session = at_night(&launch(&desk.note()));
        save(&desk.note());
        let screen = session.wait_for_text("reloaded: 2 lines changed");
        assert!(is_at(&screen, "夜") && screen.contains("前書き"), "{screen}");
        session.type_keys("q");
        assert!(session.wait_exit().success());
    }
}

#[test]
fn a_filter_follows_what_changes() {
    let desk = Desk::new();
    let session = at_night(&launch(&desk.note()));
    session.type_keys("/夜<Enter>F");
    session.wait_for_text("filter /夜 1/1");
    fs::write(desk.note(), NOTE.replace("・項目\n", "・夜食の\n  話\n")).unwrap();
    let screen = session.wait_for_text("filter /夜 2/2");
    assert!(is_at(&screen, "夜") && screen.contains("夜食の") && !screen.contains("朝"), "{screen}");
    session.type_keys("n");
    session.wait_for(|screen| is_at(screen, "夜食の"));
    session.type_keys("<Esc>");
    session.wait_for_text("朝");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn a_link_is_followed_to_what_changes() {
    let desk = Desk::new();
    let shelf = tempfile::tempdir().unwrap();
    let link = shelf.path().join("link.txt");
    symlink(desk.note(), &link).unwrap();
    let session = at_night(&launch(&link));
    fs::write(desk.note(), NOTE.replace('朝', "昼")).unwrap();
    session.wait_for_text("reloaded: one line changed");
}

#[test]
fn a_deleted_note_stays_until_it_is_back() {
    let desk = Desk::new();
    let session = at_night(&launch(&desk.note()));
    fs::remove_file(desk.note()).unwrap();
    session.wait_for_text("was deleted");
    session.type_keys("k");
    let screen = session.wait_for(|screen| is_at(screen, "朝"));
    assert!(screen.contains("deleted"), "{screen}");
    fs::write(desk.note(), NOTE.replace('朝', "昼")).unwrap();
    let screen = session.wait_for_text("reloaded: one line changed");
    assert!(is_at(&screen, "昼") && !screen.contains("deleted"), "{screen}");
    fs::write(desk.note(), "").unwrap();
    session.wait_for_text("This note is empty");
    fs::write(desk.note(), NOTE).unwrap();
    session.wait_for_text("二つめの話");
    fs::write(desk.note(), b"\x7fELF\0\0\0\0").unwrap();
    let screen = session.wait_for_text("not reloaded");
    assert!(screen.contains("二つめの話"), "{screen}");
}

/// A program in place of an editor: a script that is named so.
fn editor(desk: &Desk, name: &str, script: &str) -> PathBuf {
    let path = desk.folder.path().join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn the_editor_has_the_terminal_and_midashi_what_it_made() {
    let desk = Desk::new();
    let script =
        "echo editing \"$@\"; stty -a | grep -q -e ' icanon' && read words; echo \"・$words\" >> note.txt";
    let vim = editor(&desk, "vim", script);
    let launched = launch(Path::new("note.txt")).folder(desk.folder.path());
    let session = at_night(&launched.env("VISUAL", format!("{} -n", vim.display())));
    session.type_keys("e");
    let screen = session.wait_for_text("editing -n +9 ./note.txt");
    assert!(!screen.is_alternate());
    // Letters that are keys of midashi's.
    session.type_keys("qjG<Enter>");
    let screen = session.wait_for_text("・ qjG");
    assert!(is_at(&screen, "夜") && screen.is_alternate(), "{screen}");
    session.type_keys("k");
    session.wait_for(|screen| is_at(screen, "朝"));
}

#[test]
fn an_editor_that_fails_is_told_of() {
    let desk = Desk::new();
    let failing = editor(&desk, "mine", "exit 3");
    for (told, expected) in [
        (failing.to_str().unwrap(), "ended with exit status: 3"),
        ("/nonexistent/editor", "is not found"),
        ("'", "the editor `'`"),
    ] {
        let session = at_night(&launch(&desk.note()).size(140, 14).env("EDITOR", told));
        session.type_keys("e");
        session.wait_for_text(expected);
        session.type_keys("q");
        assert!(session.wait_exit().success());
    }
}

#[test]
fn keys_that_send_signals_mean_the_editor_while_it_runs() {
    let desk = Desk::new();
    let waiting =
        editor(&desk, "waiting", "trap 'echo interrupted' INT; echo waiting; read words; read words");
    let shell = Launch::new("bash", ["--norc", "--noprofile", "-i"]).size(80, 20).env("PS1", "ready ");
    let session = Session::start(&shell.env("EDITOR", waiting));
    session.wait_for_text("ready");
    session.type_keys(&format!("{} {}<Enter>", env!("CARGO_BIN_EXE_midashi"), desk.note().display()));
    session.wait_for_text("二つめの話");
    session.type_keys("e");
    session.wait_for_text("waiting");
    session.type_keys("<Ctrl-c>");
    session.wait_for_text("interrupted");
    session.type_keys("<Ctrl-z>");
    session.wait_for_text("Stopped");
    session.type_keys("clear; fg<Enter>");
    session.wait_for(|screen| screen.contains("midashi") && !screen.contains("Stopped"));
    session.type_keys("<Enter><Enter>");
    session.wait_for(|screen| screen.is_alternate() && screen.contains("二つめの話"));
    // Midashi stops as ever.
    session.type_keys("<Ctrl-z>");
    session.wait_for(|screen| !screen.is_alternate() && screen.contains("Stopped"));
}

#[test]
fn the_end_of_a_growing_note_is_followed_until_the_cursor_leaves_it() {
    let desk = Desk::new();
    let append = |text: &str| {
        let note = fs::read_to_string(desk.note()).unwrap();
        fs::write(desk.note(), format!("{note}{text}")).unwrap();
    };
    let arguments = ["--follow", desk.note().to_str().unwrap()].map(str::to_owned);
    let session = Session::start(&Launch::new(env!("CARGO_BIN_EXE_midashi"), arguments).size(70, 8));
    session.wait_for(|screen| is_at(screen, "夜"));
    session.type_keys("r");
    session.wait_for_text("nothing has changed");
    append("・星\n");
    session.wait_for(|screen| is_at(screen, "星"));
    append(&format!("■三つめの話\n{}・霧\n・暁\n", "・雲\n".repeat(20)));
    session.wait_for(|screen| is_at(screen, "暁"));
    session.type_keys("k");
    session.wait_for(|screen| is_at(screen, "霧"));
    append("・日の出\n");
    let screen = session.wait_for_text("reloaded");
    assert!(is_at(&screen, "霧"), "{screen}");
}
