//! Input that is typed: a key, or a text that is pasted.

use crate::config::key::Key;

/// Input that is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A key.
    Key(Key),
    /// A text that is pasted.
    Paste(String),
}
