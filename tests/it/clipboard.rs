//! Copying to real clipboards, each read by a program that is not ours: tmux, the terminal around tmux, xterm, X11
//! displays, a Wayland compositor.
#![cfg(unix)]

use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::support::cli::{Workplace, each};
use crate::support::display::{Pasting, Running, start_compositor, start_display};
use crate::support::pty::{Launch, Session};
use crate::support::tmux::Tmux;
use crate::support::{DEADLINE, size};
use midashi::config::Config;
use midashi::config::clipboard::{ClipboardSettings, Route};
use midashi::shell::clipboard::{Clipboard, Clipping};

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

/// What copying must not change: Japanese, a tab, what looks like an option or a tmux command, the last line's end.
const TEXT: &str = "■見出し\n\t・か ; kill-server\n-w #{pane_id}\n";

const HTML: &str = "<ul>\n<li><b>見出し</b></li>\n</ul>\n";

/// The HTML as it is pasted: with its encoding.
const PASTED_HTML: &str = "<meta charset=\"utf-8\"><ul>\n<li><b>見出し</b></li>\n</ul>\n";

fn plain(text: &str) -> Clipping {
    Clipping { text: text.to_owned(), html: None }
}

fn rich(text: &str) -> Clipping {
    Clipping { text: text.to_owned(), html: Some(HTML.to_owned()) }
}

/// The clipboards of a program with these variables and nothing else.
fn clipboard(settings: &ClipboardSettings, variables: &[(&str, &str)]) -> Clipboard {
    let value =
        |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| OsString::from(value));
    Clipboard::new(settings, Path::new(MIDASHI), &value)
}

fn settings(text: &str) -> ClipboardSettings {
    Config::read("config.toml", &format!("[clipboard]\n{text}")).unwrap().clipboard
}

/// Copies where the terminal must not be asked; returns what is told.
fn copy_to(clipboard: &Clipboard, clipping: &Clipping) -> String {
    let mut terminal = Vec::new();
    let copied = clipboard.copy(clipping, &mut terminal).unwrap();
    assert!(terminal.is_empty());
    copied.to_string()
}

#[test]
#[ignore = "needs tmux"]
fn tmux_keeps_a_copy() {
    let tmux = Tmux::start(size(60, 20));
    let clipboard = clipboard(&ClipboardSettings::default(), &[("TMUX", &tmux.variable())]);
    for text in [TEXT, "見", &"見出し\n".repeat(100_000)] {
        assert_eq!(copy_to(&clipboard, &plain(text)), "tmux buffer");
        assert!(tmux.show_buffer() == text, "{} bytes", text.len());
    }
    assert!(clipboard.findings()[0].detail.starts_with("its buffer alone"));
}

#[test]
#[ignore = "needs tmux"]
fn tmux_hands_a_copy_on_to_its_terminal() {
    let tmux = Tmux::start(size(60, 20));
    let session = Session::start(&tmux.attach().size(60, 20));
    session.wait_for(|screen| screen.lines()[0].starts_with('$'));
    let clipboard = clipboard(&ClipboardSettings::default(), &[("TMUX", &tmux.variable())]);
    assert_eq!(copy_to(&clipboard, &plain(TEXT)), "tmux buffer and terminal clipboard");
    assert_eq!(session.wait_for_copies(1), [TEXT]);
    assert_eq!(clipboard.findings()[0].detail, "its buffer, and through tmux the terminal's clipboard");
}

/// Checks what is pasted from a desktop's clipboard against what was copied there.
fn assert_both_flavours(desktop: &Pasting, text: &str) {
    let targets = desktop.targets();
    for target in ["UTF8_STRING", "text/plain", "text/plain;charset=utf-8", "TEXT"] {
        assert!(targets.iter().any(|offered| offered == target), "{target} of {targets:?}");
        let pasted = desktop.paste(target);
        assert!(pasted == text, "{target}: {} bytes of {}", pasted.len(), text.len());
    }
    assert_eq!(desktop.paste("text/html"), PASTED_HTML);
}

