//! The best of what a search has found, while it goes on.

use std::cmp::Reverse;

/// A candidate that fits, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// Higher is better.
    pub(super) score: u32,
    /// The candidate's number.
    pub(super) candidate: u32,
}

impl Hit {
    fn best_first(self) -> (Reverse<u32>, u32) {
        (Reverse(self.score), self.candidate)
    }
}

/// At most so many hits, the best of all that were added: of equal ones those that stand first.
#[derive(Debug, Clone)]
pub(super) struct Best {
    limit: usize,
    /// These and others, in no order.
    hits: Vec<Hit>,
    /// Not above the score of the last of `limit` hits that have been found; `None` before there were so many.
    floor: Option<u32>,
}

impl Best {
    /// The best of none yet.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, hits: Vec::new(), floor: None }
    }

    /// The best of none, for whoever goes on where `self` has come to and is to know what is not good enough.
    pub(super) fn continued(&self) -> Self {
        Self { hits: Vec::new(), ..*self }
    }

    /// Whether a hit of this score would be none of the best, all others standing before it.
    pub(super) fn is_beyond(&self, score: u32) -> bool {
        self.limit == 0 || self.floor.is_some_and(|floor| score <= floor)
    }

    /// Adds a hit that stands behind all others.
    pub(super) fn add(&mut self, hit: Hit) {
        if !self.is_beyond(hit.score) {
            self.hits.push(hit);
            self.settle();
        }
    }

    /// Adds those of `later`, all of which stand behind those here.
    pub(super) fn append(&mut self, later: Self) {
        self.hits.extend(later.hits);
        self.settle();
    }

    /// The best, best first.
    pub(super) fn ranked(&self) -> Vec<Hit> {
        let mut hits = self.hits.clone();
        hits.sort_unstable_by_key(|hit| hit.best_first());
        hits.truncate(self.limit);
        hits
    }

    /// Drops what is not among the best any more, when there is as much of that as of the others.
    fn settle(&mut self) {
        if self.hits.len() < self.limit.saturating_mul(2) {
            return;
        }
        let Some(last) = self.limit.checked_sub(1) else { return };
        let (_, hit, _) = self.hits.select_nth_unstable_by_key(last, |hit| hit.best_first());
        self.floor = self.floor.max(Some(hit.score));
        self.hits.truncate(self.limit);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_best_are_those_of_a_sorted_list(
            scores in prop::collection::vec(0u32..6, 0..60),
            cuts in prop::collection::vec(0usize..60, 0..4),
            limit in 0usize..8,
        ) {
            let hits: Vec<Hit> = scores.iter().zip(0..).map(|(&score, candidate)| Hit { score, candidate }).collect();
            let mut best = Best::new(limit);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(hits.len())).chain([0, hits.len()]).collect();
            cuts.sort_unstable();
            for pair in cuts.windows(2) {
                let mut part = best.continued();
                hits[pair[0]..pair[1]].iter().for_each(|&hit| part.add(hit));
                best.append(part);
            }
            let mut sorted = hits;
            sorted.sort_by_key(|hit| Reverse(hit.score));
            sorted.truncate(limit);
            prop_assert_eq!(best.ranked(), sorted);
        }
    }
}
