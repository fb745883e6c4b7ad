//! The bytes that a needle may begin with in a text that is not folded.
//!
//! `カオス` may stand there as `カオス`, `かおス`, `ｶ…`; `ab` as `ab`, `aB`, `Ａ…`. The spellings of the first chars, cut
//! after some bytes, are few enough to be looked for all at once, by vector instructions where the processor has them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;
use unicode_normalization::char::{compose, decompose_canonical};

use crate::find::literal::{Literal, bare};
use crate::text::fold::{folded, marks_like};

/// The bytes that heads are cut after, at most: three kana.
const LONGEST: usize = 9;

/// The heads that can be looked for all at once without falling back to an automaton.
const MOST: usize = 48;

/// The last char that folding changes, or that has a case or an accent, lies below this.
const CHARS: u32 = 0x2_0000;

/// What a needle may begin with.
#[derive(Debug)]
pub(super) enum Heads {
    /// One head.
    One(Box<Finder<'static>>),
    /// A few.
    Several(AhoCorasick),
    /// Any byte may begin it.
    Any,
}

impl Heads {
    /// The heads of a needle.
    pub(super) fn of(literal: &Literal) -> Self {
        // Cut ever shorter until they are few.
        let heads = (2..=LONGEST).rev().find_map(|length| heads(literal, length, MOST));
        let heads = heads.or_else(|| heads_of_a_byte(literal)).unwrap_or_default();
        match heads.as_slice() {
            [] => Self::Any,
            [head] => Self::One(Box::new(Finder::new(head).into_owned())),
            heads => AhoCorasick::new(heads).map_or(Self::Any, Self::Several),
        }
    }

    /// The first byte in `range` where one of them begins. It may reach beyond the range.
    pub(super) fn find(&self, text: &[u8], range: Range<usize>) -> Option<usize> {
        let seen = range.end.saturating_add(LONGEST - 1).min(text.len());
        let text = text.get(range.start..seen)?;
        let start = match self {
            Self::One(finder) => finder.find(text)?,
            Self::Several(automaton) => automaton.find(text)?.start(),
            Self::Any => 0,
        };
        Some(range.start + start).filter(|&start| start < range.end)
    }
}

fn heads_of_a_byte(literal: &Literal) -> Option<Vec<Vec<u8>>> {
    heads(literal, 1, usize::MAX)
}

/// The first `length` bytes of all spellings of a needle; `None` if there are more than `most`.
fn heads(literal: &Literal, length: usize, most: usize) -> Option<Vec<Vec<u8>>> {
    let mut heads = BTreeSet::from([Vec::new()]);
    for &wanted in literal.needle().iter().take(length) {
        let spellings = spellings(literal, wanted);
        let mut longer = BTreeSet::new();
        for head in heads {
            if head.len() == length {
                longer.insert(head);
                continue;
            }
            longer.extend(spellings.iter().map(|spelling| {
                let mut head = [head.as_slice(), spelling.as_bytes()].concat();
                head.truncate(length);
                head
            }));
            if longer.len() > most {
                return None;
            }
        }
        heads = longer;
    }
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
    for c in (0..CHARS).filter_map(char::from_u32) {
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
