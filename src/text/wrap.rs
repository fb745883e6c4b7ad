//! Breaking a paragraph into screen lines.
//!
//! Break opportunities are those of UAX #14 in its strict tailoring, which is kinsoku: no line begins with
//! `、。）」ーっゃ々…・！？`, none ends with `（「『`. A run without an opportunity that is longer than the line is
//! broken between graphemes; a URL is such a run, so that terminals can recognise it, and is broken like other text only
//! where it is longer than a line. White space at the end of a line hangs over it: it belongs to the line, and is not
//! shown. So do, if wanted, `、。` and their like (ぶら下げ, JIS X 4051): then the line keeps room for them. A line
//! exceeds its cells only where a single glyph does. A line feed in the paragraph ends a line, and is not shown.
//!
//! The hanging indent is the caller's: all lines of a paragraph have the same cells, and are drawn at the same
//! column, under the text and not under its marker.

use std::iter::Peekable;
use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::iterators::LineBreakIterator;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::scaffold::Utf8;
use unicode_segmentation::GraphemeCursor;

use super::class::{Class, class};
use super::glyph::{glyphs, is_blank, measure, measure_at};
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

    /// The same line of a text in which the paragraph begins at byte `start`.
    #[must_use]
    pub fn moved(self, start: usize) -> Self {
        let range = start + self.range.start..start + self.range.end;
        Self { range, visible_end: start + self.visible_end, ..self }
    }
}

/// How long lines may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// The cells of a line.
    columns: Cells,
    /// The cells beyond them that hanging punctuation may take.
    hang: Cells,
}

impl Measure {
    /// Lines of at most `columns` cells, without hanging punctuation.
    pub const fn new(columns: Cells) -> Self {
        Self { columns, hang: Cells::ZERO }
    }

    /// Lines of at most `columns` cells, the last two of which are for hanging punctuation alone, unless they are sorely
    /// needed.
    pub fn hanging(columns: Cells) -> Self {
        if columns < LEAST_FOR_HANGING {
            return Self::new(columns);
        }
        Self { columns: columns - FULL_WIDTH, hang: FULL_WIDTH }
    }
}

/// The cells of a full stop.
const FULL_WIDTH: Cells = Cells(2);

/// On shorter lines two cells are worth more than an even margin.
const LEAST_FOR_HANGING: Cells = Cells(20);

/// The screen lines of `paragraph`; an empty paragraph is one empty line.
///
/// Lazy, so that the cost is that of the lines taken.
pub fn wrap(paragraph: &str, measure: Measure, policy: WidthPolicy) -> Wrap<'_> {
    let breaks = opportunities(paragraph).peekable();
    // The first URL is looked for where the first break is asked for.
    Wrap { paragraph, measure, policy, breaks, url: 0..0, start: Some(0) }
}

/// Where a line of `paragraph` may be broken, ascending (UAX #14); graphemes and URLs are not heeded.
pub(super) fn opportunities(paragraph: &str) -> LineBreakIterator<'static, '_, Utf8> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    LineSegmenter::new_for_non_complex_scripts(options).segment_str(paragraph)
}

