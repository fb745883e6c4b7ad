//! The walk over the parts of a text that may be read, from one place to the next.
//!
//! From a start, one [`Cell`] for each character on holds what can be matched up to there, merged over all ways: no
//! way is walked twice, and none branches without end. Cells are worked off from left to right; each part that begins
//! at a cell's character carries its state to the cell where the part ends.

use std::cmp::Reverse;

use super::letter::Letter;
use super::number::{self, MAX_DIGITS, walk_digit, walk_number};
use super::query::{State, Walked};
use super::script::Script;
use super::sound::{Sound, lengthens, mora};
use super::{ReadingMatch, ReadingQuery, Readings, hangul};

/// The most characters that a match may span; a query of 63 letters spans fewer unless it is all long vowels.
pub(super) const SPAN: usize = 64;

/// What is matched up to a character.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    state: State,
    /// The fewest parts that led here, by any way.
    parts: u32,
    /// Whether the character before was skipped.
    is_skipped: bool,
}

/// One search through one text.
struct Search<'a> {
    readings: &'a Readings,
    query: &'a ReadingQuery,
    letters: &'a [Letter],
    /// Where the present walk starts (letters).
    start: usize,
    cells: [Cell; SPAN + 1],
    /// The last cell that was reached.
    last: usize,
    best: Option<Found>,
}

/// A match in letters.
#[derive(Debug, Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    at_word_start: bool,
    is_whole: bool,
    at_word_end: bool,
    parts: u32,
}

impl Found {
    fn is_better_than(&self, other: &Self) -> bool {
        let key = |found: &Self| {
            let ends = (found.is_whole, found.at_word_end);
            (found.at_word_start, ends, Reverse(found.parts), Reverse(found.start), found.end)
        };
        key(self) > key(other)
    }

    /// Whether none can be better but one that stands earlier or is longer.
    fn is_perfect(&self) -> bool {
        self.at_word_start && self.is_whole && self.at_word_end && self.parts == 1
    }
}

/// The best match among `letters`, the last of which stands for the end.
pub(super) fn find(readings: &Readings, query: &ReadingQuery, letters: &[Letter]) -> Option<ReadingMatch> {
    let mut search = Search::new(readings, query, letters);
    search.walk_until(Found::is_perfect);
    let found = search.best?;
    Some(ReadingMatch {
        range: letters[found.start].start..letters[found.end].start,
        at_word_start: found.at_word_start,
        is_whole: found.is_whole,
        at_word_end: found.at_word_end,
        parts: found.parts,
    })
}

/// Whether there is a match among `letters` that ends before the one of number `end`, or at it.
pub(super) fn is_match(readings: &Readings, query: &ReadingQuery, letters: &[Letter], end: usize) -> bool {
    Search::new(readings, query, letters).walk_until(|found| found.end <= end)
}

/// What may stand between two parts without being read.
pub(super) fn is_skippable(c: char) -> bool {
    matches!(c, ' ' | '・' | '·' | '‧' | '-' | '‐' | '=' | '゠')
}

impl<'a> Search<'a> {
    fn new(readings: &'a Readings, query: &'a ReadingQuery, letters: &'a [Letter]) -> Self {
        let cells = [Cell::default(); SPAN + 1];
        Self { readings, query, letters, start: 0, cells, last: 0, best: None }
    }

