//! The program in a real pty: what it leaves behind however it ends, and what it writes.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests write files, and fail by panicking"
)]

mod support;

use std::fs;
use std::path::Path;

use midashi::text::width::Ambiguous;
use support::pty::{Launch, Session};
use support::screen::{Position, Screen};

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");
const NOTE: &str = "assets/sample.txt";

/// A shell that says `before`, runs `command`, and says `after`.
fn in_shell(command: &str) -> Session {
    let script =
        format!("echo before; {command}; echo after $?; stty -a | grep -o -e '-\\?icanon' -e '-\\?echo '");
    Session::start(&Launch::new("bash", ["--norc", "--noprofile", "-c", &script]).size(60, 20))
}

fn browsing(screen: &Screen) -> bool {
    screen.is_alternate() && screen.contains("等幅の夜明け")
}

/// The shell's screen as it was: nothing of the browser, the cursor shown, keys echoed.
fn assert_given_back(session: &Session, status: &str) {
    let screen = session.wait_for(|screen| screen.lines().iter().any(|line| line == "echo"));
    let mut lines = screen.lines();
    lines.retain(|line| !line.is_empty());
    // Between the two, shells may say of a signal that it ended a program.
    assert_eq!(lines.first().map(String::as_str), Some("before"), "{screen}");
    assert_eq!(lines[lines.len() - 3..], [format!("after {status}").as_str(), "icanon", "echo"], "{screen}");
    assert!(!screen.is_alternate() && screen.shows_cursor());
    session.wait_exit();
    let raw = String::from_utf8_lossy(&session.raw_output()).into_owned();
    for (on, off) in
        [("\x1b[?1049h", "\x1b[?1049l"), ("\x1b[?2004h", "\x1b[?2004l"), ("\x1b[?1002h", "\x1b[?1002l")]
    {
        assert!(raw.rfind(off) > raw.rfind(on), "{on:?} is not undone");
    }
}

#[test]
fn quitting_gives_the_terminal_back() {
    for keys in ["q", "<Ctrl-c>", "f<Ctrl-c>q"] {
        let session = in_shell(&format!("{MIDASHI} {NOTE}"));
        session.wait_for(browsing);
        session.type_keys(keys);
        assert_given_back(&session, "0");
    }
}

