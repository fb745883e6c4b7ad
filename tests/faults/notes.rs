//! The file of an open note gone, cut off, replaced by something that is no note, or growing: what was read stays, the
//! message says what is wrong, and when a note is back it is read.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, NOTE, open_and_mark};
use crate::support::pty::Session;
use crate::support::screen::Screen;

/// The note opened, with its mark, and watched.
fn at_night(desk: &Desk) -> Session {
    let session = desk.open();
    open_and_mark(&session);
    // What comes before this is not noticed: the files are watched after the first frame.
    session.type_keys("r");
    session.wait_for_text("nothing has changed");
    session
}

fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Makes something at a path.
type Make<'m> = &'m dyn Fn(&Path);

/// Puts what `make` makes in the place of the note, at once.
fn replace(note: &Path, make: Make<'_>) {
    let other = note.with_file_name("other");
    make(&other);
    if other.is_dir() {
        fs::remove_file(note).unwrap();
    }
    fs::rename(other, note).unwrap();
}

/// Asserts that all is still there and can be used, that the fault goes with the file, and that nothing was lost.
#[track_caller]
fn assert_mended(desk: &Desk, session: &Session, told: &str) {
    session.wait_for_text(told);
    session.type_keys("g");
    session.wait_for(|screen| screen.contains("line 1/10"));
    session.type_keys("'a");
    let screen = session.wait_for_text("line 10/10");
    assert!(screen.contains("一つめの話") && screen.contains("・ 夜"), "{screen}");
    let note = desk.note();
    if note.is_dir() {
        fs::remove_dir(&note).unwrap();
    }
    replace(&note, &|other| fs::write(other, NOTE.replace("・朝", "・昼")).unwrap());
    session.wait_for_text("・ 昼");
    session.type_keys("q");
    assert!(session.wait_exit().success());
    desk.assert_kept();
}

#[test]
fn whatever_takes_the_place_of_a_note_its_text_stays() {
    let missing = |path: &Path| symlink("nowhere", path).unwrap();
    let circle = |path: &Path| symlink("note.txt", path).unwrap();
    let folder = |path: &Path| fs::create_dir(path).unwrap();
    let binary = |path: &Path| fs::write(path, b"\x7fELF\0\0\0\0").unwrap();
    let device = |path: &Path| symlink("/dev/zero", path).unwrap();
    let silent = |path: &Path| symlink("/dev/tty", path).unwrap();
    let cases: [(Make<'_>, &str); 7] = [
        (&missing, "was deleted"),
        (&circle, "not reloaded"),
        (&folder, "not reloaded"),
        (&binary, "is a binary file"),
        (&make_fifo, "is a pipe, not a note"),
        (&device, "is a device, not a note"),
        (&silent, "is a device, not a note"),
    ];
    for (make, told) in cases {
        let desk = Desk::new();
        let session = at_night(&desk);
        replace(&desk.note(), make);
        assert_mended(&desk, &session, told);
    }
}

#[test]
fn a_note_that_may_not_be_read_stays() {
    let desk = Desk::new();
    let session = at_night(&desk);
    fs::write(desk.note(), NOTE.replace('朝', "昼")).unwrap();
    session.wait_for_text("reloaded: one line changed");
    fs::set_permissions(desk.note(), fs::Permissions::from_mode(0o0)).unwrap();
    // Everything can be read by root, which this then proves nothing of.
    if fs::read(desk.note()).is_err() {
        session.type_keys("r");
        assert_mended(&desk, &session, "not reloaded");
    }
}

#[test]
fn a_note_that_is_cut_off_is_shown_as_far_as_it_goes() {
    for length in [0, 1, NOTE.find('夜').unwrap() + 1, NOTE.len() / 2] {
        let desk = Desk::new();
        let session = at_night(&desk);
        OpenOptions::new().write(true).open(desk.note()).unwrap().set_len(length as u64).unwrap();
        session.wait_for(|screen| !screen.contains("・ 夜"));
        fs::write(desk.note(), NOTE).unwrap();
        session.wait_for_text("二つめの話");
        session.type_keys("zRG");
        session.wait_for_text("・ 夜");
        session.type_keys("q");
        assert!(session.wait_exit().success());
    }
}

#[test]
fn a_note_that_grows_and_grows_is_followed() {
    let desk = Desk::new();
    let session = at_night(&desk);
    let mut file = OpenOptions::new().append(true).open(desk.note()).unwrap();
    for number in 0..400 {
        // In pieces that end anywhere, within characters too.
        let line = format!("・項目{number}\n");
        let (one, other) = line.as_bytes().split_at(number % line.len());
        file.write_all(one).unwrap();
        file.write_all(other).unwrap();
    }
    drop(file);
    session.wait_for_text("/410");
    session.type_keys("'a");
    let is_there = |screen: &Screen| screen.contains("line 10/410") && screen.contains("・ 夜");
    session.wait_for(is_there);
    session.type_keys("q");
    assert!(session.wait_exit().success());
    desk.assert_kept();
}
