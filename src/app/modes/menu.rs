//! A menu, a small list: the formats of a copy, the marks, the links of a line. Each item may have a key.

use ratatui::layout::Rect;

use crate::app::effect::Effect;
use crate::app::layout::within_border;
use crate::app::overlay::{Context, Outcome, Overlay, Step, cancels};
use crate::app::pointer::{Mouse, MouseKind};
use crate::config::key::{Key, KeyCode};
use crate::config::theme::Theme;
use crate::export::Format;
use crate::text::glyph::measure;
use crate::text::language::translated;
use crate::text::width::Cells;
use crate::vault::Place;

/// The fewest columns that the overlay takes, if there are as many, and the fewest lines of a list that leave one to the hint.
const COLUMNS: u16 = 37;
const ROOMY: u16 = 5;
/// The cells of a row beside its text: its key and the gaps, and between text and aside.
const AROUND: Cells = Cells(7);
/// The cells of a line beside the hint.
const AROUND_HINT: Cells = Cells(3);
const GAP: Cells = Cells(2);

/// The title of the list of marks, in English.
pub const MARKS: &str = tr_later!("marks");

/// A menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// The title, in English.
    pub title: &'static str,
    /// The hint below the items, in English.
    pub hint: &'static str,
    /// The items; at least one.
    pub items: Vec<MenuItem>,
    /// The item that Enter takes.
    pub chosen: usize,
}

/// An item of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// The key that takes it.
    pub key: Option<char>,
    /// The text; untrusted.
    pub text: String,
    /// The text at the right edge; untrusted.
    pub aside: String,
    /// The outcome of choosing it, once the menu is closed.
    pub then: Outcome,
}

/// Where the overlay stands: in the lower left, above the status line unless there is nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// All of it, its border included.
    pub area: Rect,
    /// The list, an item a line.
    pub list: Rect,
    /// The line that says what the keys do, if it has room.
    pub hint: Option<u16>,
}

/// The parts of the overlay.
pub fn parts(context: &Context<'_>, menu: &Menu) -> Parts {
    let policy = context.policy();
    let size = context.size;
    let count = u16::try_from(menu.items.len()).unwrap_or(u16::MAX);
    let lines = count.saturating_add(3).min(size.lines.saturating_sub(1).max(1)).min(size.lines);
    let bottom = size.lines - u16::from(size.lines > lines);
    let cells = |item: &MenuItem| {
        let aside = measure(&item.aside, policy);
        measure(&item.text, policy) + if aside > Cells::ZERO { aside + GAP } else { Cells::ZERO }
    };
    let widest = menu.items.iter().map(cells).max().unwrap_or(Cells::ZERO) + AROUND;
    let widest = widest.max(measure(translated(menu.hint), policy) + AROUND_HINT);
    let columns = widest.to_u16().saturating_add(2).max(COLUMNS).min(size.columns);
    let area = Rect::new(2.min(size.columns - columns), bottom - lines, columns, lines);
    let mut list = within_border(area);
    let has_hint = list.height > ROOMY.min(count);
    list.height -= u16::from(has_hint);
    Parts { area, list, hint: has_hint.then_some(list.bottom()) }
}

impl Menu {
    /// The item on the first of `lines` lines of the list: where not all fit, those above the chosen one make way.
    pub fn first(&self, lines: u16) -> usize {
        (self.chosen + 1).saturating_sub(usize::from(lines.max(1)))
    }

    /// The theme that is tried on.
    pub fn tried(&self) -> Option<&Theme> {
        self.items.get(self.chosen)?.then.theme()
    }

    /// The outcome of choosing an item.
    fn take(&self, index: usize) -> Outcome {
        let Some(item) = self.items.get(index) else { return Outcome::close() };
        Outcome::close().and(item.then.clone())
    }

    /// Chooses the item `step` further, around the ends.
    fn step(&mut self, step: isize) {
        let count = isize::try_from(self.items.len()).unwrap_or(isize::MAX).max(1);
        let chosen = isize::try_from(self.chosen).unwrap_or(0);
        self.chosen = usize::try_from((chosen + step).rem_euclid(count)).unwrap_or(0);
    }
}

