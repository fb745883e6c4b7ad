//! The words of a query, and how they are looked for in a text: as they were typed, by a reading of the text, or as
//! letters in their order. Of the ways in which a word is found the best counts; only words without an operator are
//! looked for in more than one.
//!
//! This module, `literal`, `haystack` and `mask` alone know nucleo.

use std::ops::Range;

use memchr::memmem::Finder;
use nucleo::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo::{Config, Matcher};

use super::fit::{Fit, ReadingFit};
use super::haystack::{Folder, Haystack};
use super::literal::Literal;
use super::mask::{CharMask, is_ideograph};
use super::ranges::{joined, original_ranges};
use crate::text::fold::fold;
use crate::text::reading::{Letters, ReadingMatch, ReadingQuery, Readings};

/// The words of a query, in the syntax of fzf.
#[derive(Debug)]
pub(crate) struct Words {
    list: Vec<Word>,
    /// The chars without which no text fits: those of the words that are found as typed or not at all.
    needed: CharMask,
}

#[derive(Debug)]
struct Word {
    /// The word as nucleo parses it.
    atom: Atom,
    /// The same to be found as it was typed; `None` for a word with an operator, which itself says how.
    literal: Option<Literal>,
    /// The chars that a text must have where the word is found as typed or scattered.
    mask: CharMask,
    /// The last ideograph that such a text must have: that typed last, of which narrowing knows nothing yet.
    ideograph: Option<Finder<'static>>,
    /// The word as a reading, if it can be one.
    reading: Option<ReadingQuery>,
}

/// What scoring needs room for; one for each thread.
#[derive(Debug)]
pub(crate) struct Scratch {
    matcher: Matcher,
    folder: Folder,
    letters: Letters,
}

impl Default for Scratch {
    fn default() -> Self {
        let matcher = Matcher::new(Config::DEFAULT);
        Self { matcher, folder: Folder::default(), letters: Letters::default() }
    }
}

impl Words {
    /// The words of `typed`. With `readings` they are also looked for in those; the same must then be given to the
    /// other methods.
    pub(crate) fn new(typed: &str, readings: Option<&Readings>) -> Self {
        let folded = fold(typed);
        let pattern = Pattern::parse(&folded, CaseMatching::Smart, Normalization::Smart);
        // An operator without a word (`'`, `^`, `!`) is a word that is still being typed.
        let atoms = pattern.atoms.into_iter().filter(|atom| !atom.needle_text().is_empty());
        let list: Vec<Word> = atoms.map(|atom| Word::new(atom, readings)).collect();
        let needed = list.iter().filter(|word| word.reading.is_none());
        let needed = needed.fold(CharMask::default(), |all, word| all.with(word.mask));
        Self { list, needed }
    }

    /// Whether there is nothing to look for.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether what these words find is among what `earlier` found, when text was appended to that.
    pub(super) fn narrow(&self, earlier: &Self) -> bool {
        // `!a` finds more than `!ab`; only from the second letter on is a word looked for as a reading; and with kana in
        // it, it is also one of Latin letters. Of readings capitals do not count: `Anオ` and `Ano` find `an old`, as `An` does
        // not.
        let has_operator = earlier.list.iter().any(|word| word.literal.is_none());
        let is_latin = |word: &Word| word.atom.needle_text().is_ascii();
        let is_read_only_now = |(earlier, now): (&Word, &Word)| {
            let has_capital = earlier.atom.needle_text().chars().any(char::is_uppercase);
            now.reading.is_some()
                && (earlier.reading.is_none() || has_capital || is_latin(earlier) != is_latin(now))
        };
        !has_operator && !earlier.list.iter().zip(&self.list).any(is_read_only_now)
    }

    /// Whether a text with these chars may fit.
    pub(super) fn may_fit(&self, chars: CharMask) -> bool {
        chars.may_hold(self.needed)
    }

    /// Whether a word may stand in `text`, which has the chars of `chars`, as it was typed, or its letters scattered; else it is found
    /// by its readings or not at all.
    pub(super) fn may_be_as_typed(&self, text: &str, chars: CharMask) -> bool {
        self.list.iter().any(|word| word.reading.is_none() || word.may_be_as_typed(text, Some(chars)))
    }

    /// No reading of `text` is better for the words than this; `None` where there certainly is none for one of them.
    pub(super) fn at_best(&self, text: &str, readings: &Readings) -> Option<ReadingFit> {
        let at_best = |word: &Word| {
            Some(ReadingFit::at_best(readings.may_begin_at(text, word.reading.as_ref()?)? == 0))
        };
        self.list.iter().map(at_best).try_fold(ReadingFit::at_best(true), |worst, fit| Some(worst.min(fit?)))
    }

