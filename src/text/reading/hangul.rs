//! Hangul, which needs no table of words: every syllable is made of letters that a formula tells.
//!
//! A query may be romanised (`hanguk`), the syllables themselves (한국, for 韓國), or the initial letters of the
//! syllables (choseong: ㅎㄱ).

use super::sound::Sound;

const INITIALS: [&str; 19] = [
    "g k", "kk gg", "n", "d t", "tt dd", "r l", "m", "b p", "pp bb", "s", "ss", "_", "j", "jj", "ch", "k",
    "t", "p", "h",
];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo weo", "we", "wi",
    "yu", "eu", "ui", "i",
];
/// The letters below a vowel; spoken as k, n, t, l, m, p or ng, or as they are before a vowel.
const FINALS: [&str; 27] = [
    "k g", "k kk", "k ks g", "n", "n nj", "n nh", "t d", "l r", "l k lg", "l m lm", "l b lb", "l ls", "l lt",
    "l p lp", "l lh", "m", "p b", "p b ps", "t s", "t ss", "ng", "t j", "t ch", "k", "t", "p", "h t",
];

/// The bytes that stand for letters of hangul in a query; no Latin letter has them.
const INITIAL_BYTE: u8 = 0x80;
const VOWEL_BYTE: u8 = 0xA0;
const FINAL_BYTE: u8 = 0xC0;

/// The compatibility letters that initials are typed as, in the order of [`INITIALS`].
const TYPED_INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

const FIRST_SYLLABLE: u32 = 0xAC00;
const SYLLABLES: u32 = 11172;

/// The spellings of initials, vowels, finals, and of syllables by their initial alone, in this order.
pub(super) fn spellings() -> impl Iterator<Item = Vec<Vec<u8>>> {
    let with_byte = |first: u8| {
        move |(byte, row): (u8, &&str)| {
            let mut all: Vec<Vec<u8>> =
                row.split(' ').map(|spelling| spelling.trim_matches('_').as_bytes().to_vec()).collect();
            all.push(vec![first + byte]);
            all
        }
    };
    let initials = (0..).zip(&INITIALS).map(with_byte(INITIAL_BYTE));
    let vowels = (0..).zip(&VOWELS).map(with_byte(VOWEL_BYTE));
    let finals = (0..).zip(&FINALS).map(with_byte(FINAL_BYTE));
    let alone = (0..19).map(|byte| vec![vec![INITIAL_BYTE + byte]]);
    initials.chain(vowels).chain(finals).chain(alone)
}

/// The places of initial, vowel and final letter of a syllable, each within its own list.
fn parts(syllable: char) -> Option<(usize, usize, Option<usize>)> {
    let index = u32::from(syllable).checked_sub(FIRST_SYLLABLE).filter(|&index| index < SYLLABLES)? as usize;
    Some((index / 588, index % 588 / 28, (index % 28).checked_sub(1)))
}

/// The sounds of a syllable.
pub(super) fn sounds_of(syllable: char) -> Option<impl Iterator<Item = Sound>> {
    let (initial, vowel, last) = parts(syllable)?;
    let vowels = INITIALS.len();
    let finals = vowels + VOWELS.len();
    let places = [Some(initial), Some(vowels + vowel), last.map(|last| finals + last)];
    Some(places.into_iter().flatten().map(Sound::of_jamo))
}

/// The sound that stands for a syllable by its initial alone.
pub(super) fn initial_of(syllable: char) -> Option<Sound> {
    let (initial, _, _) = parts(syllable)?;
    Some(Sound::of_jamo(INITIALS.len() + VOWELS.len() + FINALS.len() + initial))
}

/// Appends to a query what a typed letter or syllable of hangul stands for; `None` where `typed` is no hangul.
pub(super) fn append_typed(typed: char, query: &mut Vec<u8>) -> Option<()> {
    let byte = |first: u8, index: usize| u8::try_from(index).ok().map(|index| first + index);
    if let Some(index) = TYPED_INITIALS.chars().position(|known| known == typed) {
        query.push(byte(INITIAL_BYTE, index)?);
        return Some(());
    }
    let (initial, vowel, last) = parts(typed)?;
    query.push(byte(INITIAL_BYTE, initial)?);
    query.push(byte(VOWEL_BYTE, vowel)?);
    if let Some(last) = last {
        query.push(byte(FINAL_BYTE, last)?);
    }
    Some(())
}
