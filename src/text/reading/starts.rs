//! Where a match may begin: sets of characters, so that most texts are turned away at a bit or two a character.

use std::sync::LazyLock;

use super::lattice::is_skippable;
use super::letter::variants;
use super::number::{self, walk_digit};
use super::query::{Spelling, State};
use super::script::Script;
use super::sound::{Sound, mora};
use super::{Readings, hangul};
use crate::text::fold::fold;

/// The characters of the Basic Multilingual Plane, a bit each.
#[derive(Debug)]
struct CharSet(Box<[u64; 1024]>);

/// The characters that a match of one query may begin with.
#[derive(Debug)]
pub(super) struct Starts {
    /// Characters that some part which agrees with the query begins with.
    first: CharSet,
    /// Those of them that may be the whole match.
    alone: CharSet,
    /// Characters that may come after any of the others.
    second: CharSet,
    /// Latin letters that a surface of the user's begins with.
    added_letters: Vec<char>,
}

impl CharSet {
    fn new() -> Self {
        Self(Box::new([0; 1024]))
    }

    /// Characters beyond the set's range are rare, and in every set.
    #[inline]
    fn contains(&self, c: char) -> bool {
        let code = u32::from(c) as usize;
        self.0.get(code >> 6).is_none_or(|bits| bits & 1 << (code & 63) != 0)
    }

    fn insert_if(&mut self, is_in: bool, c: char) {
        let code = u32::from(c) as usize;
        if is_in && let Some(bits) = self.0.get_mut(code >> 6) {
            *bits |= 1 << (code & 63);
        }
    }

    /// Adds what folds to characters in the set: variants of ideographs, other widths, kana without their marks.
    fn insert_unfolded(&mut self) {
        for (variant, usual) in variants() {
            self.insert_if(self.contains(usual), variant);
        }
        for &(original, folded) in UNFOLDED.iter() {
            self.insert_if(self.contains(folded), original);
        }
    }

    /// Whether the character that begins at a byte of `bytes`, which are UTF-8, is in the set, and its length.
    ///
    /// Of three bytes the first two are an index into the set, the third is the place of the bit.
    #[inline]
    fn contains_at(&self, bytes: &[u8], place: usize) -> Option<(bool, usize)> {
        let low = |place: usize| usize::from(bytes.get(place).copied().unwrap_or(0) & 0x3F);
        let lead = *bytes.get(place)?;
        let (index, bit, length) = match lead {
            0..0x80 => (usize::from(lead >> 6), usize::from(lead & 0x3F), 1),
            0x80..0xE0 => (usize::from(lead & 0x1F), low(place + 1), 2),
            0xE0..0xF0 => (usize::from(lead & 0xF) << 6 | low(place + 1), low(place + 2), 3),
            0xF0.. => return Some((true, 4)),
        };
        Some((self.0[index] & 1 << bit != 0, length))
    }
}

/// Characters whose folded form is another, alone or with a voice mark, and that form.
static UNFOLDED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let originals = ('ぁ'..='ヺ').chain('！'..='ﾟ').chain('A'..='Z');
    let forms = originals.flat_map(|original| {
        let spellings = ["", "\u{3099}", "\u{309A}"].map(|mark| format!("{original}{mark}"));
        spellings.map(|spelling| (original, fold(&spelling).chars().next().unwrap_or(original)))
    });
    let mut forms: Vec<(char, char)> =
        forms.map(|(original, folded)| (original, folded.to_ascii_lowercase())).collect();
    forms.retain(|(original, folded)| original != folded);
    forms.dedup();
    forms
});

/// The kana, folded.
const KANA: std::ops::RangeInclusive<char> = 'ぁ'..='ゖ';

impl Starts {
    pub(super) fn new(readings: &Readings, query: &Spelling) -> Self {
        let mut starts = Self {
            first: CharSet::new(),
            alone: CharSet::new(),
            second: CharSet::new(),
            added_letters: Vec::new(),
        };
        let mut after_first = starts.insert_first_kana(query);
        after_first = after_first.or(starts.insert_first_ideographs(readings, query));
        starts.insert_first_others(readings, query);
        starts.insert_second(readings, query, after_first);
        for set in [&mut starts.first, &mut starts.alone, &mut starts.second] {
            set.insert_unfolded();
        }
        starts
    }

