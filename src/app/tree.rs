//! A tree on the screen: what of a vault is open, and where the user is in it. The notes are one, their index another.

use std::sync::Arc;

use crate::text::width::Cells;
use crate::tree::{Filter, Rows, VaultFolds, Viewport};
use crate::vault::{NoteId, Place, Vault};

/// A vault as a tree.
///
/// Invariants, kept by [`super::update::update`] for the tree on screen: the cursor is a row wherever there are rows; the
/// viewport's top is a row; every place is of the vault; the innermost hoisted place contains the cursor.
#[derive(Debug, Clone)]
pub struct Tree {
    /// What it is a tree of; shared with the workers that search and export it.
    pub vault: Arc<Vault>,
    /// What is open.
    pub folds: VaultFolds,
    /// The row that keys act on.
    pub cursor: Place,
    /// What of the rows is on screen.
    pub viewport: Viewport,
    /// The hoisted places, the innermost last.
    pub hoisted: Vec<Place>,
    /// How far cut lines are scrolled sideways.
    pub sideways: Cells,
    /// What a search has found, ascending; while it goes on, as far as is known.
    pub matches: Vec<Place>,
    /// Whether only the matches and what stands above them are rows, where there are matches.
    pub is_filtered: bool,
}

impl Tree {
    /// The tree of `vault` under `folds`, at its first row.
    pub fn new(vault: Arc<Vault>, folds: VaultFolds) -> Self {
        let start = Rows::new(&vault, &folds, None).first();
        let cursor = start.unwrap_or(Place { note: NoteId(0), node: None });
        let viewport = Viewport::at(cursor);
        Self {
            vault,
            folds,
            cursor,
            viewport,
            hoisted: Vec::new(),
            sideways: Cells::ZERO,
            matches: Vec::new(),
            is_filtered: false,
        }
    }

    /// The visible rows.
    pub fn rows(&self) -> Rows<'_> {
        let filter = Filter::new(&self.matches).filter(|_| self.is_filtered);
        Rows::new(&self.vault, &self.folds, self.hoisted.last().copied()).filtered(filter)
    }

    /// The matches in what is hoisted, or all; ascending.
    pub fn matches_in_sight(&self) -> &[Place] {
        let matches = self.matches.as_slice();
        let Some(&hoisted) = self.hoisted.last() else { return matches };
        let start = matches.partition_point(|&place| place < hoisted);
        let below = matches.get(start..).unwrap_or_default();
        let end = below.partition_point(|&place| self.vault.contains(hoisted, place));
        below.get(..end).unwrap_or_default()
    }

    /// Whether there is nothing to show at all.
    pub fn is_empty(&self) -> bool {
        self.rows().first().is_none()
    }

    /// Whether the cursor is on a node that is no more.
    pub(super) fn is_outside(&self) -> bool {
        let note = self.vault.note(self.cursor.note);
        self.cursor.node.is_some_and(|id| note.outline.get(id).is_none())
    }

    /// Opens or closes `place` alone.
    pub fn fold(&mut self, place: Place, open: bool) {
        self.folds.set(&self.vault, place, open);
    }

    /// Opens or closes `place` and all below it.
    pub fn fold_subtree(&mut self, place: Place, open: bool) {
        self.folds.set_subtree(&self.vault, place, open);
    }

    /// Makes `place` a row, and puts the cursor there: backs out of hoists that do not contain it, opens what is above it.
    pub fn reveal(&mut self, place: Place) {
        while let Some(&hoisted) = self.hoisted.last()
            && !self.rows().contains(hoisted, place)
        {
            self.hoisted.pop();
        }
        self.folds.reveal(&self.vault, place);
        self.cursor = self.rows().standing_for(place);
        self.sideways = Cells::ZERO;
    }
}
