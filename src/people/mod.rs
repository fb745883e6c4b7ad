//! Who and what a note speaks of: speakers and companies out of its attributions ([`attribution`]), the index of all
//! entities ([`index`]), and where else in the text the names stand ([`mention`]).

pub mod attribution;
pub mod index;
pub mod mention;
mod merge;
mod spelling;
#[cfg(test)]
mod tests;

use crate::outline::NodeId;

/// A node of one of several notes: the note's ordinal (0-based), and the node.
pub type Spot = (u32, NodeId);