    /// Adds kana that begin the query; returns what they lead to.
    fn insert_first_kana(&mut self, query: &Spelling) -> State {
        let mut after = State::default();
        for kana in KANA {
            let small = "ぁぃぅぇぉゃゅょゎ".chars();
            let pairs =
                small.filter_map(|small| mora(None, kana, Some(small)).filter(|(_, length)| *length == 2));
            let mut pairs = pairs.map(|(sound, _)| sound);
            let begins_pair = pairs.any(|sound| query.may_begin(sound));
            let Some((sound, _)) = mora(None, kana, None) else { continue };
            let walked = query.walk(State::START, [sound]);
            self.first.insert_if(begins_pair || !walked.is_empty(), kana);
            self.alone.insert_if(walked.reached, kana);
            after = after.or(walked.state);
        }
        after
    }

    /// Adds ideographs, and what comes second in words; returns what single ones lead to.
    fn insert_first_ideographs(&mut self, readings: &Readings, query: &Spelling) -> State {
        let mut after = State::default();
        let may_begin: Vec<bool> = Sound::all().map(|sound| query.may_begin(sound)).collect();
        for (unit, entries) in readings.lexicon.beginnings() {
            let Some(ideograph) = char::from_u32(u32::from(unit)) else { continue };
            for entry in entries {
                for sounds in readings.lexicon.readings(entry) {
                    if !sounds.first().is_some_and(|first| may_begin[first.index()]) {
                        continue;
                    }
                    let walked = query.walk_part(State::START, sounds, false);
                    self.first.insert_if(!walked.is_empty(), ideograph);
                    if let Some(&second) = readings.lexicon.surface(entry).get(1) {
                        let second = char::from_u32(u32::from(second)).unwrap_or(ideograph);
                        self.second.insert_if(!walked.is_empty(), second);
                    } else {
                        self.alone.insert_if(walked.reached, ideograph);
                        after = after.or(walked.state);
                    }
                }
            }
        }
        after
    }

    /// Adds what needs no second character to be looked at: digits, Latin letters, hangul and the user's own.
    fn insert_first_others(&mut self, readings: &Readings, query: &Spelling) {
        let mut insert = |is_in: bool, c: char| {
            self.first.insert_if(is_in, c);
            self.alone.insert_if(is_in, c);
        };
        for (value, digit) in (0_u8..).zip('0'..='9') {
            // A digit may be the ten, hundred or thousand that it stands for, and is looked up as an ideograph.
            let is_read = !walk_digit(query, State::START, value).is_empty();
            insert(is_read || number::may_begin(query), digit);
        }
        for letter in ('a'..='z').chain('0'..='9') {
            insert(Sound::of_letter(letter).is_some_and(|sound| query.may_begin(sound)), letter);
        }
        // Syllables by their initial and vowel, which 28 in a row share.
        for row in ('\u{AC00}'..='\u{D7A3}').step_by(28) {
            let Some(sounds) = hangul::sounds_of(row) else { continue };
            let begins = !query.walk(State::START, sounds).is_empty()
                || hangul::initial_of(row).is_some_and(|initial| query.may_begin(initial));
            (row..='\u{D7A3}').take(28).for_each(|syllable| insert(begins, syllable));
        }
        for added in &readings.added {
            let Some(&first) = added.surface.first() else { continue };
            let leads = |sounds: &Vec<Sound>| !query.walk_part(State::START, sounds, false).is_empty();
            if added.readings.iter().any(leads) {
                insert(true, first);
                if Script::of(first) == Script::Letter {
                    self.added_letters.push(first);
                }
            }
        }
        for (value, digit) in (0..).zip('0'..='9') {
            let is_in = number::ideograph(value).is_some_and(|ideograph| self.first.contains(ideograph));
            self.first.insert_if(is_in, digit);
            self.alone.insert_if(is_in, digit);
        }
    }

