//! What happens to the browser.

use std::sync::Arc;

use crate::config::key::Key;
use crate::find::Ranked;
use crate::outline::NodeId;
use crate::vault::listing::Listing;
use crate::vault::{NoteId, Order, Place, Vault};

use super::Size;
use super::loading::Progress;
use super::memory::NoteMemory;
use super::recent::{Opened, RecentNote};
use super::reload::Moves;
use super::rest::{Rest, RestProgress};

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
    /// An answer to [`super::effect::Effect::Seek`].
    Found(Found),
    /// The answer to [`super::effect::Effect::Index`].
    Indexed {
        /// The notes that are listed.
        vault: Arc<Vault>,
        /// What they speak of.
        listing: Arc<Listing>,
    },
    /// The answer to [`super::effect::Effect::Copy`]: what to tell the user, as an error if it failed.
    Copied(Result<String, String>),
    /// The answer to [`super::effect::Effect::Write`].
    Saved(Saved),
    /// The answer to [`super::effect::Effect::Pipe`].
    Piped(Piped),
    /// Notes have changed on disk, or [`super::effect::Effect::Reload`] is answered.
    Reloaded(Reloaded),
    /// How far the rest of a note has been read.
    RestProgressed(RestProgress),
    /// The rest of a note has been read, of which only the head was shown.
    Rest(Box<Rest>),
    /// How far the folders have been read.
    Progressed(Progress),
    /// What is remembered of notes and folders that are new, and whether the cursor was in them last.
    Recalled(Vec<(NoteId, NoteMemory<NodeId>, bool)>),
    /// The notes that were read before, the newest first.
    RecentNotes(Vec<RecentNote>),
    /// Notes of a folder are there no more.
    Missing(Vec<NoteId>),
    /// A note cannot be read any more.
    Lost {
        /// Which.
        note: NoteId,
        /// Why.
        loss: Loss,
    },
    /// The answer to [`super::effect::Effect::Open`].
    Followed(Followed),
    /// The answer to [`super::effect::Effect::OpenNote`].
    Opened(Opened),
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
    /// The left button was pressed again, at the same cell and soon.
    DoubleClick,
    /// The mouse was moved with the left button pressed; here it is now.
    Drag,
    /// The left button was released.
    Release,
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

/// Nodes that have what is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of the search they answer.
    pub number: u64,
    /// Those that no answer before this one had, in the order of the search: from where it began to the end, then from
    /// the beginning.
    pub places: Vec<Place>,
    /// Whether all has been searched; otherwise a further answer follows.
    pub is_complete: bool,
}

/// The notes as they are now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reloaded {
    /// All of them.
    pub vault: Arc<Vault>,
    /// Where they and the nodes of those that changed have gone.
    pub moves: Moves,
    /// Why they are told.
    pub cause: Cause,
    /// What to tell the user of notes that came, went or were renamed.
    pub news: Vec<String>,
}

/// Why the notes are not what they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// More of a folder has been read.
    Read,
    /// The user asked for them to be read again.
    Asked,
    /// They have changed on disk.
    Noticed,
    /// The user wants them in this order.
    Sorted(Order),
}

/// Why a note cannot be read any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// There is no such file.
    Deleted,
    /// What to tell the user.
    Unreadable(String),
}

/// Where a link led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Followed {
    /// To a note that is open, and a heading in it.
    Note {
        /// The note.
        note: NoteId,
        /// The heading, as the link names it.
        heading: Option<String>,
    },
    /// Out of midashi: what was opened.
    Opened(String),
    /// Nowhere, as there is nothing to open it with: what it was.
    NoDesktop(String),
    /// Nowhere: what to tell the user.
    Failed(String),
}

/// What came of writing a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is written: what to tell the user.
    Done(String),
    /// It is there already, and stayed as it was.
    Exists,
    /// It is not written: what to tell the user.
    Failed(String),
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piped {
    /// The number of the command.
    pub number: u64,
    /// How much it was given: `12 lines as text`.
    pub amount: String,
    /// What it wrote to standard output; untrusted.
    pub printed: String,
    /// What it wrote to standard error; untrusted.
    pub complaint: String,
    /// Whether it wrote more than was kept.
    pub is_cut: bool,
    /// How it ended.
    pub ending: Ending,
}

/// How a command ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Well.
    Success,
    /// With an error; its status in words.
    Failure(String),
    /// The user had it ended.
    Cancelled,
    /// It was never run; why.
    NotRun(String),
}
