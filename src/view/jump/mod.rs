//! The jump: input, kinds, matches and a preview of the chosen one.

mod found;

use found::context;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::frame;
use super::overlay::Drawn;
use super::paint::{Look, Painter};
use super::said::{Said, cut, joined};
use crate::app::App;
use crate::app::field::Field;
use crate::app::layout::Layout;
use crate::app::modes::jump::Jump;
use crate::app::modes::jump::parts::{PROMPT, parts};
use crate::app::row_text;
use crate::app::search::state::matches_in_words;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::find::Scope;
use crate::outline::NodeId;
use crate::vault::Place;

impl Drawn for Jump {
    fn draw(&self, app: &App, painter: &mut Painter<'_>) -> Option<Position> {
        Some(render(app, self, painter))
    }

    fn said(&self, app: &App) -> Said {
        Said {
            mode: tr!("jump").into_owned(),
            typed: jumping(self),
            chosen: jumped(app, self),
            ..Said::default()
        }
    }
}

/// Draws the overlay and returns where the input's cursor stands.
fn render(app: &App, jump: &Jump, painter: &mut Painter<'_>) -> Position {
    let area = Layout::of(app.size).overlay;
    let parts = parts(app.size, app.kept.jump_preview);
    let chosen = jump.choice.chosen + 1;
    let note = match (jump.waiting, jump.total) {
        (true, 0) => tr!("searching").into_owned(),
        (true, total) => tr!("{chosen} of {count}, searching", chosen, count = total),
        (false, 0) => tr!("no match").into_owned(),
        (false, total) => tr!("{chosen} of {count}", chosen, count = total),
    };
    let title = match &jump.list {
        Some(list) => format!("{}{}{}", tr!("jump"), Symbols::of(painter.policy()).crumb, list.name),
        None => tr!("jump").into_owned(),
    };
    let inside = frame::render(app, painter, area, &title, &note);
    frame::foot(app, painter, area, &tr!("Ctrl-y copies it, Alt-y all"));
    let overlay = Overlay { app, jump, inside };
    let cursor = overlay.input(painter, parts.field);
    if let Some(y) = parts.scopes {
        overlay.scopes(painter, y);
    }
    found::render(&overlay, painter, parts.list, parts.list_lines);
    if let Some((y, lines)) = parts.preview {
        frame::rule(app, painter, area, y, &tr!("preview"));
        if let Some(chosen) = jump.chosen() {
            overlay.preview(painter, y + 1, lines, chosen.place);
        }
    }
    cursor
}

struct Overlay<'a> {
    app: &'a App,
    jump: &'a Jump,
    inside: Rect,
}

impl Overlay<'_> {
    fn style(&self, role: Role) -> Style {
        self.app.theme().style(Role::Overlay).patch(self.app.theme().style(role))
    }

    fn look(&self, role: Role) -> Look {
        Look {
            style: self.style(role),
            replacement: self.app.theme().style(Role::Replacement),
            ..Look::default()
        }
    }

    fn input(&self, painter: &mut Painter<'_>, field: Field) -> Position {
        painter.text(self.inside.x + 1, field.y, self.inside.right(), PROMPT, &self.look(Role::Key));
        let [text, mark] = [Role::Overlay, Role::Aside].map(|role| self.look(role));
        super::field::render(painter, field, &self.jump.input, &text, &mark)
    }

    /// The scopes, from the first that lets the one in force be seen.
    fn scopes(&self, painter: &mut Painter<'_>, y: u16) {
        let scopes: Vec<Scope> = Scope::cycle(self.app.vault.len() > 1).collect();
        let in_force = self.jump.query().scope();
        let policy = painter.policy();
        let cells = |scope: &Scope| policy.label(scope.title()).to_u16() + 2;
        let room = self.inside.width.saturating_sub(1);
        let until = scopes.iter().position(|&scope| scope == in_force).map_or(1, |index| index + 1);
        let overflows = |&first: &usize| scopes.iter().take(until).skip(first).map(cells).sum::<u16>() > room;
        let first = (0..until).find(|first| !overflows(first)).unwrap_or(until - 1);
        let mut x = self.inside.x + 1;
        for scope in scopes.into_iter().skip(first) {
            let role = if scope == in_force { Role::Chosen } else { Role::Aside };
            if self.inside.right() - x < cells(&scope) {
                break;
            }
            x = painter.text(x, y, self.inside.right(), &format!(" {} ", scope.title()), &self.look(role));
        }
    }

    /// The beginning of a subtree or a note, indented as in the tree.
    fn preview(&self, painter: &mut Painter<'_>, y: u16, lines: u16, place: Place) {
        let note = self.app.vault.note(place.note);
        let ellipsis = Symbols::of(painter.policy()).ellipsis;
        // Of a note all is shown, from its beginning.
        let shown = note.outline.ids().skip(place.node.map_or(0, NodeId::index));
        let base = place.node.map_or(0, |id| note.outline.node(id).depth());
        let end = place.node.map(|id| note.outline.node(id).end());
        for (y, id) in (y..y + lines).zip(shown.take_while(|&id| end.is_none_or(|end| id < end))) {
            let node = note.outline.node(id);
            let indent = u16::try_from((node.depth() - base) * 2).unwrap_or(u16::MAX);
            let x = (self.inside.x + 1).saturating_add(indent).min(self.inside.right());
            let role = if node.kind().is_heading() { Role::OverlayTitle } else { Role::Overlay };
            let place = Place { node: Some(id), ..place };
            let marker = row_text::marker(&self.app.vault, place);
            let mut x = painter.text(x, y, self.inside.right(), marker, &self.look(role));
            if !marker.is_empty() {
                x = x.saturating_add(1);
            }
            painter.clipped(
                x,
                y,
                self.inside.right().saturating_sub(1),
                note.text_of(id),
                &self.look(role),
                ellipsis,
            );
        }
    }
}

/// What has been typed in the jump, and how much it finds.
fn jumping(jump: &Jump) -> String {
    let found = match (jump.waiting, jump.total) {
        (true, _) => String::new(),
        (false, 0) => tr!("no match").into_owned(),
        (false, total) => matches_in_words(total),
    };
    joined(&[jump.query().scope().title(), jump.input.text(), &found])
}

/// The match that Enter goes to.
fn jumped(app: &App, jump: &Jump) -> String {
    let Some(found) = jump.chosen().filter(|_| !jump.waiting) else { return String::new() };
    let context = context(app, found, Symbols::of(app.options.policy));
    let position = tr!("{chosen} of {count}", chosen = jump.choice.chosen + 1, count = jump.total);
    joined(&[found.kind.title(), cut(found.text(&app.vault)), &context, &position])
}
