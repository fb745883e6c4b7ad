//! The list of matches: what each is, its text about the matched characters, and where it stands.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Overlay;
use crate::app::App;
use crate::app::symbols::Symbols;
use crate::config::theme::Role;
use crate::find::{Match, MatchKind, Scope};
use crate::note::entry::Kind;
use crate::select::breadcrumb;
use crate::text::clip::clip;
use crate::text::glyph::measure;
use crate::text::slice;
use crate::text::width::{Cells, WidthPolicy};
use crate::vault::Vault;
use crate::view::paint::{Highlight, Painter};

/// The cells behind the longest word for a kind, and of the list from which on there is room for it.
const KIND_GAP: u16 = 2;
const KINDS_FROM: u16 = 40;
/// The cells between a match and where it stands, and the fewest that are worth filling with the latter.
const CONTEXT_GAP: u16 = 2;
const LEAST_CONTEXT: u16 = 4;
/// Lines of at least this many cells show both in any case, the latter in a column of its own.
const ROOMY: u16 = 40;

/// Draws the matches from the first on screen, from line `y` on in `lines` lines.
pub(super) fn render(overlay: &Overlay<'_>, painter: &mut Painter<'_>, y: u16, lines: u16) {
    let jump = overlay.jump;
    let shown = jump.matches.iter().enumerate().skip(jump.choice.first).take(usize::from(lines));
    if jump.matches.is_empty() && !jump.waiting && lines > 0 {
        overlay.advice(painter, y);
        return;
    }
    let rows: Vec<Row<'_>> = shown
        .map(|(index, found)| Row::new(overlay.app, found, index == jump.choice.chosen, painter.policy()))
        .collect();
    let columns = Columns::of(&rows, overlay.inside, painter.policy());
    for (y, row) in (y..).zip(&rows) {
        overlay.row(painter, y, row, &columns);
    }
}

/// A match as it is shown.
struct Row<'a> {
    found: &'a Match,
    text: &'a str,
    /// Where it stands.
    context: String,
    is_chosen: bool,
}

impl<'a> Row<'a> {
    fn new(app: &'a App, found: &'a Match, is_chosen: bool, policy: WidthPolicy) -> Self {
        let context = context(app, found, Symbols::of(policy));
        Self { found, text: found.text(&app.vault), context, is_chosen }
    }

    /// The cells of its text, as far as `most`.
    fn cells(&self, most: u16, policy: WidthPolicy) -> u16 {
        let clip = clip(self.text, Cells::ZERO, Cells::from(most), Cells::ZERO, policy);
        if clip.truncated { most } else { clip.cells.to_u16() }
    }

    /// How many cells of its text to leave out, so that the first matched chars are seen in `room` cells. What stands
    /// before them tells what they are about, and keeps a third.
    fn skipped(&self, room: u16, ellipsis: &str, policy: WidthPolicy) -> Cells {
        let Some(first) = self.found.ranges.first() else { return Cells::ZERO };
        let byte =
            |index: usize| self.text.char_indices().nth(index).map_or(self.text.len(), |(byte, _)| byte);
        let start = measure(slice(self.text, 0..byte(first.start)), policy);
        let end = start + measure(slice(self.text, byte(first.start)..byte(first.end)), policy);
        let (room, mark) = (Cells::from(room), policy.label(ellipsis));
        // A little more than is seen tells whether, and where, the text ends.
        let seen = clip(self.text, Cells::ZERO, end + room, Cells::ZERO, policy);
        if end + mark <= room || (!seen.truncated && seen.cells <= room) {
            return Cells::ZERO;
        }
        let skip = start.saturating_sub(Cells(room.0 / 3));
        let most = if seen.truncated { skip } else { (seen.cells + mark).saturating_sub(room) };
        skip.min(most)
    }
}

/// Where the columns of the list stand.
struct Columns {
    /// Whether the kinds are shown.
    has_kind: bool,
    text: u16,
    /// Where the column of contexts begins; `None` where each follows its text.
    context: Option<u16>,
    /// Where the line ends.
    limit: u16,
}

impl Columns {
    fn of(rows: &[Row<'_>], inside: Rect, policy: WidthPolicy) -> Self {
        let has_kind = inside.width >= KINDS_FROM;
        let text = inside.x + if has_kind { 1 + kind_cells(policy) } else { 2 };
        let limit = inside.right().saturating_sub(1);
        let room = limit.saturating_sub(text);
        let context_cells = rows.iter().map(|row| measure(&row.context, policy).to_u16()).max().unwrap_or(0);
        let context = (room >= ROOMY && context_cells > 0).then(|| {
            let kept = context_cells.min(room / 3) + CONTEXT_GAP;
            let widest = rows.iter().map(|row| row.cells(room - kept, policy)).max().unwrap_or(0);
            text + widest + CONTEXT_GAP
        });
        Self { has_kind, text, context, limit }
    }
}

/// The cells of the column of kinds. Attributions are not found.
fn kind_cells(policy: WidthPolicy) -> u16 {
    let found = MatchKind::all().filter(|&kind| kind != MatchKind::Node(Kind::Attribution));
    found.map(|kind| policy.label(kind.title()).to_u16()).max().unwrap_or(0) + KIND_GAP
}

impl Overlay<'_> {
    /// What may be tried where nothing fits.
    fn advice(&self, painter: &mut Painter<'_>, y: u16) {
        let is_narrowed = self.jump.query().scope() != Scope::All;
        let words = match (is_narrowed, self.jump.input.text().is_empty()) {
            (true, _) => tr!("nothing of this kind: Tab looks for others"),
            (false, false) => tr!("nothing like this: fewer letters find more"),
            (false, true) => tr!("there is nothing to find"),
        };
        let (x, end) = (self.inside.x + 2, self.inside.right());
        let ellipsis = Symbols::of(painter.policy()).ellipsis;
        painter.clipped(x, y, end, &words, &self.look(Role::Aside), ellipsis);
    }

