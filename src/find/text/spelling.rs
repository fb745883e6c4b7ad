//! The bytes that a needle may begin with in a text that is not folded.
//!
//! `カオス` may stand there as `カオス`, `かおス`, `ｶ…`; `ab` as `ab`, `aB`, `Ａ…`. The spellings of the first chars, cut
//! after some bytes, are few enough to be looked for all at once, by vector instructions where the processor has them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::packed::Searcher;
use memchr::memmem::Finder;
use unicode_normalization::char::{compose, decompose_canonical};

use crate::find::literal::{Literal, bare};
use crate::text::fold::{folded, marks_like};

/// The bytes that heads are cut after, at most: three kana.
const LONGEST: usize = 9;

/// Where heads may be cut, from the most telling to what every needle has few enough of, and how many are few enough.
///
/// Kana and signs have few spellings. Latin letters have dozens, nearly all of them rare: those are cut early.
const CUTS: [(Cut, usize); 9] = [
    (Cut { ascii: 9, other: 9 }, MOST),
    (Cut { ascii: 8, other: 8 }, MOST),
    (Cut { ascii: 7, other: 7 }, MOST),
    (Cut { ascii: 6, other: 6 }, MOST),
    (Cut { ascii: 5, other: 5 }, MOST),
    (Cut { ascii: 4, other: 4 }, MOST),
    (Cut { ascii: 3, other: 3 }, MOST),
    (Cut { ascii: 3, other: 2 }, 5 * MOST),
    (Cut { ascii: 2, other: 2 }, 5 * MOST),
];

/// The heads that vector instructions look for all at once (Teddy, in the crate `aho-corasick`).
const MOST: usize = 64;

/// The bytes that are looked through for one group of heads after another.
const BLOCK: usize = 1 << 12;

/// Where the chars stand that folding changes, or that have a case or an accent; ideographs and hangul are most of the others.
const CHANGING: [RangeInclusive<char>; 5] = [
    '\0'..='\u{31FF}',
    '\u{A640}'..='\u{ABFF}',
    '\u{FF00}'..='\u{FFEF}',
    '\u{10400}'..='\u{10CFF}',
    '\u{118A0}'..='\u{1E9FF}',
];

/// After how many bytes heads are cut.
#[derive(Debug, Clone, Copy)]
struct Cut {
    /// Those of ASCII alone.
    ascii: usize,
    /// Others; never before the first byte that is not ASCII.
    other: usize,
}

/// What a needle may begin with.
#[derive(Debug)]
pub(super) enum Heads {
    /// One head.
    One(Box<Finder<'static>>),
    /// Several, in groups.
    Several(Vec<Searcher>),
    /// Several, where there are no vector instructions.
    Slowly(Box<AhoCorasick>),
    /// Any byte may begin it.
    Any,
}

impl Heads {
    /// The heads of a needle.
    pub(super) fn of(literal: &Literal) -> Self {
        let few = CUTS.iter().find_map(|&(cut, most)| heads(literal, cut, most));
        let heads =
            few.or_else(|| heads(literal, Cut { ascii: 1, other: 1 }, usize::MAX)).unwrap_or_default();
        match heads.as_slice() {
            [] => Self::Any,
            [head] => Self::One(Box::new(Finder::new(head).into_owned())),
            heads => {
                match groups(heads).iter().flat_map(|group| group.chunks(MOST)).map(Searcher::new).collect() {
                    Some(searchers) => Self::Several(searchers),
                    None => AhoCorasick::new(heads).map_or(Self::Any, |heads| Self::Slowly(Box::new(heads))),
                }
            }
        }
    }

