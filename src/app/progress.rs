//! How far folders and notes have been read.

/// How far folders have been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// How many notes have been read.
    pub read: usize,
    /// How many notes have been found so far.
    pub found: usize,
    /// Messages about the files that were passed over, once everything has been read.
    pub skipped: Option<Vec<String>>,
}

/// How far the rest of a note has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestProgress {
    /// Its bytes are being read.
    Read {
        /// The share of them that has been read, in percent.
        percent: u8,
    },
    /// All bytes have been read; its outline is being made.
    Outlined,
}
