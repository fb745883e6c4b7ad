//! Readings: a text found by how it is read aloud, typed in Latin letters (`kaosu`, `ogura`, `naiseika`) or kana.
//!
//! No tokeniser guesses the one reading of a text. A lexicon (`lexicon`) holds *sets* of readings for words and for
//! single ideographs, and the query chooses: `lattice` walks from every place in the text over all parts that may
//! begin there, and keeps what agrees with the query. Kana, Latin letters, digits and hangul read themselves.
//!
//! A match begins where a part begins, is contiguous but for single spaces and middle dots between parts, and only
//! its last part may be read in part, so that every prefix of a query that matches does match.
//!
//! Limits: a query has 2 to 63 letters; a match spans at most 64 characters. The work for a text grows
//! with its length alone.

mod hangul;
mod lattice;
mod letter;
mod lexicon;
mod number;
mod query;
pub mod romaji;
pub mod script;
mod sound;
mod starts;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::text::fold::fold;
use crate::text::slice;
use lexicon::Lexicon;
use query::Spelling;
use sound::{Sound, sounds_of};
use starts::Starts;

pub use letter::{Letters, usual};
pub use lexicon::{Language, ReadingsError};

/// The readings of a language's words and characters, and those that the user added.
#[derive(Debug)]
pub struct Readings {
    lexicon: Lexicon,
    added: Vec<Added>,
}

/// A surface with readings that the user gave.
#[derive(Debug)]
struct Added {
    surface: Vec<char>,
    readings: Vec<Vec<Sound>>,
}

/// A query, prepared against the [`Readings`] it came from.
#[derive(Debug)]
pub struct ReadingQuery {
    spelling: Spelling,
    starts: Starts,
}

/// How a query matches a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingMatch {
    /// What it covers: chars of the original text.
    pub range: Range<usize>,
    /// Whether it begins where a word may: after another script, a sign or the start of the text.
    pub at_word_start: bool,
    /// Whether its last part was read to the end.
    pub is_whole: bool,
    /// Whether it ends where a word may: before another script, a sign or the end of the text.
    pub at_word_end: bool,
    /// How many parts it was put together from; a run of kana counts as one.
    pub parts: u32,
}

impl Readings {
    /// The readings that midashi brings along for `language`; takes some milliseconds.
    pub fn bundled(language: Language) -> Result<Self, ReadingsError> {
        let bytes: &[u8] = match language {
            Language::Japanese => include_bytes!("../../../assets/readings/ja.bin"),
            Language::Chinese => include_bytes!("../../../assets/readings/zh.bin"),
            Language::Korean => include_bytes!("../../../assets/readings/ko.bin"),
        };
        Self::load(language, bytes)
    }

    /// The readings of an asset, in the format that `examples/readings_lexicon.rs` writes.
    pub fn load(language: Language, bytes: &[u8]) -> Result<Self, ReadingsError> {
        Ok(Self { lexicon: Lexicon::load(language, bytes)?, added: Vec::new() })
    }

    /// Whether `reading` is one: in kana, hangul or Latin letters and digits, of at least one.
    pub fn can_read(reading: &str) -> bool {
        reading_of(&fold(reading)).is_some()
    }

    /// Adds readings of `surface`; those that are none ([`Readings::can_read`]) are left out.
    pub fn add(&mut self, surface: &str, readings: &[impl AsRef<str>]) {
        let surface: Vec<char> = fold(surface).chars().map(|c| usual(c.to_ascii_lowercase())).collect();
        let readings = readings.iter().filter_map(|reading| reading_of(&fold(reading.as_ref()))).collect();
        if !surface.is_empty() {
            self.added.push(Added { surface, readings });
        }
    }

    /// Prepares what was typed; `None` where it can be no reading: with kanji or signs, of fewer than 2 or more
    /// than 63 letters, or of digits alone. Takes a fraction of a millisecond.
    pub fn query(&self, typed: &str) -> Option<ReadingQuery> {
        let spelling = Spelling::new(typed)?;
        let starts = Starts::new(self, &spelling);
        Some(ReadingQuery { spelling, starts })
    }

    /// The first byte of `text` at which a match of `query` may begin; `None` where there certainly is none.
    pub fn may_begin_at(&self, text: &str, query: &ReadingQuery) -> Option<usize> {
        query.starts.first_in(text, query.spelling.letters())
    }

    /// Whether [`Readings::find`] finds a match, for less.
    pub fn matches(&self, text: &str, query: &ReadingQuery, room: &mut Letters) -> bool {
        /// So many characters are looked at first, which are enough for most matches.
        const WINDOW: usize = 16;
        /// A part depends on its own characters and on the one after them: of a text that was cut off, a match holds that ends so
        /// many before.
        const UNKNOWN: usize = 2;
        let Some((rest, start)) = self.part_that_may_match(text, query) else { return false };
        let mut is_match = |text: &str, unknown: usize| {
            let letters = room.of(text, start);
            let end = letters.len().saturating_sub(1 + unknown);
            lattice::is_match(self, query, letters, end)
        };
        let window = rest.char_indices().nth(WINDOW).map(|(end, _)| slice(rest, 0..end));
        window.is_some_and(|window| is_match(window, UNKNOWN)) || is_match(rest, 0)
    }

    /// The best match of `query` in `text`: at the start of a word rather than inside, whole rather than
    /// partial, to the end of a word, of fewer parts, earlier, longer. What merely stands there as it was typed, in Latin letters, is none.
    pub fn find(&self, text: &str, query: &ReadingQuery, room: &mut Letters) -> Option<ReadingMatch> {
        let (rest, start) = self.part_that_may_match(text, query)?;
        lattice::find(self, query, room.of(rest, start))
    }

    /// The text from the character before the first one on that a match may begin with, and where that stands (chars).
    fn part_that_may_match<'t>(&self, text: &'t str, query: &ReadingQuery) -> Option<(&'t str, usize)> {
        let first = self.may_begin_at(text, query)?;
        let (before, rest) = text.split_at(first);
        // The character before tells whether a word starts there.
        let (before, from) = match before.char_indices().next_back() {
            Some((from, _)) => (before.get(..from).unwrap_or_default(), from),
            None => (before, first),
        };
        Some((text.get(from..).unwrap_or(rest), before.chars().count()))
    }
}

/// The sounds of a reading, folded, in kana, hangul or Latin letters; `None` if it holds anything else.
fn reading_of(folded: &str) -> Option<Vec<Sound>> {
    let mut sounds = Vec::new();
    let is_kana = folded.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'));
    if is_kana {
        sounds.extend(sounds_of(folded));
    } else {
        for c in folded.chars() {
            match hangul::sounds_of(c) {
                Some(syllable) => sounds.extend(syllable),
                None => sounds.push(Sound::of_letter(c.to_ascii_lowercase())?),
            }
        }
    }
    (!sounds.is_empty()).then_some(sounds)
}
