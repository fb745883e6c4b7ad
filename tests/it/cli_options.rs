//! What all commands share, as the binary does it: options, help, config, input, folders and closed pipes.
#![cfg(unix)]

use crate::support::cli::{Ran, Workplace, each, sample};
use serde_json::json;

/// The exit status, standard output and standard error.
fn told(ran: &Ran) -> (i32, &str, &str) {
    (ran.status, &ran.stdout, &ran.stderr)
}

#[test]
fn without_a_terminal_the_bare_command_prints_the_outline() {
    let workplace = Workplace::new();
    workplace.file("outline", "■命令の名のメモ\n");
    workplace.file("-dash.txt", "■横棒ではじまるメモ\n");
    let tree = workplace.prints(&["outline", "sample.txt"]);
    let cases: [(&[&str], &str); 9] = [
        (&["sample.txt"], &tree),
        (&["browse", "sample.txt"], &tree),
        (&["--color", "never", "sample.txt"], &tree),
        (&["+12", "sample.txt"], &tree),
        (&["sample.txt", "--select", "speaker:若葉"], &tree),
        (&["./outline"], "■ 命令の名のメモ\n"),
        (&["--", "outline"], "■ 命令の名のメモ\n"),
        (&["outline", "outline"], "■ 命令の名のメモ\n"),
        (&["outline", "--", "-dash.txt"], "■ 横棒ではじまるメモ\n"),
    ];
    for (arguments, expected) in cases {
        assert_eq!(workplace.prints(arguments), expected, "{arguments:?}");
    }
    workplace.refuses(&["+0", "sample.txt"], 2, "lines are counted from 1");
    workplace.refuses(&["+3", "--select", "line:4", "sample.txt"], 2, "+LINE and --select both say where");
    workplace.refuses(&["--select", "zzz", "sample.txt"], 1, "nothing fits");
    let told = workplace.refuses(&["outlien", "sample.txt"], 2, "outlien: no such file or folder");
    assert_eq!(told[1..], ["midashi: did you mean `midashi outline`?"]);
    let told = workplace.refuses(&["missing.txt"], 2, "missing.txt: no such file or folder");
    assert_eq!(told.len(), 1);
    workplace.refuses(&["--config", "none.toml", "sample.txt"], 2, "none.toml: no such file");
}

#[test]
fn what_is_piped_in_is_a_note_named_by_a_dash() {
    let workplace = Workplace::new();
    let tree = workplace.prints(&["outline", "sample.txt"]);
    for arguments in [&[][..], &["-"], &["outline"], &["outline", "-"]] {
        assert_eq!(
            told(&workplace.run_piped(arguments, sample().as_bytes())),
            (0, &*tree, ""),
            "{arguments:?}"
        );
    }
    let found = workplace.run_piped(&["find", "@若葉"], sample().as_bytes());
    assert_eq!(told(&found), (0, "-:165: speaker  若葉 奏\n", ""));
    let ran = workplace.run_piped(&["outline", "--json"], "■話\n".as_bytes());
    let note: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&note["path"], &note["nodes"][0]["text"]), (&json!("-"), &json!("話")));
    let file = std::fs::File::open(workplace.path().join("sample.txt")).unwrap();
    let redirected = Ran::from(workplace.command(&[]).stdin(file).output().unwrap());
    assert_eq!(told(&redirected), (0, &*tree, ""));
}

#[test]
fn without_path_or_pipe_the_vault_is_read_else_the_current_folder() {
    let workplace = Workplace::new();
    let paths = |workplace: &Workplace| {
        each(&workplace.json(&["outline", "--json"]), "path")
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(&workplace), ["./sample.txt"]);
    workplace.file("home/memo/a.txt", "■話\n");
    workplace.file("home/config/midashi/config.toml", "vault = \"~/memo\"\n");
    let note = workplace.path().join("home/memo/a.txt");
    assert_eq!(paths(&workplace), [note.to_str().unwrap()]);
}

