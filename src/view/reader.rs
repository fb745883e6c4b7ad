//! The reader, and the line between it and the tree.

use super::paint::{Highlight, Look, Painter};
use super::tree::{found, hyperlinks, on_line, role_of, seen};
use crate::app::App;
use crate::app::layout::Layout;
use crate::app::reader::blocks;
use crate::app::row_text;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::text::slice;

pub(super) fn render(app: &App, painter: &mut Painter<'_>) {
    let Layout { reader: area, border, .. } = app.layout();
    if area.is_empty() {
        return;
    }
    let style = |role| app.theme().style(Role::Background).patch(app.theme().style(role));
    let [horizontal, vertical] = Symbols::of(painter.policy()).lines;
    let line = if border.width > 1 { horizontal } else { vertical };
    for y in border.top()..border.bottom() {
        for x in border.left()..border.right() {
            painter.text(x, y, border.right(), line, &Look::from(style(Role::Border)));
        }
    }
    let (skip, blocks) = blocks(app);
    let (vault, _) = app.original(app.tree().cursor);
    let mut y = i64::from(area.y) - i64::from(skip);
    for block in blocks {
        y += i64::from(block.blank);
        let look =
            |role| Look { replacement: app.theme().style(Role::Replacement), ..Look::from(style(role)) };
        let role = role_of(vault, block.place);
        let text = row_text::text(vault, block.place);
        let style_of_found = app.theme().style(Role::Match);
        let visible = block.lines.first().map_or(0, |line| line.range.start);
        let visible = visible..block.lines.last().map_or(visible, |line| line.range.end);
        let about = seen(text, visible);
        let found: Vec<Highlight> = found(app, block.place, about.clone())
            .into_iter()
            .map(|range| Highlight { range, style: style_of_found })
            .collect();
        let hyperlinks = hyperlinks(painter, text, about);
        for (index, wrapped) in block.lines.iter().enumerate() {
            let Some(line) = u16::try_from(y).ok().filter(|y| (area.top()..area.bottom()).contains(y)) else {
                y += 1;
                continue;
            };
            if index == 0 && block.piece == 0 {
                let marker = if matches!(role, Role::Session | Role::Section) { role } else { Role::Marker };
                let x = area.x + block.marker_x.to_u16();
                painter.text(x, line, area.right(), row_text::marker(vault, block.place), &look(marker));
            }
            let range = wrapped.visible();
            let mut words = look(role);
            words.highlights = on_line(&found, &range);
            words.hyperlinks = on_line(&hyperlinks, &range);
            painter.text(area.x + block.text_x.to_u16(), line, area.right(), slice(text, range), &words);
            y += 1;
        }
        if block.lines.is_empty() {
            y += 1;
        }
    }
}