    /// Walks from everywhere until what has been found is enough; whether it is.
    fn walk_until(&mut self, is_enough: impl Fn(&Found) -> bool) -> bool {
        for (start, pair) in self.letters.windows(2).enumerate() {
            // What begins within a word is never better than what begins one.
            let is_worse = || self.best.is_some_and(|best| best.at_word_start) && !self.is_word_start(start);
            // A mark of length belongs to the kana before it.
            let may_begin = pair[0].code != 'ー' && self.query.starts.contain(pair[0].code, pair[1].code);
            if may_begin && !self.is_within_word(start) && !is_worse() {
                self.walk_from(start);
                if self.best.as_ref().is_some_and(&is_enough) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether a Latin word began before `place`.
    fn is_within_word(&self, place: usize) -> bool {
        let is_latin = |place: usize| self.letters[place].code.is_ascii_lowercase();
        place > 0 && is_latin(place) && is_latin(place - 1)
    }

    /// Whether a word may begin at `place`: after another script, a sign or nothing.
    fn is_word_start(&self, place: usize) -> bool {
        let first = self.letters[place].script;
        let before = place.checked_sub(1).map(|before| self.letters[before].script);
        before != Some(first) || first == Script::Other
    }

    fn walk_from(&mut self, start: usize) {
        self.start = start;
        self.last = 0;
        self.cells[0] = Cell { state: State::START, ..Cell::default() };
        let mut offset = 0;
        while offset <= self.last {
            let cell = std::mem::take(&mut self.cells[offset]);
            if !cell.state.is_empty() && start + offset + 1 < self.letters.len() {
                self.walk_parts(offset, cell);
            }
            offset += 1;
        }
    }

    /// Every part that begins at a cell.
    fn walk_parts(&mut self, offset: usize, cell: Cell) {
        let place = self.start + offset;
        let Letter { code, script, .. } = self.letters[place];
        if offset > 0 && !cell.is_skipped && is_skippable(code) {
            let skipped = Walked { state: cell.state, ..Walked::default() };
            self.arrive(offset, 1, skipped, Cell { is_skipped: true, ..cell });
            return;
        }
        let one_more = Cell { parts: cell.parts + 1, ..cell };
        match script {
            Script::Hiragana | Script::Katakana => self.walk_kana(offset, cell),
            Script::Kanji => self.walk_kanji(offset, one_more),
            Script::Hangul => self.walk_hangul(offset, one_more),
            Script::Letter => self.walk_latin(offset, one_more),
            Script::Digit => {
                self.walk_digits(offset, cell);
                self.walk_kanji(offset, one_more);
            }
            Script::Other => {}
        }
        if !self.readings.added.is_empty() {
            self.walk_added(offset, one_more);
        }
    }

    /// Carries what a part of `length` letters led to over to its end; `from` has the parts counted with it.
    fn arrive(&mut self, offset: usize, length: usize, walked: Walked, from: Cell) {
        let end = offset + length;
        if walked.reached {
            self.take(end, walked.whole, from.parts);
        }
        if walked.state.is_empty() || end > SPAN {
            return;
        }
        let cell = &mut self.cells[end];
        cell.parts = if cell.state.is_empty() { from.parts } else { cell.parts.min(from.parts) };
        cell.is_skipped = from.is_skipped;
        cell.state = cell.state.or(walked.state);
        self.last = self.last.max(end);
    }

    /// Takes the match that ends at a cell if it is the best so far.
    fn take(&mut self, end: usize, is_whole: bool, parts: u32) {
        let start = self.start;
        let mut end = start + end;
        while is_whole
            && self.is_kana(end)
            && self.is_kana(end - 1)
            && lengthens(self.letters[end - 1].code, self.letters[end].code)
        {
            end += 1;
        }
        let found = Found {
            start,
            end,
            at_word_start: self.is_word_start(start),
            is_whole,
            at_word_end: self.letters[end].script != self.letters[end - 1].script,
            parts,
        };
        if self.best.is_none_or(|best| found.is_better_than(&best)) && !self.is_literal(start, end) {
            self.best = Some(found);
        }
    }

    fn is_kana(&self, place: usize) -> bool {
        matches!(self.letters[place].script, Script::Hiragana | Script::Katakana)
    }

    /// Whether the letters are the query itself.
    fn is_literal(&self, start: usize, end: usize) -> bool {
        let typed = self.query.spelling.letters().iter().map(|&letter| char::from(letter));
        self.letters[start..end].iter().map(|letter| letter.code).eq(typed)
    }

    fn walk_kana(&mut self, offset: usize, cell: Cell) {
        let place = self.start + offset;
        let Letter { code, script, .. } = self.letters[place];
        let before = (offset > 0).then(|| self.letters[place - 1]);
        // Hiragana after an ideograph belong to the word that it begins.
        let continues = before.is_some_and(|before| {
            before.script == script || (before.script == Script::Kanji && script == Script::Hiragana)
        });
        let from = Cell { parts: cell.parts + u32::from(!continues), is_skipped: false, ..cell };
        let code_before = before.map(|before| before.code);
        let Some((sound, length)) = mora(code_before, code, Some(self.letters[place + 1].code)) else {
            return;
        };
        let mut walked = self.query.spelling.walk(cell.state, [sound]);
        // Particles are written は and へ, but spoken わ and え.
        let spoken = match code {
            'は' if script == Script::Hiragana => mora(None, 'わ', None),
            'へ' if script == Script::Hiragana => mora(None, 'え', None),
            _ => None,
        };
        if let Some((spoken, _)) = spoken.filter(|_| before.is_some()) {
            walked = walked.or(self.query.spelling.walk(cell.state, [spoken]));
        }
        self.arrive(offset, length, walked, from);
    }

    /// Words of the lexicon, and single ideographs.
    fn walk_kanji(&mut self, offset: usize, from: Cell) {
        let from = Cell { is_skipped: false, ..from };
        let place = self.start + offset;
        let readings = self.readings;
        let is_repeated = self.letters[place].code == '々' && offset > 0;
        let Some(first) = self.unit(if is_repeated { place - 1 } else { place }) else { return };
        let mut entries = readings.lexicon.beginning_with(first);
        let mut length = 1;
        while !entries.is_empty() {
            if readings.lexicon.surface(entries.start).len() == length {
                self.walk_entry(offset, length, entries.start, from);
            }
            if is_repeated {
                break;
            }
            let Some(next) = self.letters.get(place + length).and_then(|_| self.unit(place + length)) else {
                break;
            };
            entries = readings.lexicon.narrowed(entries, length, next);
            length += 1;
        }
    }

    fn walk_entry(&mut self, offset: usize, length: usize, entry: usize, from: Cell) {
        let readings = self.readings;
        for sounds in readings.lexicon.readings(entry) {
            let walked = if length == 1 {
                self.query.spelling.walk_part(from.state, sounds, offset > 0)
            } else {
                self.query.spelling.walk(from.state, sounds.iter().copied())
            };
            self.arrive(offset, length, walked, from);
        }
    }

    /// The unit that a letter is looked up by; a digit by itself is looked up as the ideograph: 1人 as 一人.
    fn unit(&self, place: usize) -> Option<u16> {
        let code = self.letters[place].code;
        let is_digit =
            |place: usize| self.letters.get(place).is_some_and(|letter| letter.code.is_ascii_digit());
        let code = match code.to_digit(10) {
            Some(digit) => {
                if is_digit(place + 1) || (place > 0 && is_digit(place - 1)) {
                    return None;
                }
                number::ideograph(digit)?
            }
            None => code,
        };
        u16::try_from(u32::from(code)).ok()
    }

    fn walk_hangul(&mut self, offset: usize, from: Cell) {
        let from = Cell { is_skipped: false, ..from };
        let code = self.letters[self.start + offset].code;
        if let Some(sounds) = hangul::sounds_of(code) {
            self.arrive(offset, 1, self.query.spelling.walk(from.state, sounds), from);
        }
        if let Some(initial) = hangul::initial_of(code) {
            self.arrive(offset, 1, self.query.spelling.walk(from.state, [initial]), from);
        }
    }

    /// A Latin word, as far as it is typed.
    fn walk_latin(&mut self, offset: usize, from: Cell) {
        let mut walked = Walked { state: from.state, ..Walked::default() };
        let from = Cell { is_skipped: false, ..from };
        let mut length = 0;
        while let Some(sound) = self.letters.get(self.start + offset + length).and_then(latin_sound) {
            walked = self.query.spelling.walk(walked.state, [sound]);
            length += 1;
            if walked.reached {
                self.take(offset + length, true, from.parts);
            }
            if walked.state.is_empty() {
                return;
            }
        }
        if length > 0 {
            self.arrive(offset, length, Walked { reached: false, ..walked }, from);
        }
    }

    /// Digits as themselves, one by one as they are read, and as a number.
    fn walk_digits(&mut self, offset: usize, cell: Cell) {
        let place = self.start + offset;
        let Some(digit) = digit_of(&self.letters[place]) else { return };
        let continues = offset > 0 && self.letters[place - 1].script == Script::Digit;
        let from = Cell { parts: cell.parts + u32::from(!continues), is_skipped: false, ..cell };
        let query = &self.query.spelling;
        let itself = Sound::of_letter(self.letters[place].code);
        let literal = query.walk(cell.state, itself);
        self.arrive(offset, 1, literal.or(walk_digit(query, cell.state, digit)), from);
        if continues {
            return;
        }
        let mut digits = [0; MAX_DIGITS];
        let mut length = 0;
        while let Some(digit) = self.letters.get(place + length).and_then(digit_of) {
            // One too many is enough for it to be no number.
            let Some(slot) = digits.get_mut(length) else { return };
            *slot = digit;
            length += 1;
        }
        self.arrive(offset, length, walk_number(query, cell.state, &digits[..length]), from);
    }

    /// The user's own readings.
    fn walk_added(&mut self, offset: usize, from: Cell) {
        let from = Cell { is_skipped: false, ..from };
        let place = self.start + offset;
        let readings = self.readings;
        for added in &readings.added {
            let length = added.surface.len();
            let stands_here = self.letters.get(place..place + length).is_some_and(|letters| {
                letters.iter().map(|letter| letter.code).eq(added.surface.iter().copied())
            });
            if stands_here {
                for sounds in &added.readings {
                    let walked = self.query.spelling.walk_part(from.state, sounds, false);
                    self.arrive(offset, length, walked, from);
                }
            }
        }
    }
}

fn latin_sound(letter: &Letter) -> Option<Sound> {
    if letter.code.is_ascii_lowercase() { Sound::of_letter(letter.code) } else { None }
}

fn digit_of(letter: &Letter) -> Option<u8> {
    letter.code.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
}
