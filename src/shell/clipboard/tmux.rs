//! The buffer of the tmux around midashi, by its command `load-buffer`.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// How long a tmux command may take. It answers within milliseconds, or its server hangs.
const PATIENCE: Duration = Duration::from_secs(2);

/// How far a text got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
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
        let features = ["display-message", "-p", "#{client_termfeatures}"];
        let hand_on = ["load-buffer", "-w", "-", ";"];
        match self.run(&[hand_on.as_slice(), &features].concat(), text) {
            Ok(features) if features.trim_end().split(',').any(|f| f == "clipboard") => Ok(Reach::Clipboard),
            Ok(_) => Ok(Reach::Buffer),
            Err(Failure::NoAnswer) => Err(Failure::NoAnswer.into_reason()),
            Err(Failure::Said(_)) => {
                self.run(&["load-buffer", "-"], text).map(|_| Reach::Unknown).map_err(Failure::into_reason)
            }
        }
    }

    /// Runs `tmux` with `args` and `input`; returns what it printed.
    ///
    /// A thread talks to it, so that a tmux which hangs can be left to itself: it is ended, and the thread with it.
    fn run(&self, args: &[&str], input: &str) -> Result<String, Failure> {
        let (program, first_args) = self.program.split_first().expect("a program is named");
        let mut command = Command::new(program);
        command.args(first_args).args(args).env("TMUX", &self.server);
        if let Some(pane) = &self.pane {
            command.env("TMUX_PANE", pane);
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| Failure::Said(format!("cannot start tmux: {error}")))?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let input = input.to_owned();
        let (sender, receiver) = channel();
        thread::spawn(move || {
            // A tmux that refuses its arguments reads nothing; what it says then comes on the other pipes.
            if let Some(mut stdin) = stdin {
                let _ = stdin.write_all(input.as_bytes());
            }
            let printed = read_to_end(stdout);
            let complaint = read_to_end(stderr);
            // The receiver is gone when its patience is.
            let _ = sender.send((printed, complaint));
        });
        let Ok((printed, complaint)) = receiver.recv_timeout(self.patience) else {
            // A child that ended in this moment cannot be killed, and is reaped all the same.
            let _ = child.kill();
            let _ = child.wait();
            return Err(Failure::NoAnswer);
        };
        match child.wait() {
            Ok(status) if status.success() => Ok(printed),
            Ok(status) if complaint.trim().is_empty() => {
                Err(Failure::Said(format!("tmux ended with {status}")))
            }
            Ok(_) => Err(Failure::Said(complaint.trim().to_owned())),
            Err(error) => Err(Failure::Said(error.to_string())),
        }
    }
}

/// Why a tmux command did not do its work.
enum Failure {
    NoAnswer,
    Said(String),
}

impl Failure {
    fn into_reason(self) -> String {
        match self {
            Self::NoAnswer => format!("tmux did not answer within {} seconds", PATIENCE.as_secs()),
            Self::Said(complaint) => complaint,
        }
    }
}

fn read_to_end(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // What was read before an error still tells most.
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(all(test, unix))]
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
            (&["/nonexistent/tmux"], Err("cannot start tmux: No such file or directory (os error 2)")),
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
        assert!(reason.contains("did not answer"), "{reason}");
    }
}
