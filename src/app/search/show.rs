//! Showing a match: what hides it is unfolded, and folded again when it is left for another.

use super::state::Unfolded;
use crate::app::App;
use crate::app::lines::FURTHEST;
use crate::app::row::Row;
use crate::app::row_text;
use crate::text::glyph::measure;
use crate::text::piece;
use crate::text::width::Cells;
use crate::text::{slice, truncated};
use crate::tree::Viewport;
use crate::tree::viewport::Piece;
use crate::vault::Place;

/// The bytes of a row that are looked through for its first match while a key waits; the row of a later one is shown from
/// its beginning.
const LOOKED_THROUGH: usize = 1 << 25;

/// Goes to a match, and leaves the one before it as it was found.
pub(super) fn go(app: &mut App, place: Place) {
    let left = app.search.unfolded.take().filter(|unfolded| unfolded.at == app.notes.cursor);
    let left = left.map(|unfolded| unfolded.places).unwrap_or_default();
    let (kept, closed): (Vec<Place>, Vec<Place>) =
        left.into_iter().partition(|&above| above != place && app.vault.contains(above, place));
    for &place in &closed {
        app.notes.fold(place, false);
    }
    let opened: Vec<Place> =
        branch(app, place).filter(|&above| !app.notes.folds.is_open(&app.vault, above)).collect();
    let height = u32::from(app.layout().tree.height).max(1);
    let stays = closed.is_empty() && opened.is_empty();
    if stays && app.on_screen(|screen| screen.offset_of(app.notes.viewport, place, height)).is_some() {
        app.move_to(place);
    } else {
        app.show(place);
    }
    let places: Vec<Place> = kept.into_iter().chain(opened).collect();
    app.search.unfolded = (!places.is_empty()).then_some(Unfolded { at: place, places });
    show_chars(app, place);
}

/// Folds what was unfolded to show the match at the cursor.
pub(super) fn fold_back(app: &mut App) {
    for place in app.search.unfolded.take().map(|unfolded| unfolded.places).unwrap_or_default() {
        app.notes.fold(place, false);
    }
}

/// What stands above `place`.
fn branch(app: &App, place: Place) -> impl Iterator<Item = Place> {
    app.vault.ancestors(place).filter(|&above| app.vault.has_row(above))
}

/// Scrolls within a row that is taller than the screen, or cut, so that its first matched chars are seen.
fn show_chars(app: &mut App, place: Place) {
    let Some(search) = &app.search.current else { return };
    let text = truncated(row_text::text(&app.vault, place), LOOKED_THROUGH);
    let Some(matched) = search.pattern.first(text) else { return };
    let height = u32::from(app.layout().tree.height).max(1);
    if app.options.wrap {
        if app.on_screen(|screen| screen.row_height(place, height + 1)) > height {
            let piece = Piece { row: place, index: piece::holding(text, matched.start) };
            let row = Row::of(app, piece);
            let line = (0..row.height())
                .find(|&line| row.text_on(line).is_some_and(|seen| matched.start < seen.end));
            let lines = i64::from(line.unwrap_or(0)) - i64::from(height / 3);
            let viewport = app.on_screen(|screen| screen.scrolled(Viewport::of(piece, 0), lines));
            // The row of the match stays the first, also where the screen could show some of what stands before it.
            app.notes.viewport = if viewport.top == place { viewport } else { Viewport::at(place) };
        }
        return;
    }
    let row = Row::of(app, Piece::first(place));
    let room = row.text_end.saturating_sub(row.text_x);
    let start = measure(slice(text, 0..matched.start), app.options.policy);
    let end = start + measure(slice(text, matched), app.options.policy);
    let sideways = if end < room { Cells::ZERO } else { start.saturating_sub(Cells(room.0 / 3)) };
    app.notes.sideways = sideways.min(FURTHEST);
}