    /// Adds what may come after a first kana or ideograph that leads to `state`.
    fn insert_second(&mut self, readings: &Readings, query: &Spelling, state: State) {
        let second = &mut self.second;
        let may: Vec<bool> = Sound::all().map(|sound| !query.walk(state, [sound]).is_empty()).collect();
        let may_voiced =
            |sound: &Sound| may[sound.index()] || sound.voiced().any(|voiced| may[voiced.index()]);
        for (unit, entries) in readings.lexicon.beginnings() {
            let mut firsts =
                entries.flat_map(|entry| readings.lexicon.readings(entry)).filter_map(|all| all.first());
            second.insert_if(firsts.any(may_voiced), char::from_u32(u32::from(unit)).unwrap_or('\0'));
        }
        for kana in KANA {
            let pairs = "ぁぃぅぇぉゃゅょゎ".chars().map(|small| mora(None, kana, Some(small)));
            let mut sounds = pairs.chain([mora(None, kana, None)]).flatten();
            // Small kana belong to the one before; vowels may lengthen it; は and へ are spoken otherwise.
            let is_open = "ぁぃぅぇぉゃゅょゎあうえおはへゖ".contains(kana);
            second.insert_if(is_open || sounds.any(|(sound, _)| may[sound.index()]), kana);
        }
        // What is not worth a closer look, among it all that could stand between two parts or change the first.
        let others = ('\0'..='\u{36F}').filter(|&c| c.is_alphanumeric() || is_skippable(c) || c >= '\u{300}');
        let others = others.chain('\u{3099}'..='\u{309C}').chain('\u{FE00}'..='\u{FE0F}');
        let others = others.chain("ー々・‧‐゠\u{FF9E}\u{FF9F}".chars()).chain('\u{AC00}'..='\u{D7A3}');
        others.for_each(|c| second.insert_if(true, c));
        for first in readings.added.iter().filter_map(|added| added.surface.first()) {
            second.insert_if(true, *first);
        }
    }

    /// Whether a match may begin with `c`, `next` coming after it; both folded.
    pub(super) fn contain(&self, c: char, next: char) -> bool {
        self.first.contains(c) && (self.alone.contains(c) || self.second.contains(next))
    }

    /// The first byte of `text` that a match may begin with.
    pub(super) fn first_in(&self, text: &str, query: &[u8]) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut place = 0;
        loop {
            let (may_begin, length) = self.first.contains_at(bytes, place)?;
            if may_begin && self.admits(bytes, place, length, query) {
                return Some(place);
            }
            place += length;
        }
    }

    /// Whether the character of `length` bytes at `place`, one of the first, begins what may be a match.
    fn admits(&self, bytes: &[u8], place: usize, length: usize, query: &[u8]) -> bool {
        if bytes[place].is_ascii_alphabetic() {
            let is_within_word = bytes[..place].last().is_some_and(u8::is_ascii_alphabetic);
            return !is_within_word && self.admits_word(&bytes[place..], query);
        }
        let is_in = |set: &CharSet, place| set.contains_at(bytes, place).is_some_and(|(is_in, _)| is_in);
        is_in(&self.alone, place) || is_in(&self.second, place + length)
    }

    /// Whether the Latin word that `rest` begins with is the beginning of the query, and not all of it.
    fn admits_word(&self, rest: &[u8], query: &[u8]) -> bool {
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = &rest[..length];
        let begins = length < query.len() && word.eq_ignore_ascii_case(&query[..length]);
        let first = word.first().map(|byte| char::from(byte.to_ascii_lowercase()));
        begins || first.is_some_and(|first| self.added_letters.contains(&first))
    }

    /// Starts that turn nothing away.
    #[cfg(test)]
    pub(super) fn everywhere() -> Self {
        let all = || CharSet(Box::new([u64::MAX; 1024]));
        Self { first: all(), alone: all(), second: all(), added_letters: ('a'..='z').collect() }
    }
}
