//! The frame of an overlay: border, title, and a word on the right.

use ratatui::layout::Rect;

use super::paint::{Look, Painter};
use crate::app::App;
use crate::app::layout::within_border;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;

/// Blanks `area`, draws a border around it with `title` and `note` in its upper edge, and returns the inside, as
/// [`within_border`] says.
pub(super) fn render(app: &App, painter: &mut Painter<'_>, area: Rect, title: &str, note: &str) -> Rect {
    painter.clear(area, app.theme().style(Role::Overlay));
    let inside = within_border(area);
    if inside == area {
        return inside;
    }
    edge(app, painter, area, area.y, [0, 1]);
    edge(app, painter, area, area.bottom() - 1, [2, 3]);
    let border = Look::from(app.theme().style(Role::Overlay).patch(app.theme().style(Role::Border)));
    let [_, vertical] = Symbols::of(painter.policy()).lines;
    for y in area.y + 1..area.bottom() - 1 {
        painter.text(area.x, y, area.right(), vertical, &border);
        painter.text(area.right().saturating_sub(1), y, area.right(), vertical, &border);
    }
    label(app, painter, area, area.y, title);
    let note_width = painter.policy().label(note).to_u16() + 2;
    if !note.is_empty() && note_width + painter.policy().label(title).to_u16() + 8 < area.width {
        let x = area.right().saturating_sub(2) - note_width;
        painter.text(x, area.y, area.right(), &format!(" {note} "), &border);
    }
    inside
}

/// A word about keys in the lower edge of an overlay, where there is room for it.
pub(super) fn foot(app: &App, painter: &mut Painter<'_>, area: Rect, text: &str) {
    let border = Look::from(app.theme().style(Role::Overlay).patch(app.theme().style(Role::Border)));
    let width = painter.policy().label(text).to_u16() + 2;
    if area.height >= 3 && width + 8 < area.width {
        let x = area.right() - 2 - width;
        painter.text(x, area.bottom() - 1, area.right(), &format!(" {text} "), &border);
    }
}

/// A rule across the overlay, joined to its border, with a label.
pub(super) fn rule(app: &App, painter: &mut Painter<'_>, area: Rect, y: u16, text: &str) {
    edge(app, painter, area, y, [4, 5]);
    label(app, painter, area, y, text);
}

fn edge(app: &App, painter: &mut Painter<'_>, area: Rect, y: u16, ends: [usize; 2]) {
    let border = Look::from(app.theme().style(Role::Overlay).patch(app.theme().style(Role::Border)));
    let symbols = Symbols::of(painter.policy());
    let [horizontal, _] = symbols.lines;
    let [left, right] = ends.map(|end| symbols.corners[end]);
    let last = area.right().saturating_sub(1);
    painter.text(area.x, y, area.right(), left, &border);
    for x in area.x + 1..last {
        painter.text(x, y, last, horizontal, &border);
    }
    painter.text(last, y, area.right(), right, &border);
}

fn label(app: &App, painter: &mut Painter<'_>, area: Rect, y: u16, text: &str) {
    let style = app.theme().style(Role::Overlay).patch(app.theme().style(Role::OverlayTitle));
    if !text.is_empty() {
        painter.text(area.x + 2, y, area.right().saturating_sub(2), &format!(" {text} "), &Look::from(style));
    }
}
