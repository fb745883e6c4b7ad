//! The filter: only the matches and what stands above them are rows, all of them open until the user folds.

use super::{Effect, input, is_elsewhere, say_nothing_is_found};
use crate::app::App;
use crate::tree::Filter;
use crate::vault::Place;

/// `F`: filters by what is searched for, or asks for it; the second time shows everything again.
pub fn toggle(app: &mut App) -> Vec<Effect> {
    if is_elsewhere(app) {
        return Vec::new();
    }
    if app.notes.is_filtered {
        leave(app);
    } else if app.search.current.is_none() {
        return input::open(app, true);
    } else {
        enter(app);
    }
    Vec::new()
}

/// Leaves only the matches, if there are any in sight.
pub(super) fn enter(app: &mut App) {
    if app.in_sight().is_empty() {
        say_nothing_is_found(app);
        return;
    }
    // What was marked may not be shown any more.
    app.mark = None;
    app.search.unfolded = None;
    app.search.unfiltered = Some(app.notes.folds.clone());
    at_the_same_line(app, |app| {
        app.notes.is_filtered = true;
        app.notes.folds.fold_to_level(None);
    });
}

/// Shows everything again, folded as before; the cursor stays.
pub(super) fn leave(app: &mut App) {
    at_the_same_line(app, |app| {
        app.notes.is_filtered = false;
        if let Some(folds) = app.search.unfiltered.take() {
            app.notes.folds = folds;
        }
        app.notes.folds.reveal(&app.vault, app.notes.cursor);
    });
}

/// Leaves the filter if `place` is not among what it keeps.
pub fn leave_for(app: &mut App, place: Place) {
    let filter = Filter::new(&app.notes.matches).filter(|_| app.notes.is_filtered);
    if filter.is_some_and(|filter| !filter.keeps(&app.vault, place)) {
        leave(app);
    }
}

/// Changes which rows there are; the cursor's stays at its line of the screen.
fn at_the_same_line(app: &mut App, change: impl FnOnce(&mut App)) {
    let line = app.offset_of_cursor();
    change(app);
    app.settle();
    app.show_cursor_at(line.unwrap_or(0));
}
