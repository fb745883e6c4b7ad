//! Rows, motions and viewports against naive models over random vaults and folds.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::folds::VaultFolds;
use super::rows::Rows;
use super::viewport::{Heights, Piece, Screen, Viewport};
use super::{Filter, Folds, Motion};
use crate::note::entry::{Entry, Kind, Line, Rank};
use crate::note::header::Header;
use crate::note::notation::{Family, Notation};
use crate::note::source::Source;
use crate::outline::{NodeId, Outline, build};
use crate::vault::{Member, Note, NoteId, Order, Place, Root, Vault, arranged};

/// An outline whose entries have the given ranks: 0 and 1 are headings, the rest body columns.
fn outline(ranks: &[u8]) -> Outline {
    let entries = ranks.iter().enumerate().map(|(index, &rank)| Entry {
        kind: match rank {
            0 => Kind::Session,
            1 => Kind::Section,
            _ => Kind::Text,
        },
        rank: if rank < 2 { Rank::Heading(rank + 1) } else { Rank::Body(u32::from(rank)) },
        line: Line(u32::try_from(index).unwrap()),
        marker: 0..0,
        text: 0..0,
    });
    build::build(entries)
}

fn vault(notes: &[Vec<u8>]) -> Vault {
    Vault::new(notes.iter().map(|ranks| note(String::new(), outline(ranks))).collect())
}

static NOTATION: LazyLock<Arc<Notation>> = LazyLock::new(|| Arc::new(Notation::bundled()));

/// A vault of notes in the folders that the paths name, all in one where there is one root.
fn vault_in_folders(notes: &[(Vec<u8>, String)], has_one_root: bool) -> Vault {
    let members: Vec<Member> = notes
        .iter()
        .enumerate()
        .map(|(index, (ranks, folders))| Member {
            key: 0,
            root: if has_one_root { 0 } else { index % 2 },
            note: Arc::new(note(format!("r/{folders}{index}"), outline(ranks))),
            changed: None,
        })
        .collect();
    let root = || Root::Folder { path: "r".into(), name: "r".to_owned() };
    let roots = [root(), root()];
    let roots = if has_one_root { &roots[..1] } else { &roots };
    arranged(roots, &members, Order::Name, &NOTATION).vault
}

fn note(path: String, outline: Outline) -> Note {
    Note {
        path: path.into(),
        source: Source::from_text(""),
        outline,
        notation: Arc::clone(&NOTATION),
        family: Family::Bullets,
        header: Header::default(),
    }
}

/// One change of the folds, on the place that the number picks.
#[derive(Debug, Clone)]
enum Change {
    Set(usize, bool),
    SetSubtree(usize, bool),
    Level(u8),
    OpenAll,
    CloseAll,
    Reveal(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (any::<usize>(), any::<bool>()).prop_map(|(place, open)| Change::Set(place, open)),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(place, open)| Change::SetSubtree(place, open)),
        1 => (1u8..5).prop_map(Change::Level),
        1 => Just(Change::OpenAll),
        1 => Just(Change::CloseAll),
        1 => any::<usize>().prop_map(Change::Reveal),
    ]
}

/// The naive model: the set of open places.
struct Model<'v> {
    vault: &'v Vault,
    open: HashSet<Place>,
}

impl<'v> Model<'v> {
    fn new(vault: &'v Vault) -> Self {
        let mut model = Self { vault, open: HashSet::new() };
        for note in vault.entries() {
            let outline = &vault.note(note).outline;
            let all = outline.ids().map(|id| Place { note, node: Some(id) });
            if outline.sessions().len() <= 1 {
                model.open.extend(all);
            }
        }
        let first = Place { note: NoteId(0), node: None };
        if vault.entries().next().is_some() && !model.is_row(first) {
            model.open.insert(first);
        }
        model
    }

    fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for note in self.vault.entries() {
            if self.is_row(Place { note, node: None }) {
                places.push(Place { note, node: None });
            }
            places.extend(self.vault.note(note).outline.ids().map(|id| Place { note, node: Some(id) }));
        }
        places
    }

    fn parent(&self, place: Place) -> Option<Place> {
        let Some(id) = place.node else {
            let before = self.vault.entries().rev().skip_while(|&note| note >= place.note);
            let mut folders = before.filter(|&note| self.vault.is_folder(note));
            let path = self.vault.note(place.note).path.text();
            let note = folders.find(|&note| path.starts_with(&format!("{}/", self.vault.note(note).path)))?;
            return Some(Place { note, node: None });
        };
        Some(Place { note: place.note, node: self.vault.note(place.note).outline.node(id).parent() })
    }

    /// Whether it has a row: all but what everything is in.
    fn is_row(&self, place: Place) -> bool {
        let mut tops = self
            .vault
            .entries()
            .map(|note| Place { note, node: None })
            .filter(|&top| self.parent(top).is_none());
        place.node.is_some() || tops.next() != Some(place) || tops.next().is_some()
    }

    fn is_within(&self, top: Place, place: Place) -> bool {
        std::iter::successors(Some(place), |&place| self.parent(place)).any(|above| above == top)
    }

    fn depth(&self, place: Place) -> u32 {
        place.node.map_or(0, |id| self.vault.note(place.note).outline.node(id).depth())
    }

    fn apply(&mut self, change: &Change, places: &[Place]) {
        let pick = |index: &usize| places[index % places.len()];
        let set = |open: &mut HashSet<Place>, place, state| {
            if state {
                open.insert(place)
            } else {
                open.remove(&place)
            };
        };
        match change {
            Change::Set(index, state) => set(&mut self.open, pick(index), *state),
            Change::SetSubtree(index, state) => {
                for &place in places {
                    if self.is_within(pick(index), place) {
                        set(&mut self.open, place, *state);
                    }
                }
            }
            Change::Level(level) => {
                for &place in places {
                    let open = place.node.is_none() || self.depth(place) + 1 < u32::from(*level);
                    set(&mut self.open, place, open);
                }
            }
            Change::OpenAll => self.open.extend(places.iter().copied()),
            Change::CloseAll => {
                self.open.clear();
                let first = Place { note: NoteId(0), node: None };
                if !self.is_row(first) {
                    self.open.insert(first);
                }
            }
            Change::Reveal(index) => {
                let mut above = self.parent(pick(index));
                while let Some(place) = above {
                    self.open.insert(place);
                    above = self.parent(place);
                }
            }
        }
    }

    fn rows(&self, hoisted: Option<Place>) -> Vec<Place> {
        let shown = |place: &Place| match hoisted {
            Some(hoisted) => {
                self.is_within(hoisted, *place)
                    && std::iter::successors(Some(*place), |&place| self.parent(place))
                        .take_while(|&above| above != hoisted)
                        .skip(1)
                        .chain((*place != hoisted).then_some(hoisted))
                        .all(|above| self.open.contains(&above))
            }
            None => {
                self.is_row(*place)
                    && std::iter::successors(self.parent(*place), |&place| self.parent(place))
                        .all(|above| self.open.contains(&above))
            }
        };
        self.places().into_iter().filter(shown).collect()
    }
}

fn apply(folds: &mut VaultFolds, vault: &Vault, change: &Change, places: &[Place]) {
    let pick = |index: &usize| places[index % places.len()];
    match change {
        Change::Set(index, open) => folds.set(vault, pick(index), *open),
        Change::SetSubtree(index, open) => folds.set_subtree(vault, pick(index), *open),
        Change::Level(level) => folds.fold_to_level(Some(*level)),
        Change::OpenAll => folds.fold_to_level(None),
        Change::CloseAll => folds.close_all(vault),
        Change::Reveal(index) => folds.reveal(vault, pick(index)),
    }
}

fn notes() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(0u8..7, 0..12), 1..4)
}

/// Vaults of single notes, and of folders.
fn any_vault() -> impl Strategy<Value = Vault> {
    let folders = prop_oneof![Just(""), Just("a/"), Just("a/b/"), Just("c/"), Just("a/c/d/")];
    let note = (prop::collection::vec(0u8..7, 0..6), folders.prop_map(str::to_owned));
    let in_folders = (prop::collection::vec(note, 0..6), any::<bool>());
    prop_oneof![
        notes().prop_map(|notes| vault(&notes)),
        in_folders.prop_map(|(notes, has_one_root)| vault_in_folders(&notes, has_one_root)),
    ]
}

/// Pieces and heights that differ from row to row.
struct Pieces;

impl Heights for Pieces {
    fn pieces(&self, row: Place) -> u32 {
        1 + row.node.map_or(0, |id| id.0 * 5 % 3)
    }

    fn height(&self, piece: Piece) -> u32 {
        1 + piece.row.node.map_or(0, |id| (id.0 * 7 + piece.index) % 4)
    }
}

