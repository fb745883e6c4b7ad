//! Which nodes are open.
//!
//! [`Folds`] lives outside the outline, and holds rules rather than a flag a node, so that folding a whole note to a
//! level is as cheap as folding one node. A rule says from which node on (in document order) which level holds: a
//! node is open if its depth is below the level. Single nodes that differ from their rule are exceptions.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::outline::{NodeId, Outline};
use crate::vault::{NoteId, Place, Vault};

/// The level at which everything is open.
const ALL: u32 = u32::MAX;

/// The folds of one note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folds {
    /// A step function over document order: each key's level holds up to the next key. Has a key for the first node.
    levels: BTreeMap<NodeId, u32>,
    /// Nodes whose state is the opposite of what their level says.
    exceptions: BTreeSet<NodeId>,
}

/// Folds as they are remembered; `N` names a node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules<N> {
    /// The level that holds from the first node on.
    pub first: u32,
    /// The levels that hold from others on; from the end of the note on where there is none.
    pub later: Vec<(Option<N>, u32)>,
    /// The nodes that differ from their rule, and whether they are open.
    pub exceptions: Vec<(N, bool)>,
}

impl<N> Rules<N> {
    /// The same with other names of the nodes; rules and exceptions of those without one are left out.
    pub fn map<M>(&self, name: impl Fn(&N) -> Option<M>) -> Rules<M> {
        let later = self.later.iter().filter_map(|(node, level)| match node {
            Some(node) => Some((Some(name(node)?), *level)),
            None => Some((None, *level)),
        });
        let exceptions = self.exceptions.iter().filter_map(|(node, open)| Some((name(node)?, *open)));
        Rules { first: self.first, later: later.collect(), exceptions: exceptions.collect() }
    }

    /// All nodes that are named.
    pub fn nodes(&self) -> impl Iterator<Item = &N> {
        let later = self.later.iter().filter_map(|(node, _)| node.as_ref());
        later.chain(self.exceptions.iter().map(|(node, _)| node))
    }
}

impl Folds {
    /// These folds as they are remembered.
    pub fn rules(&self, outline: &Outline) -> Rules<NodeId> {
        let node = |&id: &NodeId| (id.0 < outline.len()).then_some(id);
        let later = self.levels.iter().filter(|(id, _)| id.0 > 0).map(|(id, &level)| (node(id), level));
        let exceptions = self.exceptions.iter().filter_map(node).map(|id| (id, self.is_open(outline, id)));
        Rules { first: self.level(NodeId(0)), later: later.collect(), exceptions: exceptions.collect() }
    }

    /// The folds that `rules` tell, in an outline that has all nodes that are named.
    pub fn from_rules(outline: &Outline, rules: &Rules<NodeId>) -> Self {
        let mut folds = Self::to_level(rules.first);
        let end = NodeId(outline.len());
        folds.levels.extend(rules.later.iter().map(|&(id, level)| (id.unwrap_or(end), level)));
        for &(id, open) in &rules.exceptions {
            folds.set(outline, id, open);
        }
        folds
    }

    /// Everything open down to `level`: nodes of a smaller depth are open.
    pub fn to_level(level: u32) -> Self {
        Self { levels: BTreeMap::from([(NodeId(0), level)]), exceptions: BTreeSet::new() }
    }

    /// How a note is first shown: its sessions folded, or all of it where there are not several.
    pub fn initial(outline: &Outline) -> Self {
        Self::to_level(if outline.sessions().len() > 1 { 0 } else { ALL })
    }

    fn level(&self, id: NodeId) -> u32 {
        self.levels.range(..=id).next_back().map_or(ALL, |(_, &level)| level)
    }

    /// Whether the children of `id` are shown; O(log rules).
    pub fn is_open(&self, outline: &Outline, id: NodeId) -> bool {
        (outline.node(id).depth() < self.level(id)) != self.exceptions.contains(&id)
    }

    /// Opens or closes `id` alone.
    pub fn set(&mut self, outline: &Outline, id: NodeId, open: bool) {
        let ruled_open = outline.node(id).depth() < self.level(id);
        if ruled_open == open {
            self.exceptions.remove(&id);
        } else {
            self.exceptions.insert(id);
        }
    }

    /// Opens or closes `id` and all below it; O(rules and exceptions replaced).
    pub fn set_subtree(&mut self, outline: &Outline, id: NodeId, open: bool) {
        self.set_level(outline, id, if open { ALL } else { 0 });
    }

    /// Opens the nodes of a subtree whose depth is below `level`, and closes the others; as [`Folds::set_subtree`].
    fn set_level(&mut self, outline: &Outline, id: NodeId, level: u32) {
        let end = outline.node(id).end();
        let level_after = self.level(end);
        let replaced: Vec<NodeId> = self.levels.range(id..end).map(|(&key, _)| key).collect();
        for key in replaced {
            self.levels.remove(&key);
        }
        let inside: Vec<NodeId> = self.exceptions.range(id..end).copied().collect();
        for exception in inside {
            self.exceptions.remove(&exception);
        }
        self.levels.entry(end).or_insert(level_after);
        self.levels.insert(id, level);
    }

