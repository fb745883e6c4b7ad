//! What is remembered of a note when midashi ends: folds, hoist, cursor, what was on the screen, and recent jumps.
//!
//! Here nodes are named by their ids; the shell turns these into [`crate::outline::anchor::Anchor`]s, which outlive edits.

use super::App;
use super::note_memory::NoteMemory;
use super::search::filter;
use super::tree::Tree;
use crate::find::Match;
use crate::outline::NodeId;
use crate::tree::folds::Folds;
use crate::tree::{VaultFolds, Viewport};
use crate::vault::{NoteId, Place};

/// What there is to remember of each note and folder. Of those that were only opened beside others there is nothing.
pub fn memory(app: &App) -> Vec<(NoteId, NoteMemory<NodeId>)> {
    let Tree { vault, cursor, viewport, hoisted, .. } = &app.notes;
    let folds = filter::lasting_folds(app);
    let initial = VaultFolds::initial(vault);
    let remembered = vault.entries().filter_map(|note| {
        let outline = &vault.note(note).outline;
        let node_of = |place: &Place| place.node.filter(|_| place.note == note);
        let whole = Place { note, node: None };
        let is_open = folds.is_open(vault, whole);
        let memory = NoteMemory {
            folds: folds.note(note).rules(outline),
            is_open,
            cursor: node_of(cursor),
            top: node_of(&viewport.top),
            piece: if viewport.top.note == note { viewport.piece } else { 0 },
            skip: if viewport.top.note == note { viewport.skip } else { 0 },
            hoisted: hoisted.iter().filter_map(node_of).collect(),
            marks: app
                .kept
                .marks
                .iter()
                .filter_map(|(letter, place)| Some((letter, node_of(&place)?)))
                .collect(),
            jumps: app.kept.recent_jumps.places().filter_map(|place| node_of(&place)).collect(),
        };
        let is_as_new = *folds.note(note) == Folds::initial(outline)
            && is_open == initial.is_open(vault, whole)
            && cursor.note != note
            && memory.nodes().next().is_none();
        (!is_as_new).then_some((note, memory))
    });
    remembered.collect()
}

/// Sets the marks and the recent jumps that are remembered of a note.
pub fn restore_marks(app: &mut App, note: NoteId, memory: &NoteMemory<NodeId>) {
    let vault = app.vault.clone();
    let place = |id: &NodeId| Place { note, node: Some(*id) };
    for id in memory.jumps.iter().rev() {
        app.kept.recent_jumps.add(&Match::of_node(&vault, place(id)));
    }
    for (&letter, id) in &memory.marks {
        app.kept.marks.set(letter, place(id));
    }
}

/// Brings a note back to what is remembered of it. Where `is_current`, the cursor goes back to where it was.
pub fn restore(app: &mut App, note: NoteId, memory: &NoteMemory<NodeId>, is_current: bool) {
    let vault = app.vault.clone();
    let outline = &vault.note(note).outline;
    let place = |id: &NodeId| Place { note, node: Some(*id) };
    let folds = &mut app.notes.folds;
    folds.replace(note, Folds::from_rules(outline, &memory.folds));
    let whole = Place { note, node: None };
    if vault.has_row(whole) {
        folds.set(&vault, whole, memory.is_open);
    }
    restore_marks(app, note, memory);
    if !is_current {
        return;
    }
    app.notes.hoisted = memory.hoisted.iter().map(place).collect();
    match &memory.cursor {
        Some(cursor) => app.notes.cursor = place(cursor),
        None if vault.has_row(whole) => app.notes.cursor = whole,
        None => {}
    }
    if let Some(top) = &memory.top {
        app.notes.viewport = Viewport { top: place(top), piece: memory.piece, skip: memory.skip };
    } else {
        app.notes.viewport = Viewport::at(app.notes.cursor);
    }
    app.settle();
}
