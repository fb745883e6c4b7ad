//! Several places at once: siblings beside each other, and places none of which stands below another.

use super::{Place, Vault};

/// Siblings that stand beside each other, with all below them: nodes of one parent, or whole notes and folders.
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
        let (mut above_first, mut above_last) = (branch(vault, first), branch(vault, last));
        while let (Some(first), Some(last)) = (above_first.pop(), above_last.pop()) {
            if first != last {
                return Self { first, last };
            }
        }
        // Without a parting, the last stands below the first, which is then the upper.
        Self { first, last: first }
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
        let depth = vault.depth(self.first);
        std::iter::once(place).chain(vault.ancestors(place)).find(|&above| vault.depth(above) == depth)
    }

    /// They themselves, in document order; O(1) each.
    pub fn places(self, vault: &Vault) -> impl Iterator<Item = Place> {
        std::iter::successors(Some(self.first), move |&place| {
            Some(vault.after(place)).filter(|&next| next <= self.last)
        })
    }
}

/// `place` and what stands above it, the topmost last.
fn branch(vault: &Vault, place: Place) -> Vec<Place> {
    std::iter::once(place).chain(vault.ancestors(place)).collect()
}

impl Vault {
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
    use crate::outline::NodeId;
    use crate::vault::{Note, NoteId};

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
