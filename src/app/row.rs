//! Where the parts of a row stand, in cells and screen lines.
//!
//! ```text
//!  ▾ ■ いつもニコニコあなたの隣に這い寄るカオス      小倉 真人 · NTTコミュニケーションズ   121
//!  │ │ │エンジニアリング!                            └ people (right-aligned, a session's)  └ count, if closed
//!  │ │ └ text_x: where all lines of the text begin (hanging indent)
//!  │ └ marker_x
//!  └ fold_x: two cells further for each level
//! ```
//!
//! A row of a long text is laid out piece by piece, of which only the first has a mark, a marker and the rest.
//!
//! Who spoke stands on the first line that has room beside the text, else on a line of its own. The view draws from
//! this, and the mouse is located by it.

use std::ops::Range;

use super::App;
use super::index::Aside;
use super::row_text::{marker, people, text};
use super::symbols::Symbols;
use crate::text::clip::{Clip, clip};
use crate::text::glyph::measure;
use crate::text::piece;
use crate::text::slice;
use crate::text::width::{Cells, WidthPolicy};
use crate::text::wrap::{Measure, WrappedLine, wrap};
use crate::tree::rows::FoldState;
use crate::tree::viewport::{Heights, Piece, Screen};
use crate::vault::{Place, Vault};

/// The cells of a fold mark, and of the gap after it.
pub const FOLD_MARK: Cells = Cells(1);
const GAP: Cells = Cells(1);
/// The cells left free at both edges of the screen.
const MARGIN: Cells = Cells(1);
/// The cells by which a level is indented.
const INDENT: u32 = 2;
/// The cells between a text and who spoke, and between that and the count.
const PEOPLE_GAP: Cells = Cells(2);
/// The cells of the column of counts; larger counts reach out of it.
const COUNT: Cells = Cells(3);

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub place: Place,
    /// Which piece of it this is, 0-based.
    pub piece: u32,
    /// Whether something stands below it.
    pub fold: FoldState,
    /// Where the fold mark stands.
    pub fold_x: Cells,
    /// Where the marker stands.
    pub marker_x: Cells,
    /// Where the text begins, on every line.
    pub text_x: Cells,
    /// Where the text must end.
    pub text_end: Cells,
    /// Which bytes of the whole text are the row's: all, but in the index.
    pub excerpt: Range<usize>,
    /// Which bytes of these are highlighted.
    pub highlights: Vec<Range<usize>>,
    /// The text.
    pub body: Body,
    /// Who spoke.
    pub people: Option<People>,
    /// How many nodes the row hides, and where the number begins; on its first line.
    pub count: Option<(u32, Cells)>,
}

/// The text of a row on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Broken into lines.
    Wrapped(Vec<WrappedLine>),
    /// One line, cut.
    Cut(Clip),
}

impl Body {
    /// How many screen lines it takes, at least 1.
    fn lines(&self) -> u32 {
        match self {
            Self::Wrapped(lines) => u32::try_from(lines.len()).unwrap_or(u32::MAX),
            Self::Cut(_) => 1,
        }
    }
}

/// Who spoke in a session, or the file of a note; in the index, what else is said of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// The names; untrusted.
    pub text: String,
    /// On which line of the row they stand, 0-based.
    pub line: u32,
    /// Where they begin.
    pub x: Cells,
}

