//! Themes of the user's own, on the command line and in the browser.
#![cfg(unix)]

use std::fs;

use crate::support::cli::Workplace;
use crate::support::pty::{Launch, Session};

/// A workplace with a config file that chooses the theme `mine`, and files of themes.
fn workplace(themes: &[(&str, &str)]) -> Workplace {
    let workplace = Workplace::new();
    fs::create_dir_all(workplace.path().join("home/config/midashi/themes")).unwrap();
    workplace.file("home/config/midashi/config.toml", "theme = \"mine\"\n");
    for (name, text) in themes {
        workplace.file(&format!("home/config/midashi/themes/{name}.toml"), text);
    }
    workplace
}

#[test]
fn a_printed_theme_is_one_to_begin_with() {
    let workplace = workplace(&[]);
    let config = workplace.path().join("home/config/midashi/config.toml");
    let unknown = format!("{}:1:9: unknown choice `mine` (one of auto", config.display());
    workplace.refuses(&["config", "check"], 2, &unknown);
    let names = workplace.prints(&["config", "theme"]);
    assert_eq!(names, "terminal\ndark\nlight\nhigh-contrast\nplain\n");
    let dark = workplace.prints(&["config", "theme", "dark"]);
    assert!(dark.contains("\n# Who speaks.\npeople = \"#8fd3e8\"\n"), "{dark}");
    workplace.file("home/config/midashi/themes/mine.toml", &dark);
    let checked = workplace.prints(&["config", "check"]);
    assert!(
        checked.contains("config.toml: nothing wrong\n")
            && checked.contains("themes/mine.toml: nothing wrong\n")
    );
    assert!(workplace.prints(&["config", "theme"]).ends_with("plain\nmine\n"));
    let again = workplace.prints(&["config", "theme", "mine"]);
    assert_eq!(again, dark.replace("\"dark\"", "\"mine\""));
    workplace.refuses(
        &["config", "theme", "drak"],
        2,
        "there is no theme `drak` (known: terminal, dark, light",
    );
}

#[test]
fn everything_wrong_with_config_and_themes_is_told_at_once() {
    let workplace = workplace(&[
        ("a", "inherits = \"b\"\n"),
        ("b", "inherits = \"a\"\n"),
        ("fine", "inherits = \"dark\"\n"),
        ("mine", "inherits = \"drak\"\nkey = \"rde\"\n[on-drak]\n"),
    ]);
    let ran = workplace.run(&["config", "check"]);
    assert_eq!(ran.status, 2);
    let folder = workplace.path().join("home/config/midashi");
    let expected = [
        "themes/mine.toml:1:12: there is no theme `drak` to inherit (did you mean `dark`?)",
        "themes/mine.toml:2:7: unknown style `rde` (did you mean `red`?)",
        "themes/mine.toml:3:2: unknown key `on-drak` (did you mean `on-dark`?)",
        "themes/a.toml:1:12: `a` inherits itself: a, b, a (one of them must inherit another theme, or none)",
        "themes/b.toml:1:12: `b` inherits itself: b, a, b (one of them must inherit another theme, or none)",
    ];
    let expected = expected.map(|line| format!("midashi: {}/{line}", folder.display()));
    assert_eq!(ran.stderr.lines().collect::<Vec<_>>(), expected);
    let fine: Vec<&str> = ran.stdout.lines().map(|line| line.rsplit('/').next().unwrap()).collect();
    assert_eq!(fine, ["config.toml: nothing wrong", "fine.toml: nothing wrong"]);

    workplace.file("home/config/midashi/config.toml", "theme = \"mien\"\nwrap = 1\n");
    let told = workplace.run(&["config", "check"]).stderr;
    let known = "1:9: unknown choice `mien` (one of auto, terminal, dark, light, high-contrast, plain, a, b, fine, mine)";
    assert!(told.contains(known) && told.contains("2:8: `wrap`") && told.contains("mine.toml:2:7"), "{told}");
}

/// A session on the bundled note with the theme file `mine`, in true colour.
fn session(theme: &str) -> Session {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("themes")).unwrap();
    fs::write(folder.path().join("themes/mine.toml"), theme).unwrap();
    let config = folder.path().join("config.toml");
    fs::write(&config, "theme = \"mine\"\n").unwrap();
    let arguments = ["--config", config.to_str().unwrap(), "assets/sample.txt"];
    let launch = Launch::new(env!("CARGO_BIN_EXE_midashi"), arguments).size(160, 24);
    let session = Session::start(&launch.env("COLORTERM", "truecolor").background([255, 255, 255]));
    session.wait_for_text("? help");
    session
}

#[test]
fn the_browser_has_the_theme_of_the_user() {
    let session = session("inherits = \"dark\"\nsession = \"#010203\"\n[on-light]\ntitle = \"#040506\"\n");
    let raw = String::from_utf8_lossy(&session.raw_output()).into_owned();
    for sequence in ["38;2;1;2;3", "38;2;4;5;6", "48;2;28;31;38"] {
        assert!(raw.contains(sequence), "{sequence}: {raw:?}");
    }
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn a_wrong_theme_keeps_nothing_from_working() {
    let workplace = workplace(&[("mine", "key = \"rde\"\n")]);
    let ran = workplace.run(&["outline", "sample.txt"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let told = workplace.run(&["config", "theme", "mine"]);
    assert_eq!(told.status, 2);
    assert!(told.stderr.contains("themes/mine.toml:1:7: unknown style `rde`"), "{}", told.stderr);

    let session = session("key = \"rde\"\n");
    session.wait_for_text("themes/mine.toml:1:7: unknown style `rde` (did you mean `red`?)");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}
