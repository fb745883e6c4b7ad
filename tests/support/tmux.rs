//! A private tmux server, without anyone's settings, for tests in a real terminal multiplexer.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::pty::Launch;
use super::{DEADLINE, Size};

/// tmux tells nobody when a screen changed, so that it must be asked again and again.
const POLL: Duration = Duration::from_millis(10);

/// A server with one session of one pane, in which a shell runs. Dropping it ends them.
pub struct Tmux {
    folder: TempDir,
}

impl Tmux {
    /// Starts a server whose window has this size, and waits for the shell's prompt, `$ `.
    ///
    /// The shell starts in the project's folder, reads no settings, and has a `HOME` that does not exist.
    #[track_caller]
    pub fn start(size: Size) -> Self {
        let tmux = Self { folder: tempfile::tempdir().unwrap() };
        let (columns, rows) = (size.columns.to_string(), size.rows.to_string());
        tmux.run(&[
            "new-session",
            "-d",
            "-x",
            &columns,
            "-y",
            &rows,
            "-c",
            env!("CARGO_MANIFEST_DIR"),
            "env",
            "PS1=$ ",
            "bash",
            "--norc",
            "--noprofile",
        ]);
        tmux.wait_for(|lines| lines.iter().any(|line| line.starts_with('$')));
        tmux
    }

    /// Presses keys by their names in tmux: `j`, `Enter`, `C-d`, `PPage`.
    #[track_caller]
    pub fn send_keys(&self, keys: &[&str]) {
        self.run(&[["send-keys", "--"].as_slice(), keys].concat());
    }

    /// Types text, character for character.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.run(&["send-keys", "-l", "--", text]);
    }

    /// Types a command line into the shell.
    #[track_caller]
    pub fn enter(&self, line: &str) {
        self.type_text(line);
        self.send_keys(&["Enter"]);
    }

    /// The rows of the screen, without trailing blanks.
    #[track_caller]
    pub fn capture(&self) -> Vec<String> {
        lines(&self.run(&["capture-pane", "-p"]))
    }

    /// The rows of the screen with escape sequences where the style changes.
    #[track_caller]
    pub fn capture_styled(&self) -> Vec<String> {
        lines(&self.run(&["capture-pane", "-p", "-e"]))
    }

    /// Whether a full-screen program has the pane.
    pub fn is_alternate(&self) -> bool {
        self.run(&["display-message", "-p", "#{alternate_on}"]).trim() == "1"
    }

    /// Waits for a screen that `accepts` takes, and returns it.
    #[track_caller]
    pub fn wait_for(&self, accepts: impl Fn(&[String]) -> bool) -> Vec<String> {
        let deadline = Instant::now() + DEADLINE;
        loop {
            let lines = self.capture();
            if accepts(&lines) {
                return lines;
            }
            assert!(
                Instant::now() < deadline,
                "the awaited screen did not come; there is\n{}",
                lines.join("\n")
            );
            thread::sleep(POLL);
        }
    }

    /// Waits until `text` stands on the screen, within one row.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) -> Vec<String> {
        self.wait_for(|lines| lines.iter().any(|line| line.contains(text)))
    }

    /// What the newest buffer holds, byte for byte.
    #[track_caller]
    pub fn show_buffer(&self) -> String {
        self.run(&["show-buffer"])
    }

    /// Pastes the newest buffer into the pane, bracketed if its program asks for that.
    #[track_caller]
    pub fn paste(&self) {
        self.run(&["paste-buffer", "-p"]);
    }

    /// Changes the size of the window.
    #[track_caller]
    pub fn resize(&self, size: Size) {
        let (columns, rows) = (size.columns.to_string(), size.rows.to_string());
        self.run(&["resize-window", "-x", &columns, "-y", &rows]);
    }

    /// The value of `$TMUX` in the pane, by which a program finds the server.
    #[track_caller]
    pub fn variable(&self) -> String {
        let value = self.run(&["display-message", "-p", "#{socket_path},#{pid},0"]);
        value.trim_end().to_owned()
    }

    /// A client attached to the session, to be started in a pty of its own.
    pub fn attach(&self) -> Launch {
        let socket = self.socket();
        let args: [&OsStr; 4] = ["-u".as_ref(), "-S".as_ref(), socket.as_ref(), "attach".as_ref()];
        Launch::new("tmux", args)
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("socket")
    }

    /// Runs a tmux command; returns what it printed.
    #[track_caller]
    fn run(&self, args: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.command(args).output().expect("tmux is installed");
        let complaint = String::from_utf8_lossy(&stderr);
        assert!(status.success(), "tmux {args:?}: {complaint}");
        String::from_utf8(stdout).expect("tmux speaks UTF-8")
    }

    /// `-u` has tmux speak UTF-8 whatever the locale, `-f` keeps anyone's settings away.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("tmux");
        command
            .args(["-u", "-f", "/dev/null", "-S"])
            .arg(self.socket())
            .args(args)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", "/dev/null")
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm-256color");
        command
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        // A server whose shell has ended is gone already.
        let _ = self.command(&["kill-server"]).output();
    }
}

fn lines(captured: &str) -> Vec<String> {
    captured.lines().map(str::to_owned).collect()
}
