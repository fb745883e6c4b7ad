//! Finding: what can be found ([`candidate`]), what is looked for ([`query`]), and what fits best ([`rank`]).

pub mod candidate;
mod haystack;
pub mod query;
mod ranges;
pub mod rank;

use std::ops::Range;

use crate::vault::Place;

pub use candidate::{Candidates, MatchKind};
pub use query::{Query, Scope};

/// A candidate that fits a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Where it leads.
    pub place: Place,
    /// What it is.
    pub kind: MatchKind,
    /// Its text; untrusted.
    pub text: String,
    /// How well it fits: comparable within the matches of one query, higher is better.
    pub score: u32,
    /// Which chars of `text` the query covers, ascending and apart.
    pub ranges: Vec<Range<usize>>,
}
