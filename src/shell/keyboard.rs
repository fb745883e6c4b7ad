//! The thread that reads the terminal's events. Another program can be given the terminal: then it reads nothing.

use std::io;
use std::sync::mpsc::Sender;
use std::time::Instant;

use super::happening::Happening;
use super::input::{self, Clicks};

#[cfg(unix)]
pub(super) use pausable::Keyboard;

/// Where events go.
struct Events {
    sender: Sender<Happening>,
    clicks: Clicks,
}

impl Events {
    fn new(sender: Sender<Happening>) -> Self {
        Self { sender, clicks: Clicks::default() }
    }

    /// Passes on what the terminal says; `None` when nothing more can come.
    fn pass_on(&mut self, event: io::Result<crossterm::event::Event>) -> Option<()> {
        let Ok(event) = event else {
            // Without anyone to listen, that is in vain.
            let _ = self.sender.send(Happening::InputClosed);
            return None;
        };
        let Some(event) = input::translate(event) else { return Some(()) };
        let event = self.clicks.told_apart(event, Instant::now());
        self.sender.send(Happening::Event(event)).ok()
    }
}

#[cfg(unix)]
mod pausable {
    use std::fs::File;
    use std::io::{self, IsTerminal, PipeReader, PipeWriter, Read, Write};
    use std::os::fd::{AsFd, OwnedFd};
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::thread;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, poll};

    use super::Events;
    use crate::shell::happening::Happening;

    /// What was read is parsed at once; there is nothing to wait for.
    const AT_ONCE: Duration = Duration::from_millis(1);

    /// The thread that reads the terminal's events.
    pub(in crate::shell) struct Keyboard {
        wake: PipeWriter,
        paused: Receiver<()>,
        resume: Sender<()>,
    }

    impl Keyboard {
        /// Starts the thread.
        pub(in crate::shell) fn start(events: Sender<Happening>) -> io::Result<Self> {
            let terminal = terminal()?;
            let (woken, wake) = io::pipe()?;
            let (tell_paused, paused) = channel();
            let (resume, resumed) = channel();
            let events = Events::new(events);
            let mut reader = Reader { terminal, woken, tell_paused, resumed, events };
            thread::spawn(move || while reader.step().is_some() {});
            Ok(Self { wake, paused, resume })
        }

        /// Runs `meanwhile`, during which nothing is read from the terminal.
        pub(in crate::shell) fn paused<T>(&self, meanwhile: impl FnOnce() -> T) -> T {
            // If the thread has ended there is nothing to be paused.
            if (&self.wake).write_all(b".").is_ok() {
                let _ = self.paused.recv();
            }
            let result = meanwhile();
            let _ = self.resume.send(());
            result
        }
    }

    /// The terminal that keys come from, as crossterm finds it.
    fn terminal() -> io::Result<OwnedFd> {
        if io::stdin().is_terminal() {
            return io::stdin().as_fd().try_clone_to_owned();
        }
        File::open("/dev/tty").map(OwnedFd::from)
    }

    struct Reader {
        terminal: OwnedFd,
        woken: PipeReader,
        tell_paused: Sender<()>,
        resumed: Receiver<()>,
        events: Events,
    }

    impl Reader {
        /// Waits, and passes on what has come; `None` when nothing more can come.
        fn step(&mut self) -> Option<()> {
            let mut waited =
                [PollFd::new(&self.terminal, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
            match poll(&mut waited, None) {
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => return Some(()),
                Err(error) => return self.events.pass_on(Err(error.into())),
            }
            let [terminal, woken] = waited.map(|fd| fd.revents());
            if !woken.is_empty() {
                self.woken.read_exact(&mut [0]).ok()?;
                self.tell_paused.send(()).ok()?;
                return self.resumed.recv().ok();
            }
            let mut has_come = false;
            while crossterm::event::poll(AT_ONCE).ok()? {
                has_come = true;
                self.events.pass_on(crossterm::event::read())?;
            }
            // The other end has gone, and all that it sent has been read.
            if !has_come && terminal.intersects(PollFlags::HUP | PollFlags::ERR) {
                return self.events.pass_on(Err(io::ErrorKind::UnexpectedEof.into()));
            }
            Some(())
        }
    }
}

/// The thread that reads the terminal's events; here it goes on when another program has the terminal.
#[cfg(not(unix))]
pub(super) struct Keyboard;

#[cfg(not(unix))]
impl Keyboard {
    /// Starts the thread.
    pub(super) fn start(events: Sender<Happening>) -> io::Result<Self> {
        let mut events = Events::new(events);
        std::thread::spawn(move || while events.pass_on(crossterm::event::read()).is_some() {});
        Ok(Self)
    }

    /// Runs `meanwhile`.
    pub(super) fn paused<T>(&self, meanwhile: impl FnOnce() -> T) -> T {
        meanwhile()
    }
}
