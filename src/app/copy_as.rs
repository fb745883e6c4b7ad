//! Choosing the format of a copy.

use super::effect::Effect;
use super::{App, Mode, browse};
use crate::config::key::{Key, KeyCode};
use crate::export::Format;

/// The choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyAs {
    /// The format that Enter takes.
    pub chosen: Format,
}

impl CopyAs {
    /// A choice that begins at `format`.
    pub fn new(format: Format) -> Self {
        Self { chosen: format }
    }

    fn moved(self, step: usize) -> Self {
        let index = Format::ALL.iter().position(|&format| format == self.chosen).unwrap_or(0);
        Self { chosen: Format::ALL[(index + step) % Format::ALL.len()] }
    }
}

/// The key that chooses `format` at once: the first letter of its name.
pub fn letter(format: Format) -> Option<char> {
    format.name().chars().next()
}

/// A key while choosing: a format's letter, or a move and Enter.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let Mode::CopyAs(choice) = app.mode else {
        return Vec::new();
    };
    let by_letter =
        Format::ALL.into_iter().find(|&format| key.char().is_some() && key.char() == letter(format));
    if let Some(format) = by_letter {
        return copy(app, format);
    }
    if key.is(KeyCode::Down) || key.is(KeyCode::Tab) || key.is_ctrl('n') || key.is(KeyCode::Char(' ')) {
        app.mode = Mode::CopyAs(choice.moved(1));
    } else if key.is(KeyCode::Up) || key.is_ctrl('p') {
        app.mode = Mode::CopyAs(choice.moved(Format::ALL.len() - 1));
    } else if key.is(KeyCode::Enter) {
        return copy(app, choice.chosen);
    } else if key.is(KeyCode::Esc) || key.is_ctrl('c') || key.char() == Some('q') {
        app.mode = Mode::Browse;
    }
    Vec::new()
}

fn copy(app: &mut App, format: Format) -> Vec<Effect> {
    app.mode = Mode::Browse;
    browse::copy(app, format)
}
