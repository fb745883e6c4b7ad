//! A word found as it was typed, by the rules that nucleo has for smart case and accents: capitals and accents count
//! where the word has some. nucleo itself takes several times as long for texts that are not ASCII.

use std::ops::Range;

use nucleo::Utf32Str;
use nucleo::chars::{is_upper_case, normalize, to_lower_case};

use super::fit::Fit;
use super::haystack::Haystack;
use super::mask::is_plain;

/// How many places are looked at for the best one; a text that has the word more often is found by it in any case.
const MOST_PLACES: usize = 16;

/// The chars to be found, contiguous.
#[derive(Debug)]
pub(super) struct Literal {
    /// Folded; not empty.
    needle: Vec<char>,
    ignores_case: bool,
    ignores_accents: bool,
}

impl Literal {
    /// A literal of folded chars, of which there is at least one.
    pub(super) fn new(needle: &str) -> Self {
        let needle: Vec<char> = needle.chars().collect();
        Self {
            ignores_case: !needle.iter().any(|&c| is_upper_case(c)),
            ignores_accents: needle.iter().all(|&c| normalize(c) == c),
            needle,
        }
    }

    /// The best of the first places in `haystack`: how it stands there, and where.
    pub(super) fn find(&self, haystack: Haystack<'_>) -> Option<(Fit, Range<usize>)> {
        match haystack.folded {
            Utf32Str::Ascii(bytes) => self.find_in(haystack, bytes),
            Utf32Str::Unicode(chars) => self.find_in(haystack, chars),
        }
    }

    fn find_in<C: Copy + Into<char>>(
        &self,
        haystack: Haystack<'_>,
        folded: &[C],
    ) -> Option<(Fit, Range<usize>)> {
        let (&first, rest) = self.needle.split_first()?;
        let is_here = |window: &[C]| {
            let after = window.iter().skip(1).zip(rest);
            window.first().is_some_and(|&c| self.is_same(c.into(), first))
                && after.into_iter().all(|(&c, &wanted)| self.is_same(c.into(), wanted))
        };
        let windows = folded.windows(self.needle.len()).enumerate();
        let mut best = None;
        for (start, _) in windows.filter(|(_, window)| is_here(window)).take(MOST_PLACES) {
            let place = start..start + self.needle.len();
            let fit = Fit::of_literal(haystack, &place);
            if best.as_ref().is_none_or(|(best, _)| fit > *best) {
                best = Some((fit, place));
            }
            if fit >= Fit::WordStart {
                break;
            }
        }
        best
    }

    /// The chars, folded.
    pub(super) fn needle(&self) -> &[char] {
        &self.needle
    }

    /// Whether `c` of a text, folded, counts as `wanted`, one of the chars.
    pub(super) fn is_same(&self, c: char, wanted: char) -> bool {
        if c == wanted {
            return true;
        }
        if c.is_ascii() {
            return self.ignores_case && c.to_ascii_lowercase() == wanted;
        }
        if is_plain(c) {
            return false;
        }
        let c = if self.ignores_accents { normalize(c) } else { c };
        (if self.ignores_case { to_lower_case(c) } else { c }) == wanted
    }
}

/// `c` in lower case and without accents.
pub(super) fn bare(c: char) -> char {
    to_lower_case(normalize(c))
}

#[cfg(test)]
mod tests {
    use nucleo::pattern::{Atom, AtomKind, CaseMatching, Normalization};
    use nucleo::{Config, Matcher};
    use proptest::prelude::*;

    use super::*;
    use crate::find::haystack::Folder;
    use crate::text::fold::fold;

    #[test]
    fn the_start_of_a_word_is_the_best_place() {
        let place = |text: &str, word: &str| {
            Literal::new(&fold(word)).find(Folder::default().haystack(text)).map(|(_, place)| place)
        };
        assert_eq!(place("xab ab", "ab"), Some(4..6));
        assert_eq!(place("カオスと混沌のカオス", "カオス"), Some(0..3));
        assert_eq!(place("aaab", "aab"), Some(1..4));
        assert_eq!(place("ab", "abc"), None);
    }

    proptest! {
        // nucleo 0.5 misses some words after a char that is like their first: 漢b in 漢漢B.
        #[test]
        fn what_nucleo_finds_is_found_and_is_there(
            text in "([a-cA-CÀ-ÿあ-うア-ウ漢ａ-ｃ\u{3099}]){0,9}",
            word in "([a-cA-CÀ-ÿあ-うア-ウ漢ａ-ｃ]){1,3}",
        ) {
            let word = fold(&word);
            let mut folder = Folder::default();
            let haystack = folder.haystack(&text);
            let atom = Atom::new(&word, CaseMatching::Smart, Normalization::Smart, AtomKind::Substring, false);
            let nucleo = atom.score(haystack.folded, &mut Matcher::new(Config::DEFAULT));
            let ours = Literal::new(&word).find(haystack);
            prop_assert!(nucleo.is_none() || ours.is_some(), "{} in {}", word, text);
            if let Some((_, place)) = ours {
                let there = fold(&text).chars().skip(place.start).take(place.len()).map(bare).collect::<String>();
                prop_assert_eq!(there, word.chars().map(bare).collect::<String>());
            }
        }
    }
}