#[test]
#[ignore = "needs Xvfb and xclip"]
fn an_x_display_offers_a_copy_in_both_flavours() {
    let (_server, display) = start_display();
    let desktop = Pasting::X11(display.clone());
    let clipboard = clipboard(&ClipboardSettings::default(), &[("DISPLAY", &display)]);
    assert!(clipboard.takes_html());
    // The last is longer than a request to the server may be, and goes piece by piece.
    for text in [TEXT, "見", &"見出し\n".repeat(2_000_000)] {
        assert_eq!(copy_to(&clipboard, &rich(text)), "X11 clipboard (with HTML)");
        assert_both_flavours(&desktop, text);
    }
    assert_eq!(copy_to(&clipboard, &plain(TEXT)), "X11 clipboard");
    assert!(!desktop.targets().contains(&"text/html".to_owned()));
    // Each copy took the clipboard from the one before, which then had nothing left to do.
    wait_until(|| keepers_of(&desktop).len() == 1);
    assert_eq!(clipboard.findings()[2].detail, "X11, with HTML");
}

/// What clipboard managers do, and `xclip` does not: several forms at once, of which one is not to be had.
#[test]
#[ignore = "needs Xvfb"]
fn an_x_display_gives_several_forms_at_once() {
    use x11rb::connection::Connection;
    use x11rb::protocol::Event;
    use x11rb::protocol::xproto::{AtomEnum, ConnectionExt, CreateWindowAux, PropMode, WindowClass};
    use x11rb::wrapper::ConnectionExt as _;

    let (_server, display) = start_display();
    let clipboard = clipboard(&ClipboardSettings::default(), &[("DISPLAY", &display)]);
    copy_to(&clipboard, &rich(TEXT));

    let (connection, screen) = x11rb::connect(Some(&display)).unwrap();
    let atom = |name: &str| connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
    let root = connection.setup().roots[screen].root;
    let window = connection.generate_id().unwrap();
    let (class, aux) = (WindowClass::INPUT_OUTPUT, CreateWindowAux::new());
    connection.create_window(0, window, root, 0, 0, 1, 1, 0, class, 0, &aux).unwrap();
    let (text, html, time, image) =
        (atom("UTF8_STRING"), atom("text/html"), atom("TIMESTAMP"), atom("image/png"));
    let (pairs, list) = (atom("ATOM_PAIR"), atom("LIST"));
    let wanted = [text, atom("A"), image, atom("B"), html, atom("C"), time, atom("D")];
    connection.change_property32(PropMode::REPLACE, window, list, pairs, &wanted).unwrap();
    connection.convert_selection(window, atom("CLIPBOARD"), atom("MULTIPLE"), list, 0u32).unwrap();
    connection.flush().unwrap();
    let Event::SelectionNotify(answer) = connection.wait_for_event().unwrap() else { panic!("no answer") };
    assert_eq!(answer.property, list);

    let read = |name, kind: u32| {
        connection.get_property(false, window, name, kind, 0, 1 << 16).unwrap().reply().unwrap()
    };
    assert_eq!(read(atom("A"), text).value, TEXT.as_bytes());
    assert_eq!(read(atom("C"), html).value, PASTED_HTML.as_bytes());
    assert!(read(atom("D"), AtomEnum::INTEGER.into()).value32().unwrap().all(|time| time > 0));
    let listed: Vec<u32> = read(list, pairs).value32().unwrap().collect();
    assert_eq!(listed, [text, atom("A"), image, x11rb::NONE, html, atom("C"), time, atom("D")]);
}

#[test]
#[ignore = "needs sway and wl-paste"]
fn a_wayland_compositor_offers_a_copy_in_both_flavours() {
    let compositor = start_compositor();
    let desktop = Pasting::Wayland(compositor.variables());
    let variables = compositor.variables();
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let clipboard = clipboard(&ClipboardSettings::default(), &variables);
    for text in [TEXT, "見", &"見出し\n".repeat(200_000)] {
        assert_eq!(copy_to(&clipboard, &rich(text)), "Wayland clipboard (with HTML)");
        desktop.wait_for("text/plain", text);
        assert_both_flavours(&desktop, text);
    }
    assert_eq!(clipboard.findings()[2].detail, "Wayland, with HTML");
}

/// Copies the branch of `select` in a browser with this environment, and quits at once.
fn copy_and_quit(variables: &[(&str, String)]) {
    let arguments = ["--select", "道具箱/資料", "assets/sample.txt"];
    let launch = variables
        .iter()
        .fold(Launch::new(MIDASHI, arguments).size(80, 24), |launch, (name, value)| launch.env(*name, value));
    let session = Session::start(&launch);
    session.wait_for(|screen| screen.contains("? help"));
    session.type_keys("yq");
    assert!(session.wait_exit().success());
}

