//! Who and what a note speaks of: speakers and companies out of its attributions, and the index of all entities.

pub mod attribution;
pub mod index;
