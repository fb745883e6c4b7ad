//! Opening and leaving the index, and what keys do in it that they do not in the notes.

use std::sync::Arc;

use super::asking::open_jump;
use super::effect::Effect;
use super::index::{Contents, Index};
use super::modes::indexing::Indexing;
use super::{App, Mode};
use crate::action::Action;
use crate::find::Scope;
use crate::vault::Vault;
use crate::vault::listing::Listing;

/// Opens the index, or asks for it first.
pub fn open(app: &mut App) -> Vec<Effect> {
    if matches!(app.index, Index::Unlisted | Index::Awaited) {
        app.open(Mode::Indexing(Indexing));
        app.say(tr!("collecting names, tags, dates and links; Esc cancels"));
        return vec![Effect::Index];
    }
    app.index.show();
    // The screen may have changed since.
    app.settle();
    Vec::new()
}

/// Back to the notes, where they were left.
fn close(app: &mut App) {
    app.index.put_aside();
    app.settle();
}

/// Takes the listing, and opens it if the user still waits for it.
pub fn indexed(app: &mut App, vault: &Arc<Vault>, listing: Arc<Listing>) {
    // The notes may have changed since; what they are now is being listed.
    if !Arc::ptr_eq(vault, &app.vault) {
        return;
    }
    match app.index {
        Index::Unlisted => app.index = Index::Aside(Contents::new(listing)),
        Index::Awaited => {
            app.index = Index::Shown(Contents::new(listing));
            app.settle();
        }
        Index::Aside(_) | Index::Shown(_) => {}
    }
    if let Mode::Indexing(_) = app.mode {
        app.close_overlay();
        app.message = None;
        app.index.show();
        app.settle();
    }
}

/// Does `action` where it means something else in the index than in the notes; `None` where it does not.
pub fn perform(app: &mut App, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let is_way_back = matches!(action, Action::Index | Action::Back | Action::Quit)
        || (action == Action::Cancel && count.is_none());
    if is_way_back {
        close(app);
        return Some(Vec::new());
    }
    if action == Action::Jump {
        let scope = app.index.shown().and_then(Contents::scope).unwrap_or(Scope::All);
        return Some(open_jump(app, scope));
    }
    let refers = app.index.shown().is_some_and(|contents| contents.target().is_some());
    if action == Action::ExpandOrChild && refers {
        app.say(tr!("Enter goes there"));
        return Some(Vec::new());
    }
    (action == Action::Toggle && go(app)).then(Vec::new)
}

/// Goes to what the row of the cursor refers to; says whether it refers to anything.
pub fn go(app: &mut App) -> bool {
    let target = app.index.shown().and_then(Contents::target);
    if let Some(place) = target {
        app.jump_to(place);
    }
    target.is_some()
}
