//! The lines of a note that are not blank, each with what it says of itself. A ruler below a line that stands alone belongs
//! to that line.

use super::markers::{Form, Sign};
use super::{Bullets, Chars};
use crate::note::entry::{Kind, Line};
use crate::note::source::Source;
use crate::text::glyph::measure;
use crate::text::width::WidthPolicy;

/// A line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) line: Line,
    /// Where its words begin (byte of the source).
    pub(super) start: u32,
    /// The bytes of its words.
    pub(super) length: u32,
    /// The column of its words (cells).
    pub(super) column: u32,
    /// The blank lines before it; before the first line of the note there is one.
    pub(super) blanks: u32,
    pub(super) form: Form,
}

impl Shape {
    /// Its words, with the marker and without white space around them.
    pub(super) fn words<'s>(&self, source: &'s Source) -> &'s str {
        source.slice(self.start..self.start + self.length)
    }
}

/// Iterator of the lines; holds two at a time.
pub(super) struct Lines<'n> {
    bullets: &'n Bullets,
    leads: &'n Chars,
    source: &'n Source,
    next: Line,
    blanks: u32,
    held: Option<Shape>,
    /// The line before.
    last: Option<Shape>,
    /// Whether the line before was one of several chapters in a row.
    is_in_contents: bool,
}

impl<'n> Lines<'n> {
    pub(super) fn new(bullets: &'n Bullets, leads: &'n Chars, source: &'n Source) -> Self {
        let mut lines = Self {
            bullets,
            leads,
            source,
            next: Line(0),
            blanks: 0,
            held: None,
            last: None,
            is_in_contents: false,
        };
        lines.held = lines.read().map(|first| Shape { blanks: first.blanks.max(1), ..first });
        lines
    }

    /// The next line that is not blank.
    fn read(&mut self) -> Option<Shape> {
        while self.next.0 < self.source.line_count() {
            let line = self.next;
            self.next = Line(line.0 + 1);
            let content = self.source.line_content(line);
            let text = self.source.slice(content.clone());
            let (indentation, column) = self.bullets.indentation(text);
            let words = text.get(indentation..).unwrap_or_default().trim_end();
            if words.is_empty() {
                self.blanks = self.blanks.saturating_add(1);
                continue;
            }
            let blanks = std::mem::take(&mut self.blanks);
            let form = self.bullets.form(self.leads, words, column);
            let bytes = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            let start = content.start + bytes(indentation);
            return Some(Shape { line, start, length: bytes(words.len()), column, blanks, form });
        }
        None
    }

    /// Whether `ruler` underlines `heading`: one short line alone, and a ruler right below that is not much shorter.
    fn underlines(&self, ruler: &Shape, heading: &Shape) -> bool {
        /// More cells than this are a paragraph.
        const MAX_CELLS: u32 = 80;
        let is_alone = heading.blanks > 0 || self.last.is_some_and(|last| last.form.kind == Kind::Rule);
        if ruler.form.kind != Kind::Rule || heading.form.kind == Kind::Rule || ruler.blanks > 0 || !is_alone {
            return false;
        }
        let words = heading.words(self.source);
        if ruler.column != heading.column || words.len() > MAX_CELLS as usize * 4 || words.ends_with('。') {
            return false;
        }
        let cells = |shape: &Shape| measure(shape.words(self.source), WidthPolicy::default()).0;
        let heading = cells(heading);
        heading <= MAX_CELLS && cells(ruler) * 2 >= heading
    }

    /// Makes a line a heading for the ruler below it; one above it, too, makes that another kind of heading.
    fn underline(&self, heading: &mut Shape, ruler: &Shape) {
        let is_stated = matches!(heading.form.sign, Some(Sign::Stated(_) | Sign::Boxed(_)));
        let Some(drawn) = ruler.words(self.source).chars().next().filter(|_| !is_stated && ruler.column == 0)
        else {
            return;
        };
        let above = self.last.filter(|last| last.form.kind == Kind::Rule && heading.blanks == 0);
        let is_boxed = above.is_some_and(|above| above.words(self.source).starts_with(drawn));
        if is_boxed {
            heading.blanks = 1;
        }
        heading.form.sign = Some(if is_boxed { Sign::Boxed(drawn) } else { Sign::Underlined(drawn) });
    }

    /// Whether a line is one of several chapters in a row, which are a list of contents and head nothing.
    fn is_listed(&mut self, shape: &Shape) -> bool {
        let Some(sign @ Sign::Chapter(_)) = shape.form.sign else { return false };
        let goes_on = self.is_in_contents && shape.blanks == 0;
        self.is_in_contents =
            goes_on || self.held.is_some_and(|next| next.form.sign == Some(sign) && next.blanks == 0);
        self.is_in_contents
    }
}

impl Iterator for Lines<'_> {
    type Item = Shape;

    fn next(&mut self) -> Option<Shape> {
        let mut shape = self.held.take()?;
        self.held = self.read();
        if let Some(ruler) = self.held.filter(|ruler| self.underlines(ruler, &shape)) {
            self.held = self.read();
            self.underline(&mut shape, &ruler);
        }
        if self.is_listed(&shape) {
            shape.form.sign = None;
        } else {
            self.is_in_contents = false;
        }
        self.last = Some(shape);
        Some(shape)
    }
}

impl Bullets {
    /// The bytes of white space that `line` begins with, and the column that they reach.
    fn indentation(&self, line: &str) -> (usize, u32) {
        let mut column: u32 = 0;
        for (index, c) in line.char_indices() {
            column = match c {
                '\u{3000}' => column.saturating_add(self.ideographic_space.max(1)),
                '\t' => {
                    let stop = self.tab.max(1);
                    (column / stop + 1).saturating_mul(stop)
                }
                c if c.is_whitespace() => column.saturating_add(1),
                _ => return (index, column),
            };
        }
        (line.len(), column)
    }
}
