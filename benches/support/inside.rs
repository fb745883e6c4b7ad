//! What the browser does with a note that it has read, without a terminal: keys with their frames, searches, jumps.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use midashi::find::text::TextPattern;
use midashi::find::text::scan::TextSearch;
use midashi::find::{Candidates, Corpus, Query, Scope, Search};
use midashi::text::reading::Readings;
use midashi::vault::{NoteId, Place, Vault};
use midashi::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::opened::{SIZE, opened, type_keys};

/// What is typed first, and the keys that are timed in turn.
const KEYS: [(&str, &[&str]); 4] = [
    ("", &["j", "k"]),
    ("zR", &["j", "j", "PageDown", "G", "g"]),
    ("zR W", &["j", "j", "PageDown", "G", "g"]),
    ("z2", &["]]", "l", "h", "H", "Backspace"]),
];

/// What is typed into the jump.
const JUMPS: [&str; 3] = ["kaosu", "カオス", "spinnaker"];

/// Candidates between two looks at what is found, as in the browser.
const STEP: usize = 1 << 15;

/// Matches that fill the jump's list.
const SCREEN: usize = 50;

/// Bytes that a search looks at between two answers, as in the browser.
const PIECE: u32 = 1 << 18;

/// The times of `count` keys of each kind, each with its drawn frame.
pub(crate) fn keys(vault: &Arc<Vault>, count: usize) -> Vec<Duration> {
    let mut times = Vec::new();
    for (first, keys) in KEYS {
        let mut app = opened(Arc::clone(vault));
        type_keys(&mut app, first);
        let Ok(mut terminal) = Terminal::new(TestBackend::new(SIZE.columns, SIZE.lines));
        let Ok(_) = terminal.draw(|frame| view::render(&app, frame, None));
        for key in keys.iter().cycle().take(count) {
            let start = Instant::now();
            type_keys(&mut app, key);
            let Ok(frame) = terminal.draw(|frame| view::render(&app, frame, None));
            black_box(frame.area);
            times.push(start.elapsed());
        }
    }
    times
}

/// How long the first megabyte takes to be searched, and how long all of it.
pub(crate) fn searched(vault: &Vault, typed: &str) -> (Duration, Duration) {
    let start = Instant::now();
    let Ok(Some(pattern)) = TextPattern::new(typed, false) else { return Default::default() };
    let mut search = TextSearch::new(vault, Place { note: NoteId(0), node: None });
    let mut first = None;
    let mut pieces = 0;
    while !search.is_done() {
        black_box(search.advance(vault, &pattern, PIECE).len());
        pieces += 1;
        if pieces << 18 >= 1 << 20 {
            first.get_or_insert_with(|| start.elapsed());
        }
    }
    let whole = start.elapsed();
    (first.unwrap_or(whole), whole)
}

/// What typing into the jump costs, at worst.
#[derive(Default)]
pub(crate) struct Jumped {
    /// Until there is something to show, after any character.
    pub(crate) first_screen: Duration,
    /// Until everything is found, after the first character.
    pub(crate) one: Duration,
    /// The same after the second.
    pub(crate) two: Duration,
    /// The same after any later one.
    pub(crate) later: Duration,
}

/// Types each of [`JUMPS`], character by character.
pub(crate) fn jumped(vault: &Vault, readings: &Readings) -> Jumped {
    let candidates = Candidates::of(vault);
    let corpus = Corpus { vault, candidates: &candidates, readings: Some(readings) };
    let mut worst = Jumped::default();
    for typed in JUMPS {
        let mut search = Search::new(corpus, Query::parse("", Scope::All), SCREEN);
        for (index, (at, c)) in typed.char_indices().enumerate() {
            let prefix = typed.get(..at + c.len_utf8()).unwrap_or_default();
            let start = Instant::now();
            search = search.then(corpus, Query::parse(prefix, Scope::All), SCREEN);
            search.advance(corpus, STEP);
            black_box(search.best(corpus).total);
            worst.first_screen = worst.first_screen.max(start.elapsed());
            while !search.is_done(corpus) {
                search.advance(corpus, STEP);
            }
            black_box(search.best(corpus).total);
            let whole = match index {
                0 => &mut worst.one,
                1 => &mut worst.two,
                _ => &mut worst.later,
            };
            *whole = (*whole).max(start.elapsed());
        }
    }
    worst
}
