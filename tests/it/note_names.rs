//! Notes whose names are bytes and no text, as old archives of Japanese names leave: they are notes like others.
#![cfg(unix)]

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::support::cli::Workplace;
use crate::support::pty::{Launch, Session};

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");
const NOTE: &str = "■一つめ\n・甲\n■二つめ\n・乙\n";

/// Two names that read the same.
const ALIKE: [&[u8]; 2] = [b"\x82\xa0.txt", b"\x82\xa2.txt"];

fn name(bytes: &[u8]) -> &OsStr {
    OsStr::from_bytes(bytes)
}

/// Names in which every byte stands that may, 255 of them at most, and some that other systems leave.
fn names() -> Vec<OsString> {
    let bytes: Vec<u8> = (1..=255).filter(|&byte| byte != b'/').collect();
    let every_byte = bytes.chunks(127).map(|part| OsString::from_vec([part, b".txt"].concat()));
    let longest = [[0xE3; 251].as_slice(), b".txt"].concat();
    let others = [&b"\x8bL\x98^.txt"[..], b"+\xff.txt", b"a\n\x80\x1b[5m.txt", &longest];
    every_byte.chain(others.map(|bytes| name(bytes).to_owned())).collect()
}

struct Desk {
    workplace: Workplace,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { workplace: Workplace::new() };
        fs::create_dir(desk.notes()).unwrap();
        desk
    }

    /// The folder of the notes.
    fn notes(&self) -> PathBuf {
        self.workplace.path().join("notes")
    }

    fn write(&self, name: &OsStr, text: &str) {
        fs::write(self.notes().join(name), text).unwrap();
    }

    fn read(&self, name: &OsStr) -> String {
        fs::read_to_string(self.notes().join(name)).unwrap()
    }

    fn browse<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Session {
        let arguments: Vec<OsString> =
            arguments.iter().map(|argument| argument.as_ref().to_owned()).collect();
        let launch = Launch::new(MIDASHI, arguments)
            .size(90, 16)
            .folder(self.notes())
            .env("XDG_STATE_HOME", self.workplace.path().join("state"))
            .env("EDITOR", self.editor());
        let session = Session::start(&launch);
        session.wait_for_text("? help");
        session
    }

    /// An editor that adds a line to the file.
    fn editor(&self) -> PathBuf {
        let path = self.workplace.path().join("editor");
        fs::write(&path, "#!/bin/sh\necho '・加筆' >>\"$1\"\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }
}

fn quit(session: &Session) {
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn a_note_is_never_what_its_export_is_written_over() {
    let desk = Desk::new();
    for note in names() {
        desk.write(&note, NOTE);
        fs::hard_link(desk.notes().join(&note), desk.notes().join("link.txt")).unwrap();
        let (all, part): (&[&str], &[&str]) = (&["export"], &["export", "--select", "line:1"]);
        let link = OsStr::new("link.txt");
        for (arguments, output) in [(all, note.as_os_str()), (part, &note), (all, link), (part, link)] {
            let mut command = desk.workplace.command(arguments);
            let output = [OsStr::new("--output="), output].into_iter().collect::<OsString>();
            command.current_dir(desk.notes()).arg(output).arg("--").arg(&note);
            let ran = command.output().unwrap();
            let told = String::from_utf8(ran.stderr).unwrap();
            assert_eq!(ran.status.code(), Some(2), "{told}");
            assert!(told.contains("is one of the notes"), "{told}");
            assert_eq!(desk.read(&note), NOTE);
        }
        fs::remove_file(desk.notes().join("link.txt")).unwrap();
    }
}

#[test]
fn one_note_is_one_object_by_whatever_name() {
    let desk = Desk::new();
    for note in names() {
        desk.write(&note, NOTE);
        let mut command = desk.workplace.command(&["outline", "--json", "--"]);
        let ran = command.current_dir(desk.notes()).arg(&note).output().unwrap();
        let data: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        assert_eq!(data["nodes"].as_array().unwrap().len(), 4);
        assert_eq!(data["path"], *note.to_string_lossy());
    }
}

#[test]
fn a_note_is_watched_edited_and_found_as_it_was_left() {
    let desk = Desk::new();
    for note in names() {
        desk.write(&note, NOTE);
        let session = desk.browse(&[OsStr::new("--"), &note]);
        session.type_keys("zRr");
        session.wait_for_text("nothing has changed");
        desk.write(&note, &format!("{NOTE}・追記\n"));
        session.wait_for_text("追記");
        session.type_keys("G");
        session.wait_for_text("line 5/5");
        session.type_keys("e");
        session.wait_for_text("加筆");
        assert_eq!(desk.read(&note), format!("{NOTE}・追記\n・加筆\n"));
        session.wait_for_text("line 5/6");
        quit(&session);
        let session = desk.browse(&[OsStr::new("--"), &note]);
        session.wait_for_text("line 5/6");
        quit(&session);
    }
}

#[test]
fn notes_that_read_the_same_are_two_in_a_folder() {
    let desk = Desk::new();
    for folder in [&b"\x83\x81"[..], b"\x83\x82"] {
        fs::create_dir(desk.notes().join(name(folder))).unwrap();
        for note in ALIKE {
            let path = Path::new(name(folder)).join(name(note));
            let title = format!("■{}\n", folder.escape_ascii());
            desk.write(path.as_os_str(), &title.replace('\\', "_"));
        }
    }
    let session = desk.browse(&["."]);
    session.type_keys("zRr");
    session.wait_for_text("nothing has changed");
    // Two folders with two notes each.
    session.wait_for(|screen| {
        let rows = |text: &str| screen.lines().iter().filter(|line| line.contains(text)).count();
        rows("_x83_x81") == 2 && rows("_x83_x82") == 2
    });
    let changed = Path::new(name(b"\x83\x82")).join(name(ALIKE[1]));
    desk.write(changed.as_os_str(), "■ここだけ\n");
    session.wait_for(|screen| {
        let rows = |text: &str| screen.lines().iter().filter(|line| line.contains(text)).count();
        rows("ここだけ") == 1 && rows("_x83_x82") == 1 && rows("_x83_x81") == 2
    });
    fs::remove_file(desk.notes().join(changed)).unwrap();
    session.wait_for_text("deleted");
    session.wait_for(|screen| {
        let rows = |text: &str| screen.lines().iter().filter(|line| line.contains(text)).count();
        rows("_x83_x82") == 1 && rows("_x83_x81") == 2
    });
    quit(&session);
}

#[test]
fn a_large_note_is_read_to_its_end() {
    let desk = Desk::new();
    let note = name(b"big\xff.txt");
    desk.write(note, &("■x\n・y\n".repeat(100_000) + "■THE END\n"));
    let session = desk.browse(&[note]);
    session.wait_for_text("/100001");
    session.type_keys("G");
    session.wait_for_text("THE END");
    quit(&session);
}

#[test]
fn a_note_that_was_read_before_is_opened_again() {
    let desk = Desk::new();
    let [one, other] = ALIKE.map(name);
    desk.write(one, "■あ\n");
    desk.write(other, "■い\n");
    for note in [one, other] {
        quit(&desk.browse(&[note]));
    }
    let session = desk.browse(&[other]);
    session.type_keys("R");
    session.wait_for_text("recent notes");
    session.type_keys("1");
    session.wait_for_text("■ あ");
    session.type_keys("R");
    session.wait_for_text("recent notes");
    session.type_keys("1");
    session.wait_for_text("■ い");
    quit(&session);
}

#[test]
fn a_link_leads_to_the_bytes_that_it_says() {
    let desk = Desk::new();
    let [one, other] = ALIKE.map(name);
    desk.write(one, "■[次](%82%a2.txt#い)\n");
    desk.write(other, "■い\n");
    let session = desk.browse(&[one, other]);
    session.type_keys("zRgjo");
    session.wait_for(|screen| screen.lines()[0].ends_with("› い"));
    quit(&session);
}

#[test]
fn a_reference_says_that_it_is_not_all_of_the_name() {
    let desk = Desk::new();
    desk.write(name(ALIKE[0]), NOTE);
    let session = desk.browse(&[name(ALIKE[0])]);
    session.type_keys("c");
    assert_eq!(session.wait_for_copies(1), ["\u{FFFD}\u{FFFD}.txt:1"]);
    session.wait_for_text("the name is not Unicode");
    quit(&session);
}
