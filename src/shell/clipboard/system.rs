//! The clipboard of the desktop, through a [`keeper`](super::keeper) in a process of its own.

use std::ffi::OsString;
use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::keeper::{DONE, Desktop, Task, message};
use super::{Clipping, Environment};
use crate::shell::program::feed;
use crate::text::language::system::told;

/// How long a desktop may take. A display over a slow SSH connection answers within two seconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// The variables by which a desktop is found. `WAYLAND_SOCKET` is not among them: it names a connection that only one
/// process can use.
const VARIABLES: [&str; 4] = ["WAYLAND_DISPLAY", "DISPLAY", "XDG_RUNTIME_DIR", "XAUTHORITY"];

/// The name of the hidden command that is the keeper.
pub const KEEPER: &str = "__keep-clipboard";

/// The clipboards of the desktops around midashi.
#[derive(Debug)]
pub(super) struct System {
    /// midashi itself; tests have others play it.
    program: PathBuf,
    /// What stands before the keeper's own arguments: nothing, but in tests.
    first_args: &'static [&'static str],
    variables: Vec<(&'static str, Option<OsString>)>,
    /// The desktops, the more likely first. Not empty.
    desktops: Vec<Desktop>,
    patience: Duration,
}

/// No desktop took a copy: each that was asked, with its reason.
pub(super) struct Refused(Vec<(Desktop, String)>);

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons: Vec<String> =
            self.0.iter().map(|(desktop, reason)| format!("{} {reason}", desktop.name())).collect();
        formatter.write_str(&reasons.join(", "))
    }
}

impl System {
    /// The desktops that the environment promises, or why there is none.
    pub(super) fn find(env: Environment<'_>, program: PathBuf) -> Result<Self, String> {
        let is_set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
        let desktops: Vec<Desktop> = if cfg!(any(target_os = "macos", windows)) {
            // Over SSH it is not the clipboard in front of the user.
            if is_set("SSH_CONNECTION") {
                return Err(
                    tr!("the clipboard of this machine is not the one before you, over SSH").into_owned()
                );
            }
            vec![Desktop::Native]
        } else {
            // A compositor without data control has an X server for its X programs, mostly.
            [("WAYLAND_DISPLAY", Desktop::Wayland), ("DISPLAY", Desktop::X11)]
                .into_iter()
                .filter_map(|(name, desktop)| is_set(name).then_some(desktop))
                .collect()
        };
        if desktops.is_empty() {
            return Err(tr!("neither WAYLAND_DISPLAY nor DISPLAY is set").into_owned());
        }
        let variables = VARIABLES.map(|name| (name, env(name))).into();
        Ok(Self { program, first_args: &[], variables, desktops, patience: PATIENCE })
    }

    /// Gives `clipping` to a keeper of the first desktop that takes it.
    pub(super) fn keep(&self, clipping: &Clipping) -> Result<Desktop, Refused> {
        let message = message(clipping);
        self.first(|desktop| self.start(Task::Keep, desktop, message.clone()))
    }

    /// The first desktop that answers.
    pub(super) fn ask(&self) -> Result<Desktop, Refused> {
        self.first(|desktop| self.start(Task::Ask, desktop, Vec::new()))
    }

    fn first(&self, start: impl Fn(Desktop) -> Result<(), String>) -> Result<Desktop, Refused> {
        let mut refused = Vec::new();
        for &desktop in &self.desktops {
            match start(desktop) {
                Ok(()) => return Ok(desktop),
                Err(reason) => refused.push((desktop, reason)),
            }
        }
        Err(Refused(refused))
    }

    /// Starts a keeper and waits for its word; one that says nothing in time is ended.
    fn start(&self, task: Task, desktop: Desktop, message: Vec<u8>) -> Result<(), String> {
        let mut command = Command::new(&self.program);
        show_as_midashi(&mut command);
        command
            .args(self.first_args)
            .args([KEEPER, task.name(), desktop.name()])
            .env_remove("WAYLAND_SOCKET");
        for (name, value) in &self.variables {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let mut keeper = command
            // It may stay for long, and is to hold no folder.
            .current_dir(if cfg!(windows) { "." } else { "/" })
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                tr!(
                    "cannot be reached: {program} cannot be started: {why}",
                    program = self.program.display(),
                    why = told(&error)
                )
            })?;
        feed(&mut keeper, message);
        let (sender, word) = channel();
        let stdout = keeper.stdout.take();
        thread::spawn(move || {
            let mut line = String::new();
            // A keeper that ends without a word has failed as one that says so.
            let _ = stdout.map(|stdout| BufReader::new(stdout).read_line(&mut line));
            let _ = sender.send(line);
        });
        let Ok(word) = word.recv_timeout(self.patience) else {
            // One that ended in this moment cannot be ended, and is reaped all the same.
            let _ = keeper.kill();
            let _ = keeper.wait();
            return Err(tr!("did not answer within {seconds} seconds", seconds = self.patience.as_secs()));
        };
        // It ends when another program copies, and is then to be reaped.
        thread::spawn(move || keeper.wait());
        match word.trim_end() {
            DONE => Ok(()),
            "" => Err(tr!("broke down").into_owned()),
            reason => Err(tr!("failed: {reason}", reason)),
        }
    }
}

/// Has lists of processes show the keeper as what it is, whatever path it is started by.
#[cfg(unix)]
fn show_as_midashi(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.arg0("midashi");
}

#[cfg(not(unix))]
fn show_as_midashi(_command: &mut Command) {}

/// midashi itself, as it can be started once more.
pub(super) fn this_program() -> PathBuf {
    // Names the program also when its file has been replaced or removed since it was started.
    if cfg!(target_os = "linux") {
        "/proc/self/exe".into()
    } else {
        std::env::current_exe().unwrap_or_default()
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    /// A keeper played by a shell script, whose `$2` is the task and `$3` the desktop.
    fn played_by(first_args: &'static [&'static str]) -> System {
        let desktops = vec![Desktop::Wayland, Desktop::X11];
        System { program: "sh".into(), first_args, variables: Vec::new(), desktops, patience: PATIENCE }
    }

    #[test]
    fn the_first_desktop_that_takes_a_copy_keeps_it() {
        let cases: [(&[&str], _); 4] = [
            (&["-c", "cat >/dev/null; echo done", "keeper"], Ok(Desktop::Wayland)),
            (&["-c", "[ $3 = X11 ] && echo done || echo no data control", "keeper"], Ok(Desktop::X11)),
            (&["-c", "echo no $2", "keeper"], Err("Wayland failed: no keep, X11 failed: no keep")),
            (&["-c", "exit 1", "keeper"], Err("Wayland broke down, X11 broke down")),
        ];
        for (script, expected) in cases {
            let system = played_by(script);
            let text = "見出し".repeat(100_000);
            let kept = system.keep(&Clipping { text, html: None }).map_err(|refused| refused.to_string());
            assert_eq!(kept, expected.map_err(str::to_owned), "{script:?}");
        }
    }

    #[test]
    fn a_desktop_that_hangs_holds_up_nobody() {
        let hanging =
            System { patience: Duration::from_millis(20), ..played_by(&["-c", "exec sleep 60", "keeper"]) };
        let text = "見".repeat(100_000);
        let refused = hanging.keep(&Clipping { text, html: None }).err().unwrap().to_string();
        assert!(refused.starts_with("Wayland did not answer within"), "{refused}");
    }
}
