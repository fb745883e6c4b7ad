//! A note of which only the head has been read, and the effects that wait for the rest.

use super::effect::Effect;
use super::progress::RestProgress;
use crate::vault::{NoteId, Place};

/// A note whose rest is still being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The note.
    pub note: NoteId,
    /// The last row known when the user went to the last row: the last one of all is meant.
    pub end: Option<Place>,
    /// How far it has been read, if that is known.
    pub progress: Option<RestProgress>,
    /// Effects on parts of the note that may have more in them.
    pub(super) held: Vec<Effect>,
}

impl Unread {
    /// The state after the head of `note` has been read.
    pub fn of(note: NoteId) -> Self {
        Self { note, end: None, progress: None, held: Vec::new() }
    }
}
