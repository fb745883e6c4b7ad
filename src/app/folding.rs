//! Opening and closing rows, and showing one branch alone.

use super::App;
use super::moving::move_by;
use crate::tree::Motion;
use crate::tree::rows::FoldState;
use crate::vault::Place;

pub(super) fn expand_or_child(app: &mut App) {
    match app.rows().fold_state(app.tree().cursor) {
        FoldState::Closed => fold(app, app.tree().cursor, true),
        FoldState::Open => move_by(app, Motion::FirstChild, 1),
        FoldState::Leaf => app.say(tr!("nothing below this")),
    }
}

pub(super) fn collapse_or_parent(app: &mut App) {
    match app.rows().fold_state(app.tree().cursor) {
        FoldState::Open => fold(app, app.tree().cursor, false),
        FoldState::Closed | FoldState::Leaf => move_by(app, Motion::Parent, 1),
    }
}

pub(super) fn toggle(app: &mut App, place: Place) {
    match app.rows().fold_state(place) {
        FoldState::Open => fold(app, place, false),
        FoldState::Closed | FoldState::Leaf => fold(app, place, true),
    }
}

pub(super) fn fold(app: &mut App, place: Place, open: bool) {
    if app.rows().fold_state(place) == FoldState::Leaf {
        app.say(tr!("nothing below this"));
        return;
    }
    app.tree_mut().fold(place, open);
    app.settle();
}

pub(super) fn fold_subtree(app: &mut App, open: bool) {
    let cursor = app.tree().cursor;
    if app.rows().fold_state(cursor) == FoldState::Leaf {
        app.say(tr!("nothing below this"));
        return;
    }
    app.tree_mut().fold_subtree(cursor, open);
    app.settle();
}

/// Folds everything to a level, or opens it; while something is hoisted, that alone.
pub(super) fn fold_all(app: &mut App, level: Option<u8>) {
    let tree = app.tree_mut();
    match tree.hoisted.last() {
        Some(&hoisted) => tree.folds.fold_below(&tree.vault, hoisted, level),
        None => tree.folds.fold_to_level(level),
    }
    app.settle();
}

/// Closes everything; what is hoisted stays open, as it would be a screen of one row.
pub(super) fn close_all(app: &mut App) {
    if app.tree().hoisted.is_empty() {
        let tree = app.tree_mut();
        tree.folds.close_all(&tree.vault);
        app.settle();
    } else {
        fold_all(app, Some(1));
    }
}

pub(super) fn hoist(app: &mut App) {
    if app.is_empty() || app.tree().hoisted.last() == Some(&app.tree().cursor) {
        app.say(tr!("this is hoisted already"));
        return;
    }
    if app.rows().fold_state(app.tree().cursor) == FoldState::Leaf {
        app.say(tr!("nothing below this to show alone"));
        return;
    }
    // What was marked may not be shown any more.
    app.mark = None;
    let tree = app.tree_mut();
    tree.hoisted.push(tree.cursor);
    tree.fold(tree.cursor, true);
    app.settle();
}

pub(super) fn unhoist(app: &mut App) {
    let tree = app.tree_mut();
    match tree.hoisted.pop() {
        Some(hoisted) => {
            tree.folds.reveal(&tree.vault, hoisted);
            let cursor = tree.cursor;
            app.show(cursor);
        }
        None => app.say(tr!("nothing is hoisted")),
    }
}
