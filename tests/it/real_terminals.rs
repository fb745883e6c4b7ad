//! The screens of `tests/screens` in real terminals: xterm as it comes, xterm with `-cjk_width`, and tmux. What they show
//! is read off them: xterm prints its screen, tmux captures its pane.
#![cfg(unix)]

use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::case::Case;
use crate::support::display::{Running, start_display};
use crate::support::pty::{Launch, Session};
use crate::support::relay::{self, Relay};
use crate::support::tmux::Tmux;
use crate::support::{DEADLINE, Size, keys, size};
use midashi::text::width::{Ambiguous, Cells, WidthPolicy};

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

/// A note, and where its first match for 幅 stands: everything on which terminals might differ, but for what they do differ about: the cells of emoji sequences.
const TORTURE: (&str, &str) = ("tests/notes/torture.txt", "幅の拷");

/// The same for emoji sequences.
const EMOJI: (&str, &str) = ("tests/notes/emoji.txt", "幅と絵");

/// The widths of the real terminals that are tortured.
const TORTURED_COLUMNS: [u16; 5] = [20, 33, 47, 80, 120];

/// The cells of `> 幅`.
const INPUT_CELLS: usize = 4;

/// Between two looks at a terminal that does not tell when its screen has changed.
const PAUSE: Duration = Duration::from_millis(30);

/// Runs as the relay if this is the test program inside a terminal.
fn is_relay() -> bool {
    let socket = std::env::var_os(relay::SOCKET);
    socket.as_deref().inspect(|socket| relay::serve(socket)).is_some()
}

/// What midashi is to show.
struct Scene<'s> {
    /// The test that is the relay, too.
    test: &'s str,
    size: Size,
    note: &'s str,
    /// The locale whose language midashi speaks, whatever the terminal's is.
    locale: &'s str,
    keys: &'s str,
    expected: Vec<String>,
}

impl<'s> Scene<'s> {
    fn of(test: &'s str, case: &'s Case) -> Self {
        Self {
            test,
            size: case.size,
            note: &case.note,
            locale: &case.locale,
            keys: &case.keys,
            expected: case.plain_lines(),
        }
    }

    /// A jump over all of a note, as the model of such a terminal shows it.
    fn jump(test: &'s str, note: (&'s str, &str), columns: u16, ambiguous: Ambiguous) -> Self {
        let size = size(columns, 30);
        let expected = joined(&jump_in_model(note, size, ambiguous));
        Self { test, size, note: note.0, locale: "C.UTF-8", keys: "f幅", expected }
    }
}

/// Plays a scene in a terminal that `open` starts, given the relay's command line, until the rows that `read` brings are
/// those of the scene.
fn check(
    terminal: &str,
    scene: &Scene<'_>,
    open: impl FnOnce(&Path, Command) -> Running,
    read: impl Fn(&Path, &mut Relay) -> Vec<String>,
) {
    let Scene { test, size, note, locale, keys, expected } = scene;
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("relay");
    let listener = UnixListener::bind(&socket).unwrap();
    let program = ["/usr/bin/env", &format!("LC_ALL={locale}"), MIDASHI, note];
    let _terminal = open(folder.path(), Relay::command(test, socket.as_os_str(), &program));
    let mut relay = Relay::accept(&listener);
    let trimmed = |mut lines: Vec<String>| {
        lines.truncate(lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1));
        lines
    };
    let expected = trimmed(expected.clone());
    let deadline = Instant::now() + DEADLINE;
    let mut is_typed = false;
    loop {
        let lines = trimmed(read(folder.path(), &mut relay));
        // Before midashi has the terminal, there stands what the test program says of the test that is the relay.
        let is_up = !lines.is_empty() && !lines.iter().any(|line| line.starts_with("running 1"));
        if !is_typed && is_up {
            relay.send_keys(&keys::encode(keys, false));
            is_typed = true;
        }
        if is_typed && lines == expected {
            break;
        }
        let (shown, wanted) = (lines.join("\n"), expected.join("\n"));
        assert!(
            Instant::now() < deadline,
            "{note} in {terminal} of {size:?} after {keys:?} shows\n{shown}\ninstead of\n{wanted}"
        );
        thread::sleep(PAUSE);
    }
    relay.send_keys(b"\x03\x03");
}

