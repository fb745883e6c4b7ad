//! The lines of a note that are not blank, each with what it says of itself. A ruler below a line that stands alone belongs
//! to that line.

use super::Bullets;
use super::markers::{Form, Leads, Sign};
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

    /// Whether it says nothing of the line before it, and does not need that after it, as rulers and chapters do.
    fn stands_alone(&self) -> bool {
        self.form.kind != Kind::Rule && !matches!(self.form.sign, Some(Sign::Chapter(_)))
    }
}

/// Among so many lines one is looked for at which a part may end.
const PARTING: usize = 1000;

/// Iterator of the lines; holds two at a time.
pub(super) struct Lines<'n> {
    bullets: &'n Bullets,
    leads: &'n Leads,
    source: &'n Source,
    next: Line,
    end: Line,
    blanks: u32,
    held: Option<Shape>,
    /// The line before.
    last: Option<Shape>,
    /// Whether the line before was one of several chapters in a row.
    is_in_contents: bool,
}

impl<'n> Lines<'n> {
    /// All lines of `source`.
    pub(super) fn new(bullets: &'n Bullets, leads: &'n Leads, source: &'n Source) -> Self {
        let mut lines = Self::raw(bullets, leads, source, Line(0));
        lines.held = lines.read().map(|first| Shape { blanks: first.blanks.max(1), ..first });
        lines
    }

    /// The lines from `line` on; none is held.
    fn raw(bullets: &'n Bullets, leads: &'n Leads, source: &'n Source, line: Line) -> Self {
        let end = Line(source.line_count());
        Self {
            bullets,
            leads,
            source,
            next: line,
            end,
            blanks: 0,
            held: None,
            last: None,
            is_in_contents: false,
        }
    }

    /// These lines in parts of some `size` lines, which together yield what these do: a part ends between two lines of which
    /// neither says anything of the other. Where there are none such, the last part is longer.
    pub(super) fn parts(self, size: u32) -> Vec<Self> {
        let (bullets, leads, source, end) = (self.bullets, self.leads, self.source, self.end);
        let mut parts = vec![self];
        while let Some(line) = parts.last().map(|part| part.next.0.saturating_add(size.max(1)))
            && line < end.0
        {
            let mut lines = Self::raw(bullets, leads, source, Line(line));
            let mut before = lines.read();
            let parted = std::iter::from_fn(|| {
                let next = lines.read()?;
                let before = before.replace(next)?;
                Some((before, next))
            })
            .take(PARTING)
            .find(|(before, next)| before.stands_alone() && next.stands_alone());
            let Some((last, held)) = parted else { break };
            if let Some(part) = parts.last_mut() {
                part.end = Line(last.line.0 + 1);
            }
            lines.held = Some(held);
            lines.last = Some(last);
            parts.push(lines);
        }
        parts
    }

    /// The next line that is not blank.
    fn read(&mut self) -> Option<Shape> {
        while self.next < self.end {
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
        // What can head nothing keeps the ruler below it as a line of its own.
        let can_head = match heading.form.kind {
            Kind::Arrow => false,
            Kind::Item => heading.form.sign.is_some(),
            Kind::Title
            | Kind::Session
            | Kind::Section
            | Kind::Text
            | Kind::Attribution
            | Kind::Code
            | Kind::Quote
            | Kind::Table
            | Kind::Rule => true,
        };
        if !can_head || (ruler.column != 0 && !is_stated(heading)) {
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
        let Some(drawn) = ruler.words(self.source).chars().next().filter(|_| !is_stated(heading)) else {
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

/// Whether a line says by itself that it heads something.
fn is_stated(line: &Shape) -> bool {
    matches!(line.form.sign, Some(Sign::Stated(_) | Sign::Boxed(_)))
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
        let spaces = line.bytes().take_while(|&byte| byte == b' ').count();
        let mut column = u32::try_from(spaces).unwrap_or(u32::MAX);
        for (index, c) in line.get(spaces..).unwrap_or_default().char_indices() {
            column = match c {
                '\u{3000}' => column.saturating_add(self.ideographic_space.max(1)),
                '\t' => {
                    let stop = self.tab.max(1);
                    (column / stop + 1).saturating_mul(stop)
                }
                c if c.is_whitespace() => column.saturating_add(1),
                _ => return (spaces + index, column),
            };
        }
        (line.len(), column)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::note::notation::Notation;

    /// Lines that say something of their neighbours, and such as do not.
    const LINES: [&str; 12] = [
        "",
        "  ",
        "=====",
        "-----",
        "  ===",
        "見出し",
        "第1章 話",
        "第2節 話",
        "・項目",
        "  子",
        "■話",
        "とても長い文が続く。",
    ];

    proptest! {
        #[test]
        fn parts_join_to_the_whole(picked in prop::collection::vec(0..LINES.len(), 0..60), size in 0_u32..12) {
            let text = picked.into_iter().map(|index| LINES[index]).collect::<Vec<_>>().join("\n");
            let (source, notation) = (Source::from_text(text), Notation::bundled());
            let leads = notation.bullets.leads();
            let lines = || Lines::new(&notation.bullets, &leads, &source);
            let parts = lines().parts(size);
            prop_assert!(parts.len() <= source.line_count() as usize + 1);
            prop_assert_eq!(
                parts.into_iter().flatten().collect::<Vec<_>>(),
                lines().collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn a_long_note_has_many_parts() {
        let source = Source::from_text("■話\n・項目\n  子\n".repeat(1000));
        let notation = Notation::bundled();
        let leads = notation.bullets.leads();
        assert_eq!(Lines::new(&notation.bullets, &leads, &source).parts(100).len(), 30);
    }
}