const COPIED_HTML: &str = "<meta charset=\"utf-8\"><ul>\n<li>当日の資料</li>\n</ul>\n";

#[test]
#[ignore = "needs Xvfb and xclip"]
fn a_copy_outlives_midashi_on_x11_until_another_takes_its_place() {
    let (_server, display) = start_display();
    let desktop = Pasting::X11(display.clone());
    copy_and_quit(&[("DISPLAY", display)]);
    for _ in 0..2 {
        assert_eq!(desktop.paste("UTF8_STRING"), "・当日の資料\n");
        assert_eq!(desktop.paste("text/html"), COPIED_HTML);
    }
    let keepers = keepers_of(&desktop);
    assert_eq!(keepers.len(), 1);
    desktop.copy("taken over");
    assert_eq!(desktop.paste("UTF8_STRING"), "taken over");
    wait_until(|| keepers_of(&desktop).is_empty());
}

#[test]
#[ignore = "needs sway and wl-paste"]
fn a_copy_outlives_midashi_on_wayland_until_another_takes_its_place() {
    let compositor = start_compositor();
    let desktop = Pasting::Wayland(compositor.variables());
    copy_and_quit(&compositor.variables());
    desktop.wait_for("text/html", COPIED_HTML);
    assert_eq!(desktop.paste("text/plain"), "・当日の資料\n");
    assert_eq!(keepers_of(&desktop).len(), 1);
    desktop.copy("taken over");
    desktop.wait_for("text/plain", "taken over");
    wait_until(|| keepers_of(&desktop).is_empty());
}

/// The processes of midashi that keep copies for `desktop`.
fn keepers_of(desktop: &Pasting) -> Vec<String> {
    let (name, value) = desktop.variable();
    let wanted = format!("{name}={value}");
    let is_keeper = |process: &Path| {
        let read = |file: &str| std::fs::read(process.join(file)).unwrap_or_default();
        let holds =
            |bytes: Vec<u8>, text: &str| bytes.split(|&byte| byte == 0).any(|part| part == text.as_bytes());
        holds(read("cmdline"), "__keep-clipboard") && holds(read("environ"), &wanted)
    };
    let processes = std::fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path());
    processes.filter(|process| is_keeper(process)).map(|process| process.display().to_string()).collect()
}

/// Waits for what no one tells of.
#[track_caller]
fn wait_until(is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + DEADLINE;
    while !is_so() {
        assert!(Instant::now() < deadline, "what the test waits for did not come");
        std::thread::sleep(crate::support::display::POLL);
    }
}

#[test]
#[ignore = "needs Xvfb and xclip"]
fn exports_go_to_the_clipboard_and_stay_there() {
    let (_server, display) = start_display();
    let workplace = Workplace::new();
    let desktop = Pasting::X11(display.clone());
    let cases = [("markdown", "- 当日の資料\n", Some(COPIED_HTML)), ("opml", "<?xml", None)];
    for (format, text, html) in cases {
        let arguments =
            ["export", "--clipboard", "--format", format, "--select", "道具箱/資料", "sample.txt"];
        let output = workplace.command(&arguments).env("DISPLAY", &display).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        let expected = if html.is_some() { "X11 clipboard (with HTML)" } else { "X11 clipboard" };
        assert_eq!((told, output.status.code()), (format!("midashi: copied: {expected}\n"), Some(0)));
        assert!(desktop.paste("UTF8_STRING").starts_with(text));
        assert_eq!(desktop.targets().contains(&"text/html".to_owned()), html.is_some());
        if let Some(html) = html {
            assert_eq!(desktop.paste("text/html"), html);
        }
    }
}

