//! What is said of an overlay, and how parts are said in a line.

use crate::text::slice;

/// The most of a text that is said in one go (chars).
const LONGEST: usize = 2000;

/// What there is to be said of an overlay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    /// What the user is in, such as the jump; empty in the tree.
    pub mode: String,
    /// What is read there from the beginning to the end, such as the help.
    pub page: Vec<String>,
    /// What has been typed, and what it leads to.
    pub typed: String,
    /// What is chosen of a list.
    pub chosen: String,
}

/// As much of a text as is said in one go.
pub(super) fn cut(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    slice(text, 0..end)
}

/// Parts of a line with pauses between them; without those that are empty.
pub(super) fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&tr!(", "))
}
