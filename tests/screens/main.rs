//! Screens of the real program in a real pty: each `.screen` file beside this one holds a note, a size, keys, and the screen
//! that they must lead to.
//!
//! ```text
//! # What this shows.
//! note: assets/sample.txt
//! size: 60 x 12
//! terminal: wide                  (draws ambiguous characters in two cells)
//! language: ja                    (English where it says none)
//! keys: ]]l<Enter>
//! shows: next-session             (actions that these keys do)
//! styles: yes                     (with marks where the style changes)
//! ---
//! the screen
//! ```
//!
//! Each is a test with the file's name: `cargo test --test screens copy-as` runs those whose names contain that, `-- --exact
//! copy-as` one alone. `MIDASHI_REWRITE_SCREENS=1 cargo test --test screens` writes what the program shows; read the
//! difference before you commit it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read files, and fail by panicking")]

#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::process::ExitCode;
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};
use midashi::action::{ACTIONS, Action, ActionInfo};
use midashi::config::key::KeySequence;
use midashi::config::keymap::Keymap;
use support::case::Case;
use support::pty::{Launch, Session};
use support::screen::Screen;

/// A program that has written nothing for so long has drawn what it had to; for rewriting only.
const SILENCE: Duration = Duration::from_millis(400);

/// Starts the program on a dark terminal, which it asks for its columns, and types the keys.
fn start(case: &Case) -> Session {
    let launch = Launch::new(env!("CARGO_BIN_EXE_midashi"), [&case.note])
        .size(case.size.columns, case.size.rows)
        .ambiguous(case.ambiguous)
        .env("LANG", &case.locale)
        .env("COLORFGBG", "15;0");
    let session = Session::start(&launch);
    session.wait_for(|screen| screen.is_alternate() && !screen.shows_cursor());
    session.type_keys(&case.keys);
    session
}

fn shown(case: &Case, screen: &Screen) -> String {
    let lines = if case.styles { screen.styled_lines() } else { screen.lines() };
    lines.join("\n") + "\n"
}

fn check(case: &Case) -> Result<(), Failed> {
    let session = start(case);
    if std::env::var_os("MIDASHI_REWRITE_SCREENS").is_some() {
        session.wait_quiet(SILENCE);
        let shown = shown(case, &session.screen());
        fs::write(&case.path, format!("{}---\n{shown}", case.head))?;
    } else {
        let is_expected = |screen: &Screen| shown(case, screen) == case.expected;
        session.try_wait_for(is_expected).map_err(|error| {
            format!("{}\nafter {}:\n{error}\ninstead of\n{}", case.path.display(), case.keys, case.expected)
        })?;
    }
    session.send_bytes(b"\x03\x03");
    let status = session.wait_exit();
    if !status.success() {
        return Err(format!("{}: ended with {status}", case.path.display()).into());
    }
    Ok(())
}

/// What no screen can show, as the browser is not there any more, the machine's own editor is, or a folder may not have been read
/// yet: `tests/it/terminal.rs`, `tests/it/live.rs` and `tests/it/vault.rs` have them.
const ELSEWHERE: [Action; 4] = [Action::Quit, Action::Suspend, Action::Edit, Action::Skipped];

fn every_action_has_a_screen(cases: &[Case]) {
    let keymap = Keymap::default();
    let mut shown = BTreeSet::new();
    for case in cases {
        let typed = case.key_names();
        for name in &case.shows {
            let action = Action::from_name(name).unwrap_or_else(|| panic!("{}: {name}", case.path.display()));
            let does = |sequence: &KeySequence| {
                let keys: Vec<String> = sequence.keys().iter().map(ToString::to_string).collect();
                typed.windows(keys.len()).any(|window| window == keys)
            };
            // What no key does is done by its name.
            let sequences = keymap.keys_of(action);
            let is_named = sequences.is_empty() && typed.concat().contains(&format!(":{name}Enter"));
            let is_done = is_named || sequences.iter().any(does);
            assert!(is_done, "{}: {} do not do {name}", case.path.display(), case.keys);
            shown.insert(name.as_str());
        }
    }
    let is_missing = |info: &&ActionInfo| !shown.contains(info.name) && !ELSEWHERE.contains(&info.action);
    let missing: Vec<&str> = ACTIONS.iter().filter(is_missing).map(|info| info.name).collect();
    assert!(missing.is_empty(), "without a screen: {missing:?}");
}

fn main() -> ExitCode {
    let cases = Case::all();
    let screen = |case: &Case| {
        let case = case.clone();
        Trial::test(case.name().to_owned(), move || check(&case))
    };
    let mut trials: Vec<Trial> = cases.iter().map(screen).collect();
    trials.push(Trial::test("every_action_has_a_screen", move || {
        every_action_has_a_screen(&cases);
        Ok(())
    }));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
