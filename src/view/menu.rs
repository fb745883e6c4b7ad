//! A menu, a small overlay in the lower left.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::frame;
use super::overlay::Drawn;
use super::paint::{Look, Painter};
use super::said::{Said, joined};
use crate::app::App;
use crate::app::modes::menu::{Menu, Parts, parts};
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::text::glyph::measure;
use crate::text::language::translated;

impl Drawn for Menu {
    fn draw(&self, app: &App, painter: &mut Painter<'_>) -> Option<Position> {
        render(app, self, painter);
        None
    }

    fn said(&self, _: &App) -> Said {
        let item = self.items.get(self.chosen).map(|item| {
            let key = item.key.map(|key| format!("{key}: ")).unwrap_or_default();
            joined(&[&format!("{key}{}", item.text), &item.aside])
        });
        Said { mode: translated(self.title).to_owned(), chosen: item.unwrap_or_default(), ..Said::default() }
    }
}

fn render(app: &App, menu: &Menu, painter: &mut Painter<'_>) {
    let Parts { area, list, hint } = parts(&app.context(), menu);
    let first = menu.first(list.height);
    let count = menu.items.len();
    let is_cut = usize::from(list.height) < count;
    let note =
        if is_cut { tr!("{chosen} of {count}", chosen = menu.chosen + 1, count) } else { String::new() };
    frame::render(app, painter, area, translated(menu.title), &note);
    let style = |role| app.theme().style(Role::Overlay).patch(app.theme().style(role));
    let symbols = Symbols::of(painter.policy());
    for (y, (index, item)) in (list.top()..list.bottom()).zip(menu.items.iter().enumerate().skip(first)) {
        let is_chosen = index == menu.chosen;
        let chosen = if is_chosen { style(Role::Chosen) } else { Style::new() };
        let look = |role| Look {
            replacement: app.theme().style(Role::Replacement),
            ..Look::from(style(role).patch(chosen))
        };
        if is_chosen {
            painter.fill(Rect::new(list.x, y, list.width, 1), chosen);
            painter.text(list.x, y, list.right(), symbols.chosen, &look(Role::Overlay));
        }
        let key = item.key.unwrap_or(' ').to_string();
        let next = painter.text(list.x + 2, y, list.right(), &key, &look(Role::Key));
        let end = list.right().saturating_sub(1);
        let aside = measure(&item.aside, painter.policy()).to_u16();
        // What is chosen is worth more than what is said beside it.
        let text = measure(&item.text, painter.policy()).to_u16();
        let has_room = aside > 0 && next + 2 + text + 2 + aside <= end;
        painter.clipped(next + 2, y, end, &item.text, &look(Role::Overlay), symbols.ellipsis);
        if has_room {
            painter.text(end - aside, y, end, &item.aside, &look(Role::Aside));
        }
    }
    if let Some(y) = hint {
        let look = Look::from(style(Role::Aside));
        painter.clipped(list.x + 2, y, list.right(), translated(menu.hint), &look, symbols.ellipsis);
    }
}
