//! The choice of a format, a small overlay in the lower left.

use ratatui::layout::Rect;

use super::frame;
use super::paint::{Look, Painter};
use crate::app::App;
use crate::app::copy_as::CopyAs;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::export::Format;

/// The size with its border; smaller screens take what they have.
const WIDTH: u16 = 32;

pub(super) fn render(app: &App, choice: CopyAs, painter: &mut Painter<'_>) {
    let wanted = u16::try_from(Format::ALL.len()).unwrap_or(u16::MAX).saturating_add(2);
    // The status line stays to be seen, unless there is nothing else.
    let lines = wanted.min(app.size.lines.saturating_sub(1).max(1)).min(app.size.lines);
    let width = WIDTH.min(app.size.columns);
    let bottom = app.size.lines.saturating_sub(u16::from(app.size.lines > lines));
    let x = 2.min(app.size.columns - width);
    let area = Rect::new(x, bottom - lines, width, lines);
    let inside = frame::render(app, painter, area, "copy as", "");
    let style = |role| app.theme.style(Role::Overlay).patch(app.theme.style(role));
    let chosen = Format::ALL.iter().position(|&format| format == choice.chosen).unwrap_or(0);
    // Where not all fit, those above the chosen one make way for it.
    let above = (chosen + 1).saturating_sub(usize::from(inside.height));
    for (y, format) in (inside.top()..inside.bottom()).zip(Format::ALL.into_iter().skip(above)) {
        let is_chosen = format == choice.chosen;
        let base = if is_chosen { style(Role::Chosen) } else { style(Role::Overlay) };
        if is_chosen {
            painter.fill(Rect::new(inside.x, y, inside.width, 1), base);
            painter.text(
                inside.x,
                y,
                inside.right(),
                Symbols::of(painter.policy()).chosen,
                &Look::from(base),
            );
        }
        let key_style = style(Role::Key).patch(if is_chosen {
            style(Role::Chosen)
        } else {
            ratatui::style::Style::new()
        });
        let next =
            painter.text(inside.x + 2, y, inside.right(), &format.key().to_string(), &Look::from(key_style));
        painter.text(next + 2, y, inside.right(), format.title(), &Look::from(base));
    }
}
