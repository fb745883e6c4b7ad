//! What the commands say in other languages than English: by the locale, by the config file, from a file of the user's own.
#![cfg(unix)]

use std::process::Command;

use crate::support::cli::{Ran, Workplace};

/// What is in the config folder of the workplace.
const CONFIG: &str = "home/config/midashi/config.toml";

/// Runs the binary with `arguments` where `LANG` is `locale`.
fn run_in(workplace: &Workplace, locale: &str, arguments: &[&str]) -> Ran {
    let mut command: Command = workplace.command(arguments);
    Ran::from(command.env("LANG", locale).output().unwrap())
}

fn japanese(workplace: &Workplace, arguments: &[&str]) -> Ran {
    run_in(workplace, "ja_JP.UTF-8", arguments)
}

/// The words of Latin letters in `text` that are none of those that are the same in every language.
fn english_words(text: &str) -> Vec<&str> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "-_<>[]=:/.`'\"".contains(c);
    let words = text.split(|c: char| !is_letter(c)).map(|word| word.trim_matches([':', '.', '\'', '`']));
    let is_english = |word: &&str| {
        word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase()) && !UNTRANSLATED.contains(word)
    };
    words.filter(is_english).collect()
}

/// Names of commands, choices and programs.
const UNTRANSLATED: [&str; 68] = [
    "midashi",
    "browse",
    "outline",
    "find",
    "index",
    "export",
    "doctor",
    "config",
    "tour",
    "completions",
    "man",
    "path",
    "default",
    "check",
    "theme",
    "language",
    "notation",
    "auto",
    "narrow",
    "wide",
    "always",
    "never",
    "tree",
    "lines",
    "json",
    "speaker",
    "company",
    "tag",
    "date",
    "link",
    "session",
    "section",
    "item",
    "note",
    "bash",
    "elvish",
    "fish",
    "nushell",
    "powershell",
    "zsh",
    "text",
    "dedented",
    "markdown",
    "markdown-bold",
    "org",
    "opml",
    "html",
    "mermaid",
    "tabs",
    "bullets",
    "kind",
    "line",
    "title",
    "arrow",
    "attribution",
    "code",
    "quote",
    "table",
    "rule",
    "mode",
    "name",
    "none",
    "utf-8",
    "tmux",
    "wrap",
    "as",
    "x",
    "true",
];

#[test]
fn help_is_in_the_language_of_the_locale() {
    let workplace = Workplace::new();
    for command in
        ["", "browse", "outline", "find", "index", "export", "doctor", "config", "tour", "completions", "man"]
    {
        for option in ["--help", "-h"] {
            let arguments: Vec<&str> = command.split_whitespace().chain([option]).collect();
            let ran = japanese(&workplace, &arguments);
            assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments:?}");
            assert!(ran.stdout.contains("使い方: midashi"), "{arguments:?}: {}", ran.stdout);
            assert_eq!(english_words(&ran.stdout), [""; 0], "{arguments:?}:\n{}", ran.stdout);
        }
    }
    let english = workplace.run(&["--help"]);
    assert!(english.stdout.contains("Usage: midashi"), "{}", english.stdout);
}

/// The words of a manual page: those that it sets in bold are names of commands and options, and what it requests is for `man`.
fn words_of_page(page: &str) -> String {
    let bold = |line: &str| {
        line.split(r"\fB").map(|part| part.split_once(r"\fR").map_or(part, |(_, after)| after)).collect()
    };
    let text = page.lines().filter(|line| !line.starts_with('.') || line.starts_with(".SH"));
    text.map(bold).collect::<Vec<String>>().join("\n").replace('\\', "")
}

#[test]
fn manuals_and_completions_are_in_the_language() {
    let workplace = Workplace::new();
    let manual = japanese(&workplace, &["man"]).stdout;
    assert!(manual.contains(".SH 名前\nmidashi \\- アウトラインメモの端末ブラウザ\n"), "{manual}");
    assert!(manual.contains(".br\n\\- narrow: 1桁\n"), "{manual}");
    for command in ["browse", "outline", "find", "index", "export", "doctor", "config", "tour", "man"] {
        let page = japanese(&workplace, &["man", command]).stdout;
        assert!(page.contains(".SH 書式"), "{page}");
        assert_eq!(english_words(&words_of_page(&page)), [""; 0], "{command}:\n{page}");
    }
    for shell in ["elvish", "fish", "nushell", "powershell", "zsh"] {
        let script = japanese(&workplace, &["completions", shell]).stdout;
        assert!(script.contains("アウトラインを印字"), "{shell}: {script}");
        assert!(!script.contains("Print help"), "{shell}: {script}");
    }
    let zsh = japanese(&workplace, &["completions", "zsh"]).stdout;
    assert!(zsh.contains("always\\:\"つねに\""), "{zsh}");
}

