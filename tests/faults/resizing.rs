//! Terminals whose size changes at the worst moment, or is none that can be used.

use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::support::pty::{Launch, Session};
use crate::support::screen::{Position, Screen};
use crate::support::shell::{assert_modes_undone, browsing};

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");
const NOTE: &str = "assets/sample.txt";

#[test]
fn a_terminal_without_a_size_is_taken_for_a_common_one() {
    let script = format!("stty rows 0 columns 0; exec {MIDASHI} {NOTE}");
    let session = Session::start(&Launch::new("sh", ["-c", &script]).size(80, 24));
    let screen = session.wait_for_text("? help");
    assert!(screen.lines()[23].ends_with("? help"), "{screen}");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

/// Any program may say that a terminal has 65,535 × 65,535 cells: memory has no room for them.
#[test]
fn a_terminal_of_any_size_is_drawn_on() {
    let script =
        format!("ulimit -v 4194304; stty rows 65535 columns 65535; exec {MIDASHI} --no-state {NOTE}");
    let session = Session::start(&Launch::new("sh", ["-c", &script]).size(80, 24));
    // Of what lies outside, the terminal of the test shows nothing that could be told.
    session.wait_for_text("? help");
    let terminal = format!("/proc/{}/fd/0", session.process_id());
    let resize = |rows: &str, columns: &str| {
        let arguments = ["-F", &terminal, "rows", rows, "columns", columns];
        assert!(Command::new("stty").args(arguments).status().unwrap().success());
    };
    for (keys, open) in [("f幅", "> 幅"), ("?", "keys"), ("Y", "copy as")] {
        resize("24", "80");
        session.wait_for(|screen| browsing(screen) && screen.lines()[23].ends_with("? help"));
        resize("65535", "65535");
        session.type_keys(keys);
        resize("24", "80");
        session.wait_for_text(open);
        resize("65535", "65535");
        session.type_keys("<Ctrl-c>");
    }
    resize("24", "80");
    session.wait_for(browsing);
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn resizing_is_followed_while_anything_is_open() {
    for (keys, open) in [
        ("", "8 sessions"),
        ("f幅", "> 幅"),
        ("?", "keys"),
        ("Y", "copy as"),
        ("|wc", "wc"),
        ("zRW>", "8 sessions"),
    ] {
        let session = Session::start(&Launch::new(MIDASHI, [NOTE]).size(80, 24));
        session.wait_for(browsing);
        session.type_keys(keys);
        for (columns, lines) in [(100, 30), (33, 9), (1, 1), (5, 3), (200, 50), (60, 20)] {
            session.resize(columns, lines);
        }
        let is_overlay = open != "8 sessions";
        if is_overlay {
            session.wait_for_text(open);
            session.type_keys("<Esc>");
        }
        // Of the frames on the way only those of this size end here.
        let ends = Some(Position { column: 53, row: 19 });
        session.wait_for(|screen| {
            browsing(screen) && screen.position_of("? help") == ends && screen.contains(open) != is_overlay
        });
        session.type_keys("q");
        assert!(session.wait_exit().success());
    }
}

#[test]
fn a_storm_of_resizes_costs_no_key_and_ends_in_the_right_screen() {
    let start = || {
        let session = Session::start(&Launch::new(MIDASHI, ["--no-state", NOTE]).size(60, 20));
        session.wait_for(browsing);
        session.type_keys("zR");
        session.wait_for(|screen| !screen.contains("▸"));
        session
    };
    let calm = start();
    calm.type_keys(&"j".repeat(30));
    let moved = calm.wait_for_text("line 43/").lines();
    // Where the rows stand depends on the sizes between: they are brought to the same place.
    calm.type_keys("zt");
    // A half typed key shows in the status line.
    let has_scrolled = |lines: &[String]| lines != moved && lines[19] == moved[19];
    let expected = calm.wait_for(|screen| has_scrolled(&screen.lines())).lines();
    let stormy = start();
    for round in 0..300 {
        stormy.resize(30 + round % 90, 8 + round % 30);
        if round % 10 == 0 {
            stormy.type_keys("j");
        }
    }
    stormy.resize(60, 20);
    stormy.wait_for(|screen| screen.lines()[19] == expected[19]);
    stormy.type_keys("zt");
    stormy.wait_for(|screen| screen.lines() == expected);
}

#[test]
fn a_key_typed_during_a_resize_is_not_kept_waiting() {
    let session = Session::start(&Launch::new(MIDASHI, [NOTE]).size(80, 24));
    session.wait_for(browsing);
    for round in 0..50 {
        session.resize(80 + round % 2, 24);
        session.type_keys("?");
        session.wait_for_text("to the sibling before");
        session.resize(81 - round % 2, 24);
        session.type_keys("q");
        session.wait_for(|screen| browsing(screen) && !screen.contains("to the sibling before"));
    }
}

/// From the first moment on, through sizes in which nothing can be shown.
#[test]
fn resizing_at_any_moment_of_its_start_ends_in_the_right_screen() {
    let launch = |size: (u16, u16)| Launch::new(MIDASHI, ["--no-state", NOTE]).size(size.0, size.1);
    let calm = Session::start(&launch((60, 20)));
    let expected = calm.wait_for_text("? help").lines();
    for moment in 0..30 {
        let session = Session::start(&launch((100, 30)));
        thread::sleep(Duration::from_millis(2) * moment);
        for (columns, lines) in [(1, 1), (2, 50), (200, 2), (1, 30), (33, 9), (60, 20)] {
            session.resize(columns, lines);
        }
        session.wait_for(|screen| screen.lines() == expected);
        session.type_keys("q");
        assert!(session.wait_exit().success());
        assert_modes_undone(&session.raw_output());
    }
}

/// In a cell all keys can be typed.
#[test]
fn one_cell_takes_every_key() {
    let session = Session::start(&Launch::new(MIDASHI, ["--no-state", NOTE]).size(1, 1));
    session.wait_for(Screen::is_alternate);
    for keys in [
        "zRGgW]]",
        "f幅<Enter>",
        "/幅<Enter>F<Esc>",
        "?<PageDown><Ctrl-c>",
        "v]]Y<Ctrl-c>",
        "|wc<Ctrl-c>",
        "w<Ctrl-c>",
    ] {
        session.type_keys(keys);
    }
    session.resize(60, 20);
    session.wait_for_text("? help");
    session.type_keys("<Ctrl-c>");
    let status = session.wait_exit();
    assert!(status.success(), "{status}");
    assert_modes_undone(&session.raw_output());
}
