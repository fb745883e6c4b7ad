//! Searching the text of the notes: `/` and its matches, which `n` and `N` go through.
//!
//! The shell searches ([`Effect::Seek`]) from where the cursor was, and answers with more and more matches
//! ([`Found`]); every search has a number, and answers to older ones are dropped. The matches are held by the tree of
//! the notes; those on screen are highlighted whether they are known already or not, since a row tells by itself.
//! While something is hoisted, its matches are all there are.

pub mod filter;
pub mod line;
mod show;
mod start;
pub mod state;
mod target;

use super::App;
use super::answer::Found;
use super::effect::Effect;
use super::moves::Moves;
use crate::text::language::translated;
use crate::vault::{Place, Vault};

use start::{clear, is_elsewhere, say_nothing_is_found};
use state::Goal;
use target::Target;

/// Takes an answer of the newest search.
pub fn found(app: &mut App, found: Found) {
    if found.number != app.search.number {
        return;
    }
    let Some(search) = &mut app.search.current else { return };
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
    if app.search.goal.is_none() {
        line::finish(app);
    }
}

/// `F`: filters by what is searched for, or asks for it; the second time shows everything again.
pub fn toggle_filter(app: &mut App) {
    if is_elsewhere(app) {
        return;
    }
    if app.notes.is_filtered {
        filter::leave(app);
    } else if app.search.current.is_none() {
        line::open(app, true);
    } else {
        filter::enter(app);
    }
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
            let words = if place == goal.from && app.notes.matches_in_sight().len() == 1 {
                tr_later!("the only match")
            } else if goal.forward {
                tr_later!("from the top again")
            } else {
                tr_later!("from the bottom again")
            };
            if has_wrapped {
                line::say_wrapped(app, translated(words));
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
    if let Some(line) = &mut search.line {
        line.cursor = moves.follow(line.cursor);
        line.viewport.top = moves.follow(line.viewport.top);
        carried(&mut line.matches);
        if let Some(current) = &mut line.current {
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
        let Some(query) = app.search.history().last().cloned() else {
            app.say(tr!("nothing was searched for yet"));
            return Vec::new();
        };
        return line::enter(app, query, goal);
    }
    app.search.goal = Some(goal);
    pursue(app);
    if app.search.goal.take().is_some() {
        app.say(tr!("still searching"));
    } else if app.notes.matches_in_sight().is_empty() {
        say_nothing_is_found(app);
    }
    Vec::new()
}

/// Copies the subtrees of all matches.
pub fn copy_all(app: &mut App) -> Vec<Effect> {
    match &app.search.current {
        None => app.say(tr!("search first: / or *")),
        Some(_) if !app.knows_all_matches() => app.say(tr!("still searching")),
        Some(_) if app.notes.matches_in_sight().is_empty() => say_nothing_is_found(app),
        Some(_) => {
            let places = app.vault.outermost(app.notes.matches_in_sight().to_vec());
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
