//! A search for the matches of a query: step by step, so that it can be given up or its first results shown, over as
//! many threads as there are processors.

use std::ops::Range;

use super::best::{Best, Hit};
use super::candidate::Candidates;
use super::parallel::in_shares;
use super::query::Query;
use super::rank::{best_score, score};
use super::words::{Scratch, Words};
use super::{Match, Ranked};
use crate::text::fold::fold;
use crate::text::reading::Readings;
use crate::vault::Vault;

/// What is searched.
#[derive(Debug, Clone, Copy)]
pub struct Corpus<'c> {
    /// The notes.
    pub vault: &'c Vault,
    /// What can be found in them.
    pub candidates: &'c Candidates,
    /// How their texts may be read; without, words are looked for as they were typed only.
    pub readings: Option<&'c Readings>,
}

/// A search under way, or done.
#[derive(Debug)]
pub struct Search {
    query: Query,
    words: Words,
    /// The candidates to be looked at, ascending; `None` for all.
    pool: Option<Vec<u32>>,
    /// How many of them have been.
    done: usize,
    /// What has been found, in document order.
    found: Vec<u32>,
    /// The best of it.
    best: Best,
    scratches: Vec<Scratch>,
}

impl Search {
    /// A search for the `limit` best matches of `query`. Like all other methods, to be given the same corpus.
    pub fn new(corpus: Corpus<'_>, query: Query, limit: usize) -> Self {
        let words = Words::new(&query.words, corpus.readings);
        let pool = pool(corpus.candidates, &query, words.is_empty());
        let (found, best) = (Vec::new(), Best::new(limit));
        Self { query, words, pool, done: 0, found, best, scratches: Vec::new() }
    }

    /// A search for the `limit` best matches of `query` after `self`: only through what that one found or had not come to, if that must hold all
    /// there is to find.
    #[must_use]
    pub fn then(self, corpus: Corpus<'_>, query: Query, limit: usize) -> Self {
        let mut next = Self::new(corpus, query, limit);
        let (earlier, now) = (&self.query, &next.query);
        // Folded, since a mark that is typed after a character may change it.
        let is_appended =
            fold(&now.words).starts_with(&fold(&earlier.words)) && !earlier.words.ends_with('\\');
        let is_narrower = !self.words.is_empty()
            && is_appended
            && now.kinds == earlier.kinds
            && now.among == earlier.among
            && next.words.narrow(&self.words);
        if is_narrower {
            next.pool = Some(self.remaining(corpus));
        }
        next.scratches = self.scratches;
        next
    }

    /// What has been found, and what has not been looked at, ascending.
    fn remaining(&self, corpus: Corpus<'_>) -> Vec<u32> {
        let found = self.found.iter().copied();
        if let Some(pool) = &self.pool {
            return found.chain(pool.iter().skip(self.done).copied()).collect();
        }
        let rest = (self.done..corpus.candidates.len()).filter_map(|step| u32::try_from(step).ok());
        found.chain(rest).collect()
    }

    /// Whether everything has been looked at.
    pub fn is_done(&self, corpus: Corpus<'_>) -> bool {
        self.done == self.pool.as_ref().map_or(corpus.candidates.len(), Vec::len)
    }

    /// Looks at up to `count` candidates more.
    pub fn advance(&mut self, corpus: Corpus<'_>, count: usize) {
        let total = self.pool.as_ref().map_or(corpus.candidates.len(), Vec::len);
        let steps = self.done..self.done.saturating_add(count).min(total);
        self.done = steps.end;
        let Self { query, words, pool, found, best, scratches, .. } = self;
        let pass = Pass { corpus, query, words, pool: pool.as_deref(), best };
        for (more, better) in in_shares(steps, scratches, |share, scratch| pass.found(share, scratch)) {
            found.extend(more);
            best.append(better);
        }
    }

    /// The best of what has been found.
    pub fn best(&mut self, corpus: Corpus<'_>) -> Ranked {
        self.scratches.resize_with(self.scratches.len().max(1), Scratch::default);
        let Self { words, scratches, found, best, .. } = self;
        let matches = best.ranked().into_iter().filter_map(|hit| {
            let (candidate, _) = corpus.candidates.get(hit.candidate)?;
            let text = candidate.text(corpus.vault);
            let ranges = words.ranges(text, corpus.readings, scratches.first_mut()?);
            Some(Match { score: hit.score, ranges, ..candidate.as_match() })
        });
        Ranked { matches: matches.collect(), total: found.len() }
    }
}

/// The candidates that a query is about; `None` for all. One without words or kinds is about the contents: notes and
/// sessions, or everything where there are none.
fn pool(candidates: &Candidates, query: &Query, is_empty: bool) -> Option<Vec<u32>> {
    if let Some(among) = &query.among {
        return Some(candidates.at(among));
    }
    if !is_empty || !query.kinds.is_empty() {
        return None;
    }
    Some(candidates.contents()).filter(|contents| !contents.is_empty())
}

/// What the threads of a search share.
#[derive(Clone, Copy)]
struct Pass<'s> {
    corpus: Corpus<'s>,
    query: &'s Query,
    words: &'s Words,
    pool: Option<&'s [u32]>,
    /// The best of what has been found before.
    best: &'s Best,
}

impl Pass<'_> {
    /// What of the pool's part `steps` fits, in the same order, and the best of it.
    fn found(self, steps: Range<usize>, scratch: &mut Scratch) -> (Vec<u32>, Best) {
        let candidates = steps.filter_map(|step| match self.pool {
            Some(pool) => pool.get(step).copied(),
            None => u32::try_from(step).ok(),
        });
        let (mut found, mut best) = (Vec::new(), self.best.continued());
        for candidate in candidates {
            match self.look_at(candidate, &best, scratch) {
                Some(Seen::Ranked(score)) => best.add(Hit { score, candidate }),
                Some(Seen::Unranked) => {}
                None => continue,
            }
            found.push(candidate);
        }
        (found, best)
    }

    /// Whether a candidate fits; how well is of interest only where that may be among the best.
    fn look_at(self, candidate: u32, best: &Best, scratch: &mut Scratch) -> Option<Seen> {
        let Corpus { vault, candidates, readings } = self.corpus;
        let (candidate, chars) = candidates.get(candidate)?;
        if !self.query.admits(candidate.kind()) || !self.words.may_fit(chars) {
            return None;
        }
        // A link that is all of a node is found as the node, but where links are asked for.
        if self.query.kinds.is_empty() && candidate.is_all_of_its_node(vault) {
            return None;
        }
        if self.words.is_empty() {
            return Some(Seen::Ranked(0));
        }
        let (text, kind) = (candidate.text(vault), candidate.kind());
        if let Some(readings) = readings
            && !self.words.may_be_as_typed(text, chars)
        {
            let at_best = self.words.at_best(text, readings)?;
            if best.is_beyond(best_score(at_best, kind)) {
                return self.words.are_read(text, readings, scratch).then_some(Seen::Unranked);
            }
        }
        let (fit, sum) = self.words.fit(text, Some(chars), readings, scratch)?;
        Some(Seen::Ranked(score(fit, sum, kind)))
    }
}

/// A candidate that fits.
enum Seen {
    /// So well.
    Ranked(u32),
    /// Not so well that it could be among the best.
    Unranked,
}

/// The matches of `query`, all at once.
pub fn search(corpus: Corpus<'_>, query: Query, limit: usize) -> Ranked {
    let mut search = Search::new(corpus, query, limit);
    search.advance(corpus, usize::MAX);
    search.best(corpus)
}
