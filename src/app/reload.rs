//! The notes have changed on disk: everything that names a place in them goes on naming the same one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::effect::Effect;
use super::event::{Loss, Reloaded};
use super::index::Index;
use super::{App, Mode, index, jump, search};
use crate::outline::anchor::Mapping;
use crate::tree::VaultFolds;
use crate::vault::{NoteId, Place, Vault};

/// Where the places of the notes that changed have gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moves(BTreeMap<NoteId, Mapping>);

impl Moves {
    /// The moves of the notes that have changed.
    pub fn new(mappings: impl IntoIterator<Item = (NoteId, Mapping)>) -> Self {
        Self(mappings.into_iter().collect())
    }

    /// The notes that have changed, and what became of their nodes.
    pub fn notes(&self) -> impl Iterator<Item = (NoteId, &Mapping)> {
        self.0.iter().map(|(note, mapping)| (*note, mapping))
    }

    /// The place that `place` is now; `None` if it was deleted.
    pub fn get(&self, place: Place) -> Option<Place> {
        match (self.0.get(&place.note), place.node) {
            (Some(mapping), Some(id)) => Some(Place { node: Some(mapping.get(id)?), ..place }),
            (Some(_), None) | (None, _) => Some(place),
        }
    }

    /// The place that `place` is now, or what is nearest to where it was.
    pub fn follow(&self, place: Place) -> Place {
        match (self.0.get(&place.note), place.node) {
            (Some(mapping), Some(id)) => Place { node: mapping.follow(id), ..place },
            (Some(_), None) | (None, _) => place,
        }
    }

    /// The folds of `before`, on the same nodes of `after`.
    pub(super) fn folds(&self, folds: &VaultFolds, before: &Vault, after: &Vault) -> VaultFolds {
        let mut folds = folds.clone();
        for (note, mapping) in self.notes() {
            let (old, new) = (&before.note(note).outline, &after.note(note).outline);
            folds.replace(note, folds.note(note).carried(old, new, |id| mapping.get(id)));
        }
        folds
    }
}

/// Takes the notes as they are now. The cursor stays on its node, and that where it is on the screen.
pub fn reloaded(app: &mut App, reloaded: Reloaded) -> Vec<Effect> {
    let Reloaded { vault, moves, is_asked } = reloaded;
    for (note, _) in moves.notes() {
        app.lost.remove(&note);
    }
    let changed: Vec<Place> =
        moves.notes().flat_map(|(note, mapping)| changed_places(note, mapping)).collect();
    let deleted: usize = moves.notes().map(|(_, mapping)| mapping.deleted()).sum();
    let offset = if app.notes.is_empty() { None } else { app.offset_of_cursor() };
    carry_over(app, &vault, &moves);
    let count = changed.len() + deleted;
    app.changed = changed;
    let effects = refresh(app);
    match offset {
        Some(offset) if app.index.shown().is_none() && !app.is_empty() => app.show_cursor_at(offset),
        Some(_) | None => {}
    }
    app.settle();
    match (count, is_asked) {
        (0, true) => app.say("nothing has changed"),
        (0, false) => {}
        (1, _) => app.say("reloaded: one line changed"),
        (_, _) => app.say(format!("reloaded: {count} lines changed")),
    }
    effects
}

fn changed_places(note: NoteId, mapping: &Mapping) -> impl Iterator<Item = Place> {
    mapping.changed().iter().map(move |&id| Place { note, node: Some(id) })
}

/// Everything that names a place names the same one of `vault`.
fn carry_over(app: &mut App, vault: &Arc<Vault>, moves: &Moves) {
    search::carry_over(app, moves, vault);
    let notes = &mut app.notes;
    notes.folds = moves.folds(&notes.folds, &app.vault, vault);
    notes.vault = Arc::clone(vault);
    notes.cursor = moves.follow(notes.cursor);
    notes.viewport.top = moves.follow(notes.viewport.top);
    notes.hoisted = notes.hoisted.iter().filter_map(|&hoisted| moves.get(hoisted)).collect();
    if notes.cursor.node.is_none() || notes.is_outside() {
        let first = notes.rows().first();
        notes.cursor = first.filter(|_| vault.len() == 1).unwrap_or(notes.cursor);
    }
    app.vault = Arc::clone(vault);
    app.mark = app.mark.and_then(|mark| moves.get(mark));
    app.history.carry_over(|place| moves.get(place));
    app.recent_jumps.carry_over(|place| moves.get(place));
    if let Mode::Prompt(prompt) = &mut app.mode {
        prompt.carry_over(|place| moves.get(place));
    }
}

/// What was found or listed in the notes before is looked for anew.
fn refresh(app: &mut App) -> Vec<Effect> {
    let mut effects = Vec::new();
    let was_shown = app.index.shown().is_some();
    let is_awaited = matches!(app.mode, Mode::Indexing(_));
    app.index = Index::Unlisted;
    if was_shown || is_awaited {
        effects.extend(index::open(app));
    }
    effects.extend(jump::refresh(app));
    effects.extend(search::refresh(app));
    effects
}

/// A note cannot be read any more: its last text stays, and the status line says why.
pub fn lost(app: &mut App, note: NoteId, loss: Loss) {
    let name = app.vault.note(note).name().to_owned();
    match &loss {
        Loss::Deleted => app.complain(format!("{name} was deleted; this is its last text")),
        Loss::Unreadable(why) => app.complain(format!("not reloaded: {why}")),
    }
    app.lost.insert(note, loss);
}

/// Asks for the notes to be read again.
pub fn ask() -> Vec<Effect> {
    vec![Effect::Reload]
}
