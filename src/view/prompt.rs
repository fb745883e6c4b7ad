//! The prompt, in place of the status line; what went wrong stands on the line above it.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::field;
use super::overlay::Drawn;
use super::paint::{Look, Painter};
use super::said::{Said, joined};
use crate::app::App;
use crate::app::modes::prompt::{Parts, Prompt, Stage, parts};
use crate::app::symbols::Symbols;
use crate::config::theme::Role;

impl Drawn for Prompt {
    fn draw(&self, app: &App, painter: &mut Painter<'_>) -> Option<Position> {
        render(app, self, painter)
    }

    fn said(&self, app: &App) -> Said {
        Said {
            mode: self.purpose.question().trim_end().to_owned(),
            typed: joined(&[self.input.text(), &self.aside(app.options.copy_format)]),
            ..Said::default()
        }
    }
}

/// Draws the prompt and returns where typing goes.
fn render(app: &App, prompt: &Prompt, painter: &mut Painter<'_>) -> Option<Position> {
    let Parts { area, field, aside } = parts(&app.context(), prompt);
    let Rect { x, y, .. } = area;
    let look = |role| {
        let style: Style = app.theme().style(Role::Background).patch(app.theme().style(role));
        Look { style, replacement: app.theme().style(Role::Replacement), ..Look::default() }
    };
    let ellipsis = Symbols::of(painter.policy()).ellipsis;
    painter.clear(area, look(Role::Message).style);
    if let Some(message) = &app.message {
        let above = Rect::new(x, y.saturating_sub(1), area.width, 1);
        painter.clear(above, look(Role::Message).style);
        let role = if message.is_error { Role::Error } else { Role::Message };
        painter.clipped(x + 1, above.y, area.right(), &message.text, &look(role), ellipsis);
    }
    if let Some((start, aside)) = aside {
        let role = if prompt.stage == Stage::Overwrite { Role::Error } else { Role::Aside };
        painter.clipped(start, y, area.right().saturating_sub(1), &aside, &look(role), ellipsis);
    }
    painter.text(x + 1, y, field.end, prompt.purpose.question(), &look(Role::Key));
    let cursor = field::render(painter, field, &prompt.input, &look(Role::Message), &look(Role::Aside));
    (prompt.stage == Stage::Typing).then_some(cursor)
}
