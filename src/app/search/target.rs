//! Which match is gone to from a place.

use super::state::Goal;
use crate::app::App;
use crate::vault::Place;

/// Where a goal leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// To a match; maybe past an end of the notes, and on from the other.
    At { place: Place, has_wrapped: bool },
    /// Not known until more has been searched.
    Unknown,
    /// There is no match.
    Nowhere,
}

/// Where `goal` leads, among the matches in sight. O(log matches).
pub(super) fn target(app: &App, goal: Goal) -> Target {
    let Some(search) = &app.search.current else { return Target::Nowhere };
    let matches = app.notes.matches_in_sight();
    let total = i64::try_from(matches.len()).unwrap_or(i64::MAX);
    let times = i64::from(goal.times.max(1));
    let before = |end: &dyn Fn(Place) -> bool| {
        i64::try_from(matches.partition_point(|&place| end(place))).unwrap_or(i64::MAX)
    };
    let index = if goal.forward {
        let passed = before(&|place| place < goal.from || (place == goal.from && !goal.includes_from));
        passed + times - 1
    } else {
        before(&|place| place < goal.from) - times
    };
    // Until all is known, only what lies between where the search began and the last match is.
    let is_known = (0..total).contains(&index)
        && goal.from >= search.from
        && (goal.forward || matches.last().is_some_and(|&last| goal.from <= last));
    if !app.knows_all_matches() && !is_known {
        return Target::Unknown;
    }
    let Some(wrapped) = index.checked_rem_euclid(total) else { return Target::Nowhere };
    let place = usize::try_from(wrapped).ok().and_then(|index| matches.get(index));
    place.map_or(Target::Nowhere, |&place| Target::At { place, has_wrapped: wrapped != index })
}
