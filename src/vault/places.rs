//! Several places at once: siblings beside each other, and places none of which stands below another.

use super::{NoteId, Place, Vault};
use crate::outline::NodeId;

/// Siblings that stand beside each other, with all below them: nodes of one parent, or whole notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Siblings {
    first: Place,
    last: Place,
}

impl Siblings {
    /// The fewest siblings that `one` and `other` stand in or below: from the one to the other if they are siblings
    /// themselves, else from what is above the one to what is above the other. Of two places of which one stands below
    /// the other, it is the upper alone. O(depth).
    pub fn between(vault: &Vault, one: Place, other: Place) -> Self {
        let (first, last) = if one <= other { (one, other) } else { (other, one) };
        let (Some(first_id), Some(last_id)) = (first.node, last.node) else {
            return Self::of_notes(first.note, last.note);
        };
        if first.note != last.note {
            return Self::of_notes(first.note, last.note);
        }
        let parted = branch(vault, first, first_id).zip(branch(vault, last, last_id)).find(|(a, b)| a != b);
        // Without a parting, the last stands below the first, which is then the upper.
        let (first_id, last_id) = parted.unwrap_or((first_id, first_id));
        Self { first: Place { node: Some(first_id), ..first }, last: Place { node: Some(last_id), ..last } }
    }

    fn of_notes(first: NoteId, last: NoteId) -> Self {
        Self { first: Place { note: first, node: None }, last: Place { note: last, node: None } }
    }

    /// Whether `place` is one of them, or stands below one. O(1).
    pub fn contains(self, vault: &Vault, place: Place) -> bool {
        self.first <= place && (place <= self.last || vault.contains(self.last, place))
    }

    /// The one that `place` is or stands below. O(depth).
    pub fn above(self, vault: &Vault, place: Place) -> Option<Place> {
        if !self.contains(vault, place) {
            return None;
        }
        let (Some(id), Some(first)) = (place.node, self.first.node) else {
            return Some(Place { node: None, ..place });
        };
        let outline = &vault.note(place.note).outline;
        let depth = outline.node(first).depth();
        let found =
            std::iter::once(id).chain(outline.ancestors(id)).find(|&id| outline.node(id).depth() == depth);
        found.map(|id| Place { node: Some(id), ..place })
    }

    /// They themselves, in document order; O(1) each.
    pub fn places(self, vault: &Vault) -> impl Iterator<Item = Place> {
        std::iter::successors(Some(self.first), move |&place| {
            let next = match place.node {
                Some(id) => {
                    let end = vault.note(place.note).outline.node(id).end();
                    Place { node: Some(end), ..place }
                }
                None => Place { note: NoteId(place.note.0 + 1), node: None },
            };
            (next <= self.last).then_some(next)
        })
    }
}

/// `id` and what stands above it, the topmost first.
fn branch(vault: &Vault, place: Place, id: NodeId) -> impl Iterator<Item = NodeId> {
    let above: Vec<NodeId> = vault.note(place.note).outline.ancestors(id).collect();
    above.into_iter().rev().chain(std::iter::once(id))
}

impl Vault {
    /// Whether `place` is `top` or stands below it. O(1).
    pub fn contains(&self, top: Place, place: Place) -> bool {
        top.note == place.note
            && match (top.node, place.node) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(top), Some(id)) => top <= id && id < self.note(place.note).outline.node(top).end(),
            }
    }

    /// `places` in document order, each once, without those that stand below another of them.
    pub fn outermost(&self, mut places: Vec<Place>) -> Vec<Place> {
        places.sort_unstable();
        let mut last: Option<Place> = None;
        places.retain(|&place| {
            let is_new = last.is_none_or(|last| !self.contains(last, place));
            if is_new {
                last = Some(place);
            }
            is_new
        });
        places
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::note::notation::Notation;
    use crate::note::source::Source;
    use crate::vault::Note;

    /// Nodes: 0 一, 1 甲, 2 あ, 3 い, 4 乙, 5 う, 6 二, 7 丙.
    const NOTE: &str = "■一\n●甲\n・あ\n・い\n●乙\n・う\n■二\n●丙\n";

    fn vault() -> Vault {
        let notation = Arc::new(Notation::bundled());
        let note = |_| Note::parse("n.txt", Source::from_text(NOTE), Arc::clone(&notation));
        Vault::new((0..3).map(note).collect())
    }

    fn place((note, node): (u32, Option<u32>)) -> Place {
        Place { note: NoteId(note), node: node.map(NodeId) }
    }

    type At = (u32, Option<u32>);

    #[test]
    fn siblings_reach_up_to_where_both_are_among_them() {
        let vault = vault();
        let cases: [(At, At, &[At]); 9] = [
            ((0, Some(2)), (0, Some(3)), &[(0, Some(2)), (0, Some(3))]),
            ((0, Some(3)), (0, Some(2)), &[(0, Some(2)), (0, Some(3))]),
            ((0, Some(2)), (0, Some(5)), &[(0, Some(1)), (0, Some(4))]),
            ((0, Some(5)), (0, Some(7)), &[(0, Some(0)), (0, Some(6))]),
            ((0, Some(1)), (0, Some(3)), &[(0, Some(1))]),
            ((0, Some(3)), (0, Some(0)), &[(0, Some(0))]),
            ((0, Some(3)), (0, None), &[(0, None)]),
            ((2, Some(3)), (0, Some(1)), &[(0, None), (1, None), (2, None)]),
            ((1, None), (0, None), &[(0, None), (1, None)]),
        ];
        for (one, other, expected) in cases {
            let siblings = Siblings::between(&vault, place(one), place(other));
            let expected: Vec<Place> = expected.iter().copied().map(place).collect();
            assert_eq!(siblings.places(&vault).collect::<Vec<_>>(), expected, "{one:?} {other:?}");
            for note in vault.ids() {
                let nodes = vault.note(note).outline.ids().map(Some);
                for place in std::iter::once(None).chain(nodes).map(|node| Place { note, node }) {
                    let above = expected.iter().copied().find(|&top| vault.contains(top, place));
                    assert_eq!(siblings.above(&vault, place), above, "{one:?} {other:?} {place:?}");
                }
            }
        }
    }

    #[test]
    fn what_stands_below_another_is_left_out() {
        let places = [(1, Some(3)), (0, Some(4)), (0, Some(1)), (0, Some(3)), (1, None), (0, Some(4))];
        let outermost = vault().outermost(places.map(place).to_vec());
        assert_eq!(outermost, [(0, Some(1)), (0, Some(4)), (1, None)].map(place));
    }
}
