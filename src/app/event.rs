//! What happens to the browser.

use std::sync::Arc;

use crate::config::key::Key;
use crate::outline::NodeId;
use crate::vault::listing::Listing;
use crate::vault::{NoteId, Order, Vault};

pub use super::answer::{Found, Matched, Saved};
use super::moves::Moves;
use super::note_memory::NoteMemory;
use super::options::Size;
pub use super::pointer::{Mouse, MouseKind};
pub use super::progress::{Progress, RestProgress};
use super::recent_note::RecentNote;

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
    Saved {
        /// The number of the question.
        number: u64,
        /// The result.
        saved: Saved,
    },
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

impl Event {
    /// True if it answers a question of the browser.
    pub fn is_answer(&self) -> bool {
        matches!(self, Self::Matched(_) | Self::Found(_) | Self::Indexed { .. } | Self::Saved { .. })
    }
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

/// The rest of a note whose head is shown already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// The whole note, in place of its head.
    pub reloaded: Reloaded,
    /// The state in which it was left the last time.
    pub memory: Option<NoteMemory<NodeId>>,
}

/// A note in the place of what was open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The note alone.
    pub vault: Arc<Vault>,
    /// Its remembered state, if there is any.
    pub memory: Option<NoteMemory<NodeId>>,
    /// The notes that were read before, the newest first.
    pub recent: Vec<RecentNote>,
}
