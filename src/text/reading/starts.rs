//! Where a match may begin: a set of characters, so that most texts are turned away at a bit a character.

use std::sync::LazyLock;

use super::letter::variants;
use super::number::{self, walk_digit};
use super::query::{Spelling, State};
use super::script::Script;
use super::sound::{Sound, mora};
use super::{Readings, hangul};
use crate::text::fold::fold;

/// The characters that a match of one query may begin with.
#[derive(Debug)]
pub(super) struct Starts {
    /// One bit for each character of the Basic Multilingual Plane.
    bits: Box<[u64; 1024]>,
    /// Latin letters that a surface of the user's begins with.
    added_letters: Vec<char>,
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

impl Starts {
    pub(super) fn new(readings: &Readings, query: &Spelling) -> Self {
        let mut starts = Self { bits: Box::new([0; 1024]), added_letters: Vec::new() };
        starts.insert_ideographs(readings, query);
        for (variant, usual) in variants() {
            starts.insert_if(starts.contains(usual), variant);
        }
        let begins = |sound: Option<Sound>| sound.is_some_and(|sound| query.may_begin(sound));
        for kana in 'ぁ'..='ゖ' {
            let alone = mora(None, kana, None).map(|(sound, _)| sound);
            let mut pairs = "ぁぃぅぇぉゃゅょゎ".chars().map(|small| mora(None, kana, Some(small)));
            starts.insert_if(begins(alone) || pairs.any(|pair| begins(pair.map(|(sound, _)| sound))), kana);
        }
        for (value, digit) in (0_u8..).zip('0'..='9') {
            // The first digit of a number may be read as the ten, hundred or thousand that it stands for.
            let is_read = !walk_digit(query, State::START, value).is_empty()
                || "じひせ".chars().any(|kana| starts.contains(kana))
                || number::ideograph(u32::from(value)).is_some_and(|ideograph| starts.contains(ideograph));
            starts.insert_if(is_read || begins(Sound::of_letter(digit)), digit);
        }
        for letter in 'a'..='z' {
            starts.insert_if(begins(Sound::of_letter(letter)), letter);
        }
        starts.insert_hangul(query);
        for added in &readings.added {
            let Some(&first) = added.surface.first() else { continue };
            let leads = |sounds: &Vec<Sound>| !query.walk_part(State::START, sounds, false).is_empty();
            if added.readings.iter().any(leads) {
                starts.insert_if(true, first);
                if Script::of(first) == Script::Letter {
                    starts.added_letters.push(first);
                }
            }
        }
        starts.insert_unfolded();
        starts
    }

    fn insert_ideographs(&mut self, readings: &Readings, query: &Spelling) {
        let may_begin: Vec<bool> = Sound::all().map(|sound| query.may_begin(sound)).collect();
        for (unit, entries) in readings.lexicon.beginnings() {
            let leads = |sounds: &[Sound]| {
                sounds.first().is_some_and(|first| may_begin[first.index()])
                    && !query.walk_part(State::START, sounds, false).is_empty()
            };
            if entries.into_iter().any(|entry| readings.lexicon.readings(entry).any(leads)) {
                self.bits[usize::from(unit >> 6)] |= 1 << (unit & 63);
            }
        }
    }

    /// Syllables by their initial and vowel, which 28 in a row share.
    fn insert_hangul(&mut self, query: &Spelling) {
        for first in ('\u{AC00}'..='\u{D7A3}').step_by(28) {
            let Some(sounds) = hangul::sounds_of(first) else { continue };
            let begins = !query.walk(State::START, sounds).is_empty()
                || hangul::initial_of(first).is_some_and(|initial| query.may_begin(initial));
            if begins {
                (first..='\u{D7A3}').take(28).for_each(|syllable| self.insert_if(true, syllable));
            }
        }
    }

    /// The characters that fold to those in the set, alone or with a mark after them.
    fn insert_unfolded(&mut self) {
        for &(original, folded) in UNFOLDED.iter() {
            self.insert_if(self.contains(folded), original);
        }
    }

    fn insert_if(&mut self, is_start: bool, c: char) {
        let code = u32::from(c) as usize;
        if is_start && let Some(bits) = self.bits.get_mut(code >> 6) {
            *bits |= 1 << (code & 63);
        }
    }

    /// Whether a match may begin with `c`. Characters beyond the set's range are rare, and may.
    #[inline]
    pub(super) fn contains(&self, c: char) -> bool {
        let code = u32::from(c) as usize;
        self.bits.get(code >> 6).is_none_or(|bits| bits & 1 << (code & 63) != 0)
    }

    /// The first byte of `text` that a match may begin with.
    ///
    /// Works on bytes: the first two of three in UTF-8 are an index into the set, the third the place of the bit.
    pub(super) fn first_in(&self, text: &str, query: &[u8]) -> Option<usize> {
        let bytes = text.as_bytes();
        let low = |place: usize| usize::from(bytes.get(place).copied().unwrap_or(0) & 0x3F);
        let mut place = 0;
        loop {
            let lead = *bytes.get(place)?;
            let (index, bit, length) = match lead {
                0..0x80 => (usize::from(lead >> 6), usize::from(lead & 0x3F), 1),
                0x80..0xE0 => (usize::from(lead & 0x1F), low(place + 1), 2),
                0xE0..0xF0 => (usize::from(lead & 0xF) << 6 | low(place + 1), low(place + 2), 3),
                0xF0.. => return Some(place),
            };
            if self.bits[index] & 1 << bit != 0 {
                let begins = !lead.is_ascii_alphabetic()
                    || (!ends_with_letter(&bytes[..place]) && self.admits_word(&bytes[place..], query));
                if begins {
                    return Some(place);
                }
            }
            place += length;
        }
    }

    /// Whether the Latin word that `rest` begins with is the beginning of the query, and not all of it.
    fn admits_word(&self, rest: &[u8], query: &[u8]) -> bool {
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = &rest[..length];
        let begins = length < query.len() && word.eq_ignore_ascii_case(&query[..length]);
        let first = word.first().map(|byte| char::from(byte.to_ascii_lowercase()));
        begins || first.is_some_and(|first| self.added_letters.contains(&first))
    }
}

fn ends_with_letter(bytes: &[u8]) -> bool {
    bytes.last().is_some_and(u8::is_ascii_alphabetic)
}
