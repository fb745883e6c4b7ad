//! Numbers in digits as they are read aloud in Japanese: 10台 is じゅうだい, 2016年 にせんじゅうろくねん.

use super::query::{Spelling, State, Walked};
use super::sound::sounds_of;

/// Longer runs of digits are identifiers; nobody reads them as one number.
pub(super) const MAX_DIGITS: usize = 8;

/// The readings of each digit.
const DIGITS: [&[&str]; 10] = [
    &["ぜろ", "れい", "まる"],
    &["いち", "いっ"],
    &["に"],
    &["さん"],
    &["よん", "し", "よ"],
    &["ご"],
    &["ろく", "ろっ"],
    &["なな", "しち"],
    &["はち", "はっ"],
    &["きゅう", "く"],
];
/// The readings of a ten, a hundred and a thousand by itself; no form with っ, which stands before a counter only.
const TENS: [&[&str]; 3] = [&["じゅう"], &["ひゃく"], &["せん", "いっせん"]];
/// The same at the end of a number.
const LAST_TENS: [&[&str]; 3] = [&["じゅう", "じゅっ", "じっ"], &["ひゃく", "ひゃっ"], &["せん", "いっせん"]];
/// Multiples of a hundred and of a thousand that sound otherwise than their parts.
const IRREGULAR: [(usize, u8, &str); 5] = [
    (2, 3, "さんびゃく"),
    (2, 6, "ろっぴゃく"),
    (2, 8, "はっぴゃく"),
    (3, 3, "さんぜん"),
    (3, 8, "はっせん"),
];

/// The ideograph that a digit by itself is read as: 1人 is 一人.
pub(super) fn ideograph(digit: u32) -> Option<char> {
    "〇一二三四五六七八九".chars().nth(digit as usize)
}

/// Whether a ten, hundred or thousand, read without the digit before it, may begin the query.
pub(super) fn may_begin(query: &Spelling) -> bool {
    LAST_TENS.iter().any(|tens| !walk_any(query, State::START, tens).is_empty())
}

/// Where the readings of a single digit lead from `state`.
pub(super) fn walk_digit(query: &Spelling, state: State, digit: u8) -> Walked {
    walk_any(query, state, DIGITS.get(usize::from(digit)).copied().unwrap_or_default())
}

/// Where the reading of a number of several digits leads; nowhere if it is none that is read so.
pub(super) fn walk_number(query: &Spelling, state: State, digits: &[u8]) -> Walked {
    if !(2..=MAX_DIGITS).contains(&digits.len()) || digits.first() == Some(&0) {
        return Walked::default();
    }
    let last = digits.iter().rposition(|&digit| digit != 0);
    let mut walked = Walked { state, ..Walked::default() };
    let mut reached = false;
    for (index, &digit) in digits.iter().enumerate() {
        let place = digits.len() - 1 - index;
        if digit != 0 {
            walked = walk_place(query, walked.state, place % 4, digit, last == Some(index));
            reached |= walked.reached;
        }
        if place == 4 {
            walked = walk_any(query, walked.state, &["まん"]);
            reached |= walked.reached;
        }
    }
    Walked { reached, ..walked }
}

/// A digit at a place (0 for ones to 3 for thousands).
fn walk_place(query: &Spelling, state: State, place: usize, digit: u8, is_last: bool) -> Walked {
    let tens = place.checked_sub(1).map(|index| if is_last { LAST_TENS[index] } else { TENS[index] });
    let Some(tens) = tens else { return walk_digit(query, state, digit) };
    if digit == 1 {
        return walk_any(query, state, tens);
    }
    if let Some((_, _, kana)) =
        IRREGULAR.iter().find(|irregular| (irregular.0, irregular.1) == (place, digit))
    {
        return query.walk(state, sounds_of(kana));
    }
    let ones = walk_digit(query, state, digit);
    let mut walked = walk_any(query, ones.state, tens);
    walked.reached |= ones.reached;
    walked
}

fn walk_any(query: &Spelling, state: State, readings: &[&str]) -> Walked {
    readings.iter().fold(Walked::default(), |walked, kana| walked.or(query.walk(state, sounds_of(kana))))
}
