//! A note that was read before.

use crate::vault::{NoteId, NotePath};

/// A note that was read before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentNote {
    /// Its file, without links; untrusted.
    pub path: NotePath,
    /// Its id, if it is open.
    pub note: Option<NoteId>,
}
