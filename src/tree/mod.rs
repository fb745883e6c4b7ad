//! What of a vault is visible: folds, the rows they leave, motions over the rows, and the part that is on screen.
//!
//! A filter leaves of the rows those that a search found, and what stands above them.
//!
//! Rows are walked, never stored: the row after or before another is found in O(depth), so that whatever a key does
//! costs the rows it crosses, in a note of any size.

pub mod filter;
pub mod folds;
pub mod motion;
pub mod rows;
pub mod viewport;

pub use filter::Filter;
pub use folds::{Folds, VaultFolds};
pub use motion::Motion;
pub use rows::Rows;
pub use viewport::Viewport;

#[cfg(test)]
mod tests;
