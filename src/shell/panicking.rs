//! What happens when midashi itself is wrong: the terminal is given back, the message is readable, and what the user has
//! made is remembered.
//!
//! A panic of the event loop gives the terminal back at once, and unwinds to [`super::run`], which remembers. One of a
//! worker is told to the event loop, which then ends; where that does not listen any more, the program ends all the same.

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::fmt::Display;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::exit;
use std::sync::Once;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use super::happening::Happening;
use super::terminal::give_back;
use crate::text::sanitize;

/// The status of a program that has panicked.
const STATUS: i32 = 101;

/// How long the event loop may take to end after the panic of a worker.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why the event loop was left.
pub(super) type Panic = Box<dyn Any + Send>;

/// Has panics handled so from now on; those of other threads than this one are told to `happenings`.
pub(super) fn watch(happenings: Sender<Happening>) {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let main = thread::current().id();
        let overseer = oversee();
        panic::set_hook(Box::new(move |panic| {
            let message = told(panic);
            if thread::current().id() == main {
                give_back();
                say(&message);
            } else if happenings.send(Happening::Panicked(message.clone())).is_err()
                || overseer.send(message.clone()).is_err()
            {
                end(&message);
            }
        }));
    });
}

/// A thread that ends the program when the event loop, which was told of a panic, hangs. There may be no memory for another
/// thread later: that may be why one panics.
fn oversee() -> Sender<String> {
    let (overseer, told) = channel::<String>();
    thread::spawn(move || {
        if let Ok(message) = told.recv() {
            thread::sleep(PATIENCE);
            end(&message);
        }
    });
    overseer
}

/// What to say of a panic.
fn told(panic: &dyn Display) -> String {
    let backtrace = Backtrace::capture();
    let message = tr!("this is a mistake in midashi itself: {what}", what = panic);
    let has_backtrace = backtrace.status() == BacktraceStatus::Captured;
    if has_backtrace { format!("{message}\n{backtrace}") } else { message }
}

/// Ends the program at once.
fn end(message: &str) {
    give_back();
    say(message);
    exit(STATUS);
}

/// Says a message on the terminal that was given back. It may quote a note.
pub(super) fn say(message: &str) {
    for line in message.lines() {
        // Without anyone to listen, the message is in vain.
        let _ = writeln!(io::stderr(), "midashi: {}", sanitize::line(line));
    }
}

/// What `perform` returns, or its panic. What it has changed may be half done, and is only to be remembered.
pub(super) fn caught<T>(perform: impl FnOnce() -> T) -> Result<T, Panic> {
    panic::catch_unwind(AssertUnwindSafe(perform))
}

/// The panic of a worker, which is told when the terminal has been given back.
struct OfWorker(String);

/// Leaves the event loop because of the panic of a worker.
pub(super) fn leave(message: String) -> ! {
    panic::resume_unwind(Box::new(OfWorker(message)))
}

/// Ends the program by the panic that the event loop was left by; the terminal must have been given back.
pub(super) fn resume(panic: Panic) -> ! {
    if let Some(OfWorker(message)) = panic.downcast_ref() {
        say(message);
    }
    panic::resume_unwind(panic)
}