impl Overlay for Menu {
    /// An item's own key, or a move and Enter.
    fn key(&mut self, _: &Context<'_>, key: Key) -> Outcome {
        let own = self.items.iter().position(|item| item.key.is_some() && item.key == key.char());
        if let Some(index) = own {
            return self.take(index);
        }
        let last = self.items.len().saturating_sub(1);
        if key.is(KeyCode::Enter) {
            return self.take(self.chosen);
        } else if cancels(key) || key.char() == Some('q') {
            return Outcome::close();
        } else if key.is(KeyCode::Down) || key.char() == Some('j') || key.is_ctrl('n') || key.is(KeyCode::Tab)
        {
            self.step(1);
        } else if key.is(KeyCode::Up)
            || key.char() == Some('k')
            || key.is_ctrl('p')
            || key.is_shift(KeyCode::Tab)
        {
            self.step(-1);
        } else if key.is(KeyCode::Home) || key.char() == Some('g') {
            self.chosen = 0;
        } else if key.is(KeyCode::End) || key.char() == Some('G') {
            self.chosen = last;
        } else if self.title == MARKS
            && let Some(c) = key.char()
        {
            return Outcome::close().then(Step::notify(tr!("no mark {letter}", letter = c)));
        }
        Outcome::stay()
    }

    /// The wheel moves, a click on an item takes it, and one outside closes.
    fn mouse(&mut self, context: &Context<'_>, mouse: Mouse) -> Outcome {
        let Parts { area, list, .. } = parts(context, self);
        let position = (mouse.column, mouse.line).into();
        let hit = list
            .contains(position)
            .then(|| self.first(list.height) + usize::from(mouse.line - list.y))
            .filter(|&index| index < self.items.len());
        match (mouse.kind, hit) {
            (MouseKind::WheelUp, _) => self.step(-1),
            (MouseKind::WheelDown, _) => self.step(1),
            (MouseKind::Click | MouseKind::DoubleClick, Some(index)) => return self.take(index),
            (MouseKind::Click | MouseKind::DoubleClick, None) if !area.contains(position) => {
                return Outcome::close();
            }
            (MouseKind::Click | MouseKind::DoubleClick | MouseKind::Drag | MouseKind::Release, _) => {}
        }
        Outcome::stay()
    }

    /// An item that leads to a place that was deleted is left out.
    fn carry_over(&mut self, now: &dyn Fn(Place) -> Option<Place>) {
        let chosen = self.items.get(self.chosen).cloned();
        self.items.retain_mut(|item| item.then.carry_over(now));
        let key = chosen.and_then(|item| item.key);
        let position = self.items.iter().position(|item| item.key.is_some() && item.key == key);
        self.chosen = position.unwrap_or(self.chosen.min(self.items.len().saturating_sub(1)));
    }

    fn refresh(&mut self, _: &Context<'_>) -> Outcome {
        if self.items.is_empty() { Outcome::close() } else { Outcome::stay() }
    }
}

/// The hint below the formats.
const HINT: &str = tr_later!("j k move  Enter copy  Esc close");

/// The menu of the formats in which `places` can be copied.
pub fn of_formats(context: &Context<'_>, places: &[Place]) -> Menu {
    let item = |format: Format| {
        let copied = if places.is_empty() {
            Step::notify(tr!("nothing to copy here: choose one of these"))
        } else {
            Step::Effect(Effect::Copy(context.excerpt(places.to_vec(), format)))
        };
        MenuItem {
            key: Some(format.key()),
            text: format.title().to_owned(),
            aside: String::new(),
            then: Outcome::from(Step::Deselect).then(copied),
        }
    };
    let preferred = context.options.copy_format;
    let chosen = Format::ALL.iter().position(|&format| format == preferred).unwrap_or(0);
    let items = Format::ALL.into_iter().map(item).collect();
    Menu { title: tr_later!("copy as"), hint: HINT, items, chosen }
}
