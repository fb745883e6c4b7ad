//! The reader: what stands at the cursor and below it, as text that flows, whatever is folded in the tree.
//!
//! ```text
//!  ▾ ■ 見出し              │ ■ 見出し             heading: at the edge, with a line before it
//!    ▸ ● 節             4  │
//!                          │ ● 節
//!                          │ ・ 項目              body: indented from its heading on
//!                          │    その子は字下げ…
//! ```
//!
//! It stands beside the tree where the screen is wide, below it where it is tall, else in its place. Nodes are laid out
//! from the top of the reader on, as many as there is room for: a subtree may be as large as the note; and so may a node,
//! of which a long one is laid out piece by piece.

use std::ops::Range;

use super::App;
use super::reader_state::{Part, Reader, SHARES, Top};
use super::row_text;
use crate::action::Action;
use crate::outline::NodeId;
use crate::text::glyph::measure;
use crate::text::piece;
use crate::text::slice;
use crate::text::width::Cells;
use crate::text::wrap::{Measure, WrappedLine, wrap};
use crate::vault::{Note, Place, Vault};

/// By how much of the screen a key changes the share of the reader, in percent.
const STEP: u16 = 5;
/// The most lines that are scrolled at once.
const FURTHEST: i64 = 2000;
/// The cells by which a level of the body is indented, and left free at the left edge.
const INDENT: u32 = 2;
const MARGIN: Cells = Cells(1);

/// A node, or a piece of a long one, as it stands in the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The node.
    pub place: Place,
    /// Which piece of its text it is, 0-based; the first bears the marker.
    pub piece: u32,
    /// How many blank lines stand before it: one or none.
    pub blank: u32,
    /// Where its marker stands, from the left edge of the reader.
    pub marker_x: Cells,
    /// Where all lines of its text begin.
    pub text_x: Cells,
    /// The lines of its text; none for one without words.
    pub lines: Vec<WrappedLine>,
}

impl Block {
    /// How many lines it takes, the blank one included.
    fn height(&self) -> u32 {
        self.blank + u32::try_from(self.lines.len()).unwrap_or(u32::MAX).max(1)
    }
}

/// What is read: some nodes of a note.
struct Subject<'a> {
    vault: &'a Vault,
    note: &'a Note,
    place: Place,
    nodes: Range<u32>,
}

/// What the cursor stands on, or in the index what its row refers to.
fn subject(app: &App) -> Option<Subject<'_>> {
    if app.is_empty() {
        return None;
    }
    let cursor = app.tree().cursor;
    if app.index.shown().is_some_and(|contents| contents.referred(cursor).is_none()) {
        return None;
    }
    let (vault, place) = app.original(cursor);
    let note = vault.note(place.note);
    let nodes = place.node.map_or(0..note.outline.len(), |id| id.0..note.outline.node(id).end().0);
    Some(Subject { vault, note, place, nodes })
}

impl Subject<'_> {
    fn top(&self, reader: Reader) -> Top {
        let kept = reader.scrolled.filter(|(place, _)| *place == self.place).map(|(_, top)| top);
        let first = Part { node: NodeId(self.nodes.start), piece: 0 };
        kept.filter(|top| self.nodes.contains(&top.part.node.0)).unwrap_or(Top { part: first, skip: 0 })
    }

    fn text(&self, node: NodeId) -> &str {
        row_text::text(self.vault, Place { node: Some(node), ..self.place })
    }

    fn next(&self, part: Part) -> Option<Part> {
        let piece = part.piece + 1;
        if piece < piece::count(self.text(part.node)) {
            return Some(Part { piece, ..part });
        }
        Some(Part { node: part.node.next(), piece: 0 }).filter(|next| next.node.0 < self.nodes.end)
    }

    fn previous(&self, part: Part) -> Option<Part> {
        if let Some(piece) = part.piece.checked_sub(1) {
            return Some(Part { piece, ..part });
        }
        let node = part.node.0.checked_sub(1).filter(|node| self.nodes.contains(node)).map(NodeId)?;
        Some(self.last_of(node))
    }

    fn last_of(&self, node: NodeId) -> Part {
        Part { node, piece: piece::count(self.text(node)) - 1 }
    }

    /// A node or a piece of it, where `columns` cells are to be had. O(depth, and the text of the piece).
    fn block(&self, app: &App, part: Part, columns: Cells) -> Block {
        let Part { node: id, piece } = part;
        let outline = &self.note.outline;
        let node = outline.node(id);
        let place = Place { note: self.place.note, node: Some(id) };
        let heading = outline
            .ancestors(id)
            .take_while(|ancestor| ancestor.0 >= self.nodes.start)
            .find(|&ancestor| outline.node(ancestor).kind().is_heading());
        let level = match heading {
            _ if node.kind().is_heading() => 0,
            Some(heading) => node.depth() - outline.node(heading).depth() - 1,
            None => node.depth().saturating_sub(outline.node(NodeId(self.nodes.start)).depth()),
        };
        let marker_x = MARGIN + Cells(level.saturating_mul(INDENT)).min(Cells(columns.0 / 2));
        let marker = measure(row_text::marker(self.vault, place), app.options.policy);
        let text_x = if marker > Cells::ZERO { marker_x + marker + Cells(1) } else { marker_x };
        let width = columns.saturating_sub(text_x + MARGIN).max(Cells(1));
        let measure =
            if app.options.hanging_punctuation { Measure::hanging(width) } else { Measure::new(width) };
        let text = self.text(id);
        let range = piece::range(text, piece);
        let lines = wrap(slice(text, range.clone()), measure, app.options.policy)
            .map(|line| line.moved(range.start))
            .collect();
        let is_apart = piece == 0 && id.0 > self.nodes.start && {
            let before = self.note.own_lines(NodeId(id.0 - 1)).end;
            node.kind().is_heading() || node.line() > before
        };
        Block { place, piece, blank: u32::from(is_apart), marker_x, text_x, lines }
    }

    /// `top`, `lines` further down if positive, as far as there is text.
    fn scrolled(&self, app: &App, top: Top, lines: i64, columns: Cells) -> Top {
        let Top { mut part, mut skip } = top;
        let distance = u32::try_from(lines.unsigned_abs()).unwrap_or(u32::MAX);
        if lines < 0 {
            let mut left = distance;
            while left > skip {
                left -= skip;
                let Some(previous) = self.previous(part) else { return Top { part, skip: 0 } };
                part = previous;
                skip = self.block(app, part, columns).height();
            }
            return Top { part, skip: skip - left };
        }
        let mut left = skip.saturating_add(distance);
        loop {
            let height = self.block(app, part, columns).height();
            if left < height {
                return Top { part, skip: left };
            }
            let Some(next) = self.next(part) else { return Top { part, skip: height - 1 } };
            left -= height;
            part = next;
        }
    }
}

