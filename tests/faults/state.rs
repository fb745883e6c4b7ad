//! What is remembered, broken, of another version, or where it cannot be: it is told of and put aside, and midashi is used
//! without it.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::desk::{Desk, open_and_mark};
use crate::support::pty::Session;

/// The browser in a terminal with room for messages.
fn open_wide(desk: &Desk) -> Session {
    let session = Session::start(&desk.launch(&[]).size(200, 12));
    session.wait_for_text("line ");
    session
}

fn quit(session: &Session) {
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

/// A desk of which something is remembered.
fn remembered() -> Desk {
    let desk = Desk::new();
    let session = desk.open();
    open_and_mark(&session);
    quit(&session);
    desk
}

#[test]
fn a_newer_state_is_left_alone_and_told_of() {
    let desk = remembered();
    let newer = "{\"version\":99}";
    fs::write(desk.state(), newer).unwrap();
    let session = open_wide(&desk);
    session.wait_for_text("what was open is not remembered");
    session.wait_for_text("written by a newer midashi (version 99)");
    session.type_keys("j");
    quit(&session);
    assert_eq!(fs::read_to_string(desk.state()).unwrap(), newer);
}

/// Cut off anywhere, or with other bytes in it: what still is a state is used, all else is put aside.
#[test]
fn a_broken_state_is_put_aside_and_told_of() {
    let desk = remembered();
    let whole = fs::read(desk.state()).unwrap();
    let aside = desk.state().with_extension("broken");
    let mut broken: Vec<Vec<u8>> =
        (0..whole.len() - 1).step_by(29).map(|end| whole[..end].to_vec()).collect();
    for (index, byte) in [(0, b'['), (whole.len() / 2, 0), (whole.len() / 3, 0xFF)] {
        let mut other = whole.clone();
        other[index] = byte;
        broken.push(other);
    }
    let deep = [&b"{\"version\":1,\"notes\":"[..], &b"[".repeat(1 << 20)].concat();
    broken.extend([deep, b"null".to_vec(), b"{\"version\":-1,\"notes\":[]}".to_vec()]);
    for state in broken {
        fs::write(desk.state(), &state).unwrap();
        let session = open_wide(&desk);
        session.wait_for_text("what was open is forgotten: it was broken, see");
        open_and_mark(&session);
        quit(&session);
        assert!(fs::read(&aside).unwrap() == state, "it is not what was put aside");
        desk.assert_kept();
    }
}

/// A pipe or a device in the place of what is remembered would keep midashi waiting, or never end.
#[test]
fn a_state_that_cannot_be_is_told_of() {
    let at = |desk: &Desk| {
        fs::create_dir_all(desk.state().parent().unwrap()).unwrap();
        desk.state()
    };
    let folder = |desk: &Desk| fs::create_dir_all(desk.state()).unwrap();
    let file_for_folder = |desk: &Desk| fs::write(desk.path().join("state"), "").unwrap();
    let circle = |desk: &Desk| symlink("state.json", at(desk)).unwrap();
    let zeros = |desk: &Desk| symlink("/dev/zero", at(desk)).unwrap();
    let pipe = |desk: &Desk| {
        assert!(Command::new("mkfifo").arg(at(desk)).status().unwrap().success());
    };
    let ways: [&dyn Fn(&Desk); 5] = [&folder, &file_for_folder, &circle, &zeros, &pipe];
    for make in ways {
        let desk = Desk::new();
        make(&desk);
        let session = open_wide(&desk);
        session.wait_for_text("what was open is not remembered: ");
        open_and_mark(&session);
        quit(&session);
    }
}

#[test]
fn a_state_that_cannot_be_written_is_told_of_at_the_end() {
    let folder = |lock: &Path| fs::create_dir_all(lock).unwrap();
    let pipe = |lock: &Path| {
        fs::create_dir_all(lock.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(lock).status().unwrap().success());
    };
    let ways: [&dyn Fn(&Path); 2] = [&folder, &pipe];
    for make in ways {
        let desk = Desk::new();
        make(&desk.state().with_extension("lock"));
        let session = open_wide(&desk);
        open_and_mark(&session);
        quit(&session);
        let screen = session.screen();
        assert!(screen.contains("midashi: what was open is not remembered: "), "{screen}");
    }
}

#[test]
fn what_is_remembered_is_private() {
    let desk = remembered();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(desk.state()), 0o600);
    assert_eq!(mode(desk.state().parent().unwrap().to_owned()), 0o700);
    let text = fs::read_to_string(desk.state()).unwrap();
    for words in ["一つめの話", "夜", "項目"] {
        assert!(!text.contains(words), "{text}");
    }
}

/// Two midashi end again and again, each killed at another moment of it.
#[test]
fn no_kill_breaks_the_state() {
    let desk = Desk::new();
    let session = desk.open();
    quit(&session);
    for delay in 0..40_u64 {
        let [one, other] = [desk.open(), desk.open()];
        one.type_keys("Glq");
        other.type_keys("zRGq");
        // Moments of the writing that no test can name are met by trying many.
        std::thread::sleep(std::time::Duration::from_micros(delay * 150));
        one.kill();
        other.kill();
        let state: Value = serde_json::from_slice(&fs::read(desk.state()).unwrap()).unwrap();
        assert_eq!(state["version"], 1, "after {delay}");
        assert_eq!(state["notes"].as_array().unwrap().len(), 1);
    }
    assert!(!desk.state().with_extension("broken").exists());
}
