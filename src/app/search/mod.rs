//! Searching the text of the notes: `/` and its matches, which `n` and `N` go through.
//!
//! The shell searches ([`Effect::Seek`]) from where the cursor was, and answers with more and more matches
//! ([`Found`]); every search has a number, and answers to older ones are dropped. The matches are held by the tree of
//! the notes; those on screen are highlighted whether they are known already or not, since a row tells by itself.
//! While something is hoisted, its matches are all there are.

pub mod filter;
pub mod input;
pub mod parts;
mod show;
mod target;

use super::App;
use super::effect::Effect;
use super::event::Found;
use super::moves::Moves;
use crate::config::key::Key;
use crate::find::text::{PatternError, TextPattern, TextQuery};
use crate::text::language::translated;
use crate::tree::{VaultFolds, Viewport};
use crate::vault::{Place, Vault};

use target::{Goal, Target};

/// What is and was searched for.
#[derive(Debug, Default)]
pub struct Searching {
    /// What is searched for now, and highlighted.
    pub current: Option<Search>,
    /// What was searched for, oldest first.
    entered: Vec<TextQuery>,
    /// Numbers the searches.
    number: u64,
    /// The match that is still to be gone to.
    goal: Option<Goal>,
    /// What was unfolded to show the match at the cursor.
    unfolded: Option<Unfolded>,
    /// What was before the search that is being typed.
    origin: Option<Origin>,
    /// The folds as they were before the filter.
    unfiltered: Option<VaultFolds>,
}

/// A search.
#[derive(Debug)]
pub struct Search {
    /// What was typed.
    pub query: TextQuery,
    /// The same, ready to be found.
    pub pattern: TextPattern,
    /// Where it began.
    from: Place,
    /// The matches before that, as far as they are known, until all are.
    early: Vec<Place>,
    /// Those after it, where the matches in the notes before a reload are still shown; all at once they replace these.
    anew: Option<Vec<Place>>,
    /// Whether all matches are known.
    pub is_complete: bool,
}

impl Search {
    /// Whether all that is open has been searched, the rest of a note that is being read, too.
    fn is_of_all(&self, app: &App) -> bool {
        self.is_complete && app.unread.is_none()
    }
}

/// What was unfolded to show a match.
#[derive(Debug)]
struct Unfolded {
    at: Place,
    places: Vec<Place>,
}

/// Where the user was before a search, and what was searched for then.
#[derive(Debug)]
struct Origin {
    cursor: Place,
    viewport: Viewport,
    current: Option<Search>,
    matches: Vec<Place>,
    was_filtered: bool,
}

/// What stays of searching when other notes take the place of those it was in: what was searched for.
pub(super) fn of_other_notes(before: Searching) -> Searching {
    Searching { entered: before.entered, number: before.number + 1, ..Searching::default() }
}

/// How many searches are kept.
const KEPT: usize = 100;

/// Begins a search from `from` on.
fn begin(app: &mut App, query: TextQuery, from: Place) -> Result<Vec<Effect>, PatternError> {
    clear(app);
    let Some(pattern) = query.pattern()? else { return Ok(Vec::new()) };
    let effect = Effect::Seek { number: app.search.number, query: query.clone(), from };
    app.search.current =
        Some(Search { query, pattern, from, early: Vec::new(), anew: None, is_complete: false });
    Ok(vec![effect])
}

/// Forgets the present search.
fn clear(app: &mut App) {
    app.search.number += 1;
    app.search.current = None;
    app.search.goal = None;
    app.notes.matches.clear();
}

/// Takes an answer of the newest search. Returns the keys that were typed ahead of it, to be handled now.
#[must_use]
pub fn found(app: &mut App, found: Found) -> Vec<Key> {
    if found.number != app.search.number {
        return Vec::new();
    }
    let Some(search) = &mut app.search.current else { return Vec::new() };
    let (early, late): (Vec<Place>, Vec<Place>) =
        found.places.into_iter().partition(|&place| place < search.from);
    search.early.extend(early);
    search.anew.as_mut().unwrap_or(&mut app.notes.matches).extend(late);
    if found.is_complete {
        let late = search.anew.take().unwrap_or_else(|| std::mem::take(&mut app.notes.matches));
        app.notes.matches = std::mem::take(&mut search.early);
        app.notes.matches.extend(late);
        search.is_complete = true;
    }
    if app.notes.is_filtered && app.index.shown().is_none() {
        app.settle();
    }
    pursue(app);
    if app.search.goal.is_none() { input::answered(app) } else { Vec::new() }
}

/// Goes to the match that is to be gone to, if it is known.
fn pursue(app: &mut App) {
    let Some(goal) = app.search.goal else { return };
    match target::target(app, goal) {
        Target::Unknown => {}
        Target::Nowhere => app.search.goal = None,
        Target::At { place, has_wrapped } => {
            app.search.goal = None;
            show::go(app, place);
            let words = if place == goal.from && app.in_sight().len() == 1 {
                tr_later!("the only match")
            } else if goal.forward {
                tr_later!("from the top again")
            } else {
                tr_later!("from the bottom again")
            };
            if has_wrapped {
                input::say_wrapped(app, translated(words));
            }
        }
    }
}

