//! Signals that end midashi, at any moment and whatever is open: the terminal is given back, the status tells of the
//! signal, and what was made is remembered.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::Duration;

use crate::desk::{Desk, browsing, large_note, open_and_mark, wait_for_end_of};
use crate::support::pty::{Session, send_signal};
use crate::support::shell::{assert_given_back, shell};

/// The signals, and the statuses that shells tell of them.
const SIGNALS: [(&str, &str); 4] = [("TERM", "143"), ("INT", "130"), ("HUP", "129"), ("QUIT", "131")];

/// A shell that runs the browser.
fn in_shell(desk: &Desk) -> Session {
    Session::start(&desk.at_home(shell(&desk.command())))
}

/// Before midashi listens, while it asks the terminal, while it reads, while it draws: moments that no test can name are
/// met by trying many.
fn end_at_many_moments(note: &str, step: Duration) {
    for (signal, status) in SIGNALS {
        for moment in 0..20 {
            let desk = Desk::with(note);
            let session = in_shell(&desk);
            let process = desk.process();
            thread::sleep(step * moment);
            assert!(send_signal(signal, process), "it has ended before SIG{signal}");
            assert_given_back(&session, status);
        }
    }
}

#[test]
fn signals_end_it_at_any_moment_of_its_start() {
    end_at_many_moments("題\n■話\n・項\n", Duration::from_millis(3));
}

#[test]
fn signals_end_it_while_it_reads() {
    end_at_many_moments(&large_note(), Duration::from_millis(25));
}

#[test]
fn signals_end_it_whatever_is_open_and_nothing_is_lost() {
    let open = [
        ("", "marked a"),
        ("f子", "> 子"),
        ("/子", "/子"),
        ("?", "keys"),
        ("Y", "copy as"),
        ("w", "write"),
        (":", ":"),
        ("'", "marks"),
        ("|echo $$ >child; exec sleep 600<Enter>", "runs: Esc ends it"),
    ];
    for (keys, shown) in open {
        for (signal, status) in SIGNALS {
            let desk = Desk::new();
            let session = in_shell(&desk);
            session.wait_for(browsing);
            open_and_mark(&session);
            session.type_keys(keys);
            session.wait_for_text(shown);
            let has_child = keys.contains("child");
            let child = has_child.then(|| desk.number_in("child"));
            assert!(send_signal(signal, desk.process()));
            if let Some(child) = child {
                session.wait_for_text("still ran");
                wait_for_end_of(child);
            }
            assert_given_back(&session, status);
            desk.assert_kept();
        }
    }
}

/// Keys that send signals are the editor's then; what is sent to midashi itself counts when it has the terminal back.
#[test]
fn a_signal_during_the_editor_counts_after_it() {
    for (signal, status) in [("TERM", "143"), ("HUP", "129")] {
        let desk = Desk::new();
        let editor = desk.path().join("editor");
        fs::write(&editor, "#!/bin/sh\necho editing\nread words\n").unwrap();
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
        let session = Session::start(&desk.at_home(shell(&desk.command())).env("EDITOR", editor));
        session.wait_for(browsing);
        open_and_mark(&session);
        session.type_keys("e");
        session.wait_for_text("editing");
        assert!(send_signal(signal, desk.process()));
        session.type_keys("words<Enter>");
        let screen = session.wait_for_text("modes as before");
        assert!(screen.contains(&format!("after {status}")), "{screen}");
        desk.assert_kept();
    }
}
