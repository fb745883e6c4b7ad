//! The help: keys and what they do, in columns.

use ratatui::layout::{Position, Rect};

use super::overlay::Drawn;
use super::paint::{Look, Painter};
use super::said::Said;
use super::{field, frame};
use crate::app::App;
use crate::app::modes::help::Help;
use crate::app::modes::help::columns::{Column, Columns, Line, PROMPT};
use crate::app::modes::help::lines::sections;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;

impl Drawn for Help {
    fn draw(&self, app: &App, painter: &mut Painter<'_>) -> Option<Position> {
        render(app, self, painter)
    }

    fn said(&self, app: &App) -> Said {
        let lines = sections(&app.keymap, app.options.policy, self.sought.text()).into_iter();
        let lines = lines.flat_map(|section| {
            let entries = section.entries.into_iter().map(|entry| format!("{}: {}", entry.keys, entry.help));
            std::iter::once(tr!("{heading}.", heading = section.name)).chain(entries)
        });
        Said {
            mode: tr!("help").into_owned(),
            page: lines.collect(),
            typed: self.sought.text().to_owned(),
            ..Said::default()
        }
    }
}

/// Draws the help and returns where typing goes, if anything is typed.
fn render(app: &App, help: &Help, painter: &mut Painter<'_>) -> Option<Position> {
    let columns = help.columns(&app.context());
    let Columns { area, shown, .. } = columns;
    let last = (help.scrolled + shown.height).min(columns.lines());
    let note = match columns.lines() {
        0 => tr!("nothing like this").into_owned(),
        lines if columns.furthest() > 0 => {
            tr!("{first} to {last} of {lines}", first = help.scrolled + 1, last, lines)
        }
        _ => String::new(),
    };
    frame::render(app, painter, area, &tr!("keys"), &note);
    let foot = match (help.is_typing, columns.furthest() > 0) {
        (true, _) => tr!("Enter keeps what is found, Esc shows all"),
        (false, true) => tr!("Up and Down scroll, / searches, q closes"),
        (false, false) => tr!("/ searches, q closes"),
    };
    frame::foot(app, painter, area, &foot);
    let look = |role| Look::from(app.theme().style(Role::Overlay).patch(app.theme().style(role)));
    let cursor = columns.field.map(|field| {
        painter.text(shown.x + 1, field.y, shown.right(), PROMPT, &look(Role::Key));
        field::render(painter, field, &help.sought, &look(Role::Overlay), &look(Role::Aside))
    });
    for column in &columns.columns {
        let lines = column.lines.iter().skip(usize::from(help.scrolled));
        for (y, line) in (shown.top()..shown.bottom()).zip(lines) {
            draw(app, painter, shown, y, column, line);
        }
    }
    cursor.filter(|_| help.is_typing)
}

fn draw(app: &App, painter: &mut Painter<'_>, inside: Rect, y: u16, column: &Column, line: &Line) {
    let look = |role| Look::from(app.theme().style(Role::Overlay).patch(app.theme().style(role)));
    let ellipsis = Symbols::of(painter.policy()).ellipsis;
    let end = column.end.min(inside.right());
    match line {
        Line::Heading(name) => {
            painter.clipped(column.x, y, end, name, &look(Role::OverlayTitle), ellipsis);
        }
        Line::Entry(entry) => {
            let role = if entry.keys.is_empty() { Role::Aside } else { Role::Key };
            let keys_end = column.help_x.saturating_sub(1).min(inside.right());
            painter.clipped(column.x, y, keys_end, entry.keys(), &look(role), ellipsis);
            painter.clipped(column.help_x, y, end, entry.help, &look(Role::Overlay), ellipsis);
        }
        Line::Blank => {}
    }
}
