//! What happens to the browser.

use crate::config::key::Key;
use crate::find::Match;

use super::Size;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was typed.
    Key(Key),
    /// Text was pasted into the terminal (bracketed paste).
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has a new size.
    Resize(Size),
    /// The answer to [`super::effect::Effect::Match`].
    Matched(Matched),
    /// The answer to [`super::effect::Effect::Copy`]: what to tell the user, as an error if it failed.
    Copied(Result<String, String>),
}

/// A use of the mouse, at a cell of the screen (0-based).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// The column.
    pub column: u16,
    /// The line.
    pub line: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button was pressed.
    Click,
    /// The wheel was turned away from the user.
    WheelUp,
    /// The wheel was turned towards the user.
    WheelDown,
}

/// The best matches of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// The number of the query they answer.
    pub query_number: u64,
    /// How many matches there are in all.
    pub total: usize,
    /// The best of them, best first.
    pub matches: Vec<Match>,
}
