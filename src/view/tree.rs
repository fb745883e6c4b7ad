//! The tree: one row after another, from the top of the viewport to the bottom of the screen.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::{Highlight, Look, Painter};
use crate::app::App;
use crate::app::row::{Body, Row, lead};
use crate::app::row_text;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::note::entry::Kind;
use crate::text::piece::LONG;
use crate::text::slice;
use crate::text::width::Cells;
use crate::tree::rows::FoldState;
use crate::vault::listing::{Entry, Group};
use crate::vault::{Place, Vault};

pub(super) fn render(app: &App, painter: &mut Painter<'_>) {
    let area = app.layout().tree;
    if app.is_empty() {
        let look = Look::from(app.theme().style(Role::Count));
        let nothing = match app.index.shown() {
            Some(_) => tr!("No speakers, companies, tags, dates or links are named here."),
            None if app.progress.is_some() => tr!("Reading the folder."),
            None if app.vault.is_empty() => tr!("No notes are in this folder."),
            None => tr!("This note is empty."),
        };
        painter.clipped(area.x + 1, area.y, area.right(), &nothing, &look, "");
        if let Some(offer) = app.offer().filter(|_| area.height > 2) {
            painter.clipped(area.x + 1, area.y + 2, area.right(), &offer, &look, "");
        }
        return;
    }
    let marked = app.marked();
    let viewport = app.tree().viewport;
    let (mut piece, mut line) = (viewport.first(), viewport.skip);
    let mut y = area.y;
    while y < area.bottom() {
        let row = Row::of(app, piece);
        let place = piece.row;
        let is_marked = marked.is_some_and(|marked| marked.contains(&app.vault, place));
        let is_changed = app.changed.binary_search(&place).is_ok() && app.index.shown().is_none();
        let (vault, original) = app.original(place);
        let text = slice(row_text::text(vault, original), row.excerpt.clone());
        let about = seen(text, row.visible());
        let found = found(app, place, about.clone());
        let hyperlinks = hyperlinks(painter, text, about);
        let drawn = RowPainter { app, area, row: &row, is_marked, is_changed, found, hyperlinks };
        while line < row.height() && y < area.bottom() {
            drawn.line(painter, line, y);
            line += 1;
            y += 1;
        }
        let Some(next) = app.on_screen(|screen| screen.next(piece)) else { break };
        piece = next;
        line = 0;
    }
    if !app.tree().hoisted.is_empty() {
        let look = Look::from(app.theme().style(Role::Background).patch(app.theme().style(Role::Border)));
        (y..area.bottom()).for_each(|y| hoist_edge(painter, area, y, &look));
    }
}

/// The line that stands left of what is hoisted, from the top of the tree to its bottom.
fn hoist_edge(painter: &mut Painter<'_>, area: Rect, y: u16, look: &Look) {
    let [_, vertical] = Symbols::of(painter.policy()).lines;
    painter.text(area.x, y, area.right(), vertical, look);
}

/// The bytes around those on screen in which something may begin, or end, of which a part is seen: an address, or the
/// longest text to be searched for.
const AROUND: usize = 1 << 11;

/// Which bytes of a text are looked through for what is highlighted in those that are `visible`: all, but of a long text.
pub(super) fn seen(text: &str, visible: Range<usize>) -> Range<usize> {
    if text.len() <= LONG {
        return 0..text.len();
    }
    let boundary_from =
        |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    boundary_from(visible.start.saturating_sub(AROUND))..boundary_from(visible.end + AROUND)
}

/// Which bytes of a row's text are searched for, among those `about` what is seen.
pub(super) fn found(app: &App, place: Place, about: Range<usize>) -> Vec<Range<usize>> {
    let search = app.search.current.as_ref().filter(|_| app.index.shown().is_none() && place.node.is_some());
    let Some(search) = search else { return Vec::new() };
    let ranges = search.pattern.ranges(slice(row_text::text(&app.vault, place), about.clone()));
    ranges.into_iter().map(|range| about.start + range.start..about.start + range.end).collect()
}

