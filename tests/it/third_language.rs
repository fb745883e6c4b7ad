//! A third language is one file beside the config file; and there is no text on the screen that is not said in it.
//!
//! The language is one in which each letter of each text has a mark ([`crate::support::pseudo`]). All screens of `tests/screens`, and
//! those that the keys below lead to, are those in English but for the marks, and have no word without them that is neither
//! the note's, nor typed, nor the name of a key, an action or a theme.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::case::Case;
use crate::support::pseudo::{Plain, Pseudo, unmarked};
use crate::support::pty::{Launch, Session};
use crate::support::screen::Screen;
use clap::CommandFactory;
use midashi::action::ACTIONS;
use midashi::cli::args::Arguments;
use midashi::config::keymap::Keymap;
use midashi::find::MatchKind;

const SAMPLE: &str = "assets/sample.txt";
const TOUR: &str = "assets/tour.txt";
const SHELF: &str = "tests/notes/shelf";

/// Names that are the same in each language: of keys that are no action's, of themes, the program's own, and what is seen of `10.txt`
/// beside the jump.
const NAMES: &str = "Enter Esc Tab Shift Ctrl Alt PageUp PageDown Up Down Left Right Home End Delete \
                     terminal dark light high contrast plain midashi xt";

/// Names in what commands print: what clap adds, files, terminals, and the ways to a clipboard.
const NAMES_OF_COMMANDS: &str = "OPTIONS COMMAND version CONFIG UTF xterm nowhere local state copied txt tmux command osc file \
                                 system line en ja md taskpaper indented logseq";

/// The screens whose keys are words of the texts themselves, which are others here.
const OF_ENGLISH_WORDS: [&str; 2] = ["palette-search.screen", "palette-small.screen"];

/// Keys that lead to what no screen shows, and what is there then, in English.
const STATES: [(&str, &str, &str); 66] = [
    (SAMPLE, "Q", "Q is not bound to anything"),
    (SAMPLE, "GJ", "the last of its siblings"),
    (SAMPLE, "gK", "the first of its siblings"),
    (SAMPLE, "Gj", "the end"),
    (SAMPLE, "k", "the beginning"),
    (SAMPLE, "]]HGj", "the end of what is hoisted"),
    (SAMPLE, "]]Hk", "the beginning of what is hoisted"),
    (SAMPLE, "G]]", "no session after this"),
    (SAMPLE, "[[", "no session before this"),
    (SAMPLE, "p", "nothing above this"),
    (SAMPLE, "l", "nothing below this"),
    (SAMPLE, "]]HH", "this is hoisted already"),
    (SAMPLE, "H", "nothing below this to show alone"),
    (SAMPLE, "<Backspace>", "nothing is hoisted"),
    (SAMPLE, "<Ctrl-o>", "nothing to go back to"),
    (SAMPLE, "<Tab>", "nothing to go forward to"),
    (SAMPLE, "999999G'", "where you jumped from"),
    (SAMPLE, "'", "no marks yet: m and a letter sets one"),
    (SAMPLE, "m", "a letter, a to z, marks this place"),
    (SAMPLE, "ma", "marked a"),
    (SAMPLE, "mA", "not marked: marks are letters, a to z"),
    (SAMPLE, "ma'z", "no mark z"),
    (SAMPLE, "im", "marks are set in the notes"),
    (SAMPLE, "iv", "ranges are marked in the notes"),
    (SAMPLE, "i/", "the notes are searched: Esc leaves the index"),
    (SAMPLE, "iy", "nothing to copy here: choose one of these"),
    (SAMPLE, "ic", "this stands in no single line of a note"),
    (SAMPLE, "ijljl", "Enter goes there"),
    (SAMPLE, "iG", "link "),
    (SAMPLE, "W", "long lines are cut: < > scroll"),
    (SAMPLE, "WW", "long lines wrap"),
    (SAMPLE, "<lt>", "long lines wrap; cut them first to scroll sideways"),
    (SAMPLE, "W>>>>>>>>>>>>", "the lines end here"),
    (SAMPLE, "<Alt-w>", "takes two cells"),
    (SAMPLE, "+", "the reader is not open"),
    (SAMPLE, "n", "nothing was searched for yet"),
    (SAMPLE, "<Alt-y>", "search first: / or *"),
    (SAMPLE, "/罫線<Enter>G", "4 matches"),
    (SAMPLE, "/議事録を木<Enter>n", "the only match"),
    (SAMPLE, "/罫線<Enter>N", "from the bottom again"),
    (SAMPLE, "/ない言葉", "no match"),
    (SAMPLE, "/<Alt-r>(", "unclosed group"),
    (SAMPLE, "*", "Tab"),
    (SAMPLE, "F", "filter /"),
    (SAMPLE, "F<Alt-r>", "filter regex /"),
    (SAMPLE, "fフグの刺身", "nothing like this: fewer letters find more"),
    (SAMPLE, "f#フグの刺身", "nothing of this kind: Tab looks for others"),
    (SAMPLE, "fフグの刺身<Ctrl-y>", "no match"),
    (SAMPLE, "f&", "sessions"),
    (SAMPLE, ":ない", "no such action; a number goes to that line"),
    (SAMPLE, ":12", "go to line 12"),
    (SAMPLE, "?/ない", "nothing like this"),
    (SAMPLE, "Y", "j k move  Enter copy  Esc close"),
    (SAMPLE, "t", "j k move  Enter keep  Esc close"),
    (SAMPLE, "S", "only the notes of a folder are ordered"),
    (SAMPLE, "!", "nothing was passed over"),
    (SAMPLE, "R", "no other note is remembered"),
    (SAMPLE, "r", "nothing has changed"),
    (SAMPLE, "]]vJ", "2 marked, "),
    (SAMPLE, "]]H", "hoisted"),
    (SAMPLE, "|sleep 99<Enter>", "`sleep 99` runs: Esc ends it"),
    (SAMPLE, "|exit 3<Enter>", "`exit 3` ended with "),
    (SAMPLE, "|true<Enter>", "and printed nothing"),
    (SHELF, "S", "notes are ordered by date: the newest first"),
    (SHELF, "", " of 3 notes"),
    (SHELF, "f", "note"),
];

