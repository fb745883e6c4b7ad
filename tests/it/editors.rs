//! Real editors and pagers, which `e` starts on notes of any name: no name is an option, a command or a pattern to them.
#![cfg(unix)]
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::support::pty::{Launch, Session};

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

/// The most bytes that a name may have.
const LONGEST: usize = 255;

/// Words that a note has after an editor has been at it.
const EDITED: &str = "edited";

/// Names that begin with every sign of ASCII, and others that mean something to a shell or an editor; the longest
/// has as many bytes as the editor bears.
fn names(longest: usize) -> Vec<OsString> {
    let signs = (1..0x80_u8).filter(|&sign| sign != b'/');
    let every_sign = signs.map(|sign| OsString::from_vec([&[sign], &b"!touch PWNED.txt"[..]].concat()));
    let longest = "n".repeat(longest - 4) + ".txt";
    let others: [&[u8]; 18] = [
        b"+call writefile([],'PWNED').txt",
        b"-c !touch PWNED.txt",
        b"--cmd=!touch PWNED.txt",
        b"$(touch PWNED).txt",
        b"`touch PWNED`.txt",
        b"a;touch PWNED;.txt",
        b"a|touch PWNED.txt",
        b"%.txt",
        b"[a-z]*?{x,y}.txt",
        b"~.txt",
        b"$HOME.txt",
        b"'\"\\.txt",
        b"a\n+!touch PWNED.txt",
        b"\x1b]0;x\x07\x1b[5m.txt",
        b"scp:..txt:7",
        b"\x8bL\x98^.txt",
        b"+\xff\x1b!touch PWNED.txt",
        longest.as_bytes(),
    ];
    every_sign.chain(others.map(|name| OsStr::from_bytes(name).to_owned())).collect()
}

/// A script named like the editor `name`, so that midashi knows how that wants to be told a line. After `command` it waits for
/// Enter, and says how many times it has run.
fn wrapper(folder: &Path, name: &str, command: &str) -> PathBuf {
    let path = folder.join(name);
    let script = format!(
        "#!/bin/sh\n{command}\ncd \"$(dirname \"$0\")\"\necho x >>runs\n\
         clear\necho \"runs: $(wc -l <runs | tr -d ' ').\"\nread enter\n"
    );
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// Has midashi open the editor at every note; `work` does with each what the editor does not do by itself. The notes are in
/// the folder of the process, by their bare names.
fn edit_all(name: &str, command: &str, longest: usize, work: impl Fn(&Session)) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let notes = place.path().join("notes");
    fs::create_dir(&notes).unwrap();
    let names = names(longest);
    for name in &names {
        fs::write(notes.join(name), "■words\n・below\n").unwrap();
    }
    let editor = wrapper(place.path(), name, command);
    let arguments = [OsString::from("--")].into_iter().chain(names.iter().cloned());
    let launch = Launch::new(MIDASHI, arguments).size(120, 24).folder(&notes).env("EDITOR", editor);
    let session = Session::start(&launch);
    session.wait_for_text("? help");
    session.type_keys("zM");
    for run in 1..=names.len() {
        session.type_keys("e");
        work(&session);
        session.wait_for_text(&format!("runs: {run}."));
        session.type_keys("<Enter>");
        session.wait_for(|screen| screen.is_alternate() && screen.contains("? help"));
        session.type_keys("j");
    }
    session.type_keys("q");
    assert!(session.wait_exit().success());
    let left: BTreeSet<OsString> =
        fs::read_dir(&notes).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, names.into_iter().collect(), "{name} left other files");
    place
}

/// Asserts that every note has been edited, once.
fn assert_edited(place: &tempfile::TempDir) {
    for entry in fs::read_dir(place.path().join("notes")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(EDITED).count(), 1, "{}: {text}", path.display());
    }
}

#[test]
#[ignore = "needs vim"]
fn vim_edits_notes_of_any_name() {
    let command = format!(
        "vim -N -u NONE -i NONE -n --cmd 'set shortmess+=aoOtTIFW nomore' \"$@\" -c 'normal! Go{EDITED}' -c 'wq!'"
    );
    assert_edited(&edit_all("vim", &command, LONGEST, |_| {}));
}

#[test]
#[ignore = "needs nvim"]
fn neovim_edits_notes_of_any_name() {
    let command = format!(
        "nvim --clean -n --cmd 'set shortmess+=aoOtTIFW nomore' \"$@\" -c 'normal! Go{EDITED}' -c 'wq!'"
    );
    assert_edited(&edit_all("nvim", &command, LONGEST, |_| {}));
}

#[test]
#[ignore = "needs emacs"]
fn emacs_edits_notes_of_any_name() {
    let done = format!(
        "(lambda () (goto-char (point-max)) (insert \"{EDITED}\\n\") (basic-save-buffer) (kill-emacs))"
    );
    // Of a terminal that it knows better, Emacs asks what ours does not answer, and waits.
    let command = format!(
        "TERM=vt100 emacs -nw -Q --eval '(setq make-backup-files nil auto-save-default nil create-lockfiles nil warning-minimum-level :emergency)' \
         --eval '(add-hook (quote emacs-startup-hook) (function {done}))' \"$@\""
    );
    // Emacs names files after the one it edits.
    assert_edited(&edit_all("emacs", &command, 240, |_| {}));
}

#[test]
#[ignore = "needs nano"]
fn nano_edits_notes_of_any_name() {
    let place = edit_all("nano", "nano --ignorercfiles --saveonexit \"$@\"", LONGEST, |session| {
        session.wait_for_text("^X Exit");
        session.type_keys(&format!("{EDITED}<Ctrl-x>"));
    });
    assert_edited(&place);
}

#[test]
#[ignore = "needs less"]
fn less_shows_notes_of_any_name() {
    edit_all("less", "less \"$@\"", LONGEST, |session| {
        session.wait_for(|screen| screen.contains("below") && screen.contains("END"));
        session.type_keys("q");
    });
}