impl Row {
    /// A piece of a row on the app's screen.
    pub fn of(app: &App, piece: Piece) -> Self {
        let place = piece.row;
        let policy = app.options.policy;
        let columns = Cells::from(app.layout().tree.width);
        let rows = app.rows();
        let fold = rows.fold_state(place);

        let indent = Cells(rows.depth(place).saturating_mul(INDENT)).min(Cells(columns.0 / 2));
        let fold_x = MARGIN + indent;
        let marker_x = fold_x + FOLD_MARK + GAP;
        let (vault, original) = app.original(place);
        let is_heading = original.node.is_none_or(|id| {
            let outline = &vault.note(original.note).outline;
            outline.node(id).kind().is_heading()
        });
        let text_x = match measure(marker(vault, original), policy) {
            // Without a marker the text stands a little to the right of where a marker would, so that it lies under
            // the text of a heading or item above it, not under its marker.
            Cells(0) if rows.depth(place) > 0 && !is_heading => marker_x + GAP,
            Cells(0) => marker_x,
            marker => marker_x + marker + GAP,
        };

        let index = app.index.shown();
        let number = index.map_or_else(|| Some(rows.hidden_if_closed(place)), |index| index.count(place));
        let digits = number.and_then(u32::checked_ilog10).map_or(0, |log| log + 1);
        let count_x = columns.saturating_sub(Cells(digits) + MARGIN);
        // Rows that can be closed keep room for their count, so that toggling them does not wrap them anew.
        let right = match fold {
            FoldState::Leaf => columns.saturating_sub(MARGIN),
            FoldState::Open | FoldState::Closed => {
                columns.saturating_sub(Cells(digits).max(COUNT) + MARGIN + PEOPLE_GAP)
            }
        };
        let hangs = app.options.hanging_punctuation;
        let slot = Slot { text_x, right, policy, hangs, is_open: fold == FoldState::Open };

        let text = text(vault, original);
        let symbols = Symbols::of(policy);
        let (excerpt, highlights, people) = match index {
            None => (0..text.len(), Vec::new(), people(vault, original, symbols)),
            Some(index) => {
                let (excerpt, highlights) = index.excerpt(place, text);
                let aside = index.aside(&app.vault, place, symbols);
                (excerpt, highlights, aside.and_then(|aside| slot.aside(aside)))
            }
        };
        let text = slice(text, excerpt.clone());
        let (body, people, text_end) = if app.options.wrap {
            slot.wrapped(text, piece.index, people)
        } else {
            slot.cut(text, people, app.tree().sideways)
        };
        let people = people.filter(|people| index.is_none() || people.line < body.lines());
        let count = number
            .filter(|&number| number > 0 && (index.is_some() || fold == FoldState::Closed))
            .map(|number| (number, count_x));
        let piece = piece.index;
        Self {
            place,
            piece,
            fold,
            fold_x,
            marker_x,
            text_x,
            text_end,
            excerpt,
            highlights,
            body,
            people,
            count,
        }
    }

    /// How many screen lines it takes, at least 1.
    pub fn height(&self) -> u32 {
        self.body.lines().max(self.people.as_ref().map_or(0, |people| people.line + 1))
    }

    /// The bytes of the text that any of its lines shows.
    pub fn visible(&self) -> Range<usize> {
        match &self.body {
            Body::Wrapped(lines) => {
                let first = lines.first().map_or(0, |line| line.range.start);
                first..lines.last().map_or(first, |line| line.range.end)
            }
            Body::Cut(clip) => clip.range.clone(),
        }
    }

    /// The bytes of the text seen on `line` (0-based) of the row; `None` past the text.
    pub fn text_on(&self, line: u32) -> Option<Range<usize>> {
        match &self.body {
            Body::Wrapped(lines) => lines.get(line as usize).map(WrappedLine::visible),
            Body::Cut(clip) => (line == 0).then(|| clip.range.clone()),
        }
    }
}

/// How tall the rows on the app's screen are.
pub struct RowHeights<'a>(pub(super) &'a App);

impl Heights for RowHeights<'_> {
    fn pieces(&self, row: Place) -> u32 {
        let Self(app) = *self;
        if !app.options.wrap {
            return 1;
        }
        let (vault, original) = app.original(row);
        let text = text(vault, original);
        match app.index.shown() {
            None => piece::count(text),
            Some(index) => piece::count(slice(text, index.excerpt(row, text).0)),
        }
    }

    fn height(&self, piece: Piece) -> u32 {
        Row::of(self.0, piece).height()
    }
}

impl App {
    /// The vault and the place of the text and marker of a row on screen: a row of the index may refer to the notes.
    pub fn original(&self, row: Place) -> (&Vault, Place) {
        let referred = self.index.shown().and_then(|contents| contents.referred(row));
        referred.map_or((&self.tree().vault, row), |place| (&self.vault, place))
    }

    /// Answers a question about the rows as the tree's part of the screen sees them.
    pub fn on_screen<T>(&self, question: impl FnOnce(&Screen<'_, RowHeights<'_>>) -> T) -> T {
        let height = u32::from(self.layout().tree.height).max(1);
        question(&Screen { rows: self.rows(), heights: RowHeights(self), height })
    }
}

