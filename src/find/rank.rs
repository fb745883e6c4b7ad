//! How well a candidate fits, by nucleo on folded text.
//!
//! A word that stands in the text as it was typed beats one whose letters are merely found in their order; of the
//! former, a whole text beats the start of a word, and that the inside of one. Among equals, people and headings come
//! before items, then what nucleo scores higher, then what stands earlier. Only this module and
//! `haystack` know nucleo.

use std::cmp::Reverse;

use nucleo::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo::{Config, Matcher};

use super::Match;
use super::candidate::{Candidate, Candidates, MatchKind};
use super::haystack::Haystack;
use super::query::Query;
use super::ranges::original_ranges;
use crate::note::entry::Kind;
use crate::text::fold::{fold, origins};
use crate::vault::Vault;

/// How much of the text, and which part, a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Its letters are found in their order.
    Scattered,
    /// It stands within a word.
    Inside,
    /// It stands at the start of a word.
    WordStart,
    /// It is the whole text.
    Whole,
}

/// The words of a query, ready to be looked for in one text after another.
pub struct Scorer {
    matcher: Matcher,
    /// The query as nucleo parses it.
    pattern: Pattern,
    /// The same words to be found as they were typed; `None` for those with an operator, which say themselves how.
    literal: Vec<Option<Atom>>,
    positions: Vec<u32>,
}

impl Scorer {
    /// A scorer for `words`, in the syntax of fzf.
    pub fn new(words: &str) -> Self {
        let folded = fold(words);
        let pattern = Pattern::parse(&folded, CaseMatching::Smart, Normalization::Smart);
        let literal = pattern.atoms.iter().map(|atom| {
            let needle = atom.needle_text().to_string();
            let is_fuzzy = atom.kind == AtomKind::Fuzzy && !atom.negative;
            is_fuzzy.then(|| {
                Atom::new(&needle, CaseMatching::Smart, Normalization::Smart, AtomKind::Substring, false)
            })
        });
        let literal = literal.collect();
        Self { matcher: Matcher::new(Config::DEFAULT), pattern, literal, positions: Vec::new() }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.pattern.atoms.is_empty()
    }

    /// How well the words fit `text`, whose folded form is `haystack`; `None` if one of them does not.
    ///
    /// The worst fitting word decides, then nucleo's score of all of them.
    fn score(&mut self, haystack: &Haystack, text: &str) -> Option<(Fit, u32)> {
        let view = haystack.0.slice(..);
        let mut worst = Fit::Whole;
        let mut sum: u32 = 0;
        for (atom, literal) in self.pattern.atoms.iter().zip(&self.literal) {
            self.positions.clear();
            let found = literal
                .as_ref()
                .and_then(|literal| literal.indices(view, &mut self.matcher, &mut self.positions));
            let (fit, score) = if let Some(score) = found {
                (fit(text, haystack.0.len(), &self.positions), score)
            } else {
                let scattered = literal.is_some();
                let score = atom.score(view, &mut self.matcher)?;
                (if scattered { Fit::Scattered } else { Fit::WordStart }, score)
            };
            worst = worst.min(fit);
            sum = sum.saturating_add(u32::from(score));
        }
        Some((worst, sum))
    }

    /// The positions in `haystack` that the words cover.
    fn positions(&mut self, haystack: &Haystack) -> Vec<u32> {
        let view = haystack.0.slice(..);
        let mut positions = Vec::new();
        for (atom, literal) in self.pattern.atoms.iter().zip(&self.literal) {
            let literal =
                literal.as_ref().and_then(|literal| literal.indices(view, &mut self.matcher, &mut positions));
            if literal.is_none() {
                atom.indices(view, &mut self.matcher, &mut positions);
            }
        }
        positions
    }

    /// How well the words fit a text that is no candidate, such as a heading on a selector's path.
    pub fn score_text(&mut self, text: &str, kind: MatchKind) -> Option<u32> {
        let (fit, score) = self.score(&Haystack::new(&fold(text)), text)?;
        Some(combined(fit, score, kind))
    }
}

/// How a word at `positions` (ascending, contiguous) of the folded form of `text` stands in it.
fn fit(text: &str, folded_length: usize, positions: &[u32]) -> Fit {
    if positions.len() == folded_length {
        return Fit::Whole;
    }
    let Some(start) = positions.first().copied().filter(|&start| start > 0) else {
        return Fit::WordStart;
    };
    let char_at = |position: usize| char_at(text, folded_length, position);
    let start = start as usize;
    match (char_at(start - 1).map(Script::of), char_at(start).map(Script::of)) {
        (Some(before), Some(first)) if before == first && first != Script::Other => Fit::Inside,
        _ => Fit::WordStart,
    }
}