    /// Whether `text` can be read as each of the words.
    pub(super) fn are_read(&self, text: &str, readings: &Readings, scratch: &mut Scratch) -> bool {
        let mut is_read = |query| readings.matches(text, query, &mut scratch.letters);
        self.list.iter().all(|word| word.reading.as_ref().is_some_and(&mut is_read))
    }

    /// How well the words fit `text`, which has the chars of `chars`: the fit of the word that fits worst, and the sum
    /// of nucleo's scores of those that are scattered. `None` if a word is not found.
    pub(super) fn fit(
        &self,
        text: &str,
        chars: Option<CharMask>,
        readings: Option<&Readings>,
        scratch: &mut Scratch,
    ) -> Option<(Fit, u32)> {
        let Scratch { matcher, folder, letters } = scratch;
        let may_hold = |word: &Word| chars.is_none_or(|chars| chars.may_hold(word.mask));
        let is_folded = self.list.iter().any(|word| word.may_be_as_typed(text, chars));
        let haystack = is_folded.then(|| folder.haystack(text));
        let mut worst = Fit::Whole;
        let mut sum: u32 = 0;
        for word in &self.list {
            let haystack = haystack.filter(|_| may_hold(word));
            let found = haystack
                .and_then(|haystack| word.fit_as_typed(haystack, matcher))
                .or_else(|| Some((Fit::Read(ReadingFit::of(text, &word.read(text, readings, letters)?)), 0)))
                .or_else(|| word.fit_scattered(haystack?, matcher));
            let (fit, score) = found?;
            worst = worst.min(fit);
            sum = sum.saturating_add(score);
        }
        Some((worst, sum))
    }

    /// The chars of `text` that the words cover, as ascending ranges that do not touch.
    pub(super) fn ranges(
        &self,
        text: &str,
        readings: Option<&Readings>,
        scratch: &mut Scratch,
    ) -> Vec<Range<usize>> {
        let Scratch { matcher, folder, letters } = scratch;
        let haystack = folder.haystack(text);
        let mut typed = Vec::new();
        let mut read = Vec::new();
        for word in &self.list {
            if let Some((_, place)) = word.literal.as_ref().and_then(|literal| literal.find(haystack)) {
                typed.extend(place);
            } else if let Some(found) = word.read(text, readings, letters) {
                read.push(found.range);
            } else {
                let mut positions = Vec::new();
                word.atom.indices(haystack.folded, matcher, &mut positions);
                typed.extend(positions.into_iter().map(|position| position as usize));
            }
        }
        read.extend(original_ranges(text, &typed));
        joined(read)
    }
}

impl Word {
    fn new(atom: Atom, readings: Option<&Readings>) -> Self {
        let needle = atom.needle_text().to_string();
        let is_plain = atom.kind == AtomKind::Fuzzy && !atom.negative;
        let literal = is_plain.then(|| Literal::new(&needle));
        let mask = if atom.negative { CharMask::default() } else { CharMask::of_needle(needle.chars()) };
        let last_ideograph = needle.chars().rfind(|&c| is_ideograph(c)).filter(|_| !atom.negative);
        let ideograph =
            last_ideograph.map(|c| Finder::new(c.encode_utf8(&mut [0; 4]).as_bytes()).into_owned());
        let reading = readings.filter(|_| is_plain).and_then(|readings| readings.query(&needle));
        Self { atom, literal, mask, ideograph, reading }
    }

    /// Whether the word may be found in `text` as typed or scattered, at a look at its chars and its bytes.
    fn may_be_as_typed(&self, text: &str, chars: Option<CharMask>) -> bool {
        chars.is_none_or(|chars| chars.may_hold(self.mask))
            && self.ideograph.as_ref().is_none_or(|ideograph| ideograph.find(text.as_bytes()).is_some())
    }

    /// How the word stands in `haystack`: as it was typed, or as its operator says.
    fn fit_as_typed(&self, haystack: Haystack<'_>, matcher: &mut Matcher) -> Option<(Fit, u32)> {
        let fit = if let Some(literal) = &self.literal {
            literal.find(haystack)?.0
        } else {
            self.atom.score(haystack.folded, matcher)?;
            if self.atom.negative { Fit::Whole } else { Fit::WordStart }
        };
        Some((fit, 0))
    }

    /// The best reading of a part of `text` that the word is.
    fn read(&self, text: &str, readings: Option<&Readings>, room: &mut Letters) -> Option<ReadingMatch> {
        readings?.find(text, self.reading.as_ref()?, room)
    }

    /// nucleo's score where the letters are found in their order.
    fn fit_scattered(&self, haystack: Haystack<'_>, matcher: &mut Matcher) -> Option<(Fit, u32)> {
        // A single char is not scattered, and a word with an operator is found as it says.
        let is_single = self.atom.needle_text().len() < 2;
        if is_single || self.literal.is_none() {
            return None;
        }
        self.atom.score(haystack.folded, matcher).map(|score| (Fit::Scattered, u32::from(score)))
    }
}
