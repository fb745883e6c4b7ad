//! The help: keys and what they do, in as many columns as fit.

use super::frame;
use super::paint::{Look, Painter};
use crate::app::App;
use crate::app::help::{Help, HelpLine, lines};
use crate::app::layout::Layout;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;

/// The cells for keys.
const KEYS_WIDTH: u16 = 20;

pub(super) fn render(app: &App, help: Help, painter: &mut Painter<'_>) {
    let area = Layout::of(app.size).overlay;
    let inside = frame::render(app, painter, area, "keys", "any other key closes");
    let style = |role| Look::from(app.theme.style(Role::Overlay).patch(app.theme.style(role)));
    let ellipsis = Symbols::of(painter.policy()).ellipsis;
    let x = inside.x + 1;
    let keys_end = x + KEYS_WIDTH.min(inside.width / 2);
    let shown = lines(app).into_iter().skip(usize::from(help.scrolled));
    for (y, line) in (inside.top()..inside.bottom()).zip(shown) {
        match line {
            HelpLine::Heading(name) => {
                painter.clipped(x, y, inside.right(), name, &style(Role::OverlayTitle), ellipsis);
            }
            HelpLine::Keys { keys, help } => {
                painter.clipped(x, y, keys_end.saturating_sub(1), &keys, &style(Role::Key), ellipsis);
                painter.clipped(keys_end, y, inside.right(), help, &style(Role::Overlay), ellipsis);
            }
            HelpLine::Blank => {}
        }
    }
}
