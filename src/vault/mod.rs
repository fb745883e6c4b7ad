//! Several notes, and places in them. Pure: reading files is the shell's.

use crate::outline::NodeId;

/// A note of a vault: its position, 0-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

impl NoteId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place in a vault: a note as a whole, or one of its nodes. Ordered as in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The note.
    pub note: NoteId,
    /// The node, or `None` for the note as a whole.
    pub node: Option<NodeId>,
}
