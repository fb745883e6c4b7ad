//! What the browser wants done in the world, as data: places are named, no text is carried.

use crate::export::Format;
use crate::find::Query;
use crate::vault::Place;

/// Something for the shell to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Stop the process until the user's shell continues it (`SIGTSTP`).
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Put the subtrees of places on the clipboard; answered with [`super::event::Event::Copied`].
    Copy {
        /// What to copy, in order; no place lies within another.
        places: Vec<Place>,
        /// In which format.
        format: Format,
    },
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
    /// List all that the notes speak of; answered with [`super::event::Event::Indexed`].
    Index,
}