proptest! {
    #[test]
    fn rows_equal_the_naive_model(
        vault in any_vault(),
        changes in prop::collection::vec(change(), 0..8),
        hoist in prop::option::of(any::<usize>()),
        found in prop::collection::vec(any::<usize>(), 0..5),
    ) {
        let mut folds = VaultFolds::initial(&vault);
        let mut model = Model::new(&vault);
        let places = model.places();
        prop_assume!(!places.is_empty());
        for change in &changes {
            apply(&mut folds, &vault, change, &places);
            model.apply(change, &places);
        }
        let hoisted = hoist.map(|index| places[index % places.len()]);
        let nodes: Vec<Place> = places.iter().copied().filter(|place| place.node.is_some()).collect();
        let mut found: Vec<Place> = found.iter().filter_map(|index| nodes.get(index % nodes.len().max(1))).copied().collect();
        found.sort_unstable();
        found.dedup();
        let is_left = |row: Place| {
            found.is_empty() || Some(row) == hoisted || found.iter().any(|&place| model.is_within(row, place))
        };
        let expected: Vec<Place> = model.rows(hoisted).into_iter().filter(|&row| is_left(row)).collect();
        let rows = Rows::new(&vault, &folds, hoisted).filtered(Filter::new(&found));

        let forward: Vec<Place> = std::iter::successors(rows.first(), |&row| rows.next(row)).collect();
        prop_assert_eq!(&forward, &expected);
        let mut backward: Vec<Place> = std::iter::successors(rows.last(), |&row| rows.previous(row)).collect();
        backward.reverse();
        prop_assert_eq!(&backward, &expected);

        for &place in &places {
            let row = rows.standing_for(place);
            prop_assert!(expected.contains(&row), "{:?} stands for {:?}", row, place);
            let is_below = |below: &&Place| **below != row && model.is_within(row, **below);
            let counted = if found.is_empty() {
                let nodes = nodes.iter().filter(is_below).count();
                let notes = places.iter().filter(|place| place.node.is_none() && !vault.is_folder(place.note));
                let is_folder = row.node.is_none() && vault.is_folder(row.note);
                if is_folder { notes.filter(is_below).count() } else { nodes }
            } else {
                found.iter().filter(is_below).count()
            };
            prop_assert_eq!(rows.hidden_if_closed(row) as usize, counted);
            prop_assert!(!expected.contains(&place) || row == place);
        }
        for &row in &expected {
            for motion in [Motion::NextSibling, Motion::PreviousSibling, Motion::Parent, Motion::NextSession,
                Motion::PreviousSession, Motion::FirstChild] {
                if let Some(reached) = motion.step(rows, row) {
                    prop_assert!(expected.contains(&reached), "{:?} from {:?} to {:?}", motion, row, reached);
                }
            }
            if let Some(sibling) = Motion::NextSibling.step(rows, row) {
                prop_assert_eq!(Motion::PreviousSibling.step(rows, sibling), Some(row));
                prop_assert_eq!(rows.parent(sibling), rows.parent(row));
            }
        }
    }

    #[test]
    fn viewports_equal_the_flat_list_of_lines(
        ranks in prop::collection::vec(0u8..7, 1..30),
        screen_height in 1u32..9,
        top in any::<usize>(),
        cursor in any::<usize>(),
        scroll in -40i64..40,
        margin in 0u32..4,
    ) {
        let vault = vault(&[ranks]);
        let mut folds = VaultFolds::initial(&vault);
        folds.fold_to_level(None);
        let rows = Rows::new(&vault, &folds, None);
        let screen = Screen { rows, heights: Pieces, height: screen_height };
        let all: Vec<Place> = std::iter::successors(rows.first(), |&row| rows.next(row)).collect();
        let pieces = all.iter().flat_map(|&row| (0..Pieces.pieces(row)).map(move |index| Piece { row, index }));
        let lines: Vec<(Piece, u32)> =
            pieces.flat_map(|piece| (0..Pieces.height(piece)).map(move |line| (piece, line))).collect();
        let last_top = lines.len().saturating_sub(screen_height as usize);
        let index_of = |viewport: Viewport| lines.iter().position(|&line| line == (viewport.first(), viewport.skip)).unwrap();
        let at = |index: usize| Viewport::of(lines[index].0, lines[index].1);

        let start = top % (last_top + 1);
        let moved = index_of(screen.scrolled(at(start), scroll));
        let expected = i64::try_from(start).unwrap() + scroll;
        let expected = usize::try_from(expected.max(0)).unwrap().min(last_top);
        prop_assert_eq!(moved, expected);

        for line in 0..screen_height {
            prop_assert_eq!(screen.piece_at(at(start), line), lines.get(start + line as usize).copied());
        }

        let cursor = all[cursor % all.len()];
        let follows = index_of(screen.following(at(start), cursor, margin));
        if (0..screen_height as usize).all(|line| lines.get(start + line).is_some_and(|(piece, _)| piece.row == cursor)) {
            prop_assert_eq!(follows, start);
            return Ok(());
        }
        prop_assert!(follows <= last_top);
        let first = lines.iter().position(|&line| line == (Piece::first(cursor), 0)).unwrap();
        let shown = follows..follows + screen_height as usize;
        prop_assert!(shown.contains(&first), "the cursor begins at {} of {:?}", first, shown);
        let height = lines.iter().filter(|(piece, _)| piece.row == cursor).count();
        let end = first + height.min(screen_height as usize);
        prop_assert!(end <= shown.end, "the cursor ends at {} of {:?}", end, shown);
    }
}

