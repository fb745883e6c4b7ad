//! The state of a note that is remembered when midashi ends: folds, hoist, cursor, viewport, marks and recent jumps.
//!
//! Nodes are named by their ids here; the shell turns these into [`crate::outline::anchor::Anchor`]s, which outlive
//! edits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::tree::folds::Rules;

/// The remembered state of a note; `N` names a node.
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
