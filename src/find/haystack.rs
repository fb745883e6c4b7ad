//! A folded text in the form that nucleo matches.

use nucleo::Utf32Str;

use crate::text::fold::{folded, origins};

/// How many chars of a text are looked at, so that a note without line ends cannot exhaust the memory.
pub(super) const SEARCHED_CHARS: usize = 1 << 16;

/// A text that is searched.
#[derive(Debug, Clone, Copy)]
pub(super) struct Haystack<'h> {
    /// As it is in the note.
    text: &'h str,
    /// The same folded.
    pub(super) folded: Utf32Str<'h>,
    /// Whether any of its chars stands for two of the text; else they have the same positions.
    is_composed: bool,
}

impl Haystack<'_> {
    /// The chars of the text that the folded one at `position` and the one after it stand for. Where nothing was composed
    /// the two forms have the same positions, and the map need not be made.
    pub(super) fn originals(self, position: usize) -> (Option<char>, Option<char>) {
        let Self { text, folded, is_composed } = self;
        if let Utf32Str::Ascii(bytes) = folded {
            let byte = |position: usize| bytes.get(position).map(|&byte| char::from(byte));
            return (byte(position), byte(position + 1));
        }
        if !is_composed {
            let mut chars = text.chars().skip(position);
            return (chars.next(), chars.next());
        }
        let origins = origins(text);
        let original = |position: usize| text.chars().nth(origins.get(position)?.0);
        (original(position), original(position + 1))
    }
}

/// Folds one text after another, one element a char, so that positions are positions of chars. (nucleo's own strings
/// keep the first char of each grapheme only.)
#[derive(Debug, Default)]
pub(super) struct Folder {
    chars: Vec<char>,
}

impl Folder {
    /// The haystack of `text`. ASCII is its own folded form.
    pub(super) fn haystack<'h>(&'h mut self, text: &'h str) -> Haystack<'h> {
        if text.is_ascii() {
            let bytes = text.as_bytes();
            let folded = Utf32Str::Ascii(bytes.get(..SEARCHED_CHARS).unwrap_or(bytes));
            return Haystack { text, folded, is_composed: false };
        }
        self.chars.clear();
        let mut is_composed = false;
        self.chars.extend(folded(text).take(SEARCHED_CHARS).map(|(c, length)| {
            is_composed |= length > 1;
            c
        }));
        Haystack { text, folded: Utf32Str::Unicode(&self.chars), is_composed }
    }
}