/// Which bytes of `text` are addresses, among those `about` what is seen.
pub(super) fn hyperlinks(painter: &mut Painter<'_>, text: &str, about: Range<usize>) -> Vec<Highlight> {
    let mut hyperlinks = painter.hyperlinks(slice(text, about.clone()));
    for Highlight { range, .. } in &mut hyperlinks {
        *range = about.start + range.start..about.start + range.end;
    }
    hyperlinks
}

/// Those of `highlights`, of bytes of a text, that stand on its line of the bytes `range`; of bytes of the line.
pub(super) fn on_line<'h>(
    highlights: impl IntoIterator<Item = &'h Highlight>,
    range: &Range<usize>,
) -> Vec<Highlight> {
    highlights
        .into_iter()
        .filter(|highlight| highlight.range.start < range.end && range.start < highlight.range.end)
        .map(|highlight| Highlight {
            range: highlight.range.start.max(range.start) - range.start..highlight.range.end - range.start,
            style: highlight.style,
        })
        .collect()
}

/// Draws the lines of a row.
struct RowPainter<'a> {
    app: &'a App,
    area: Rect,
    row: &'a Row,
    is_marked: bool,
    is_changed: bool,
    /// Which bytes of its text are searched for.
    found: Vec<Range<usize>>,
    /// Which parts of it are addresses.
    hyperlinks: Vec<Highlight>,
}

impl RowPainter<'_> {
    fn line(&self, painter: &mut Painter<'_>, line: u32, y: u16) {
        let Self { area, row, .. } = *self;
        if row.place == self.app.tree().cursor || self.is_marked {
            painter.fill(Rect::new(area.x, y, area.width, 1), self.blank());
        }
        if self.is_marked {
            let bar = Symbols::of(painter.policy()).chosen;
            painter.text(area.x, y, area.right(), bar, &Look::from(self.blank()));
        } else if !self.app.tree().hoisted.is_empty() {
            hoist_edge(painter, area, y, &self.look(Role::Border));
        }
        let is_first = line == 0 && row.piece == 0;
        if is_first {
            self.marks(painter, y);
        }
        self.text(painter, line, y);
        if let Some(people) = row.people.as_ref().filter(|people| people.line == line) {
            let ellipsis = Symbols::of(painter.policy()).ellipsis;
            let is_file = row.place.node.is_none() && self.app.index.shown().is_none();
            let look = self.look(if is_file { Role::Count } else { Role::People });
            painter.clipped(
                people.x.to_u16(),
                y,
                row.text_end.max(people.x).to_u16().max(area.right() - 1),
                &people.text,
                &look,
                ellipsis,
            );
        }
        if let Some((count, x)) = row.count.filter(|_| is_first) {
            painter.text(x.to_u16(), y, area.right(), &count.to_string(), &self.look(Role::Count));
        }
    }

    fn marks(&self, painter: &mut Painter<'_>, y: u16) {
        let Self { app, area, row, .. } = *self;
        let symbols = Symbols::of(painter.policy());
        let mark = match row.fold {
            FoldState::Leaf => None,
            FoldState::Open => Some(symbols.open),
            FoldState::Closed => Some(symbols.closed),
        };
        if let Some(mark) = mark {
            painter.text(row.fold_x.to_u16(), y, area.right(), mark, &self.look(Role::FoldMark));
        }
        let (vault, original) = app.original(row.place);
        let marker = row_text::marker(vault, original);
        let role = match kind(vault, original) {
            Some(Kind::Session) => Role::Session,
            Some(Kind::Section) => Role::Section,
            Some(
                Kind::Title
                | Kind::Item
                | Kind::Arrow
                | Kind::Text
                | Kind::Attribution
                | Kind::Code
                | Kind::Quote
                | Kind::Table
                | Kind::Rule,
            )
            | None => Role::Marker,
        };
        painter.text(row.marker_x.to_u16(), y, area.right(), marker, &self.look(role));
    }

    fn text(&self, painter: &mut Painter<'_>, line: u32, y: u16) {
        let Self { app, area, row, .. } = *self;
        let (vault, original) = app.original(row.place);
        let text = slice(row_text::text(vault, original), row.excerpt.clone());
        let Some(range) = row.text_on(line) else { return };
        let mut look = self.look(role(app, row.place));
        if self.is_changed {
            look.style = look.style.patch(app.theme().style(Role::Changed));
        }
        let is_current = row.place == app.notes.cursor && app.index.shown().is_none();
        let role = if is_current { Role::CurrentMatch } else { Role::Match };
        let highlights = row.highlights.iter().map(|highlight| (highlight, Role::Match));
        let highlights = highlights.chain(self.found.iter().map(|found| (found, role)));
        let highlights: Vec<Highlight> = highlights
            .map(|(range, role)| Highlight { range: range.clone(), style: app.theme().style(role) })
            .collect();
        look.highlights = on_line(&highlights, &range);
        look.hyperlinks = on_line(&self.hyperlinks, &range);
        let (filler, truncated, lead) = match &row.body {
            Body::Wrapped(_) => (Cells::ZERO, false, Cells::ZERO),
            Body::Cut(clip) => {
                (clip.filler, clip.truncated, lead(text, app.tree().sideways, painter.policy()))
            }
        };
        let x = (row.text_x + lead + filler).to_u16();
        let limit = row.text_end.to_u16().min(area.right());
        if lead > Cells::ZERO {
            let ellipsis = Symbols::of(painter.policy()).ellipsis;
            painter.text(row.text_x.to_u16(), y, limit, ellipsis, &self.look(Role::Count));
        }
        let end = painter.text(x, y, limit, slice(text, range), &look);
        if truncated {
            painter.text(end, y, limit, Symbols::of(painter.policy()).ellipsis, &self.look(Role::Count));
        }
    }

    fn style(&self, role: Role) -> Style {
        let mut style = self.app.theme().style(Role::Background).patch(self.app.theme().style(role));
        if self.is_marked {
            style = style.patch(self.app.theme().style(Role::Selection));
        }
        if self.row.place == self.app.tree().cursor {
            style.patch(self.app.theme().style(Role::Cursor))
        } else {
            style
        }
    }

    /// The style of what is blank: text may be underlined, but the screen is no lined paper.
    fn blank(&self) -> Style {
        self.style(Role::Text).remove_modifier(Modifier::UNDERLINED)
    }

    fn look(&self, role: Role) -> Look {
        Look {
            style: self.style(role),
            replacement: self.app.theme().style(Role::Replacement),
            ..Look::default()
        }
    }
}