/// Iterator of [`wrap`].
pub struct Wrap<'t> {
    paragraph: &'t str,
    measure: Measure,
    policy: WidthPolicy,
    /// The break opportunities from the current line on, ascending.
    breaks: Peekable<LineBreakIterator<'static, 't, Utf8>>,
    /// The first URL that ends behind the current position.
    url: Range<usize>,
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
    /// The first place behind byte `offset` where a line may be broken, or the end; asked for in ascending order.
    fn next_break(&mut self, offset: usize) -> usize {
        while self.breaks.next_if(|&candidate| candidate <= offset).is_some() {}
        while let Some(candidate) = self.breaks.peek().copied() {
            if is_between_clusters(self.paragraph, candidate) && !self.is_inside_url(candidate) {
                return candidate;
            }
            self.breaks.next();
        }
        self.paragraph.len()
    }

    /// Whether a break at `offset` would break a URL that has room on a line of its own.
    fn is_inside_url(&mut self, offset: usize) -> bool {
        if self.url.end <= offset {
            self.url = next_url(self.paragraph, offset);
        }
        // A URL is ASCII: its bytes are its cells.
        self.url.start < offset && self.url.len() <= self.measure.columns.0 as usize
    }

    /// The line that starts at byte `start`, if that is the last one: what is left fits, so that nobody need know where it could be
    /// broken.
    fn last_line(&self, start: usize) -> Option<Fit> {
        /// The bytes that a cell of a usual text takes at most.
        const BYTES: usize = 4;
        let rest = slice(self.paragraph, start..self.paragraph.len());
        let columns = self.measure.columns;
        if rest.len() > columns.0 as usize * BYTES || rest.contains('\n') {
            return None;
        }
        let visible = rest.trim_end_matches(is_blank);
        let cells = measure(visible, self.policy);
        let fit = Fit { end: self.paragraph.len(), visible_end: start + visible.len(), cells };
        (cells <= columns).then_some(fit)
    }

    /// What fits into the line that starts at byte `start`: as much as may be broken off, else as many glyphs as there
    /// is room for.
    fn line(&mut self, start: usize) -> Fit {
        let mut fits = Fit { end: start, visible_end: start, cells: Cells::ZERO };
        let mut column = Cells::ZERO;
        while fits.end < self.paragraph.len() {
            let segment_start = fits.end;
            let end = self.next_break(segment_start);
            let whole = slice(self.paragraph, segment_start..end);
            let segment =
                whole.strip_suffix('\n').map_or(whole, |line| line.strip_suffix('\r').unwrap_or(line));
            let ends_line = segment.len() < whole.len();
            // Most of Japanese may be broken after every character.
            if !ends_line
                && let Some(cells) = self.lone_character(segment)
                && column + cells <= self.measure.columns
            {
                column += cells;
                fits = Fit { end, visible_end: end, cells: column };
                continue;
            }
            let visible = segment.trim_end_matches(is_blank);
            let visible_end = column + measure_at(visible, self.policy, column);
            // What cannot be seen hangs over, however much it is.
            if visible_end > self.limit(visible) && !visible.is_empty() {
                let end = segment_start + segment.len();
                return if segment_start > start { fits } else { self.broken(start, end) };
            }
            fits.end = end;
            if !visible.is_empty() {
                fits.visible_end = segment_start + visible.len();
                fits.cells = visible_end;
            }
            if ends_line {
                break;
            }
            let blanks = slice(segment, visible.len()..segment.len());
            column = visible_end + measure_at(blanks, self.policy, visible_end);
        }
        fits
    }

    /// The cells of `segment`, if it is a simple character and no blank.
    fn lone_character(&self, segment: &str) -> Option<Cells> {
        let mut chars = segment.chars();
        let lone = chars.next().filter(|&lone| chars.as_str().is_empty() && !is_blank(lone))?;
        let class = class(lone);
        (class != Class::Complex).then(|| self.policy.simple(class))
    }

    /// The cells that a line which ends in `segment` may have.
    fn limit(&self, segment: &str) -> Cells {
        let Measure { columns, hang } = self.measure;
        if hang == Cells::ZERO {
            return columns;
        }
        match segment.chars().next_back().filter(|&last| may_hang(last)) {
            Some(last) => columns + hang.min(self.policy.char(last)),
            None => columns,
        }
    }

    /// The glyphs between bytes `start` and `end` that fit into a line, at least one.
    fn broken(&self, start: usize, end: usize) -> Fit {
        let mut fits = Fit { end: start, visible_end: start, cells: Cells::ZERO };
        for glyph in glyphs(slice(self.paragraph, start..end), self.policy, Cells::ZERO) {
            let cells = fits.cells + glyph.cells;
            if cells > self.measure.columns && fits.end > start {
                break;
            }
            let end = start + glyph.range.end;
            fits = Fit { end, visible_end: end, cells };
        }
        fits
    }
}

/// Commas and full stops, which may hang over the end of a line (JIS X 4051, 4.11).
fn may_hang(c: char) -> bool {
    matches!(c, '、' | '。' | '，' | '．' | '､' | '｡')
}

/// Whether no grapheme cluster reaches over byte `offset`. A line may be broken within one: a space with a combining
/// mark on it is a cluster (UAX #29), and yet the mark may begin a line (UAX #14, LB10).
pub(super) fn is_between_clusters(paragraph: &str, offset: usize) -> bool {
    let (before, after) = paragraph.split_at_checked(offset).unwrap_or((paragraph, ""));
    let is_simple = |c: Option<char>| c.is_none_or(|c| class(c) != Class::Complex);
    (is_simple(before.chars().next_back()) && is_simple(after.chars().next()))
        || GraphemeCursor::new(offset, paragraph.len(), true).is_boundary(paragraph, 0).unwrap_or(true)
}

