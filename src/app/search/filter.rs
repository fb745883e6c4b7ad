//! The filter: only the matches and what stands above them are rows, all of them open until the user folds.

use std::borrow::Cow;

use super::start::say_nothing_is_found;
use crate::app::App;
use crate::tree::{Filter, VaultFolds};
use crate::vault::Place;

/// Leaves only the matches, if there are any in sight.
pub(super) fn enter(app: &mut App) {
    if app.notes.matches_in_sight().is_empty() {
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
        app.notes.folds = lasting_folds(app).into_owned();
        app.search.unfiltered = None;
        app.notes.is_filtered = false;
    });
}

/// The folds as they are without the filter.
pub fn lasting_folds(app: &App) -> Cow<'_, VaultFolds> {
    let Some(unfiltered) = &app.search.unfiltered else { return Cow::Borrowed(&app.notes.folds) };
    let mut folds = unfiltered.clone();
    folds.reveal(&app.vault, app.notes.cursor);
    Cow::Owned(folds)
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
