//! Choosing the format of a copy.

use ratatui::layout::Rect;

use super::effect::Effect;
use super::event::{Mouse, MouseKind};
use super::layout::within_border;
use super::{App, Mode, Size, browse};
use crate::config::key::{Key, KeyCode};
use crate::export::Format;

/// The columns that the overlay takes, and the fewest lines of a list that leave one to the hint.
const COLUMNS: u16 = 37;
const ROOMY: u16 = 5;

/// The choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyAs {
    /// The format that Enter takes.
    pub chosen: Format,
}

/// Where the overlay stands: in the lower left, above the status line unless there is nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// All of it, its border included.
    pub area: Rect,
    /// The list, a format a line.
    pub list: Rect,
    /// The line that says what the keys do, if it has room.
    pub hint: Option<u16>,
}

/// The parts of the overlay on a screen of `size`.
pub fn parts(size: Size) -> Parts {
    let formats = u16::try_from(Format::ALL.len()).unwrap_or(u16::MAX);
    let lines = formats.saturating_add(3).min(size.lines.saturating_sub(1).max(1)).min(size.lines);
    let bottom = size.lines - u16::from(size.lines > lines);
    let columns = COLUMNS.min(size.columns);
    let area = Rect::new(2.min(size.columns - columns), bottom - lines, columns, lines);
    let mut list = within_border(area);
    let has_hint = list.height > ROOMY;
    list.height -= u16::from(has_hint);
    Parts { area, list, hint: has_hint.then_some(list.bottom()) }
}

impl CopyAs {
    /// A choice that begins at `format`.
    pub fn new(format: Format) -> Self {
        Self { chosen: format }
    }

    /// The format on the first of `lines` lines of the list: where not all fit, those above the chosen one make way.
    pub fn first(self, lines: u16) -> usize {
        (self.index() + 1).saturating_sub(usize::from(lines.max(1)))
    }

    fn index(self) -> usize {
        Format::ALL.iter().position(|&format| format == self.chosen).unwrap_or(0)
    }

    /// The choice `step` formats further, around the ends.
    fn moved(self, step: usize) -> Self {
        Self { chosen: Format::ALL[(self.index() + step) % Format::ALL.len()] }
    }
}

/// A key while choosing: a format's own, or a move and Enter.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let Mode::CopyAs(choice) = app.mode else {
        return Vec::new();
    };
    let moves_to = |app: &mut App, choice| app.mode = Mode::CopyAs(choice);
    if key.is(KeyCode::Enter) {
        return copy(app, choice.chosen);
    } else if key.is(KeyCode::Esc) || key.is_ctrl('c') || key.char() == Some('q') {
        app.mode = Mode::Browse;
    } else if key.is(KeyCode::Down) || key.char() == Some('j') || key.is_ctrl('n') || key.is(KeyCode::Tab) {
        moves_to(app, choice.moved(1));
    } else if key.is(KeyCode::Up) || key.char() == Some('k') || key.is_ctrl('p') || key.is_shift(KeyCode::Tab)
    {
        moves_to(app, choice.moved(Format::ALL.len() - 1));
    } else if key.is(KeyCode::Home) || key.char() == Some('g') {
        moves_to(app, CopyAs::new(Format::ALL[0]));
    } else if key.is(KeyCode::End) || key.char() == Some('G') {
        moves_to(app, CopyAs::new(Format::ALL[Format::ALL.len() - 1]));
    } else if let Some(format) = Format::ALL.into_iter().find(|format| key.char() == Some(format.key())) {
        return copy(app, format);
    }
    Vec::new()
}

/// The wheel moves, a click on a format takes it, and one outside closes.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let Mode::CopyAs(choice) = app.mode else {
        return Vec::new();
    };
    match mouse.kind {
        MouseKind::WheelUp => app.mode = Mode::CopyAs(choice.moved(Format::ALL.len() - 1)),
        MouseKind::WheelDown => app.mode = Mode::CopyAs(choice.moved(1)),
        MouseKind::Click | MouseKind::DoubleClick => {
            let Parts { area, list, .. } = parts(app.size);
            let position = (mouse.column, mouse.line).into();
            if list.contains(position) {
                let index = choice.first(list.height) + usize::from(mouse.line - list.y);
                return Format::ALL.get(index).map_or_else(Vec::new, |&format| copy(app, format));
            }
            if !area.contains(position) {
                app.mode = Mode::Browse;
            }
        }
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}

fn copy(app: &mut App, format: Format) -> Vec<Effect> {
    app.mode = Mode::Browse;
    browse::copy(app, format)
}
