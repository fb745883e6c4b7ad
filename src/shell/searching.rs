//! The worker that searches the text of the notes, so that typing never waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::happening::Happening;
use crate::app::event::{Event, Found};
use crate::find::text::TextQuery;
use crate::find::text::scan::TextSearch;
use crate::vault::{Place, Vault};

/// The bytes that are looked at before the worker asks whether the answer is still wanted: less than a millisecond's worth.
const STEP: u32 = 1 << 18;

/// How long is searched after the first matches are told, before further ones are.
const TOLD_EVERY: Duration = Duration::from_millis(30);

/// A search for the worker.
struct Request {
    vault: Arc<Vault>,
    number: u64,
    query: TextQuery,
    from: Place,
}

/// Searches; the newest search gives up those before it.
pub(super) struct Searching {
    requests: Sender<Request>,
    newest: Arc<AtomicU64>,
}

impl Searching {
    /// Starts the worker.
    pub(super) fn start(answers: Sender<Happening>) -> Self {
        let (requests, received) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let newest_seen = Arc::clone(&newest);
        thread::spawn(move || run(&received, &newest_seen, &answers));
        Self { requests, newest }
    }

    /// Asks for the nodes of `vault` that have what `query` says; the answers come as events, the last of which is complete.
    pub(super) fn request(&self, vault: &Arc<Vault>, number: u64, query: TextQuery, from: Place) {
        self.newest.store(number, Ordering::Relaxed);
        // The worker ends only with the program.
        let _ = self.requests.send(Request { vault: Arc::clone(vault), number, query, from });
    }
}

fn run(requests: &Receiver<Request>, newest: &AtomicU64, answers: &Sender<Happening>) {
    while let Ok(request) = requests.recv() {
        let Ok(Some(pattern)) = request.query.pattern() else { continue };
        let vault = &*request.vault;
        let mut search = TextSearch::new(vault, request.from);
        let mut places = Vec::new();
        let mut told: Option<Instant> = None;
        while newest.load(Ordering::Relaxed) == request.number {
            places.extend(search.advance(vault, &pattern, STEP));
            let is_complete = search.is_done();
            // The first match is shown as soon as it is known.
            let is_time = told.map_or(!places.is_empty(), |told| told.elapsed() >= TOLD_EVERY);
            if is_complete || is_time {
                let found =
                    Found { number: request.number, places: std::mem::take(&mut places), is_complete };
                if answers.send(Happening::Event(Event::Found(found))).is_err() {
                    return;
                }
                told = Some(Instant::now());
            }
            if is_complete {
                break;
            }
        }
    }
}
