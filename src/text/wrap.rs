//! Breaking a paragraph into screen lines.
//!
//! Break opportunities are those of UAX #14 in its strict tailoring, which is kinsoku: no line begins with
//! `、。）」ーっゃ々…・！？`, none ends with `（「『`. A run without an opportunity that is longer than the line is
//! broken between graphemes. White space at the end of a line hangs over it: it belongs to the line, and is not
//! shown. A line exceeds its cells only where a single glyph does.
//!
//! The hanging indent is the caller's: all lines of a paragraph have the same cells, and are drawn at the same
//! column, under the text and not under its marker.

use std::iter::Peekable;
use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::iterators::LineBreakIterator;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::scaffold::Utf8;

use super::glyph::glyphs;
use super::slice;
use super::width::{Cells, WidthPolicy};

/// One screen line of a paragraph. Ranges are bytes of the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedLine {
    /// All that belongs to the line; the lines of a paragraph join to the paragraph.
    pub range: Range<usize>,
    /// Where its visible part ends: what follows is white space that hangs over.
    pub visible_end: usize,
    /// The cells of the visible part.
    pub cells: Cells,
}

impl WrappedLine {
    /// The visible part.
    pub fn visible(&self) -> Range<usize> {
        self.range.start..self.visible_end
    }
}

/// The screen lines of `paragraph`, each of at most `columns` cells; an empty paragraph is one empty line.
///
/// Lazy, so that the cost is that of the lines taken.
pub fn wrap(paragraph: &str, columns: Cells, policy: WidthPolicy) -> Wrap<'_> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let breaks = LineSegmenter::new_for_non_complex_scripts(options).segment_str(paragraph).peekable();
    Wrap { paragraph, columns, policy, breaks, start: Some(0) }
}

/// Iterator of [`wrap`].
pub struct Wrap<'t> {
    paragraph: &'t str,
    columns: Cells,
    policy: WidthPolicy,
    /// The break opportunities from the current line on, ascending.
    breaks: Peekable<LineBreakIterator<'static, 't, Utf8>>,
    /// Where the next line starts; `None` after the last.
    start: Option<usize>,
}

/// How far a line has come: the end of what fits, of its visible part, and the cells of that.
#[derive(Clone, Copy)]
struct Fit {
    end: usize,
    visible_end: usize,
    cells: Cells,
}

impl Wrap<'_> {
    /// Whether a line may be broken at byte `offset`; offsets are asked for in ascending order within a line.
    fn may_break(&mut self, offset: usize) -> bool {
        while self.breaks.next_if(|&candidate| candidate < offset).is_some() {}
        self.breaks.peek() == Some(&offset)
    }

    fn line(&mut self, start: usize) -> Fit {
        let empty = Fit { end: start, visible_end: start, cells: Cells::ZERO };
        let (mut fits, mut at_break) = (empty, None);
        let mut column = Cells::ZERO;
        for glyph in glyphs(slice(self.paragraph, start..self.paragraph.len()), self.policy, Cells::ZERO) {
            let (glyph_start, glyph_end) = (start + glyph.range.start, start + glyph.range.end);
            if glyph_start > start && self.may_break(glyph_start) {
                at_break = Some(fits);
            }
            column += glyph.cells;
            if glyph.is_blank() {
                fits.end = glyph_end;
                continue;
            }
            if column > self.columns && fits.end > start {
                return at_break.unwrap_or(fits);
            }
            fits = Fit { end: glyph_end, visible_end: glyph_end, cells: column };
        }
        fits
    }
}

impl Iterator for Wrap<'_> {
    type Item = WrappedLine;

    fn next(&mut self) -> Option<WrappedLine> {
        let start = self.start?;
        let Fit { end, visible_end, cells } = self.line(start);
        self.start = (end < self.paragraph.len()).then_some(end);
        Some(WrappedLine { range: start..end, visible_end, cells })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width::Ambiguous;

    fn lines(text: &str, columns: u32) -> Vec<&str> {
        wrap(text, Cells(columns), WidthPolicy::default()).map(|line| slice(text, line.visible())).collect()
    }

    #[test]
    fn kinsoku_holds() {
        let cases: [(&str, u32, &[&str]); 9] = [
            ("", 10, &[""]),
            ("これは、本です。", 6, &["これ", "は、本", "です。"]),
            ("（括弧）と「鉤」", 6, &["（括", "弧）と", "「鉤」"]),
            ("ユーザー", 6, &["ユー", "ザー"]),
            ("やっちゃった", 6, &["やっ", "ちゃっ", "た"]),
            ("佐々木さん", 4, &["佐々", "木さ", "ん"]),
            ("one two  three", 7, &["one two", "three"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("漢", 1, &["漢"]),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(lines(text, columns), expected, "{text} at {columns}");
        }
    }

    #[test]
    fn spaces_hang_over_the_end() {
        assert_eq!(lines("abcd   ef", 4), ["abcd", "ef"]);
        assert_eq!(lines("    ", 2), [""]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_long(
            text in "([ -~]|[ぁ-んァ-ー漢字、。「」（）・■→]|\\PC|\t){0,80}",
            columns in 2u32..40,
            wide: bool,
        ) {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let policy = WidthPolicy::new(ambiguous);
            let mut joined = String::new();
            for line in wrap(&text, Cells(columns), policy) {
                prop_assert!(line.range.start <= line.visible_end && line.visible_end <= line.range.end);
                let shown = glyphs(slice(&text, line.visible()), policy, Cells::ZERO);
                let cells: Cells = shown.clone().map(|glyph| glyph.cells).sum();
                prop_assert_eq!(cells, line.cells);
                prop_assert!(cells <= Cells(columns) || shown.count() == 1);
                joined.push_str(slice(&text, line.range));
            }
            prop_assert_eq!(joined, text);
        }
    }
}
