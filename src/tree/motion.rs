//! Motions over rows: from a row, a motion leads to another row, or nowhere.

use super::rows::{FoldState, Rows};
use crate::note::entry::Kind;
use crate::vault::Place;

/// A way to move the cursor by rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// The next row.
    NextRow,
    /// The row before.
    PreviousRow,
    /// The first row.
    FirstRow,
    /// The last row.
    LastRow,
    /// The next row of the same parent.
    NextSibling,
    /// The row of the same parent before.
    PreviousSibling,
    /// The next session, wherever the cursor is.
    NextSession,
    /// The start of this session, or from there the session before.
    PreviousSession,
    /// The place above.
    Parent,
    /// The first row below, where that is shown.
    FirstChild,
}

impl Motion {
    /// Where one step leads from `place`; `None` where there is nothing that way.
    pub fn step(self, rows: Rows<'_>, place: Place) -> Option<Place> {
        match self {
            Self::NextRow => rows.next(place),
            Self::PreviousRow => rows.previous(place),
            Self::FirstRow => rows.first(),
            Self::LastRow => rows.last(),
            Self::NextSibling => next_sibling(rows, place),
            Self::PreviousSibling => previous_sibling(rows, place),
            Self::NextSession => next_session(rows, place),
            Self::PreviousSession => previous_session(rows, place),
            Self::Parent => rows.parent(place),
            Self::FirstChild => match rows.fold_state(place) {
                FoldState::Open => rows.next(place),
                FoldState::Leaf | FoldState::Closed => None,
            },
        }
    }

    /// Where `count` steps lead, or as many of them as there are; `None` if not even one.
    pub fn steps(self, rows: Rows<'_>, place: Place, count: u32) -> Option<Place> {
        let mut reached = self.step(rows, place)?;
        for _ in 1..count {
            match self.step(rows, reached) {
                Some(next) if next != reached => reached = next,
                Some(_) | None => break,
            }
        }
        Some(reached)
    }
}

fn next_sibling(rows: Rows<'_>, place: Place) -> Option<Place> {
    let parent = rows.parent(place);
    let end = parent.map_or(rows.limit(), |parent| rows.vault().after(parent));
    same_parent(rows, rows.first_kept(rows.vault().after(place), end)?, parent)
}

fn previous_sibling(rows: Rows<'_>, place: Place) -> Option<Place> {
    let parent = rows.parent(place);
    let last = rows.last_kept(rows.start_below(parent), place)?;
    let mut branch = std::iter::once(last).chain(rows.above(last));
    same_parent(rows, branch.find(|&sibling| rows.parent(sibling) == parent)?, parent)
}

/// `sibling`, unless it stands outside of what is hoisted (where its parent would differ).
fn same_parent(rows: Rows<'_>, sibling: Place, parent: Option<Place>) -> Option<Place> {
    (rows.parent(sibling) == parent && rows.standing_for(sibling) == sibling).then_some(sibling)
}

/// What is closed is passed as a whole.
fn next_session(rows: Rows<'_>, place: Place) -> Option<Place> {
    let vault = rows.vault();
    let is_open = rows.fold_state(place) == FoldState::Open;
    let start = if is_open { vault.next(place) } else { vault.after(place) };
    let mut found = vault.entries().skip(start.note.index()).flat_map(|note| {
        let sessions = vault.note(note).outline.sessions();
        let first = start.node.filter(|_| note == start.note);
        let before = first.map_or(0, |id| sessions.partition_point(|&session| session < id));
        sessions.iter().skip(before).map(move |&id| Place { note, node: Some(id) })
    });
    shown(rows, found.find(|&session| rows.is_kept(session))?)
}

fn previous_session(rows: Rows<'_>, place: Place) -> Option<Place> {
    let vault = rows.vault();
    let mut found = vault.entries().rev().skip_while(|&note| note > place.note).flat_map(|note| {
        let sessions = vault.note(note).outline.sessions();
        let end = match place.node.filter(|_| note == place.note) {
            Some(id) => sessions.partition_point(|&session| session < id),
            None if note == place.note => 0,
            None => sessions.len(),
        };
        sessions.iter().take(end).rev().map(move |&id| Place { note, node: Some(id) })
    });
    shown(rows, found.find(|&session| rows.is_kept(session))?)
}

/// The row that stands for a session in a closed note; nothing for one outside of what is hoisted.
fn shown(rows: Rows<'_>, session: Place) -> Option<Place> {
    let row = rows.standing_for(session);
    debug_assert!(rows.vault().note(session.note).outline.node(session.node?).kind() == Kind::Session);
    rows.contains(row, session).then_some(row)
}
