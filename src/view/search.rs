//! What is typed to be searched for, and beside it what was found, or why nothing can be.

use ratatui::layout::Position;

use super::field;
use super::overlay::Drawn;
use super::paint::{Look, Painter};
use super::said::{Said, joined};
use crate::app::App;
use crate::app::modes::search::{Parts, SearchLine, parts};
use crate::app::symbols::Symbols;
use crate::config::theme::Role;

impl Drawn for SearchLine {
    fn draw(&self, app: &App, painter: &mut Painter<'_>) -> Option<Position> {
        render(app, self, painter)
    }

    fn said(&self, app: &App) -> Said {
        let found = app.search.line_error().map(str::to_owned).or_else(|| app.tally()).unwrap_or_default();
        let mode = if app.search.line_filters() { tr!("filter") } else { tr!("search") };
        Said { mode: mode.into_owned(), typed: joined(&[self.input.text(), &found]), ..Said::default() }
    }
}

/// Draws the input and returns where typing goes.
fn render(app: &App, line: &SearchLine, painter: &mut Painter<'_>) -> Option<Position> {
    let Parts { area, label, field, aside: (start, aside) } = parts(&app.context(), line);
    let look = |role| {
        let style = app.theme().style(Role::Background).patch(app.theme().style(role));
        Look { replacement: app.theme().style(Role::Replacement), ..Look::from(style) }
    };
    painter.clear(area, look(Role::Message).style);
    let role = if app.search.line_error().is_some() { Role::Error } else { Role::Aside };
    let ellipsis = Symbols::of(painter.policy()).ellipsis;
    painter.clipped(start, area.y, area.right().saturating_sub(1), &aside, &look(role), ellipsis);
    painter.text(area.x + 1, area.y, field.end, &label, &look(Role::Key));
    let cursor = field::render(painter, field, &line.input, &look(Role::Message), &look(Role::Aside));
    line.is_typing().then_some(cursor)
}
