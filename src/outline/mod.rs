//! The tree of a note as a flat arena in document order (preorder).

pub mod anchor;
pub mod build;
pub mod check;
pub mod node;
pub mod walk;

pub use node::{Node, NodeId, Outline};
