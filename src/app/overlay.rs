//! What lies above the desk: an overlay answers keys, text, the mouse and the shell with an [`Outcome`], which is data.
//! It is shown the rest of the browser in a [`Context`], and changes nothing but itself.

use super::answer::{Matched, Saved};
use super::effect::{Effect, Excerpt};
use super::kept::{Keep, Kept};
use super::options::{Message, Options, Size};
use super::pointer::Mouse;
use crate::action::Action;
use crate::config::key::{Key, KeyCode};
use crate::config::keymap::Keymap;
use crate::config::look::NamedTheme;
use crate::export::Format;
use crate::find::Query;
use crate::text::width::WidthPolicy;
use crate::vault::{NoteId, Place, Vault};

/// What an overlay may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The notes.
    pub vault: &'a Vault,
    /// What the user can set.
    pub options: &'a Options,
    /// The keys.
    pub keymap: &'a Keymap,
    /// The size of the terminal.
    pub size: Size,
    /// What outlives overlays.
    pub kept: &'a Kept,
}

impl Context<'_> {
    /// How wide the terminal draws what terminals differ about.
    pub fn policy(&self) -> WidthPolicy {
        self.options.policy
    }

    /// The excerpt of `places` in `format`.
    pub fn excerpt(&self, places: Vec<Place>, format: Format) -> Excerpt {
        Excerpt { places, format, with_path: self.options.copy_path }
    }
}

/// What an overlay asks of the shell; [`super::update`] numbers it, and drops answers to what was asked before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// The best matches of a query.
    Match {
        /// What to look for.
        query: Query,
        /// How many matches to return.
        limit: usize,
    },
}

/// What comes of an event, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct Outcome(pub(super) Vec<Step>);

/// A part of what comes of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The overlay is left for the tree.
    Close,
    /// An action is done as if its key had been typed in the tree.
    Do(Action, Option<u32>),
    /// The cursor goes to a place from far away.
    GoTo(Place),
    /// The user is told something.
    Say(Message),
    /// The shell does something.
    Effect(Effect),
    /// The shell is asked something, in the place of what was asked before.
    Ask(Question),
    /// Something is kept beyond the overlay.
    Keep(Keep),
    /// What is selected is copied.
    Copy(Format),
    /// The cursor goes back to where it came from.
    Back,
    /// The cursor's place has a name.
    Mark(char),
    /// A link of a note is followed.
    Follow(NoteId, String),
    /// The screen has a theme from now on.
    Wear(NamedTheme),
    /// A command is given an excerpt.
    Pipe(Excerpt, String),
    /// The marked range is no more.
    Unmark,
    /// What was typed ahead is forgotten.
    ForgetTyped,
}

impl Step {
    /// The user is told something.
    pub fn say(text: impl Into<String>) -> Self {
        Self::Say(Message::new(text))
    }

    /// The user is told that something went wrong.
    pub fn complain(text: impl Into<String>) -> Self {
        Self::Say(Message::error(text))
    }
}

impl Outcome {
    /// Nothing but what has changed in the overlay.
    pub fn stay() -> Self {
        Self::default()
    }

    /// The overlay is left.
    pub fn close() -> Self {
        Step::Close.into()
    }

    /// And `step` after it.
    pub fn then(mut self, step: Step) -> Self {
        self.0.push(step);
        self
    }
}

impl From<Step> for Outcome {
    fn from(step: Step) -> Self {
        Self(vec![step])
    }
}

/// Something above the desk.
pub trait Overlay {
    /// A key was typed.
    fn key(&mut self, context: &Context<'_>, key: Key) -> Outcome;

    /// Text was pasted.
    fn paste(&mut self, _: &Context<'_>, _: &str) -> Outcome {
        Outcome::stay()
    }

    /// The mouse did something.
    fn mouse(&mut self, _: &Context<'_>, _: Mouse) -> Outcome {
        Outcome::stay()
    }

    /// The shell answers the newest question.
    fn matched(&mut self, _: &Context<'_>, _: Matched) -> Outcome {
        Outcome::stay()
    }

    /// The shell says what came of writing a file; one that nobody waits for tells the user.
    fn saved(&mut self, _: &Context<'_>, saved: Saved) -> Outcome {
        told(saved)
    }

    /// Places are others now.
    fn carry_over(&mut self, _: &dyn Fn(Place) -> Option<Place>) {}

    /// The notes are others now.
    fn refresh(&mut self, _: &Context<'_>) -> Outcome {
        Outcome::stay()
    }

    /// The screen has another size.
    fn settle(&mut self, _: &Context<'_>) {}

    /// Whether it waits for an answer, so that what is typed now is meant for what comes after it.
    fn awaits(&self) -> bool {
        false
    }
}

/// Whether a key ends whatever waits.
pub(super) fn cancels(key: Key) -> bool {
    key.is(KeyCode::Esc) || key.is_ctrl('c')
}

/// What the user is told of a file that nobody waits for.
pub(super) fn told(saved: Saved) -> Outcome {
    match saved {
        Saved::Done(text) => Step::say(text).into(),
        Saved::Failed(text) => Step::complain(text).into(),
        Saved::Exists => Step::complain(tr!("not written: the file exists")).into(),
    }
}
