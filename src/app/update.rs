//! The one entry to every change of the state; dispatches, and does nothing itself.

use super::effect::Effect;
use super::event::{Event, Mouse};
use super::mouse::Pressed;
use super::{
    App, Mode, Size, browse, choice, help, index, jump, links, loading, marks, mouse, palette, piping,
    prompt, recent, reload, rest, search,
};

/// Changes `app` by `event`, and says what the shell is to do.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let effects = dispatch(app, event);
    rest::held_back(app, effects)
}

fn dispatch(app: &mut App, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => {
            app.message = None;
            app.changed.clear();
            match app.mode {
                Mode::Browse => browse::key(app, key),
                Mode::Indexing(_) => index::key(app, key),
                Mode::Jump(_) => jump::key(app, key),
                Mode::Choice(_) => choice::key(app, key),
                Mode::Marking => marks::key(app, key),
                Mode::Prompt(_) => prompt::key(app, key),
                Mode::Search(_) => search::input::key(app, key),
                Mode::Palette(_) => palette::key(app, key),
                Mode::Output(_) => piping::key(app, key),
                Mode::Help(_) => help::key(app, key),
            }
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
            let (mut effects, typed_ahead) = jump::matched(app, matched);
            effects.extend(typed_ahead.into_iter().flat_map(|key| update(app, Event::Key(key))));
            effects
        }
        Event::Found(found) => {
            let typed_ahead = search::found(app, found);
            typed_ahead.into_iter().flat_map(|key| update(app, Event::Key(key))).collect()
        }
        Event::Indexed { vault, listing } => {
            let typed_ahead = index::indexed(app, &vault, listing);
            typed_ahead.into_iter().flat_map(|key| update(app, Event::Key(key))).collect()
        }
        Event::Saved(saved) => {
            let typed_ahead = prompt::saved(app, saved);
            typed_ahead.into_iter().flat_map(|key| update(app, Event::Key(key))).collect()
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
    match app.mode {
        Mode::Browse => mouse::mouse(app, mouse),
        Mode::Jump(_) => jump::mouse(app, mouse),
        Mode::Palette(_) => palette::mouse(app, mouse),
        Mode::Help(_) => help::mouse(app, mouse),
        Mode::Choice(_) => choice::mouse(app, mouse),
        Mode::Output(_) => {
            piping::mouse(app, mouse);
            Vec::new()
        }
        Mode::Prompt(_) => {
            prompt::mouse(app, mouse);
            Vec::new()
        }
        Mode::Search(_) => {
            search::input::mouse(app, mouse);
            Vec::new()
        }
        Mode::Indexing(_) | Mode::Marking => Vec::new(),
    }
}

/// Pasted text goes where typed text would.
fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    match app.mode {
        Mode::Jump(_) => jump::paste(app, text),
        Mode::Search(_) => search::input::paste(app, text),
        Mode::Prompt(_) => {
            prompt::paste(app, text);
            Vec::new()
        }
        Mode::Palette(_) => {
            palette::paste(app, text);
            Vec::new()
        }
        Mode::Help(_) => {
            help::paste(app, text);
            Vec::new()
        }
        Mode::Browse | Mode::Indexing(_) | Mode::Choice(_) | Mode::Marking | Mode::Output(_) => Vec::new(),
    }
}

fn resize(app: &mut App, size: Size) {
    // Terminals tell of some changes more than once, or of one that has been undone.
    if size == app.size {
        return;
    }
    app.size = size;
    app.settle();
    piping::settle(app);
    help::settle(app);
    app.message = None;
    app.say_if_small();
}
