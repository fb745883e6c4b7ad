//! Places that the user has named by a letter, as in vi.

use std::collections::BTreeMap;

use crate::vault::Place;

/// The marks by their letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks(BTreeMap<char, Place>);

impl Marks {
    /// Sets the mark of a letter, in the place of an earlier one.
    pub fn set(&mut self, letter: char, place: Place) {
        self.0.insert(letter, place);
    }

    /// The letters and the places.
    pub fn iter(&self) -> impl Iterator<Item = (char, Place)> {
        self.0.iter().map(|(&letter, &place)| (letter, place))
    }

    /// Replaces each place by what `now` returns; marks of deleted places are forgotten.
    pub fn carry_over(&mut self, now: impl Fn(Place) -> Option<Place>) {
        self.0 = self.iter().filter_map(|(letter, place)| Some((letter, now(place)?))).collect();
    }
}
