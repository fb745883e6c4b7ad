//! A text to be found as it was typed.
//!
//! A note is searched for the few bytes that any spelling of the needle's first chars begins with (`spelling`); only
//! what follows these is folded and compared.

use std::ops::Range;

use super::spelling::Heads;
use crate::find::literal::Literal;
use crate::text::fold::{begins_at, fold, folded};

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
        self.next(text, 0).is_some()
    }

    /// The bytes of `text` that the needle covers, each place after the end of the one before.
    pub(super) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        std::iter::successors(self.next(text, 0), |found| self.next(text, found.end)).collect()
    }

    /// The bytes of the first needle in `text` from byte `from` on.
    pub(super) fn next(&self, text: &str, mut from: usize) -> Option<Range<usize>> {
        while let Some(start) = self.heads.find(text.as_bytes(), from..text.len()) {
            if let Some(end) = self.end_at(text, start) {
                return Some(start..end);
            }
            from = start + 1;
        }
        None
    }

    /// Whether the needle begins at byte `start` of `text`.
    pub(super) fn is_at(&self, text: &str, start: usize) -> bool {
        self.end_at(text, start).is_some()
    }

    /// Where the needle ends that begins at byte `start` of `text`.
    fn end_at(&self, text: &str, start: usize) -> Option<usize> {
        let rest = text.get(start..)?;
        let mut originals = rest.chars();
        let mut chars = folded(rest);
        for &wanted in self.literal.needle() {
            let (_, length) = chars.next().filter(|&(c, _)| self.literal.is_same(c, wanted))?;
            originals.by_ref().take(length).for_each(drop);
        }
        begins_at(text, start).then(|| text.len() - originals.as_str().len())
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
