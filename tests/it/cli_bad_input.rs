//! Bad input, given to the binary: each is answered with the right exit status and one clear message, never a panic.
#![cfg(unix)]

use std::os::unix::fs::symlink;

use crate::support::cli::Workplace;

/// A config with five errors, each of another sort, and where and how each is told.
const FIVE_ERRORS: &str = "\
wrap = 1
theme = \"darc\"
scroll-margn = 3
[keys]
quit = [\"Ctl-c\"]
jumpp = [\"f\"]
";
const FIVE_MESSAGES: [&str; 5] = [
    "1:8: `wrap` must be true or false",
    "2:9: unknown choice `darc`",
    "3:1: unknown key `scroll-margn` (did you mean `scroll-margin`?)",
    "5:9: unknown modifier `Ctl-` (did you mean `Ctrl-`?)",
    "6:1: unknown action `jumpp`",
];

/// A workplace with everything that can be wrong.
fn workplace() -> Workplace {
    let workplace = Workplace::new();
    workplace.file("binary.txt", b"\x7fELF\0\0\0\x01");
    workplace.file("wrong.toml", FIVE_ERRORS);
    workplace.file("program/main.rs", "fn main() {}\n");
    workplace.file("only-binary/a.txt", b"\0\0");
    std::fs::create_dir(workplace.path().join("empty")).unwrap();
    symlink("nowhere.txt", workplace.path().join("dangling.txt")).unwrap();
    symlink("around.txt", workplace.path().join("around.txt")).unwrap();
    workplace
}

#[test]
fn what_is_no_note_is_refused_by_every_command() {
    let workplace = workplace();
    let cases = [
        ("missing.txt", "missing.txt: no such file or folder"),
        ("missing/folder", "missing/folder: no such file or folder"),
        ("無い\x1b[31m.txt", "無い␛[31m.txt: no such file or folder"),
        ("dangling.txt", "dangling.txt: no such file or folder"),
        ("around.txt", "around.txt: cannot be read: "),
        ("sample.txt/below", "sample.txt/below: cannot be read: "),
        ("empty", "empty: holds no notes (files ending in .txt "),
        ("program", "program: holds no notes (files ending in .txt "),
        ("binary.txt", "binary.txt: is a binary file, not a note"),
        ("only-binary", "only-binary/a.txt: is a binary file, not a note"),
    ];
    let commands: [&[&str]; 7] = [
        &[],
        &["browse"],
        &["outline"],
        &["outline", "--json"],
        &["find", "話"],
        &["index"],
        &["export", "--select", "line:1"],
    ];
    for (path, said) in cases {
        for command in commands {
            let told = workplace.refuses(&[command, &[path]].concat(), 2, said);
            assert_eq!(told.len(), 1, "{command:?} {path}: {told:?}");
        }
        // One bad path among good ones is no reason to answer for the good ones alone.
        workplace.refuses(&["outline", "sample.txt", path], 2, said);
    }
}

#[test]
fn binary_input_is_refused_also_when_piped_in() {
    let ran = workplace().run_piped(&["outline"], b"\0\x01");
    let expected = (2, "", "midashi: -: is a binary file, not a note\n");
    assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), expected);
}

#[test]
fn an_empty_note_is_a_note_without_anything() {
    let workplace = workplace();
    workplace.file("void.txt", "");
    workplace.file("blank.txt", "\n \n\u{3000}\n\n");
    for path in ["void.txt", "blank.txt"] {
        let cases: [(&[&str], i32); 6] = [
            (&[], 0),
            (&["outline"], 0),
            (&["find", "話"], 1),
            (&["index"], 1),
            (&["export", "--format", "markdown"], 0),
            (&["find", ""], 1),
        ];
        for (command, status) in cases {
            let ran = workplace.run(&[command, &[path]].concat());
            let answer = (ran.status, ran.stdout.as_str(), ran.stderr.as_str());
            assert_eq!(answer, (status, "", ""), "{command:?} {path}");
        }
        let note = workplace.json(&["outline", "--json", path]);
        assert_eq!((&note["title"], note["nodes"].as_array().unwrap().len()), (&serde_json::Value::Null, 0));
        workplace.refuses(&["export", "--select", "話", path], 1, "nothing fits");
        workplace.refuses(&["export", "--select", "line:1", path], 1, "nothing fits");
        workplace.refuses(&["+1", path], 2, "the note has no lines to open at");
    }
}