/// An xterm of `size` on `display`, which prints its screen into the file `screen` of the folder.
fn open_xterm(display: &str, ambiguous: Ambiguous, size: Size, folder: &Path, program: &Command) -> Running {
    let mut xterm = Command::new("xterm");
    if ambiguous == Ambiguous::Wide {
        xterm.arg("-cjk_width");
    }
    let printer = format!("*printerCommand: cat > {0}/part && mv {0}/part {0}/screen", folder.display());
    xterm
        .args(["-u8", "-geometry", &format!("{}x{}", size.columns, size.rows)])
        .args(["-xrm", &printer, "-xrm", "*printerAutoClose: true", "-xrm", "*printAttributes: 0"])
        .args(["-xrm", "*printerFormFeed: false", "-xrm", "*printerNewLine: false"])
        .arg("-e")
        .arg(program.get_program())
        .args(program.get_args())
        .env("DISPLAY", display)
        .env("LC_ALL", "C.UTF-8")
        .stderr(Stdio::null());
    Running(xterm.spawn().expect("xterm is installed"))
}

/// The rows of an xterm, cell by cell, as [`crate::support::screen::Screen::cells`] has them. Returns when xterm has printed:
/// a busy machine prints more slowly than it could be asked to, and the requests would pile up before the program's output.
fn print_xterm(folder: &Path, relay: &mut Relay) -> Vec<Vec<String>> {
    let path = folder.join("screen");
    relay.print_screen();
    let deadline = Instant::now() + DEADLINE;
    while !path.exists() && Instant::now() < deadline {
        thread::sleep(PAUSE);
    }
    let printed = std::fs::read_to_string(&path).unwrap_or_default();
    // The next print is a file of its own. Where there is none, the caller's deadline has passed, too.
    let _ = std::fs::remove_file(&path);
    printed.lines().map(|line| cells(line.trim_end_matches('\r'))).collect()
}

/// xterm prints U+FFFF for the second half of a wide character, and marks behind the character that they are on.
fn cells(line: &str) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    for c in line.chars() {
        match (c, cells.last_mut()) {
            ('\u{FFFF}', _) => cells.push(String::new()),
            (c, Some(last)) if WidthPolicy::default().char(c) == Cells::ZERO => last.push(c),
            (c, _) => cells.push(c.to_string()),
        }
    }
    cells
}

/// The rows as text, without the joiners of emoji, which xterm keeps in some cells and drops in others.
fn joined(rows: &[Vec<String>]) -> Vec<String> {
    let text = |cells: &Vec<String>| cells.concat().replace('\u{200D}', "");
    rows.iter().map(|cells| text(cells).trim_end_matches(' ').to_owned()).collect()
}

fn read_xterm(folder: &Path, relay: &mut Relay) -> Vec<String> {
    joined(&print_xterm(folder, relay))
}

fn check_in_xterm(display: &str, ambiguous: Ambiguous, scene: &Scene<'_>) {
    let open = |folder: &Path, program: Command| open_xterm(display, ambiguous, scene.size, folder, &program);
    check(&format!("xterm, {ambiguous:?},"), scene, open, read_xterm);
}

/// The cases in terminals that people can have: of more than one column.
fn cases() -> impl Iterator<Item = Case> {
    Case::all().into_iter().filter(|case| case.size.columns > 1)
}

#[test]
#[ignore = "needs Xvfb and xterm"]
fn xterm_shows_what_the_screens_say() {
    if is_relay() {
        return;
    }
    let (_server, display) = start_display();
    for case in cases() {
        let scene = Scene::of("real_terminals::xterm_shows_what_the_screens_say", &case);
        check_in_xterm(&display, case.ambiguous, &scene);
    }
}

#[test]
#[ignore = "needs tmux"]
fn tmux_shows_what_the_screens_say() {
    if is_relay() {
        return;
    }
    for case in cases().filter(|case| case.ambiguous == Ambiguous::Narrow) {
        check_in_tmux(&Scene::of("real_terminals::tmux_shows_what_the_screens_say", &case));
    }
}

