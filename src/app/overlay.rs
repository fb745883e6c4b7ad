//! Overlays: what lies above the tree and gets the keys, the pastes and the mouse.
//!
//! An overlay sees the rest of the browser in a [`Context`], read-only, and changes nothing but itself. It answers with
//! an [`Outcome`]: steps as data, which [`super::update`] applies in order. No step opens an overlay: actions do.

use super::answer::{Matched, Saved};
use super::effect::{Effect, Excerpt};
use super::kept::{Keep, Kept};
use super::options::{Message, Options, Size};
use super::pointer::Mouse;
use super::search::state::Searching;
use super::tree::Tree;
use crate::action::Action;
use crate::config::key::{Key, KeyCode};
use crate::config::keymap::Keymap;
use crate::config::theme::Theme;
use crate::export::Format;
use crate::find::Query;
use crate::find::text::TextQuery;
use crate::text::width::WidthPolicy;
use crate::vault::{Place, Vault};

/// The part of the browser's state that overlays see.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The notes.
    pub vault: &'a Vault,
    /// The notes as a tree, with the cursor.
    pub notes: &'a Tree,
    /// Everything that the user can set.
    pub options: &'a Options,
    /// The keys.
    pub keymap: &'a Keymap,
    /// The size of the terminal.
    pub size: Size,
    /// Everything that outlives overlays.
    pub kept: &'a Kept,
    /// The text search.
    pub search: &'a Searching,
    /// Whether all notes have been read to their ends.
    pub is_whole: bool,
}

impl Context<'_> {
    /// How wide the terminal draws what terminals differ about.
    pub fn policy(&self) -> WidthPolicy {
        self.options.policy
    }

    /// Which match of the text search the cursor is at, and how many there are.
    pub fn tally(&self) -> Option<String> {
        self.search.tally(self.notes, self.is_whole)
    }

    /// The excerpt of `places` in `format`.
    pub fn excerpt(&self, places: Vec<Place>, format: Format) -> Excerpt {
        Excerpt { places, format, with_path: self.options.copy_path }
    }
}

/// A question to the shell. `update` numbers it, and knows a late answer by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// The best matches of a query; answered by [`Overlay::matched`].
    Match {
        /// The query.
        query: Query,
        /// How many matches to return.
        limit: usize,
    },
    /// Writing an excerpt to a file; answered by [`Overlay::saved`].
    Write {
        /// The excerpt.
        excerpt: Excerpt,
        /// The file, as the user typed it.
        path: String,
        /// Whether an existing file may be overwritten.
        overwrite: bool,
    },
    /// Running a command with an excerpt as its input; it runs on when the overlay is closed.
    Pipe {
        /// The excerpt.
        excerpt: Excerpt,
        /// The command, as the user typed it.
        command: String,
    },
}

/// The steps that follow from an event, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct Outcome(Vec<Step>);

/// A step of an [`Outcome`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Closes the overlay.
    Close,
    /// Performs an action, with a count, as if its key had been typed in the tree.
    Do(Action, Option<u32>),
    /// Moves the cursor to a place that may be far away.
    GoTo(Place),
    /// Shows a message to the user.
    Notify(Message),
    /// Hands an effect to the shell.
    Effect(Effect),
    /// Asks the shell a question, in place of an earlier one.
    Ask(Question),
    /// Keeps something beyond the overlay.
    Keep(Keep),
    /// Ends the marked range.
    Deselect,
    /// Changes the text search.
    Search(SearchStep),
}

/// A change of the text search by its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchStep {
    /// Another query is typed: the first match from where the line was opened is shown.
    Typed {
        /// The query.
        query: TextQuery,
        /// Whether a match in the row of the cursor counts.
        includes_cursor: bool,
    },
    /// The query is entered: the line is closed as soon as its first match is known.
    Entered,
    /// The line is closed: the search before it is on again.
    Cancelled,
}

impl Step {
    /// A message to the user.
    pub fn notify(text: impl Into<String>) -> Self {
        Self::Notify(Message::new(text))
    }

