//! A note that was read before.

use crate::vault::NoteId;

/// A note that was read before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentNote {
    /// Its file, without links; untrusted.
    pub path: String,
    /// Its id, if it is open.
    pub note: Option<NoteId>,
}
