//! Where the parts of the screen stand.

use ratatui::layout::Rect;

use super::options::Size;
use super::reader_state::Reader;

/// The smallest screen that shows everything as it is meant; smaller ones work, and say so.
pub const COMFORTABLE: Size = Size { columns: 40, lines: 8 };

/// The parts of the screen; a part that finds no room is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The breadcrumb, one line.
    pub crumbs: Rect,
    /// The tree.
    pub tree: Rect,
    /// The status line.
    pub status: Rect,
    /// Where an overlay stands.
    pub overlay: Rect,
    /// The reader, while it is open.
    pub reader: Rect,
    /// The line between the tree and the reader.
    pub border: Rect,
}

/// The columns from which on the reader stands beside the tree, and the lines from which on below it.
const WIDE: u16 = 90;
const TALL: u16 = 24;

impl Layout {
    /// The layout on a terminal of `size`. The tree keeps at least a line; then the status line, then the
    /// breadcrumb find room.
    pub fn of(size: Size) -> Self {
        let Size { columns, lines } = size;
        let status_lines = u16::from(lines >= 2);
        let crumb_lines = u16::from(lines >= 4);
        let tree_lines = lines - status_lines - crumb_lines;
        Self {
            crumbs: Rect::new(0, 0, columns, crumb_lines),
            tree: Rect::new(0, crumb_lines, columns, tree_lines),
            status: Rect::new(0, lines - status_lines, columns, status_lines),
            overlay: overlay(size),
            reader: Rect::default(),
            border: Rect::default(),
        }
    }

    /// The layout on a terminal of `size`, of which the open reader takes its share: beside the tree where the screen is wide,
    /// below it where it is tall. Elsewhere it takes the place of the tree.
    pub fn with_reader(size: Size, reader: Reader) -> Self {
        let layout = Self::of(size);
        if !reader.is_open {
            return layout;
        }
        let whole = layout.tree;
        let part =
            |length: u16| u16::try_from(u32::from(length) * u32::from(reader.share) / 100).unwrap_or(length);
        let (tree, border, reader) = if whole.width >= WIDE {
            let reader = part(whole.width);
            let tree = whole.width - reader - 1;
            (
                Rect { width: tree, ..whole },
                Rect { x: whole.x + tree, width: 1, ..whole },
                Rect { x: whole.x + tree + 1, width: reader, ..whole },
            )
        } else if whole.height >= TALL {
            let reader = part(whole.height);
            let tree = whole.height - reader - 1;
            (
                Rect { height: tree, ..whole },
                Rect { y: whole.y + tree, height: 1, ..whole },
                Rect { y: whole.y + tree + 1, height: reader, ..whole },
            )
        } else {
            (Rect { height: 0, ..whole }, Rect::default(), whole)
        };
        Self { tree, reader, border, ..layout }
    }

    /// Whether the reader stands in the place of the tree.
    pub fn is_covered(&self) -> bool {
        !self.reader.is_empty() && self.tree.is_empty()
    }
}

/// What is within the border of an overlay; one too small for a border has none.
pub fn within_border(area: Rect) -> Rect {
    if area.height < 3 || area.width < 8 {
        return area;
    }
    Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
}

/// Overlays take the whole of a small screen, and the middle of a large one.
fn overlay(size: Size) -> Rect {
    let Size { columns, lines } = size;
    let horizontal_margin =
        if columns >= 60 { (columns / 12).max((columns.saturating_sub(110)) / 2) } else { 0 };
    let vertical_margin = if lines >= 20 { lines / 10 } else { 0 };
    Rect::new(
        horizontal_margin,
        vertical_margin,
        columns - 2 * horizontal_margin,
        lines - 2 * vertical_margin,
    )
}
