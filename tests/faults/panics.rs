//! Mistakes of midashi's own. There are none that could be had at will: what panics here is the start of a thread, for which
//! the system has no memory left.
#![cfg(target_os = "linux")]

use std::fs;

use rustix::process::{Pid, Resource, Rlimit, prlimit};

use crate::desk::{Desk, browsing, open_and_mark, wait_until};
use crate::support::pty::Session;
use crate::support::shell::{assert_modes_undone, shell};

/// Less than the stack of a thread, which takes 2 MiB, and more than what is needed to end.
const LEFT: u64 = 7 << 18;

/// Leaves a process so little memory that no thread can be started in it.
fn starve(process: u32) {
    wait_until(|| {
        let size = size_of(process);
        let most = Rlimit { current: Some(size + LEFT), maximum: None };
        prlimit(Pid::from_raw(process.try_into().unwrap()), Resource::As, most).unwrap();
        // Where a thread was started just before, there is less than nothing left, and even what is needed to end is not.
        (size_of(process) == size).then_some(())
    });
}

/// How much memory a process has for itself, used or not, in bytes.
fn size_of(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:")?.strip_suffix("kB")).unwrap();
    size.trim().parse::<u64>().unwrap() * 1024
}

/// Types `keys` into a starving midashi, and asserts that its end is told and costs nothing.
fn assert_survived(keys: &str) {
    let desk = Desk::new();
    fs::write(desk.path().join("config.toml"), "[clipboard]\ncommand = [\"cat\"]\n").unwrap();
    let command = desk.command().replace("note.txt", "--config config.toml note.txt");
    let session = Session::start(&desk.at_home(shell(&command)).size(100, 24));
    session.wait_for(browsing);
    open_and_mark(&session);
    starve(desk.process());
    session.type_keys(keys);
    let screen = session.wait_for_text("modes as before");
    let lines = screen.lines();
    assert!(!screen.is_alternate() && screen.shows_cursor() && lines[0] == "before", "{screen}");
    assert!(lines[1].starts_with("midashi: this is a mistake in midashi itself: panicked at "), "{screen}");
    assert!(screen.contains("midashi: failed to spawn thread") && screen.contains("after 101"), "{screen}");
    session.wait_exit();
    assert_modes_undone(&session.raw_output());
    desk.assert_kept();
}

#[test]
fn a_panic_of_the_event_loop_is_told_and_costs_nothing() {
    assert_survived("|true<Enter>");
}

#[test]
fn a_panic_of_a_worker_is_told_and_costs_nothing() {
    assert_survived("y");
}
