//! The one entry to every change of the state; dispatches, and does nothing itself.

use std::sync::Arc;

use super::answer::Saved;
use super::asking::ask;
use super::effect::Effect;
use super::event::Event;
use super::overlay::{Context, Outcome, Overlay, Step, cancels, report};
use super::pressed::Pressed;
use super::typed::Typed;
use super::{
    App, Mode, Size, browse, index_actions, links, loading, mouse, piping, recent, reload, rest, search,
};

/// Changes `app` by `event`, and returns the effects for the shell to perform.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let was_awaiting = is_awaiting(app);
    let is_answer = event.is_answer();
    if was_awaiting && let Some(typed) = typed_ahead(&event) {
        app.typed_ahead.push_back(typed);
        return Vec::new();
    }
    let notes = Arc::clone(&app.vault);
    let mut effects = dispatch(app, event);
    if !Arc::ptr_eq(&notes, &app.vault) {
        effects.extend(refresh(app));
    }
    if was_awaiting && !is_answer && !is_awaiting(app) {
        // The wait was called off: what was typed ahead was meant for what never came.
        app.typed_ahead.clear();
    }
    while !is_awaiting(app)
        && let Some(typed) = app.typed_ahead.pop_front()
    {
        effects.extend(match typed {
            Typed::Key(key) => dispatch(app, Event::Key(key)),
            Typed::Paste(text) => dispatch(app, Event::Paste(text)),
        });
    }
    rest::held_back(app, effects)
}

/// The key or the paste of an event, unless it calls off the wait.
fn typed_ahead(event: &Event) -> Option<Typed> {
    if let Event::Key(key) = event {
        (!cancels(*key)).then_some(Typed::Key(*key))
    } else if let Event::Paste(text) = event {
        Some(Typed::Paste(text.clone()))
    } else {
        None
    }
}

/// Asks the overlay, and applies its outcome; `None` without one.
fn overlay(
    app: &mut App,
    ask: impl FnOnce(&mut dyn Overlay, &Context<'_>) -> Outcome,
) -> Option<Vec<Effect>> {
    let (overlay, context) = app.overlay()?;
    let outcome = ask(overlay, &context);
    Some(apply(app, outcome))
}

/// Applies the steps of an outcome, in order.
fn apply(app: &mut App, outcome: Outcome) -> Vec<Effect> {
    let mut effects = Vec::new();
    for step in outcome.into_steps() {
        match step {
            Step::Close => app.close_overlay(),
            Step::Do(action, count) => effects.extend(browse::perform(app, action, count)),
            Step::GoTo(place) => app.jump_to(place),
            Step::Notify(message) => app.message = Some(message),
            Step::Effect(effect) => effects.push(effect),
            Step::Ask(question) => effects.extend(ask(app, question)),
            Step::Keep(keep) => app.kept.keep(keep),
            Step::Deselect => app.mark = None,
            Step::Search(step) => effects.extend(search::line::apply(app, step)),
        }
    }
    effects
}

/// Has the overlay look again at notes that have changed.
fn refresh(app: &mut App) -> Vec<Effect> {
    overlay(app, |overlay, context| overlay.refresh(context)).unwrap_or_default()
}

/// Takes the result of writing a file. Of one that no overlay waits for any more the user is told.
fn saved(app: &mut App, number: u64, saved: Saved) -> Vec<Effect> {
    if number != app.question_number {
        return apply(app, report(saved));
    }
    let effects = overlay(app, |overlay, context| overlay.saved(context, saved)).unwrap_or_default();
    if app.overlay().is_some() {
        // It goes on with the user, to whose next key nothing that was typed before it is an answer.
        app.typed_ahead.clear();
    }
    effects
}

fn is_awaiting(app: &mut App) -> bool {
    app.overlay().is_some_and(|(overlay, _)| overlay.awaits())
}

fn dispatch(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => {
            app.message = None;
            app.changed.clear();
            if let Some(effects) = overlay(app, |overlay, context| overlay.key(context, key)) {
                return effects;
            }
            browse::key(app, key)
        }
        // Where nothing is typed, a paste has no meaning.
        Event::Paste(text) => {
            overlay(app, |overlay, context| overlay.paste(context, &text)).unwrap_or_default()
        }
        Event::Mouse(mouse) => {
            app.is_untouched = false;
            app.message = None;
            if app.mode != Mode::Browse {
                // What is clicked there is no row of the tree, for a second click to mean.
                app.pressed = Pressed::default();
            }
            overlay(app, |overlay, context| overlay.mouse(context, mouse))
                .unwrap_or_else(|| mouse::mouse(app, mouse))
        }
        Event::Resize(size) => {
            resize(app, size);
            Vec::new()
        }
        Event::Matched(matched) => {
            if matched.query_number != app.question_number {
                return Vec::new();
            }
            overlay(app, |overlay, context| overlay.matched(context, matched)).unwrap_or_default()
        }
        Event::Found(found) => {
            search::found(app, found);
            Vec::new()
        }
        Event::Indexed { vault, listing } => {
            index_actions::indexed(app, &vault, listing);
            Vec::new()
        }
        Event::Saved { number, saved } => self::saved(app, number, saved),
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
