//! The visible rows of a vault, in order.
//!
//! Folders, notes and nodes are rows alike, but for a folder or note that everything else is in: a vault of one note shows
//! that note's nodes. When hoisted, only the hoisted place and what stands below it are rows. A [`Filter`] leaves of these
//! what it keeps.

use super::filter::{Filter, topmost};
use super::folds::VaultFolds;
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

    /// The first place left from `start` on and before `end`: the topmost that begins there. O(depth).
    pub(super) fn first_kept(&self, start: Place, end: Place) -> Option<Place> {
        if start >= end {
            return None;
        }
        let Some(filter) = self.filter else { return Some(start) };
        let found = filter.from(start).filter(|&found| found < end)?;
        Some(topmost(self.vault, found, start))
    }

    /// The last place left from `start` on and before `end`, but for those above it.
    pub(super) fn last_kept(&self, start: Place, end: Place) -> Option<Place> {
        let last = match self.filter {
            None => self.vault.previous(end),
            Some(filter) => filter.before(end),
        };
        last.filter(|&last| last >= start)
    }

    /// The vault.
    pub fn vault(&self) -> &'a Vault {
        self.vault
    }

    /// The first place that has a row when nothing is folded.
    fn start(&self) -> Place {
        let first = Place { note: NoteId(0), node: None };
        match (self.hoisted, self.vault.only_root()) {
            (Some(hoisted), _) => hoisted,
            (None, Some(_)) => self.vault.next(first),
            (None, None) => first,
        }
    }

    /// The first place that has none any more.
    pub(super) fn limit(&self) -> Place {
        self.hoisted.map_or(self.vault.end(), |hoisted| self.vault.after(hoisted))
    }

    /// From where on places stand below `parent`, or at the top of the rows.
    pub(super) fn start_below(&self, parent: Option<Place>) -> Place {
        parent.map_or_else(|| self.start(), |parent| self.vault.next(parent))
    }

    /// The first row; `None` if there is no row at all.
    pub fn first(&self) -> Option<Place> {
        self.hoisted.or_else(|| self.first_kept(self.start(), self.limit()))
    }

    /// The last row.
    pub fn last(&self) -> Option<Place> {
        if self.hoisted.is_some_and(|hoisted| !self.folds.is_open(self.vault, hoisted)) {
            return self.hoisted;
        }
        let last = self.last_kept(self.start_below(self.hoisted), self.limit());
        last.map(|last| self.shown_before(last, self.limit())).or(self.hoisted)
    }

    /// The row that stands for `place`: its topmost closed ancestor, or itself. Ancestors that reach beyond `before` are
    /// known to be open, and not looked at. O(depth).
    fn shown_before(&self, place: Place, before: Place) -> Place {
        self.above(place)
            .take_while(|&above| self.vault.after(above) <= before)
            .filter(|&above| !self.folds.is_open(self.vault, above))
            .last()
            .unwrap_or(place)
    }

    /// The row after `place`; O(log rules).
    pub fn next(&self, place: Place) -> Option<Place> {
        let is_open = self.folds.is_open(self.vault, place);
        let start = if is_open { self.vault.next(place) } else { self.vault.after(place) };
        self.first_kept(start, self.limit())
    }

    /// The row before `place`; O(depth).
    pub fn previous(&self, place: Place) -> Option<Place> {
        if Some(place) == self.hoisted {
            return None;
        }
        let parent = self.parent(place);
        let last = self.last_kept(self.start_below(parent), place);
        last.map(|last| self.shown_before(last, place)).or(parent)
    }

    /// What the row of `place` has below it.
    pub fn fold_state(&self, place: Place) -> FoldState {
        match (self.hidden_if_closed(place), self.folds.is_open(self.vault, place)) {
            (0, _) => FoldState::Leaf,
            (_, true) => FoldState::Open,
            (_, false) => FoldState::Closed,
        }
    }

    /// How many nodes, or notes of a folder, stand below `place`; under a filter, how many of those that it was made for.
    pub fn hidden_if_closed(&self, place: Place) -> u32 {
        match self.filter {
            Some(filter) => filter.count_below(self.vault, place),
            None => self.vault.count_below(place),
        }
    }

    /// How many rows stand above `place` on its branch, from the hoisted place on.
    pub fn depth(&self, place: Place) -> u32 {
        let without_row = u32::from(self.vault.only_root().is_some());
        let top = self.hoisted.map_or(without_row, |hoisted| self.vault.depth(hoisted));
        self.vault.depth(place).saturating_sub(top)
    }

    /// The row above `place`: for a node without a parent its note, for a note its folder.
    pub fn parent(&self, place: Place) -> Option<Place> {
        let is_top = Some(place) == self.hoisted;
        self.vault.parent(place).filter(|&parent| !is_top && self.vault.has_row(parent))
    }

    /// The rows above `place`, nearest first, were all open.
    pub(super) fn above(&self, place: Place) -> impl Iterator<Item = Place> {
        std::iter::successors(self.parent(place), |&above| self.parent(above))
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
        let closed = self.above(place).filter(|&above| !self.folds.is_open(self.vault, above));
        closed.last().unwrap_or(place)
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
