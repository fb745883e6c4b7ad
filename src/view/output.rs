//! What a command printed, in an overlay that scrolls.

use super::frame;
use super::paint::{Look, Painter};
use crate::app::App;
use crate::app::layout::Layout;
use crate::app::piping::{COMPLAINT, Output, columns};
use crate::config::theme::Role;
use crate::text::slice;

pub(super) fn render(app: &App, output: &Output, painter: &mut Painter<'_>) {
    let area = Layout::of(app.size).overlay;
    let inside = frame::render(app, painter, area, &output.title, &tr!("any other key closes"));
    let look = |role| Look {
        style: app.theme().style(Role::Overlay).patch(app.theme().style(role)),
        replacement: app.theme().style(Role::Replacement),
        ..Look::default()
    };
    let rows = output.rows(app, columns(app));
    let shown = rows.into_iter().skip(output.scrolled);
    for (y, (number, range)) in (inside.top()..inside.bottom()).zip(shown) {
        let Some(line) = output.lines.get(number) else { continue };
        let (mark, role) = if line.is_complaint { (COMPLAINT, Role::Error) } else { ("", Role::Overlay) };
        let x = painter.text(inside.x + 1, y, inside.right(), mark, &look(role));
        painter.text(x, y, inside.right(), slice(&line.text, range), &look(role));
    }
}
