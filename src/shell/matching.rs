//! The worker that finds matches, so that typing never waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::happening::Happening;
use super::readings::ReadingsSource;
use crate::app::event::{Event, Matched};
use crate::find::{Candidates, Corpus, Query, Search};
use crate::text::reading::Readings;
use crate::vault::Vault;

/// How many candidates are looked at before the worker asks whether the answer is still wanted: some milliseconds'
/// worth.
const STEP: usize = 1 << 15;

/// How long a search runs before what it has found so far is shown, and then shown again.
const SHOWN_EVERY: Duration = Duration::from_millis(30);

/// A query for the worker.
struct Request {
    vault: Arc<Vault>,
    number: u64,
    query: Query,
    limit: usize,
}

/// Finds matches; the newest query gives up those before it.
pub(super) struct Matching {
    requests: Sender<Request>,
    newest: Arc<AtomicU64>,
}

impl Matching {
    /// Starts the worker. What can be found is listed on the first query, and readings are loaded after it, off the
    /// way to the first frame.
    pub(super) fn start(source: ReadingsSource, answers: Sender<Happening>) -> Self {
        let (requests, received) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let newest_seen = Arc::clone(&newest);
        thread::spawn(move || Worker { source, newest: newest_seen, answers }.run(&received));
        Self { requests, newest }
    }

    /// Asks for the matches of a query in `vault`; the answers come as events, the last of which is complete.
    pub(super) fn request(&self, vault: &Arc<Vault>, number: u64, query: Query, limit: usize) {
        self.newest.store(number, Ordering::Relaxed);
        // The worker ends only with the program.
        let _ = self.requests.send(Request { vault: Arc::clone(vault), number, query, limit });
    }
}

/// The browser has gone.
struct Gone;

/// The readings, which are loaded when they are first needed.
enum Loading {
    ToDo,
    Done(Option<Readings>),
}

struct Worker {
    source: ReadingsSource,
    newest: Arc<AtomicU64>,
    answers: Sender<Happening>,
}

impl Worker {
    fn run(&self, requests: &Receiver<Request>) {
        let Ok(first) = requests.recv() else { return };
        let mut readings = Loading::ToDo;
        let mut waiting = Some(first);
        while let Some(request) = waiting.take() {
            waiting = match self.serve(request, requests, &mut readings) {
                Ok(next) => next,
                Err(Gone) => return,
            };
        }
    }

    /// Answers the requests that are about the same vault as the `first`; returns the first about another.
    fn serve(
        &self,
        first: Request,
        requests: &Receiver<Request>,
        loading: &mut Loading,
    ) -> Result<Option<Request>, Gone> {
        let vault = Arc::clone(&first.vault);
        let candidates = Candidates::of(&vault);
        let without_readings = Corpus { vault: &vault, candidates: &candidates, readings: None };
        let mut waiting = Some(first);
        // What needs no readings is answered before they are loaded.
        if matches!(loading, Loading::ToDo)
            && let Some(first) = waiting.take_if(|first| first.query.words.is_empty())
        {
            let search = Search::new(without_readings, first.query.clone(), first.limit);
            self.answer(without_readings, search, &first)?;
        }
        if matches!(loading, Loading::ToDo) {
            *loading = Loading::Done(self.load()?);
        }
        let readings = match loading {
            Loading::Done(readings) => readings.as_ref(),
            Loading::ToDo => None,
        };
        let corpus = Corpus { readings, ..without_readings };
        let mut previous: Option<Search> = None;
        while let Some(request) = waiting.take().or_else(|| requests.recv().ok()) {
            if !Arc::ptr_eq(&request.vault, &vault) {
                return Ok(Some(request));
            }
            if self.is_stale(&request) {
                continue;
            }
            let query = request.query.clone();
            let search = match previous.take() {
                Some(previous) => previous.then(corpus, query, request.limit),
                None => Search::new(corpus, query, request.limit),
            };
            previous = Some(self.answer(corpus, search, &request)?);
        }
        Err(Gone)
    }

    fn is_stale(&self, request: &Request) -> bool {
        self.newest.load(Ordering::Relaxed) != request.number
    }

    /// Searches and answers, until a newer query comes.
    fn answer(&self, corpus: Corpus<'_>, mut search: Search, request: &Request) -> Result<Search, Gone> {
        let mut shown = Instant::now();
        while !self.is_stale(request) {
            search.advance(corpus, STEP);
            let is_complete = search.is_done(corpus);
            if is_complete || shown.elapsed() >= SHOWN_EVERY {
                let ranked = search.best(corpus);
                self.tell(Event::Matched(Matched { query_number: request.number, is_complete, ranked }))?;
                shown = Instant::now();
            }
            if is_complete {
                break;
            }
        }
        Ok(search)
    }

    /// The readings; what is wrong with them is told.
    fn load(&self) -> Result<Option<Readings>, Gone> {
        let (readings, complaints) = self.source.load();
        match complaints.as_slice() {
            [] => {}
            [complaint] => self.tell(Event::Warned(complaint.clone()))?,
            [complaint, others @ ..] => {
                let told = tr!(
                    "{complaint}, and {count} more: midashi config check",
                    complaint,
                    count = others.len()
                );
                self.tell(Event::Warned(told))?;
            }
        }
        Ok(readings)
    }

    fn tell(&self, event: Event) -> Result<(), Gone> {
        self.answers.send(Happening::Event(event)).map_err(|_| Gone)
    }
}
