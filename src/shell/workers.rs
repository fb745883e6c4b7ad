//! The workers that do what takes time or touches the world, and which of them performs an effect.

use std::sync::Arc;

use super::effects::{Copying, Wanted, Worker, Writing};
use super::indexing::Indexing;
use super::keyboard::Keyboard;
use super::matching::Matching;
use super::opening::Opening;
use super::piping::Piping;
use super::reloading::{Reloading, Request};
use super::searching::Searching;
use super::signals::Signals;
use super::state::{Remembering, name_of};
use crate::app::App;
use crate::app::effect::Effect;
use crate::note::entry::Line;
use crate::vault::NoteId;

/// All workers. They end with the program.
pub(super) struct Workers {
    pub(super) matching: Matching,
    pub(super) searching: Searching,
    pub(super) indexing: Indexing,
    pub(super) copying: Worker<Copying>,
    pub(super) writing: Worker<Writing>,
    pub(super) reloading: Reloading,
    pub(super) opening: Worker<Opening>,
    pub(super) remembering: Option<Worker<Remembering>>,
    pub(super) piping: Piping,
    pub(super) keyboard: Keyboard,
    pub(super) signals: Signals,
}

/// An effect that is the event loop's own, since it ends it or needs the terminal.
pub(super) enum Own {
    /// The program is to end.
    Quit,
    /// It is to stop until the user's shell continues it.
    Suspend,
    /// The terminal may show something else than what was drawn.
    Redraw,
    /// The user's editor is to have the terminal.
    Edit {
        /// The note that is to be edited,
        note: NoteId,
        /// and from where.
        line: Line,
    },
}

impl Workers {
    /// Has what is open remembered; not of a note of which only the head has been read.
    pub(super) fn remember(&self, app: &App) {
        if let Some(remembering) = self.remembering.as_ref().filter(|_| app.unread.is_none()) {
            remembering.request(Remembering::of(app));
        }
    }

    /// Has an effect performed, or gives it back to the event loop.
    pub(super) fn perform(&self, app: &App, effect: Effect) -> Option<Own> {
        let vault = &app.vault;
        let left = || name_of(vault, app.notes.cursor.note);
        let copy = |wanted| self.copying.request(Copying { vault: Arc::clone(vault), wanted });
        match effect {
            Effect::Quit => return Some(Own::Quit),
            Effect::Suspend => return Some(Own::Suspend),
            Effect::Redraw => return Some(Own::Redraw),
            Effect::Edit { note, line } => return Some(Own::Edit { note, line }),
            Effect::Copy(excerpt) => copy(Wanted::Excerpt(excerpt)),
            Effect::CopyReference { note, line } => copy(Wanted::Reference(note, line)),
            Effect::Write { number, excerpt, path, overwrite } => {
                self.writing.request(Writing { number, vault: Arc::clone(vault), excerpt, path, overwrite });
            }
            Effect::Pipe { number, excerpt, command } => self.piping.start(vault, number, excerpt, command),
            Effect::EndCommand { number } => self.piping.end(number),
            Effect::Reload => self.reloading.request(Request::All),
            Effect::Sort(order) => self.reloading.request(Request::Sort(order)),
            Effect::Forget(paths) => self.reloading.request(Request::Forget(paths)),
            Effect::Seek { number, query, from } => self.searching.request(vault, number, query, from),
            Effect::Open { note, target } => {
                self.opening.request(Opening { vault: Arc::clone(vault), note, target });
            }
            Effect::OpenNote { path } => {
                self.remember(app);
                self.reloading.request(Request::Open { path, left: left() });
            }
            Effect::OpenTour => {
                self.remember(app);
                self.reloading.request(Request::OpenTour { left: left() });
            }
            Effect::Index => self.indexing.request(vault),
            Effect::Match { query_number, query, limit } => {
                self.matching.request(vault, query_number, query, limit);
            }
        }
        None
    }
}
