//! What happens to the browser.

use std::sync::Arc;

use crate::config::key::Key;
use crate::find::Ranked;
use crate::vault::listing::Listing;

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
    /// An answer to [`super::effect::Effect::Match`].
    Matched(Matched),
    /// The answer to [`super::effect::Effect::Index`].
    Indexed(Arc<Listing>),
    /// The answer to [`super::effect::Effect::Copy`]: what to tell the user, as an error if it failed.
    Copied(Result<String, String>),
    /// Something is not as it should be, though work goes on: what to tell the user.
    Warned(String),
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
    /// Whether all has been searched; otherwise a further answer follows.
    pub is_complete: bool,
    /// What has been found.
    pub ranked: Ranked,
}
