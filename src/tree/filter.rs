//! The filter: rows are only the places that a search found, and what stands above them.
//!
//! The places are a sorted list, and the nodes a preorder: what stands below a place is a range of both. So the next
//! row is the topmost place above the next one found that begins after this row, found in O(log places + depth).

use crate::vault::{Place, Vault};

/// The places that are left, at least one, ascending.
#[derive(Debug, Clone, Copy)]
pub struct Filter<'a>(&'a [Place]);

impl<'a> Filter<'a> {
    /// The filter that leaves `places`, which are ascending; `None` without any.
    pub fn new(places: &'a [Place]) -> Option<Self> {
        (!places.is_empty()).then_some(Self(places))
    }

    /// The first place left that is `from` or stands after it.
    pub(super) fn from(self, from: Place) -> Option<Place> {
        self.0.get(self.0.partition_point(|&place| place < from)).copied()
    }

    /// The last place left before `end`.
    pub(super) fn before(self, end: Place) -> Option<Place> {
        self.0
            .partition_point(|&place| place < end)
            .checked_sub(1)
            .and_then(|index| self.0.get(index))
            .copied()
    }

    /// How many places are left below `top`.
    pub(super) fn count_below(self, vault: &Vault, top: Place) -> u32 {
        let start = self.0.partition_point(|&place| place <= top);
        let end = self.0.partition_point(|&place| place < vault.after(top));
        u32::try_from(end - start).unwrap_or(u32::MAX)
    }

    /// Whether `place` is left: found, or above what is.
    pub fn keeps(self, vault: &Vault, place: Place) -> bool {
        self.from(place).is_some_and(|found| found < vault.after(place))
    }

    /// The place left that is nearest to `place` on its branch, else the next one found, else the one before.
    pub(super) fn nearest(self, vault: &Vault, place: Place) -> Place {
        if self.keeps(vault, place) {
            return place;
        }
        let above = vault.ancestors(place).find(|&above| vault.has_row(above) && self.keeps(vault, above));
        above.or_else(|| self.from(place)).or_else(|| self.before(place)).unwrap_or(place)
    }
}

/// The topmost of `found` and what stands above it, of which none begins before `start`.
pub(super) fn topmost(vault: &Vault, found: Place, start: Place) -> Place {
    vault.ancestors(found).take_while(|&above| above >= start).last().unwrap_or(found)
}
