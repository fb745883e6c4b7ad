//! The tests' own tools, held against programs that are on every machine.
#![cfg(unix)]

use crate::support::keys::{Mouse, encode};
use crate::support::pty::{Launch, Session};
use crate::support::screen::Position;
use crate::support::size;
use crate::support::terminal::Terminal;
use crate::support::tmux::Tmux;
use crate::support::wide::{Widening, narrow};
use midashi::text::width::Ambiguous;

/// A shell script in a terminal.
fn script(text: &str) -> Launch {
    Launch::new("bash", ["--norc", "--noprofile", "-c", text])
}

/// A terminal that has shown `output`.
fn terminal(output: &str, ambiguous: Ambiguous) -> Terminal {
    let mut terminal = Terminal::new(size(20, 3), ambiguous);
    terminal.feed(output.as_bytes());
    terminal
}

#[test]
fn typed_text_comes_back() {
    let session = Session::start(&Launch::new("cat", [""; 0]));
    session.type_keys("見出し<Enter>");
    let screen = session.wait_for(|screen| screen.lines()[1] == "見出し");
    assert_eq!(screen.lines()[0], "見出し");
    session.type_keys("<Ctrl-d>");
    assert!(session.wait_exit().success());
}

#[test]
fn the_size_is_seen_and_its_changes_too() {
    let session = Session::start(&script("read; stty size; read; stty size").size(60, 20));
    session.type_keys("<Enter>");
    session.wait_for_text("20 60");
    session.resize(33, 9);
    session.type_keys("<Enter>");
    session.wait_for_text("9 33");
    session.wait_exit();
}

#[test]
fn a_terminal_of_one_cell_holds_out() {
    let session = Session::start(&script("printf '見出し■'; read").size(1, 1));
    session.type_keys("<Enter>");
    session.wait_exit();
    assert_eq!(session.screen().lines().len(), 1);
}

#[test]
fn exit_statuses_are_seen() {
    assert_eq!(Session::start(&script("exit 3")).wait_exit().exit_code(), 3);
    let session = Session::start(&script("echo ready; read"));
    session.wait_for_text("ready");
    session.signal("TERM");
    assert_eq!(session.wait_exit().signal(), Some("Terminated"));
}

#[test]
fn the_environment_is_a_fixed_one() {
    let session = Session::start(&Launch::new("env", [""; 0]).env("NOTE", "見出し").folder("/"));
    session.wait_exit();
    let lines = session.screen().lines();
    let mut names: Vec<&str> =
        lines.iter().filter_map(|line| line.split_once('=')).map(|(name, _)| name).collect();
    names.sort_unstable();
    // portable-pty always names a shell.
    names.retain(|&name| name != "SHELL");
    assert_eq!(names, ["HOME", "LANG", "NOTE", "PATH", "TERM"]);
}

#[test]
fn queries_are_answered() {
    let queries = [(r"\e[3;5H\e[6n", "R", r"\E[3;5"), (r"\e[c", "c", r"\E[?6")];
    for (query, end, answer) in queries {
        let text = format!("printf '{query}'; read -rsd {end} reply; printf '\n%q' \"$reply\"");
        let session = Session::start(&script(&text));
        session.wait_for_text(answer);
        session.wait_exit();
    }
}

#[test]
fn wide_terminals_draw_ambiguous_characters_wide() {
    for (ambiguous, column) in [(Ambiguous::Narrow, 8), (Ambiguous::Wide, 12)] {
        let text = r"stty -echo; printf '見■→é…e\u301x\e[6n'; read -rsd R reply; printf '\n%q' $reply";
        let session = Session::start(&script(text).ambiguous(ambiguous));
        let screen = session.wait_for_text(&format!("1;{}", column + 1));
        assert_eq!(screen.lines()[0], "見■→é…e\u{301}x");
        assert_eq!(screen.column_of("x"), column - 1);
        session.wait_exit();
    }
}

#[test]
fn characters_may_come_in_pieces() {
    for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
        let text = r"stty -echo; printf 'ready\xe2\x96'; read -rsn 1; printf '\xa0見'; read -rsn 1";
        let session = Session::start(&script(text).ambiguous(ambiguous));
        session.wait_for_text("ready");
        session.type_keys("x");
        session.wait_for_text("ready■見");
    }
}

