//! Ways through an [`Outline`]. None recurses, and each says what it costs.

use super::node::{NodeId, Outline};
use crate::note::entry::{Kind, Line};

impl Outline {
    /// The subtree of `id`, itself first, in document order.
    pub fn subtree(&self, id: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (id.0..self.node(id).end().0).map(NodeId)
    }

    /// How many nodes stand below `id`; O(1).
    pub fn descendant_count(&self, id: NodeId) -> u32 {
        self.node(id).end().0 - id.0 - 1
    }

    /// Whether `id` has children; O(1).
    pub fn has_children(&self, id: NodeId) -> bool {
        self.descendant_count(id) > 0
    }

    /// The children of `id` in order; O(1) each.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        self.siblings_from(id.next(), self.node(id).end())
    }

    /// The nodes without a parent, in order; O(1) each.
    pub fn roots(&self) -> impl Iterator<Item = NodeId> {
        self.siblings_from(NodeId(0), NodeId(self.len()))
    }

    fn siblings_from(&self, first: NodeId, end: NodeId) -> impl Iterator<Item = NodeId> {
        let first = (first < end).then_some(first);
        std::iter::successors(first, move |&id| {
            let next = self.node(id).end();
            (next < end).then_some(next)
        })
    }

    /// The ancestors of `id`, nearest first; O(1) each.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.node(id).parent(), |&ancestor| self.node(ancestor).parent())
    }

    /// The sibling after `id`; O(1).
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        let node = self.node(id);
        let end = node.parent().map_or(NodeId(self.len()), |parent| self.node(parent).end());
        (node.end() < end).then_some(node.end())
    }

    /// The sibling before `id`; O(depth of what stands before it).
    pub fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        let node = self.node(id);
        let before = NodeId(id.0.checked_sub(1)?);
        if Some(before) == node.parent() {
            return None;
        }
        std::iter::once(before)
            .chain(self.ancestors(before))
            .find(|&candidate| self.node(candidate).depth() == node.depth())
    }

    /// The session that `id` is or belongs to; O(log sessions).
    pub fn session_of(&self, id: NodeId) -> Option<NodeId> {
        let after = self.sessions().partition_point(|&session| session <= id);
        let session = *self.sessions().get(after.checked_sub(1)?)?;
        (id < self.node(session).end()).then_some(session)
    }

    /// The attributions of a session or a section: its first children of that kind, among which a few lines of text may
    /// stand, such as when and where it was. Those of a title, below which nothing stands, are its next siblings.
    pub fn attributions(&self, heading: NodeId) -> impl Iterator<Item = NodeId> {
        /// After more lines than this it is said what was spoken, not by whom.
        const FEW: u32 = 8;
        let node = self.node(heading);
        let end = match (node.kind(), node.parent()) {
            (Kind::Title, None) => NodeId(self.len()),
            (Kind::Title, Some(parent)) => self.node(parent).end(),
            (_, _) => node.end(),
        };
        let kind = |id: NodeId| self.node(id).kind();
        let mut lines = 0;
        let is_near = move |&id: &NodeId| {
            lines += u32::from(kind(id) == Kind::Text);
            matches!(kind(id), Kind::Text | Kind::Attribution) && lines <= FEW
        };
        let below = self.siblings_from(heading.next(), end);
        below.take_while(is_near).filter(move |&id| kind(id) == Kind::Attribution)
    }

    /// Whether an attribution is of no heading, and of no title.
    pub fn is_lone_attribution(&self, id: NodeId) -> bool {
        /// A title stands among the first nodes.
        const FIRST: u32 = 64;
        let kind = |id: &NodeId| self.node(*id).kind();
        if kind(&id) != Kind::Attribution {
            return false;
        }
        let parent = self.node(id).parent();
        let title = || (0..id.0.min(FIRST)).map(NodeId).find(|id| kind(id) == Kind::Title);
        let heading = parent.filter(|parent| kind(parent).is_heading()).or_else(title);
        !heading.is_some_and(|heading| self.attributions(heading).any(|other| other == id))
    }

    /// The first node that begins on `line`; without one, the last node that begins before it, else the first
    /// after it. O(log nodes).
    pub fn at_line(&self, line: Line) -> Option<NodeId> {
        let first = self.nodes.partition_point(|node| node.line() < line);
        let exact = self.nodes.get(first).is_some_and(|node| node.line() == line);
        let index = if exact { first } else { first.saturating_sub(1) };
        (index < self.nodes.len()).then(|| NodeId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// The first node whose words end after byte `offset` of the source; they may begin after it. O(log nodes).
    pub fn text_at(&self, offset: u32) -> Option<NodeId> {
        let index = self.nodes.partition_point(|node| node.text().end <= offset);
        (index < self.nodes.len()).then(|| NodeId(u32::try_from(index).unwrap_or(u32::MAX)))
    }
}
