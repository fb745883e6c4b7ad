//! The palette: any action, by what it does or its name. `:120` goes to line 120, as in vim.

use std::ops::Range;

use ratatui::layout::Rect;

use super::effect::Effect;
use super::event::{Mouse, MouseKind};
use super::field::Field;
use super::input::{self, TextInput};
use super::layout::{Layout, within_border};
use super::scrolling::{Choice, steps};
use super::{App, Mode, Size, browse};
use crate::action::{ACTIONS, Action, ActionInfo};
use crate::config::key::{Key, KeyCode};
use crate::find::labels::fitting;

/// How many choices come first the next time.
const REMEMBERED: usize = 5;

/// What stands before the input.
pub const PROMPT: &str = ": ";
const PROMPT_WIDTH: u16 = 2;

/// What stands between what an action does and its name, of which both are looked for.
const BETWEEN: &str = "  ";

/// The palette as it is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// What has been typed.
    pub input: TextInput,
    /// What fits it, best first.
    pub found: Vec<Found>,
    /// Which of these is chosen, and which is the first on screen.
    pub choice: Choice,
    /// The count typed before the palette was opened.
    count: Option<u32>,
}

/// Something that Enter does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// An action of the table.
    Action {
        /// Its row of the table.
        info: &'static ActionInfo,
        /// Which chars of what it does, and of its name, fit what was typed.
        ranges: [Vec<Range<usize>>; 2],
    },
    /// Going to a line (1-based).
    Line(u32),
}

/// Where the parts of the palette stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// All of it, its border included.
    pub area: Rect,
    /// Where the input stands, right of [`PROMPT`].
    pub field: Field,
    /// The list.
    pub list: Rect,
}

/// The parts on a screen of `size`.
pub fn parts(size: Size) -> Parts {
    let area = Layout::of(size).overlay;
    let inside = within_border(area);
    let field = Field { x: inside.x + 1 + PROMPT_WIDTH, y: inside.y, end: inside.right() };
    let input_lines = inside.height.min(1);
    let list = Rect { y: inside.y + input_lines, height: inside.height - input_lines, ..inside };
    Parts { area, field, list }
}

/// Opens the palette; `count` is for the action that is chosen.
pub fn open(app: &mut App, count: Option<u32>) {
    let palette =
        Palette { input: TextInput::default(), found: Vec::new(), choice: Choice::default(), count };
    app.mode = Mode::Palette(palette);
    find(app);
}

/// Finds what fits the input: a line for a number, and actions; before anything is typed those chosen last come first.
fn find(app: &mut App) {
    let Mode::Palette(palette) = &mut app.mode else { return };
    let typed = palette.input.text().trim();
    let labels: Vec<String> = ACTIONS.iter().map(|info| [info.help(), info.name].join(BETWEEN)).collect();
    let actions = fitting(typed, labels.iter().map(String::as_str)).into_iter().map(|label| {
        let info = &ACTIONS[label.index];
        Found::Action { info, ranges: apart(label.ranges, info.help().chars().count()) }
    });
    let mut actions: Vec<Found> = actions.collect();
    if typed.is_empty() {
        let position = |found: &Found| {
            let Found::Action { info, .. } = found else { return usize::MAX };
            let recent = &app.recent_actions;
            recent.iter().position(|&recent| recent == info.action).unwrap_or(usize::MAX)
        };
        actions.sort_by_key(position);
    }
    let line = typed.parse().ok().map(Found::Line);
    palette.found = line.into_iter().chain(actions).collect();
    palette.choice = Choice::default();
}

/// The parts of `ranges` in a text of `length` chars, and in what follows it after [`BETWEEN`].
fn apart(ranges: Vec<Range<usize>>, length: usize) -> [Vec<Range<usize>>; 2] {
    let after = length + BETWEEN.len();
    let (before, behind): (Vec<_>, Vec<_>) = ranges.into_iter().partition(|range| range.start < length);
    let moved =
        behind.into_iter().map(|range| range.start.saturating_sub(after)..range.end.saturating_sub(after));
    [before, moved.collect()]
}

/// A key in the palette.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let lines = parts(app.size).list.height;
    let Mode::Palette(palette) = &mut app.mode else { return Vec::new() };
    if key.is(KeyCode::Esc) || key.is_ctrl('c') {
        app.mode = Mode::Browse;
    } else if key.is(KeyCode::Enter) {
        return perform(app);
    } else if let Some(c) = key.char() {
        palette.input.insert(c.encode_utf8(&mut [0; 4]));
        find(app);
    } else if let Some(step) = steps(key, lines, palette.input.text().is_empty()) {
        palette.choice.step(step, palette.found.len(), lines);
    } else if let Some(edit) = input::edit(key) {
        let before = palette.input.text().to_owned();
        edit(&mut palette.input);
        if palette.input.text() != before {
            find(app);
        }
    }
    Vec::new()
}

/// Pasted text is typed into the input.
pub fn paste(app: &mut App, text: &str) {
    if let Mode::Palette(palette) = &mut app.mode {
        palette.input.insert(text);
        find(app);
    }
}

/// The wheel chooses; a click does what it hits, puts the cursor into the input, or closes.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let Parts { area, field, list } = parts(app.size);
    let policy = app.options.policy;
    let Mode::Palette(palette) = &mut app.mode else { return Vec::new() };
    let position = (mouse.column, mouse.line).into();
    match mouse.kind {
        MouseKind::WheelUp => palette.choice.step(-1, palette.found.len(), list.height),
        MouseKind::WheelDown => palette.choice.step(1, palette.found.len(), list.height),
        MouseKind::Drag | MouseKind::Release => {}
        MouseKind::Click | MouseKind::DoubleClick if !area.contains(position) => app.mode = Mode::Browse,
        MouseKind::Click | MouseKind::DoubleClick if list.contains(position) => {
            let hit = palette.choice.first + usize::from(mouse.line - list.y);
            if hit < palette.found.len() {
                palette.choice.chosen = hit;
                return perform(app);
            }
        }
        MouseKind::Click | MouseKind::DoubleClick => {
            if field.contains(mouse.column, mouse.line) {
                field.point(&mut palette.input, mouse.column, policy);
            }
        }
    }
    Vec::new()
}

/// Does what is chosen, as if its key had been typed in the tree. Without anything the palette stays, and says why.
fn perform(app: &mut App) -> Vec<Effect> {
    let Mode::Palette(palette) = &app.mode else { return Vec::new() };
    let Some(chosen) = palette.found.get(palette.choice.chosen) else { return Vec::new() };
    let (action, count) = match chosen {
        Found::Line(line) => (Action::LastRow, Some(*line)),
        Found::Action { info, .. } => (info.action, palette.count),
    };
    if let Found::Action { .. } = chosen {
        app.recent_actions.retain(|&recent| recent != action);
        app.recent_actions.insert(0, action);
        app.recent_actions.truncate(REMEMBERED);
    }
    app.mode = Mode::Browse;
    browse::perform(app, action, count)
}
