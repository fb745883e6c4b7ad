//! Finding: what can be found ([`candidate`]), what is looked for ([`query`]), and what fits best ([`search()`]).
//!
//! A candidate is turned away by the chars it has (`mask`); else it is folded (`haystack`), and each of the query's
//! `words` is looked for in it, first as it is (`literal`); how they stand there (`fit`) and what it is make its `rank`, unless that cannot be
//! among the `best` any more; what they cover becomes `ranges` of the original. Nothing but the masks is kept of a text.
//!
//! [`text`] is another search: for what was typed as it stands in the text, in the order of the notes.

mod best;
pub mod candidate;
mod fit;
mod haystack;
pub mod labels;
mod literal;
mod mask;
mod parallel;
pub mod query;
mod ranges;
pub(crate) mod rank;
pub mod search;
#[cfg(test)]
mod tests;
pub mod text;
pub(crate) mod words;

use std::ops::Range;
use std::slice;
use std::sync::Arc;

use crate::vault::{Place, Vault};

pub use candidate::{Candidates, MatchKind, Named};
pub use query::{Query, Scope};
pub use search::{Corpus, Search, search};

/// A candidate that fits a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Where it leads; of several places the first.
    pub place: Place,
    /// What it is.
    pub kind: MatchKind,
    /// Its name and all places, unless it is a node.
    pub(crate) named: Option<Arc<Named>>,
    /// How well it fits: comparable within the matches of one query, higher is better.
    pub score: u32,
    /// Which chars of its text the query covers, ascending and apart.
    pub ranges: Vec<Range<usize>>,
}

impl Match {
    /// Its text; untrusted.
    pub fn text<'m>(&'m self, vault: &'m Vault) -> &'m str {
        candidate::text(vault, self.place, self.named.as_deref())
    }

    /// Replaces its places by what `now` says they are; says whether there is any left.
    pub fn carry_over(&mut self, now: impl Fn(Place) -> Option<Place>) -> bool {
        let places: Vec<Place> = self.places().iter().filter_map(|&place| now(place)).collect();
        let Some(&first) = places.first() else { return false };
        self.place = first;
        if let Some(named) = &mut self.named {
            Arc::make_mut(named).places = places;
        }
        true
    }

    /// A node as if a query had found it, of whose words it covers none.
    ///
    /// # Panics
    /// When `place` is no node of `vault`.
    pub fn of_node(vault: &Vault, place: Place) -> Self {
        let id = place.node.expect("a node is asked for");
        let kind = MatchKind::Node(vault.note(place.note).outline.node(id).kind());
        Self { place, kind, named: None, score: 0, ranges: Vec::new() }
    }

    /// Whether it is an entity or a note, not a node.
    pub fn is_named(&self) -> bool {
        self.named.is_some()
    }

    /// All the places that it leads to, such as the sessions of a speaker; at least one.
    pub fn places(&self) -> &[Place] {
        self.named.as_ref().map_or(slice::from_ref(&self.place), |named| &named.places)
    }
}

/// The best matches of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranked {
    /// How many candidates match.
    pub total: usize,
    /// The best of them, best first; in document order among equals.
    pub matches: Vec<Match>,
}
