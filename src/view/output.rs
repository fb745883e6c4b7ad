//! What a command printed, in an overlay that scrolls.

use ratatui::layout::Position;

use super::frame;
use super::overlay::Drawn;
use super::paint::{Look, Painter};
use super::said::Said;
use crate::app::App;
use crate::app::layout::Layout;
use crate::app::modes::output::{COMPLAINT, Output, OutputLine};
use crate::config::theme::Role;
use crate::text::slice;

impl Drawn for Output {
    fn draw(&self, app: &App, painter: &mut Painter<'_>) -> Option<Position> {
        render(app, self, painter);
        None
    }

    fn said(&self, _: &App) -> Said {
        let line = |line: &OutputLine| {
            let mark = if line.is_complaint { COMPLAINT } else { "" };
            format!("{mark}{}", line.text)
        };
        Said { mode: self.title.clone(), page: self.lines.iter().map(line).collect(), ..Said::default() }
    }
}

fn render(app: &App, output: &Output, painter: &mut Painter<'_>) {
    let area = Layout::of(app.size).overlay;
    let inside = frame::render(app, painter, area, &output.title, &tr!("any other key closes"));
    let look = |role| Look {
        style: app.theme().style(Role::Overlay).patch(app.theme().style(role)),
        replacement: app.theme().style(Role::Replacement),
        ..Look::default()
    };
    let rows = output.rows(&app.context());
    let shown = rows.into_iter().skip(output.scrolled);
    for (y, (number, range)) in (inside.top()..inside.bottom()).zip(shown) {
        let Some(line) = output.lines.get(number) else { continue };
        let (mark, role) = if line.is_complaint { (COMPLAINT, Role::Error) } else { ("", Role::Overlay) };
        let x = painter.text(inside.x + 1, y, inside.right(), mark, &look(role));
        painter.text(x, y, inside.right(), slice(&line.text, range), &look(role));
    }
}
