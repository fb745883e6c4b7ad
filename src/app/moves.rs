//! The places of notes before and after a reload: everything that names a place goes on naming the same one.

use std::collections::BTreeMap;

use crate::outline::anchor::Mapping;
use crate::tree::VaultFolds;
use crate::vault::{NoteId, Place, Vault};

/// The places of notes before a change, mapped to those after it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moves {
    /// The new id of each note and folder; `None` if it is gone.
    notes: Vec<Option<NoteId>>,
    /// The nodes of the notes that changed, by the old ids of the notes.
    mappings: BTreeMap<NoteId, Mapping>,
}

impl Moves {
    /// The moves of notes and folders, by their old ids, and of the nodes of the notes that changed.
    pub fn new(notes: Vec<Option<NoteId>>, mappings: impl IntoIterator<Item = (NoteId, Mapping)>) -> Self {
        Self { notes, mappings: mappings.into_iter().collect() }
    }

    /// The new id of a note or folder; `None` if it is gone.
    pub fn note(&self, before: NoteId) -> Option<NoteId> {
        self.notes.get(before.index()).copied().flatten()
    }

    /// The new ids of the notes and folders that were there before.
    pub fn notes(&self) -> impl Iterator<Item = NoteId> {
        self.notes.iter().filter_map(|&note| note)
    }

    /// The new ids of the notes that changed, and the mappings of their nodes.
    pub fn changed(&self) -> impl Iterator<Item = (NoteId, &Mapping)> {
        self.mappings.iter().filter_map(|(&note, mapping)| Some((self.note(note)?, mapping)))
    }

    /// The new place of `place`; `None` if it was deleted.
    pub fn get(&self, place: Place) -> Option<Place> {
        let note = self.note(place.note)?;
        match (self.mappings.get(&place.note), place.node) {
            (Some(mapping), Some(id)) => Some(Place { note, node: Some(mapping.get(id)?) }),
            (Some(_), None) | (None, _) => Some(Place { note, ..place }),
        }
    }

    /// The new place of `place`, or the nearest one if it was deleted.
    pub fn follow(&self, place: Place) -> Place {
        let Some(note) = self.note(place.note) else {
            return Place { note: self.nearest(place.note), node: None };
        };
        match (self.mappings.get(&place.note), place.node) {
            (Some(mapping), Some(id)) => Place { note, node: mapping.follow(id) },
            (Some(_), None) | (None, _) => Place { note, ..place },
        }
    }

    /// The note or folder after one that is gone, else the one before it.
    fn nearest(&self, before: NoteId) -> NoteId {
        let (left, right) = self.notes.split_at(before.index().min(self.notes.len()));
        let found = right.iter().flatten().next().or_else(|| left.iter().rev().flatten().next());
        found.copied().unwrap_or(NoteId(0))
    }

    /// The folds of the vault `before`, on the same nodes of `after`.
    pub(super) fn folds(&self, folds: &VaultFolds, before: &Vault, after: &Vault) -> VaultFolds {
        let mut origins = vec![None; after.end().note.index()];
        for old in before.entries() {
            if let Some(new) = self.note(old) {
                origins[new.index()] = Some(old);
            }
        }
        let mut moved = folds.moved(after, |note| origins[note.index()]);
        for (&old, mapping) in &self.mappings {
            if let Some(new) = self.note(old) {
                let (old_outline, new_outline) = (&before.note(old).outline, &after.note(new).outline);
                let carried = folds.note(old).carried(old_outline, new_outline, |id| mapping.get(id));
                moved.replace(new, carried);
            }
        }
        moved
    }
}
