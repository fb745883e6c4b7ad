//! Which node is which across a change of its note.
//!
//! While midashi runs, [`Mapping`] tells for each node of the outline before which one it is in the outline after. Across
//! runs, an [`Anchor`] is what is remembered of a node: hashes of its words and of those above it, never words themselves.

mod mapping;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher13;

pub use mapping::Mapping;

use super::{NodeId, Outline};
use crate::note::entry::Line;
use crate::note::source::Source;

/// A note as its nodes are recognised in it.
#[derive(Debug, Clone, Copy)]
pub struct Text<'n> {
    /// The text.
    pub source: &'n Source,
    /// The nodes.
    pub outline: &'n Outline,
}

impl<'n> Text<'n> {
    /// A node's kind, marker and words as a number: `SipHash-1-3` with a key of zeros, the same in every run.
    fn own_hash(self, id: NodeId) -> u64 {
        let node = self.outline.node(id);
        let mut hasher = SipHasher13::new();
        hasher.write_u8(u8::from(node.kind().is_heading()));
        hasher.write(self.source.slice(node.marker()).as_bytes());
        hasher.write_u8(0);
        hasher.write(self.words(id).as_bytes());
        hasher.finish()
    }

    fn words(self, id: NodeId) -> &'n str {
        self.source.slice(self.outline.node(id).text())
    }

    /// The hash of each node's branch: of its own and of those above it. O(nodes).
    fn branch_hashes(self) -> impl Iterator<Item = (NodeId, u64, u64)> {
        let mut above: Vec<u64> = Vec::new();
        self.outline.ids().map(move |id| {
            above.truncate(self.outline.node(id).depth() as usize);
            let own = self.own_hash(id);
            let branch = branch_hash(above.last().copied().unwrap_or_default(), own);
            above.push(branch);
            (id, own, branch)
        })
    }
}

/// What is remembered of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// The hash of its branch, from the root to its words.
    pub branch: u64,
    /// The hash of its own words.
    pub own: u64,
    /// How many nodes of the same branch stand before it.
    pub ordinal: u32,
    /// The line it stood on.
    pub line: u32,
}

impl Anchor {
    /// Whether `id` is a node of the same branch. O(depth).
    pub fn is_at(&self, text: Text<'_>, id: NodeId) -> bool {
        if text.outline.get(id).is_none() {
            return false;
        }
        let mut branch: Vec<NodeId> = std::iter::once(id).chain(text.outline.ancestors(id)).collect();
        branch.reverse();
        let hash = branch.into_iter().fold(0, |above, id| branch_hash(above, text.own_hash(id)));
        hash == self.branch
    }
}

/// The hash of a branch that ends in a node of the hash `own`, below a branch of the hash `above`.
fn branch_hash(above: u64, own: u64) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write_u64(above);
    hasher.write_u64(own);
    hasher.finish()
}

/// The anchors of `ids`, in their order. O(nodes).
pub fn anchors(text: Text<'_>, ids: &BTreeSet<NodeId>) -> BTreeMap<NodeId, Anchor> {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    let mut anchors = BTreeMap::new();
    // Only the branches of what is asked for need be counted.
    let wanted: BTreeSet<u64> =
        text.branch_hashes().filter(|(id, ..)| ids.contains(id)).map(|(_, _, branch)| branch).collect();
    for (id, own, branch) in text.branch_hashes().filter(|(_, _, branch)| wanted.contains(branch)) {
        let ordinal = seen.entry(branch).or_default();
        if ids.contains(&id) {
            let line = text.outline.node(id).line().0;
            anchors.insert(id, Anchor { branch, own, ordinal: *ordinal, line });
        }
        *ordinal += 1;
    }
    anchors
}

/// The nodes that `anchors` stand for in a note that may have changed since: the same branch, as far as there are as many;
/// else the only node of the same words; else none. O(nodes).
pub fn resolve(text: Text<'_>, anchors: &BTreeSet<Anchor>) -> BTreeMap<Anchor, NodeId> {
    let wanted_branches: BTreeSet<u64> = anchors.iter().map(|anchor| anchor.branch).collect();
    let wanted_words: BTreeSet<u64> = anchors.iter().map(|anchor| anchor.own).collect();
    let mut by_branch: BTreeMap<u64, Vec<NodeId>> = BTreeMap::new();
    let mut by_words: BTreeMap<u64, Vec<NodeId>> = BTreeMap::new();
    for (id, own, branch) in text.branch_hashes() {
        if wanted_branches.contains(&branch) {
            by_branch.entry(branch).or_default().push(id);
        }
        if wanted_words.contains(&own) {
            by_words.entry(own).or_default().push(id);
        }
    }
    let find = |anchor: &Anchor| {
        let same_branch = by_branch.get(&anchor.branch).map_or(&[][..], Vec::as_slice);
        let same_words = by_words.get(&anchor.own).map_or(&[][..], Vec::as_slice);
        match (same_branch.get(anchor.ordinal as usize).or(same_branch.last()), same_words) {
            (Some(&id), _) | (None, &[id]) => Some(id),
            (None, _) => None,
        }
    };
    anchors.iter().filter_map(|anchor| Some((*anchor, find(anchor)?))).collect()
}

/// The node nearest to where an anchor stood, for one that stands for none any more.
pub fn nearest(text: Text<'_>, anchor: &Anchor) -> Option<NodeId> {
    text.outline.at_line(Line(anchor.line))
}