fn plain() -> Plain {
    let (keymap, mut plain) = (Keymap::default(), Plain::default().with(NAMES));
    for info in ACTIONS {
        plain.add(info.name);
        keymap.keys_of(info.action).iter().for_each(|keys| plain.add(&keys.to_string()));
    }
    plain
}

/// The program on `note`, in the language of `pseudo`.
fn launch(pseudo: &Pseudo, note: &str) -> Launch {
    let config = pseudo.config();
    let arguments = ["--no-state", "--config", config.to_str().unwrap(), note];
    Launch::new(env!("CARGO_BIN_EXE_midashi"), arguments).env("COLORFGBG", "15;0")
}

fn start(launch: &Launch, keys: &str) -> Session {
    let session = Session::start(launch);
    session.wait_for(|screen| screen.is_alternate() && !screen.shows_cursor());
    session.type_keys(keys);
    session
}

/// The lines of a screen without marks.
fn english(screen: &Screen) -> Vec<String> {
    screen.lines().iter().map(|line| unmarked(line)).collect()
}

/// The lines of a screen that say words which were forgotten; there may be those of `note`, and those that were typed.
fn forgotten(screen: &Screen, note: &str, keys: &str) -> Vec<String> {
    // Where the first key opens what is typed into, the rest is a word.
    let typed = keys.chars().skip(1).collect::<String>();
    let plain = plain().with_notes(Path::new(note)).with(keys).with(&typed);
    let lines = screen.lines().into_iter().filter_map(|line| {
        let words = plain.forgotten(&line);
        (!words.is_empty()).then(|| format!("{note}, {keys}: {words:?} in {line}"))
    });
    lines.collect()
}

/// Commands that say something.
const COMMANDS: [&[&str]; 14] = [
    &["outline", SAMPLE],
    &["find", "罫線", SAMPLE],
    &["find", "フグの刺身", SAMPLE],
    &["index", SAMPLE],
    &["doctor"],
    &["config", "notation", SAMPLE],
    &["config", "theme", "dark"],
    &["config", "theme", "none"],
    &["config", "language", "none"],
    &["outline", "nowhere.txt"],
    &["outline", "assets/pictures"],
    &["export", "--select", "フグの刺身", SAMPLE],
    &["export", "--select", "の", SAMPLE],
    &["export", "--output", "/nowhere/a", SAMPLE],
];

/// Commands with a mistake that is told in other words than those of clap, which speaks English only.
const MISTAKES: [&[&str]; 10] = [
    &["outline", "--dept", "3", SAMPLE],
    &["outline", "--depth", "x", SAMPLE],
    &["outline", "--depth", "99999999999", SAMPLE],
    &["outline", "--since", "soon", SAMPLE],
    &["outline", "--notation", "none", SAMPLE],
    &["outline", "--encoding", "none", SAMPLE],
    &["find"],
    &["completions"],
    &["export", "--format", "none", SAMPLE],
    &["export", "--output", "a", "--clipboard", SAMPLE],
];

/// The arguments for the help of `command` and of all below it, and the names that stand there.
fn helps(command: &clap::Command, path: &[String], plain: &mut Plain) -> Vec<Vec<String>> {
    let mut helps = vec![path.iter().cloned().chain(["--help".to_owned()]).collect()];
    for argument in command.get_arguments() {
        plain.add(argument.get_long().unwrap_or_default());
        argument.get_value_names().unwrap_or_default().iter().for_each(|name| plain.add(name));
        argument.get_possible_values().iter().for_each(|value| plain.add(value.get_name()));
    }
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        plain.add(below.get_name());
        let path: Vec<String> = path.iter().cloned().chain([below.get_name().to_owned()]).collect();
        helps.extend(self::helps(below, &path, plain));
    }
    helps
}

