//! A text to be found as it was typed.
//!
//! A note is searched for the few bytes that any spelling of the needle's first chars begins with (`spelling`); only
//! what follows these is folded and compared.

use std::ops::Range;

use super::FoldedText;
use super::spelling::Heads;
use crate::find::literal::Literal;
use crate::text::fold::{fold, folded};

/// What is looked for.
#[derive(Debug)]
pub(super) struct Needle {
    literal: Literal,
    heads: Heads,
}

impl Needle {
    /// The needle of `typed`; `None` if that is empty.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        if folded.is_empty() {
            return None;
        }
        let literal = Literal::new(&folded);
        Some(Self { heads: Heads::of(&literal), literal })
    }

    /// Whether `text` has the needle.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.places(&FoldedText::new(text).chars).next().is_some()
    }

    /// The bytes of `text` that the needle covers, each place after the end of the one before.
    pub(super) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        if self.candidate(text, 0..text.len()).is_none() {
            return Vec::new();
        }
        let text = FoldedText::new(text);
        self.places(&text.chars).map(|place| text.original(place)).collect()
    }

    fn places<'h>(&'h self, haystack: &'h [char]) -> impl Iterator<Item = Range<usize>> + 'h {
        let length = self.literal.needle().len();
        let mut from = 0;
        std::iter::from_fn(move || {
            let rest = haystack.get(from..)?;
            let is_here = |window: &[char]| self.begins(window.iter().copied(), length);
            let start = from + rest.windows(length).position(is_here)?;
            from = start + length;
            Some(start..from)
        })
    }

    /// Whether `chars`, which are folded, begin with the first `length` chars of the needle.
    fn begins(&self, mut chars: impl Iterator<Item = char>, length: usize) -> bool {
        let wanted = self.literal.needle().iter().take(length);
        wanted.copied().all(|wanted| chars.next().is_some_and(|c| self.literal.is_same(c, wanted)))
    }

    /// The first byte in `range` of `text` where the needle may begin. There it does, unless the char is a mark upon the
    /// one before, or what follows the needle's last char changes that.
    pub(super) fn candidate(&self, text: &str, range: Range<usize>) -> Option<usize> {
        let mut from = range.start;
        while let Some(start) = self.heads.find(text.as_bytes(), from..range.end) {
            // The last char may be another once a mark is upon it, and the text need not reach that far.
            let all_but_last = self.literal.needle().len() - 1;
            if text.get(start..).is_some_and(|rest| self.begins(folded(rest).map(|(c, _)| c), all_but_last)) {
                return Some(start);
            }
            from = start + 1;
        }
        None
    }
}
