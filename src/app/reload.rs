//! The notes have changed on disk: everything that names a place in them goes on naming the same one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::effect::Effect;
use super::event::{Cause, Loss, Reloaded};
use super::index::Index;
use super::moves::Moves;
use super::{App, Mode, index_actions, search};
use crate::outline::anchor::Mapping;
use crate::tree::Viewport;
use crate::vault::{NoteId, NotePath, Order, Place, Vault};

/// Takes the notes as they are now. The cursor stays on its node, and that where it is on the screen.
pub fn reloaded(app: &mut App, reloaded: Reloaded) -> Vec<Effect> {
    let Reloaded { vault, moves, cause, news } = reloaded;
    let again: BTreeSet<NoteId> = moves.changed().map(|(note, _)| note).collect();
    let lost = std::mem::take(&mut app.lost).into_iter();
    let lost = lost.filter_map(|(note, loss)| Some((moves.note(note)?, loss)));
    app.lost = lost.filter(|(note, _)| !again.contains(note)).collect();
    let follows = app.follows && app.index.shown().is_none() && is_at_end(app);
    let offset = if app.notes.is_empty() { None } else { app.offset_of_cursor() };
    carry_over(app, &vault, &moves);
    let count = if cause == Cause::Read { 0 } else { mark_changed(app, &moves) };
    let effects = refresh(app);
    match offset {
        Some(offset) if app.index.shown().is_none() && !app.is_empty() => app.show_cursor_at(offset),
        Some(_) | None => {}
    }
    if app.is_untouched
        && cause == Cause::Read
        && let Some(first) = app.notes.rows().first()
    {
        app.notes.cursor = first;
        app.notes.viewport = Viewport::at(first);
    }
    app.settle();
    if follows {
        app.show(end(&app.vault, app.notes.cursor.note));
    }
    say(app, cause, count, news);
    effects
}

/// Says what is new: of `count` lines that changed, and of notes.
fn say(app: &mut App, cause: Cause, count: usize, mut news: Vec<String>) {
    match (cause, count) {
        (Cause::Read, _) => return,
        (Cause::Sorted(order), _) => {
            let told = match order {
                Order::Name => tr!("notes are ordered by name"),
                Order::Date => tr!("notes are ordered by date: the newest first"),
                Order::Title => tr!("notes are ordered by title"),
            };
            news.push(told.into_owned());
        }
        (Cause::Asked, 0) if news.is_empty() => news.push(tr!("nothing has changed").into_owned()),
        (Cause::Asked | Cause::Noticed, 0) => {}
        (Cause::Asked | Cause::Noticed, _) => news.push(tr_count!(
            count,
            "reloaded: one line changed" | "reloaded: {count} lines changed",
            count
        )),
    }
    if !news.is_empty() {
        app.say(news.join(&tr!("; ")));
    }
}

/// Has the notes of folders ordered by something else.
pub fn sort(app: &mut App) -> Vec<Effect> {
    if !app.vault.entries().any(|note| app.vault.is_folder(note)) {
        app.say(tr!("only the notes of a folder are ordered"));
        return Vec::new();
    }
    app.order = app.order.next();
    vec![Effect::Sort(app.order)]
}

/// The last node of a note.
pub fn end(vault: &Vault, note: NoteId) -> Place {
    Place { note, node: vault.note(note).outline.ids().next_back() }
}

/// Whether the cursor is at the end of its note, or on what that is folded into.
fn is_at_end(app: &App) -> bool {
    let (notes, end) = (&app.notes, end(&app.vault, app.notes.cursor.note));
    let is_hidden = notes.hoisted.last().is_some_and(|&hoisted| !notes.rows().contains(hoisted, end));
    notes.is_empty() || (!is_hidden && notes.rows().standing_for(end) == notes.cursor)
}

/// Marks what has changed in the notes; returns how many lines that are, with those that were deleted.
fn mark_changed(app: &mut App, moves: &Moves) -> usize {
    app.changed = moves.changed().flat_map(|(note, mapping)| changed_places(note, mapping)).collect();
    app.changed.sort_unstable();
    app.changed.len() + moves.changed().map(|(_, mapping)| mapping.deleted()).sum::<usize>()
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
    if !notes.vault.has_row(notes.cursor) || notes.is_outside() {
        notes.cursor = notes.rows().first().unwrap_or(notes.cursor);
    }
    app.vault = Arc::clone(vault);
    app.mark = app.mark.and_then(|mark| moves.get(mark));
    app.kept.marks.carry_over(|place| moves.get(place));
    app.history.carry_over(|place| moves.get(place));
    app.kept.recent_jumps.carry_over(|place| moves.get(place));
    for recent in &mut app.recent_notes {
        recent.note = recent.note.and_then(|note| moves.note(note));
    }
    if let Some(overlay) = app.mode.overlay() {
        overlay.carry_over(&|place| moves.get(place));
    }
}

/// What was found or listed in the notes before is looked for anew.
fn refresh(app: &mut App) -> Vec<Effect> {
    let mut effects = Vec::new();
    let was_shown = app.index.shown().is_some() || matches!(app.index, Index::Awaited);
    let is_awaited = matches!(app.mode, Mode::Indexing(_));
    app.index = Index::Unlisted;
    if is_awaited || (was_shown && app.mode == Mode::Browse) {
        effects.extend(index_actions::open(app));
    } else if was_shown {
        // What the user types into the overlay is worth more than a word about the index below it.
        app.index = Index::Awaited;
        effects.push(Effect::Index);
    }
    effects.extend(search::refresh(app));
    effects
}

/// A note cannot be read any more: its last text stays, and the status line says why.
pub fn lost(app: &mut App, note: NoteId, loss: Loss) {
    let name = app.vault.note(note).name().to_owned();
    match &loss {
        Loss::Deleted => app.complain(tr!("{name} was deleted; this is its last text", name)),
        Loss::Unreadable(why) => app.complain(tr!("not reloaded: {why}", why)),
    }
    app.lost.insert(note, loss);
}

/// Notes are no more in their folder. Those that the user is in stay, with their last text; the others go.
pub fn missing(app: &mut App, notes: &[NoteId]) -> Vec<Effect> {
    let held: Vec<NoteId> = std::iter::once(&app.notes.cursor)
        .chain(&app.notes.hoisted)
        .filter(|place| place.node.is_some())
        .map(|place| place.note)
        .collect();
    let (kept, gone): (Vec<NoteId>, Vec<NoteId>) = notes.iter().partition(|note| held.contains(note));
    for note in kept {
        if !app.lost.contains_key(&note) {
            lost(app, note, Loss::Deleted);
        }
    }
    let paths: Vec<NotePath> = gone.into_iter().map(|note| app.vault.note(note).path.clone()).collect();
    if paths.is_empty() { Vec::new() } else { vec![Effect::Forget(paths)] }
}

/// Asks for the notes to be read again.
pub fn ask() -> Vec<Effect> {
    vec![Effect::Reload]
}
