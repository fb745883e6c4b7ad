//! Control sequences where nobody looks for them: in names of files and folders, in the environment, in settings. Every byte
//! that reaches the terminal is parsed, as `tests/it/untrusted.rs` does it for notes.

use std::fs;

use crate::desk::{Desk, MIDASHI};
use crate::support::cli::Workplace;
use crate::support::own_sequences::assert_own;
use crate::support::pty::{Launch, Session};

/// What could be taken for control, with the sequences that [`assert_own`] knows to be nobody's.
const HOSTILE: [&str; 7] =
    ["\x1b]0;owned\x07", "\x1b[45m", "\u{9b}45m", "\u{202e}", "\x1bP+q\x1b\\", "\x07", "\x1b[5m\n\x1b[45m"];

/// What ends the questions that midashi asks when it starts.
const LAST_QUESTION: &[u8] = b"\x1b[c";

/// Asserts that all that was written after midashi's own questions is text and its own.
#[track_caller]
fn assert_harmless(session: &Session) {
    let raw = session.raw_output();
    let start = raw.windows(LAST_QUESTION.len()).position(|window| window == LAST_QUESTION);
    let written = &raw[start.unwrap_or(0)..];
    // After the browser, the terminal turns each line feed into these two.
    assert_own(&written.split(|byte| b"\r\n".contains(byte)).collect::<Vec<_>>().concat());
}

#[test]
fn names_of_files_and_folders_are_no_control() {
    for hostile in HOSTILE {
        let desk = Desk::new();
        let folder = desk.path().join(format!("notes{hostile}"));
        let inner = folder.join(format!("inner{hostile}"));
        fs::create_dir_all(&inner).unwrap();
        fs::write(inner.join(format!("no{hostile}te.txt")), "題\n■話\n・項 [表](./o\u{1b}[45mther.txt)\n")
            .unwrap();
        fs::write(inner.join(format!("bi{hostile}nary.txt")), b"\x7fELF\0\0\0").unwrap();
        let launch = desk.at_home(Launch::new(MIDASHI, [&folder]).size(100, 20));
        let session =
            Session::start(&launch.env("EDITOR", format!("/nowhere/ed{}", hostile.replace('\n', ""))));
        session.wait_for_text("passed over");
        session.type_keys("zRG");
        session.wait_for_text("題");
        session.type_keys("e");
        session.wait_for_text("nowhere");
        session.type_keys("!<Ctrl-c>c");
        session.wait_for_copies(1);
        session.type_keys("f題<Ctrl-c>f&<Ctrl-c>i<Ctrl-c>R<Ctrl-c>w<Ctrl-c>");
        session.type_keys(":x<Ctrl-c>GH");
        fs::rename(&inner, folder.join(format!("other{hostile}"))).unwrap();
        session.type_keys("rq");
        session.wait_exit();
        assert_harmless(&session);
    }
}

/// What clap says of arguments quotes them, and a shell may have made them of names of files.
#[test]
fn arguments_are_no_control() {
    let workplace = Workplace::new();
    for hostile in HOSTILE {
        for arguments in [
            &[&*format!("--x{hostile}")][..],
            &["outline", &format!("--x{hostile}")],
            &["export", "--format", &format!("x{hostile}")],
            &["--since", &format!("x{hostile}"), "sample.txt"],
            &["config", &format!("x{hostile}")],
            &["completions", &format!("x{hostile}")],
        ] {
            for locale in ["C", "ja_JP.UTF-8"] {
                let output = workplace.command(arguments).env("LANG", locale).output().unwrap();
                assert_eq!(output.status.code(), Some(2), "{arguments:?}");
                let told = String::from_utf8(output.stderr).unwrap();
                let is_control = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
                assert!(!told.contains(is_control), "{arguments:?}: {told:?}");
            }
        }
    }
}

/// But for those that name a multiplexer, for which copies have an envelope of midashi's own.
#[test]
fn the_environment_is_no_control() {
    let names = [
        "TERM",
        "COLORTERM",
        "COLORFGBG",
        "LANG",
        "LC_ALL",
        "NO_COLOR",
        "EDITOR",
        "VISUAL",
        "HOME",
        "XDG_STATE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_RUNTIME_DIR",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "SSH_TTY",
        "TERM_PROGRAM",
        "VTE_VERSION",
        "COLUMNS",
        "LINES",
        "TMPDIR",
        "RUST_BACKTRACE",
    ];
    for hostile in HOSTILE {
        let desk = Desk::new();
        for browses in [true, false] {
            let arguments: &[&str] = if browses { &["note.txt"] } else { &["doctor"] };
            let launch = Launch::new(MIDASHI, arguments.iter().copied()).size(100, 20).folder(desk.path());
            let launch = names.iter().fold(launch, |launch, name| launch.env(*name, format!("/x{hostile}")));
            let session = Session::start(&launch);
            if browses {
                session.wait_for_text("? help");
                session.type_keys("Gyeq");
            }
            session.wait_exit();
            if browses {
                assert_harmless(&session);
            }
        }
    }
}

#[test]
fn settings_are_no_control() {
    for hostile in HOSTILE {
        let escaped: Vec<String> = hostile.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
        let value = escaped.concat();
        let settings = [
            format!("theme = \"{value}\"\n"),
            format!("[clipboard]\ncommand = [\"/nowhere/{value}\"]\n"),
            format!("[keys]\nquit = [\"{value}\"]\n"),
            format!("\"{value}\" = \"{value}\"\n"),
            format!("copy-format = \"{value}\"\n"),
            format!("# {hostile}\nwrap = {hostile}\n"),
        ];
        for setting in settings {
            let desk = Desk::new();
            fs::write(desk.path().join("config.toml"), &setting).unwrap();
            let launch = Launch::new(MIDASHI, ["--config", "config.toml", "note.txt"]).size(100, 20);
            let session = Session::start(&desk.at_home(launch));
            // A setting that is wrong keeps it from starting; one that is right may have taken `q` away.
            session.type_keys("Gy?<Ctrl-c>:quit<Enter>");
            session.wait_exit();
            assert_harmless(&session);
        }
    }
}