/// The room for the text of a row and who spoke.
struct Slot {
    text_x: Cells,
    right: Cells,
    policy: WidthPolicy,
    hangs: bool,
    is_open: bool,
}

impl Slot {
    /// An aside in a third of the line, the rest of which it leaves to the text.
    fn aside(&self, aside: Aside) -> Option<String> {
        let symbols = Symbols::of(self.policy);
        let note = match aside.note {
            Some(note) if aside.text.is_empty() => return Some(note),
            Some(note) => format!("{}{note}", symbols.people),
            None => String::new(),
        };
        let room = Cells(self.right.saturating_sub(self.text_x).0 / 3);
        let room = room.saturating_sub(measure(&note, self.policy));
        let clip = clip(&aside.text, Cells::ZERO, room, ellipsis(self.policy), self.policy);
        let mut short = slice(&aside.text, clip.range).trim_end().to_owned();
        if clip.truncated {
            short.push_str(symbols.ellipsis);
        }
        short.push_str(&note);
        Some(short).filter(|short| !short.is_empty())
    }

    fn wrapped(&self, text: &str, index: u32, people: Option<String>) -> (Body, Option<People>, Cells) {
        let columns = self.right.saturating_sub(self.text_x).max(Cells(1));
        let measure = if self.hangs { Measure::hanging(columns) } else { Measure::new(columns) };
        let range = piece::range(text, index);
        let wrapped = wrap(slice(text, range.clone()), measure, self.policy);
        let lines: Vec<WrappedLine> = wrapped.map(|line| line.moved(range.start)).collect();
        let people = people.filter(|_| index == 0).map(|people| self.place_people(people, &lines));
        // On a line of its own it would say again what the attribution below an open session says; and within the text
        // there is none.
        let has_own_line = !self.is_open && range.end == text.len();
        let people = people.filter(|people| has_own_line || (people.line as usize) < lines.len());
        (Body::Wrapped(lines), people, self.text_x + columns)
    }

    /// Right-aligned beside the first or the last line of the text if one leaves room, else below the text.
    fn place_people(&self, text: String, lines: &[WrappedLine]) -> People {
        let cells = measure(&text, self.policy);
        let has_room = |line: &&WrappedLine| self.text_x + line.cells + PEOPLE_GAP + cells <= self.right;
        let last = lines.len().saturating_sub(1);
        let beside =
            lines.first().filter(has_room).map(|_| 0).or(lines.last().filter(has_room).map(|_| last));
        let (line, x) = match beside {
            Some(line) => (line, self.right - cells),
            None => (lines.len(), self.text_x),
        };
        People { text, line: u32::try_from(line).unwrap_or(u32::MAX), x }
    }

    fn cut(&self, text: &str, people: Option<String>, sideways: Cells) -> (Body, Option<People>, Cells) {
        let columns = self.right.saturating_sub(self.text_x).max(Cells(1));
        let cells = people.as_deref().map_or(Cells::ZERO, |people| measure(people, self.policy) + PEOPLE_GAP);
        // On a narrow screen the text is worth more than who spoke; opening the session shows them.
        let people = people.filter(|_| cells.0 <= columns.0 / 2);
        let text_columns = if people.is_some() { columns.saturating_sub(cells) } else { columns };
        let lead = lead(text, sideways, self.policy);
        let room = text_columns.saturating_sub(lead);
        let body = clip(text, sideways + lead, room, ellipsis(self.policy), self.policy);
        let people =
            people.map(|text| People { text, line: 0, x: self.right.saturating_sub(cells - PEOPLE_GAP) });
        (Body::Cut(body), people, self.text_x + text_columns)
    }
}

/// The cells of the mark before a text whose beginning has scrolled out to the left.
pub fn lead(text: &str, sideways: Cells, policy: WidthPolicy) -> Cells {
    if sideways > Cells::ZERO && !text.is_empty() { ellipsis(policy) } else { Cells::ZERO }
}

/// The cells that the mark of a cut line takes.
fn ellipsis(policy: WidthPolicy) -> Cells {
    policy.label(Symbols::of(policy).ellipsis)
}
