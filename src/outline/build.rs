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
/// Each entry pops what it closes, so the whole is linear in the number of entries however deep they nest.
pub fn build(entries: impl IntoIterator<Item = Entry>) -> Outline {
    let mut outline = Outline::default();
    let mut stack: Vec<Open> = Vec::new();
    for entry in entries {
        let id = outline.len();
        while let Some(open) = stack.pop_if(|open| closes(entry.rank, open.rank)) {
            outline.nodes[open.id as usize].end = id;
        }
        let parent = stack.last().map_or(NO_PARENT, |open| open.id);
        let depth = u32::try_from(stack.len()).unwrap_or(u32::MAX);
        if entry.kind == Kind::Session {
            outline.sessions.push(NodeId(id));
        }
        outline.nodes.push(Node {
            kind: entry.kind,
            marker_length: u8::try_from(entry.marker.end - entry.marker.start).unwrap_or(u8::MAX),
            depth,
            parent,
            end: id + 1,
            line: entry.line,
            marker_start: entry.marker.start,
            text_start: entry.text.start,
            text_end: entry.text.end,
        });
        stack.push(Open { id, rank: entry.rank });
    }
    let end = outline.len();
    for open in stack {
        outline.nodes[open.id as usize].end = end;
    }
    outline
}
