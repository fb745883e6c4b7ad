//! From the nodes of a note to those of the same note after it was edited.
//!
//! Below each pair of nodes that are one, from the roots on, children of the same words are paired in order: those that
//! both ends of the two lists have in common first, then equals by their order. Then what was moved: nodes whose words
//! stand in no other node before nor after. Then what was reworded: between two neighbours that are paired, the children that
//! are left, in order. Each node is looked at a fixed number of times.

use std::collections::{HashMap, VecDeque};

use super::Text;
use crate::outline::{NodeId, Outline};

/// Where each node went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// By the id before.
    forward: Vec<Option<NodeId>>,
    /// The ids after that are new, or whose words are; ascending.
    changed: Vec<NodeId>,
}

impl Mapping {
    /// Which nodes of `after` those of `before` are. O(nodes).
    pub fn between(before: Text<'_>, after: Text<'_>) -> Self {
        let mut pairing = Pairing::new(before, after);
        pairing.pair_equals_below(vec![None]);
        pairing.pair_moved();
        pairing.pair_reworded();
        let has_changed = |&id: &NodeId| {
            let origin = pairing.backward[id.index()];
            origin.is_none_or(|origin| pairing.old_hashes[origin.index()] != pairing.new_hashes[id.index()])
        };
        let changed = after.outline.ids().filter(has_changed).collect();
        Self { forward: pairing.forward, changed }
    }

    /// Every node is what it was, and `after` has more of them; `None` where `before` is not how `after` begins. What followed
    /// the last node before is the first of those. O(nodes before).
    pub fn extended(before: &Outline, after: &Outline) -> Option<Self> {
        let is_same = |id: NodeId| {
            let (old, new) = (before.node(id), after.get(id)?);
            let same = old.kind() == new.kind() && old.line() == new.line() && old.depth() == new.depth();
            (same && old.text().start == new.text().start).then_some(Some(id))
        };
        let mut forward: Vec<Option<NodeId>> = before.ids().map(is_same).collect::<Option<_>>()?;
        forward.extend(Some(NodeId(before.len())).filter(|next| after.get(*next).is_some()).map(Some));
        Some(Self { forward, changed: Vec::new() })
    }

    /// The node that `id` of before is now; `None` if it was deleted.
    pub fn get(&self, id: NodeId) -> Option<NodeId> {
        self.forward.get(id.index()).copied().flatten()
    }

    /// The node that `id` of before is now, or for a deleted one that which is nearest: what stood before it in the
    /// note, else what comes first. `None` if there are no nodes any more.
    pub fn follow(&self, id: NodeId) -> Option<NodeId> {
        let before = self.forward.get(..=id.index()).unwrap_or(&self.forward);
        let survivor = before.iter().rev().find_map(|&survivor| survivor);
        survivor
            .or_else(|| self.forward.iter().find_map(|&survivor| survivor))
            .or(self.changed.first().copied())
    }

    /// The nodes that were not there before, or whose words were others; ascending.
    pub fn changed(&self) -> &[NodeId] {
        &self.changed
    }

    /// How many nodes were deleted.
    pub fn deleted(&self) -> usize {
        self.forward.iter().filter(|survivor| survivor.is_none()).count()
    }
}

/// A pair of nodes that are one, or the two roots of all.
type Pair = Option<(NodeId, NodeId)>;

struct Pairing<'n> {
    before: Text<'n>,
    after: Text<'n>,
    old_hashes: Vec<u64>,
    new_hashes: Vec<u64>,
    forward: Vec<Option<NodeId>>,
    backward: Vec<Option<NodeId>>,
}

impl<'n> Pairing<'n> {
    fn new(before: Text<'n>, after: Text<'n>) -> Self {
        let hashes = |text: Text<'_>| text.outline.ids().map(|id| text.own_hash(id)).collect::<Vec<_>>();
        Self {
            before,
            after,
            old_hashes: hashes(before),
            new_hashes: hashes(after),
            forward: vec![None; before.outline.len() as usize],
            backward: vec![None; after.outline.len() as usize],
        }
    }

    fn is_equal(&self, old: NodeId, new: NodeId) -> bool {
        self.old_hashes[old.index()] == self.new_hashes[new.index()]
    }

    fn pair(&mut self, old: NodeId, new: NodeId) {
        self.forward[old.index()] = Some(new);
        self.backward[new.index()] = Some(old);
    }

