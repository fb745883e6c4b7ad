//! The choice of a format, a small overlay in the lower left.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::frame;
use super::paint::{Look, Painter};
use crate::app::App;
use crate::app::copy_as::{CopyAs, Parts, parts};
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::export::Format;

/// What the keys do that are no format's.
const HINT: &str = "j k move  Enter copy  Esc close";

pub(super) fn render(app: &App, choice: CopyAs, painter: &mut Painter<'_>) {
    let Parts { area, list, hint } = parts(app.size);
    let first = choice.first(list.height);
    let is_cut = usize::from(list.height) < Format::ALL.len();
    let number = Format::ALL.iter().position(|&format| format == choice.chosen).map_or(0, |index| index + 1);
    let note = if is_cut { format!("{number} of {}", Format::ALL.len()) } else { String::new() };
    frame::render(app, painter, area, "copy as", &note);
    let style = |role| app.theme.style(Role::Overlay).patch(app.theme.style(role));
    let symbols = Symbols::of(painter.policy());
    for (y, format) in (list.top()..list.bottom()).zip(Format::ALL.into_iter().skip(first)) {
        let is_chosen = format == choice.chosen;
        let chosen = if is_chosen { style(Role::Chosen) } else { Style::new() };
        let look = |role| Look::from(style(role).patch(chosen));
        if is_chosen {
            painter.fill(Rect::new(list.x, y, list.width, 1), chosen);
            painter.text(list.x, y, list.right(), symbols.chosen, &look(Role::Overlay));
        }
        let key = format.key().to_string();
        let next = painter.text(list.x + 2, y, list.right(), &key, &look(Role::Key));
        painter.clipped(next + 2, y, list.right(), format.title(), &look(Role::Overlay), symbols.ellipsis);
    }
    if let Some(y) = hint {
        painter.clipped(list.x + 2, y, list.right(), HINT, &Look::from(style(Role::Aside)), symbols.ellipsis);
    }
}
