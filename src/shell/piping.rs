//! Running the commands that excerpts are piped to, each in a thread of its own.

use std::cell::RefCell;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use super::effects::{amount, document};
use super::happening::Happening;
use super::program::{self, Ran};
use crate::app::effect::Excerpt;
use crate::app::event::{Ending, Event, Piped};
use crate::export::to_string;
use crate::vault::Vault;

/// Runs commands.
pub(super) struct Piping {
    answers: Sender<Happening>,
    /// The command that was started last. The app starts none while another runs.
    last: RefCell<Option<Running>>,
}

struct Running {
    number: u64,
    command: String,
    goes_on: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Piping {
    pub(super) fn new(answers: Sender<Happening>) -> Self {
        Self { answers, last: RefCell::default() }
    }

    /// Runs `command` with an excerpt of `vault` as its input; the answer comes as an event.
    pub(super) fn start(&self, vault: &Arc<Vault>, number: u64, excerpt: Excerpt, command: String) {
        let (vault, answers) = (Arc::clone(vault), self.answers.clone());
        let goes_on = Arc::new(AtomicBool::new(true));
        let thread = thread::spawn({
            let (command, goes_on) = (command.clone(), Arc::clone(&goes_on));
            move || {
                let piped = pipe(&vault, number, &excerpt, &command, &goes_on);
                // Without anyone to listen, the answer is in vain.
                let _ = answers.send(Happening::Event(Event::Piped(piped)));
            }
        });
        self.last.replace(Some(Running { number, command, goes_on, thread }));
    }

    /// Ends the command of a number, if it still runs.
    pub(super) fn end(&self, number: u64) {
        if let Some(running) = self.last.borrow().as_ref().filter(|running| running.number == number) {
            running.goes_on.store(false, Ordering::Relaxed);
        }
    }

    /// Ends what still runs, and says so.
    pub(super) fn finish(self) -> Option<String> {
        let running = self.last.into_inner().filter(|running| !running.thread.is_finished())?;
        running.goes_on.store(false, Ordering::Relaxed);
        // A command is ended within some milliseconds. That its thread panicked is told by the panic itself.
        let _ = running.thread.join();
        Some(tr!("`{command}` still ran, and was ended", command = running.command))
    }
}

fn pipe(vault: &Vault, number: u64, excerpt: &Excerpt, command: &str, goes_on: &AtomicBool) -> Piped {
    let document = document(vault, excerpt);
    let input = to_string(document, excerpt.format).into_bytes();
    let ran = program::run_while(&mut shell(command), input, || goes_on.load(Ordering::Relaxed));
    let amount = amount(document, excerpt.format);
    match ran {
        Ok(Ran { status, printed, complaint }) => Piped {
            number,
            amount,
            is_cut: printed.is_cut || complaint.is_cut,
            printed: printed.text,
            complaint: complaint.text,
            ending: match status {
                None => Ending::Cancelled,
                Some(status) if status.success() => Ending::Success,
                Some(status) => Ending::Failure(match status.code() {
                    Some(code) => tr!("status {code}", code),
                    None => status.to_string(),
                }),
            },
        },
        Err(error) => Piped {
            number,
            amount,
            printed: String::new(),
            complaint: String::new(),
            is_cut: false,
            ending: Ending::NotRun(error.to_string()),
        },
    }
}

/// The user's command, for the system's shell.
#[cfg(not(windows))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    // What follows is no option, whatever it begins with.
    shell.args(["-c", "--", command]);
    shell
}

/// The user's command, for the system's shell, which wants it as it was typed.
#[cfg(windows)]
fn shell(command: &str) -> Command {
    use std::os::windows::process::CommandExt;

    let mut shell = Command::new("cmd");
    shell.arg("/C").raw_arg(command);
    shell
}