/// The notes are about to become those of `after`: what names places in them goes on naming the same ones.
pub(super) fn carry_over(app: &mut App, moves: &Moves, after: &Vault) {
    let carried = |places: &mut Vec<Place>| {
        *places = places.iter().filter_map(|&place| moves.get(place)).collect();
        places.sort_unstable();
    };
    carried(&mut app.notes.matches);
    let search = &mut app.search;
    search.unfiltered = search.unfiltered.take().map(|folds| moves.folds(&folds, &app.vault, after));
    if let Some(current) = &mut search.current {
        current.from = moves.follow(current.from);
    }
    if let Some(goal) = &mut search.goal {
        goal.from = moves.follow(goal.from);
    }
    if let Some(unfolded) = &mut search.unfolded {
        unfolded.at = moves.follow(unfolded.at);
        carried(&mut unfolded.places);
    }
    if let Some(origin) = &mut search.origin {
        origin.cursor = moves.follow(origin.cursor);
        origin.viewport.top = moves.follow(origin.viewport.top);
        carried(&mut origin.matches);
        if let Some(current) = &mut origin.current {
            current.from = moves.follow(current.from);
            // It is searched for anew when the user goes back to it.
            current.is_complete = false;
        }
    }
}

/// Searches the notes anew after a reload; until all is known, the matches before it stay.
pub(in crate::app) fn refresh(app: &mut App) -> Vec<Effect> {
    let Some(search) = &mut app.search.current else { return Vec::new() };
    app.search.number += 1;
    search.early.clear();
    search.anew = Some(Vec::new());
    search.is_complete = false;
    vec![Effect::Seek { number: app.search.number, query: search.query.clone(), from: search.from }]
}

/// `n` and `N`: goes `times` matches on, or back. After the search has been left, it is begun again.
pub fn next(app: &mut App, forward: bool, times: u32) -> Vec<Effect> {
    if is_elsewhere(app) {
        return Vec::new();
    }
    let goal = Goal { from: app.notes.cursor, includes_from: false, forward, times };
    if app.search.current.is_none() {
        let Some(query) = app.search.entered.last().cloned() else {
            app.say(tr!("nothing was searched for yet"));
            return Vec::new();
        };
        return input::enter(app, query, goal);
    }
    app.search.goal = Some(goal);
    pursue(app);
    if app.search.goal.take().is_some() {
        app.say(tr!("still searching"));
    } else if app.in_sight().is_empty() {
        say_nothing_is_found(app);
    }
    Vec::new()
}

fn say_nothing_is_found(app: &mut App) {
    let is_outside = !app.notes.matches.is_empty();
    app.say(if is_outside { tr!("no match in what is hoisted") } else { tr!("no match") });
}

/// Copies the subtrees of all matches.
pub fn copy_all(app: &mut App) -> Vec<Effect> {
    match &app.search.current {
        None => app.say(tr!("search first: / or *")),
        Some(search) if !search.is_of_all(app) => app.say(tr!("still searching")),
        Some(_) if app.in_sight().is_empty() => say_nothing_is_found(app),
        Some(_) => {
            let places = app.vault.outermost(app.in_sight().to_vec());
            return vec![Effect::Copy(app.excerpt(places, app.options.copy_format))];
        }
    }
    Vec::new()
}

/// `Esc` in the tree: leaves the filter, then the search. Says whether there was one.
pub fn leave(app: &mut App) -> bool {
    if app.index.shown().is_some() {
        return false;
    }
    if app.notes.is_filtered {
        filter::leave(app);
        return true;
    }
    let was_on = app.search.current.is_some();
    clear(app);
    was_on
}

/// The user goes elsewhere or folds: what was unfolded to show a match stays so.
pub fn keep_unfolded(app: &mut App) {
    app.search.unfolded = None;
}

/// Says so where it is not the notes that are on screen.
fn is_elsewhere(app: &mut App) -> bool {
    if app.index.shown().is_some() {
        app.say(tr!("the notes are searched: Esc leaves the index"));
    } else if app.is_empty() {
        app.say(tr!("there is nothing here"));
    } else {
        return false;
    }
    true
}

/// How many matches there are, in words.
pub fn matches_in_words(total: usize) -> String {
    tr_count!(total, "1 match" | "{total} matches", total)
}

impl App {
    /// The matches in what is hoisted, or all; ascending.
    pub fn in_sight(&self) -> &[Place] {
        let matches = self.notes.matches.as_slice();
        let Some(&hoisted) = self.notes.hoisted.last() else { return matches };
        let start = matches.partition_point(|&place| place < hoisted);
        let below = matches.get(start..).unwrap_or_default();
        let end = below.partition_point(|&place| self.vault.contains(hoisted, place));
        below.get(..end).unwrap_or_default()
    }

    /// Which match the cursor is at, and how many there are: `3/17`, `17 matches`, `1000+`.
    pub fn tally(&self) -> Option<String> {
        let search = self.search.current.as_ref()?;
        let matches = self.in_sight();
        let total = matches.len();
        Some(match (matches.binary_search(&self.notes.cursor), total) {
            (_, 0) if !search.is_of_all(self) => tr!("searching").into_owned(),
            (_, 0) => tr!("no match").into_owned(),
            (_, total) if !search.is_of_all(self) => format!("{total}+"),
            (Ok(index), total) => format!("{}/{total}", index + 1),
            (Err(_), total) => matches_in_words(total),
        })
    }
}