    /// The children of a pair that have no partner yet.
    fn children(&self, pair: Pair) -> (Vec<NodeId>, Vec<NodeId>) {
        let (mut old, mut new) = match pair {
            Some((old, new)) => (
                self.before.outline.children(old).collect::<Vec<_>>(),
                self.after.outline.children(new).collect::<Vec<_>>(),
            ),
            None => (self.before.outline.roots().collect(), self.after.outline.roots().collect()),
        };
        old.retain(|id| self.forward[id.index()].is_none());
        new.retain(|id| self.backward[id.index()].is_none());
        (old, new)
    }

    /// Pairs children of the same words below each of `pairs`, and below those in turn.
    fn pair_equals_below(&mut self, mut pairs: Vec<Pair>) {
        while let Some(pair) = pairs.pop() {
            for equal in self.equals_below(pair) {
                let (old, new) = equal;
                self.pair(old, new);
                pairs.push(Some((old, new)));
            }
        }
    }

    fn equals_below(&self, pair: Pair) -> Vec<(NodeId, NodeId)> {
        let (old, new) = self.children(pair);
        let zipped = || old.iter().copied().zip(new.iter().copied());
        let start = zipped().take_while(|&(old, new)| self.is_equal(old, new)).count();
        let backwards = old.iter().rev().copied().zip(new.iter().rev().copied());
        let room = old.len().min(new.len()) - start;
        let end = backwards.clone().take(room).take_while(|&(old, new)| self.is_equal(old, new)).count();
        let mut equals: Vec<_> = zipped().take(start).chain(backwards.take(end)).collect();
        let middle = |ids: &[NodeId]| ids.get(start..ids.len() - end).unwrap_or_default().to_vec();
        let mut by_words: HashMap<u64, VecDeque<NodeId>> = HashMap::new();
        for id in middle(&new) {
            by_words.entry(self.new_hashes[id.index()]).or_default().push_back(id);
        }
        for id in middle(&old) {
            let same = by_words.get_mut(&self.old_hashes[id.index()]).and_then(VecDeque::pop_front);
            equals.extend(same.map(|same| (id, same)));
        }
        equals
    }

    /// Pairs nodes whose words stand nowhere else, before nor after, and what stands below them.
    fn pair_moved(&mut self) {
        let old = unique(&self.old_hashes);
        let new = unique(&self.new_hashes);
        for id in self.before.outline.ids() {
            let hash = self.old_hashes[id.index()];
            if self.forward[id.index()].is_none()
                && old.get(&hash) == Some(&Some(id))
                && let Some(&Some(same)) = new.get(&hash)
                && self.backward[same.index()].is_none()
            {
                self.pair(id, same);
                self.pair_equals_below(vec![Some((id, same))]);
            }
        }
    }

    /// Pairs, below each pair in document order, the children that are left between two that are paired.
    fn pair_reworded(&mut self) {
        self.pair_leftovers(None);
        for id in self.before.outline.ids() {
            if let Some(new) = self.forward[id.index()] {
                self.pair_equals_below(vec![Some((id, new))]);
                self.pair_leftovers(Some((id, new)));
            }
        }
    }

    fn pair_leftovers(&mut self, pair: Pair) {
        let old: Vec<NodeId> = match pair {
            Some((old, _)) => self.before.outline.children(old).collect(),
            None => self.before.outline.roots().collect(),
        };
        let first = match pair {
            Some((_, new)) => self.after.outline.children(new).next(),
            None => self.after.outline.roots().next(),
        };
        // What a child may be if it is not paired: what follows the partner of the one before it.
        let mut candidate = first;
        for id in old {
            if let Some(new) = self.forward[id.index()] {
                // What was moved elsewhere says nothing of its neighbours.
                if self.after.outline.node(new).parent() == pair.map(|(_, new)| new) {
                    candidate = self.after.outline.next_sibling(new);
                }
                continue;
            }
            let Some(free) = candidate.filter(|&free| self.backward[free.index()].is_none()) else {
                continue;
            };
            // A heading reworded is still a heading.
            if self.before.outline.node(id).kind() == self.after.outline.node(free).kind() {
                self.pair(id, free);
                candidate = self.after.outline.next_sibling(free);
            }
        }
    }
}

/// For each hash the only node that has it; `None` for one that several have.
fn unique(hashes: &[u64]) -> HashMap<u64, Option<NodeId>> {
    let mut unique = HashMap::new();
    for (&hash, id) in hashes.iter().zip((0..).map(NodeId)) {
        unique.entry(hash).and_modify(|only| *only = None).or_insert(Some(id));
    }
    unique
}