    /// The first byte in `range` where one of them begins. It may reach beyond the range.
    pub(super) fn find(&self, text: &[u8], range: Range<usize>) -> Option<usize> {
        let seen =
            |start: usize, end: usize| text.get(start..end.saturating_add(LONGEST - 1).min(text.len()));
        let found =
            |start: Option<usize>| start.map(|start| range.start + start).filter(|&start| start < range.end);
        let whole = seen(range.start, range.end)?;
        match self {
            Self::One(finder) => found(finder.find(whole)),
            Self::Several(searchers) => {
                let mut blocks = range.clone().step_by(BLOCK);
                blocks.find_map(|start| {
                    let end = range.end.min(start + BLOCK);
                    let first = searchers.iter().fold(end, |first, searcher| {
                        let found = seen(start, first).and_then(|text| searcher.find(text));
                        found.map_or(first, |found| first.min(start + found.start()))
                    });
                    (first < end).then_some(first)
                })
            }
            Self::Slowly(automaton) => found(automaton.find(whole).map(|found| found.start())),
            Self::Any => found(Some(0)),
        }
    }
}

/// Heads that are best looked for together. The vector instructions tell bytes by either half: of C3 and E1 in one group,
/// each E3 of kana would be taken for a candidate.
fn groups(heads: &[Vec<u8>]) -> Vec<Vec<&[u8]>> {
    let mut groups: BTreeMap<(bool, u8), Vec<&[u8]>> = BTreeMap::new();
    for head in heads {
        let lead = head.first().filter(|lead| !lead.is_ascii()).map_or(0, |lead| lead >> 4);
        groups.entry((head.is_ascii(), lead)).or_default().push(head);
    }
    groups.into_values().collect()
}

/// What all spellings of a needle begin with, cut; `None` if there are more than `most`.
fn heads(literal: &Literal, cut: Cut, most: usize) -> Option<Vec<Vec<u8>>> {
    let mut heads = BTreeSet::new();
    // Those that are not cut yet.
    let mut open = vec![Vec::new()];
    for &wanted in literal.needle() {
        if open.is_empty() {
            break;
        }
        let spellings = spellings(literal, wanted);
        for head in std::mem::take(&mut open) {
            for spelling in &spellings {
                let mut longer = head.clone();
                longer.extend(spelling.bytes());
                let first_other = longer.iter().position(|byte| !byte.is_ascii());
                let length = first_other.map_or(cut.ascii, |first| cut.other.max(first + 1));
                if longer.len() < length {
                    open.push(longer);
                } else {
                    longer.truncate(length);
                    heads.insert(longer);
                }
            }
            if heads.len() + open.len() > most {
                return None;
            }
        }
    }
    // A needle of fewer bytes.
    heads.extend(open);
    Some(heads.into_iter().collect())
}

/// What may stand in a text for `wanted`, a char of a needle.
fn spellings(literal: &Literal, wanted: char) -> BTreeSet<String> {
    let mut spellings = BTreeSet::new();
    for &c in ALIKE.get(&bare(wanted)).into_iter().flatten().chain(&[wanted, bare(wanted)]) {
        if !folded_alone(c).is_some_and(|folded| literal.is_same(folded, wanted)) {
            continue;
        }
        spellings.insert(c.to_string());
        if let Some((base, mark)) = decomposed(c) {
            let alike = ALIKE.get(&bare(base)).into_iter().flatten().copied();
            for base in alike.chain([base]) {
                spellings.extend(marks_like(mark).map(|mark| format!("{base}{mark}")));
            }
        }
    }
    spellings
}

/// The chars that are bare alike, by what they are then; those that are alone are left out.
static ALIKE: LazyLock<BTreeMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut alike: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for c in CHANGING.into_iter().flatten() {
        let folded = folded_alone(c).map_or(c, bare);
        if folded != c {
            alike.entry(folded).or_default().push(c);
        }
    }
    for (&c, others) in &mut alike {
        others.push(c);
    }
    alike
});

fn folded_alone(c: char) -> Option<char> {
    folded(c.encode_utf8(&mut [0; 4])).next().map(|(folded, _)| folded)
}

/// The char and the mark upon it that make up `c`.
fn decomposed(c: char) -> Option<(char, char)> {
    let mut parts = Vec::new();
    decompose_canonical(c, |part| parts.push(part));
    let (&mark, base) = parts.split_last()?;
    let base = base.iter().copied().map(Some).reduce(|base, mark| compose(base?, mark?))??;
    (compose(base, mark) == Some(c)).then_some((base, mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn nothing_changes_elsewhere() {
        for c in '\0'..=char::MAX {
            let changes = folded_alone(c).is_some_and(|folded| bare(folded) != c);
            assert!(!changes || CHANGING.iter().any(|range| range.contains(&c)), "{c:?}");
        }
    }

    #[test]
    fn heads_are_few_and_telling() {
        let text = "ああいう、カオかお 漢字 aw sws As spa pin Kuper ou ot Ou.".repeat(200);
        for typed in ["aws", "spinnaker", "kubernetes", "カオス", "かおす", "out", "漢語", "（ー"] {
            let heads = Heads::of(&Literal::new(&fold(typed)));
            assert!(matches!(heads, Heads::One(_) | Heads::Several(_)), "{typed}: {heads:?}");
            assert_eq!(heads.find(text.as_bytes(), 0..text.len()), None, "{typed}");
            let with = format!("{text}{typed}");
            assert_eq!(heads.find(with.as_bytes(), 0..with.len()), Some(text.len()), "{typed}");
        }
    }
}
