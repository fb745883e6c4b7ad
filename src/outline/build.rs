//! From entries to an [`Outline`]: one pass with a stack of the open nodes.

use super::node::{NO_PARENT, Node, NodeId, Outline};
use crate::note::entry::{Entry, Kind, Rank};

/// An open node: entries that rank below it become its descendants.
struct Open {
    id: u32,
    rank: Rank,
}

/// Whether an open node is closed by an entry of `rank`.
fn closes(rank: Rank, open: Rank) -> bool {
    match (rank, open) {
        (Rank::Heading(_), Rank::Body(_)) => true,
        (Rank::Heading(level), Rank::Heading(open_level)) => open_level >= level,
        (Rank::Body(_), Rank::Heading(_)) => false,
        (Rank::Body(column), Rank::Body(open_column)) => open_column >= column,
    }
}

/// Builds the outline of `entries`, which come in document order.
///
/// Each entry pops what it closes, so the whole is linear in the number of entries however deep they nest. An entry is as
/// large as a node: those of a vector become nodes where they are, so that a big note needs no room for both.
pub fn build(entries: impl IntoIterator<Item = Entry>) -> Outline {
    let mut stack: Vec<Open> = Vec::new();
    let mut sessions = Vec::new();
    let mut next = 0;
    let node = |entry: Entry| {
        let id = next;
        next += 1;
        while stack.pop_if(|open| closes(entry.rank, open.rank)).is_some() {}
        let parent = stack.last().map_or(NO_PARENT, |open| open.id);
        let depth = u32::try_from(stack.len()).unwrap_or(u32::MAX);
        if entry.kind == Kind::Session {
            sessions.push(NodeId(id));
        }
        stack.push(Open { id, rank: entry.rank });
        Node {
            kind: entry.kind,
            marker_length: u8::try_from(entry.marker.end - entry.marker.start).unwrap_or(u8::MAX),
            depth,
            parent,
            end: id + 1,
            line: entry.line,
            marker_start: entry.marker.start,
            text_start: entry.text.start,
            text_end: entry.text.end,
        }
    };
    let mut nodes: Vec<Node> = entries.into_iter().map(node).collect();
    end_subtrees(&mut nodes);
    Outline { nodes, sessions }
}

/// Has each subtree, which ends with its top so far, end with the last of its descendants.
fn end_subtrees(nodes: &mut [Node]) {
    for index in (0..nodes.len()).rev() {
        let Node { parent, end, .. } = nodes[index];
        if let Some(parent) = nodes.get_mut(parent as usize) {
            parent.end = parent.end.max(end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::notation::Notation;
    use crate::note::source::Source;

    #[test]
    fn entries_become_nodes_where_they_are() {
        let entries = Notation::bundled().entries(&Source::from_text("■甲\n・乙\n  丙\n".repeat(100)));
        let place = entries.as_ptr().addr();
        let outline = build(entries);
        assert_eq!(outline.nodes.as_ptr().addr(), place);
        assert_eq!(outline.sessions.len(), 100);
    }
}