/// The blocks from the top of the reader to the bottom of its part of the screen, and how many lines of the first have
/// scrolled out.
pub fn blocks(app: &App) -> (u32, Vec<Block>) {
    let area = app.layout().reader;
    let Some(subject) = subject(app).filter(|subject| !area.is_empty() && !subject.nodes.is_empty()) else {
        return (0, Vec::new());
    };
    let Top { part, skip } = subject.top(app.options.reader);
    let mut blocks = Vec::new();
    let mut lines = 0;
    for part in std::iter::successors(Some(part), |&part| subject.next(part)) {
        if lines >= u32::from(area.height) + skip {
            break;
        }
        let block = subject.block(app, part, Cells::from(area.width));
        lines += block.height();
        blocks.push(block);
    }
    (skip, blocks)
}

/// Does `action` in the reader where that stands in the place of the tree; says whether it has a meaning there.
pub fn perform(app: &mut App, action: Action, count: Option<u32>) -> bool {
    let to_an_end = [
        (Action::Cancel, toggle as fn(&mut App)),
        (Action::FirstRow, |app| app.options.reader.scrolled = None),
        (Action::LastRow, scroll_to_end),
    ];
    if count.is_none()
        && let Some((_, go)) = to_an_end.into_iter().find(|(end, _)| *end == action)
    {
        go(app);
        return true;
    }
    let page = i64::from(app.layout().reader.height.saturating_sub(1).max(1));
    let lines = [
        (Action::NextRow, 1),
        (Action::PreviousRow, -1),
        (Action::HalfPageDown, (page / 2).max(1)),
        (Action::HalfPageUp, -(page / 2).max(1)),
        (Action::PageDown, page),
        (Action::PageUp, -page),
    ];
    let Some((_, lines)) = lines.into_iter().find(|(scrolling, _)| *scrolling == action) else {
        return false;
    };
    scroll(app, lines.saturating_mul(i64::from(count.unwrap_or(1))));
    true
}

/// Opens or closes the reader.
pub fn toggle(app: &mut App) {
    app.options.reader.is_open = !app.options.reader.is_open;
    app.settle();
}

/// Gives the reader more of the screen if `steps` is positive, or less.
pub fn resize(app: &mut App, steps: i32) {
    if !app.options.reader.is_open {
        app.say(tr!("the reader is not open"));
        return;
    }
    let share = i32::from(app.options.reader.share) + steps * i32::from(STEP);
    set_share(app, u16::try_from(share.max(0)).unwrap_or(0));
}

/// Gives the reader a share of the screen, in percent.
pub fn set_share(app: &mut App, share: u16) {
    app.options.reader.share = share.clamp(*SHARES.start(), *SHARES.end());
    app.settle();
}

/// Scrolls the reader by half its height, `times` times; down if positive.
pub fn page(app: &mut App, times: i64) {
    if !app.options.reader.is_open {
        app.say(tr!("the reader is not open"));
        return;
    }
    let half = i64::from(app.layout().reader.height / 2).max(1);
    scroll(app, times.saturating_mul(half));
}

/// Shows the end of what is read at the bottom of the reader.
fn scroll_to_end(app: &mut App) {
    let area = app.layout().reader;
    let columns = Cells::from(area.width);
    let Some(subject) = subject(app).filter(|subject| !subject.nodes.is_empty()) else { return };
    let part = subject.last_of(NodeId(subject.nodes.end - 1));
    let end = Top { part, skip: subject.block(app, part, columns).height() - 1 };
    let top = subject.scrolled(app, end, 1 - i64::from(area.height.max(1)), columns);
    let place = subject.place;
    app.options.reader.scrolled = Some((place, top));
}

/// Scrolls the reader by lines; down if positive.
pub fn scroll(app: &mut App, lines: i64) {
    let columns = Cells::from(app.layout().reader.width);
    let Some(subject) = subject(app).filter(|subject| !subject.nodes.is_empty()) else { return };
    // What is scrolled past is laid out: a count is good for some screens, and no key waits for a whole note.
    let lines = lines.clamp(-FURTHEST, FURTHEST);
    let top = subject.scrolled(app, subject.top(app.options.reader), lines, columns);
    let place = subject.place;
    app.options.reader.scrolled = Some((place, top));
}