#[test]
fn bytes_that_cannot_be_decoded_are_shown_and_told_of() {
    let workplace = workplace();
    workplace.file("sjis.txt", b"one\n\x83\x4a\x83\x69\n");
    workplace.file("latin.txt", b"caf\xe9\n");
    for (path, stdout, told) in [
        ("sjis.txt", "one\n\u{fffd}J\u{fffd}i\n", "sjis.txt:2: 2 places are not UTF-8"),
        ("latin.txt", "caf\u{fffd}\n", "latin.txt:1: one place is not UTF-8"),
    ] {
        for command in ["outline", "export"] {
            let ran = workplace.run(&[command, "--encoding", "utf-8", path]);
            let warning = format!("midashi: {told} (--encoding names another)\n");
            let answer = (ran.status, ran.stdout.as_str(), ran.stderr.as_str());
            assert_eq!(answer, (0, stdout, &*warning), "{command} {path}");
        }
    }
    assert_eq!(workplace.prints(&["export", "sjis.txt"]), "one\nカナ\n");
    assert_eq!(workplace.prints(&["export", "latin.txt"]), "café\n");
}

#[test]
fn xml_that_breaks_off_is_shown_and_told_of() {
    let workplace = workplace();
    let body = "<opml><body>\n<outline text=\"R&amp;D\">\n<outline text=\"b\"/>\n</body></opml>\n";
    workplace.file("broken.opml", body);
    let ran = workplace.run(&["outline", "broken.opml"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "R&D\n  b\n</body></opml>\n"));
    let told = "midashi: broken.opml:4: broken, shown as it is from here on: ";
    assert!(ran.stderr.starts_with(told), "{}", ran.stderr);
    assert_eq!(workplace.prints(&["export", "broken.opml"]), body, "the file's own words");
}

#[test]
fn a_config_with_five_errors_is_told_of_in_full() {
    let workplace = workplace();
    workplace.file("home/config/midashi/config.toml", FIVE_ERRORS);
    let in_use = workplace.path().join("home/config/midashi/config.toml");
    let cases: [(&[&str], &str); 6] = [
        (&["config", "check", "wrong.toml"], "wrong.toml"),
        (&["--config", "wrong.toml", "config", "check"], "wrong.toml"),
        (&["--config", "wrong.toml", "sample.txt"], "wrong.toml"),
        (&["outline", "sample.txt", "--config", "wrong.toml"], "wrong.toml"),
        (&["config", "check"], in_use.to_str().unwrap()),
        (&["find", "話", "sample.txt"], in_use.to_str().unwrap()),
    ];
    for (arguments, path) in cases {
        let told = workplace.refuses(arguments, 2, path);
        assert_eq!(told.len(), FIVE_MESSAGES.len(), "{arguments:?}: {told:?}");
        for (line, message) in told.iter().zip(FIVE_MESSAGES) {
            assert!(line.starts_with(&format!("midashi: {path}:{message}")), "{line}\nis not {message}");
        }
    }
}

