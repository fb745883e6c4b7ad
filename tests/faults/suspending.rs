//! Stopped and continued, by keys, by signals and by others who take the terminal away.

use std::thread;
use std::time::Duration;

use crate::desk::{Desk, large_note};
use crate::support::pty::{Launch, Session, send_signal};
use crate::support::screen::Screen;
use crate::support::shell::{assert_modes_undone, browsing};

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");
const NOTE: &str = "assets/sample.txt";

/// An interactive shell in which the note is open.
fn browsing_in_shell(command: &str) -> Session {
    let launch = Launch::new("bash", ["--norc", "--noprofile", "-i"]).size(60, 20).env("PS1", "ready ");
    let session = Session::start(&launch);
    session.wait_for_text("ready");
    session.type_keys(&format!("{command}<Enter>"));
    session.wait_for(browsing);
    session
}

#[test]
fn suspending_gives_the_terminal_back_and_returns() {
    let launch = Launch::new("bash", ["--norc", "--noprofile", "-i"]).size(60, 20).env("PS1", "ready ");
    let session = Session::start(&launch);
    session.wait_for_text("ready");
    session.type_keys(&format!("{MIDASHI} {NOTE}<Enter>"));
    session.wait_for(browsing);
    session.type_keys("]]]]l");
    session.wait_for_text("あいまいな文字たち");
    session.type_keys("<Ctrl-z>");
    session.wait_for(|screen| !screen.is_alternate() && screen.contains("Stopped"));
    session.resize(50, 15);
    session.type_keys("fg<Enter>");
    let screen = session.wait_for(|screen| browsing(screen) && screen.contains("あいまいな文字たち"));
    assert_eq!(screen.lines().len(), 15);
    session.type_keys("q");
    let is_prompt = |screen: &Screen| {
        screen.lines().iter().rfind(|line| !line.is_empty()).is_some_and(|line| line == "ready")
    };
    session.wait_for(|screen| !screen.is_alternate() && is_prompt(screen));
    session.type_keys("exit<Enter>");
    session.wait_exit();
}

#[test]
fn suspending_works_while_anything_is_open_and_from_outside() {
    let session = browsing_in_shell(&format!("{MIDASHI} {NOTE}"));
    for (keys, open) in [("f幅", "> 幅"), ("?", "keys"), ("Yx", "copy as"), ("|wc", "wc")] {
        session.type_keys(keys);
        session.wait_for_text(open);
        session.signal_foreground("TSTP");
        session.wait_for(|screen| !screen.is_alternate() && screen.contains("Stopped"));
        session.type_keys("clear; stty -a | grep -o ' icanon'; fg<Enter>");
        session.wait_for(|screen| screen.is_alternate() && screen.contains(open));
        session.type_keys("<Esc>");
        session.wait_for(|screen| browsing(screen) && !screen.contains(open));
    }
    session.type_keys("q");
    session.wait_for(|screen| !screen.is_alternate());
}

#[test]
fn what_is_continued_in_the_background_leaves_the_terminal_alone() {
    let session = browsing_in_shell(&format!("{MIDASHI} {NOTE}"));
    session.type_keys("<Ctrl-z>");
    session.wait_for(|screen| !screen.is_alternate() && screen.contains("Stopped"));
    // From now on the shell tells at once what becomes of what it runs.
    session.type_keys("clear; set -b; bg<Enter>");
    session.wait_for_text("Stopped");
    session.type_keys("clear; kill %1<Enter>");
    let screen = session.wait_for_text("Terminated");
    assert!(!screen.is_alternate() && !screen.contains("midashi: "), "{screen}");
}

#[test]
fn a_terminal_that_was_taken_away_is_taken_back() {
    let session = browsing_in_shell(&format!("{MIDASHI} {NOTE}"));
    // Programs are not told of this signal: the shell gets the terminal as it is.
    session.signal_foreground("STOP");
    session.wait_for_text("Stopped");
    session.type_keys("stty sane; fg<Enter>");
    session.wait_for(|screen| browsing(screen) && !screen.contains("Stopped"));
    session.type_keys("f幅");
    session.wait_for_text("> 幅");
}

/// Stopped before it listens, while it asks the terminal, while it reads, while it draws.
#[test]
fn stopping_at_any_moment_of_its_start_costs_nothing() {
    let desk = Desk::with(&large_note());
    let launch = desk.at_home(Launch::new("bash", ["--norc", "--noprofile", "-i"]).size(60, 20));
    for moment in 0..25 {
        let session = Session::start(&launch.clone().env("PS1", "ready "));
        session.wait_for_text("ready");
        session.type_keys(&format!("clear; {}<Enter>", desk.command()));
        let process = desk.process();
        thread::sleep(Duration::from_millis(20) * moment);
        assert!(send_signal("TSTP", process));
        session.wait_for(|screen| !screen.is_alternate() && screen.contains("Stopped"));
        session.type_keys("clear; fg; echo ended $?<Enter>");
        session.wait_for(|screen| screen.is_alternate() && screen.contains("番めの話"));
        session.type_keys("G");
        session.wait_for(|screen| screen.contains("session 30000/30000"));
        session.type_keys("q");
        session.wait_for(|screen| !screen.is_alternate() && screen.contains("ended 0"));
    }
}

/// Continued without having been stopped, and many times at once.
#[test]
fn a_storm_of_stops_ends_in_the_right_screen() {
    let session = browsing_in_shell(&format!("{MIDASHI} --no-state {NOTE}"));
    let shown = session.wait_for_text("? help").lines();
    for _ in 0..20 {
        session.signal_foreground("CONT");
    }
    // What comes after it shows that it has been read, and is not left for the shell.
    session.type_keys("<Ctrl-l>?");
    session.wait_for(|screen| screen.lines() != shown);
    session.type_keys("<Esc>");
    session.wait_for(|screen| screen.lines() == shown);
    for _ in 0..10 {
        session.signal_foreground("TSTP");
        session.wait_for(|screen| !screen.is_alternate() && screen.contains("Stopped"));
        session.type_keys("clear; fg<Enter>");
        session.wait_for(|screen| screen.is_alternate() && screen.lines() == shown);
    }
    session.type_keys("q");
    session.wait_for(|screen| !screen.is_alternate());
    session.type_keys("exit<Enter>");
    session.wait_exit();
    assert_modes_undone(&session.raw_output());
}
