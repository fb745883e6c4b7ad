//! The worker that reads folders, and notes again when their files change or the user asks for it, so that keys never wait for it.
//!
//! A change is waited out: editors write a file in several steps, or put another in its place. What is done about it is
//! [`super::keeping`]'s.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::filling::Filled;
use super::happening::Happening;
use super::keeping::{Again, Keeper};
use super::shelf::{Shelf, Shown};
use super::state::Recall;
use crate::vault::{NoteId, NotePath, Order, Vault};

/// A change is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(80);
/// A file that goes on changing, such as a log, is read so often.
const LONGEST: Duration = Duration::from_millis(800);

/// What the worker is told.
#[derive(Debug)]
pub(super) enum Request {
    /// The file of the note at this path may have changed.
    Touched(PathBuf),
    /// There may be other notes in the folders than before.
    Rescan,
    /// The user wants all notes to be read again.
    All,
    /// The user wants the notes of folders in this order.
    Sort(Order),
    /// Nobody needs the notes at these paths, which are no more.
    Forget(Vec<NotePath>),
    /// More of the folders has been read, of what was open by the number.
    Filled(u64, Filled),
    /// The user wants another note in the place of these.
    Open {
        /// Its file.
        path: NotePath,
        /// The file of the note that is left for it.
        left: Option<NotePath>,
    },
    /// The user wants the tour in the place of these.
    OpenTour {
        /// The file of the note that is left for it.
        left: Option<NotePath>,
    },
}

/// Keeps the notes as they are on disk.
pub(super) struct Reloading {
    requests: Sender<Request>,
}

/// What the worker begins with.
pub(super) struct Beginning {
    /// What is open.
    pub(super) shelf: Shelf,
    /// What of it has been read, as the browser knows it.
    pub(super) shown: Shown,
    /// Where it is remembered how notes were left.
    pub(super) state: Option<PathBuf>,
    /// How those notes were left that are yet to be read.
    pub(super) recall: Recall,
    /// The text of the tour.
    pub(super) tour: &'static str,
}

impl Reloading {
    /// Starts the worker: it watches what is open, and reads folders that have not been read yet.
    pub(super) fn start(beginning: Beginning, answers: Sender<Happening>) -> Self {
        let (requests, received) = channel();
        let worker = requests.clone();
        thread::spawn(move || {
            let mut keeper = Keeper::new(beginning, answers, worker);
            let mut batch = Batch::default();
            let mut is_heard = keeper.begin();
            while is_heard.is_ok() {
                let due = [batch.due(), keeper.due()].into_iter().flatten().min();
                let wait = |due: Instant| due.saturating_duration_since(Instant::now());
                let request = match due {
                    Some(due) => received.recv_timeout(wait(due)),
                    None => received.recv().map_err(|_| RecvTimeoutError::Disconnected),
                };
                is_heard = match request {
                    Ok(Request::Touched(path)) => {
                        batch.add(Some(path));
                        Ok(())
                    }
                    Ok(Request::Rescan) => {
                        batch.add(None);
                        Ok(())
                    }
                    Ok(Request::All) => keeper.refresh(&Again::Everything),
                    Ok(Request::Sort(order)) => keeper.sort(order),
                    Ok(Request::Forget(paths)) => keeper.forget(&paths),
                    Ok(Request::Filled(number, filled)) => keeper.filled(number, filled),
                    Ok(Request::Open { path, left }) => keeper.open(&path, left.as_ref()),
                    Ok(Request::OpenTour { left }) => keeper.open_tour(left.as_ref()),
                    Err(RecvTimeoutError::Timeout) => Ok(()),
                    Err(RecvTimeoutError::Disconnected) => return,
                };
                if is_heard.is_ok() && batch.due().is_some_and(|due| due <= Instant::now()) {
                    let Batch { touched, rescans, .. } = std::mem::take(&mut batch);
                    is_heard = keeper.refresh(&Again::Changed { touched, rescans });
                }
                is_heard = is_heard.and_then(|()| keeper.show_if_due());
            }
        });
        Self { requests }
    }

    /// Asks for something; the answer comes as an event.
    pub(super) fn request(&self, request: Request) {
        // The worker ends only with the program.
        let _ = self.requests.send(request);
    }
}

/// The file of a note; none for standard input, pipes and the like, which can be read but once.
pub(super) fn file_of(vault: &Vault, note: NoteId) -> Option<PathBuf> {
    let path = vault.note(note).path.as_path();
    path.metadata().is_ok_and(|metadata| metadata.is_file()).then(|| path.to_owned())
}

/// Changes that came together.
#[derive(Debug, Default)]
struct Batch {
    touched: BTreeSet<PathBuf>,
    rescans: bool,
    /// When the first came, and when the last.
    times: Option<(Instant, Instant)>,
}

impl Batch {
    /// Adds a note that was touched, or all that may be in the folders.
    fn add(&mut self, touched: Option<PathBuf>) {
        let now = Instant::now();
        self.rescans |= touched.is_none();
        self.touched.extend(touched);
        self.times = Some((self.times.map_or(now, |(first, _)| first), now));
    }

    /// When they are to be looked at.
    fn due(&self) -> Option<Instant> {
        self.times.map(|(first, last)| (last + QUIET).min(first + LONGEST))
    }
}
