//! Notes that come through pipes, and several at once, in a real terminal: what is read comes from one place, keys from another.
#![cfg(unix)]

use std::fs;

use crate::support::pty::{Launch, Session};

const NOTE: &str = "■管の中\n・水\n";

/// A shell that runs `script`, with the program in `$0` and a note in `$1`.
fn shell(folder: &tempfile::TempDir, script: &str) -> Session {
    let note = folder.path().join("note.txt");
    fs::write(&note, "■紙の上\n・字\n").unwrap();
    let args = ["-c".into(), script.into(), env!("CARGO_BIN_EXE_midashi").into(), note.into_os_string()];
    Session::start(&Launch::new("sh", args).size(80, 12))
}

#[test]
fn what_is_piped_in_is_browsed_with_keys_of_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let printed = format!("printf '{NOTE}'");
    let cases: [(String, &[&str]); 7] = [
        (format!("{printed} | $0"), &["standard input › 管の中", "・ 水"]),
        (format!("{printed} | $0 -"), &["standard input › 管の中", "・ 水"]),
        ("exec $0 < $1".to_owned(), &["standard input › 紙の上", "・ 字"]),
        // As a shell does for <(…): a pipe that is open under a number.
        (format!("{printed} | $0 /dev/fd/3 3<&0 </dev/tty"), &["pipe › 管の中", "・ 水"]),
        // What writes may take its time, and write more than a pipe holds.
        (
            format!("{{ {printed}; for i in 1 2 3 4 5 6 7 8 9; do printf '%20000d\\n' $i; done; }} | $0 -"),
            &["standard input › 管の中", "・ 水"],
        ),
        (format!("{printed} | $0 - \"$1\""), &["▸ standard input", "▸ note.txt"]),
        ("exec $0 \"$1\" \"$1\"".to_owned(), &["▸ note.txt"]),
    ];
    for (script, expected) in cases {
        println!("{script}");
        let session = shell(&folder, &script);
        session.wait_for(|screen| expected.iter().all(|text| screen.contains(text)));
        session.type_keys("j");
        session.wait_for(|screen| !screen.shows_cursor());
        // It cannot be read a second time, and need not be.
        session.type_keys("r");
        session.wait_for_text("nothing has changed");
        session.type_keys("c");
        let is_on_file = script.contains("\"$1\"");
        session.wait_for_text(if is_on_file { "copied" } else { "what was piped in has no path to copy" });
        session.type_keys("q");
        assert!(session.wait_exit().success(), "{script}");
    }
}

#[test]
fn every_command_reads_several_notes_and_pipes() {
    let folder = tempfile::tempdir().unwrap();
    let printed = format!("printf '{NOTE}'");
    let cases = [
        (format!("{printed} | $0 outline - \"$1\""), "■ 管の中|■ 紙の上"),
        (format!("{printed} | $0 outline /dev/fd/3 3<&0"), "■ 管の中"),
        (format!("{printed} | $0 find 水 \"$1\" -"), "-:2: item  水"),
        (format!("{printed} | $0 export - \"$1\""), "■管の中|■紙の上"),
        (format!("{printed} | $0 index"), ""),
    ];
    for (script, expected) in cases {
        let session = shell(&folder, &format!("{script} | cat; echo done"));
        let screen = session.wait_for_text("done");
        assert!(expected.split('|').all(|part| screen.contains(part)), "{script}: {screen}");
        session.wait_exit();
    }
}
