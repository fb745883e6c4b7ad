//! What is remembered of one note, as it is written.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::written_path;
use crate::app::note_memory::NoteMemory;
use crate::outline::NodeId;
use crate::outline::anchor::{Anchor, Text, anchors, nearest, resolve};
use crate::vault::{Note, NotePath};

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
    #[serde(flatten, with = "written_path")]
    pub(super) path: NotePath,
    /// When it was last the note in which the cursor was; seconds since 1970.
    pub(super) read_at: u64,
    /// When it was last open; seconds since 1970.
    pub(super) seen_at: u64,
    memory: NoteMemory<Remembered>,
}

impl Record {
    /// The record of `note`, which is at `path`, with `memory`. O(nodes).
    pub(super) fn of(
        path: NotePath,
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

    /// This record, with the marks that another midashi has set: `theirs` is what is remembered by now, `base` what it was when
    /// this record began. A mark that only one of the two has changed is that one's.
    pub(super) fn merged(mut self, theirs: Option<&Self>, base: Option<&Self>) -> Self {
        let Some(theirs) = theirs else { return self };
        self.read_at = self.read_at.max(theirs.read_at);
        let base = base.map(|base| &base.memory.marks);
        let ours = &mut self.memory.marks;
        let letters: BTreeSet<char> = ours.keys().chain(theirs.memory.marks.keys()).copied().collect();
        for letter in letters {
            let base = base.and_then(|marks| marks.get(&letter));
            let their = theirs.memory.marks.get(&letter);
            let is_ours_alone = their == base;
            let is_unchanged = ours.get(&letter) == base;
            match their {
                Some(&node) if !is_ours_alone && (is_unchanged || !ours.contains_key(&letter)) => {
                    ours.insert(letter, node);
                }
                None if !is_ours_alone && is_unchanged => {
                    ours.remove(&letter);
                }
                Some(_) | None => {}
            }
        }
        self
    }
}

fn text(note: &Note) -> Text<'_> {
    Text { source: &note.source, outline: &note.outline }
}
