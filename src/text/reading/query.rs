//! What was typed, ready to be held against readings.
//!
//! Matching is bit-parallel: a [`State`] is the set of positions of the query that some reading of the text so far may
//! have come to, and [`ReadingQuery::step`] moves all of them over one [`Sound`] at once. Since every spelling of a
//! sound is tried at every position, no spelling need be turned into another, and whatever is a prefix of a spelling
//! is one of the query: `shach` finds しゃち as `syati` does.

use super::hangul;
use super::sound::{Sound, mora};
use crate::text::fold::fold;

/// The letters a query may have at most: one bit of a [`State`] for each, and one for the end.
const MAX_LENGTH: usize = 63;

/// The letters a query must have: a single one is the start of too many readings to tell anything.
const MIN_LENGTH: usize = 2;

/// The positions in a query that have been come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct State {
    /// Bit `i`: the first `i` letters are matched.
    pub(super) plain: u64,
    /// The same, after a っ, which demands that the next consonant be doubled.
    pub(super) doubled: u64,
}

impl State {
    /// Nothing is matched yet.
    pub(super) const START: Self = Self { plain: 1, doubled: 0 };

    pub(super) fn is_empty(self) -> bool {
        self.plain | self.doubled == 0
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self { plain: self.plain | other.plain, doubled: self.doubled | other.doubled }
    }
}

/// A spelling of a sound and where it stands in the query.
#[derive(Debug, Clone, Copy)]
struct Spelled {
    /// Bit `i`: it stands at position `i`.
    at: u64,
    /// Bit `i`: it stands at `i + 1`, and its consonant at `i`.
    doubled_at: u64,
    length: u32,
}

/// How one sound lies in the query.
#[derive(Debug, Clone, Copy, Default)]
struct Spellings {
    /// Its part of [`ReadingQuery::spelled`].
    first: usize,
    end: usize,
    /// Bit `i`: the query from `i` on is the beginning of a spelling.
    begun_at: u64,
    /// The same, the consonant being doubled.
    begun_doubled_at: u64,
}

/// Where a reading leads from a state.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Walked {
    /// The state after the whole reading.
    pub(super) state: State,
    /// Whether the query ended within the reading or with it.
    pub(super) reached: bool,
    /// Whether the query ended with it.
    pub(super) whole: bool,
}

impl Walked {
    /// What either of two readings leads to.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            state: self.state.or(other.state),
            reached: self.reached || other.reached,
            whole: self.whole || other.whole,
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.state.is_empty() && !self.reached
    }
}

/// A query as spellings of sounds.
#[derive(Debug)]
pub(super) struct Spelling {
    letters: Vec<u8>,
    spelled: Vec<Spelled>,
    sounds: Vec<Spellings>,
    /// The bit of the query's end.
    goal: u64,
    sokuon: Sound,
    geminating: [Sound; 4],
}

