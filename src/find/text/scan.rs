//! Walking a vault for the nodes in which a pattern stands: from a place to the end, and then from the beginning.

use std::ops::Range;
use std::sync::Arc;

use super::{Matcher, Pattern};
use crate::outline::NodeId;
use crate::vault::{Note, NoteId, Place, Vault};

/// A search on its way.
#[derive(Debug)]
pub struct Scan {
    pattern: Arc<Pattern>,
    /// What is yet to be looked at: the nodes of a note, in this order. The last comes first.
    rest: Vec<(NoteId, Range<u32>)>,
}

impl Scan {
    /// A search for `pattern` that begins at `from`, comes to the end of `vault`, and then from the beginning to `from`.
    pub fn new(pattern: Arc<Pattern>, vault: &Vault, from: Place) -> Self {
        let whole = |note: NoteId| 0..vault.note(note).outline.len();
        let middle = from.node.map_or(0, |id| id.0);
        let mut rest = Vec::new();
        if !vault.is_empty() {
            rest.push((from.note, 0..middle));
            rest.extend(vault.ids().filter(|&note| note < from.note).rev().map(|note| (note, whole(note))));
            rest.extend(vault.ids().filter(|&note| note > from.note).rev().map(|note| (note, whole(note))));
            rest.push((from.note, middle..whole(from.note).end));
        }
        Self { pattern, rest }
    }

    /// Whether all has been looked at.
    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Looks at about `count` more nodes, and returns where among these the pattern stands: in document order, and all
    /// before or all after where the search began.
    pub fn advance(&mut self, vault: &Vault, count: u32) -> Vec<Place> {
        let mut found = Vec::new();
        let mut left = count;
        while left > 0
            && let Some((note, range)) = self.rest.last_mut()
        {
            let part = range.start..range.end.min(range.start.saturating_add(left));
            left -= part.end - part.start;
            range.start = part.end;
            let note = *note;
            let nodes = self.pattern.nodes_in(vault.note(note), part);
            found.extend(nodes.into_iter().map(|id| Place { note, node: Some(id) }));
            let is_over = self.rest.last().is_some_and(|(_, range)| range.is_empty());
            if is_over {
                let (done, _) = self.rest.pop().unwrap_or((note, 0..0));
                // Before and after the start are told apart by the answer they come in.
                if self.rest.last().is_some_and(|(next, _)| *next < done) {
                    break;
                }
            }
        }
        found
    }
}

impl Pattern {
    /// The nodes among `range` in whose text it stands, ascending.
    fn nodes_in(&self, note: &Note, range: Range<u32>) -> Vec<NodeId> {
        match &self.matcher {
            Matcher::Regex(_) => range.map(NodeId).filter(|&id| self.is_in(note.text_of(id))).collect(),
            Matcher::Literal(_) => self.nodes_around(note, range),
        }
    }

    /// As [`Pattern::nodes_in`]: the text of all of them is searched as one, and the node looked up in which a place lies.
    fn nodes_around(&self, note: &Note, range: Range<u32>) -> Vec<NodeId> {
        let mut found = Vec::new();
        let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else { return found };
        let text_of = |id: u32| note.outline.node(NodeId(id)).text();
        let text = note.source.slice(0..text_of(last).end);
        let mut id = range.start;
        let mut position = text_of(id).start as usize;
        while let Some(place) = self.find_at(text, position) {
            // The first node that ends behind the beginning of the place. Node ids are few away from each other mostly.
            let ids = id..range.end;
            let steps =
                ids.clone().take_while(|&id| (text_of(id).end as usize) <= place.start).take(64).count();
            id += u32::try_from(steps).unwrap_or(u32::MAX);
            if steps == 64 {
                id = partition(id..range.end, |id| (text_of(id).end as usize) <= place.start);
            }
            if id >= range.end {
                break;
            }
            let node = text_of(id);
            if node.start as usize <= place.start && place.end <= node.end as usize {
                found.push(NodeId(id));
                id += 1;
                if id >= range.end {
                    break;
                }
                position = text_of(id).start as usize;
            } else {
                // In a marker, in white space, or over the end of a line: what is seen of the note has it not.
                let rest = text.get(place.start..).unwrap_or_default();
                position = place.start + rest.chars().next().map_or(1, char::len_utf8);
                position = position.max(node.start as usize);
            }
        }
        found
    }
}

/// The first of `range` for which `is_before` does not hold; it holds for all before that.
fn partition(range: Range<u32>, is_before: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