    fn row(&self, painter: &mut Painter<'_>, y: u16, row: &Row<'_>, columns: &Columns) {
        let Rect { x, width, .. } = self.inside;
        let symbols = Symbols::of(painter.policy());
        let chosen = if row.is_chosen { self.style(Role::Chosen) } else { Style::new() };
        let look = |role| {
            let mut look = self.look(role);
            look.style = look.style.patch(chosen);
            look
        };
        if row.is_chosen {
            painter.fill(Rect::new(x, y, width, 1), chosen);
            painter.text(x, y, self.inside.right(), symbols.chosen, &look(Role::Overlay));
        }
        if columns.has_kind {
            painter.text(x + 1, y, columns.text, row.found.kind.title(), &look(Role::Aside));
        }
        let text_limit = columns.context.map_or(columns.limit, |context| context - CONTEXT_GAP);
        let mut text_look = look(Role::Overlay);
        text_look.highlights = highlights(row, self.app.theme().style(Role::Match));
        let skip = row.skipped(text_limit.saturating_sub(columns.text), symbols.ellipsis, painter.policy());
        let area = (columns.text, y, text_limit);
        let end = painter.scrolled(area, skip, row.text, &text_look, symbols.ellipsis);
        let context = columns.context.unwrap_or(end + CONTEXT_GAP);
        if context + LEAST_CONTEXT <= columns.limit {
            painter.clipped(context, y, columns.limit, &row.context, &look(Role::Aside), symbols.ellipsis);
        }
    }
}

/// Where a match stands: the session of a speaker or how many, who spoke in a session, the heading above the rest.
pub(super) fn context(app: &App, found: &Match, symbols: &Symbols) -> String {
    let vault: &Vault = &app.vault;
    let note = vault.note(found.place.note);
    let below = |above: &str| {
        if above.is_empty() { String::new() } else { format!("{}{above}", symbols.crumb.trim_start()) }
    };
    let context = match (found.kind, found.places()) {
        (MatchKind::Speaker | MatchKind::Company, [_, _, ..]) => {
            let count = found.places().len();
            tr_count!(count, "1 session" | "{count} sessions", count)
        }
        (_, [_, _, ..]) => {
            let count = found.places().len();
            tr_count!(count, "1 place" | "{count} places", count)
        }
        (MatchKind::Note, _) => note.header.title.clone().unwrap_or_default(),
        (MatchKind::Node(Kind::Session), _) => {
            let attribution = found.place.node.map(|id| note.attribution_of(id)).unwrap_or_default();
            let names: Vec<String> = attribution.speakers.into_iter().chain(attribution.companies).collect();
            names.join(symbols.people)
        }
        (MatchKind::Speaker | MatchKind::Company, _) => {
            below(found.place.node.map(|id| note.text_of(id)).unwrap_or_default())
        }
        (MatchKind::Tag | MatchKind::Date | MatchKind::Link | MatchKind::Node(_), _) => {
            // What stands in a title has nothing above it but that.
            let own = || found.place.node.filter(|_| found.is_named()).map(|id| note.text_of(id));
            below(breadcrumb(vault, found.place).pop().or_else(own).unwrap_or_default())
        }
    };
    match found.kind {
        MatchKind::Note => context,
        MatchKind::Node(_)
        | MatchKind::Speaker
        | MatchKind::Company
        | MatchKind::Tag
        | MatchKind::Date
        | MatchKind::Link => {
            let parts = [context.as_str(), if vault.len() > 1 { note.shown_name() } else { "" }];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(symbols.people)
        }
    }
}

/// The matched chars as byte ranges with the style of matches.
fn highlights(row: &Row<'_>, style: Style) -> Vec<Highlight> {
    let last = row.found.ranges.last().map_or(0, |range| range.end);
    let starts: Vec<usize> = row.text.char_indices().map(|(start, _)| start).take(last + 1).collect();
    let byte = |char: usize| starts.get(char).copied().unwrap_or(row.text.len());
    let ranges = row.found.ranges.iter();
    ranges.map(|range| Highlight { range: byte(range.start)..byte(range.end), style }).collect()
}
