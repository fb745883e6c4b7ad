//! How keys scroll an overlay that is only read.

use super::Size;
use super::layout::Layout;
use crate::config::key::{Key, KeyCode};

/// How many lines `key` scrolls an overlay on a screen of `size`, down if positive; more than there can be to go to an
/// end. `None` for a key that does not scroll, and so closes.
pub fn scrolled_by(key: Key, size: Size) -> Option<i32> {
    let page = i32::from(Layout::of(size).overlay.height.saturating_sub(3).max(1));
    let is = |code, char, ctrl| key.is(code) || key.char() == Some(char) || key.is_ctrl(ctrl);
    if is(KeyCode::Down, 'j', 'n') {
        Some(1)
    } else if is(KeyCode::Up, 'k', 'p') {
        Some(-1)
    } else if is(KeyCode::PageDown, ' ', 'd') {
        Some(page)
    } else if key.is(KeyCode::PageUp) || key.is_ctrl('u') {
        Some(-page)
    } else if key.is(KeyCode::Home) || key.char() == Some('g') {
        Some(i32::MIN)
    } else if key.is(KeyCode::End) || key.char() == Some('G') {
        Some(i32::MAX)
    } else {
        None
    }
}