#[test]
fn what_refuses_a_copy_is_named_and_the_text_is_kept() {
    let workplace = Workplace::new();
    let saved = workplace.path().join("home/.local/state/midashi/copied.txt");
    let cases = [
        ("route = \"tmux\"", "tmux buffer: midashi does not run in tmux"),
        ("route = \"system\"", "system clipboard: neither WAYLAND_DISPLAY nor DISPLAY is set"),
        (
            "route = \"osc52\"\nosc52-limit = 10",
            "terminal clipboard (OSC 52): the text has 18 bytes, and the terminal is sent 10 at most",
        ),
        (
            "route = \"command\"\ncommand = [\"sh\", \"-c\", \"echo no clipboard >&2; exit 1\"]",
            "command: sh: no clipboard",
        ),
        (
            "route = \"command\"\ncommand = [\"wl-kopy\"]",
            "command: wl-kopy: cannot be started: No such file or directory (os error 2)",
        ),
        ("route = \"file\"\nfile = \"/dev/full\"", "file: /dev/full: No space left on device (os error 28)"),
        ("route = \"file\"\nfile = \"/proc/copied.txt\"", "file: /proc/copied.txt: "),
    ];
    let arguments =
        ["export", "--clipboard", "--format", "markdown", "--select", "道具箱/資料", "sample.txt"];
    for (text, reason) in cases {
        workplace.file("home/config/midashi/config.toml", format!("[clipboard]\n{text}\n"));
        let said = workplace.refuses(&arguments, 2, "not copied, but saved in ");
        assert!(said[0].contains(&format!("{} ({reason}", saved.display())), "{}", said[0]);
        assert_eq!(std::fs::read_to_string(&saved).unwrap(), "- 当日の資料\n");
        assert_eq!(std::fs::metadata(&saved).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::remove_file(&saved).unwrap();
    }

    // Nor can it be saved where no folder can be made, and there is none for what is temporary.
    std::fs::remove_dir_all(workplace.path().join("home/.local")).unwrap();
    workplace.file("home/.local", "");
    let output = workplace.command(&arguments).env("TMPDIR", "/dev/null/none").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("midashi: not copied (file: /proc/copied.txt: "), "{said}");
    assert!(said.contains("), nor saved: Not a directory"), "{said}");
}

#[test]
fn doctor_tells_what_comes_of_every_route() {
    let workplace = Workplace::new();
    workplace.file("home/config/midashi/config.toml", "[clipboard]\nfile = \"~/c.txt\"\n");
    let findings = workplace.json(&["doctor", "--json"]);
    let routes = &findings["clipboard_routes"];
    assert_eq!(each(routes, "route"), ["tmux", "command", "system", "osc52", "file"]);
    assert_eq!(each(routes, "role"), ["absent", "absent", "absent", "used", "next"]);
    let file = workplace.path().join("home/c.txt");
    assert_eq!(routes[4]["detail"], file.to_str().unwrap());
    assert_eq!(findings["clipboard"], serde_json::json!(["terminal clipboard (OSC 52)", "file"]));
    assert_eq!(findings["clipboard_setting"], "auto");

    workplace.file("home/config/midashi/config.toml", "[clipboard]\nroute = \"system\"\n");
    let text = workplace.prints(&["doctor"]);
    for expected in [
        "clipboard         system, as set; no other is tried\n",
        "  system          fails       neither WAYLAND_DISPLAY nor DISPLAY is set\n",
        "  osc52           not chosen",
        "home/.local/state/midashi/copied.txt\n",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn a_command_that_fails_leaves_the_screen_whole() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    let script = "sleep 0.2; echo garbage; echo no display >&2; exit 1";
    std::fs::write(
        &config,
        format!("[clipboard]\nroute = \"command\"\ncommand = [\"sh\", \"-c\", \"{script}\"]\n"),
    )
    .unwrap();
    let launch = Launch::new(MIDASHI, ["--config", config.to_str().unwrap(), "assets/sample.txt"]);
    let session = Session::start(&launch.size(120, 24).env("XDG_RUNTIME_DIR", folder.path()));
    let before = session.wait_for(|screen| screen.contains("? help"));
    session.type_keys("y");
    let after = session.wait_for_text("copied, but saved in ");
    assert!(after.contains("(command: sh: no display)") && after.contains("midashi/copied.txt"), "{after}");
    assert_eq!(after.lines()[..23], before.lines()[..23]);
    // What could not be told before the end is told after it.
    session.type_keys("yq");
    assert!(session.wait_exit().success());
    assert!(session.screen().contains("midashi: not copied, but saved in "), "{}", session.screen());
}

/// Takes a name of an X display at which nobody answers: connections are made, and nothing is said.
fn hang_x_display() -> (String, Removed, UnixListener) {
    let folder = Path::new("/tmp/.X11-unix");
    std::fs::create_dir_all(folder).unwrap();
    let bind = |number: u32| {
        let path = folder.join(format!("X{number}"));
        let listener = UnixListener::bind(&path).ok()?;
        Some((format!(":{number}"), Removed(path), listener))
    };
    (700..800).find_map(bind).unwrap()
}

/// A file that does not outlive its test.
struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn a_display_that_hangs_leaves_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let _compositor = UnixListener::bind(folder.path().join("wayland-0")).unwrap();
    let (display, _removed, _server) = hang_x_display();
    let cases = [
        ("X11", vec![("DISPLAY", display.as_str())]),
        (
            "Wayland",
            vec![("WAYLAND_DISPLAY", "wayland-0"), ("XDG_RUNTIME_DIR", folder.path().to_str().unwrap())],
        ),
    ];
    for (name, variables) in cases {
        let launch = Launch::new(MIDASHI, ["--select", "道具箱/資料", "assets/sample.txt"]).size(140, 24);
        let launch = variables.into_iter().fold(launch, |launch, (name, value)| launch.env(name, value));
        let session = Session::start(&launch);
        session.wait_for(|screen| screen.contains("? help"));
        session.type_keys("y");
        // Keys are answered meanwhile.
        session.type_keys("?");
        session.wait_for_text("q closes");
        session.type_keys("<Esc>");
        assert_eq!(session.wait_for_copies(1), ["・当日の資料\n"]);
        session.wait_for_text(&format!(
            "copied 1 line as text: terminal clipboard (OSC 52); failed: system clipboard: {name} did not answer \
             within 3 seconds"
        ));
        session.type_keys("yq");
        assert_eq!(session.wait_for_copies(2).len(), 2);
        assert!(session.wait_exit().success());
    }
}