fn kind(vault: &Vault, place: Place) -> Option<Kind> {
    place.node.map(|id| vault.note(place.note).outline.node(id).kind())
}

/// The role of a row's text.
fn role(app: &App, row: Place) -> Role {
    if let Some(contents) = app.index.shown()
        && let Some(role) = row.node.and_then(|id| contents.listing.entry(id)).and_then(role_in_index)
    {
        return role;
    }
    let (vault, place) = app.original(row);
    role_of(vault, place)
}

/// The role of the text of a place.
pub(super) fn role_of(vault: &Vault, place: Place) -> Role {
    let note = vault.note(place.note);
    match kind(vault, place) {
        Some(Kind::Title) | None => Role::Title,
        Some(Kind::Session) => Role::Session,
        Some(Kind::Section) => Role::Section,
        Some(Kind::Arrow) => Role::Arrow,
        Some(Kind::Attribution) => Role::People,
        Some(Kind::Text) if note.notation.is_boilerplate(row_text::text(vault, place)) => Role::Boilerplate,
        Some(Kind::Item | Kind::Text | Kind::Code | Kind::Quote | Kind::Table | Kind::Rule) => Role::Text,
    }
}

/// The role of a row of the index that has a text of its own.
fn role_in_index(entry: Entry) -> Option<Role> {
    match entry {
        Entry::Group(_) => Some(Role::Title),
        Entry::Entity((Group::Speakers | Group::Companies, _)) => Some(Role::People),
        Entry::Entity((Group::Tags | Group::Dates | Group::Links, _)) | Entry::Link(_) => Some(Role::Section),
        Entry::Session(_) | Entry::Node(_) | Entry::Mention { .. } => None,
    }
}
