//! A folded text in the form that nucleo matches.

use nucleo::Utf32String;

/// A folded text as nucleo reads it: one element a char, so that its positions are positions of chars.
#[derive(Debug)]
pub(super) struct Haystack(pub(super) Utf32String);

impl Haystack {
    /// The haystack of a folded text.
    pub(super) fn new(folded: &str) -> Self {
        if folded.is_ascii() {
            Self(Utf32String::Ascii(folded.into()))
        } else {
            // `Utf32String::from` would keep the first char of each grapheme only.
            Self(Utf32String::Unicode(folded.chars().collect()))
        }
    }
}
