//! What is remembered of one note, as it is written.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::app::memory::NoteMemory;
use crate::outline::NodeId;
use crate::outline::anchor::{Anchor, Text, anchors, nearest, resolve};
use crate::vault::Note;

/// More nodes than this that differ from their rule are not remembered.
const MOST_EXCEPTIONS: usize = 2000;

/// A node as it is remembered: where it was, and how it is recognised if it is there no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Remembered {
    id: u32,
    #[serde(flatten)]
    anchor: Anchor,
}

/// What is remembered of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// Its path, without links.
    pub(super) path: String,
    /// When it was last the note in which the cursor was; seconds since 1970.
    pub(super) read_at: u64,
    /// When it was last open; seconds since 1970.
    pub(super) seen_at: u64,
    memory: NoteMemory<Remembered>,
}

impl Record {
    /// The record of `note`, which is at `path`, with `memory`. O(nodes).
    pub(super) fn of(
        path: String,
        read_at: u64,
        seen_at: u64,
        note: &Note,
        memory: &NoteMemory<NodeId>,
    ) -> Self {
        let mut memory = memory.clone();
        memory.folds.exceptions.truncate(MOST_EXCEPTIONS);
        let ids: BTreeSet<NodeId> = memory.nodes().copied().collect();
        let anchors = anchors(text(note), &ids);
        let memory = memory.map(|id| Some(Remembered { id: id.0, anchor: *anchors.get(id)? }));
        Self { path, read_at, seen_at, memory }
    }

    /// The memory of the nodes of `note`, which may have been edited since. O(what is remembered) if it was not, else
    /// O(nodes).
    pub(super) fn resolved(&self, note: &Note) -> NoteMemory<NodeId> {
        let text = text(note);
        if self.memory.nodes().all(|node| node.anchor.is_at(text, NodeId(node.id))) {
            return self.memory.map(|node| Some(NodeId(node.id)));
        }
        let wanted: BTreeSet<Anchor> = self.memory.nodes().map(|node| node.anchor).collect();
        let found = resolve(text, &wanted);
        let mut resolved = self.memory.map(|node| found.get(&node.anchor).copied());
        if let (None, Some(cursor)) = (resolved.cursor, &self.memory.cursor) {
            resolved.cursor = nearest(text, &cursor.anchor);
        }
        resolved
    }

    /// This record, and of an older one what it does not say itself.
    pub(super) fn over(self, older: Option<&Self>) -> Self {
        let read_at = self.read_at.max(older.map_or(0, |older| older.read_at));
        Self { read_at, ..self }
    }
}

fn text(note: &Note) -> Text<'_> {
    Text { source: &note.source, outline: &note.outline }
}
