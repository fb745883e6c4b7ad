//! What the event loop waits for, sent to it by the threads that watch the world.

use crate::app::event::Event;

/// Something that the loop waits for.
#[cfg_attr(not(unix), expect(dead_code, reason = "a console sends no signals"))]
pub(super) enum Happening {
    /// An event for the app.
    Event(Event),
    /// Bytes that a worker made for the terminal.
    Sequence(Vec<u8>),
    /// A signal asks the program to end.
    Terminate(i32),
    /// A signal asks the program to stop until it is continued.
    Suspend,
    /// The program was continued, and the screen is not what it was.
    Continued,
    /// The terminal has a new size.
    Resized,
    /// No more keys can come.
    InputClosed,
    /// A worker has panicked; what is to be said of it.
    Panicked(String),
}
