//! Choosing the format of a copy.

use super::effect::Effect;
use super::{App, Mode};
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

/// A key while choosing: a format's own, or a move and Enter.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let Mode::CopyAs(choice) = app.mode else {
        return Vec::new();
    };
    let by_key = Format::ALL.into_iter().find(|format| key.char() == Some(format.key()));
    if let Some(format) = by_key {
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
    vec![Effect::Copy(app.take(format))]
}