#[test]
fn widening_takes_any_bytes_in_any_pieces() {
    let input = "a■見\u{FFFD}é".as_bytes();
    let broken = [input, b"\xe2\x96", input, b"\xff\xe2"].concat();
    let whole = Widening::default().map(&broken);
    for piece in 1..5 {
        let mut widening = Widening::default();
        let mapped: Vec<u8> = broken.chunks(piece).flat_map(|bytes| widening.map(bytes)).collect();
        assert_eq!(mapped, whole, "in pieces of {piece}");
    }
    let back: String = String::from_utf8_lossy(&whole).chars().map(narrow).collect();
    // The last byte begins a character, and is kept for what may come.
    assert_eq!(back, String::from_utf8_lossy(broken.strip_suffix(b"\xe2").unwrap()));
}

#[test]
fn keys_are_sent_as_terminals_do() {
    let cases: [(&str, &[u8]); 9] = [
        ("jj<Enter>", b"jj\r"),
        ("<Ctrl-d><Ctrl-[>", b"\x04\x1b"),
        ("<Alt-w>", b"\x1bw"),
        ("<Shift-Tab>", b"\x1b[Z"),
        ("<lt>見", "<見".as_bytes()),
        ("<Down><Home>", b"\x1b[B\x1b[H"),
        ("<PageDown>", b"\x1b[6~"),
        ("<F1>", b"\x1bOP"),
        (">", b">"),
    ];
    for (keys, bytes) in cases {
        assert_eq!(encode(keys, false), bytes, "{keys}");
    }
    assert_eq!(encode("<Down>", true), b"\x1bOB");
}

#[test]
fn programs_hear_of_the_mouse_when_they_asked() {
    let text = r"printf '\e[?1000h\e[?1006hready'; read -rsd m reply; printf '%q' $reply";
    let session = Session::start(&script(text));
    session.wait_for_text("ready");
    session.mouse(Mouse::Click, 4, 2);
    session.wait_for_text(r"\E[<0;5;3M\E[<0;5;3");
}

#[test]
fn styles_are_readable() {
    let output = "a \x1b[7mb \x1b[1;34mc\x1b[0m d\x1b[4;38;5;208;48;2;1;2;3me\x1b[0m  ";
    let screen = terminal(output, Ambiguous::Narrow).screen();
    assert_eq!(
        screen.styled_lines()[0],
        "a {reverse}b {bold reverse fg:blue}c{} d{underline fg:208 bg:#010203}e{}"
    );
    assert_eq!(screen.lines()[0], "a b c de");
}

#[test]
fn screens_know_their_cursor_and_kind() {
    let screen = terminal("見出し\r\n■a", Ambiguous::Wide).screen();
    assert_eq!(screen.cursor(), Position { column: 3, row: 1 });
    assert_eq!(screen.position_of("a"), Some(Position { column: 2, row: 1 }));
    assert_eq!(screen.position_of("b"), None);
    assert!(!screen.is_alternate() && screen.shows_cursor());
    let screen = terminal("\x1b[?1049h\x1b[?25l", Ambiguous::Narrow).screen();
    assert!(screen.is_alternate() && !screen.shows_cursor());
}

#[test]
fn what_is_copied_through_the_terminal_is_kept() {
    let session = Session::start(&script(r"printf '\e]52;c;6KaL\a\e[31m'"));
    assert_eq!(session.wait_for_copies(1), ["見"]);
    session.wait_exit();
    assert!(session.raw_output().ends_with(b"\x1b[31m"));
}

#[test]
#[ignore = "needs less"]
fn full_screen_programs_come_and_go() {
    let text = "echo before; less Cargo.toml; echo after";
    let session = Session::start(&script(text).size(60, 20));
    session.wait_for(|screen| screen.is_alternate() && screen.contains("midashi"));
    session.type_keys("<Down>G");
    session.wait_for_text("(END)");
    session.type_keys("q");
    let screen = session.wait_for_text("after");
    assert_eq!(screen.lines()[..2], ["before", "after"]);
    assert!(!screen.is_alternate());
}

#[test]
#[ignore = "needs tmux"]
fn a_private_tmux_is_typed_into_and_read() {
    let tmux = Tmux::start(size(60, 20));
    tmux.enter(r"clear; printf '\e[1m見出し\e[0m■\n'");
    tmux.wait_for(|lines| lines[0] == "見出し■");
    let styled = &tmux.capture_styled()[0];
    assert!(styled.starts_with("\x1b[1m見出し\x1b[0m"), "{styled:?}");
    tmux.resize(size(33, 9));
    tmux.enter("stty size");
    tmux.wait_for_text("9 33");
    tmux.enter(r"printf '見出し\n' | tmux load-buffer -; echo done");
    tmux.wait_for(|lines| lines.iter().any(|line| line == "done"));
    assert_eq!(tmux.show_buffer(), "見出し\n");
}
