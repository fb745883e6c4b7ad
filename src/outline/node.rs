//! The arena: nodes in preorder, each knowing its parent and where its subtree ends.

use std::ops::Range;

use crate::note::entry::{Kind, Line};

/// A node of an [`Outline`]: its position in document order, 0-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The node after this one in document order, whether it exists or not.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// One node, 32 bytes, no owned strings. Offsets are bytes of the source's text.
///
/// Invariants, asserted by [`super::check`]: `parent < id < end`; the subtree of `id` is `id..end` and lies within
/// its parent's; `depth` is the parent's plus one, 0 without a parent; lines never fall; marker before text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub(super) kind: Kind,
    pub(super) marker_length: u8,
    pub(super) depth: u32,
    /// `NO_PARENT` for a root.
    pub(super) parent: u32,
    pub(super) end: u32,
    pub(super) line: Line,
    pub(super) marker_start: u32,
    pub(super) text_start: u32,
    pub(super) text_end: u32,
}

/// Stands for the absent parent of a root.
pub(super) const NO_PARENT: u32 = u32::MAX;

impl Node {
    /// What the node is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// How many ancestors it has.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// Its parent; `None` for a root.
    pub fn parent(&self) -> Option<NodeId> {
        (self.parent != NO_PARENT).then_some(NodeId(self.parent))
    }

    /// The first node after its subtree.
    pub fn end(&self) -> NodeId {
        NodeId(self.end)
    }

    /// The line it begins on.
    pub fn line(&self) -> Line {
        self.line
    }

    /// Its marker (bytes of the source); empty where there is none.
    pub fn marker(&self) -> Range<u32> {
        self.marker_start..self.marker_start + u32::from(self.marker_length)
    }

    /// Its words (bytes of the source).
    pub fn text(&self) -> Range<u32> {
        self.text_start..self.text_end
    }
}

/// The nodes of one note in document order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    pub(super) nodes: Vec<Node>,
    /// The sessions, in order: the status line counts them without walking the note.
    pub(super) sessions: Vec<NodeId>,
}

impl Outline {
    /// How many nodes there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is no node at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node of `id`.
    ///
    /// # Panics
    /// When `id` is not of this outline.
    pub fn node(&self, id: NodeId) -> &Node {
        #[cfg(test)]
        crate::text::work::node();
        &self.nodes[id.index()]
    }

    /// The node of `id`, if there is such a node.
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        #[cfg(test)]
        crate::text::work::node();
        self.nodes.get(id.index())
    }

    /// All ids in document order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = NodeId> + Clone + use<> {
        (0..self.len()).map(NodeId)
    }

    /// The sessions, in document order.
    pub fn sessions(&self) -> &[NodeId] {
        &self.sessions
    }
}
