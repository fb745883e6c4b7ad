//! The one entry to every change of the state; dispatches, and does nothing itself.

use std::sync::Arc;

use super::effect::Effect;
use super::event::{Event, Mouse};
use super::mouse::Pressed;
use super::overlay::{Context, Outcome, Overlay, Step, cancels, told};
use super::{
    App, Mode, Size, browse, index, links, loading, mouse, moving, piping, recent, reload, rest, search,
    themes,
};

/// Changes `app` by `event`, and says what the shell is to do.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let notes = Arc::clone(&app.vault);
    let mut effects = dispatch(app, event);
    if !Arc::ptr_eq(&notes, &app.vault) {
        effects.extend(refresh(app));
    }
    // What was typed ahead is handled as soon as nothing is waited for.
    while !is_awaiting(app)
        && let Some(key) = app.typed_ahead.pop_front()
    {
        effects.extend(dispatch(app, Event::Key(key)));
    }
    rest::held_back(app, effects)
}

/// Asks the overlay that is on; `None` without one.
fn overlay(
    app: &mut App,
    ask: impl FnOnce(&mut dyn Overlay, &Context<'_>) -> Outcome,
) -> Option<Vec<Effect>> {
    let (overlay, context) = app.overlay()?;
    let outcome = ask(overlay, &context);
    Some(apply(app, outcome))
}

/// Does what comes of an event in an overlay.
fn apply(app: &mut App, outcome: Outcome) -> Vec<Effect> {
    let mut effects = Vec::new();
    for step in outcome.0 {
        match step {
            Step::Close => app.mode = Mode::Browse,
            Step::Do(action, count) => effects.extend(browse::perform(app, action, count)),
            Step::GoTo(place) => app.jump_to(place),
            Step::Say(message) => app.message = Some(message),
            Step::Effect(effect) => {
                if let Effect::OpenNote { path } = &effect {
                    app.say(tr!("opening {path}", path));
                }
                effects.push(effect);
            }
            Step::Ask(question) => effects.push(app.ask(question)),
            Step::Keep(keep) => app.kept.keep(keep),
            Step::Copy(format) => effects.extend(browse::copy(app, format)),
            Step::Back => moving::go_back(app),
            Step::Mark(letter) => app.marks.set(letter, app.notes.cursor),
            Step::Follow(note, target) => effects.extend(links::follow(app, note, target)),
            Step::Pipe(excerpt, command) => effects.extend(piping::start(app, excerpt, command)),
            Step::Unmark => app.mark = None,
            Step::ForgetTyped => app.typed_ahead.clear(),
            Step::Wear(theme) => themes::keep(app, theme),
        }
    }
    effects
}

/// The notes are others now: what the overlay had found in them is asked for again.
fn refresh(app: &mut App) -> Vec<Effect> {
    overlay(app, |overlay, context| overlay.refresh(context)).unwrap_or_default()
}

fn is_awaiting(app: &mut App) -> bool {
    app.overlay().is_some_and(|(overlay, _)| overlay.awaits())
}

fn dispatch(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => {
            if is_awaiting(app) {
                if !cancels(key) {
                    app.typed_ahead.push_back(key);
                    return Vec::new();
                }
                app.typed_ahead.clear();
            }
            app.message = None;
            app.changed.clear();
            if let Some(effects) = overlay(app, |overlay, context| overlay.key(context, key)) {
                return effects;
            }
            if let Mode::Search(_) = app.mode { search::input::key(app, key) } else { browse::key(app, key) }
        }
        Event::Paste(text) => paste(app, &text),
        Event::Mouse(mouse) => {
            app.is_untouched = false;
            app.message = None;
            if app.mode != Mode::Browse {
                // What is clicked there is no row of the tree, for a second click to mean.
                app.pressed = Pressed::default();
            }
            pointed(app, mouse)
        }
        Event::Resize(size) => {
            resize(app, size);
            Vec::new()
        }
        Event::Matched(matched) => {
            if matched.query_number != app.query_number {
                return Vec::new();
            }
            overlay(app, |overlay, context| overlay.matched(context, matched)).unwrap_or_default()
        }
        Event::Found(found) => {
            let typed_ahead = search::found(app, found);
            typed_ahead.into_iter().flat_map(|key| update(app, Event::Key(key))).collect()
        }
        Event::Indexed { vault, listing } => {
            index::indexed(app, &vault, listing);
            Vec::new()
        }
        Event::Saved(saved) => {
            let outcome = match app.overlay() {
                Some((overlay, context)) => overlay.saved(&context, saved),
                None => told(saved),
            };
            apply(app, outcome)
        }
        Event::Piped(piped) => {
            piping::ended(app, &piped);
            Vec::new()
        }
        Event::Followed(followed) => links::followed(app, followed),
        Event::Reloaded(reloaded) => reload::reloaded(app, reloaded),
        Event::RestProgressed(progress) => {
            rest::progressed(app, progress);
            Vec::new()
        }
        Event::Rest(rest) => rest::arrived(app, *rest),
        Event::Progressed(progress) => {
            loading::progressed(app, progress);
            Vec::new()
        }
        Event::Recalled(notes) => {
            loading::recalled(app, &notes);
            Vec::new()
        }
        Event::RecentNotes(recent) => {
            app.recent_notes = recent;
            Vec::new()
        }
        Event::Missing(notes) => reload::missing(app, &notes),
        Event::Opened(opened) => {
            recent::opened(app, opened);
            Vec::new()
        }
        Event::Lost { note, loss } => {
            reload::lost(app, note, loss);
            rest::failed(app)
        }
        Event::Warned(text) => {
            app.complain(text);
            Vec::new()
        }
        Event::Copied(result) => {
            match result {
                Ok(text) => app.say(text),
                Err(text) => app.complain(text),
            }
            Vec::new()
        }
    }
}

/// What is done with the mouse is done in the mode that is on.
fn pointed(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    if let Some(effects) = overlay(app, |overlay, context| overlay.mouse(context, mouse)) {
        return effects;
    }
    let Mode::Search(_) = app.mode else { return mouse::mouse(app, mouse) };
    search::input::mouse(app, mouse);
    Vec::new()
}

/// Pasted text goes where typed text would.
fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    if let Some(effects) = overlay(app, |overlay, context| overlay.paste(context, text)) {
        return effects;
    }
    if let Mode::Search(_) = app.mode { search::input::paste(app, text) } else { Vec::new() }
}

fn resize(app: &mut App, size: Size) {
    // Terminals tell of some changes more than once, or of one that has been undone.
    if size == app.size {
        return;
    }
    app.size = size;
    app.settle();
    if let Some((overlay, context)) = app.overlay() {
        overlay.settle(&context);
    }
    app.message = None;
    app.say_if_small();
}
