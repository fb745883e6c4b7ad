//! Moving the cursor, along the rows and through the places that were left.

use std::borrow::Cow;

use super::App;
use super::history::Standing;
use super::tree::Tree;
use crate::note::entry::Line;
use crate::tree::Motion;
use crate::vault::Place;

/// Along the siblings of the cursor; while a range is marked, along its own, so that it grows or shrinks by one.
pub(super) fn move_to_sibling(app: &mut App, motion: Motion, times: u32) {
    let from = app.marked().and_then(|marked| marked.above(&app.vault, app.notes.cursor));
    move_from(app, from.unwrap_or(app.tree().cursor), motion, times);
}

/// Moves the cursor `times` times, or says why it stays.
pub(super) fn move_by(app: &mut App, motion: Motion, times: u32) {
    move_from(app, app.tree().cursor, motion, times);
}

fn move_from(app: &mut App, from: Place, motion: Motion, times: u32) {
    match motion.steps(app.rows(), from, times) {
        Some(place) => app.move_to(place),
        None => app.say(at_the_end(app, motion)),
    }
}

/// What is said where a motion leads nowhere.
fn at_the_end(app: &App, motion: Motion) -> Cow<'static, str> {
    let is_whole = app.tree().hoisted.is_empty();
    match motion {
        Motion::NextRow | Motion::LastRow if is_whole => tr!("the end"),
        Motion::NextRow | Motion::LastRow => tr!("the end of what is hoisted"),
        Motion::PreviousRow | Motion::FirstRow if is_whole => tr!("the beginning"),
        Motion::PreviousRow | Motion::FirstRow => tr!("the beginning of what is hoisted"),
        Motion::NextSibling => tr!("the last of its siblings"),
        Motion::PreviousSibling => tr!("the first of its siblings"),
        Motion::NextSession => tr!("no session after this"),
        Motion::PreviousSession => tr!("no session before this"),
        Motion::Parent => tr!("nothing above this"),
        Motion::FirstChild => tr!("nothing below this"),
    }
}

/// Down a row; a row that is taller than the screen is scrolled through first.
pub(super) fn next_row(app: &mut App, times: u32) {
    let height = u32::from(app.layout().tree.height);
    let Tree { cursor, viewport, .. } = *app.tree();
    if viewport.top == cursor && app.on_screen(|screen| screen.row_at(viewport, height)) == Some(cursor) {
        scroll_within_row(app, i64::from(height.saturating_sub(1).max(1)));
        return;
    }
    move_by(app, Motion::NextRow, times);
}

/// Up a row; a row whose beginning has scrolled out is scrolled back first.
pub(super) fn previous_row(app: &mut App, times: u32) {
    if app.tree().viewport.top == app.tree().cursor && !app.tree().viewport.begins_with_row() {
        let height = i64::from(app.layout().tree.height);
        scroll_within_row(app, -(height - 1).max(1));
        return;
    }
    move_by(app, Motion::PreviousRow, times);
}

/// Scrolls through a row that is taller than the screen; the cursor stays on it.
fn scroll_within_row(app: &mut App, lines: i64) {
    let viewport = app.on_screen(|screen| screen.scrolled(app.tree().viewport, lines));
    app.tree_mut().viewport = viewport;
}

/// Moves the screen and the cursor with it, as `less` and vim do; where the screen cannot move, the cursor does.
pub(super) fn by_screen(app: &mut App, lines: i64) {
    let Tree { cursor: from, viewport: before, .. } = *app.tree();
    let (viewport, cursor) = app.on_screen(|screen| {
        let viewport = screen.scrolled(before, lines);
        let offset = screen.offset_of(before, from, screen.height).unwrap_or(0);
        let moved = if viewport == before { lines } else { 0 };
        let line = u32::try_from((i64::from(offset) + moved).max(0)).unwrap_or(u32::MAX / 2);
        let target = screen.row_at(viewport, line).or_else(|| screen.rows.last());
        (viewport, screen.nearest_whole(viewport, target.unwrap_or(from)))
    });
    app.tree_mut().viewport = viewport;
    app.move_to(cursor);
}

/// `g`, or `3g`: the third row's line, as in `G`.
pub(super) fn first_row(app: &mut App, count: Option<u32>) {
    match (count, app.rows().first()) {
        (Some(line), _) => go_to_line(app, line),
        (None, Some(first)) => go_far(app, first),
        (None, None) => {}
    }
}

pub(super) fn last_row(app: &mut App, count: Option<u32>) {
    match (count, app.rows().last()) {
        (Some(line), _) => go_to_line(app, line),
        (None, Some(last)) => {
            go_far(app, last);
            if let Some(unread) = &mut app.unread {
                unread.end = Some(last);
            }
        }
        (None, None) => {}
    }
}

/// Moves to a row of the tree that may be far, so that the user can come back.
fn go_far(app: &mut App, row: Place) {
    if row == app.tree().cursor {
        if app.rows().first() == Some(row) {
            app.show_cursor_at(0);
        }
        return;
    }
    if app.index.shown().is_none() {
        app.history.leave(app.standing());
    }
    app.move_to(row);
}

/// Goes to the node of a source line (1-based) of the cursor's note.
pub(super) fn go_to_line(app: &mut App, number: u32) {
    let note = app.tree().cursor.note;
    let line = Line(number.saturating_sub(1));
    match app.tree().vault.note(note).outline.at_line(line) {
        Some(id) => go_to(app, Place { note, node: Some(id) }),
        None => app.say(tr!("nothing here")),
    }
}

/// Goes to a place of the tree on screen.
pub(super) fn go_to(app: &mut App, place: Place) {
    if app.index.shown().is_some() {
        app.show(place);
    } else {
        app.jump_to(place);
    }
}

/// Back to where the user jumped from.
pub(super) fn go_back(app: &mut App) {
    let to = app.history.back(app.standing());
    retrace(app, to, tr!("nothing to go back to"));
}

pub(super) fn go_forward(app: &mut App) {
    let to = app.history.forward();
    retrace(app, to, tr!("nothing to go forward to"));
}

fn retrace(app: &mut App, to: Option<Standing>, at_the_end: Cow<'static, str>) {
    match to {
        Some(standing) => app.return_to(standing),
        None => app.say(at_the_end),
    }
}
