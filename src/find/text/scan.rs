//! The nodes of a vault that have what is looked for: step by step, from a place to the end and on from the beginning.

use super::literal::Needle;
use super::{Kind, TextPattern};
use crate::outline::NodeId;
use crate::vault::{Note, NoteId, Place, Vault};

/// A search under way, or done. Costs the bytes it looks at; no node is looked at twice.
#[derive(Debug, Clone)]
pub struct TextSearch {
    /// The note and the byte of its text where it began.
    from: (NoteId, u32),
    /// Where it is.
    at: (NoteId, u32),
    /// Whether it has gone on from the beginning.
    has_wrapped: bool,
}

impl TextSearch {
    /// A search from `place` on. Like all other methods, to be given the same vault.
    pub fn new(vault: &Vault, place: Place) -> Self {
        let outline = &vault.note(place.note).outline;
        let start = place.node.and_then(|id| outline.get(id)).map_or(0, |node| node.text().start);
        let from = (place.note, start);
        Self { from, at: from, has_wrapped: false }
    }

    /// Whether everything has been looked at.
    pub fn is_done(&self) -> bool {
        self.has_wrapped && self.at >= self.from
    }

    /// Looks at up to `bytes` of text more, and returns the nodes that have `pattern`, in the order of the search:
    /// ascending, but for going on from the beginning.
    pub fn advance(&mut self, vault: &Vault, pattern: &TextPattern, bytes: u32) -> Vec<Place> {
        let mut found = Vec::new();
        let mut left = bytes;
        while left > 0 && !self.is_done() {
            let (note, start) = self.at;
            let length = u32::try_from(vault.note(note).source.text().len()).unwrap_or(u32::MAX);
            let is_last = self.has_wrapped && note == self.from.0;
            let end = if is_last { self.from.1 } else { length };
            let limit = start.saturating_add(left).min(end);
            let mut part = Part { note: vault.note(note), limit, found: Vec::new() };
            let reached = match &pattern.0 {
                Kind::Literal(needle) => part.literal(needle, start),
                Kind::Expression(_) => part.each(pattern, start),
            };
            found.extend(part.found.into_iter().map(|id| Place { note, node: Some(id) }));
            left = left.saturating_sub(reached.saturating_sub(start).max(1));
            self.at =
                if reached < end || is_last { (note, reached.max(start)) } else { self.after(vault, note) };
        }
        found
    }

    /// The beginning of the note after `note`.
    fn after(&mut self, vault: &Vault, note: NoteId) -> (NoteId, u32) {
        let next = NoteId(note.0 + 1);
        if next < vault.end().note {
            return (next, 0);
        }
        self.has_wrapped = true;
        (NoteId(0), 0)
    }
}

/// A part of a note that is looked at at once.
struct Part<'n> {
    note: &'n Note,
    /// Nodes whose text begins before this byte are looked at.
    limit: u32,
    found: Vec<NodeId>,
}

impl Part<'_> {
    /// Goes from one place where the needle may be to the next; returns the byte that is reached.
    fn literal(&mut self, needle: &Needle, start: u32) -> u32 {
        let Self { note, limit, .. } = *self;
        let mut at = start;
        while at < limit {
            let candidate = needle.candidate(note.source.text(), at as usize..limit as usize);
            let Some(candidate) = candidate.and_then(|byte| u32::try_from(byte).ok()) else { return limit };
            let Some(id) = note.outline.text_at(candidate) else { return limit };
            let text = note.outline.node(id).text();
            if candidate < text.start {
                // Among indentation and markers; nothing begins before the text.
                at = text.start;
                continue;
            }
            at = if needle.is_at(note.text_of(id), (candidate - text.start) as usize) {
                self.found.push(id);
                text.end
            } else {
                candidate + 1
            };
        }
        at
    }

    /// Looks at one node after another; returns the byte that is reached.
    fn each(&mut self, pattern: &TextPattern, start: u32) -> u32 {
        let outline = &self.note.outline;
        let mut next = outline.text_at(start);
        while let Some((id, node)) = next.and_then(|id| Some((id, outline.get(id)?))) {
            if node.text().start >= self.limit {
                return self.limit;
            }
            if pattern.is_in(self.note.text_of(id)) {
                self.found.push(id);
            }
            if node.text().end >= self.limit {
                return node.text().end;
            }
            next = Some(id.next());
        }
        self.limit
    }
}
