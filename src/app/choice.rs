//! A choice among a few things in a small list: the format of a copy, a mark, a link. Each has a key of its own.

use ratatui::layout::Rect;

use super::effect::Effect;
use super::event::{Mouse, MouseKind};
use super::layout::within_border;
use super::{App, Mode, browse, links, marks, moving, recent, themes};
use crate::config::key::{Key, KeyCode};
use crate::config::look::NamedTheme;
use crate::export::Format;
use crate::text::glyph::measure;
use crate::text::language::translated;
use crate::text::width::Cells;
use crate::vault::{NoteId, Place};

/// The fewest columns that the overlay takes, if there are as many, and the fewest lines of a list that leave one to the hint.
const COLUMNS: u16 = 37;
const ROOMY: u16 = 5;
/// The cells of a row beside its text: its key and the gaps, and between text and aside.
const AROUND: Cells = Cells(7);
/// The cells of a line beside the hint.
const AROUND_HINT: Cells = Cells(3);
const GAP: Cells = Cells(2);

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Among what, in English.
    pub title: &'static str,
    /// What the keys do, in English.
    pub hint: &'static str,
    /// What can be chosen; at least one.
    pub options: Vec<ChoiceOption>,
    /// Which Enter takes.
    pub chosen: usize,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceOption {
    /// The key that takes it.
    pub key: Option<char>,
    /// What it is; untrusted.
    pub text: String,
    /// What is said beside; untrusted.
    pub aside: String,
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// What is selected is copied.
    Copy(Format),
    /// The cursor goes to a place.
    GoTo(Place),
    /// The cursor goes back to where it came from.
    GoBack,
    /// A link of a note is opened.
    Open(NoteId, String),
    /// A note is opened in the place of what is open, from its path.
    OpenNote(String),
    /// The screen has a theme, from when it is chosen on.
    Theme(NamedTheme),
}

/// Where the overlay stands: in the lower left, above the status line unless there is nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// All of it, its border included.
    pub area: Rect,
    /// The list, an option a line.
    pub list: Rect,
    /// The line that says what the keys do, if it has room.
    pub hint: Option<u16>,
}

/// The parts of the overlay.
pub fn parts(app: &App, choice: &Choice) -> Parts {
    let policy = app.options.policy;
    let size = app.size;
    let count = u16::try_from(choice.options.len()).unwrap_or(u16::MAX);
    let lines = count.saturating_add(3).min(size.lines.saturating_sub(1).max(1)).min(size.lines);
    let bottom = size.lines - u16::from(size.lines > lines);
    let cells = |option: &ChoiceOption| {
        let aside = measure(&option.aside, policy);
        measure(&option.text, policy) + if aside > Cells::ZERO { aside + GAP } else { Cells::ZERO }
    };
    let widest = choice.options.iter().map(cells).max().unwrap_or(Cells::ZERO) + AROUND;
    let widest = widest.max(measure(translated(choice.hint), policy) + AROUND_HINT);
    let columns = widest.to_u16().saturating_add(2).max(COLUMNS).min(size.columns);
    let area = Rect::new(2.min(size.columns - columns), bottom - lines, columns, lines);
    let mut list = within_border(area);
    let has_hint = list.height > ROOMY.min(count);
    list.height -= u16::from(has_hint);
    Parts { area, list, hint: has_hint.then_some(list.bottom()) }
}

impl Choice {
    /// The option on the first of `lines` lines of the list: where not all fit, those above the chosen one make way.
    pub fn first(&self, lines: u16) -> usize {
        (self.chosen + 1).saturating_sub(usize::from(lines.max(1)))
    }

    /// Chooses the option `step` further, around the ends.
    fn step(&mut self, step: isize) {
        let count = isize::try_from(self.options.len()).unwrap_or(isize::MAX).max(1);
        let chosen = isize::try_from(self.chosen).unwrap_or(0);
        self.chosen = usize::try_from((chosen + step).rem_euclid(count)).unwrap_or(0);
    }
}

