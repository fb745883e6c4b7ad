//! The jump: input, kinds, matches and a preview of the chosen one.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::frame;
use super::paint::{Highlight, Look, Painter};
use crate::app::App;
use crate::app::jump::{Jump, parts};
use crate::app::layout::Layout;
use crate::app::row;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::find::{Match, MatchKind, Scope};
use crate::note::entry::Kind;
use crate::select::breadcrumb;
use crate::text::glyph::measure;
use crate::text::width::Cells;
use crate::vault::Place;

/// The cells for the word of a match's kind.
const KIND_WIDTH: u16 = 9;
/// The cells between a match and where it stands, and the fewest that are worth filling with the latter.
const CONTEXT_GAP: u16 = 2;
const LEAST_CONTEXT: u16 = 4;
/// Lines of a list of at least this many cells show both in any case.
const ROOMY: u16 = 40;
const PROMPT: &str = "> ";

/// Draws the overlay and returns where the input's cursor stands.
pub(super) fn render(app: &App, jump: &Jump, painter: &mut Painter<'_>) -> Position {
    let area = Layout::of(app.size).overlay;
    let parts = parts(app.size, jump.preview);
    let note = match (jump.waiting, jump.total) {
        (true, _) => "searching".to_owned(),
        (false, 0) => "no match".to_owned(),
        (false, total) => format!("{} of {total}", jump.chosen + 1),
    };
    let inside = frame::render(app, painter, area, "jump", &note);
    let overlay = Overlay { app, jump, inside };
    let cursor = overlay.input(painter, parts.input);
    if let Some(y) = parts.scopes {
        overlay.scopes(painter, y);
    }
    let shown = jump.matches.iter().enumerate().skip(jump.first).take(usize::from(parts.list_lines));
    for (y, (index, found)) in (parts.list..).zip(shown) {
        overlay.found(painter, y, found, index == jump.chosen);
    }
    if let Some((y, lines)) = parts.preview {
        frame::rule(app, painter, area, y, "preview");
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
        self.app.theme.style(Role::Overlay).patch(self.app.theme.style(role))
    }

    fn look(&self, role: Role) -> Look {
        Look {
            style: self.style(role),
            replacement: self.app.theme.style(Role::Replacement),
            highlights: Vec::new(),
        }
    }

    /// The input. When it is longer than the line, what stands left of the cursor is shown.
    fn input(&self, painter: &mut Painter<'_>, y: u16) -> Position {
        let Rect { x, .. } = self.inside;
        let limit = self.inside.right();
        let start = painter.text(x + 1, y, limit, PROMPT, &self.look(Role::Key));
        let room = limit.saturating_sub(start + 1);
        let input = &self.jump.input;
        let before = measure(input.before_cursor(), painter.policy());
        let skip = before.saturating_sub(Cells::from(room));
        let clip =
            crate::text::clip::clip(input.text(), skip, Cells::from(room), Cells::ZERO, painter.policy());
        let seen = crate::text::slice(input.text(), clip.range.clone());
        painter.text(start + clip.filler.to_u16(), y, limit, seen, &self.look(Role::Overlay));
        Position::new(start + before.saturating_sub(skip).to_u16(), y)
    }

    fn scopes(&self, painter: &mut Painter<'_>, y: u16) {
        let mut x = self.inside.x + 1;
        for scope in Scope::CYCLE {
            let role = if scope == self.jump.scope { Role::Chosen } else { Role::Aside };
            if x + u16::try_from(scope.name().len()).unwrap_or(u16::MAX) + 2 > self.inside.right() {
                break;
            }
            x = painter.text(x, y, self.inside.right(), &format!(" {} ", scope.name()), &self.look(role));
        }
    }

    /// A match: kind, text with the matched characters marked, and where it stands.
    fn found(&self, painter: &mut Painter<'_>, y: u16, found: &Match, is_chosen: bool) {
        let Rect { x, width, .. } = self.inside;
        let symbols = Symbols::of(painter.policy());
        let chosen = if is_chosen { self.style(Role::Chosen) } else { Style::new() };
        let look = |role| {
            let mut look = self.look(role);
            look.style = look.style.patch(chosen);
            look
        };
        if is_chosen {
            painter.fill(Rect::new(x, y, width, 1), chosen);
            painter.text(x, y, self.inside.right(), symbols.chosen, &look(Role::Overlay));
        }
        let limit = self.inside.right().saturating_sub(1);
        let has_kind = width >= 40;
        let text_x = if has_kind { x + 1 + KIND_WIDTH } else { x + 2 };
        if has_kind {
            painter.text(x + 1, y, text_x, found.kind.name(), &look(Role::Aside));
        }
        let context = context(self.app, found, symbols.people);
        let context_cells = measure(&context, painter.policy()).to_u16();
        let room = limit.saturating_sub(text_x);
        let wanted = measure(&found.text, painter.policy()).to_u16();
        // The text has the right of way; on a line that is long enough it leaves a third of it to the context.
        let kept =
            if room >= ROOMY && !context.is_empty() { context_cells.min(room / 3) + CONTEXT_GAP } else { 0 };
        let text_room = wanted.min(room - kept);
        let mut text_look = look(Role::Overlay);
        text_look.highlights = highlights(found, self.app.theme.style(Role::Match));
        let end = painter.clipped(text_x, y, text_x + text_room, &found.text, &text_look, symbols.ellipsis);
        if end + CONTEXT_GAP + LEAST_CONTEXT <= limit {
            painter.clipped(end + CONTEXT_GAP, y, limit, &context, &look(Role::Aside), symbols.ellipsis);
        }
    }

    /// The beginning of a subtree, indented as in the tree.
    fn preview(&self, painter: &mut Painter<'_>, y: u16, lines: u16, place: Place) {
        let Some(id) = place.node else { return };
        let note = self.app.vault.note(place.note);
        let ellipsis = Symbols::of(painter.policy()).ellipsis;
        let base = note.outline.node(id).depth();
        for (y, id) in (y..y + lines).zip(note.outline.subtree(id)) {
            let node = note.outline.node(id);
            let indent = u16::try_from((node.depth() - base) * 2).unwrap_or(u16::MAX);
            let x = (self.inside.x + 1).saturating_add(indent).min(self.inside.right());
            let role = if node.kind().is_heading() { Role::OverlayTitle } else { Role::Overlay };
            let place = Place { node: Some(id), ..place };
            let marker = row::marker(&self.app.vault, place);
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

/// Where a match stands: the session of a speaker, who spoke in a session, the headings above the rest.
fn context(app: &App, found: &Match, between: &str) -> String {
    let note = app.vault.note(found.place.note);
    let heading = |place: Place| place.node.map(|id| note.text_of(id).to_owned()).unwrap_or_default();
    let context = match found.kind {
        MatchKind::Speaker | MatchKind::Company | MatchKind::Tag | MatchKind::Date | MatchKind::Link => {
            heading(found.place)
        }
        MatchKind::Node(Kind::Session) => {
            let attribution = found.place.node.map(|id| note.attribution_of(id)).unwrap_or_default();
            let names: Vec<String> = attribution.speakers.into_iter().chain(attribution.companies).collect();
            names.join(between)
        }
        MatchKind::Node(_) => breadcrumb(&app.vault, found.place).pop().unwrap_or_default().to_owned(),
    };
    if app.vault.len() > 1 { format!("{context}  {}", note.name()) } else { context }
}

/// The matched chars as byte ranges with the style of matches.
fn highlights(found: &Match, style: Style) -> Vec<Highlight> {
    let mut starts: Vec<usize> = found.text.char_indices().map(|(start, _)| start).collect();
    starts.push(found.text.len());
    let byte = |char: usize| starts.get(char).copied().unwrap_or(found.text.len());
    let ranges = found.ranges.iter();
    ranges.map(|range| Highlight { range: byte(range.start)..byte(range.end), style }).collect()
}
