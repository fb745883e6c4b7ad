//! The signals that the system, shells and other programs send.

use std::io;
use std::sync::mpsc::Sender;

use super::happening::Happening;

#[cfg(unix)]
pub(super) use unix::{Signals, stop};
#[cfg(not(unix))]
pub(super) use windows::Signals;

/// Ends the process as `signal` would have, so that the parent sees why.
#[cfg(unix)]
pub fn die_of(signal: i32) -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal)
}

/// Makes writing more than a file may hold (`ulimit -f`) an error of the writing, as a full disk is; the signal that tells of it
/// besides would end the program in the midst of everything. What it starts is told as ever.
#[cfg(unix)]
pub fn outlive_large_files() -> io::Result<()> {
    let unread = std::sync::Arc::default();
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, unread).map(|_| ())
}

/// There are no such signals here.
#[cfg(not(unix))]
pub fn outlive_large_files() -> io::Result<()> {
    Ok(())
}

/// There are no such signals here.
#[cfg(not(unix))]
pub fn die_of(_signal: i32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
mod unix {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};

    use super::{Happening, Sender, io};

    /// How long a signal that came with the one that continues the program may take to be noticed.
    const PATIENCE: Duration = Duration::from_millis(200);

    /// Stops the process until it is continued.
    pub(in crate::shell) fn stop() -> io::Result<()> {
        signal_hook::low_level::emulate_default_handler(SIGTSTP)
    }

    /// The thread that is told of signals, and passes them on.
    pub(in crate::shell) struct Signals {
        /// The signals that ask the program to end, as they come.
        endings: Receiver<i32>,
        /// Whether another program has the terminal, and is meant by what is typed there.
        are_others_meant: Arc<AtomicBool>,
    }

    impl Signals {
        /// Begins to listen.
        pub(in crate::shell) fn watch(happenings: Sender<Happening>) -> io::Result<Self> {
            let watched = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
            let mut signals = signal_hook::iterator::Signals::new(watched)?;
            let (end, endings) = channel();
            let are_others_meant = Arc::new(AtomicBool::new(false));
            let are_others = Arc::clone(&are_others_meant);
            thread::spawn(move || {
                for signal in signals.forever() {
                    let happening = match (signal, are_others.load(Ordering::SeqCst)) {
                        // Together with the other program, as the shell expects of a job.
                        (SIGTSTP, true) => {
                            // That cannot fail: it is a signal to ourselves.
                            let _ = stop();
                            continue;
                        }
                        (SIGINT | SIGQUIT | SIGCONT, true) => continue,
                        (SIGTSTP, false) => Happening::Suspend,
                        (SIGCONT, false) => Happening::Continued,
                        (SIGWINCH, _) => Happening::Resized,
                        (signal, _) => {
                            // Nobody listens but while midashi is suspended; then nobody listens to the other.
                            let _ = end.send(signal);
                            Happening::Terminate(signal)
                        }
                    };
                    if happenings.send(happening).is_err() {
                        return;
                    }
                }
            });
            Ok(Self { endings, are_others_meant })
        }

        /// Does `meanwhile`, while keys that send signals (`Ctrl-c`, `Ctrl-z`) mean another program that has the terminal.
        pub(in crate::shell) fn leave_to_others<T>(&self, meanwhile: impl FnOnce() -> T) -> T {
            self.are_others_meant.store(true, Ordering::SeqCst);
            let done = meanwhile();
            self.are_others_meant.store(false, Ordering::SeqCst);
            done
        }

        /// The signal that has asked the program to end, or does so at once.
        pub(in crate::shell) fn ending_soon(&self) -> Option<i32> {
            self.endings.recv_timeout(PATIENCE).ok()
        }
    }
}

#[cfg(not(unix))]
mod windows {
    use super::{Happening, Sender, io};

    /// There are no signals here.
    pub(in crate::shell) struct Signals;

    impl Signals {
        /// Nothing will come.
        pub(in crate::shell) fn watch(_happenings: Sender<Happening>) -> io::Result<Self> {
            Ok(Self)
        }

        /// Does `meanwhile`.
        pub(in crate::shell) fn leave_to_others<T>(&self, meanwhile: impl FnOnce() -> T) -> T {
            meanwhile()
        }
    }
}