#[test]
fn single_errors_of_the_config_are_told_with_their_places() {
    let workplace = Workplace::new();
    let cases = [
        ("[keys]\nquit = [\"Entr\"]\n", "2:9: unknown key `Entr` (did you mean `Enter`?)"),
        ("[keys]\nnext-row = [\"x\"]\nquit = [\"x\"]\n", "3:9: "),
        ("wrap = true\nwrap = false\n", "2:1: duplicate key"),
        ("[style]\ncursor = \"loud\"\n", "2:10: unknown style `loud`"),
        ("[stile]\n", "1:2: unknown key `stile` (did you mean `style`?)"),
    ];
    for (config, place) in cases {
        workplace.file("one.toml", config);
        let told = workplace.refuses(&["config", "check", "one.toml"], 2, &format!("one.toml:{place}"));
        assert_eq!(told.len(), 1, "{config}: {told:?}");
    }
}

#[test]
fn files_that_cannot_be_read_or_written_are_named() {
    let workplace = workplace();
    workplace.file("bytes.toml", b"theme = \"\xff\"\n");
    let cases: [(&[&str], &str); 9] = [
        (&["--config", "missing.toml", "sample.txt"], "missing.toml: "),
        (&["--config", "empty", "sample.txt"], "empty: "),
        (&["--config", "bytes.toml", "sample.txt"], "bytes.toml: "),
        (&["config", "check", "missing.toml"], "missing.toml: "),
        (&["config", "check", "empty"], "empty: "),
        (&["export", "--output", "empty", "sample.txt"], "empty: is a folder; add a name"),
        (
            &["export", "--output", "missing/out.txt", "sample.txt"],
            "missing/out.txt: there is no such folder",
        ),
        (
            &["export", "--output", "sample.txt/out", "sample.txt"],
            "sample.txt/out: stands below what is no folder",
        ),
        (
            &["export", "--format", "org", "--output", "./sample.txt", "sample.txt"],
            "./sample.txt: is one of the notes",
        ),
    ];
    for (arguments, said) in cases {
        let told = workplace.refuses(arguments, 2, said);
        assert_eq!(told.len(), 1, "{arguments:?}: {told:?}");
    }
}

#[test]
fn wrong_readings_are_told_all_at_once_and_words_are_found_without_them() {
    let workplace = workplace();
    let own = "涼馬 = [\"りょうま\", \"涼馬\"]\n武司 = 3\n";
    workplace.file("home/config/midashi/readings.toml", own);
    let ran = workplace.run(&["find", "keisen", "sample.txt"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("company  罫線堂"), "{}", ran.stdout);
    let told: Vec<&str> = ran.stderr.lines().collect();
    let ends = [
        "readings.toml:1:15: `涼馬` is no reading (in kana, hangul or Latin letters, without spaces)",
        "readings.toml:2:6: `武司` must be an array of strings, but is integer",
    ];
    assert_eq!(told.len(), ends.len(), "{told:?}");
    assert!(told.iter().zip(ends).all(|(line, end)| line.ends_with(end)), "{told:?}");
    // Words that can be no reading do not ask for them.
    assert_eq!(workplace.run(&["find", "罫線", "sample.txt"]).stderr, "");
    let checked = workplace.run(&["config", "check"]);
    assert_eq!(checked.status, 2);
    assert!(ends.iter().all(|end| checked.stderr.contains(end)), "{}", checked.stderr);

    workplace.file("home/config/midashi/readings.toml", "罫線堂 = \"ルーラー\"\n");
    let first = workplace.prints(&["find", "ru-ra", "sample.txt", "--limit", "1"]);
    assert!(first.contains("company  罫線堂"), "{first}");
    assert!(workplace.prints(&["config", "check"]).contains("readings.toml: nothing wrong"));
}

#[test]
fn odd_queries_are_answered() {
    let workplace = workplace();
    let long = "か".repeat(10_000);
    for query in [long.as_str(), "\u{301}", "zzzz!"] {
        assert_eq!(workplace.run(&["find", query, "sample.txt"]).status, 1, "{query:.20}");
    }
    // An operator alone is a word still to be typed.
    for query in ["'", "^", "$", "!", "! ^ '"] {
        let ran = workplace.run(&["find", query, "sample.txt"]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{query}");
    }
}
