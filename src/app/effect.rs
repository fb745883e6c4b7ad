//! What the browser wants done in the world, as data: places are named, no text is carried.

use crate::export::Format;
use crate::find::Query;
use crate::find::text::TextQuery;
use crate::note::entry::Line;
use crate::vault::{NoteId, NotePath, Order, Place};

/// A part of the notes that is taken along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The places whose subtrees it has, in document order; none stands below another.
    pub places: Vec<Place>,
    /// In which form it is taken.
    pub format: Format,
    /// Whether it brings what stands above the places.
    pub with_path: bool,
}

/// Something for the shell to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Stop the process until the user's shell continues it (`SIGTSTP`).
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Put an excerpt on the clipboard; answered with [`super::event::Event::Copied`].
    Copy(Excerpt),
    /// Put the path of a note and a line of it on the clipboard; answered with [`super::event::Event::Copied`].
    CopyReference {
        /// The note.
        note: NoteId,
        /// The line.
        line: Line,
    },
    /// Write an excerpt to a file; answered with [`super::event::Event::Saved`].
    Write {
        /// The number to answer with.
        number: u64,
        /// What to write.
        excerpt: Excerpt,
        /// The file, as the user typed it.
        path: String,
        /// Whether a file that is there may be overwritten.
        overwrite: bool,
    },
    /// Give an excerpt to a command of the user's; answered with [`super::event::Event::Piped`] when that has ended.
    Pipe {
        /// The number to answer with.
        number: u64,
        /// What it is given.
        excerpt: Excerpt,
        /// What the user's shell is to run.
        command: String,
    },
    /// End a command that runs; it is answered as if it had ended by itself.
    EndCommand {
        /// Its number.
        number: u64,
    },
    /// Read all notes again; answered with [`super::event::Event::Reloaded`].
    Reload,
    /// Put the notes of folders into another order; answered with [`super::event::Event::Reloaded`].
    Sort(Order),
    /// Leave out the notes at these paths, which are no more; answered with [`super::event::Event::Reloaded`].
    Forget(Vec<NotePath>),
    /// Open the user's editor at a line of a note, and read that again when it has ended.
    Edit {
        /// The note.
        note: NoteId,
        /// The line.
        line: Line,
    },
    /// Open a link of a note; answered with [`super::event::Event::Followed`].
    Open {
        /// The note it stands in.
        note: NoteId,
        /// What it says; untrusted.
        target: String,
    },
    /// Open a note in the place of what is open; answered with [`super::event::Event::Opened`].
    OpenNote {
        /// Its file.
        path: NotePath,
    },
    /// Open the tour in the place of what is open; answered with [`super::event::Event::Opened`].
    OpenTour,
    /// Find the best matches of a query; answered with [`super::event::Event::Matched`]. A newer query makes an
    /// older one pointless.
    Match {
        /// The number to answer with.
        query_number: u64,
        /// What to look for.
        query: Query,
        /// How many matches to return.
        limit: usize,
    },
    /// Find the nodes that have a text; answered with [`super::event::Event::Found`], several times if it takes long. A newer
    /// search makes an older one pointless.
    Seek {
        /// The number to answer with.
        number: u64,
        /// What to look for.
        query: TextQuery,
        /// Where to begin.
        from: Place,
    },
    /// List all that the notes speak of; answered with [`super::event::Event::Indexed`].
    Index,
}

impl Effect {
    /// The excerpt that it takes along, if it does.
    pub fn excerpt_mut(&mut self) -> Option<&mut Excerpt> {
        match self {
            Self::Copy(excerpt) | Self::Write { excerpt, .. } | Self::Pipe { excerpt, .. } => Some(excerpt),
            Self::Quit
            | Self::Suspend
            | Self::Redraw
            | Self::CopyReference { .. }
            | Self::EndCommand { .. }
            | Self::Reload
            | Self::Sort(_)
            | Self::Forget(_)
            | Self::Edit { .. }
            | Self::Open { .. }
            | Self::OpenNote { .. }
            | Self::OpenTour
            | Self::Match { .. }
            | Self::Seek { .. }
            | Self::Index => None,
        }
    }
}
