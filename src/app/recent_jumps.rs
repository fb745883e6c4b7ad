//! The places that the user has jumped to, for the empty query of the jump.

use crate::find::{Match, Query, Ranked};
use crate::vault::Place;

/// How many jumps are remembered.
const LIMIT: usize = 20;

/// The last jumps, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecentJumps(Vec<Match>);

impl RecentJumps {
    /// Remembers a jump to `chosen`.
    pub fn add(&mut self, chosen: &Match) {
        let chosen = Match { ranges: Vec::new(), ..chosen.clone() };
        self.0.retain(|known| !is_same(known, &chosen));
        self.0.insert(0, chosen);
        self.0.truncate(LIMIT);
    }

    /// Where they led, if that was a node; the newest first.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.0.iter().filter(|jump| !jump.is_named()).map(|jump| jump.place)
    }

    /// Replaces each place by what `now` says it is; jumps to what is no more are forgotten.
    pub fn carry_over(&mut self, now: impl Fn(Place) -> Option<Place>) {
        self.0.retain_mut(|jump| jump.carry_over(&now));
    }

    /// The recent jumps that an empty `query` admits, before the rest of what it finds.
    pub fn before(&self, query: &Query, ranked: Ranked) -> Ranked {
        let recent: Vec<Match> = self.0.iter().filter(|recent| query.admits(recent.kind)).cloned().collect();
        let is_new = |found: &Match| !recent.iter().any(|recent| is_same(recent, found));
        let rest: Vec<Match> = ranked.matches.into_iter().filter(is_new).collect();
        let matches: Vec<Match> = recent.into_iter().chain(rest).collect();
        Ranked { total: ranked.total.max(matches.len()), matches }
    }
}

/// Whether both are the same candidate.
pub(super) fn is_same(one: &Match, other: &Match) -> bool {
    (one.place, one.kind, &one.named) == (other.place, other.kind, &other.named)
}
