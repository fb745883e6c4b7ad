//! What comes first: kinds and fits as one number.
//!
//! A word that stands in the text as it was typed beats one that is how a part of it is read, and that one whose
//! letters are merely found in their order. Of the first, a whole text beats the start of a word, and that the inside of one. Among
//! equals, people and headings come before items, then what stands earlier.

use super::candidate::MatchKind;
use super::fit::{Fit, ReadingFit};
use super::words::{Scratch, Words};
use crate::note::entry::Kind;
use crate::text::reading::Readings;

/// What comes first among equally good matches: people and headings. Below 16.
fn weight(kind: MatchKind) -> u32 {
    match kind {
        MatchKind::Speaker => 9,
        MatchKind::Company => 8,
        MatchKind::Note | MatchKind::Node(Kind::Session | Kind::Title) => 7,
        MatchKind::Node(Kind::Section) => 6,
        MatchKind::Tag => 5,
        MatchKind::Node(Kind::Item) => 4,
        MatchKind::Node(
            Kind::Arrow
            | Kind::Text
            | Kind::Attribution
            | Kind::Code
            | Kind::Quote
            | Kind::Table
            | Kind::Rule,
        ) => 3,
        MatchKind::Date | MatchKind::Link => 2,
    }
}

/// Fit, weight and, of scattered letters, of which it tells most, nucleo's score as one number.
pub(super) fn score(fit: Fit, score: u32, kind: MatchKind) -> u32 {
    match fit {
        Fit::Scattered => score.min(0xFFFF) << 4 | weight(kind),
        Fit::Read(reading) => {
            let (main, fine) = reading.values();
            1 << 24 | main << 8 | weight(kind) << 4 | fine
        }
        Fit::Inside => 2 << 24 | weight(kind),
        Fit::WordStart => 3 << 24 | weight(kind),
        Fit::Whole => 4 << 24 | weight(kind),
    }
}

/// The score of what is read as well as that, and of a kind.
pub(super) fn best_score(reading: ReadingFit, kind: MatchKind) -> u32 {
    score(Fit::Read(reading), 0, kind)
}

/// How well `words` fit a text that is no candidate, such as a heading on a selector's path.
pub(crate) fn score_of(
    words: &Words,
    text: &str,
    kind: MatchKind,
    readings: Option<&Readings>,
    scratch: &mut Scratch,
) -> Option<u32> {
    let (fit, sum) = words.fit(text, None, readings, scratch)?;
    Some(score(fit, sum, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fit_goes_first_then_the_kind() {
        let (speaker, item) = (MatchKind::Speaker, MatchKind::Node(Kind::Item));
        let ascending = [
            score(Fit::Scattered, u32::MAX, speaker),
            score(Fit::Inside, 0, item),
            score(Fit::Inside, 0, speaker),
            score(Fit::WordStart, 0, item),
            score(Fit::Whole, 0, item),
        ];
        assert!(ascending.is_sorted_by(|a, b| a < b), "{ascending:?}");
    }
}
