//! Workers that do what takes time, so that keys never wait: matching, and copying.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::clipboard::{Clipboard, Clipping};
use super::happening::Happening;
use crate::app::event::{Event, Matched};
use crate::config::clipboard::ClipboardSettings;
use crate::export::{Document, Format};
use crate::find::rank::rank;
use crate::find::{Candidates, Query};
use crate::vault::{Place, Vault};

/// A query for the matching worker.
struct MatchRequest {
    number: u64,
    query: Query,
    limit: usize,
}

/// Finds matches; the newest query cancels those before it.
pub(super) struct Matching {
    requests: Sender<MatchRequest>,
    newest: Arc<AtomicU64>,
}

impl Matching {
    /// Starts the worker. The candidates are listed on the first query, off the way to the first frame.
    pub(super) fn start(vault: Arc<Vault>, answers: Sender<Happening>) -> Self {
        let (requests, received) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let newest_seen = Arc::clone(&newest);
        thread::spawn(move || answer_matches(&vault, &received, &newest_seen, &answers));
        Self { requests, newest }
    }

    /// Asks for the matches of a query; the answer comes as an event.
    pub(super) fn request(&self, number: u64, query: Query, limit: usize) {
        self.newest.store(number, Ordering::Relaxed);
        // The worker ends only with the program.
        let _ = self.requests.send(MatchRequest { number, query, limit });
    }
}

fn answer_matches(
    vault: &Vault,
    requests: &Receiver<MatchRequest>,
    newest: &AtomicU64,
    answers: &Sender<Happening>,
) {
    let mut candidates = None;
    while let Ok(request) = requests.recv() {
        let cancelled = || newest.load(Ordering::Relaxed) != request.number;
        if cancelled() {
            continue;
        }
        let candidates = candidates.get_or_insert_with(|| Candidates::of(vault));
        let Some(ranked) = rank(vault, candidates, &request.query, request.limit, cancelled) else {
            continue;
        };
        let matched = Matched { query_number: request.number, total: ranked.total, matches: ranked.matches };
        if answers.send(Happening::Event(Event::Matched(matched))).is_err() {
            return;
        }
    }
}

/// Copies subtrees to clipboards, which may be slow or hang.
pub(super) struct Copying {
    requests: Sender<(Place, Format)>,
    /// Disconnected when the worker has ended.
    ended: Receiver<()>,
}

/// How long the end of the program waits for copies that were asked for just before it.
const FAREWELL: Duration = Duration::from_secs(8);

impl Copying {
    /// Starts the worker.
    pub(super) fn start(vault: Arc<Vault>, settings: ClipboardSettings, answers: Sender<Happening>) -> Self {
        let (requests, received) = channel();
        let (end, ended) = channel();
        thread::spawn(move || {
            let clipboard = Clipboard::here(&settings);
            while let Ok((place, format)) = received.recv() {
                for answer in copy(&vault, place, format, &clipboard) {
                    if answers.send(answer).is_err() {
                        return;
                    }
                }
            }
            drop(end);
        });
        Self { requests, ended }
    }

    /// Copies a subtree; the answer comes as an event.
    pub(super) fn request(&self, place: Place, format: Format) {
        // The worker ends only with the program.
        let _ = self.requests.send((place, format));
    }

    /// Waits until all that was asked for is copied; not for ever.
    pub(super) fn finish(self) {
        drop(self.requests);
        // Nothing is ever sent: this returns when the worker has ended, or when it takes too long.
        let _ = self.ended.recv_timeout(FAREWELL);
    }
}

fn copy(vault: &Vault, place: Place, format: Format, clipboard: &Clipboard) -> Vec<Happening> {
    let places = [place];
    let document = Document::new(vault, &places);
    let clipping = Clipping::of(document, format, clipboard.takes_html());
    let mut sequence = Vec::new();
    let result = match clipboard.copy(&clipping, &mut sequence) {
        Ok(copied) => {
            let lines = document.line_count();
            let plural = if lines == 1 { "" } else { "s" };
            Ok(format!("copied {lines} line{plural} as {}: {copied}", format.title()))
        }
        Err(error) => Err(error.to_string()),
    };
    let told = Happening::Event(Event::Copied(result));
    if sequence.is_empty() { vec![told] } else { vec![Happening::Sequence(sequence), told] }
}
