//! A large note of which only the head has been read yet. The user goes about in it; what needs the whole is done, or done
//! again, when the rest is there.

use super::effect::{Effect, Excerpt};
use super::event::Rest;
use super::memory;
use super::moves::Moves;
use super::progress::RestProgress;
use super::reload::reloaded;
use super::unread::Unread;
use super::{App, search};
use crate::vault::Place;

/// Takes how far the reading has come.
pub fn progressed(app: &mut App, progress: RestProgress) {
    if let Some(unread) = &mut app.unread {
        unread.progress = Some(progress);
    }
}

/// Takes the rest. Where the user has not gone anywhere yet, the note is as it was left the last time.
pub fn arrived(app: &mut App, rest: Rest) -> Vec<Effect> {
    let unread = app.unread.take();
    let moves = rest.reloaded.moves.clone();
    let is_at_end = unread.as_ref().is_some_and(|unread| unread.end == Some(app.notes.cursor));
    let mut effects = reloaded(app, rest.reloaded);
    let note = unread.as_ref().and_then(|unread| moves.note(unread.note));
    if let (Some(memory), Some(note)) = (rest.memory, note) {
        if app.is_untouched {
            memory::restore(app, note, &memory, true);
            app.is_untouched = false;
        } else {
            memory::restore_marks(app, note, &memory);
        }
    }
    if let Some(last) = app.notes.rows().last().filter(|_| is_at_end) {
        app.notes.cursor = last;
        app.settle();
    }
    effects.extend(released(unread, &moves));
    effects
}

/// The rest cannot be read: what waited for it makes do with the head.
pub fn failed(app: &mut App) -> Vec<Effect> {
    let Some(unread) = app.unread.take() else { return Vec::new() };
    let mut effects = search::refresh(app);
    effects.extend(unread.held);
    effects
}

/// `effects` without those that take along what has not been read whole yet: they wait.
pub fn held_back(app: &mut App, effects: Vec<Effect>) -> Vec<Effect> {
    let Some(mut unread) = app.unread.take() else { return effects };
    let mut free = Vec::new();
    for mut effect in effects {
        let is_incomplete = effect.excerpt_mut().is_some_and(|excerpt| is_incomplete(app, &unread, excerpt));
        if is_incomplete { unread.held.push(effect) } else { free.push(effect) }
    }
    app.unread = Some(unread);
    free
}

/// Whether an excerpt has the end of what has been read in it, which is not that of the note.
fn is_incomplete(app: &App, unread: &Unread, excerpt: &Excerpt) -> bool {
    let outline = &app.vault.note(unread.note).outline;
    let reaches_end = |place: &Place| {
        place.note == unread.note && place.node.is_none_or(|id| outline.node(id).end().0 >= outline.len())
    };
    excerpt.places.iter().any(reaches_end)
}

/// What waited, with its places as they are now.
fn released(unread: Option<Unread>, moves: &Moves) -> impl Iterator<Item = Effect> {
    let held = unread.map(|unread| unread.held).unwrap_or_default();
    held.into_iter().map(move |mut effect| {
        if let Some(excerpt) = effect.excerpt_mut() {
            excerpt.places = excerpt.places.iter().filter_map(|&place| moves.get(place)).collect();
        }
        effect
    })
}
