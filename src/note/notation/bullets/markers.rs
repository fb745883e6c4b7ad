//! What a line says of itself by what it begins with.
//!
//! Some markers have one meaning wherever they stand, such as `・`. Of others, such as `◆`, it takes the note to know whether
//! they head something, are bullets, or are just characters: a line has a [`Sign`], and [`super::ranks`] tells what that is.

use std::collections::BTreeMap;

use super::Bullets;
use super::minutes;
use super::numbers::{leads, number};
use crate::note::entry::Kind;

/// What might make a line a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A marker whose level the notation states: its position there.
    Stated(u8),
    /// A marker whose rank is learnt: `◆`.
    Learnt(char),
    /// A marker at both ends: `■ … ■`.
    Boxed(char),
    /// Brackets around the whole line: `【…】`, by the one that opens.
    Bracketed(char),
    /// `第1章`, by its unit.
    Chapter(char),
    /// A ruler below the line, by what it is made of.
    Underlined(char),
    /// A number at column 0, by its form.
    Numbered(char),
    /// A bullet of ASCII at column 0: `* `.
    Bulleted(char),
    /// What parts of minutes are called: `決定事項`.
    Part,
}

impl Sign {
    /// The position of the marker in the notation, if its level is stated there.
    pub(super) fn stated(self) -> Option<u8> {
        match self {
            Self::Stated(position) => Some(position),
            Self::Learnt(_)
            | Self::Boxed(_)
            | Self::Bracketed(_)
            | Self::Chapter(_)
            | Self::Underlined(_)
            | Self::Numbered(_)
            | Self::Bulleted(_)
            | Self::Part => None,
        }
    }
}

/// What a line says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// What might make it a heading.
    pub(super) sign: Option<Sign>,
    /// The bytes of its marker.
    pub(super) marker: usize,
    /// The bytes of the marker at its end that closes a box.
    pub(super) closing: usize,
    /// What it is where it is no heading.
    pub(super) kind: Kind,
}

/// A line without any marker.
const TEXT: Form = Form { sign: None, marker: 0, closing: 0, kind: Kind::Text };

/// The fewest characters of a ruler.
const RULER: usize = 3;

/// The most bytes of a marker.
const MAX_MARKER: usize = 255;

/// What a line may be by its first character: most may be nothing but text, and of the others most only one thing.
pub(super) struct Leads {
    ascii: [u8; 128],
    /// Ascending.
    others: Vec<(char, u8)>,
}

/// It may be a heading.
const HEADS: u8 = 1;
/// It may be what a part of minutes is called.
const NAMES_PART: u8 = 2;
/// It may be a ruler.
const RULES: u8 = 4;
/// It may be an item or an arrow.
const LISTS: u8 = 8;

impl Leads {
    fn of(&self, first: char) -> u8 {
        if let Some(&lead) = self.ascii.get(first as usize) {
            return lead;
        }
        let place = self.others.binary_search_by_key(&first, |&(known, _)| known);
        place.ok().and_then(|place| self.others.get(place)).map_or(0, |&(_, lead)| lead)
    }
}

impl FromIterator<(char, u8)> for Leads {
    fn from_iter<I: IntoIterator<Item = (char, u8)>>(leads: I) -> Self {
        let mut all: BTreeMap<char, u8> = BTreeMap::new();
        for (first, lead) in leads {
            *all.entry(first).or_default() |= lead;
        }
        let mut ascii = [0; 128];
        for (of_ascii, first) in ascii.iter_mut().zip('\0'..) {
            *of_ascii = all.remove(&first).unwrap_or(0);
        }
        Self { ascii, others: all.into_iter().collect() }
    }
}

impl Bullets {
    /// What lines may be by their first characters.
    pub(super) fn leads(&self) -> Leads {
        let firsts = |strings: &[String], lead| {
            let firsts = strings.iter().filter_map(|string| string.chars().next());
            firsts.map(|first| (first, lead)).collect::<Vec<_>>()
        };
        let headings = self.headings.iter().filter_map(|heading| heading.marker.chars().next());
        let brackets = self.brackets.iter().map(|&(open, _)| open);
        let headings = headings.chain(brackets).chain(self.learnt.iter().copied()).chain(['第']);
        let numbers = self.around_number.iter().map(|&(open, _)| open).chain(leads());
        let items = [&self.items, &self.spaced_items, &self.arrows].into_iter();
        let labels = minutes::OPENING.map(|open| (open, NAMES_PART));
        let leads = headings.map(|first| (first, HEADS));
        let leads = leads.chain(self.rulers.iter().map(|&first| (first, RULES)));
        let leads = leads.chain(items.flat_map(|items| firsts(items, LISTS)));
        let leads = leads.chain(numbers.map(|first| (first, LISTS)));
        leads.chain(firsts(&self.minutes.parts, NAMES_PART)).chain(labels).collect()
    }

