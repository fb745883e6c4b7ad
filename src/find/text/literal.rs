//! A literal pattern, found in every spelling of its chars without folding the text.
//!
//! The text is searched for the bytes with which an occurrence can begin: every spelling of the pattern's first two chars
//! (`か` is か, カ, ｶ; `k` is k, K, ｋ, Ｋ, ķ...), all at once. What follows each of these is then folded and compared.
//! Kanji have one spelling: a pattern of these alone is searched for as it is.

use std::ops::Range;

use aho_corasick::{AhoCorasick, Input};
use memchr::memmem::Finder;
use nucleo::chars::{is_upper_case, normalize, to_lower_case};
use unicode_normalization::char::decompose_canonical;

use crate::find::mask::is_plain;
use crate::text::fold::{fold, folded};
use crate::text::slice;

/// More beginnings than this are not looked for at once; those of one char are then.
const MOST_BEGINNINGS: usize = 3000;

/// The chars that may have several spellings, but for those in the ranges of [`is_plain`]: Latin, Greek, Cyrillic and
/// their neighbours, letterlike symbols, kana, half-width and full-width forms.
const SPELLINGS: [Range<u32>; 6] =
    [0x20..0x300, 0x370..0x590, 0x1E00..0x2190, 0x3000..0x3001, 0x3041..0x3100, 0xFF01..0xFFF0];

/// The bytes that the marks begin with which combine with the char before them: U+0300 to U+036F, and the voice marks of
/// kana in three forms.
const MARKS: [&[u8]; 8] = [
    b"\xCC",
    b"\xCD",
    "\u{3099}".as_bytes(),
    "\u{309A}".as_bytes(),
    "\u{309B}".as_bytes(),
    "\u{309C}".as_bytes(),
    "\u{FF9E}".as_bytes(),
    "\u{FF9F}".as_bytes(),
];

/// What is looked for, folded; not empty.
#[derive(Debug, Clone)]
pub(super) struct Literal {
    needle: Vec<char>,
    ignores_case: bool,
    ignores_accents: bool,
    beginnings: Beginnings,
}

#[derive(Debug, Clone)]
enum Beginnings {
    /// The whole has one spelling.
    Whole(Box<Finder<'static>>),
    Spellings(AhoCorasick),
}

impl Literal {
    /// A pattern of what `typed` folds to; `None` if that is nothing.
    pub(super) fn new(typed: &str) -> Option<Self> {
        let needle: Vec<char> = fold(typed).chars().collect();
        let &first = needle.first()?;
        let ignores_case = !needle.iter().any(|&c| is_upper_case(c));
        let ignores_accents = needle.iter().all(|&c| normalize(c) == c);
        let same = Sameness { ignores_case, ignores_accents };
        let has_one_spelling =
            |&c: &char| is_plain(c) && !SPELLINGS.iter().any(|range| range.contains(&u32::from(c)));
        let beginnings = if needle.iter().all(has_one_spelling) {
            Beginnings::Whole(Box::new(Finder::new(typed.as_bytes()).into_owned()))
        } else {
            Beginnings::Spellings(AhoCorasick::new(beginnings(first, needle.get(1).copied(), same)).ok()?)
        };
        Some(Self { needle, ignores_case, ignores_accents, beginnings })
    }

    /// The first place in `text` from byte `start` on.
    pub(super) fn find_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        let mut position = start;
        loop {
            let begins = match &self.beginnings {
                Beginnings::Whole(finder) => {
                    let found = position + finder.find(text.as_bytes().get(position..)?)?;
                    return Some(found..found + finder.needle().len());
                }
                Beginnings::Spellings(spellings) => {
                    spellings.find(Input::new(text).range(position..))?.start()
                }
            };
            let rest = slice(text, begins..text.len());
            if let Some(length) = self.length_in(rest)
                && !is_combined(text, begins)
            {
                return Some(begins..begins + length);
            }
            position = begins + rest.chars().next()?.len_utf8();
        }
    }

    /// The bytes that an occurrence at the start of `text` takes.
    fn length_in(&self, text: &str) -> Option<usize> {
        let same = Sameness { ignores_case: self.ignores_case, ignores_accents: self.ignores_accents };
        let mut there = folded(text);
        let mut chars = 0;
        for &wanted in &self.needle {
            let (c, length) = there.next()?;
            if !same.is_same(c, wanted) {
                return None;
            }
            chars += length;
        }
        Some(text.chars().take(chars).map(char::len_utf8).sum())
    }
}

/// Whether the char at byte `begins` is a mark that is one with the char before it.
fn is_combined(text: &str, begins: usize) -> bool {
    let rest = slice(text, begins..text.len());
    if !MARKS.iter().any(|mark| rest.as_bytes().starts_with(mark)) {
        return false;
    }
    let before = slice(text, 0..begins).chars().next_back();
    let pair: String = before.into_iter().chain(rest.chars().next()).collect();
    before.is_some() && folded(&pair).count() == 1
}

/// What may differ between a folded char of a text and one that is looked for.
#[derive(Debug, Clone, Copy)]
struct Sameness {
    ignores_case: bool,
    ignores_accents: bool,
}

impl Sameness {
    fn is_same(self, c: char, wanted: char) -> bool {
        if c == wanted {
            return true;
        }
        let c = if self.ignores_accents { normalize(c) } else { c };
        (if self.ignores_case { to_lower_case(c) } else { c }) == wanted
    }

    /// The chars of a text that `wanted` may be, or begin with where a mark follows.
    fn spellings(self, wanted: char) -> Vec<char> {
        let mut found: Vec<char> = candidates().filter(|&c| self.is_same(folded_alone(c), wanted)).collect();
        found.push(wanted);
        found.extend(wanted.to_uppercase());
        let mut base = wanted;
        decompose_canonical(wanted, |c| {
            if base == wanted {
                base = c;
            }
        });
        if base != wanted {
            found.extend(spellings_of_base(base));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The chars of a text that fold to `base` in either case, which a mark may then change to another.
fn spellings_of_base(base: char) -> impl Iterator<Item = char> {
    let lower = to_lower_case(base);
    candidates().filter(move |&c| to_lower_case(folded_alone(c)) == lower).chain([base])
}

fn candidates() -> impl Iterator<Item = char> {
    SPELLINGS.into_iter().flatten().filter_map(char::from_u32)
}

/// What `c` folds to where no mark follows.
fn folded_alone(c: char) -> char {
    folded(c.encode_utf8(&mut [0; 4])).next().map_or(c, |(folded, _)| folded)
}

/// The bytes that an occurrence may begin with: the spellings of its first char, with what may follow them.
fn beginnings(first: char, second: Option<char>, same: Sameness) -> Vec<Vec<u8>> {
    let alone: Vec<String> = same.spellings(first).into_iter().map(String::from).collect();
    let after: Vec<String> = second
        .map(|second| same.spellings(second))
        .unwrap_or_default()
        .into_iter()
        .map(String::from)
        .collect();
    if after.is_empty() || alone.len() * (after.len() + MARKS.len()) > MOST_BEGINNINGS {
        return alone.into_iter().map(String::into_bytes).collect();
    }
    let after: Vec<&[u8]> = after.iter().map(String::as_bytes).chain(MARKS).collect();
    alone.iter().flat_map(|first| after.iter().map(|next| [first.as_bytes(), next].concat())).collect()
}
