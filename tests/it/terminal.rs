//! The program in a real pty: what it leaves behind however it ends, and what it writes.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use crate::support::pty::{Launch, Session};
use crate::support::screen::{Position, Screen};
use crate::support::shell::{assert_given_back, browsing, in_shell};
use midashi::text::width::Ambiguous;

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");
const NOTE: &str = "assets/sample.txt";

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
fn the_size_is_the_terminals_whatever_the_variables_say() {
    let lying = |size: (u16, u16)| {
        let launch = Launch::new(MIDASHI, [NOTE]).size(size.0, size.1);
        Session::start(&launch.env("COLUMNS", "20").env("LINES", "5"))
    };
    let screen = lying((60, 20)).wait_for_text("? help");
    assert!(screen.lines()[19].ends_with("? help"), "{screen}");
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