/// The bytes of the first URL that ends after `offset`; an empty range at the end where there is none.
fn next_url(paragraph: &str, offset: usize) -> Range<usize> {
    let bytes = paragraph.as_bytes();
    let mut from = offset;
    while let Some(found) = bytes.get(from..).and_then(|rest| memchr::memmem::find(rest, b"://")) {
        let colon = from + found;
        let scheme = bytes.iter().take(colon).rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let rest = bytes.iter().skip(colon).take_while(|byte| byte.is_ascii_graphic()).count();
        if scheme > 0 {
            return colon - scheme..colon + rest;
        }
        from = colon + 1;
    }
    bytes.len()..bytes.len()
}

impl Iterator for Wrap<'_> {
    type Item = WrappedLine;

    fn next(&mut self) -> Option<WrappedLine> {
        let start = self.start?;
        let Fit { end, visible_end, cells } = self.last_line(start).unwrap_or_else(|| self.line(start));
        self.start = (end < self.paragraph.len()).then_some(end);
        #[cfg(test)]
        super::work::wrapped(end - start);
        Some(WrappedLine { range: start..end, visible_end, cells })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width::Ambiguous;

    fn lines(text: &str, columns: u32) -> Vec<&str> {
        wrap(text, Measure::new(Cells(columns)), WidthPolicy::default())
            .map(|line| slice(text, line.visible()))
            .collect()
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

    #[test]
    fn line_feeds_end_lines() {
        let cases: [(&str, u32, &[&str]); 4] = [
            ("let a;\n\n  b\r\nc", 10, &["let a;", "", "  b", "c"]),
            ("abcdef\nあ\nい", 4, &["abcd", "ef", "あ", "い"]),
            ("one two\nthree", 7, &["one two", "three"]),
            ("abcd\n", 4, &["abcd"]),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(lines(text, columns), expected, "{text:?} at {columns}");
        }
    }

    #[test]
    fn urls_stay_whole_where_they_can() {
        let cases: [(&str, u32, &[&str]); 4] = [
            ("資料はhttps://example.com/a-b/c です", 25, &["資料は", "https://example.com/a-b/c", "です"]),
            ("see https://example.com/ab/cd ok", 25, &["see", "https://example.com/ab/cd", "ok"]),
            ("://a/b c", 4, &["://", "a/b", "c"]),
            ("x https://example.com/ab", 12, &["x https://", "example.com/", "ab"]),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(lines(text, columns), expected, "{text} at {columns}");
        }
    }

    #[test]
    fn commas_and_full_stops_hang_where_they_may() {
        let text = "いろはにほへとちり、ぬるをわかよたれそ。つねならむ";
        let shown = |measure| {
            let lines = wrap(text, measure, WidthPolicy::default());
            lines.map(|line| slice(text, line.visible())).collect::<Vec<_>>()
        };
        let hanging = shown(Measure::hanging(Cells(20)));
        assert_eq!(hanging, ["いろはにほへとちり、", "ぬるをわかよたれそ。", "つねならむ"]);
        let text_18 = "いろはにほへとちり";
        assert_eq!(shown(Measure::new(Cells(18)))[0], text_18.strip_suffix('り').unwrap());
        assert_eq!(
            shown(Measure::hanging(Cells(18))),
            shown(Measure::new(Cells(18))),
            "short lines do without"
        );
    }

    proptest! {
        #[test]
        fn what_fits_is_the_line_that_its_breaks_make(
            text in "([ -~]|[ぁ-んァ-ー漢字、。「」]|\\PC|\t|\n|\u{3000}|\u{301}|https://a.b/c ){0,30}",
            columns in 1u32..40,
            hangs: bool,
        ) {
            let measure = if hangs { Measure::hanging(Cells(columns)) } else { Measure::new(Cells(columns)) };
            let mut slow = wrap(&text, measure, WidthPolicy::default());
            for line in wrap(&text, measure, WidthPolicy::default()) {
                let start = line.range.start;
                let Fit { end, visible_end, cells } = slow.line(start);
                prop_assert_eq!(line, WrappedLine { range: start..end, visible_end, cells });
            }
        }

        #[test]
        fn nothing_is_lost_and_no_line_is_too_long(
            text in "([ -~]|https://[a-z/]{1,30}|[ぁ-んァ-ー漢字、。「」（）・■→]|\\PC|\t|\n){0,80}",
            columns in 2u32..40,
            wide: bool,
            hangs: bool,
        ) {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let policy = WidthPolicy::new(ambiguous);
            let measure = if hangs { Measure::hanging(Cells(columns)) } else { Measure::new(Cells(columns)) };
            let mut joined = String::new();
            for line in wrap(&text, measure, policy) {
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
