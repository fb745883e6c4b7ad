//! The visible rows of a vault, in order.
//!
//! A vault of one note shows that note's nodes; of several, a row for each note with its nodes below. When hoisted,
//! only the hoisted place and what stands below it are rows. A [`Filter`] leaves of these what it keeps.

use super::filter::{Filter, topmost};
use super::folds::VaultFolds;
use crate::outline::{NodeId, Outline};
use crate::vault::{NoteId, Place, Vault};

/// A view of the rows under given folds; cheap to make, holds no row.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    vault: &'a Vault,
    folds: &'a VaultFolds,
    hoisted: Option<Place>,
    filter: Option<Filter<'a>>,
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
        Self { vault, folds, hoisted, filter: None }
    }

    /// The same, of which only what `filter` keeps is left, and what is hoisted.
    #[must_use]
    pub fn filtered(self, filter: Option<Filter<'a>>) -> Self {
        Self { filter, ..self }
    }

    /// Whether `place` is left by the filter, if there is one.
    pub(super) fn is_kept(&self, place: Place) -> bool {
        self.filter.is_none_or(|filter| filter.keeps(self.vault, place))
    }

    /// The first place left at or after `start`, in its note and before `end`: the topmost that begins there. O(depth).
    pub(super) fn first_kept(&self, start: Place, end: Place) -> Option<Place> {
        let Some(filter) = self.filter else {
            return (start < end).then_some(start);
        };
        let found = filter.from(start).filter(|found| found.note == start.note && *found < end)?;
        topmost(self.vault, found, start.node?)
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
        let first = self.filter.and_then(|filter| filter.from(Place { note: NoteId(0), node: None }));
        let note = first.map_or(NoteId(0), |first| first.note);
        if self.has_note_rows() {
            return Some(Place { note, node: None });
        }
        let end = self.vault.notes().first().map(|note| NodeId(note.outline.len()))?;
        let place = |id| Place { note, node: Some(id) };
        self.first_kept(place(NodeId(0)), place(end))
    }

    /// The last row.
    pub fn last(&self) -> Option<Place> {
        if let Some(hoisted) = self.hoisted {
            return self.last_below(hoisted);
        }
        let end = Place { note: NoteId(u32::try_from(self.vault.len()).ok()?), node: None };
        self.last_below(Place { note: self.note_before(end)?, node: None })
    }

    /// The first note after `note` that is left.
    pub(super) fn next_note(&self, note: NoteId) -> Option<NoteId> {
        let next = NoteId(note.0.checked_add(1)?);
        match self.filter {
            None => (next.index() < self.vault.len()).then_some(next),
            Some(filter) => filter.from(Place { note: next, node: None }).map(|found| found.note),
        }
    }

    /// The last note before the place `end` that is left.
    pub(super) fn note_before(&self, end: Place) -> Option<NoteId> {
        match self.filter {
            None => end.note.0.checked_sub(1).map(NoteId),
            Some(filter) => filter.before(end).map(|found| found.note),
        }
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
        let (start, end) = (NodeId(start), NodeId(end));
        match self.last_kept(top.note, start, end) {
            Some(last) => Some(Place { note: top.note, node: Some(self.shown_at(top.note, last, end)) }),
            None => is_row.then_some(top),
        }
    }

    /// The last node from `start` to `end` that is left, but for those above it.
    pub(super) fn last_kept(&self, note: NoteId, start: NodeId, end: NodeId) -> Option<NodeId> {
        let last = match self.filter {
            None => end.0.checked_sub(1).map(NodeId),
            Some(filter) => {
                filter.before(Place { note, node: Some(end) }).filter(|found| found.note == note)?.node
            }
        };
        last.filter(|&last| last >= start)
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
        let in_note = |id| Place { note: place.note, node: Some(id) };
        if let Some(next) = self.first_kept(in_note(next), in_note(limit)) {
            return Some(next);
        }
        let note = self.next_note(place.note).filter(|_| self.hoisted.is_none())?;
        Some(Place { note, node: None })
    }

    /// The row before `place`; O(depth).
    pub fn previous(&self, place: Place) -> Option<Place> {
        if Some(place) == self.hoisted {
            return None;
        }
        let Some(id) = place.node else {
            return self.last_below(Place { note: self.note_before(place)?, node: None });
        };
        let parent = self.outline(place.note).node(id).parent();
        match self.last_kept(place.note, parent.map_or(NodeId(0), NodeId::next), id) {
            Some(last) => Some(Place { note: place.note, node: Some(self.shown_at(place.note, last, id)) }),
            None => self.parent(place),
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

    /// How many nodes stand below `place`; under a filter, how many of those that it was made for.
    pub fn hidden_if_closed(&self, place: Place) -> u32 {
        if let Some(filter) = self.filter {
            return filter.count_below(self.vault, place);
        }
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
    /// of what is hoisted, the hoisted place. For what a filter leaves out it is the row of what is nearest. O(depth).
    pub fn standing_for(&self, place: Place) -> Place {
        if let Some(hoisted) = self.hoisted
            && !self.contains(hoisted, place)
        {
            return hoisted;
        }
        let place = self.nearest_kept(place);
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

    fn nearest_kept(&self, place: Place) -> Place {
        let nearest = self.filter.map_or(place, |filter| filter.nearest(self.vault, place));
        // Where nothing is left of what is hoisted, that itself is a row.
        self.hoisted.filter(|&hoisted| !self.contains(hoisted, nearest)).unwrap_or(nearest)
    }

    /// Whether `place` is `top` or stands below it.
    pub fn contains(&self, top: Place, place: Place) -> bool {
        self.vault.contains(top, place)
    }
}
