//! Notes that would act on a terminal that they are pasted into: what is copied of them, by every route.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::cli::Workplace;
use crate::support::display::{Pasting, start_compositor, start_display};
use crate::support::pty::{Launch, Session};
use crate::support::size;
use crate::support::tmux::Tmux;

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

/// Ends a bracketed paste in two ways, and would have a shell make a file.
const NOTE: &str =
    "■話\n・words\x1b[201~; touch PWNED\r・more\u{9b}201~; touch PWNED\n\t・tab\x7f\u{7}\u{85}・last\n";

/// What is copied of it.
const COPIED: &str = "■話\n・words[201~; touch PWNED\n・more201~; touch PWNED\n\t・tab\n・last\n";

const LEFT_OUT: &str = "4 control characters left out";

fn workplace() -> Workplace {
    let workplace = Workplace::new();
    workplace.file("evil.txt", NOTE);
    fs::create_dir(workplace.path().join("home")).unwrap();
    workplace
}

fn set_clipboard(workplace: &Workplace, settings: &str) {
    workplace.file("home/config/midashi/config.toml", format!("[clipboard]\n{settings}\n"));
}

/// Exports the note to the clipboard, with a display in the environment; returns what is told.
fn export(workplace: &Workplace, display: &[(&str, String)]) -> String {
    let mut command = workplace.command(&["export", "--clipboard", "evil.txt"]);
    command
        .envs(display.iter().map(|(name, value)| (name, value)))
        .env("PATH", std::env::var_os("PATH").unwrap());
    let output = command.output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    told
}

fn browse(workplace: &Workplace, arguments: &[&str]) -> Session {
    let launch = Launch::new(MIDASHI, arguments.iter().copied()).size(110, 24).folder(workplace.path());
    let session = Session::start(&launch.env("XDG_CONFIG_HOME", workplace.path().join("home/config")));
    session.wait_for_text("? help");
    session
}

#[test]
fn files_and_commands_are_given_text() {
    let workplace = workplace();
    let taken = workplace.path().join("taken");
    for route in ["file = \"taken\"\nroute = \"file\"", "command = [\"sh\", \"-c\", \"cat >taken\"]"] {
        set_clipboard(&workplace, route);
        let told = export(&workplace, &[]);
        assert!(told.starts_with(&format!("midashi: copied, {LEFT_OUT}: ")), "{told}");
        assert_eq!(fs::read_to_string(&taken).unwrap(), COPIED, "{route}");

        set_clipboard(&workplace, &format!("keep-controls = true\n{route}"));
        let told = export(&workplace, &[]);
        assert!(told.starts_with("midashi: copied: "), "{told}");
        assert_eq!(fs::read_to_string(&taken).unwrap(), NOTE, "{route}");
    }
}

/// Where nothing takes a copy, the file that it is saved in is text, too.
#[test]
fn what_is_saved_instead_is_text() {
    let workplace = workplace();
    set_clipboard(&workplace, "route = \"tmux\"");
    let said = workplace.refuses(&["export", "--clipboard", "evil.txt"], 2, "not copied, but saved in ");
    let saved = workplace.path().join("home/.local/state/midashi/copied.txt");
    assert!(said[0].contains(&saved.display().to_string()), "{said:?}");
    assert_eq!(fs::read_to_string(saved).unwrap(), COPIED);
}

#[test]
fn terminals_are_given_text() {
    let workplace = workplace();
    let session = browse(&workplace, &["evil.txt"]);
    session.type_keys("zRgy");
    assert_eq!(session.wait_for_copies(1), [COPIED]);
    session.wait_for_text(&format!("as text, {LEFT_OUT}: terminal clipboard"));
    session.type_keys("fwords");
    session.wait_for_text("1 of ");
    session.type_keys("<Ctrl-y>");
    let copied = session.wait_for_copies(2).remove(1);
    assert_eq!(copied, "・words[201~; touch PWNED\n");
    session.type_keys("<Ctrl-c>v");
    session.wait_for_text("1 marked");
    session.type_keys("y");
    assert!(!session.wait_for_copies(3)[2].contains(|c: char| c.is_control() && c != '\n' && c != '\t'));

    set_clipboard(&workplace, "keep-controls = true");
    let session = browse(&workplace, &["evil.txt"]);
    session.type_keys("zRgy");
    assert_eq!(session.wait_for_copies(1), [NOTE]);
}

#[test]
fn a_reference_is_one_line_whatever_the_name() {
    let workplace = workplace();
    workplace.file("a\x1b[201~\n\tb.txt", "■話\n");
    let session = browse(&workplace, &["a\x1b[201~\n\tb.txt"]);
    session.type_keys("c");
    assert_eq!(session.wait_for_copies(1), ["a[201~b.txt:1"]);
    session.wait_for_text("3 control characters left out: terminal clipboard");
}

#[test]
#[ignore = "needs Xvfb and xclip"]
fn an_x_display_is_given_text() {
    let (_server, display) = start_display();
    let workplace = workplace();
    let told = export(&workplace, &[("DISPLAY", display.clone())]);
    assert_eq!(told, format!("midashi: copied, {LEFT_OUT}: X11 clipboard (with HTML)\n"));
    let desktop = Pasting::X11(display);
    assert_eq!(desktop.paste("UTF8_STRING"), COPIED);
    assert!(!desktop.paste("text/html").contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
}

#[test]
#[ignore = "needs sway and wl-paste"]
fn a_wayland_compositor_is_given_text() {
    let compositor = start_compositor();
    let workplace = workplace();
    let told = export(&workplace, &compositor.variables());
    assert_eq!(told, format!("midashi: copied, {LEFT_OUT}: Wayland clipboard (with HTML)\n"));
    Pasting::Wayland(compositor.variables()).wait_for("text/plain", COPIED);
}

#[test]
#[ignore = "needs tmux"]
fn a_copy_pasted_into_a_shell_runs_nothing() {
    let workplace = workplace();
    let folder = workplace.path();
    let tmux = Tmux::start(size(110, 24));
    tmux.enter(&format!("cd {}; export HOME={}", folder.display(), folder.display()));
    tmux.enter(&format!("{MIDASHI} evil.txt"));
    tmux.wait_for_text("? help");
    tmux.send_keys(&["z", "R", "g", "y"]);
    tmux.wait_for_text(LEFT_OUT);
    assert_eq!(tmux.show_buffer(), COPIED);
    tmux.send_keys(&["q"]);
    // The shell asks for bracketed pastes when it shows its prompt, not before.
    tmux.wait_for(is_at_prompt);
    tmux.paste();
    tmux.wait_for_text("・last");
    // The shell has read all of the paste when it has taken it back.
    tmux.send_keys(&["C-c"]);
    tmux.wait_for(is_at_prompt);
    tmux.enter("echo rea''dy");
    tmux.wait_for_text("ready");
    assert!(!folder.join("PWNED").exists());
    // The paste was one, and would have run without its end in the note.
    assert!(is_installed_as_bracketed(folder));
}

/// True if the shell waits for a command.
fn is_at_prompt(lines: &[String]) -> bool {
    lines.iter().rfind(|line| !line.is_empty()).is_some_and(|line| line == "$")
}

/// Whether bash takes bracketed pastes, without which the test shows nothing.
fn is_installed_as_bracketed(folder: &Path) -> bool {
    let output = Command::new("bash")
        .args(["--norc", "-c", "bind -v 2>&1 | grep bracketed"])
        .current_dir(folder)
        .output();
    String::from_utf8_lossy(&output.unwrap().stdout).contains("enable-bracketed-paste on")
}
