//! A shell that runs the program, and says in what state it gets its terminal back.

use std::collections::BTreeMap;

use super::pty::{Launch, Session};
use super::screen::Screen;

/// A shell that says `before`, runs `command`, says `after` with its status, and whether the terminal's modes are as before.
pub fn in_shell(command: &str) -> Session {
    Session::start(&shell(command))
}

/// What [`in_shell`] starts.
pub fn shell(command: &str) -> Launch {
    let script = format!(
        "ulimit -c 0; modes=$(stty -g); echo before; {command}; echo after $?; \
         [ \"$(stty -g)\" = \"$modes\" ] && echo modes as before || echo other modes"
    );
    Launch::new("bash", ["--norc", "--noprofile", "-c", &script]).size(60, 20)
}

/// Whether the bundled note is being browsed.
pub fn browsing(screen: &Screen) -> bool {
    screen.is_alternate() && screen.contains("等幅の夜明け")
}

/// The shell's screen as it was: nothing of the browser, the cursor shown, keys echoed, and every mode that was set
/// undone.
#[track_caller]
pub fn assert_given_back(session: &Session, status: &str) {
    let screen = session.wait_for(|screen| screen.contains("modes"));
    let mut lines = screen.lines();
    lines.retain(|line| !line.is_empty());
    // Between the two, shells may say of a signal that it ended a program.
    assert_eq!(lines.first().map(String::as_str), Some("before"), "{screen}");
    assert_eq!(lines[lines.len() - 2..], [format!("after {status}").as_str(), "modes as before"], "{screen}");
    assert!(!screen.is_alternate() && screen.shows_cursor());
    session.wait_exit();
    assert_modes_undone(&session.raw_output());
}

/// Asserts that of the modes which `raw` switches none is left otherwise than terminals begin.
#[track_caller]
pub fn assert_modes_undone(raw: &[u8]) {
    let raw = String::from_utf8_lossy(raw);
    let mut modes = BTreeMap::new();
    for piece in raw.split("\x1b[?").skip(1) {
        let end = piece.find(|c: char| !c.is_ascii_digit()).unwrap_or(piece.len());
        let (number, rest) = piece.split_at(end);
        if let Some(action @ ('h' | 'l')) = rest.chars().next() {
            modes.insert(number, action);
        }
    }
    // Only the cursor's is on from the beginning.
    let wrong: Vec<_> =
        modes.iter().filter(|&(&number, &action)| (action == 'h') != (number == "25")).collect();
    assert!(wrong.is_empty(), "modes are not undone: {wrong:?} in {raw:?}");
}