#[test]
fn a_folder_is_read_by_name_and_only_its_notes_are() {
    let workplace = Workplace::new();
    for name in ["b.txt", "a.md", "あ.TXT", "sub/c.org", ".hidden.txt", ".git/d.txt", "program.rs", "NAME"] {
        workplace.file(&format!("memo/{name}"), format!("■{name}\n"));
    }
    let notes = ["memo/a.md", "memo/b.txt", "memo/sub/c.org", "memo/あ.TXT"];
    assert_eq!(each(&workplace.json(&["outline", "--json", "memo"]), "path"), notes);
    let tree = notes.map(|path| format!("{path}\n  ■ {}\n", path.strip_prefix("memo/").unwrap())).concat();
    assert_eq!(workplace.prints(&["outline", "memo"]), tree);
    let found = workplace.json(&["find", "--json", "s:txt", "memo"]);
    assert_eq!(each(&found, "path"), ["memo/b.txt", "memo/あ.TXT"]);
    let texts = workplace.prints(&["export", "memo"]);
    assert_eq!(texts, "■a.md\n■b.txt\n■sub/c.org\n■あ.TXT\n");

    workplace.file("memo/b2.txt", b"\0\x01\x02");
    let ran = workplace.run(&["outline", "memo"]);
    let warning = "midashi: passed over memo/b2.txt: is a binary file, not a note\n";
    assert_eq!(told(&ran), (0, &*tree, warning));
    workplace.file("other/e.txt", "■e\n");
    std::fs::create_dir(workplace.path().join("empty")).unwrap();
    workplace.refuses(&["outline", "memo", "empty"], 2, "empty: holds no notes");
}