#[test]
fn mistakes_are_told_in_the_language() {
    let workplace = Workplace::new();
    let cases: [(&[&str], &str); 9] = [
        (&["outline", "--dept", "3"], "不明な引数です: '--dept'"),
        (&["find"], "必要な引数がありません: <QUERY>"),
        (&["export", "--format", "foo", "sample.txt"], "'--format <FORMAT>' に使えない値です: 'foo'"),
        (&["--since", "soon", "sample.txt"], "'--since <DATE>' に使えない値です: 'soon': 日付ではありません"),
        (
            &["export", "--output", "a", "--clipboard", "sample.txt"],
            "'--output <FILE>' は '--clipboard' と一緒に使えません",
        ),
        (&["outline", "none.txt"], "none.txt: ファイルもフォルダーもありません"),
        (&["--notation", "foo", "outline", "sample.txt"], "記法 `foo` はありません"),
        (&["--encoding", "foo", "outline", "sample.txt"], "文字コード `foo` はありません"),
        (&["export", "--output", "none/a", "sample.txt"], "none/a: フォルダーがありません"),
    ];
    for (arguments, told) in cases {
        let ran = japanese(&workplace, arguments);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(told), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn the_config_file_overrules_the_locale() {
    let workplace = Workplace::new();
    workplace.file(CONFIG, "language = \"ja\"\nwrap = 1\n");
    let ran = run_in(&workplace, "en_US.UTF-8", &["config", "check"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("`wrap` は true か false でなければなりません(今は 整数)"), "{}", ran.stderr);
    workplace.file(CONFIG, "language = \"en\"\nwrap = 1\n");
    let ran = japanese(&workplace, &["config", "check"]);
    assert!(ran.stderr.contains("`wrap` must be true or false, but is integer"), "{}", ran.stderr);
    // Another file that is named says so for itself.
    workplace.file("other.toml", "language = \"ja\"\n");
    let ran = workplace.run(&["--config", "other.toml", "outline", "none.txt"]);
    assert!(ran.stderr.contains("ファイルもフォルダーもありません"), "{}", ran.stderr);
}

#[test]
fn a_third_language_is_one_file() {
    let workplace = Workplace::new();
    workplace.file(CONFIG, "language = \"fr\"\n");
    let file = "home/config/midashi/languages/fr.toml";
    workplace.file(file, "\"{path}: no such file or folder\" = \"{path} : ni fichier ni dossier\"\n");
    let ran = workplace.run(&["outline", "none.txt"]);
    assert_eq!(ran.stderr, "midashi: none.txt : ni fichier ni dossier\n");
    // What it does not say is said in English.
    let ran = workplace.run(&["--notation", "foo", "outline", "sample.txt"]);
    assert!(ran.stderr.contains("unknown notation `foo`"), "{}", ran.stderr);
    let checked = workplace.run(&["config", "check"]);
    assert!(checked.stdout.contains("languages/fr.toml: nothing wrong"), "{}", checked.stdout);
}

#[test]
fn a_broken_language_is_told_with_its_lines() {
    let workplace = Workplace::new();
    workplace.file(CONFIG, "language = \"fr\"\n");
    let file = "home/config/midashi/languages/fr.toml";
    workplace.file(file, "\"quit\" = \"quitter\"\n\"{path}: no such file or folder\" = \"rien\"\n");
    let ran = workplace.run(&["outline", "sample.txt"]);
    assert_eq!(ran.status, 0, "the note is printed all the same");
    assert!(ran.stderr.contains("languages/fr.toml:2:36: {path} is missing"), "{}", ran.stderr);
    assert!(ran.stdout.contains('■'));
    workplace.file(CONFIG, "language = \"tlh\"\n");
    let ran = workplace.run(&["outline", "sample.txt"]);
    assert!(ran.stderr.contains("there is no language `tlh` (known: en, ja, fr)"), "{}", ran.stderr);
    // A locale without a language of its own is no mistake.
    workplace.file(CONFIG, "");
    assert_eq!(run_in(&workplace, "tlh_QS.UTF-8", &["outline", "sample.txt"]).stderr, "");
}

#[test]
fn a_language_can_be_begun_from_what_is_printed() {
    let workplace = Workplace::new();
    assert_eq!(workplace.prints(&["config", "language"]), "en\nja\n");
    let english = workplace.prints(&["config", "language", "en"]);
    assert!(english.contains("\"quit\" = \"quit\"\n"), "{english:.400}");
    workplace.file(CONFIG, "language = \"mine\"\n");
    workplace.file("home/config/midashi/languages/mine.toml", &english);
    assert!(workplace.prints(&["config", "check"]).contains("languages/mine.toml: nothing wrong"));
    let japanese = workplace.prints(&["config", "language", "ja"]);
    assert!(japanese.contains("\"quit\" = \"終了\"\n"), "{japanese:.400}");
}

#[test]
fn what_scripts_read_is_in_no_language() {
    let workplace = Workplace::new();
    for arguments in [
        &["outline", "--json", "sample.txt"][..],
        &["find", "--json", "議事録", "sample.txt"],
        &["index", "--json", "sample.txt"],
        &["export", "--format", "opml", "sample.txt"],
        &["outline", "--format", "lines", "sample.txt"],
    ] {
        let (ran, english) = (japanese(&workplace, arguments), workplace.run(arguments));
        assert_eq!((ran.status, ran.stdout), (english.status, english.stdout), "{arguments:?}");
    }
}
