//! The prompt, in place of the status line; what went wrong stands on the line above it.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint::{Look, Painter};
use crate::app::App;
use crate::app::layout::Layout;
use crate::app::prompt::{Prompt, Purpose, Stage};
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::text::clip::clip;
use crate::text::glyph::measure;
use crate::text::slice;
use crate::text::width::Cells;

/// Draws the prompt and returns where typing goes.
pub(super) fn render(app: &App, prompt: &Prompt, painter: &mut Painter<'_>) -> Option<Position> {
    // On a screen of one line there is nothing more to be seen.
    let last = Rect::new(0, app.size.lines.saturating_sub(1), app.size.columns, 1);
    let area = Some(Layout::of(app.size).status).filter(|status| !status.is_empty()).unwrap_or(last);
    let Rect { x, y, .. } = area;
    let look = |role| {
        let style: Style = app.theme.style(Role::Background).patch(app.theme.style(role));
        Look { style, replacement: app.theme.style(Role::Replacement), highlights: Vec::new() }
    };
    let ellipsis = Symbols::of(painter.policy()).ellipsis;
    painter.clear(area, look(Role::Message).style);
    if let Some(message) = &app.message {
        let above = Rect::new(x, y.saturating_sub(1), area.width, 1);
        painter.clear(above, look(Role::Message).style);
        let role = if message.is_error { Role::Error } else { Role::Message };
        painter.clipped(x + 1, above.y, area.right(), &message.text, &look(role), ellipsis);
    }
    let words = match prompt.purpose {
        Purpose::Write => "write to: ",
        Purpose::Pipe => "pipe to: ",
    };
    let limit = area.right().saturating_sub(1);
    let aside = match prompt.stage {
        Stage::Typing => format!("as {}", prompt.format(app.options.copy_format).title()),
        Stage::Writing(_) => "writing".to_owned(),
        Stage::Overwrite => "exists: overwrite it? y n".to_owned(),
    };
    // The question is worth more than the end of the name.
    let wanted = painter.policy().label(&aside).to_u16();
    let has_room = wanted + 30 < area.width || prompt.stage == Stage::Overwrite;
    let end = if has_room { limit.saturating_sub(wanted + 2).max(x) } else { limit };
    if has_room {
        let role = if prompt.stage == Stage::Overwrite { Role::Error } else { Role::Aside };
        let start = limit.saturating_sub(wanted).max(x);
        painter.clipped(start, y, limit, &aside, &look(role), ellipsis);
    }
    let start = painter.text(x + 1, y, end, words, &look(Role::Key));
    let room = end.saturating_sub(start + 1);
    let input = &prompt.input;
    let before = measure(input.before_cursor(), painter.policy());
    // When it is longer than its room, what stands left of the cursor is shown.
    let skip = before.saturating_sub(Cells::from(room));
    let seen = clip(input.text(), skip, Cells::from(room + 1), Cells::ZERO, painter.policy());
    let text = slice(input.text(), seen.range.clone());
    painter.text(start + seen.filler.to_u16(), y, end, text, &look(Role::Message));
    let cursor = Position::new(start + before.saturating_sub(skip).to_u16(), y);
    (prompt.stage == Stage::Typing).then_some(cursor)
}