    /// Whether a line at column 0 has a marker whose rank is learnt.
    pub(super) fn is_learnt_heading(&self, words: &str) -> bool {
        let Some(first) = words.chars().next() else { return false };
        let after_symbol = words.get(first.len_utf8()..).unwrap_or_default();
        (self.learnt.contains(&first) && begins_words(after_symbol.trim_start()))
            || (first == '第' && chapter(words, &self.chapters).is_some())
            || self.brackets.iter().any(|&pair| is_within(words, pair))
    }

    /// What a line says of itself whose words begin at `column`.
    pub(super) fn form(&self, leads: &Leads, words: &str, column: u32) -> Form {
        let Some(first) = words.chars().next() else { return TEXT };
        let lead = leads.of(first);
        let may = |what: u8| (lead & what != 0).then_some(());
        may(HEADS)
            .and_then(|()| self.heading(words, first, column))
            .or_else(|| may(NAMES_PART).and_then(|()| self.part(words, column)))
            .or_else(|| may(RULES).and_then(|()| self.ruler(words, first)))
            .or_else(|| may(LISTS).and_then(|()| self.item(words, first, column)))
            .unwrap_or(TEXT)
    }

    fn heading(&self, words: &str, first: char, column: u32) -> Option<Form> {
        let stated = self.headings.iter().position(|heading| words.starts_with(heading.marker.as_str()));
        if let Some(position) = stated {
            let marker = self.headings[position].marker.as_str();
            let sign = Sign::Stated(u8::try_from(position).unwrap_or(u8::MAX));
            return Some(symbol(words, marker, sign, column).unwrap_or(TEXT));
        }
        if self.learnt.contains(&first) {
            let marker = words.get(..first.len_utf8())?;
            return Some(symbol(words, marker, Sign::Learnt(first), column).unwrap_or(TEXT));
        }
        if column > 0 {
            return None;
        }
        if first == '第' {
            return chapter(words, &self.chapters);
        }
        let is_bracketed = self.brackets.iter().any(|&pair| is_within(words, pair));
        is_bracketed.then_some(Form { sign: Some(Sign::Bracketed(first)), ..TEXT })
    }

    fn part(&self, words: &str, column: u32) -> Option<Form> {
        let is_part = column == 0 && minutes::is_part(&self.minutes, words);
        is_part.then_some(Form { sign: Some(Sign::Part), ..TEXT })
    }

    /// A line of nothing but one character of those that lines are drawn with.
    fn ruler(&self, words: &str, first: char) -> Option<Form> {
        let is_drawn = self.rulers.contains(&first) && words.chars().all(|c| c == first);
        (is_drawn && words.len() >= RULER * first.len_utf8()).then_some(())?;
        let marker = if words.len() <= MAX_MARKER { words.len() } else { 0 };
        Some(Form { marker, kind: Kind::Rule, ..TEXT })
    }

    fn item(&self, words: &str, first: char, column: u32) -> Option<Form> {
        let form = |kind, marker, sign: Option<Sign>| {
            Some(Form { sign: sign.filter(|_| column == 0), marker, closing: 0, kind })
        };
        let after = |marker: &str| words.get(marker.len()..).unwrap_or_default();
        if let Some(marker) = self.items.iter().find(|marker| words.starts_with(marker.as_str())) {
            let next = after(marker).chars().next();
            let is_dash = marker.chars().all(|c| matches!(c, '‐'..='―' | '－' | '−'));
            // ・・ is an item below ・ to some, ・・・ is an ellipsis.
            let again = after(marker).strip_prefix(marker.as_str());
            let is_item = !again.is_some_and(|again| again.starts_with(marker.as_str()))
                && !next.is_some_and(|next| is_dash && next.is_numeric());
            return if is_item { form(Kind::Item, marker.len(), None) } else { None };
        }
        let is_spaced = |marker: &&String| {
            words.starts_with(marker.as_str()) && after(marker).starts_with(char::is_whitespace)
        };
        if let Some(marker) = self.spaced_items.iter().find(is_spaced) {
            return form(Kind::Item, marker.len(), Some(Sign::Bulleted(first)));
        }
        if let Some(number) = number(self, words) {
            return form(Kind::Item, number.length, Some(Sign::Numbered(number.form)));
        }
        let arrow = self.arrows.iter().find(|arrow| words.starts_with(arrow.as_str()))?;
        form(Kind::Arrow, arrow.len(), None)
    }
}

