//! The last press of the left mouse button, which a drag or a second press refers to.

use crate::vault::Place;

/// The last press of the left button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pressed {
    /// The row that it hit.
    pub(super) row: Option<Place>,
    /// Whether moving the mouse has marked a range from there, which ends when the button is pressed again.
    pub(super) has_marked: bool,
    /// Whether it was the line between the tree and the reader.
    pub(super) is_border: bool,
}