    /// These folds on the nodes of `after`, an edited `before`; `now` says which node each is. New nodes follow the rule of
    /// what stands before them. O(rules and exceptions, and nodes deleted behind a rule).
    #[must_use]
    pub fn carried(&self, before: &Outline, after: &Outline, now: impl Fn(NodeId) -> Option<NodeId>) -> Self {
        // What comes after the last node may be known, too.
        let first_from = |id: NodeId| (id.0..=before.len()).map(NodeId).find_map(&now);
        let mut levels = BTreeMap::new();
        for (&id, &level) in &self.levels {
            let key = if id.0 == 0 { NodeId(0) } else { first_from(id).unwrap_or(NodeId(after.len())) };
            levels.insert(key, level);
        }
        let mut carried = Self { levels, exceptions: BTreeSet::new() };
        for &id in &self.exceptions {
            if let Some(new) = now(id) {
                carried.set(after, new, self.is_open(before, id));
            }
        }
        carried
    }
}

/// The folds of a vault: those of each note, and which notes and folders themselves are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultFolds {
    notes: Vec<Folds>,
    open: Vec<bool>,
}

impl VaultFolds {
    /// How a vault is first shown: all notes and folders are folded, but for what everything is in.
    pub fn initial(vault: &Vault) -> Self {
        let notes = vault.entries().map(|id| Folds::initial(&vault.note(id).outline)).collect();
        let open = vault.entries().map(|id| vault.only_root() == Some(id)).collect();
        Self { notes, open }
    }

    /// Opens the folder or note that stands alone in what everything is in, and what stands alone in that.
    pub fn open_lone(&mut self, vault: &Vault) {
        let mut alone = vault.only_root();
        while let Some(note) = alone {
            self.open[note.index()] = true;
            let mut children = vault.children(note);
            alone = children.next().filter(|_| children.next().is_none());
        }
    }

    /// These folds on the notes of `after`, another state of their vault; `before` says which note each was. New ones are as
    /// they are first shown.
    #[must_use]
    pub fn moved(&self, after: &Vault, before: impl Fn(NoteId) -> Option<NoteId>) -> Self {
        let initial = Self::initial(after);
        let folds = initial.notes.into_iter().zip(initial.open).zip(after.entries());
        let (notes, open) = folds
            .map(|(new, note)| match before(note) {
                Some(old) => (self.notes[old.index()].clone(), self.open[old.index()]),
                None => new,
            })
            .unzip();
        Self { notes, open }
    }

    /// The folds of `note`.
    pub fn note(&self, note: NoteId) -> &Folds {
        &self.notes[note.index()]
    }

    /// Replaces the folds of `note`.
    pub fn replace(&mut self, note: NoteId, folds: Folds) {
        self.notes[note.index()] = folds;
    }

    /// Whether what stands below `place` is shown.
    pub fn is_open(&self, vault: &Vault, place: Place) -> bool {
        match place.node {
            None => self.open[place.note.index()],
            Some(id) => self.note(place.note).is_open(&vault.note(place.note).outline, id),
        }
    }

    /// Opens or closes `place` alone.
    pub fn set(&mut self, vault: &Vault, place: Place, open: bool) {
        match place.node {
            None => self.open[place.note.index()] = open,
            Some(id) => self.notes[place.note.index()].set(&vault.note(place.note).outline, id, open),
        }
    }

    /// Opens or closes `place` and all below it.
    pub fn set_subtree(&mut self, vault: &Vault, place: Place, open: bool) {
        match place.node {
            None => {
                let below = place.note.index()..vault.after(place).note.index();
                self.open[below.clone()].fill(open);
                self.notes[below].fill(Folds::to_level(if open { ALL } else { 0 }));
            }
            Some(id) => {
                let outline = &vault.note(place.note).outline;
                self.notes[place.note.index()].set_subtree(outline, id, open);
            }
        }
    }

    /// Folds every note to `level`, 1-based: level 1 shows the nodes without a parent, and nothing below them.
    /// `None` opens all. Notes and folders themselves are opened.
    pub fn fold_to_level(&mut self, level: Option<u8>) {
        let level = level.map_or(ALL, |level| u32::from(level.saturating_sub(1)));
        self.notes.fill(Folds::to_level(level));
        self.open.fill(true);
    }

    /// Folds what stands below `top` to `level`: level 1 shows its children, and nothing below them. `top` itself is opened,
    /// and nothing else changes.
    pub fn fold_below(&mut self, vault: &Vault, top: Place, level: Option<u8>) {
        let levels = level.map_or(ALL, |level| u32::from(level.max(1)));
        if let Some(id) = top.node {
            let outline = &vault.note(top.note).outline;
            self.notes[top.note.index()].set_level(
                outline,
                id,
                outline.node(id).depth().saturating_add(levels),
            );
            return;
        }
        let depth = |note| vault.depth(Place { note, node: None }) - vault.depth(top);
        for note in vault.entries().skip(top.note.index()).take_while(|&note| note < vault.after(top).note) {
            let left = if levels == ALL { ALL } else { levels.saturating_sub(depth(note)) };
            self.open[note.index()] = left > 0;
            self.notes[note.index()] =
                Folds::to_level(if left == ALL { ALL } else { left.saturating_sub(1) });
        }
    }

    /// Closes everything, but for what everything is in.
    pub fn close_all(&mut self, vault: &Vault) {
        self.notes.fill(Folds::to_level(0));
        self.open.fill(false);
        if let Some(root) = vault.only_root() {
            self.open[root.index()] = true;
        }
    }

    /// Opens everything above `place`.
    pub fn reveal(&mut self, vault: &Vault, place: Place) {
        for above in vault.ancestors(place) {
            self.set(vault, above, true);
        }
    }
}
