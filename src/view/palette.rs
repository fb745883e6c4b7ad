//! The palette: input, and the actions that fit it, with their names and keys.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::overlay::Drawn;
use super::paint::{Highlight, Look, Painter};
use super::said::{Said, joined};
use super::{field, frame};
use crate::app::App;
use crate::app::modes::palette::{Found, PROMPT, Palette, Parts, parts};
use crate::app::symbols::Symbols;
use crate::config::theme::Role;

/// The cells of the columns of names and of keys, and of the list from which on there is room for the former.
const NAME_CELLS: u16 = 19;
const KEY_CELLS: u16 = 17;
const NAMES_FROM: u16 = 76;
/// The most key sequences that are shown of an action.
const KEYS: usize = 2;

impl Drawn for Palette {
    fn draw(&self, app: &App, painter: &mut Painter<'_>) -> Option<Position> {
        Some(render(app, self, painter))
    }

    fn said(&self, app: &App) -> Said {
        Said {
            mode: tr!("actions").into_owned(),
            typed: self.input.text().to_owned(),
            chosen: action(app, self),
            ..Said::default()
        }
    }
}

/// Draws the overlay and returns where the input's cursor stands.
fn render(app: &App, palette: &Palette, painter: &mut Painter<'_>) -> Position {
    let Parts { area, field, list } = parts(app.size);
    let note = match palette.found.len() {
        0 => tr!("no match").into_owned(),
        count => tr!("{chosen} of {count}", chosen = palette.choice.chosen + 1, count),
    };
    let inside = frame::render(app, painter, area, &tr!("actions"), &note);
    frame::foot(app, painter, area, &tr!("Enter does it, Esc closes"));
    let look = |role| Look::from(app.theme().style(Role::Overlay).patch(app.theme().style(role)));
    painter.text(inside.x + 1, field.y, inside.right(), PROMPT, &look(Role::Key));
    let cursor = field::render(painter, field, &palette.input, &look(Role::Overlay), &look(Role::Aside));
    let shown = palette.found.iter().enumerate().skip(palette.choice.first);
    for (y, (index, found)) in (list.top()..list.bottom()).zip(shown) {
        let line = Rect { y, height: 1, ..list };
        row(app, painter, line, found, index == palette.choice.chosen);
    }
    if palette.found.is_empty() {
        let ellipsis = Symbols::of(painter.policy()).ellipsis;
        let words = tr!("no such action; a number goes to that line");
        painter.clipped(list.x + 2, list.y, list.right(), &words, &look(Role::Aside), ellipsis);
    }
    cursor
}

fn row(app: &App, painter: &mut Painter<'_>, line: Rect, found: &Found, is_chosen: bool) {
    let Rect { x, y, .. } = line;
    let symbols = Symbols::of(painter.policy());
    let chosen = if is_chosen { app.theme().style(Role::Chosen) } else { Style::new() };
    let look =
        |role| Look::from(app.theme().style(Role::Overlay).patch(app.theme().style(role)).patch(chosen));
    if is_chosen {
        painter.fill(line, chosen);
        painter.text(x, y, line.right(), symbols.chosen, &look(Role::Overlay));
    }
    let limit = line.right().saturating_sub(1);
    let (info, [help_ranges, name_ranges]) = match found {
        Found::Line(number) => {
            painter.text(x + 2, y, limit, &tr!("go to line {number}", number), &look(Role::Overlay));
            return;
        }
        Found::Action { info, ranges } => (info, ranges),
    };
    let sequences = app.keymap.keys_of(info.action).iter().take(KEYS);
    let keys = sequences.map(ToString::to_string).collect::<Vec<_>>().join("  ");
    let mut end = limit.saturating_sub(painter.policy().label(&keys).to_u16()).max(x);
    painter.text(end, y, limit, &keys, &look(Role::Key));
    end = end.saturating_sub(2);
    let matched = app.theme().style(Role::Match);
    let highlighted = |role, text: &str, ranges: &[Range<usize>]| Look {
        highlights: highlights(text, ranges, matched),
        ..look(role)
    };
    if line.width >= NAMES_FROM {
        let name_x = limit.saturating_sub(NAME_CELLS + KEY_CELLS);
        painter.text(name_x, y, end, info.name, &highlighted(Role::Aside, info.name, name_ranges));
        end = name_x.saturating_sub(2);
    }
    let help = highlighted(Role::Overlay, info.help(), help_ranges);
    painter.clipped(x + 2, y, end, info.help(), &help, symbols.ellipsis);
}

/// Ranges of chars as ranges of bytes with the style of matches.
fn highlights(text: &str, ranges: &[Range<usize>], style: Style) -> Vec<Highlight> {
    let byte = |char: usize| text.char_indices().nth(char).map_or(text.len(), |(byte, _)| byte);
    ranges.iter().map(|range| Highlight { range: byte(range.start)..byte(range.end), style }).collect()
}

/// The action that Enter does.
fn action(app: &App, palette: &Palette) -> String {
    match palette.found.get(palette.choice.chosen) {
        None => tr!("no match").into_owned(),
        Some(Found::Line(number)) => tr!("go to line {number}", number),
        Some(Found::Action { info, .. }) => {
            let keys = app.keymap.keys_of(info.action).iter().map(ToString::to_string);
            joined(&[info.help(), &keys.collect::<Vec<_>>().join(" ")])
        }
    }
}
