//! The desk's side of the search line: the first match from the cursor on is shown while the query is typed, Enter stays
//! there, Esc goes back to where the user was.

use super::filter;
use super::show;
use super::start::{clear, is_elsewhere, say_nothing_is_found, start};
use super::state::{Goal, OpenLine};
use crate::app::effect::Effect;
use crate::app::history::Standing;
use crate::app::modes::search::SearchLine;
use crate::app::overlay::SearchStep;
use crate::app::{App, Mode, row_text};
use crate::find::text::{TextQuery, words};

/// `/`: asks what to search for; to filter by it, or to filter again by another.
pub fn open(app: &mut App, filters: bool) {
    if is_elsewhere(app) {
        return;
    }
    remember(app, filters || app.notes.is_filtered);
    app.open(Mode::Search(SearchLine::default()));
}

/// `*`: asks which word of the row to search for, beginning with the one that tells most.
pub fn open_with_word(app: &mut App) -> Vec<Effect> {
    if is_elsewhere(app) {
        return Vec::new();
    }
    let words: Vec<String> =
        words::words(row_text::text(&app.vault, app.notes.cursor)).into_iter().map(str::to_owned).collect();
    if words.is_empty() {
        app.say(tr!("there is no word here"));
        return Vec::new();
    }
    remember(app, false);
    let line = SearchLine::with_words(words);
    let query = line.query();
    app.open(Mode::Search(line));
    typed(app, query, false)
}

/// Searches for `query` at once, as if it had been typed and entered.
pub(super) fn enter(app: &mut App, query: TextQuery, goal: Goal) -> Vec<Effect> {
    remember(app, false);
    if let Some(line) = &mut app.search.line {
        line.query = query.clone();
        line.is_entered = true;
    }
    app.open(Mode::Search(SearchLine::entered(query.clone())));
    // A query that was entered once has no error.
    let effects = start(app, query, goal.from).unwrap_or_default();
    app.search.goal = Some(goal);
    effects
}

/// Applies a step of the search line.
pub fn apply(app: &mut App, step: SearchStep) -> Vec<Effect> {
    match step {
        SearchStep::Typed { query, includes_cursor } => typed(app, query, includes_cursor),
        SearchStep::Entered => {
            if let Some(line) = &mut app.search.line {
                line.is_entered = true;
            }
            if app.search.goal.is_none() {
                finish(app);
            }
            Vec::new()
        }
        SearchStep::Cancelled => cancel(app),
    }
}

/// Puts aside where the user is, and the present search.
fn remember(app: &mut App, filters: bool) {
    let was_filtered = app.notes.is_filtered;
    if was_filtered {
        filter::leave(app);
    }
    app.search.unfolded = None;
    app.search.line = Some(OpenLine {
        cursor: app.notes.cursor,
        viewport: app.notes.viewport,
        current: app.search.current.take(),
        matches: std::mem::take(&mut app.notes.matches),
        was_filtered,
        filters,
        query: TextQuery { text: String::new(), is_regex: false },
        is_entered: false,
        error: None,
        wrapped: None,
    });
    clear(app);
}

/// Goes back to where the user was before typing.
fn go_back(app: &mut App) {
    show::fold_back(app);
    if let Some(line) = &app.search.line {
        (app.notes.cursor, app.notes.viewport) = (line.cursor, line.viewport);
    }
    app.settle();
}

/// Searches for the query so far.
fn typed(app: &mut App, query: TextQuery, includes_cursor: bool) -> Vec<Effect> {
    go_back(app);
    let from = app.notes.cursor;
    let (effects, error) = match start(app, query.clone(), from) {
        Ok(effects) => (effects, None),
        Err(error) => (Vec::new(), Some(error.to_string())),
    };
    if let Some(line) = &mut app.search.line {
        line.query = query;
        line.wrapped = None;
        line.error = error;
    }
    if !effects.is_empty() {
        app.search.goal = Some(Goal { from, includes_from: includes_cursor, forward: true, times: 1 });
    }
    effects
}

/// `Esc`: back to where the user was, and to what was searched for.
fn cancel(app: &mut App) -> Vec<Effect> {
    go_back(app);
    clear(app);
    let Some(line) = app.search.line.take() else { return Vec::new() };
    let is_complete = line.current.as_ref().is_none_or(|search| search.is_complete);
    app.search.current = line.current;
    app.notes.matches = line.matches;
    if line.was_filtered {
        filter::enter(app);
    }
    if is_complete {
        return Vec::new();
    }
    // Its search was given up for the one that was being typed.
    let again = app.search.current.take();
    again.and_then(|search| start(app, search.query, search.from).ok()).unwrap_or_default()
}

/// Says that the search went past an end of the notes: beside the line, and when that is entered.
pub(super) fn say_wrapped(app: &mut App, words: &'static str) {
    match &mut app.search.line {
        Some(line) => line.wrapped = Some(words),
        None => app.say(words),
    }
}

/// Closes a line that was entered: the match that is shown is the one to go to, or there is none.
pub(super) fn finish(app: &mut App) {
    let Some(line) = app.search.line.take_if(|line| line.is_entered) else { return };
    app.close_overlay();
    if line.cursor != app.notes.cursor {
        app.history.leave(Standing { place: line.cursor, ..app.standing() });
    }
    app.search.remember(line.query);
    if let Some(wrapped) = line.wrapped {
        app.say(wrapped);
    }
    if app.notes.matches_in_sight().is_empty() {
        say_nothing_is_found(app);
        clear(app);
    } else if line.filters {
        filter::enter(app);
    }
}
