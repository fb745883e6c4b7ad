//! A choice, a small overlay in the lower left.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::frame;
use super::paint::{Look, Painter};
use crate::app::App;
use crate::app::choice::{Choice, Parts, parts};
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::text::glyph::measure;
use crate::text::language::translated;

pub(super) fn render(app: &App, choice: &Choice, painter: &mut Painter<'_>) {
    let Parts { area, list, hint } = parts(app, choice);
    let first = choice.first(list.height);
    let count = choice.options.len();
    let is_cut = usize::from(list.height) < count;
    let note =
        if is_cut { tr!("{chosen} of {count}", chosen = choice.chosen + 1, count) } else { String::new() };
    frame::render(app, painter, area, translated(choice.title), &note);
    let style = |role| app.theme().style(Role::Overlay).patch(app.theme().style(role));
    let symbols = Symbols::of(painter.policy());
    for (y, (index, option)) in (list.top()..list.bottom()).zip(choice.options.iter().enumerate().skip(first))
    {
        let is_chosen = index == choice.chosen;
        let chosen = if is_chosen { style(Role::Chosen) } else { Style::new() };
        let look = |role| Look {
            replacement: app.theme().style(Role::Replacement),
            ..Look::from(style(role).patch(chosen))
        };
        if is_chosen {
            painter.fill(Rect::new(list.x, y, list.width, 1), chosen);
            painter.text(list.x, y, list.right(), symbols.chosen, &look(Role::Overlay));
        }
        let key = option.key.unwrap_or(' ').to_string();
        let next = painter.text(list.x + 2, y, list.right(), &key, &look(Role::Key));
        let end = list.right().saturating_sub(1);
        let aside = measure(&option.aside, painter.policy()).to_u16();
        // What is chosen is worth more than what is said beside it.
        let text = measure(&option.text, painter.policy()).to_u16();
        let has_room = aside > 0 && next + 2 + text + 2 + aside <= end;
        painter.clipped(next + 2, y, end, &option.text, &look(Role::Overlay), symbols.ellipsis);
        if has_room {
            painter.text(end - aside, y, end, &option.aside, &look(Role::Aside));
        }
    }
    if let Some(y) = hint {
        let look = Look::from(style(Role::Aside));
        painter.clipped(list.x + 2, y, list.right(), translated(choice.hint), &look, symbols.ellipsis);
    }
}