/// A key while choosing: an option's own, or a move and Enter.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let Mode::Choice(choice) = &mut app.mode else { return Vec::new() };
    let own = choice.options.iter().position(|option| option.key.is_some() && option.key == key.char());
    if let Some(index) = own {
        return take(app, index);
    }
    if key.is(KeyCode::Enter) {
        let chosen = choice.chosen;
        return take(app, chosen);
    } else if key.is(KeyCode::Esc) || key.is_ctrl('c') || key.char() == Some('q') {
        app.mode = Mode::Browse;
    } else if key.is(KeyCode::Down) || key.char() == Some('j') || key.is_ctrl('n') || key.is(KeyCode::Tab) {
        choice.step(1);
    } else if key.is(KeyCode::Up) || key.char() == Some('k') || key.is_ctrl('p') || key.is_shift(KeyCode::Tab)
    {
        choice.step(-1);
    } else if key.is(KeyCode::Home) || key.char() == Some('g') {
        choice.chosen = 0;
    } else if key.is(KeyCode::End) || key.char() == Some('G') {
        choice.chosen = choice.options.len().saturating_sub(1);
    } else if choice.title == marks::TITLE
        && let Some(c) = key.char()
    {
        app.mode = Mode::Browse;
        app.say(tr!("no mark {letter}", letter = c));
    }
    Vec::new()
}

/// The wheel moves, a click on an option takes it, and one outside closes.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let Mode::Choice(choice) = &app.mode else { return Vec::new() };
    let Parts { area, list, .. } = parts(app, choice);
    let position = (mouse.column, mouse.line).into();
    let hit = list
        .contains(position)
        .then(|| choice.first(list.height) + usize::from(mouse.line - list.y))
        .filter(|&index| index < choice.options.len());
    let Mode::Choice(choice) = &mut app.mode else { return Vec::new() };
    match (mouse.kind, hit) {
        (MouseKind::WheelUp, _) => choice.step(-1),
        (MouseKind::WheelDown, _) => choice.step(1),
        (MouseKind::Click | MouseKind::DoubleClick, Some(index)) => return take(app, index),
        (MouseKind::Click | MouseKind::DoubleClick, None) if !area.contains(position) => {
            app.mode = Mode::Browse;
        }
        (MouseKind::Click | MouseKind::DoubleClick | MouseKind::Drag | MouseKind::Release, _) => {}
    }
    Vec::new()
}

/// Does what comes of an option.
fn take(app: &mut App, index: usize) -> Vec<Effect> {
    let Mode::Choice(choice) = std::mem::replace(&mut app.mode, Mode::Browse) else { return Vec::new() };
    let Some(option) = choice.options.into_iter().nth(index) else { return Vec::new() };
    match option.outcome {
        Outcome::Copy(format) => return browse::copy(app, format),
        Outcome::GoTo(place) => app.jump_to(place),
        Outcome::GoBack => moving::go_back(app),
        Outcome::Open(note, target) => return links::follow(app, note, target),
        Outcome::OpenNote(path) => return recent::ask(app, path),
        Outcome::Theme(theme) => themes::keep(app, theme),
    }
    Vec::new()
}

/// What the keys do in the choice of a format.
const HINT: &str = tr_later!("j k move  Enter copy  Esc close");

/// Asks for the format of a copy.
pub fn copy_as(app: &mut App) {
    let option = |format: Format| ChoiceOption {
        key: Some(format.key()),
        text: format.title().to_owned(),
        aside: String::new(),
        outcome: Outcome::Copy(format),
    };
    let chosen = Format::ALL.iter().position(|&format| format == app.options.copy_format).unwrap_or(0);
    let options = Format::ALL.into_iter().map(option).collect();
    app.mode = Mode::Choice(Choice { title: tr_later!("copy as"), hint: HINT, options, chosen });
}