#[test]
#[ignore = "needs Xvfb, xterm and xclip"]
fn xterm_takes_a_copy_from_the_terminal_route() {
    let (_server, display) = start_display();
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "[clipboard]\nroute = \"osc52\"\n").unwrap();
    // Without a program that stays, xterm would end, and its selection with it.
    let script = folder.path().join("stay");
    std::fs::write(&script, format!("#!/bin/sh\n{MIDASHI} --config {} \"$@\"; cat\n", config.display()))
        .unwrap();
    let mut xterm = Command::new("xterm");
    xterm
        // Without SetSelection, which is forbidden otherwise.
        .args(["-u8", "-xrm", "XTerm*disallowedWindowOps: 20,21,GetSelection,SetXprop", "-e", "sh"])
        .arg(&script)
        .args(["export", "--clipboard", "--select", "道具箱/資料", "assets/sample.txt"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("DISPLAY", &display)
        .env("LANG", "C.UTF-8");
    let _xterm = Running(start(&mut xterm));
    Pasting::X11(display).wait_for("UTF8_STRING", "・当日の資料\n");
}

#[test]
#[ignore = "needs screen"]
fn screen_passes_a_copy_on_to_its_terminal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let arguments = ["-c", "/dev/null", MIDASHI, "--select", "全角は二倍えらいのか？", "assets/sample.txt"];
    let session = Session::start(&Launch::new("screen", arguments).env("SCREENDIR", folder.path()));
    session.wait_for(|screen| screen.contains("? help"));
    session.type_keys("y");
    let copied = session.wait_for_copies(1);
    assert!(copied[0].len() > 1000, "more than a piece");
    let note = std::fs::read_to_string("assets/sample.txt").unwrap();
    assert!(copied[0].starts_with("■全角は二倍えらいのか？ ") && note.contains(&copied[0]));
    // What else screen made of it does not stand on the screen.
    session.wait_for_text("terminal clipboard (OSC 52)");
    assert!(session.screen().contains("▸ ■ 全角は二倍えらいのか？") && !session.screen().contains("44GL"));
    session.type_keys("q");
}

fn start(command: &mut Command) -> Child {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
#[ignore = "needs Xvfb and xclip"]
fn a_command_of_the_users_takes_a_copy() {
    let (_server, display) = start_display();
    // xclip stays, and holds the pipes that it was given.
    let settings = settings(&format!(
        "command = [\"env\", \"DISPLAY={display}\", \"xclip\", \"-selection\", \"clipboard\"]"
    ));
    let clipboard = clipboard(&settings, &[("DISPLAY", ":99999")]);
    assert_eq!(copy_to(&clipboard, &plain(TEXT)), "`env`");
    assert_eq!(Pasting::X11(display).paste("UTF8_STRING"), TEXT);
    assert_eq!(clipboard.routes(), [Route::Command, Route::System, Route::Terminal]);
}
