//! The palette: any action, by what it does or its name. `:120` goes to line 120, as in vim.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::action::{ACTIONS, Action, ActionInfo};
use crate::app::field::Field;
use crate::app::input::{self, TextInput};
use crate::app::kept::Keep;
use crate::app::layout::{Layout, within_border};
use crate::app::list_cursor::{ListCursor, steps};
use crate::app::options::Size;
use crate::app::overlay::{Context, Outcome, Overlay, Step, cancels};
use crate::app::pointer::{Mouse, MouseKind};
use crate::config::key::{Key, KeyCode};
use crate::find::labels::fitting;

/// Drawn before the input.
pub const PROMPT: &str = ": ";
const PROMPT_WIDTH: u16 = 2;

/// What stands between what an action does and its name, of which both are looked for.
const BETWEEN: &str = "  ";

/// The palette as it is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// The typed words.
    pub input: TextInput,
    /// What fits it, best first.
    pub found: Vec<Found>,
    /// Which of these is chosen, and which is the first on screen.
    pub choice: ListCursor,
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

impl Palette {
    /// The palette as it opens; `count` is for the action that is chosen.
    pub fn new(context: &Context<'_>, count: Option<u32>) -> Self {
        let mut palette =
            Self { input: TextInput::default(), found: Vec::new(), choice: ListCursor::default(), count };
        palette.find(context);
        palette
    }

    /// Finds what fits the input: a line for a number, and actions; before anything is typed those chosen last come first.
    fn find(&mut self, context: &Context<'_>) {
        let typed = self.input.text().trim();
        let labels: Vec<String> = ACTIONS.iter().map(|info| [info.help(), info.name].join(BETWEEN)).collect();
        let actions = fitting(typed, labels.iter().map(String::as_str)).into_iter().map(|label| {
            let info = &ACTIONS[label.index];
            Found::Action { info, ranges: apart(label.ranges, info.help().chars().count()) }
        });
        let mut actions: Vec<Found> = actions.collect();
        if typed.is_empty() {
            let position = |found: &Found| {
                let Found::Action { info, .. } = found else { return usize::MAX };
                let recent = &context.kept.recent_actions;
                recent.iter().position(|&recent| recent == info.action).unwrap_or(usize::MAX)
            };
            actions.sort_by_key(position);
        }
        let line = typed.parse().ok().map(Found::Line);
        self.found = line.into_iter().chain(actions).collect();
        self.choice = ListCursor::default();
    }

    /// Does what is chosen, as if its key had been typed in the tree. Without anything the palette stays, and says why.
    fn perform(&self) -> Outcome {
        match self.found.get(self.choice.chosen) {
            None => Outcome::stay(),
            Some(Found::Line(line)) => Outcome::close().then(Step::Do(Action::LastRow, Some(*line))),
            Some(Found::Action { info, .. }) => Outcome::from(Step::Keep(Keep::Action(info.action)))
                .then(Step::Close)
                .then(Step::Do(info.action, self.count)),
        }
    }
}

impl Overlay for Palette {
    fn key(&mut self, context: &Context<'_>, key: Key) -> Outcome {
        let lines = parts(context.size).list.height;
        if cancels(key) {
            return Outcome::close();
        } else if key.is(KeyCode::Enter) {
            return self.perform();
        } else if let Some(c) = key.char() {
            self.input.insert(c.encode_utf8(&mut [0; 4]));
            self.find(context);
        } else if let Some(step) = steps(key, lines, self.input.text().is_empty()) {
            self.choice.step(step, self.found.len(), lines);
        } else if let Some(edit) = input::edit(key) {
            let before = self.input.text().to_owned();
            edit(&mut self.input);
            if self.input.text() != before {
                self.find(context);
            }
        }
        Outcome::stay()
    }

    /// Pasted text is typed into the input.
    fn paste(&mut self, context: &Context<'_>, text: &str) -> Outcome {
        self.input.insert(text);
        self.find(context);
        Outcome::stay()
    }

    /// The wheel chooses; a click does what it hits, puts the cursor into the input, or closes.
    fn mouse(&mut self, context: &Context<'_>, mouse: Mouse) -> Outcome {
        let Parts { area, field, list } = parts(context.size);
        let position = (mouse.column, mouse.line).into();
        match mouse.kind {
            MouseKind::WheelUp => self.choice.step(-1, self.found.len(), list.height),
            MouseKind::WheelDown => self.choice.step(1, self.found.len(), list.height),
            MouseKind::Drag | MouseKind::Release => {}
            MouseKind::Click | MouseKind::DoubleClick if !area.contains(position) => return Outcome::close(),
            MouseKind::Click | MouseKind::DoubleClick if list.contains(position) => {
                let hit = self.choice.first + usize::from(mouse.line - list.y);
                if hit < self.found.len() {
                    self.choice.chosen = hit;
                    return self.perform();
                }
            }
            MouseKind::Click | MouseKind::DoubleClick => {
                if field.contains(mouse.column, mouse.line) {
                    field.point(&mut self.input, mouse.column, context.policy());
                }
            }
        }
        Outcome::stay()
    }
}

/// The parts of `ranges` in a text of `length` chars, and in what follows it after [`BETWEEN`].
fn apart(ranges: Vec<Range<usize>>, length: usize) -> [Vec<Range<usize>>; 2] {
    let after = length + BETWEEN.len();
    let (before, behind): (Vec<_>, Vec<_>) = ranges.into_iter().partition(|range| range.start < length);
    let moved =
        behind.into_iter().map(|range| range.start.saturating_sub(after)..range.end.saturating_sub(after));
    [before, moved.collect()]
}
