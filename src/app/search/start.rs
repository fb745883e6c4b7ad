//! Starting a search and forgetting it, and what the user is told where nothing can be searched.

use super::state::Search;
use crate::app::App;
use crate::app::effect::Effect;
use crate::find::text::{PatternError, TextQuery};
use crate::vault::Place;

/// Starts a search at `from`.
pub(super) fn start(app: &mut App, query: TextQuery, from: Place) -> Result<Vec<Effect>, PatternError> {
    clear(app);
    let Some(pattern) = query.pattern()? else { return Ok(Vec::new()) };
    let effect = Effect::Seek { number: app.search.number, query: query.clone(), from };
    app.search.current =
        Some(Search { query, pattern, from, early: Vec::new(), anew: None, is_complete: false });
    Ok(vec![effect])
}

/// Forgets the present search.
pub(super) fn clear(app: &mut App) {
    app.search.number += 1;
    app.search.current = None;
    app.search.goal = None;
    app.notes.matches.clear();
}

/// Says that nothing is found.
pub(super) fn say_nothing_is_found(app: &mut App) {
    let is_outside = !app.notes.matches.is_empty();
    app.say(if is_outside { tr!("no match in what is hoisted") } else { tr!("no match") });
}

/// Says so where it is not the notes that are on screen.
pub(super) fn is_elsewhere(app: &mut App) -> bool {
    if app.index.shown().is_some() {
        app.say(tr!("the notes are searched: Esc leaves the index"));
    } else if app.is_empty() {
        app.say(tr!("there is nothing here"));
    } else {
        return false;
    }
    true
}
