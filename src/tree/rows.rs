//! The visible rows of a vault, in order.
//!
//! A vault of one note shows that note's nodes; of several, a row for each note with its nodes below. When hoisted,
//! only the hoisted place and what stands below it are rows.

use super::folds::VaultFolds;
use crate::outline::{NodeId, Outline};
use crate::vault::{NoteId, Place, Vault};

/// A view of the rows under given folds; cheap to make, holds no row.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    vault: &'a Vault,
    folds: &'a VaultFolds,
    hoisted: Option<Place>,
}

/// Whether a row has something below it, and whether that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldState {
    /// Nothing stands below.
    Leaf,
    /// What stands below is shown.
    Open,
    /// What stands below is hidden.
    Closed,
}

impl<'a> Rows<'a> {
    /// The rows of `vault` under `folds`, of the hoisted place alone if there is one.
    pub fn new(vault: &'a Vault, folds: &'a VaultFolds, hoisted: Option<Place>) -> Self {
        Self { vault, folds, hoisted }
    }

    /// The vault.
    pub fn vault(&self) -> &'a Vault {
        self.vault
    }

    fn outline(&self, note: NoteId) -> &'a Outline {
        &self.vault.note(note).outline
    }

    /// Whether notes have rows of their own.
    fn has_note_rows(&self) -> bool {
        self.vault.len() > 1
    }

    /// The first row; `None` if there is no row at all.
    pub fn first(&self) -> Option<Place> {
        if self.hoisted.is_some() {
            return self.hoisted;
        }
        let note = NoteId(0);
        if self.has_note_rows() {
            return Some(Place { note, node: None });
        }
        let outline = self.vault.notes().first().map(|note| &note.outline)?;
        (!outline.is_empty()).then_some(Place { note, node: Some(NodeId(0)) })
    }

    /// The last row.
    pub fn last(&self) -> Option<Place> {
        let top = match self.hoisted {
            Some(hoisted) => hoisted,
            None => Place { note: NoteId(u32::try_from(self.vault.len()).ok()?.checked_sub(1)?), node: None },
        };
        self.last_below(top)
    }

    /// The last row of `top` and what is shown below it.
    fn last_below(&self, top: Place) -> Option<Place> {
        let outline = self.outline(top.note);
        let is_row = top.node.is_some() || self.has_note_rows();
        if is_row && !self.folds.is_open(self.vault, top) {
            return Some(top);
        }
        let end = top.node.map_or(outline.len(), |id| outline.node(id).end().0);
        let start = top.node.map_or(0, |id| id.0 + 1);
        if start == end {
            return is_row.then_some(top);
        }
        Some(Place { note: top.note, node: Some(self.shown_at(top.note, NodeId(end - 1), NodeId(end))) })
    }

    /// The row that stands for `id`: its topmost closed ancestor, or itself. Ancestors that reach beyond `before`
    /// are known to be open, those above what is hoisted hide nothing: neither are looked at. O(depth).
    fn shown_at(&self, note: NoteId, id: NodeId, before: NodeId) -> NodeId {
        let outline = self.outline(note);
        let folds = self.folds.note(note);
        let hoisted = self.hoisted.and_then(|hoisted| hoisted.node);
        outline
            .ancestors(id)
            .take_while(|&ancestor| outline.node(ancestor).end() <= before && Some(ancestor) >= hoisted)
            .filter(|&ancestor| !folds.is_open(outline, ancestor))
            .last()
            .unwrap_or(id)
    }

    /// The row after `place`; O(log rules).
    pub fn next(&self, place: Place) -> Option<Place> {
        let outline = self.outline(place.note);
        let open = self.folds.is_open(self.vault, place);
        let next = match place.node {
            None if open => NodeId(0),
            None => NodeId(outline.len()),
            Some(id) if open => id.next(),
            Some(id) => outline.node(id).end(),
        };
        let limit = match self.hoisted {
            Some(Place { node: Some(hoisted), .. }) => outline.node(hoisted).end(),
            Some(Place { node: None, .. }) | None => NodeId(outline.len()),
        };
        if next < limit {
            return Some(Place { note: place.note, node: Some(next) });
        }
        let note = NoteId(place.note.0 + 1);
        let is_last = self.hoisted.is_some() || note.index() >= self.vault.len();
        (!is_last).then_some(Place { note, node: None })
    }

    /// The row before `place`; O(depth).
    pub fn previous(&self, place: Place) -> Option<Place> {
        if Some(place) == self.hoisted {
            return None;
        }
        match place.node {
            Some(NodeId(0)) => self.has_note_rows().then_some(Place { note: place.note, node: None }),
            Some(id) => {
                let before = self.shown_at(place.note, NodeId(id.0 - 1), id);
                Some(Place { note: place.note, node: Some(before) })
            }
            None => self.last_below(Place { note: NoteId(place.note.0.checked_sub(1)?), node: None }),
        }
    }

    /// What the row of `place` has below it.
    pub fn fold_state(&self, place: Place) -> FoldState {
        match (self.hidden_if_closed(place), self.folds.is_open(self.vault, place)) {
            (0, _) => FoldState::Leaf,
            (_, true) => FoldState::Open,
            (_, false) => FoldState::Closed,
        }
    }

    /// How many nodes stand below `place`.
    pub fn hidden_if_closed(&self, place: Place) -> u32 {
        let outline = self.outline(place.note);
        place.node.map_or(outline.len(), |id| outline.descendant_count(id))
    }

    /// How many rows stand above `place` on its branch, from the hoisted place on.
    pub fn depth(&self, place: Place) -> u32 {
        let hoisted = self.hoisted.map_or(0, |hoisted| self.depth_in_vault(hoisted));
        self.depth_in_vault(place).saturating_sub(hoisted)
    }

    fn depth_in_vault(&self, place: Place) -> u32 {
        let below_note_row = u32::from(self.has_note_rows());
        place.node.map_or(0, |id| self.outline(place.note).node(id).depth() + below_note_row)
    }

    /// The place above `place`; the note for a node without a parent, where notes have rows.
    pub fn parent(&self, place: Place) -> Option<Place> {
        if Some(place) == self.hoisted {
            return None;
        }
        let parent = self.outline(place.note).node(place.node?).parent();
        (parent.is_some() || self.has_note_rows()).then_some(Place { note: place.note, node: parent })
    }

    /// The row that stands for `place`: itself if it is shown, else the topmost closed place above it, or, outside
    /// of what is hoisted, the hoisted place. O(depth).
    pub fn standing_for(&self, place: Place) -> Place {
        if let Some(hoisted) = self.hoisted
            && !self.contains(hoisted, place)
        {
            return hoisted;
        }
        let mut shown = place;
        let mut above = self.parent(place);
        while let Some(ancestor) = above {
            if !self.folds.is_open(self.vault, ancestor) {
                shown = ancestor;
            }
            above = self.parent(ancestor);
        }
        shown
    }

    /// Whether `place` is `top` or stands below it.
    pub fn contains(&self, top: Place, place: Place) -> bool {
        self.vault.contains(top, place)
    }
}