#[test]
fn signals_give_the_terminal_back() {
    for (signal, status) in [("TERM", "143"), ("HUP", "129"), ("INT", "130")] {
        let killer = format!("bash -c 'echo $$ > \"$0\"; exec {MIDASHI} {NOTE}' ");
        let folder = tempfile::tempdir().unwrap();
        let pid_file = folder.path().join("pid");
        let session = in_shell(&format!("{killer} {}", pid_file.display()));
        session.wait_for(browsing);
        let pid = std::fs::read_to_string(&pid_file).unwrap();
        let sent =
            std::process::Command::new("sh").args(["-c", &format!("kill -{signal} {}", pid.trim())]).status();
        assert!(sent.unwrap().success());
        assert_given_back(&session, status);
    }
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

#[test]
fn the_size_is_the_terminals_whatever_the_variables_say() {
    let lying = |size: (u16, u16)| {
        let launch = Launch::new(MIDASHI, [NOTE]).size(size.0, size.1);
        Session::start(&launch.env("COLUMNS", "20").env("LINES", "5"))
    };
    let screen = lying((60, 20)).wait_for_text("? help");
    assert!(screen.lines()[19].ends_with("? help"), "{screen}");
}

#[test]
fn a_terminal_without_a_size_is_taken_for_a_common_one() {
    let script = format!("stty rows 0 columns 0; exec {MIDASHI} {NOTE}");
    let session = Session::start(&Launch::new("sh", ["-c", &script]).size(80, 24));
    let screen = session.wait_for_text("? help");
    assert!(screen.lines()[23].ends_with("? help"), "{screen}");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn a_note_may_come_from_standard_input() {
    let session = in_shell(&format!("cat {NOTE} | {MIDASHI} -"));
    session.wait_for(browsing);
    session.type_keys("f@若");
    session.wait_for_text("若葉 奏");
    session.type_keys("<Enter>");
    session.wait_for_text("骨のない山");
    session.type_keys("q");
    assert_given_back(&session, "0");
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
fn copying_without_tmux_or_display_asks_the_terminal() {
    let session = Session::start(&Launch::new(MIDASHI, ["--select", "道具箱/資料", NOTE]).size(80, 24));
    session.wait_for(browsing);
    session.type_keys("y");
    assert_eq!(session.wait_for_copies(1), ["・当日の資料\n"]);
    session.wait_for_text("copied 1 line as text: terminal clipboard (OSC 52)");
    session.type_keys("Ym");
    assert_eq!(session.wait_for_copies(2)[1], "- 当日の資料\n");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn a_reference_is_the_path_as_given_and_the_line() {
    let session = Session::start(&Launch::new(MIDASHI, ["--select", "道具箱/資料", NOTE]).size(80, 24));
    session.wait_for(browsing);
    session.type_keys("c");
    let copied = session.wait_for_copies(1).remove(0);
    session.wait_for_text(&format!("copied {copied}: terminal clipboard"));
    let line = copied.strip_prefix("assets/sample.txt:").unwrap().parse::<usize>().unwrap();
    assert!(std::fs::read_to_string(NOTE).unwrap().lines().nth(line - 1).unwrap().contains("当日の資料"));
    session.type_keys("ic");
    session.wait_for_text("this stands in no single line of a note");
}

#[test]
fn the_cursor_stands_where_typing_goes() {
    // In a wide terminal ■ takes two cells, in both 見 does.
    for (ambiguous, typed, cells, after_left) in [
        (Ambiguous::Narrow, "見■し", 5, 3),
        (Ambiguous::Wide, "見■し", 6, 4),
        (Ambiguous::Narrow, "ｶﾞか", 4, 2),
    ] {
        let session = Session::start(&Launch::new(MIDASHI, [NOTE]).size(80, 24).ambiguous(ambiguous));
        session.wait_for(browsing);
        session.type_keys(&format!("f{typed}"));
        let is_at = |screen: &Screen, typed: usize| {
            let (cursor, input) = (screen.cursor(), screen.position_of("> "));
            let column = |input: Position| (input.row, input.column + 2 + typed);
            screen.shows_cursor() && input.is_some_and(|input| (cursor.row, cursor.column) == column(input))
        };
        session.wait_for(|screen| screen.contains(typed) && is_at(screen, cells));
        session.type_keys("<Left>");
        session.wait_for(|screen| is_at(screen, after_left));
        session.type_keys("<Ctrl-c>q");
        assert!(session.wait_exit().success());
    }
}

#[test]
fn keys_typed_while_the_terminal_is_asked_are_kept() {
    let session = Session::start(&Launch::new(MIDASHI, [NOTE]).size(80, 24));
    session.type_keys("]]lf見出し");
    session.wait_for(|screen| screen.contains("> 見出し"));
    session.type_keys("<Ctrl-c>q");
    assert!(session.wait_exit().success());
}

#[test]
fn toggling_the_width_mends_a_wrong_one_at_once() {
    let launch = |arguments: &[&str]| {
        let arguments = [arguments, &[NOTE]].concat();
        let session =
            Session::start(&Launch::new(MIDASHI, arguments).size(80, 24).ambiguous(Ambiguous::Wide));
        session.wait_for_text("文字だけの画面");
        session
    };
    let without_status = |screen: &Screen| screen.lines()[..23].to_vec();
    let asked = launch(&[]);
    let right =
        without_status(&asked.wait_for(|screen| screen.contains("? help") && screen.contains(" > ■")));
    let wrong = launch(&["--ambiguous", "narrow"]);
    wrong.wait_for(|screen| screen.contains("? help") && without_status(screen) != right);
    wrong.type_keys("<Alt-w>");
    wrong.wait_for(|screen| without_status(screen) == right);
}

#[test]
fn a_wrong_config_is_told_before_the_terminal_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "wrap = 1\n[keys]\nquit = [\"Entre\"]\n").unwrap();
    let session = in_shell(&format!("{MIDASHI} --config {} {NOTE}", config.display()));
    let screen = session.wait_for_text("after 2");
    assert!(screen.contains("after 2") && screen.contains("did you mean `Enter`?"), "{screen}");
    let raw = session.raw_output();
    assert!(!String::from_utf8_lossy(&raw).contains("\x1b[?1049h"));
}

#[test]
fn punctuation_hangs_where_the_config_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (note, config) = (folder.path().join("note.txt"), folder.path().join("config.toml"));
    std::fs::write(&note, format!("題\n・{}、ろ\n", "い".repeat(100))).unwrap();
    let first_line = |hangs: bool| {
        std::fs::write(&config, format!("hanging-punctuation = {hangs}\n")).unwrap();
        let arguments = ["--config", config.to_str().unwrap(), note.to_str().unwrap()];
        let session = Session::start(&Launch::new(MIDASHI, arguments).size(60, 12));
        let screen = session.wait_for_text("? help");
        screen.lines().iter().find(|line| line.contains("・")).unwrap().matches('い').count()
    };
    // Two cells at the end of the lines are kept for what may hang.
    assert_eq!(first_line(true) + 1, first_line(false));
}

/// Where a terminal does not tell its background, `COLORFGBG` may; without either, its own colours are used.
#[test]
fn the_theme_follows_the_background() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "theme = \"auto\"\n").unwrap();
    let cases = [
        (Some([0, 0, 0]), "0;15", "truecolor", Some("48;2;28;31;38")),
        (Some([255, 255, 255]), "15;0", "truecolor", Some("48;2;251;251;248")),
        (Some([255, 255, 255]), "", "", Some("48;5;")),
        (None, "0;15", "truecolor", Some("48;2;251;251;248")),
        (None, "", "truecolor", None),
    ];
    for (background, told, colorterm, expected) in cases {
        let arguments = ["--config", config.to_str().unwrap(), NOTE];
        let launch = Launch::new(MIDASHI, arguments).env("COLORFGBG", told).env("COLORTERM", colorterm);
        let launch = background.map_or(launch.clone(), |background| launch.background(background));
        let session = Session::start(&launch);
        session.wait_for(browsing);
        let raw = String::from_utf8_lossy(&session.raw_output()).into_owned();
        match expected {
            Some(sequence) => {
                assert!(raw.contains(sequence), "{background:?} {told}: {raw:?}");
                // But for the end of a frame, nothing is drawn on the terminal's own.
                let own = raw.replace("\x1b[39;49m", "");
                assert!(!own.contains(";49m"), "a part has not the theme's background: {raw:?}");
            }
            None => assert!(!raw.contains("48;"), "{background:?} {told}: {raw:?}"),
        }
        assert!(raw.contains("\x1b]11;?\x1b\\"), "{raw:?}");
    }
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

#[test]
fn addresses_are_hyperlinks_where_the_terminal_knows_them() {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note.txt");
    fs::write(&note, "■話\n・資料 https://a.example/b を見る\n").unwrap();
    // What TERM is, what the config says, and whether the terminal is told of the address.
    let cases =
        [("xterm-kitty", "auto", true), ("xterm-256color", "auto", false), ("xterm-kitty", "never", false)];
    for (term, setting, expected) in cases {
        let config = folder.path().join("config.toml");
        fs::write(&config, format!("hyperlinks = \"{setting}\"\n")).unwrap();
        let arguments = [Path::new("--config"), &config, &note];
        let session = Session::start(&Launch::new(MIDASHI, arguments).env("TERM", term));
        session.type_keys("zRq");
        assert!(session.wait_exit().success());
        let raw = String::from_utf8(session.raw_output()).unwrap();
        let is_told = raw.contains(";https://a.example/b\x1b\\https://a.example/b");
        assert_eq!(is_told, expected, "{term} {setting}: {raw:?}");
    }
}
