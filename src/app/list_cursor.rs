//! The cursor in a list, and the keys that move it or scroll an overlay that is only read.

use super::layout::Layout;
use super::options::Size;
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

/// Which row of a list is chosen, and which is the first on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListCursor {
    /// The chosen row.
    pub chosen: usize,
    /// The first row on screen.
    pub first: usize,
}

impl ListCursor {
    /// Moves the choice by `step` rows among `count`, down if positive, and scrolls the list, which has `lines` on screen,
    /// as little as needed.
    pub fn step(&mut self, step: i64, count: usize, lines: u16) {
        let lines = usize::from(lines.max(1));
        let distance = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
        self.chosen = if step < 0 {
            self.chosen.saturating_sub(distance)
        } else {
            self.chosen.saturating_add(distance).min(count.saturating_sub(1))
        };
        self.first = self.first.clamp((self.chosen + 1).saturating_sub(lines), self.chosen);
    }
}

/// How many rows `key` moves the choice in a list of `lines` lines below an input, down if positive; more than there can be
/// to go to an end. Home and End belong to the input, unless that `is_empty`. `None` for a key that does not choose.
pub fn steps(key: Key, lines: u16, is_empty: bool) -> Option<i64> {
    let page = i64::from(lines.max(1));
    let ends = |code| key == Key::new(code, true, false, false) || (is_empty && key.is(code));
    if key.is(KeyCode::Down) || key.is_ctrl('n') {
        Some(1)
    } else if key.is(KeyCode::Up) || key.is_ctrl('p') {
        Some(-1)
    } else if key.is(KeyCode::PageDown) {
        Some(page)
    } else if key.is(KeyCode::PageUp) {
        Some(-page)
    } else if ends(KeyCode::Home) {
        Some(i64::MIN)
    } else if ends(KeyCode::End) {
        Some(i64::MAX)
    } else {
        None
    }
}
