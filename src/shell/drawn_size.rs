//! How much of a terminal is drawn on.

use crate::app::Size;

/// The largest part of a terminal that is drawn on, in cells: more than the largest screen has, and less than memory.
///
/// Any program may set the size of a terminal, to 65,535 × 65,535 at most.
const LARGEST: Size = Size { columns: 2048, lines: 1024 };

/// `size`, or what of it is drawn on.
pub(super) fn bounded(size: Size) -> Size {
    Size { columns: size.columns.min(LARGEST.columns), lines: size.lines.min(LARGEST.lines) }
}
