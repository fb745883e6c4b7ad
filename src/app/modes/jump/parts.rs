//! Where the parts of the jump stand.

use crate::app::field::Field;
use crate::app::layout::{Layout, within_border};
use crate::app::options::Size;

/// Drawn before the input.
pub const PROMPT: &str = "> ";
const PROMPT_WIDTH: u16 = 2;

/// The parts of the overlay, in lines of the screen within its border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Where the input stands, right of [`PROMPT`].
    pub field: Field,
    /// The line of the scopes, if it has room.
    pub scopes: Option<u16>,
    /// The first line of the list.
    pub list: u16,
    /// The lines of the list.
    pub list_lines: u16,
    /// The line of the rule above the preview, and the preview's lines below it.
    pub preview: Option<(u16, u16)>,
}

/// Where the parts of the overlay stand. On a small screen the scopes and then the preview give way to the list.
pub fn parts(size: Size, preview: bool) -> Parts {
    let area = Layout::of(size).overlay;
    let inside = within_border(area);
    let inner = area.height.saturating_sub(2);
    let input = area.y + u16::from(area.height > 2);
    let has_scopes = inner >= 4;
    let list = input + 1 + u16::from(has_scopes);
    let below_input = inner.saturating_sub(1 + u16::from(has_scopes));
    let preview_lines = if preview && below_input >= 9 { (below_input / 3).min(8) } else { 0 };
    let list_lines = below_input - if preview_lines > 0 { preview_lines + 1 } else { 0 };
    Parts {
        field: Field { x: inside.x + 1 + PROMPT_WIDTH, y: input, end: inside.right() },
        scopes: has_scopes.then_some(input + 1),
        list,
        list_lines,
        preview: (preview_lines > 0).then_some((list + list_lines, preview_lines)),
    }
}
