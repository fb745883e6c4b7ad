//! Clipboard programs that hang, that fail, or that are not there: nothing waits for them, and the terminal takes the text.

use std::fs;

use crate::desk::{Desk, browsing};
use crate::support::pty::Session;
use crate::support::shell::{assert_given_back, shell};

/// What is copied.
const COPIED: &str = "■二つめの話\n・朝\n  早く\n・夜\n";

/// The browser with a clipboard of the user's.
fn browse(desk: &Desk, command: &str) -> Session {
    fs::write(desk.path().join("config.toml"), format!("[clipboard]\ncommand = {command}\n")).unwrap();
    let browser = desk.command().replace("note.txt", "--config config.toml note.txt");
    let session = Session::start(&desk.at_home(shell(&browser)).size(150, 20));
    session.wait_for(browsing);
    session
}

#[test]
fn a_program_that_hangs_holds_nothing_up() {
    for command in [r#"["sleep", "600"]"#, r#"["sh", "-c", "trap '' TERM; sleep 600 & wait"]"#] {
        let desk = Desk::new();
        let session = browse(&desk, command);
        session.type_keys("Gy");
        // It is waited for, but by nobody who has something else to do.
        session.type_keys("GlG");
        session.wait_for_text("line 10/10");
        session.type_keys("f子<Enter>");
        session.wait_for_text("line 5/10");
        session.type_keys("q");
        assert_given_back(&session, "0");
        assert_eq!(session.wait_for_copies(1), [COPIED]);
    }
}

#[test]
fn a_program_that_fails_is_told_of_and_the_terminal_takes_the_text() {
    for command in [r#"["false"]"#, r#"["/nonexistent/copy"]"#, r#"["sh", "-c", "exec <&-; exit 1"]"#] {
        let desk = Desk::new();
        let session = browse(&desk, command);
        session.type_keys("Gy");
        session.wait_for_text("failed: command: ");
        assert_eq!(session.wait_for_copies(1), [COPIED]);
        session.type_keys("q");
        assert_given_back(&session, "0");
    }
}
