//! A folded text in the form that nucleo matches.

use nucleo::Utf32Str;

use crate::text::fold::folded;

/// How many chars of a text are looked at, so that a note without line ends cannot exhaust the memory.
pub(super) const SEARCHED_CHARS: usize = 1 << 16;

/// Folds one text after another, one element a char, so that positions are positions of chars. (nucleo's own strings
/// keep the first char of each grapheme only.)
#[derive(Debug, Default)]
pub(super) struct Folder {
    chars: Vec<char>,
}

impl Folder {
    /// The haystack of `text`. ASCII is its own folded form.
    pub(super) fn haystack<'h>(&'h mut self, text: &'h str) -> Utf32Str<'h> {
        if text.is_ascii() {
            let bytes = text.as_bytes();
            return Utf32Str::Ascii(bytes.get(..SEARCHED_CHARS).unwrap_or(bytes));
        }
        self.chars.clear();
        self.chars.extend(folded(text).map(|(c, _)| c).take(SEARCHED_CHARS));
        Utf32Str::Unicode(&self.chars)
    }
}