    /// A message to the user that something went wrong.
    pub fn notify_error(text: impl Into<String>) -> Self {
        Self::Notify(Message::error(text))
    }

    /// Replaces each place by what `now` returns; `false` if the step leads to one that was deleted.
    fn carry_over(&mut self, now: &dyn Fn(Place) -> Option<Place>) -> bool {
        match self {
            Self::GoTo(place) => now(*place).map(|moved| *place = moved).is_some(),
            Self::Effect(Effect::Open { note, .. }) => {
                now(Place { note: *note, node: None }).map(|moved| *note = moved.note).is_some()
            }
            Self::Effect(effect) => effect.excerpt_mut().is_none_or(|excerpt| {
                excerpt.places = excerpt.places.iter().filter_map(|&place| now(place)).collect();
                !excerpt.places.is_empty()
            }),
            Self::Search(_)
            | Self::Close
            | Self::Do(..)
            | Self::Notify(_)
            | Self::Ask(_)
            | Self::Keep(_)
            | Self::Deselect => true,
        }
    }
}

impl Outcome {
    /// No step: the overlay stays.
    pub fn stay() -> Self {
        Self::default()
    }

    /// Closes the overlay.
    pub fn close() -> Self {
        Step::Close.into()
    }

    /// The same with `step` at the end.
    pub fn then(mut self, step: Step) -> Self {
        self.0.push(step);
        self
    }

    /// The same with the steps of `other` at the end.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The steps, in order.
    pub fn into_steps(self) -> Vec<Step> {
        self.0
    }

    /// The theme that it keeps, if it does.
    pub fn theme(&self) -> Option<&Theme> {
        self.0.iter().find_map(|step| {
            if let Step::Keep(Keep::Theme(theme)) = step { Some(&*theme.theme) } else { None }
        })
    }

    /// Replaces each place by what `now` returns; `false` if a step leads to one that was deleted.
    pub fn carry_over(&mut self, now: &dyn Fn(Place) -> Option<Place>) -> bool {
        self.0.iter_mut().all(|step| step.carry_over(now))
    }
}

impl From<Step> for Outcome {
    fn from(step: Step) -> Self {
        Self(vec![step])
    }
}

/// An overlay. Every method but [`Overlay::key`] has a default that does nothing.
pub trait Overlay {
    /// Takes a key.
    fn key(&mut self, context: &Context<'_>, key: Key) -> Outcome;

    /// Takes a text that was pasted.
    fn paste(&mut self, _: &Context<'_>, _: &str) -> Outcome {
        Outcome::stay()
    }

    /// Takes a mouse event.
    fn mouse(&mut self, _: &Context<'_>, _: Mouse) -> Outcome {
        Outcome::stay()
    }

    /// Takes an answer to the newest question, [`Question::Match`].
    fn matched(&mut self, _: &Context<'_>, _: Matched) -> Outcome {
        Outcome::stay()
    }

    /// Takes the answer to the newest question, [`Question::Write`].
    fn saved(&mut self, _: &Context<'_>, saved: Saved) -> Outcome {
        report(saved)
    }

    /// Replaces each place by what `now` returns: the notes are about to change.
    fn carry_over(&mut self, _: &dyn Fn(Place) -> Option<Place>) {}

    /// Looks again at the notes, which have changed.
    fn refresh(&mut self, _: &Context<'_>) -> Outcome {
        Outcome::stay()
    }

    /// Adapts to a new size of the screen.
    fn settle(&mut self, _: &Context<'_>) {}

    /// Whether it waits for an answer: what is typed meanwhile is meant for what the answer leads to.
    fn awaits(&self) -> bool {
        false
    }
}

/// Whether a key calls off a wait: it is never typed ahead.
pub(super) fn cancels(key: Key) -> bool {
    key.is(KeyCode::Esc) || key.is_ctrl('c')
}

/// The message about a file that no overlay waits for.
pub(super) fn report(saved: Saved) -> Outcome {
    match saved {
        Saved::Done(text) => Step::notify(text).into(),
        Saved::Failed(text) => Step::notify_error(text).into(),
        Saved::Exists => Step::notify_error(tr!("not written: the file exists")).into(),
    }
}
