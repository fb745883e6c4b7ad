//! What midashi leaves alone: the processor while nothing happens, and a slow line as far as it can.
#![cfg(unix)]

use crate::support::pty::{Launch, Session};
use crate::support::screen::Screen;

const NOTE: &str = "assets/sample.txt";

fn browsing(note: &str) -> Session {
    let session = Session::start(&Launch::new(env!("CARGO_BIN_EXE_midashi"), [note]));
    session.wait_for_text("? help");
    session
}

/// The bytes that keys make the program write, each after the other has been answered.
fn cost(session: &Session, keys: &[&str], is_answered: impl Fn(&Screen, &Screen) -> bool) -> usize {
    let before = session.raw_output().len();
    for key in keys {
        let screen = session.screen();
        session.type_keys(key);
        session.wait_for(|now| is_answered(&screen, now));
    }
    session.raw_output().len() - before
}

#[test]
fn a_key_costs_a_small_part_of_the_screen() {
    let session = browsing(NOTE);
    session.type_keys("zR");
    let screen = session.wait_for(|screen| !screen.contains("▸"));
    let text: usize = screen.lines().iter().map(String::len).sum();
    let moved = |before: &Screen, now: &Screen| {
        let line = |screen: &Screen| screen.lines()[29].clone();
        line(before) != line(now)
    };
    let rows = ["j"; 12];
    let bytes = cost(&session, &rows, moved) / rows.len();
    assert!(bytes * 4 <= text, "{bytes} bytes to move a row on a screen of {text} bytes of text");
    // A page is another screen: little more than its text.
    let bytes = cost(&session, &["<PageDown>"], moved);
    let text: usize = session.screen().lines().iter().map(String::len).sum();
    assert!(bytes * 2 <= text * 3, "{bytes} bytes for another page of {text} bytes of text");
}

/// What the threads of a process have used: times woken, and processor time in ticks of the kernel.
#[cfg(target_os = "linux")]
fn used(process_id: u32) -> (u64, u64) {
    let mut used = (0, 0);
    for thread in std::fs::read_dir(format!("/proc/{process_id}/task")).unwrap() {
        let thread = thread.unwrap().path();
        let status = std::fs::read_to_string(thread.join("status")).unwrap();
        let woken = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")).unwrap();
        used.0 += woken.trim().parse::<u64>().unwrap();
        let stat = std::fs::read_to_string(thread.join("stat")).unwrap();
        // The name of a program, in parentheses, may hold anything; user and system time are 12th and 13th behind it.
        let (_, fields) = stat.rsplit_once(')').unwrap();
        used.1 += fields
            .split_whitespace()
            .skip(11)
            .take(2)
            .map(|ticks| ticks.parse::<u64>().unwrap())
            .sum::<u64>();
    }
    used
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "takes a minute"]
fn nothing_happens_while_nothing_happens() {
    use std::time::Duration;
    const STRETCH: Duration = Duration::from_secs(60);
    // Other tests read the bundled note meanwhile, which wakes whoever watches its folder.
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note.txt");
    std::fs::copy(NOTE, &note).unwrap();
    let note = note.to_str().unwrap();
    let just_opened = browsing(note);
    let well_used = browsing(note);
    // All that works in the background has been at it, and one thing is open still.
    for (keys, shown) in [("/幅<Enter>", "幅"), ("i", "speakers"), ("i", "? help"), ("f幅", "preview")] {
        well_used.type_keys(keys);
        well_used.wait_for_text(shown);
    }
    let sessions = [just_opened, well_used];
    let all_used = || sessions.each_ref().map(|session| used(session.process_id()));
    // What is being measured is time in which nothing happens: there is no event to wait for.
    std::thread::sleep(Duration::from_secs(2));
    let before = all_used();
    std::thread::sleep(STRETCH);
    assert_eq!(all_used(), before, "(times woken, ticks used) of each, before and after {STRETCH:?}");
}
