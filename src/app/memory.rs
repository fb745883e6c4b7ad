//! What is remembered of a note when midashi ends: folds, hoist, cursor, what was on the screen, and recent jumps.
//!
//! Here nodes are named by their ids; the shell turns these into [`crate::outline::anchor::Anchor`]s, which outlive edits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::App;
use super::search::filter;
use super::tree::Tree;
use crate::find::Match;
use crate::outline::NodeId;
use crate::tree::folds::{Folds, Rules};
use crate::tree::{VaultFolds, Viewport};
use crate::vault::{NoteId, Place};

/// What is remembered of a note; `N` names a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteMemory<N> {
    /// Which nodes are open.
    pub folds: Rules<N>,
    /// Whether the note itself is open, among others.
    pub is_open: bool,
    /// The cursor, if it was on a node of the note.
    pub cursor: Option<N>,
    /// The row at the top of the screen.
    pub top: Option<N>,
    /// How many pieces of that, and then lines, had scrolled out.
    #[serde(default)]
    pub piece: u32,
    /// See `piece`.
    pub skip: u32,
    /// What was hoisted, the innermost last.
    pub hoisted: Vec<N>,
    /// Where the user had jumped to, the newest first.
    pub jumps: Vec<N>,
    /// The marks, by their letters.
    #[serde(default = "BTreeMap::new")]
    pub marks: BTreeMap<char, N>,
}

impl<N> NoteMemory<N> {
    /// The same with other names of the nodes; those without one are left out.
    pub fn map<M>(&self, name: impl Fn(&N) -> Option<M>) -> NoteMemory<M> {
        let named = |nodes: &[N]| nodes.iter().filter_map(&name).collect();
        NoteMemory {
            folds: self.folds.map(&name),
            is_open: self.is_open,
            cursor: self.cursor.as_ref().and_then(&name),
            top: self.top.as_ref().and_then(&name),
            piece: self.piece,
            skip: self.skip,
            hoisted: named(&self.hoisted),
            jumps: named(&self.jumps),
            marks: self.marks.iter().filter_map(|(letter, node)| Some((*letter, name(node)?))).collect(),
        }
    }

    /// All nodes that are named.
    pub fn nodes(&self) -> impl Iterator<Item = &N> {
        let places = self
            .cursor
            .iter()
            .chain(&self.top)
            .chain(&self.hoisted)
            .chain(&self.jumps)
            .chain(self.marks.values());
        self.folds.nodes().chain(places)
    }
}

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
            marks: app.marks.iter().filter_map(|(letter, place)| Some((letter, node_of(&place)?))).collect(),
            jumps: app.recent_jumps.places().filter_map(|place| node_of(&place)).collect(),
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
        app.recent_jumps.add(&Match::of_node(&vault, place(id)));
    }
    for (&letter, id) in &memory.marks {
        app.marks.set(letter, place(id));
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
