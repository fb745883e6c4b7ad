//! Numbers that make a line an item: `1.` `１．` `1)` `(1)` `（一）` `①` `一、`.

use super::Bullets;
use super::markers::{begins_words, is_particle};

/// More digits than this are no item's number.
const MAX_DIGITS: usize = 9;
/// More digits than this before anything but a full stop are an amount.
const MAX_SHORT: usize = 3;

/// A number at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// The bytes that it takes with the signs around it.
    pub(super) length: usize,
    /// What tells its form from others: what follows its digits, or the bracket before them, or `①`, or `一`.
    pub(super) form: char,
}

/// The digits of Japanese.
const KANJI: &str = "一二三四五六七八九十";

/// The characters that numbers begin with, but for brackets.
pub(super) fn leads() -> impl Iterator<Item = char> {
    let digits = ('0'..='9').chain('０'..='９').chain(KANJI.chars());
    digits.chain('①'..='⒛').chain('❶'..='➓').chain('㉑'..='㉟')
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_kanji(c: char) -> bool {
    KANJI.contains(c)
}

/// Numbers that are one character with what is around them.
fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⒛' | '❶'..='➓' | '㉑'..='㉟')
}

/// The number that makes `words` an item.
pub(super) fn number(bullets: &Bullets, words: &str) -> Option<Number> {
    let first = words.chars().next()?;
    if is_circled(first) {
        return before_words(words, first.len_utf8(), '①');
    }
    if is_digit(first) {
        return counted(bullets, words);
    }
    if is_kanji(first) {
        let digits = run(words, is_kanji, MAX_SHORT)?;
        let stop = words.get(digits..)?.chars().next().filter(|c| "、．.）)".contains(*c))?;
        let next = words.get(digits + stop.len_utf8()..)?.chars().next()?;
        // 一、二年前
        return before_words(words, digits + stop.len_utf8(), '一').filter(|_| !is_kanji(next));
    }
    let &(open, close) = bullets.around_number.iter().find(|&&(open, _)| open == first)?;
    let inside = words.get(open.len_utf8()..)?;
    let digits = run(inside, |c| is_digit(c) || is_kanji(c), MAX_SHORT)?;
    inside.get(digits..)?.starts_with(close).then_some(())?;
    before_words(words, open.len_utf8() + digits + close.len_utf8(), open)
}

/// Digits and a stop. After ASCII a space must follow: `1.5`, `3,000` and `2)は` are words of a sentence.
fn counted(bullets: &Bullets, words: &str) -> Option<Number> {
    let digits = run(words, is_digit, MAX_DIGITS)?;
    let after = words.get(digits..)?;
    let stop = bullets.after_number.iter().find(|stop| after.starts_with(stop.as_str()))?;
    let form = stop.chars().next()?;
    let length = digits + stop.len();
    let next = words.get(length..)?.chars().next()?;
    if next.is_whitespace() {
        let is_short = words.get(..digits)?.chars().count() <= MAX_SHORT;
        return (is_short || matches!(form, '.' | '．')).then_some(Number { length, form });
    }
    let is_wide = words.starts_with(|c: char| !c.is_ascii()) || !form.is_ascii();
    before_words(words, length, form).filter(|_| is_wide && !is_digit(next) && !is_kanji(next))
}

/// A number of `length` bytes, if words follow it that it is no part of.
fn before_words(words: &str, length: usize, form: char) -> Option<Number> {
    let rest = words.get(length..)?;
    let bare = rest.trim_start();
    let is_subject = is_particle(bare, bare.len() < rest.len());
    (begins_words(bare) && !is_subject).then_some(Number { length, form })
}

/// The bytes of the characters at the start of `text` that `fits`; of none, or of more than `most`, nothing.
fn run(text: &str, fits: impl Fn(char) -> bool, most: usize) -> Option<usize> {
    let (mut bytes, mut count) = (0, 0);
    for c in text.chars().take_while(|&c| fits(c)).take(most + 1) {
        bytes += c.len_utf8();
        count += 1;
    }
    (1..=most).contains(&count).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::notation::Notation;

    #[test]
    fn a_number_is_told_from_an_amount_and_from_a_subject() {
        let notation = Notation::bundled();
        let cases = [
            ("1. 項", Some(("1.", '.'))),
            ("1.　項", Some(("1.", '.'))),
            ("2026. 秋", Some(("2026.", '.'))),
            ("1.5 倍", None),
            ("1.", None),
            ("1.項", None),
            ("１．項", Some(("１．", '．'))),
            ("１.項", Some(("１.", '.'))),
            ("１．５倍", None),
            ("1) 項", Some(("1)", ')'))),
            ("1)は簡単です", None),
            ("12, 項", Some(("12,", ','))),
            ("3,000 円", None),
            ("2025, 2026", None),
            ("1、項", Some(("1、", '、'))),
            ("1、2年", None),
            ("(1) 項", Some(("(1)", '('))),
            ("(12)項", Some(("(12)", '('))),
            ("（１）項", Some(("（１）", '（'))),
            ("（三）項", Some(("（三）", '（'))),
            ("(注) 項", None),
            ("(2026) 項", None),
            ("(1)", None),
            ("①項", Some(("①", '①'))),
            ("⑫ はじめに", Some(("⑫", '①'))),
            ("① を書いて", None),
            ("①は無視", None),
            ("一、項", Some(("一、", '一'))),
            ("十二．項", Some(("十二．", '一'))),
            ("一、二年前", None),
            ("一番", None),
            ("1234567890. 項", None),
        ];
        for (line, expected) in cases {
            let found = number(&notation.bullets, line);
            let found = found.map(|number| (line.get(..number.length).unwrap(), number.form));
            assert_eq!(found, expected, "{line}");
        }
    }
}
