//! Reading folders, of whatever size, on all processors and while the user goes on.
//!
//! One thread walks, the others read what it finds, and tell the worker that keeps the notes ([`super::reloading`]).

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::files::{LoadError, Reader};
use super::note_text::Expected;
use super::reloading::Request;
use super::walking::{Found, walk};
use crate::vault::Member;

/// How far the walk may be ahead of the reading (files).
const AHEAD: usize = 4096;
/// How long notes that have been read may wait for others to be told with them.
const PATIENCE: Duration = Duration::from_millis(20);

/// What has been read since the last.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// Notes.
    pub(super) members: Vec<Member>,
    /// What was passed over.
    pub(super) skipped: Vec<LoadError>,
    /// Folders that were walked through.
    pub(super) folders: Vec<PathBuf>,
    /// How many notes have been found in all.
    pub(super) found: usize,
    /// Whether this is all.
    pub(super) is_complete: bool,
}

/// The reading of folders; it ends when this is dropped.
pub(super) struct Filling {
    is_wanted: Arc<AtomicBool>,
    /// How many notes have been read, or passed over.
    read: usize,
    /// How many have been found.
    found: usize,
    /// From when on what is new may be shown.
    next: Instant,
    /// Whether there is something new.
    is_news: bool,
}

impl Filling {
    /// Counts what has been read.
    pub(super) fn take(&mut self, filled: &Filled) {
        self.read += filled.members.len() + filled.skipped.len();
        self.found = self.found.max(filled.found);
        self.is_news = true;
    }

    /// How many notes have been read, and found.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.read, self.found)
    }

    /// When what is new is to be shown.
    pub(super) fn due(&self) -> Option<Instant> {
        self.is_news.then_some(self.next)
    }

    /// It has been shown, and is not to be again for some time.
    pub(super) fn shown(&mut self, pause: Duration) {
        self.next = Instant::now() + pause;
        self.is_news = false;
    }
}

impl Drop for Filling {
    fn drop(&mut self) {
        self.is_wanted.store(false, Ordering::Relaxed);
    }
}

/// Reads `folders`, each a root of a number, in threads of their own; tells `worker`, by the number of what is open.
pub(super) fn fill(
    number: u64,
    folders: Vec<(usize, PathBuf)>,
    reader: Reader,
    worker: Sender<Request>,
) -> Filling {
    let is_wanted = Arc::new(AtomicBool::new(true));
    let filling = Filling {
        is_wanted: Arc::clone(&is_wanted),
        read: 0,
        found: 0,
        next: Instant::now(),
        is_news: false,
    };
    thread::spawn(move || {
        let found = AtomicUsize::new(0);
        let (jobs, waiting) = sync_channel(AHEAD);
        // Held by the readers alone: without them, nobody waits for more to be found.
        let waiting = Arc::new(Mutex::new(waiting));
        let tell = |filled| {
            is_wanted.load(Ordering::Relaxed) && worker.send(Request::Filled(number, filled)).is_ok()
        };
        let (walked, skipped) = thread::scope(|scope| {
            let readers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
            for waiting in std::iter::repeat_n(waiting, readers) {
                let (reader, found, tell) = (&reader, &found, &tell);
                scope.spawn(move || read(&waiting, reader, found, tell));
            }
            let walked = walk_all(&folders, &jobs, &found);
            // The readers end with what is left.
            drop(jobs);
            walked
        });
        let found = found.into_inner();
        tell(Filled { folders: walked, skipped, found, is_complete: true, members: Vec::new() });
    });
    filling
}

/// Walks through `folders`, and hands out the notes; returns the folders in them, and what is no note.
fn walk_all(
    folders: &[(usize, PathBuf)],
    jobs: &SyncSender<(usize, PathBuf)>,
    found: &AtomicUsize,
) -> (Vec<PathBuf>, Vec<LoadError>) {
    let (mut walked, mut skipped) = (Vec::new(), Vec::new());
    for (root, folder) in folders {
        for entry in walk(folder) {
            match entry {
                Found::Note(path) => {
                    found.fetch_add(1, Ordering::Relaxed);
                    if jobs.send((*root, path)).is_err() {
                        return (walked, skipped);
                    }
                }
                Found::Folder(path) => walked.push(path),
                Found::Skipped(error) => skipped.push(error),
            }
        }
    }
    (walked, skipped)
}

/// Reads one note after another, until there are no more or nobody wants them.
fn read(
    waiting: &Mutex<Receiver<(usize, PathBuf)>>,
    reader: &Reader,
    found: &AtomicUsize,
    tell: &impl Fn(Filled) -> bool,
) {
    let mut filled = Filled::default();
    let mut told = Instant::now();
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok((root, path)) = next() {
        match reader.member(root, &path, Expected::Found) {
            Ok(member) => filled.members.push(member),
            Err(error) => filled.skipped.push(error),
        }
        if told.elapsed() >= PATIENCE {
            filled.found = found.load(Ordering::Relaxed);
            if !tell(std::mem::take(&mut filled)) {
                return;
            }
            told = Instant::now();
        }
    }
    filled.found = found.load(Ordering::Relaxed);
    tell(filled);
}
