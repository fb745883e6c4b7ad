//! Mouse events, in cells of the screen.

/// A mouse event at a cell of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// The kind of event.
    pub kind: MouseKind,
    /// The column, 0-based.
    pub column: u16,
    /// The line, 0-based.
    pub line: u16,
}

/// The kind of a mouse event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button was pressed.
    Click,
    /// The left button was pressed again, at the same cell and soon.
    DoubleClick,
    /// The mouse was moved with the left button pressed, to this cell.
    Drag,
    /// The left button was released.
    Release,
    /// The wheel was turned away from the user.
    WheelUp,
    /// The wheel was turned towards the user.
    WheelDown,
}
