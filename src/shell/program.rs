//! Running a program with a text on its standard input, for a limited time.
//!
//! What counts is when the program itself ends: one that leaves a child behind, as `wl-copy` and `xclip` do, may leave
//! it our pipes, too. One that takes too long is ended, with all that it started.

use crate::text::language::system::told;
use std::fmt;
use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// What is kept of what a program prints, in bytes; the rest is read and dropped.
const KEPT: usize = 1 << 16;

/// How long the end of a program's output is waited for when the program has ended: it is there at once unless a
/// child of the program holds the pipe.
const LAST_WORDS: Duration = Duration::from_millis(100);

/// The longest pause between two looks at whether a program has ended.
const LONGEST_PAUSE: Duration = Duration::from_millis(16);

/// Why a program did not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// It cannot be started.
    Start(io::Error),
    /// It did not end in time, and was ended.
    TimeLimit(Duration),
    /// It ended with an error; what it said on standard error.
    Ended(ExitStatus, String),
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(error) => formatter.write_str(&tr!("cannot be started: {why}", why = told(error))),
            Self::TimeLimit(limit) => formatter.write_str(&tr!(
                "did not end within {seconds} seconds, and was ended",
                seconds = limit.as_secs()
            )),
            Self::Ended(status, complaint) => {
                let lines: Vec<&str> =
                    complaint.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                match lines.as_slice() {
                    [] => formatter.write_str(&tr!("ended with {status}", status)),
                    lines => formatter.write_str(&lines.join("; ")),
                }
            }
        }
    }
}

/// What a program left.
#[derive(Debug)]
pub(super) struct Ran {
    /// How it ended; `None` where it was ended.
    pub(super) status: Option<ExitStatus>,
    /// What it wrote to standard output.
    pub(super) printed: Kept,
    /// What it wrote to standard error.
    pub(super) complaint: Kept,
}

/// What is kept of an output.
#[derive(Debug)]
pub(super) struct Kept {
    /// Its beginning.
    pub(super) text: String,
    /// Whether there was more.
    pub(super) is_cut: bool,
}

/// Runs `command` with `input`, for as long as `patience` lasts; returns what it printed.
///
/// It runs in a process group of its own, in the background: it cannot take the terminal from midashi.
pub(super) fn run(command: &mut Command, input: Vec<u8>, patience: Duration) -> Result<String, Failure> {
    let deadline = Instant::now() + patience;
    let ran = run_while(command, input, || Instant::now() < deadline).map_err(Failure::Start)?;
    match ran.status {
        None => Err(Failure::TimeLimit(patience)),
        Some(status) if status.success() => Ok(ran.printed.text),
        Some(status) => Err(Failure::Ended(status, ran.complaint.text)),
    }
}

/// As [`run`], for as long as `goes_on` says so.
pub(super) fn run_while(
    command: &mut Command,
    input: Vec<u8>,
    goes_on: impl Fn() -> bool,
) -> io::Result<Ran> {
    in_the_background(command);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    feed(&mut child, input);
    let (printed, complaint) = (Output::of(child.stdout.take()), Output::of(child.stderr.take()));
    let status = wait(&mut child, goes_on)?;
    if status.is_none() {
        end(&mut child);
    }
    Ok(Ran { status, printed: printed.kept(), complaint: complaint.kept() })
}

/// Writes `input` to the child in a thread of its own, which ends when the child does.
pub(super) fn feed(child: &mut Child, input: Vec<u8>) {
    let stdin = child.stdin.take();
    thread::spawn(move || {
        // A program need not read all that it is given; its exit status says whether that is an error.
        stdin.map(|mut stdin| stdin.write_all(&input))
    });
}

/// Waits for the end of a child; `None` when `goes_on` ends first. No system call waits for a child and something else,
/// which is why it is looked at again and again.
fn wait(child: &mut Child, goes_on: impl Fn() -> bool) -> io::Result<Option<ExitStatus>> {
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if !goes_on() {
            return Ok(None);
        }
        thread::sleep(pause);
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

#[cfg(unix)]
fn in_the_background(command: &mut Command) {
    use std::os::unix::process::CommandExt;

    command.process_group(0);
}

#[cfg(not(unix))]
fn in_the_background(_command: &mut Command) {}

/// Ends a child, and where that is possible all that it started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        // A group that ended in this moment cannot be ended.
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    }
    // Likewise; it is reaped all the same.
    let _ = child.kill();
    let _ = child.wait();
}

/// What a program prints, read by a thread of its own.
struct Output {
    /// Its beginning, and whether there was more.
    kept: Arc<Mutex<(Vec<u8>, bool)>>,
    /// Disconnected at the end of the output.
    ended: Receiver<()>,
}

impl Output {
    fn of(pipe: Option<impl Read + Send + 'static>) -> Self {
        let kept = Arc::new(Mutex::new((Vec::new(), false)));
        let (end, ended) = channel();
        let shared = Arc::clone(&kept);
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            let Some(mut pipe) = pipe else { return };
            while let Ok(count @ 1..) = pipe.read(&mut buffer) {
                let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
                let (kept, is_cut) = &mut *shared;
                let room = KEPT.saturating_sub(kept.len()).min(count);
                kept.extend_from_slice(&buffer[..room]);
                *is_cut |= room < count;
            }
            drop(end);
        });
        Self { kept, ended }
    }

    fn kept(&self) -> Kept {
        // Nothing is ever sent: this returns at the end of the output, or when it takes too long.
        let _ = self.ended.recv_timeout(LAST_WORDS);
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Kept { text: String::from_utf8_lossy(&kept.0).into_owned(), is_cut: kept.1 }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn run_script(script: &str, input: &str, patience: Duration) -> Result<String, String> {
        let ran = run(Command::new("sh").args(["-c", script]), input.into(), patience);
        ran.map_err(|failure| failure.to_string())
    }

    #[test]
    fn programs_are_told_apart_by_how_they_end() {
        let large = "見".repeat(100_000);
        let cases = [
            ("cat", "か\n", Ok("か\n")),
            ("wc -c | tr -d ' '", &large, Ok("300000\n")),
            ("true", &large, Ok("")),
            ("echo a >&2; echo >&2; echo b >&2; exit 3", "", Err("a; b")),
            ("exit 3", "", Err("ended with exit status: 3")),
            // A child that stays holds the pipes; it is no reason to wait.
            ("sleep 5 & echo started", "", Ok("started\n")),
        ];
        for (script, input, expected) in cases {
            let ran = run_script(script, input, Duration::from_secs(20));
            assert_eq!(ran, expected.map(str::to_owned).map_err(str::to_owned), "{script}");
        }
        let missing = run(&mut Command::new("/nonexistent/it"), Vec::new(), Duration::from_secs(1));
        assert!(missing.unwrap_err().to_string().starts_with("cannot be started: No such file"));
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_its_children() {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("fifo");
        assert!(Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        // The shell's child holds the pipe open for writing: its reader gets to the end when the child has ended.
        let script = format!("exec 3<>{0}; sleep 60 3>{0}; true", fifo.display());
        let reader = thread::spawn({
            let fifo = fifo.clone();
            move || std::fs::read(fifo)
        });
        let failure = run_script(&script, &"見".repeat(100_000), Duration::from_millis(50)).unwrap_err();
        assert!(failure.starts_with("did not end within"), "{failure}");
        assert!(reader.join().unwrap().is_ok());
    }
}