fn check_in_tmux(scene: &Scene<'_>) {
    let tmux = Tmux::start(scene.size);
    let open = |_: &Path, program: Command| {
        let words = std::iter::once(program.get_program()).chain(program.get_args());
        let quoted: Vec<String> = words.map(|word| format!("'{}'", word.display())).collect();
        tmux.enter(&format!("exec {}", quoted.join(" ")));
        // tmux runs the relay; there is nothing else to end.
        Running(Command::new("true").spawn().unwrap())
    };
    let read = |_: &Path, _: &mut Relay| if tmux.is_alternate() { tmux.capture() } else { Vec::new() };
    check("tmux", scene, open, read);
}

/// What a jump over all of a note shows in the model of a terminal.
fn jump_in_model((note, first): (&str, &str), size: Size, ambiguous: Ambiguous) -> Vec<Vec<String>> {
    let launch = Launch::new(MIDASHI, [note]).size(size.columns, size.rows).ambiguous(ambiguous);
    let session = Session::start(&launch);
    session.wait_for(|screen| screen.is_alternate() && screen.contains("幅"));
    session.type_keys("f幅");
    // The cursor comes to the input when all of a frame is drawn, and the first match is that of the last frame.
    let screen = session.wait_for(|screen| {
        let cursor = screen.cursor();
        let is_at_input = screen
            .position_of("> 幅")
            .is_some_and(|input| (input.row, input.column + INPUT_CELLS) == (cursor.row, cursor.column));
        let is_answered = ["›", ">"].iter().any(|mark| screen.contains(&format!("{mark} {first}")));
        is_at_input && is_answered
    });
    session.send_bytes(b"\x03\x03");
    session.wait_exit();
    screen.cells()
}

/// The right border of the jump stands in one column.
#[track_caller]
fn assert_border(what: &str, rows: &[Vec<String>]) {
    let all = joined(rows).join("\n");
    let top = rows
        .iter()
        .position(|row| row.concat().contains(" jump "))
        .unwrap_or_else(|| panic!("{what}:\n{all}"));
    let column = rows[top].iter().rposition(|cell| cell != " ").unwrap();
    let at = |row: &Vec<String>| row.get(column).map_or(" ", String::as_str).to_owned();
    let bottom = rows.iter().rposition(|row| ["╯", "+"].contains(&at(row).as_str())).unwrap();
    assert!(bottom > top + 3, "{what}:\n{all}");
    for row in &rows[top + 1..bottom] {
        assert!(["│", "|", "┤", "+"].contains(&at(row).as_str()), "{what}: column {column}\n{all}");
    }
}

#[test]
fn the_border_stands_in_one_column_at_every_width() {
    for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
        for note in [TORTURE, EMOJI] {
            for columns in (20..=120).step_by(7) {
                let what = format!("{} at {columns}, {ambiguous:?}", note.0);
                assert_border(&what, &jump_in_model(note, size(columns, 30), ambiguous));
            }
        }
    }
}

#[test]
#[ignore = "needs Xvfb and xterm"]
fn xterm_keeps_its_columns_under_torture() {
    if is_relay() {
        return;
    }
    let (_server, display) = start_display();
    // Of emoji the model thinks as a narrow xterm does; a wide one gives the joiners cells, too.
    let notes = [(TORTURE, Ambiguous::Narrow), (TORTURE, Ambiguous::Wide), (EMOJI, Ambiguous::Narrow)];
    for (note, ambiguous) in notes {
        for columns in TORTURED_COLUMNS {
            let scene = Scene::jump(
                "real_terminals::xterm_keeps_its_columns_under_torture",
                note,
                columns,
                ambiguous,
            );
            check_in_xterm(&display, ambiguous, &scene);
        }
    }
}

#[test]
#[ignore = "needs tmux"]
fn tmux_keeps_its_columns_under_torture() {
    if is_relay() {
        return;
    }
    for columns in TORTURED_COLUMNS {
        let test = "real_terminals::tmux_keeps_its_columns_under_torture";
        check_in_tmux(&Scene::jump(test, TORTURE, columns, Ambiguous::Narrow));
    }
}
