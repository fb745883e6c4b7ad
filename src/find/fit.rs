//! How a word that was found stands in a text: what makes one match better than another.

use std::ops::Range;

use super::haystack::Haystack;
use crate::text::reading::ReadingMatch;
use crate::text::reading::script::Script;

/// How a word stands in a text, the better the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Its letters are found in their order.
    Scattered,
    /// It is how a part of the text is read.
    Read(ReadingFit),
    /// It stands within a word.
    Inside,
    /// It stands at the start of a word.
    WordStart,
    /// It is the whole text.
    Whole,
}

/// How well a reading fits, in two steps: what the kind of the candidate comes after, and what comes after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ReadingFit {
    /// Whether it is the whole text, starts where a word does, and covers its last part: bits, in this order.
    main: u8,
    /// Whether it ends where a word does, which compounds tell badly; then few parts rather than many.
    fine: u8,
}

impl ReadingFit {
    /// How well `found` fits in `text`.
    pub(super) fn of(text: &str, found: &ReadingMatch) -> Self {
        /// Readings put together from more parts than this are equally doubtful.
        const MOST_PARTS: u32 = 7;
        let is_all = found.is_whole && found.range == (0..text.chars().take(found.range.end + 1).count());
        let flags = [is_all, found.at_word_start, found.is_whole];
        let main = flags.iter().fold(0, |flags, &flag| flags << 1 | u8::from(flag));
        let few = MOST_PARTS - found.parts.min(MOST_PARTS);
        Self { main, fine: u8::from(found.at_word_end) << 3 | u8::try_from(few).unwrap_or(0) }
    }

    /// The best that can be: of a reading that may be that of the whole text, or not.
    pub(super) fn at_best(may_be_all: bool) -> Self {
        let main = if may_be_all { 0b111 } else { 0b011 };
        // At the end of a word, and of a single part.
        Self { main, fine: 1 << 3 | 6 }
    }

    /// What goes before the kind, below 8, and what after it, below 16.
    pub(super) fn values(self) -> (u32, u32) {
        (u32::from(self.main), u32::from(self.fine))
    }
}

impl Fit {
    /// How the chars at `place` of the folded form of a text stand in it.
    pub(super) fn of_literal(haystack: Haystack<'_>, place: &Range<usize>) -> Self {
        if place.len() == haystack.folded.len() {
            return Self::Whole;
        }
        let Some(before) = place.start.checked_sub(1) else { return Self::WordStart };
        let (before, first) = haystack.originals(before);
        match (before.map(Script::of), first.map(Script::of)) {
            (Some(before), Some(first)) if before == first && first != Script::Other => Self::Inside,
            _ => Self::WordStart,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::haystack::Folder;

    #[test]
    fn words_begin_where_the_script_changes() {
        let cases = [
            ("カオスで実現", 3, 1, Fit::WordStart),
            ("カオスで実現", 4, 2, Fit::WordStart),
            ("カオスで実現", 5, 1, Fit::Inside),
            ("ｶﾞﾗｽ窓", 3, 1, Fit::WordStart),
            ("spin", 1, 3, Fit::Inside),
            ("a-b", 2, 1, Fit::WordStart),
            ("spin", 0, 4, Fit::Whole),
        ];
        for (text, start, length, expected) in cases {
            let mut folder = Folder::default();
            let place = start..start + length;
            assert_eq!(Fit::of_literal(folder.haystack(text), &place), expected, "{text} {start}");
        }
    }

    #[test]
    fn of_readings_the_start_of_a_word_tells_most() {
        let fit = |at_word_start, is_whole, at_word_end, parts| {
            let found = ReadingMatch { range: 0..1, at_word_start, is_whole, at_word_end, parts };
            ReadingFit::of("木々", &found)
        };
        let all =
            ReadingMatch { range: 0..2, at_word_start: true, is_whole: true, at_word_end: true, parts: 2 };
        let best_first = [
            ReadingFit::of("木々", &all),
            fit(true, true, true, 1),
            fit(true, true, true, 2),
            fit(true, true, true, 99),
            fit(true, true, false, 1),
            fit(true, false, false, 1),
            fit(false, true, true, 1),
            fit(false, false, false, 9),
        ];
        assert!(best_first.is_sorted_by(|a, b| a > b), "{best_first:?}");
        assert!(Fit::Scattered < Fit::Read(best_first[7]) && Fit::Read(best_first[0]) < Fit::Inside);
    }
}
