//! Back and forward through the places jumped from, as in vim's jump list.

use crate::vault::Place;

/// A place, and how it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where the cursor was.
    pub place: Place,
    /// What was hoisted, the innermost last.
    pub hoisted: Vec<Place>,
}

/// How many places are kept; older ones are forgotten.
const LIMIT: usize = 100;

/// The jump list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    standings: Vec<Standing>,
    /// Where in `standings` the user is; its length when not among them.
    position: usize,
}

impl History {
    /// Notes that the user is about to jump away from `current`. What lay forward is forgotten.
    pub fn leave(&mut self, current: Standing) {
        self.standings.truncate(self.position);
        self.standings.retain(|known| known.place != current.place);
        self.standings.push(current);
        self.forget_the_oldest();
        self.position = self.standings.len();
    }

    /// Whether the user has not jumped yet.
    pub fn is_empty(&self) -> bool {
        self.standings.is_empty()
    }

    /// Replaces each place by what `now` says it is; those that are no more are forgotten.
    pub fn carry_over(&mut self, now: impl Fn(Place) -> Option<Place>) {
        let before = self.standings.get(..self.position).unwrap_or_default();
        self.position = before.iter().filter(|standing| now(standing.place).is_some()).count();
        let standings = self.standings.iter().filter_map(|Standing { place, hoisted }| {
            let hoisted = hoisted.iter().filter_map(|&hoisted| now(hoisted)).collect();
            Some(Standing { place: now(*place)?, hoisted })
        });
        self.standings = standings.collect();
    }

    /// The place before, coming from `current`; `None` at the oldest, where nothing changes.
    pub fn back(&mut self, current: Standing) -> Option<Standing> {
        let is_at_the_end = self.position == self.standings.len();
        // Whoever already stands on the newest place does not get back by going to it.
        let is_on_the_newest =
            is_at_the_end && self.standings.last().is_some_and(|newest| newest.place == current.place);
        let before = self.position.checked_sub(if is_on_the_newest { 2 } else { 1 })?;
        let standing = self.standings.get(before).cloned()?;
        self.position = before;
        if is_at_the_end && !is_on_the_newest {
            self.standings.push(current);
            self.forget_the_oldest();
        }
        Some(standing)
    }

    /// Keeps to [`LIMIT`]; the position stays on its place.
    fn forget_the_oldest(&mut self) {
        if self.standings.len() > LIMIT {
            self.standings.remove(0);
            self.position = self.position.saturating_sub(1);
        }
    }

    /// The place that [`History::back`] left; `None` at the newest.
    pub fn forward(&mut self) -> Option<Standing> {
        let next = self.standings.get(self.position + 1).cloned()?;
        self.position += 1;
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::NodeId;
    use crate::vault::NoteId;

    fn place(id: u32) -> Standing {
        Standing { place: Place { note: NoteId(0), node: Some(NodeId(id)) }, hoisted: Vec::new() }
    }

    #[test]
    fn back_and_forward_retrace_the_jumps() {
        let mut history = History::default();
        history.leave(place(1));
        history.leave(place(2));
        assert_eq!(history.back(place(3)), Some(place(2)));
        assert_eq!(history.back(place(2)), Some(place(1)));
        assert_eq!(history.back(place(1)), None);
        assert_eq!(history.forward(), Some(place(2)));
        assert_eq!(history.forward(), Some(place(3)));
        assert_eq!(history.forward(), None);
        assert_eq!(history.back(place(3)), Some(place(2)));
        history.leave(place(9));
        assert_eq!(history.forward(), None);
        assert_eq!(history.back(place(8)), Some(place(9)));
        assert_eq!(history.back(place(9)), Some(place(1)));
    }

    #[test]
    fn a_step_back_from_the_oldest_changes_nothing() {
        // The places left, and where the user stands then.
        let cases: [(&[u32], u32); 2] = [(&[], 1), (&[1], 1)];
        for (left, current) in cases {
            let mut history = History::default();
            for &id in left {
                history.leave(place(id));
            }
            let before = history.clone();
            assert_eq!(history.back(place(current)), None, "{left:?}");
            assert_eq!(history, before, "{left:?}");
        }
    }

    #[test]
    fn a_step_back_keeps_to_the_limit_and_can_be_undone() {
        let newest = u32::try_from(LIMIT).unwrap();
        let mut history = History::default();
        for id in 0..newest {
            history.leave(place(id));
        }
        assert_eq!(history.back(place(newest)), Some(place(newest - 1)));
        assert_eq!(history.standings.len(), LIMIT);
        assert_eq!(history.forward(), Some(place(newest)));
    }
}