impl Spelling {
    /// The query that was typed; `None` where it can be no reading: with kanji or signs, without any letter, of one
    /// letter alone, or longer than 63.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let letters = letters_of(typed)?;
        let says_something = letters.iter().any(|letter| !matches!(letter, b'0'..=b'9' | b'-' | b'\''));
        if !says_something || letters.len() < MIN_LENGTH {
            return None;
        }
        let mut query = Self {
            goal: 1 << letters.len(),
            letters,
            spelled: Vec::new(),
            sounds: Vec::new(),
            sokuon: Sound::sokuon(),
            geminating: Sound::geminating(),
        };
        for sound in Sound::all() {
            let spellings = query.place(sound);
            query.sounds.push(spellings);
        }
        Some(query)
    }

    /// The letters of the query.
    pub(super) fn letters(&self) -> &[u8] {
        &self.letters
    }

    /// Finds every spelling of `sound` in the query.
    fn place(&mut self, sound: Sound) -> Spellings {
        let mut spellings = Spellings { first: self.spelled.len(), ..Spellings::default() };
        for spelling in sound.spellings() {
            let mut spelled =
                Spelled { at: 0, doubled_at: 0, length: u32::try_from(spelling.len()).unwrap_or(0) };
            if spelling.is_empty() {
                spelled.at = u64::MAX;
            }
            let consonant = spelling.first().copied().filter(|letter| doubles(*letter));
            for position in 0..self.letters.len() {
                let bit = 1 << position;
                let rest = &self.letters[position..];
                if spelling.is_empty() {
                    break;
                }
                if rest.starts_with(spelling) {
                    spelled.at |= bit;
                } else if spelling.starts_with(rest) {
                    spellings.begun_at |= bit;
                }
                let is_consonant =
                    Some(rest[0]) == consonant || (rest[0] == b't' && spelling.starts_with(b"ch"));
                if consonant.is_some() && is_consonant {
                    let after = &rest[1..];
                    if after.starts_with(spelling) {
                        spelled.doubled_at |= bit;
                    } else if spelling.starts_with(after) {
                        spellings.begun_doubled_at |= bit;
                    }
                }
            }
            if spelled.at | spelled.doubled_at != 0 {
                self.spelled.push(spelled);
            }
        }
        if sound == Sound::syllabic_n() {
            self.spelled.extend(self.labial());
        }
        spellings.end = self.spelled.len();
        spellings
    }

    /// The ん that is written `m`: before b, m and p, or where the next letter is still to be typed.
    fn labial(&self) -> Option<Spelled> {
        let mut at = 0;
        for (position, letter) in self.letters.iter().enumerate() {
            let next = self.letters.get(position + 1);
            if *letter == b'm' && matches!(next, None | Some(b'b' | b'm' | b'p')) {
                at |= 1 << position;
            }
        }
        (at != 0).then_some(Spelled { at, doubled_at: 0, length: 1 })
    }

    /// All positions of `state` moved over `sound`, and whether the query ends within it.
    fn step(&self, state: State, sound: Sound) -> (State, bool) {
        let spellings = &self.sounds[sound.index()];
        let mut next = State::default();
        for spelled in &self.spelled[spellings.first..spellings.end] {
            next.plain |= (state.plain & spelled.at) << spelled.length;
            next.plain |= (state.doubled & spelled.doubled_at) << (spelled.length + 1);
        }
        if sound == self.sokuon {
            next.doubled = state.plain & !self.goal;
        }
        let begun = (state.plain & spellings.begun_at) | (state.doubled & spellings.begun_doubled_at);
        (next, begun != 0)
    }

    /// Where the sounds lead from `state`.
    pub(super) fn walk(&self, state: State, sounds: impl IntoIterator<Item = Sound>) -> Walked {
        let mut walked = Walked { state, ..Walked::default() };
        for sound in sounds {
            self.walk_on(&mut walked, sound);
            if walked.state.is_empty() {
                break;
            }
        }
        walked.state.plain &= !self.goal;
        walked
    }

    /// One sound more; the bit of the goal is left in the state, for the long vowels that may follow it.
    fn walk_on(&self, walked: &mut Walked, sound: Sound) {
        let (state, begun) = self.step(walked.state, sound);
        walked.whole = state.plain & self.goal != 0;
        walked.reached |= begun || walked.whole;
        walked.state = state;
    }

    /// Where a part of a compound leads: its first sound may be voiced (`after` another part), its last become っ.
    pub(super) fn walk_part(&self, state: State, sounds: &[Sound], after: bool) -> Walked {
        let Some((&first, rest)) = sounds.split_first() else { return Walked::default() };
        let mut walked = self.walk_form(state, first, rest);
        if after {
            for voiced in first.voiced() {
                walked = walked.or(self.walk_form(state, voiced, rest));
            }
        }
        walked
    }

    fn walk_form(&self, state: State, first: Sound, rest: &[Sound]) -> Walked {
        let mut walked = Walked { state, ..Walked::default() };
        self.walk_on(&mut walked, first);
        for (index, &sound) in rest.iter().enumerate() {
            let before = walked.state;
            if before.is_empty() {
                break;
            }
            self.walk_on(&mut walked, sound);
            if index + 1 == rest.len() && self.geminating.contains(&sound) {
                walked.state.doubled |= before.plain & !self.goal;
            }
        }
        walked.state.plain &= !self.goal;
        walked
    }

    /// Whether a reading that begins with `sound` may lead anywhere from the query's start.
    pub(super) fn may_begin(&self, sound: Sound) -> bool {
        let (state, begun) = self.step(State::START, sound);
        begun || !state.is_empty()
    }
}

/// Whether っ is written by doubling this letter.
fn doubles(letter: u8) -> bool {
    letter.is_ascii_lowercase() && !matches!(letter, b'a' | b'i' | b'u' | b'e' | b'o' | b'n' | b'x' | b'l')
}

/// The letters of a query: Latin ones in lower case and without macrons, kana as romaji, hangul as bytes of its own.
fn letters_of(typed: &str) -> Option<Vec<u8>> {
    // Folding a longer text would be in vain; a char gives at most four letters.
    if typed.chars().nth(MAX_LENGTH).is_some() {
        return None;
    }
    let typed: Vec<char> = fold(typed).chars().collect();
    let mut letters = Vec::new();
    let mut doubles_next = false;
    let mut position = 0;
    while let Some(&first) = typed.get(position) {
        position += 1;
        if first == 'っ' {
            doubles_next = true;
            if position == typed.len() {
                letters.extend_from_slice(b"xtu");
            }
            continue;
        }
        let start = letters.len();
        match first.to_ascii_lowercase() {
            letter if letter.is_ascii_alphanumeric() => letters.push(u8::try_from(letter).ok()?),
            '\'' | '’' => letters.push(b'\''),
            '-' | 'ー' => letters.push(b'-'),
            'ā' | 'â' | 'Ā' | 'Â' => letters.push(b'a'),
            'ī' | 'î' | 'Ī' | 'Î' => letters.push(b'i'),
            'ū' | 'û' | 'Ū' | 'Û' => letters.push(b'u'),
            'ē' | 'ê' | 'Ē' | 'Ê' => letters.push(b'e'),
            'ō' | 'ô' | 'Ō' | 'Ô' => letters.push(b'o'),
            kana => match mora(None, kana, typed.get(position).copied()) {
                Some((sound, length)) => {
                    position += length - 1;
                    letters.extend_from_slice(sound.spellings().first()?);
                }
                None => hangul::append_typed(kana, &mut letters)?,
            },
        }
        if doubles_next {
            doubles_next = false;
            match letters.get(start).copied().filter(|letter| doubles(*letter)) {
                Some(consonant) => letters.insert(start, consonant),
                None => drop(letters.splice(start..start, *b"xtu")),
            }
        }
    }
    (letters.len() <= MAX_LENGTH).then_some(letters)
}
