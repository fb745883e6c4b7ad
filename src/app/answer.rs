//! The shell's answers to what the browser asked.

use crate::find::Ranked;
use crate::vault::Place;

/// The best matches of a query of the jump.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// The number of the query.
    pub query_number: u64,
    /// True if everything has been searched; otherwise another answer follows.
    pub is_complete: bool,
    /// The matches.
    pub ranked: Ranked,
}

/// Nodes that have the text that is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of the search.
    pub number: u64,
    /// The nodes that no earlier answer had, in the order of the search: from where it began to the end, then from the
    /// beginning.
    pub places: Vec<Place>,
    /// True if everything has been searched; otherwise another answer follows.
    pub is_complete: bool,
}

/// The result of writing a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// The file is written; the message for the user.
    Done(String),
    /// The file existed before, and is unchanged.
    Exists,
    /// The file is not written; the message for the user.
    Failed(String),
}