/// A line with a symbol that words follow. At column 0, one whose level is stated needs no words.
fn symbol(words: &str, marker: &str, sign: Sign, column: u32) -> Option<Form> {
    let form = |sign, marker, closing| Some(Form { sign: Some(sign), marker, closing, kind: Kind::Text });
    let first = marker.chars().next()?;
    let rest = words.get(marker.len()..)?;
    let bare = rest.trim_start();
    let run = words.len() - words.trim_start_matches(marker).len();
    let closing = words.len() - words.trim_end_matches(marker).len();
    let inside = words.get(run..words.len().checked_sub(closing)?).unwrap_or_default().trim();
    if closing == run && run <= MAX_MARKER && begins_words(inside) && column == 0 {
        return form(Sign::Boxed(first), run, closing);
    }
    if rest.starts_with(marker) {
        return None;
    }
    let is_stated = matches!(sign, Sign::Stated(_)) && column == 0;
    let is_followed = begins_words(bare) && !is_particle(bare, bare.len() < rest.len());
    (is_stated || is_followed).then_some(())?;
    form(sign, marker.len(), 0)
}

/// `第1章 はじめに`: the number and the unit are the marker if words follow after a space.
fn chapter(words: &str, units: &[char]) -> Option<Form> {
    let rest = words.strip_prefix('第')?.trim_start();
    let rest = rest.trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十百".contains(c));
    let unit = rest.chars().next().filter(|unit| units.contains(unit))?;
    let after = rest.get(unit.len_utf8()..)?;
    let marker = words.len() - after.len();
    let has_number = marker > '第'.len_utf8() + unit.len_utf8();
    let is_apart = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || ":：".contains(c));
    let is_marker = after.starts_with(char::is_whitespace) && marker <= MAX_MARKER;
    let sign = Some(Sign::Chapter(unit));
    (has_number && is_apart).then_some(Form { sign, marker: if is_marker { marker } else { 0 }, ..TEXT })
}

/// Whether a pair of brackets holds the whole line, and no other pair like it.
fn is_within(words: &str, (open, close): (char, char)) -> bool {
    let inside = words.strip_prefix(open).and_then(|words| words.strip_suffix(close));
    inside.is_some_and(|inside| begins_words(inside.trim()) && !inside.contains([open, close]))
}

/// Whether `text` begins as words do: with a letter, a digit, an emoji, or what opens a quotation or a name.
pub(super) fn begins_words(text: &str) -> bool {
    const OPENING: &str = "「『（(“‘\"'`<＜[［【〈《〔{#＃@＠$~/.¥￥&+";
    let is_word = |c: char| c.is_alphanumeric() || OPENING.contains(c) || c >= '\u{1F000}';
    text.chars().next().is_some_and(is_word)
}

/// Whether a sentence goes on in `text`, about the marker before it: `①は`. `has_space` is whether a space stands between.
pub(super) fn is_particle(text: &str, has_space: bool) -> bool {
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    let is_kana = second.is_some_and(|c| matches!(c, 'ぁ'..='ゖ'));
    match first {
        Some('を') => true,
        Some(first) => !has_space && !is_kana && "はがにのもでとへや".contains(first),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::notation::Notation;

    #[test]
    fn a_line_says_what_it_might_be() {
        let notation = Notation::bundled();
        let bullets = &notation.bullets;
        let leads = bullets.leads();
        let cases = [
            ("◆話", Some(Sign::Learnt('◆')), "◆"),
            ("◆ 話", Some(Sign::Learnt('◆')), "◆"),
            ("◆", None, ""),
            ("◆◆話", None, ""),
            ("○は正解", None, ""),
            ("○はじめに", Some(Sign::Learnt('○')), "○"),
            ("★ ※ →", None, ""),
            ("■話", Some(Sign::Stated(0)), "■"),
            ("■", Some(Sign::Stated(0)), "■"),
            ("■■■■■=□□□フ", None, ""),
            ("■ 話 ■", Some(Sign::Boxed('■')), "■"),
            ("■■話■■", Some(Sign::Boxed('■')), "■■"),
            ("■■■", None, ""),
            ("【話】", Some(Sign::Bracketed('【')), ""),
            ("【日】話", None, ""),
            ("【日】と【月】", None, ""),
            ("第1章 話", Some(Sign::Chapter('章')), "第1章"),
            ("第一節　話", Some(Sign::Chapter('節')), "第一節"),
            ("第２章", Some(Sign::Chapter('章')), ""),
            ("第1章では", None, ""),
            ("第三者 話", None, ""),
            ("決定事項：", Some(Sign::Part), ""),
            ("決定事項はない", None, ""),
            ("* 話", Some(Sign::Bulleted('*')), "*"),
            ("*p = 1;", None, ""),
            ("・話", None, "・"),
            ("・・話", None, "・"),
            ("・・・話", None, ""),
            ("－話", None, "－"),
            ("－５度", None, ""),
            ("->話", None, "->"),
            ("-----", None, "-----"),
            ("--", None, ""),
            ("--- a/b", None, ""),
            ("１．話", Some(Sign::Numbered('．')), "１．"),
        ];
        for (line, sign, marker) in cases {
            let form = bullets.form(&leads, line, 0);
            assert_eq!((form.sign, line.get(..form.marker)), (sign, Some(marker)), "{line}");
        }
    }
}