#[test]
fn global_options_stand_before_and_after_the_command() {
    let workplace = Workplace::new();
    workplace.file("sjis.txt", b"\x81\xa1\x98\x62\n\x81\x45\x83\x4a\x83\x69\n");
    workplace.file("config.toml", "encoding = \"shift_jis\"\n");
    let tree = "■ 話\n  ・ カナ\n";
    let cases: [&[&str]; 6] = [
        &["--encoding", "shift_jis", "outline", "sjis.txt"],
        &["outline", "--encoding", "shift_jis", "sjis.txt"],
        &["outline", "sjis.txt", "--encoding=sjis"],
        &["sjis.txt", "--encoding", "Shift_JIS", "--notation", "bullets", "--ambiguous", "wide"],
        &["--config", "config.toml", "outline", "sjis.txt"],
        &["outline", "sjis.txt", "--config", "config.toml"],
    ];
    for arguments in cases {
        assert_eq!(workplace.prints(arguments), tree, "{arguments:?}");
    }
    let note = workplace.json(&["outline", "--json", "--encoding", "sjis", "sjis.txt"]);
    assert_eq!(note["encoding"], "Shift_JIS");
    workplace.refuses(
        &["--notation", "bulets", "sample.txt"],
        2,
        "unknown notation `bulets` (known: bullets, markdown, org, opml, indented, taskpaper, logseq)",
    );
    workplace.refuses(&["--encoding", "sjes", "sample.txt"], 2, "unknown encoding `sjes`");
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let workplace = Workplace::new();
    workplace.file("hostile.txt", "■赤\x1b[31m話\x07\u{9b}7m\n・\x1b]52;c;eA==\x07項目\n");
    let plain = workplace.prints(&["outline", "hostile.txt"]);
    assert!(!plain.contains("\x1b[1m"), "{plain:?}");
    for (arguments, marked) in [
        (&["outline", "--color", "always", "hostile.txt"][..], "\x1b[1m"),
        (&["find", "--color", "always", "話", "hostile.txt"], "\x1b[1;4m話\x1b[0m"),
        (&["--color", "always", "hostile.txt"], "\x1b[1m"),
    ] {
        for no_color in ["", "1"] {
            let ran = Ran::from(workplace.command(arguments).env("NO_COLOR", no_color).output().unwrap());
            assert!(ran.stdout.contains(marked), "{arguments:?}: {:?}", ran.stdout);
            for raw in ["\x1b[31m", "\x1b]", "\x07", "\u{9b}"] {
                assert!(!ran.stdout.contains(raw), "{arguments:?}: {raw:?} in {:?}", ran.stdout);
            }
        }
    }
    for (no_color, options, colors) in [
        ("", &[][..], "256"),
        ("1", &[], "off"),
        ("1", &["--color", "always"], "256"),
        ("", &["--color=never"], "off"),
    ] {
        let mut command = workplace.command(&[&["doctor", "--json"], options].concat());
        let ran = Ran::from(command.env("NO_COLOR", no_color).output().unwrap());
        let findings: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(findings["colors"], colors, "NO_COLOR={no_color} {options:?}");
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    let workplace = Workplace::new();
    assert_eq!(workplace.prints(&["--version"]), format!("midashi {}\n", env!("CARGO_PKG_VERSION")));
    let commands = ["browse", "outline", "find", "index", "export", "doctor", "config"];
    for flag in ["--help", "-h"] {
        let help = workplace.prints(&[flag]);
        assert!(help.contains("Usage: midashi [OPTIONS] [PATH]..."), "{help}");
        for name in commands.iter().chain(&["--notation", "--encoding", "--ambiguous", "--color", "--config"])
        {
            assert!(help.contains(name), "{name} is not in\n{help}");
        }
        for command in commands {
            // The one that goes without saying.
            let command_usage = if command == "browse" { "[browse]" } else { command };
            let usage = format!("Usage: midashi {command_usage} ");
            assert!(workplace.prints(&[command, flag]).contains(&usage), "{command}");
        }
        for command in ["path", "default", "check"] {
            let usage = format!("Usage: midashi config {command} ");
            assert!(workplace.prints(&["config", command, flag]).contains(&usage), "{command}");
        }
    }
    for arguments in [
        &["find"][..],
        &["config"],
        &["--nope"],
        &["outline", "--format", "pdf"],
        &["--color", "red"],
        &["outline", "--depth", "0"],
    ] {
        let ran = workplace.run(arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!ran.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn doctor_tells_what_surrounds_it() {
    let workplace = Workplace::new();
    let findings = workplace.json(&["doctor", "--json"]);
    let config = workplace.path().join("home/config/midashi/config.toml");
    for (key, expected) in [
        ("version", json!(env!("CARGO_PKG_VERSION"))),
        ("terminal", json!("xterm-256color")),
        ("stdin_is_terminal", json!(false)),
        ("stdout_is_terminal", json!(false)),
        ("multiplexer", json!(null)),
        ("locale", json!(null)),
        ("ambiguous_setting", json!("auto")),
        ("config_path", json!(config)),
        ("config", json!("no file; the defaults hold")),
    ] {
        assert_eq!(findings[key], expected, "{key}");
    }
    assert!(findings["clipboard"].as_array().is_some_and(|routes| !routes.is_empty()));
    assert_eq!(workplace.json(&["doctor", "--json", "--ambiguous", "wide"])["ambiguous"], "two cells");

    workplace.file("home/config/midashi/config.toml", "wrap = 1\n");
    let text = workplace.prints(&["doctor"]);
    let table = findings["widths"].as_array().unwrap();
    for width in table {
        assert_eq!(width["measured"], json!(null), "nobody could answer");
        let line = text.lines().find(|line| line.starts_with(width["class"].as_str().unwrap())).unwrap();
        assert!(line.contains('?'), "{line}");
    }
    assert!(table.len() > 10 && text.contains("uncertain: the columns were not measured"), "{text}");
    assert!(text.contains(config.to_str().unwrap()) && text.contains("config.toml:1:8: `wrap`"), "{text}");
}

#[test]
fn the_config_file_is_where_it_is_said_to_be() {
    let workplace = Workplace::new();
    let home = workplace.path().join("home");
    let path = |set: &[(&str, &str)], arguments: &[&str]| {
        let mut command = workplace.command(&[&["config", "path"], arguments].concat());
        command.env_remove("XDG_CONFIG_HOME").envs(set.iter().copied());
        Ran::from(command.output().unwrap()).stdout
    };
    let below_home = format!("{}/.config/midashi/config.toml\n", home.display());
    assert_eq!(path(&[], &[]), below_home);
    assert_eq!(path(&[("XDG_CONFIG_HOME", "/xdg")], &[]), "/xdg/midashi/config.toml\n");
    assert_eq!(path(&[("XDG_CONFIG_HOME", "not/absolute")], &[]), below_home);
    assert_eq!(path(&[("XDG_CONFIG_HOME", "/xdg")], &["--config", "own.toml"]), "own.toml\n");
    let homeless = Ran::from(workplace.command(&["config", "path"]).env_clear().output().unwrap());
    let remedy = "midashi: no home folder is known; name a file with --config\n";
    assert_eq!(told(&homeless), (2, "", remedy));
    let homeless = Ran::from(workplace.command(&["sample.txt"]).env_clear().output().unwrap());
    assert_eq!((homeless.status, homeless.stderr.as_str()), (0, ""));
}

#[test]
fn the_default_config_is_a_config() {
    let workplace = Workplace::new();
    workplace.file("default.toml", workplace.prints(&["config", "default"]));
    let checked = workplace.prints(&["config", "check", "default.toml"]);
    assert_eq!(checked, "default.toml: nothing wrong\n");
    assert_eq!(workplace.prints(&["--config", "default.toml", "config", "check"]), checked);
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let workplace = Workplace::new();
    // More than a pipe holds, whatever the form.
    workplace.file("large.txt", "■話 #札\n".repeat(20_000));
    for arguments in [
        &["large.txt"][..],
        &["outline", "large.txt"],
        &["outline", "--json", "large.txt"],
        &["find", "--json", "話", "large.txt"],
        &["index", "large.txt"],
        &["export", "large.txt"],
        &["export", "--format", "markdown", "large.txt"],
    ] {
        let ran = workplace.run_for_first_line(arguments);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(!ran.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_reader_of_errors_that_goes_away_changes_nothing() {
    let workplace = Workplace::new();
    let mut command = workplace.command(&["missing.txt"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    assert_eq!(Ran::from(command.stderr(writer).output().unwrap()).status, 2);
}

#[test]
fn shells_and_man_are_told_of_every_command_but_hidden_ones() {
    let workplace = Workplace::new();
    let commands = ["browse", "outline", "find", "index", "export", "doctor", "config", "completions", "man"];
    let shells = ["bash", "elvish", "fish", "nushell", "powershell", "zsh"];
    let mut documents: Vec<(&str, String)> =
        shells.map(|shell| (shell, workplace.prints(&["completions", shell]))).to_vec();
    documents.push(("man", workplace.prints(&["man"])));
    for (of, document) in &documents {
        for name in commands.iter().chain(&["notation", "encoding", "no"]) {
            assert!(document.contains(name), "{name} is not in that of {of}");
        }
        assert!(!document.contains("once more"), "{of} speaks of what midashi starts itself for");
    }
    for command in commands {
        let page = workplace.prints(&["man", command]);
        assert!(page.contains(&format!("midashi\\-{command}")), "{command}: {page}");
    }
    workplace.refuses(&["man", "nothing"], 2, "there is no command `nothing`");
    let script = workplace.path().join("midashi.bash");
    std::fs::write(&script, &documents[0].1).unwrap();
    let shell = "source midashi.bash; COMP_WORDS=(midashi ou); COMP_CWORD=1; _midashi midashi ou midashi; echo ${COMPREPLY[@]}";
    let ran = std::process::Command::new("bash")
        .args(["-c", shell])
        .current_dir(workplace.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), "outline\n");
}

/// What is typed, and what is found by it.
type Finds<'f> = &'f [(&'f str, &'f str)];

#[test]
fn the_tour_is_in_the_language_of_the_user_and_what_it_says_is_true() {
    let workplace = Workplace::new();
    let cases: [(&str, &str, &str, Finds<'_>); 2] = [
        (
            "C.UTF-8",
            "tour.txt",
            "■ 1. Move",
            &[("lntrn", "Lantern Works"), ("tokei", "時計"), ("ﾄｹｲ", "時計"), ("@kaede", "Kaede Hayashi")],
        ),
        (
            "ja_JP.UTF-8",
            "tour.ja.txt",
            "■ 1. 動く",
            &[("hayasi", "林"), ("tokei", "時計"), ("@三浦", "三浦 とまり")],
        ),
    ];
    for (language, asset, heading, finds) in cases {
        let printed = workplace.command(&["tour"]).env("LANG", language).output().unwrap();
        let printed = String::from_utf8(printed.stdout).unwrap();
        assert!(printed.contains(heading), "{printed}");
        let path = format!("{}/assets/{asset}", env!("CARGO_MANIFEST_DIR"));
        for (typed, found) in finds {
            let best: String = workplace.prints(&["find", typed, &path]).lines().take(3).collect();
            assert!(best.contains(found), "{typed}: {best}");
        }
        let outline = workplace.json(&["outline", "--json", &path]);
        let nodes = outline["nodes"].as_array().unwrap();
        assert_eq!(nodes.iter().filter(|node| node["kind"] == "session").count(), 7, "{asset}");
        assert_eq!(nodes.iter().filter(|node| node["kind"] == "attribution").count(), 3, "{asset}");
    }
    std::fs::create_dir(workplace.path().join("empty")).unwrap();
    let told = workplace.refuses(&["empty"], 2, "empty: holds no notes");
    assert!(told[0].ends_with("; `midashi tour` shows what midashi does with some"), "{told:?}");
}

/// Accounts that nobody logs in to have such homes.
#[test]
fn a_home_that_is_no_folder_has_no_files_in_it() {
    let workplace = Workplace::new();
    workplace.file("note.txt", "■話\n");
    for arguments in [&["outline", "note.txt"][..], &["find", "話", "note.txt"], &["config", "check"]] {
        let mut command = workplace.command(arguments);
        let output = command.env_remove("XDG_CONFIG_HOME").env("HOME", "/dev/null").output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{arguments:?}: {output:?}");
    }
}
