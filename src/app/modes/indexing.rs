//! Waiting for the index.

use crate::app::overlay::{Context, Outcome, Overlay, cancels};
use crate::config::key::Key;

/// Waiting for the index: whatever is typed is meant for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indexing;

impl Overlay for Indexing {
    fn key(&mut self, _: &Context<'_>, key: Key) -> Outcome {
        if cancels(key) { Outcome::close() } else { Outcome::stay() }
    }

    fn awaits(&self) -> bool {
        true
    }
}
