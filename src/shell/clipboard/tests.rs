//! The order of the routes, and what is told of them.

use super::*;

fn settings(text: &str) -> ClipboardSettings {
    crate::config::Config::read("c.toml", &format!("[clipboard]\n{text}")).unwrap().clipboard
}

/// A clipboard where these variables are set, of which all lead nowhere.
fn clipboard(text: &str, variables: &[&str]) -> Clipboard {
    let env = |name: &str| variables.contains(&name).then(|| OsString::from("/nonexistent,1,0"));
    Clipboard::new(&settings(text), Path::new("/nonexistent/midashi"), &env)
}

fn clipping(text: &str) -> Clipping {
    Clipping { text: text.to_owned(), html: None }
}

#[cfg(not(target_os = "macos"))]
#[test]
fn routes_follow_environment_and_settings() {
    let cases: [(&str, &[&str], &str, bool); 9] = [
        ("", &[], "osc52", false),
        ("", &["STY", "SSH_CONNECTION"], "osc52", false),
        ("", &["TMUX"], "tmux osc52", false),
        ("", &["WAYLAND_DISPLAY"], "system osc52", true),
        ("", &["TMUX", "DISPLAY"], "tmux system osc52", true),
        ("rich = false", &["DISPLAY"], "system osc52", false),
        ("command = [\"a\"]\nfile = \"b\"", &["DISPLAY"], "command system osc52 file", true),
        ("route = \"tmux\"", &["DISPLAY"], "tmux", false),
        ("route = \"system\"", &["DISPLAY", "TMUX"], "system", true),
    ];
    for (text, variables, expected, takes_html) in cases {
        let clipboard = clipboard(text, variables);
        let names: Vec<&str> = clipboard.routes().into_iter().map(Route::name).collect();
        assert_eq!(
            (names.join(" ").as_str(), clipboard.takes_html()),
            (expected, takes_html),
            "{text} {variables:?}"
        );
    }
}

#[test]
fn one_clipboard_is_enough() {
    let desktop = Destination::Desktop { desktop: Desktop::X11, with_html: false };
    let command = Destination::Command("a".to_owned());
    let cases: [(&[Destination], &[Route]); 6] = [
        (&[], &[]),
        (&[Destination::Tmux(Reach::Unknown)], &[Route::File]),
        (&[Destination::Tmux(Reach::Buffer)], &[Route::Terminal, Route::File]),
        (&[Destination::Tmux(Reach::Clipboard)], &[Route::Terminal, Route::File]),
        (&[desktop], &[Route::Terminal, Route::File]),
        (&[command], &[Route::System, Route::Terminal, Route::File]),
    ];
    for (to, expected) in cases {
        let copied = Copied { to: to.to_vec(), ..Copied::default() };
        let needless: Vec<Route> =
            Route::ALL.into_iter().filter(|&route| copied.makes_needless(route)).collect();
        assert_eq!(needless, expected, "{to:?}");
    }
}

#[cfg(not(target_os = "macos"))]
#[test]
fn every_route_has_a_role() {
    let cases: [(&str, &[&str], &str); 5] = [
        ("", &[], "absent, absent, absent, used, absent"),
        ("", &["TMUX", "DISPLAY"], "fails, absent, fails, used, absent"),
        ("command = [\"a\"]\nfile = \"b\"", &[], "absent, used, absent, next, next"),
        ("route = \"osc52\"\nfile = \"b\"", &["DISPLAY"], "absent, absent, not chosen, used, not chosen"),
        ("route = \"tmux\"", &[], "fails, absent, absent, not chosen, absent"),
    ];
    for (text, variables, expected) in cases {
        let roles = clipboard(text, variables).findings().into_iter().map(|finding| finding.role.name());
        assert_eq!(roles.collect::<Vec<_>>().join(", "), expected, "{text} {variables:?}");
    }
}

#[test]
fn a_route_that_fails_leaves_the_next_and_is_told_of() {
    let mut terminal = Vec::new();
    let copied =
        clipboard("command = [\"/nonexistent/c\"]", &["TMUX"]).copy(&clipping("か"), &mut terminal).unwrap();
    assert_eq!(copied.to, [Destination::Terminal]);
    let message = copied.to_string();
    let expected = "terminal clipboard (OSC 52); failed: tmux buffer: ";
    assert!(message.starts_with(expected), "{message}");
    assert!(message.contains("; command: /nonexistent/c: cannot be started: "), "{message}");
    assert_eq!(terminal, b"\x1bPtmux;\x1b\x1b]52;c;44GL\x07\x1b\\");
}

#[test]
fn what_nothing_takes_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let env = |name: &str| match name {
        "XDG_RUNTIME_DIR" => Some(OsString::from(folder.path())),
        "TERM" => Some("linux".into()),
        _ => None,
    };
    let too_long = "a".repeat(80_000);
    let cases = [
        ("route = \"osc52\"", "terminal clipboard (OSC 52): the terminal (linux) has no clipboard"),
        ("route = \"tmux\"", "tmux buffer: midashi does not run in tmux"),
        ("route = \"file\"\nfile = \"/dev/full\"", "file: /dev/full: No space left on device (os error 28)"),
        ("", ""),
    ];
    for (text, reason) in cases {
        let clipboard = Clipboard::new(&settings(text), Path::new(""), &env);
        let mut terminal = Vec::new();
        let error = clipboard.copy(&clipping(&too_long), &mut terminal).unwrap_err();
        let path = folder.path().join("midashi/copied.txt");
        let expected = format!("not copied, but saved in {} ({reason})", path.display());
        assert_eq!(error.to_string(), expected);
        assert_eq!(std::fs::read_to_string(path).unwrap(), too_long);
        assert!(terminal.is_empty());
    }
}

#[test]
fn what_took_the_text_reads_well() {
    let desktop = |with_html| Destination::Desktop { desktop: Desktop::Wayland, with_html };
    let cases: [(&[Destination], &str); 6] = [
        (&[desktop(true)], "Wayland clipboard (with HTML)"),
        (&[Destination::Tmux(Reach::Clipboard)], "tmux buffer and terminal clipboard"),
        (
            &[Destination::Tmux(Reach::Clipboard), desktop(false)],
            "tmux buffer, terminal clipboard and Wayland clipboard",
        ),
        (
            &[Destination::Tmux(Reach::Unknown), Destination::Terminal],
            "tmux buffer and terminal clipboard (OSC 52)",
        ),
        (&[Destination::Command("pbcopy".to_owned())], "`pbcopy`"),
        (&[Destination::File("/tmp/a".into())], "/tmp/a"),
    ];
    for (to, expected) in cases {
        assert_eq!(Copied { to: to.to_vec(), ..Copied::default() }.to_string(), expected);
    }
}
