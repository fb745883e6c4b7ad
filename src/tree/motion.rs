//! Motions over rows: from a row, a motion leads to another row, or nowhere.

use super::rows::{FoldState, Rows};
use crate::note::entry::Kind;
use crate::outline::NodeId;
use crate::vault::{NoteId, Place};

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
    let Some(id) = place.node else {
        return same_level(rows, rows.next_note(place.note)?);
    };
    let outline = &rows.vault().note(place.note).outline;
    let next = outline.next_sibling(id)?;
    let end = outline.node(id).parent().map_or(NodeId(outline.len()), |parent| outline.node(parent).end());
    let in_note = |id| Place { node: Some(id), ..place };
    same_parent(rows, rows.first_kept(in_note(next), in_note(end))?, parent)
}

fn previous_sibling(rows: Rows<'_>, place: Place) -> Option<Place> {
    let parent = rows.parent(place);
    let Some(id) = place.node else {
        return same_level(rows, rows.note_before(place)?);
    };
    let outline = &rows.vault().note(place.note).outline;
    let above = outline.node(id).parent();
    let last = rows.last_kept(place.note, above.map_or(NodeId(0), NodeId::next), id)?;
    let mut branch = std::iter::once(last).chain(outline.ancestors(last));
    let sibling = branch.find(|&sibling| outline.node(sibling).parent() == above)?;
    same_parent(rows, Place { node: Some(sibling), ..place }, parent)
}

/// `sibling`, unless it stands outside of what is hoisted (where its parent would differ).
fn same_parent(rows: Rows<'_>, sibling: Place, parent: Option<Place>) -> Option<Place> {
    (rows.parent(sibling) == parent && rows.standing_for(sibling) == sibling).then_some(sibling)
}

/// The row of a note, where that is one.
fn same_level(rows: Rows<'_>, note: NoteId) -> Option<Place> {
    let place = Place { note, node: None };
    (rows.standing_for(place) == place).then_some(place)
}

fn next_session(rows: Rows<'_>, place: Place) -> Option<Place> {
    let sessions = rows.vault().note(place.note).outline.sessions();
    let after = place.node.map_or(0, |id| sessions.partition_point(|&session| session <= id));
    let mut sessions = sessions.iter().skip(after).map(|&id| Place { node: Some(id), ..place });
    let found = match sessions.find(|&session| rows.is_kept(session)) {
        Some(session) => session,
        None => session_of_next_notes(rows, place.note)?,
    };
    shown(rows, found)
}

fn session_of_next_notes(rows: Rows<'_>, note: NoteId) -> Option<Place> {
    rows.vault().ids().filter(|&id| id > note).find_map(|note| {
        let sessions = rows.vault().note(note).outline.sessions().iter();
        sessions.map(|&id| Place { note, node: Some(id) }).find(|&session| rows.is_kept(session))
    })
}

fn previous_session(rows: Rows<'_>, place: Place) -> Option<Place> {
    let sessions = rows.vault().note(place.note).outline.sessions();
    let before = place.node.map_or(0, |id| sessions.partition_point(|&session| session < id));
    let in_note = |note, sessions: &[NodeId]| {
        let mut sessions = sessions.iter().rev().map(|&id| Place { note, node: Some(id) });
        sessions.find(|&session| rows.is_kept(session))
    };
    let found = match in_note(place.note, sessions.get(..before).unwrap_or_default()) {
        Some(session) => session,
        None => rows
            .vault()
            .ids()
            .rev()
            .filter(|&id| id < place.note)
            .find_map(|note| in_note(note, rows.vault().note(note).outline.sessions()))?,
    };
    shown(rows, found)
}

/// The row that stands for a session in a closed note; nothing for one outside of what is hoisted.
fn shown(rows: Rows<'_>, session: Place) -> Option<Place> {
    let row = rows.standing_for(session);
    debug_assert!(rows.vault().note(session.note).outline.node(session.node?).kind() == Kind::Session);
    rows.contains(row, session).then_some(row)
}