#[test]
fn motions_lead_where_the_table_says() {
    // 0 session, 1 section, 2.. columns:   s0 . a(2) b(4) c(2) s4 . d(2) e(2) s7
    let vault = vault(&[vec![0, 2, 4, 2, 0, 1, 2, 0]]);
    let mut folds = VaultFolds::initial(&vault);
    folds.fold_to_level(None);
    folds.set(&vault, Place { note: NoteId(0), node: Some(NodeId(1)) }, false);
    let rows = Rows::new(&vault, &folds, None);
    let cases = [
        (0, Motion::NextRow, 2, Some(3)),
        (0, Motion::NextRow, 99, Some(7)),
        (3, Motion::PreviousRow, 1, Some(1)),
        (0, Motion::PreviousRow, 1, None),
        (1, Motion::NextSibling, 1, Some(3)),
        (3, Motion::NextSibling, 1, None),
        (3, Motion::PreviousSibling, 1, Some(1)),
        (5, Motion::PreviousSession, 1, Some(4)),
        (4, Motion::PreviousSession, 1, Some(0)),
        (1, Motion::NextSession, 2, Some(7)),
        (7, Motion::NextSession, 1, None),
        (6, Motion::Parent, 1, Some(5)),
        (6, Motion::Parent, 9, Some(4)),
        (1, Motion::FirstChild, 1, None),
        (0, Motion::FirstChild, 1, Some(1)),
        (3, Motion::LastRow, 1, Some(7)),
        (3, Motion::FirstRow, 1, Some(0)),
    ];
    for (from, motion, count, expected) in cases {
        let place = |id| Place { note: NoteId(0), node: Some(NodeId(id)) };
        assert_eq!(
            motion.steps(rows, place(from), count),
            expected.map(place),
            "{motion:?} x {count} from {from}"
        );
    }
}

#[test]
fn folding_a_big_note_keeps_no_state_a_node() {
    let outline = outline(&[0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
    let mut folds = Folds::to_level(2);
    for id in outline.ids() {
        folds.set_subtree(&outline, id, true);
    }
    folds.set_subtree(&outline, NodeId(0), false);
    folds.set_subtree(&outline, NodeId(5), false);
    assert!(outline.ids().all(|id| !folds.is_open(&outline, id)));
    folds.set_subtree(&outline, NodeId(6), true);
    let open: Vec<bool> = outline.ids().map(|id| folds.is_open(&outline, id)).collect();
    assert_eq!(open, [false, false, false, false, false, false, true, true, true, true]);
}

#[test]
fn what_is_closed_above_the_hoisted_place_hides_nothing() {
    let vault = vault(&[vec![0, 2, 3]]);
    let mut folds = VaultFolds::initial(&vault);
    folds.fold_to_level(None);
    let place = |id| Place { note: NoteId(0), node: Some(NodeId(id)) };
    folds.set(&vault, place(0), false);
    let rows = Rows::new(&vault, &folds, Some(place(1)));
    assert_eq!((rows.first(), rows.last()), (Some(place(1)), Some(place(2))));
    assert_eq!(rows.previous(place(2)), Some(place(1)));
}