/// The char of `text` that the char at `position` of its folded form stands for. Where nothing was composed the two have
/// the same positions, and the map need not be made.
fn char_at(text: &str, folded_length: usize, position: usize) -> Option<char> {
    if text.len() == folded_length || text.chars().count() == folded_length {
        return text.chars().nth(position);
    }
    let (index, _) = origins(text).get(position).copied()?;
    text.chars().nth(index)
}

/// Scripts between which Japanese text has its word boundaries, there being no spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Kanji,
    Letter,
    Digit,
    Other,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            '\u{3041}'..='\u{309F}' => Self::Hiragana,
            '\u{30A1}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => Self::Katakana,
            '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => {
                Self::Kanji
            }
            c if c.is_alphabetic() => Self::Letter,
            c if c.is_numeric() => Self::Digit,
            _ => Self::Other,
        }
    }
}

/// What comes first among equally good matches: people and headings.
fn weight(kind: MatchKind) -> u32 {
    match kind {
        MatchKind::Speaker => 9,
        MatchKind::Company => 8,
        MatchKind::Node(Kind::Session | Kind::Title) => 7,
        MatchKind::Node(Kind::Section) => 6,
        MatchKind::Tag => 5,
        MatchKind::Node(Kind::Item) => 4,
        MatchKind::Node(
            Kind::Arrow
            | Kind::Text
            | Kind::Attribution
            | Kind::Code
            | Kind::Quote
            | Kind::Table
            | Kind::Rule,
        ) => 3,
        MatchKind::Date | MatchKind::Link => 2,
    }
}

/// Fit, score and weight as one number. Where the word stands as typed the weight goes before nucleo's score, which
/// there tells little; of scattered letters the score tells most.
fn combined(fit: Fit, score: u32, kind: MatchKind) -> u32 {
    let (fit, score) = (fit as u32, score.min(0xFFFF));
    if fit == Fit::Scattered as u32 {
        score << 4 | weight(kind)
    } else {
        fit << 24 | weight(kind) << 16 | score
    }
}

/// The best matches of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranked {
    /// How many candidates match.
    pub total: usize,
    /// The best of them, best first; in document order among equals.
    pub matches: Vec<Match>,
}

/// How many candidates are scored between two looks at whether the answer is still wanted.
const CHUNK: usize = 4096;

/// The `limit` best matches of `query`; `None` when `cancelled` says that nobody waits for them any more.
///
/// A query without words matches everything of its kinds; without kinds too, the sessions, or all where there are none.
pub fn rank(
    vault: &Vault,
    candidates: &Candidates,
    query: &Query,
    limit: usize,
    cancelled: impl Fn() -> bool,
) -> Option<Ranked> {
    let mut scorer = Scorer::new(&query.words);
    let session = MatchKind::Node(Kind::Session);
    let lists_sessions = scorer.is_empty()
        && query.kinds.is_empty()
        && candidates.list.iter().any(|candidate| candidate.kind == session);
    let admits = |kind| {
        if lists_sessions { kind == session } else { query.admits(kind) }
    };

    let mut scored: Vec<(u32, usize)> = Vec::new();
    for (chunk, candidates) in candidates.list.chunks(CHUNK).enumerate() {
        if cancelled() {
            return None;
        }
        for (offset, candidate) in
            candidates.iter().enumerate().filter(|(_, candidate)| admits(candidate.kind))
        {
            let text = candidate.text(vault);
            let score = if scorer.is_empty() {
                Some((Fit::Scattered, 0))
            } else {
                scorer.score(&candidate.haystack, text)
            };
            if let Some((fit, score)) = score {
                let score = if scorer.is_empty() { 0 } else { combined(fit, score, candidate.kind) };
                scored.push((score, chunk * CHUNK + offset));
            }
        }
    }
    let total = scored.len();
    let best_first = |&(score, index): &(u32, usize)| (Reverse(score), index);
    if total > limit && limit > 0 {
        scored.select_nth_unstable_by_key(limit - 1, best_first);
    }
    scored.truncate(limit);
    scored.sort_unstable_by_key(best_first);
    let matches =
        scored.into_iter().map(|(score, index)| found(vault, &candidates.list[index], score, &mut scorer));
    Some(Ranked { total, matches: matches.collect() })
}

fn found(vault: &Vault, candidate: &Candidate, score: u32, scorer: &mut Scorer) -> Match {
    let text = candidate.text(vault).to_owned();
    let ranges = original_ranges(&text, &scorer.positions(&candidate.haystack));
    Match { place: candidate.place, kind: candidate.kind, text, score, ranges }
}