/// What the program writes for `arguments` by a config file.
fn written(config: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_midashi"));
    command.env_clear().env("LANG", "C.UTF-8").env("TERM", "xterm").env("HOME", "/nowhere");
    let ran = command.arg("--config").arg(config).args(arguments).output().unwrap();
    let written = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    written.concat().replace(config.to_str().unwrap(), "CONFIG")
}

#[test]
fn the_commands_are_said_in_it() {
    let pseudo = Pseudo::new();
    let english = pseudo.config().with_file_name("english.toml");
    fs::write(&english, "").unwrap();
    let mut plain = plain().with_notes(Path::new(SAMPLE)).with(NAMES_OF_COMMANDS);
    MatchKind::names().for_each(|kind| plain.add(kind));
    let helps = helps(&Arguments::command(), &[], &mut plain);
    let helps = helps.iter().map(|help| help.iter().map(String::as_str).collect::<Vec<_>>());
    let others = COMMANDS.iter().chain(&MISTAKES).map(|command| command.to_vec());
    let mut lines = Vec::new();
    for arguments in helps.chain(others) {
        let said = written(&pseudo.config(), &arguments);
        if COMMANDS.contains(&arguments.as_slice()) {
            assert_eq!(unmarked(&said), written(&english, &arguments), "{arguments:?}");
        }
        let plain = plain.clone().with(&arguments.join(" "));
        // What a theme sets are names; what is said of them are comments.
        let is_text = |line: &&str| arguments != ["config", "theme", "dark"] || line.starts_with('#');
        for line in said.lines().filter(is_text) {
            let words = plain.forgotten(line);
            if !words.is_empty() {
                lines.push(format!("{arguments:?}: {words:?} in {line}"));
            }
        }
    }
    assert!(lines.is_empty(), "not said in the language:\n{}", lines.join("\n"));
}

#[test]
fn the_screens_are_said_in_a_third_language() {
    let pseudo = Pseudo::new();
    let mut lines = Vec::new();
    let is_other = |case: &Case| OF_ENGLISH_WORDS.iter().any(|name| case.path.ends_with(name));
    for case in Case::all().into_iter().filter(|case| case.is_english() && !is_other(case)) {
        let expected = case.plain_lines();
        println!("{}: waiting for\n{}", case.path.display(), expected.join("\n"));
        let launch = launch(&pseudo, &case.note).size(case.size.columns, case.size.rows);
        let session = start(&launch.ambiguous(case.ambiguous), &case.keys);
        let screen = session.wait_for(|screen| english(screen) == expected);
        let note = if case.keys.contains("tour") { TOUR } else { &case.note };
        lines.extend(forgotten(&screen, note, &case.keys));
    }
    assert!(lines.is_empty(), "not said in the language:\n{}", lines.join("\n"));
}

#[test]
fn what_no_screen_shows_is_said_in_it_too() {
    let pseudo = Pseudo::new();
    let mut lines = Vec::new();
    for (note, keys, there) in STATES {
        println!("{note}, {keys}: waiting for {there}");
        let session = start(&launch(&pseudo, note), keys);
        let screen = session.wait_for(|screen| english(screen).iter().any(|line| line.contains(there)));
        lines.extend(forgotten(&screen, note, keys));
    }
    assert!(lines.is_empty(), "not said in the language:\n{}", lines.join("\n"));
}

#[test]
fn what_is_read_aloud_is_said_in_it_too() {
    let pseudo = Pseudo::new();
    let config = pseudo.config();
    let arguments = ["--plain", "--no-state", "--config", config.to_str().unwrap(), SAMPLE];
    let session = Session::start(&Launch::new(env!("CARGO_BIN_EXE_midashi"), arguments).size(160, 200));
    let steps = [
        ("level 1", "]]"),
        ("closed, ", "l"),
        ("open, level 1", "fうろ覚え"),
        ("1 of ", "<Ctrl-c>:12"),
        ("go to line 12", "<Ctrl-c>m"),
        ("which letter?", "aY"),
        ("t: text", "<Ctrl-c>'"),
        ("marks", "<Ctrl-c>/罫線"),
        ("1/4", "<Ctrl-c>F"),
        ("filter", "<Ctrl-c>w"),
        ("as text", "<Ctrl-c>z"),
        ("show levels 1 to N", "<Ctrl-c>?"),
        ("mouse", "<Ctrl-c>i"),
        ("Speakers", "q"),
    ];
    let mut typed = String::new();
    for (there, keys) in steps {
        println!("waiting for {there}");
        session.wait_for(|screen| english(screen).iter().any(|line| line.contains(there)));
        session.type_keys(keys);
        typed.push_str(keys);
    }
    session.type_keys("Q");
    let screen = session.wait_for(|screen| english(screen).iter().any(|line| line.contains("is not bound")));
    let lines = forgotten(&screen, SAMPLE, &typed);
    assert!(lines.is_empty(), "not said in the language:\n{}", lines.join("\n"));
}
