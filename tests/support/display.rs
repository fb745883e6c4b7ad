//! X11 displays and Wayland compositors without a screen, and programs that paste from them.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::DEADLINE;

/// Between two looks at what does not tell when it has changed.
pub const POLL: Duration = Duration::from_millis(20);

/// A program that does not outlive its test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display without a screen, and its name.
pub fn start_display() -> (Running, String) {
    let mut server = Command::new("Xvfb")
        // Without -noreset it starts anew when its last client leaves, and throws out who comes meanwhile.
        .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0", "2600x1400x24"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb is installed");
    // It names a display that was free, once it takes connections.
    let mut number = String::new();
    let stdout = server.stdout.take().expect("its output is piped");
    BufReader::new(stdout).read_line(&mut number).expect("it says its number");
    (Running(server), format!(":{}", number.trim()))
}

/// A Wayland compositor without a screen.
pub struct Compositor {
    _process: Running,
    folder: TempDir,
    display: String,
}

impl Compositor {
    /// The variables by which programs find it.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let folder = self.folder.path().to_str().unwrap().to_owned();
        vec![("XDG_RUNTIME_DIR", folder), ("WAYLAND_DISPLAY", self.display.clone())]
    }
}

/// Starts a compositor, and waits until it takes connections.
#[track_caller]
pub fn start_compositor() -> Compositor {
    let folder = tempfile::tempdir().unwrap();
    let (config, ready) = (folder.path().join("config"), folder.path().join("ready"));
    // It runs this once everything is there.
    let tell = format!("exec echo \"$WAYLAND_DISPLAY\" > {0}.new && mv {0}.new {0}\n", ready.display());
    std::fs::write(&config, format!("xwayland disable\n{tell}")).unwrap();
    // It refuses to run as root, which programs in containers are.
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let mut sway = Command::new(if is_root { "setpriv" } else { "sway" });
    if is_root {
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
        sway.args(["--reuid=65534", "--regid=65534", "--clear-groups", "sway"]);
    }
    let process = sway
        .arg("-c")
        .arg(&config)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("XDG_RUNTIME_DIR", folder.path())
        .env("WLR_BACKENDS", "headless")
        .env("WLR_RENDERER", "pixman")
        .env("WLR_LIBINPUT_NO_DEVICES", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("sway is installed");
    let process = Running(process);
    let deadline = Instant::now() + DEADLINE;
    let display = loop {
        if let Ok(name) = std::fs::read_to_string(&ready) {
            break name.trim().to_owned();
        }
        assert!(Instant::now() < deadline, "the compositor did not start");
        thread::sleep(POLL);
    };
    Compositor { _process: process, folder, display }
}

/// A desktop as seen by programs that paste.
pub enum Pasting {
    /// An X11 display, by its name.
    X11(String),
    /// A compositor, by its variables.
    Wayland(Vec<(&'static str, String)>),
}

impl Pasting {
    /// The variable that tells it from others, and its value.
    pub fn variable(&self) -> (&'static str, String) {
        match self {
            Self::X11(display) => ("DISPLAY", display.clone()),
            Self::Wayland(variables) => variables[0].clone(),
        }
    }

    /// What can be pasted.
    #[track_caller]
    pub fn targets(&self) -> Vec<String> {
        let listed = match self {
            Self::X11(_) => self.run("xclip", &["-o", "-selection", "clipboard", "-t", "TARGETS"]),
            Self::Wayland(_) => self.run("wl-paste", &["--list-types"]),
        };
        listed.lines().map(str::to_owned).collect()
    }

    /// What is pasted in the form of `target`.
    #[track_caller]
    pub fn paste(&self, target: &str) -> String {
        match self {
            Self::X11(_) => self.run("xclip", &["-o", "-selection", "clipboard", "-t", target]),
            Self::Wayland(_) => self.run("wl-paste", &["--no-newline", "--type", target]),
        }
    }

    /// Waits until `expected` is pasted.
    #[track_caller]
    pub fn wait_for(&self, target: &str, expected: &str) {
        let deadline = Instant::now() + DEADLINE;
        while self.paste(target) != expected {
            assert!(Instant::now() < deadline, "{expected} is not on the clipboard");
            thread::sleep(POLL);
        }
    }

    /// Copies by another program.
    #[track_caller]
    pub fn copy(&self, text: &str) {
        let mut command = match self {
            Self::X11(_) => self.command("xclip", &["-i", "-selection", "clipboard"]),
            Self::Wayland(_) => self.command("wl-copy", &[]),
        };
        let mut copier = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        copier.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        assert!(copier.wait().unwrap().success());
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").stderr(Stdio::null());
        match self {
            Self::X11(display) => command.env("DISPLAY", display),
            Self::Wayland(variables) => command.envs(variables.iter().map(|(name, value)| (*name, value))),
        };
        command
    }

    #[track_caller]
    fn run(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.command(program, arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}
