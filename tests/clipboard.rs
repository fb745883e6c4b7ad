//! Copying to real clipboards: tmux's buffer, the terminal around tmux, an X11 display.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests start programs and look into the environment")]

mod support;

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use midashi::shell::clipboard::Clipboard;
use support::display::{Running, start_display};
use support::pty::Session;
use support::size;
use support::tmux::Tmux;

/// What copying must not change: Japanese, a tab, what looks like an option or a tmux command, the last line's end.
const TEXT: &str = "■見出し\n\t・か ; kill-server\n-w #{pane_id}\n";

/// The clipboard of a program in a pane of `tmux`, without a display.
fn inside(tmux: &Tmux) -> Clipboard {
    let server = tmux.variable();
    Clipboard::from_environment(|name| (name == "TMUX").then(|| server.clone().into()))
}

#[test]
#[ignore = "needs tmux"]
fn tmux_keeps_a_copy() {
    let tmux = Tmux::start(size(60, 20));
    let mut terminal = Vec::new();
    for text in [TEXT, "見", &"見出し\n".repeat(100_000)] {
        let copied = inside(&tmux).copy(text, &mut terminal).unwrap();
        assert_eq!(copied.to_string(), "tmux buffer");
        assert!(tmux.show_buffer() == text, "{} bytes", text.len());
    }
    assert!(terminal.is_empty());
}

#[test]
#[ignore = "needs tmux"]
fn tmux_hands_a_copy_on_to_its_terminal() {
    let tmux = Tmux::start(size(60, 20));
    let session = Session::start(&tmux.attach().size(60, 20));
    session.wait_for(|screen| screen.lines()[0].starts_with('$'));
    let copied = inside(&tmux).copy(TEXT, &mut Vec::new()).unwrap();
    assert_eq!(copied.to_string(), "tmux buffer and clipboard");
    assert_eq!(session.wait_for_copies(1), [TEXT]);
}

/// The display is named by the environment of the program that copies, so that this test runs itself once more
/// with a display of its own: the second run copies, and serves the copy until its input ends.
#[test]
#[ignore = "needs Xvfb and xclip"]
fn a_display_keeps_a_copy_for_as_long_as_the_clipboard_lives() {
    const ROLE: &str = "MIDASHI_TEST_COPIES";
    if std::env::var_os(ROLE).is_some() {
        let mut clipboard = Clipboard::from_environment(|name| std::env::var_os(name));
        let mut terminal = Vec::new();
        let copied = clipboard.copy(TEXT, &mut terminal).unwrap();
        assert!(terminal.is_empty());
        println!("\ncopied: {copied}");
        std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
        return;
    }
    let (_server, display) = start_display();
    let mut copier = Command::new(std::env::current_exe().unwrap());
    copier
        .args(["--ignored", "--exact", "--nocapture"])
        .arg("a_display_keeps_a_copy_for_as_long_as_the_clipboard_lives")
        .env(ROLE, "1")
        .env("DISPLAY", &display)
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("TMUX")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut copier = Running(copier.spawn().unwrap());
    let mut lines = BufReader::new(copier.0.stdout.take().unwrap()).lines();
    let line = lines.find_map(|line| Some(line.unwrap()).filter(|line| line.starts_with("copied")));
    assert_eq!(line.as_deref(), Some("copied: clipboard"));

    let pasted = Command::new("xclip")
        .args(["-o", "-selection", "clipboard"])
        .env("DISPLAY", &display)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(pasted.stdout).unwrap(), TEXT);
    drop(copier.0.stdin.take());
    assert!(copier.0.wait().unwrap().success());
}
