//! The thread that reads what the terminal sends, and how it is made to let go of it.
//!
//! It waits for bytes alone: changes of size come as signals, to another thread, and cannot keep a key waiting. It
//! wakes for nothing else, but once after an `Esc`, which may begin a sequence.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Instant;

use crossterm::event::Event as TerminalEvent;

#[cfg(unix)]
pub(super) use unix::{Keyboard, is_in_foreground, terminal};
#[cfg(not(unix))]
pub(super) use windows::{Keyboard, is_in_foreground};

use super::happening::Happening;
use super::input::{Clicks, translate};

/// Passes on what the terminal says.
struct Telling {
    clicks: Clicks,
    happenings: Sender<Happening>,
}

impl Telling {
    fn new(happenings: Sender<Happening>) -> Self {
        Self { clicks: Clicks::default(), happenings }
    }

    /// Whether there is still somebody to tell.
    fn tell(&mut self, event: TerminalEvent) -> bool {
        let Some(event) = translate(event) else { return true };
        let event = self.clicks.told_apart(event, Instant::now());
        self.happenings.send(Happening::Event(event)).is_ok()
    }

    /// No more keys can come.
    fn close(&self) {
        // The receiver is gone only at the end of the program.
        let _ = self.happenings.send(Happening::InputClosed);
    }
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{IsTerminal, Read, Write};
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::net::UnixStream;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use rustix::process::getpgrp;
    use rustix::termios::tcgetpgrp;

    use super::{Happening, Sender, Telling, io, thread};
    use crate::shell::sequences::Sequences;

    /// What is read at a time, in bytes; a kernel's terminal holds no more.
    const CHUNK: usize = 4096;

    /// What the thread is told, and echoes when it is so.
    const PAUSE: u8 = b'-';
    /// What ends a pause.
    const RESUME: u8 = b'+';

    /// The terminal that keys come from: standard input, or the controlling terminal where that is none.
    pub(in crate::shell) fn terminal() -> io::Result<OwnedFd> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            stdin.as_fd().try_clone_to_owned()
        } else {
            Ok(File::open("/dev/tty")?.into())
        }
    }

    /// Whether the terminal is ours to use: not while a shell has us run in the background.
    pub(in crate::shell) fn is_in_foreground() -> bool {
        let foreground = terminal().and_then(|terminal| Ok(tcgetpgrp(terminal)?));
        foreground.map_or(true, |group| group == getpgrp())
    }

    /// The thread that reads keys. It ends with this.
    pub(in crate::shell) struct Keyboard {
        control: UnixStream,
    }

    impl Keyboard {
        /// Begins to read; `typed` has been read already, and answers to what the terminal was asked may still come if
        /// `expects_answers`.
        pub(in crate::shell) fn start(
            typed: &[u8],
            expects_answers: bool,
            happenings: Sender<Happening>,
        ) -> io::Result<Self> {
            let terminal = terminal()?;
            let (control, controlled) = UnixStream::pair()?;
            let mut sequences = Sequences::new(expects_answers);
            let typed = sequences.feed(typed);
            let mut telling = Telling::new(happenings);
            thread::spawn(move || {
                let goes_on = typed.into_iter().all(|event| telling.tell(event));
                if goes_on && read(&terminal, &controlled, &mut sequences, &mut telling).is_err() {
                    telling.close();
                }
            });
            Ok(Self { control })
        }

        /// Does `meanwhile` while nothing is read, so that another program can.
        pub(in crate::shell) fn paused<T>(&self, meanwhile: impl FnOnce() -> T) -> T {
            let has_paused = self.stop();
            let done = meanwhile();
            if has_paused {
                let _ = (&self.control).write_all(&[RESUME]);
            }
            done
        }

        /// Reads nothing any more, so that what is typed from here on is another program's; whether anything was read until
        /// now.
        pub(in crate::shell) fn stop(&self) -> bool {
            let mut control = &self.control;
            // A thread that has ended reads nothing.
            control.write_all(&[PAUSE]).is_ok() && control.read_exact(&mut [0]).is_ok()
        }
    }

    /// Reads until nobody listens any more; an error where the terminal is gone.
    fn read(
        terminal: &OwnedFd,
        control: &UnixStream,
        sequences: &mut Sequences,
        telling: &mut Telling,
    ) -> io::Result<()> {
        let mut buffer = [0; CHUNK];
        loop {
            let patience =
                sequences.patience().map(Timespec::try_from).transpose().map_err(io::Error::other)?;
            let mut polled = [PollFd::new(terminal, PollFlags::IN), PollFd::new(control, PollFlags::IN)];
            match poll(&mut polled, patience.as_ref()) {
                Ok(0) => {
                    if !sequences.settle().is_none_or(|event| telling.tell(event)) {
                        return Ok(());
                    }
                    continue;
                }
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            let [_, called] = polled.map(|polled| polled.revents());
            if !called.is_empty() {
                if pause(control).is_err() {
                    return Ok(());
                }
                continue;
            }
            let count = match rustix::io::read(terminal, &mut buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => count,
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(error) => return Err(error.into()),
            };
            let events = sequences.feed(buffer.get(..count).unwrap_or_default());
            if !events.into_iter().all(|event| telling.tell(event)) {
                return Ok(());
            }
        }
    }

    /// Waits until it is told to go on; an error where the other end has been closed.
    fn pause(mut control: &UnixStream) -> io::Result<()> {
        control.read_exact(&mut [0])?;
        control.write_all(&[PAUSE])?;
        control.read_exact(&mut [0])
    }
}

#[cfg(not(unix))]
mod windows {
    use super::{Happening, Sender, Telling, io, thread};

    /// Whether the console is ours to use: there are no others who could have it.
    pub(in crate::shell) fn is_in_foreground() -> bool {
        true
    }

    /// The thread that reads keys.
    pub(in crate::shell) struct Keyboard;

    impl Keyboard {
        /// Begins to read. A console is asked nothing, and nothing is typed meanwhile.
        pub(in crate::shell) fn start(
            _typed: &[u8],
            _expects_answers: bool,
            happenings: Sender<Happening>,
        ) -> io::Result<Self> {
            let mut telling = Telling::new(happenings);
            thread::spawn(move || {
                while let Ok(event) = crossterm::event::read() {
                    if !telling.tell(event) {
                        return;
                    }
                }
                telling.close();
            });
            Ok(Self)
        }

        /// Does `meanwhile`. Keys that are typed then may be read here.
        pub(in crate::shell) fn paused<T>(&self, meanwhile: impl FnOnce() -> T) -> T {
            meanwhile()
        }

        /// The thread cannot be stopped here; it ends with the program.
        pub(in crate::shell) fn stop(&self) -> bool {
            false
        }
    }
}
