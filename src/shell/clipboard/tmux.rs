//! The buffer of the tmux around midashi, by its command `load-buffer`.

use std::ffi::OsString;
use std::process::Command;
use std::time::Duration;

use crate::shell::program::{self, Failure};

/// How long a tmux command may take. It answers within milliseconds, or its server hangs.
const PATIENCE: Duration = Duration::from_secs(2);

/// Prints what tmux knows of its terminal: with `clipboard` among it, tmux hands copies on.
const FEATURES: [&str; 3] = ["display-message", "-p", "#{client_termfeatures}"];

/// How far a text got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Into tmux's buffer alone: the terminal around tmux takes no clipboard, or none is attached.
    Buffer,
    /// Into tmux's buffer and, handed on by tmux, to the terminal's clipboard.
    Clipboard,
    /// Into tmux's buffer; this tmux is too old to hand it on.
    Unknown,
}

/// The tmux that midashi runs in.
#[derive(Debug)]
pub(super) struct Tmux {
    /// The program with its first arguments; tests have others play tmux.
    program: &'static [&'static str],
    patience: Duration,
    server: OsString,
    pane: Option<OsString>,
}

impl Tmux {
    /// The tmux of these values of `$TMUX` and `$TMUX_PANE`.
    pub(super) fn new(server: OsString, pane: Option<OsString>) -> Self {
        Self { program: &["tmux"], patience: PATIENCE, server, pane }
    }

    /// Makes `text` tmux's newest buffer; `-w` (since tmux 3.2) hands it on to the terminal, if tmux knows that the
    /// terminal takes it: then `clipboard` is among the client's features.
    pub(super) fn load_buffer(&self, text: &str) -> Result<Reach, String> {
        let hand_on = ["load-buffer", "-w", "-", ";"];
        match self.run(&[hand_on.as_slice(), &FEATURES].concat(), text) {
            Ok(features) => Ok(reach(&features)),
            Err(Failure::Ended(..)) => {
                self.run(&["load-buffer", "-"], text).map(|_| Reach::Unknown).map_err(into_reason)
            }
            Err(failure @ (Failure::Start(_) | Failure::TimeLimit(_))) => Err(into_reason(failure)),
        }
    }

    /// How far a text would get, by what tmux knows of the terminal that it was last used from.
    pub(super) fn ask(&self) -> Result<Reach, String> {
        self.run(&FEATURES, "").map(|features| reach(&features)).map_err(into_reason)
    }

    fn run(&self, args: &[&str], input: &str) -> Result<String, Failure> {
        let (program, first_args) = self.program.split_first().expect("a program is named");
        let mut command = Command::new(program);
        command.args(first_args).args(args).env("TMUX", &self.server);
        if let Some(pane) = &self.pane {
            command.env("TMUX_PANE", pane);
        }
        program::run(&mut command, input.into(), self.patience)
    }
}

fn reach(features: &str) -> Reach {
    let is_clipboard = |feature| feature == "clipboard";
    if features.trim_end().split(',').any(is_clipboard) { Reach::Clipboard } else { Reach::Buffer }
}

fn into_reason(failure: Failure) -> String {
    match failure {
        Failure::Start(_) | Failure::TimeLimit(_) => format!("tmux {failure}"),
        Failure::Ended(status, complaint) if complaint.trim().is_empty() => {
            tr!("tmux ended with {status}", status)
        }
        Failure::Ended(_, complaint) => complaint.trim().to_owned(),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    /// A tmux played by a shell script, whose `$*` are tmux's arguments.
    fn played_by(program: &'static [&'static str]) -> Tmux {
        Tmux { program, ..Tmux::new("/nonexistent,1,0".into(), None) }
    }

    #[test]
    fn what_tmux_answers_says_how_far_a_text_got() {
        let cases: [(&[&str], Result<Reach, &str>); 6] = [
            (&["sh", "-c", "cat; echo 256,clipboard,title"], Ok(Reach::Clipboard)),
            (&["sh", "-c", "cat > /dev/null; echo 256,title"], Ok(Reach::Buffer)),
            (&["sh", "-c", r#"case "$*" in *-w*) exit 1; esac; cat"#, "tmux"], Ok(Reach::Unknown)),
            (&["sh", "-c", "echo no server >&2; exit 1"], Err("no server")),
            (&["sh", "-c", "exit 1"], Err("tmux ended with exit status: 1")),
            (&["/nonexistent/tmux"], Err("tmux cannot be started: No such file or directory (os error 2)")),
        ];
        for (program, expected) in cases {
            let reach = played_by(program).load_buffer("\n見出し\n");
            assert_eq!(reach, expected.map_err(str::to_owned), "{program:?}");
        }
    }

    #[test]
    fn a_tmux_that_hangs_holds_up_nobody() {
        let hanging =
            Tmux { patience: Duration::from_millis(20), ..played_by(&["sh", "-c", "exec sleep 60"]) };
        let more_than_a_pipe_takes = "見".repeat(100_000);
        let reason = hanging.load_buffer(&more_than_a_pipe_takes).unwrap_err();
        assert!(reason.contains("did not end within"), "{reason}");
    }
}
