//! Texts are measured, wrapped and cut without losing or splitting anything.

use std::collections::BTreeSet;

use midashi::text::clip::clip;
use midashi::text::glyph::{glyphs, measure};
use midashi::text::piece;
use midashi::text::sanitize;
use midashi::text::slice;
use midashi::text::width::{Cells, WidthPolicy};
use midashi::text::wrap::{Measure, wrap};

use crate::input;

/// Lays the input out in columns that its last bytes choose.
pub fn run(data: &[u8]) {
    let (text, [columns, skip, flags]) = input::text(data);
    let columns = Cells(u32::from(columns) % 120 + 1);
    let policy = input::policy(flags);
    assert_glyphs(&text, policy);
    let measure = if flags & 2 == 0 { Measure::new(columns) } else { Measure::hanging(columns) };
    assert_wrapped(&text, measure, columns, policy);
    for line in text.lines() {
        assert_clipped(line, Cells(u32::from(skip)), columns, policy);
    }
    assert_pieces(&text);
    assert!(!sanitize::line(&text).chars().any(char::is_control));
}

/// Glyphs join to the text; each has a cell or more, and what it is shown as is no control.
fn assert_glyphs(text: &str, policy: WidthPolicy) {
    let mut end = 0;
    let mut cells = Cells::ZERO;
    for glyph in glyphs(text, policy, Cells::ZERO) {
        assert_eq!(glyph.range.start, end);
        assert!(glyph.cells >= Cells(1) && glyph.range.end > end);
        end = glyph.range.end;
        cells += glyph.cells;
    }
    assert_eq!(end, text.len());
    assert_eq!(measure(text, policy), cells);
}

/// The lines join to the text, none is too long, and none splits a glyph.
fn assert_wrapped(text: &str, measure: Measure, columns: Cells, policy: WidthPolicy) {
    let starts: BTreeSet<usize> = glyphs(text, policy, Cells::ZERO).map(|glyph| glyph.range.start).collect();
    let mut end = 0;
    for line in wrap(text, measure, policy) {
        assert_eq!(line.range.start, end);
        assert!(line.range.start <= line.visible_end && line.visible_end <= line.range.end);
        assert!(
            line.range.is_empty() || starts.contains(&line.range.start),
            "a glyph is split at {}",
            line.range.start
        );
        let shown = glyphs(slice(text, line.visible()), policy, Cells::ZERO);
        let cells: Cells = shown.clone().map(|glyph| glyph.cells).sum();
        assert_eq!(cells, line.cells);
        assert!(cells <= columns || shown.count() == 1, "{cells:?} cells in {columns:?}");
        end = line.range.end;
    }
    assert_eq!(end, text.len());
}

/// What is seen through a window fits into it, and leaves room for an ellipsis where it is cut.
fn assert_clipped(line: &str, skip: Cells, columns: Cells, policy: WidthPolicy) {
    for ellipsis in [Cells(1), Cells(2)] {
        let seen = clip(line, skip, columns, ellipsis, policy);
        assert!(line.get(seen.range.clone()).is_some(), "{:?}", seen.range);
        assert!(seen.filler + seen.cells <= columns);
        assert!(
            !seen.truncated || ellipsis > columns || seen.filler + seen.cells + ellipsis <= columns,
            "{seen:?}"
        );
    }
}

/// Pieces of a long text join to it.
fn assert_pieces(text: &str) {
    // Only what is long is cut.
    let text = if text.is_empty() { String::new() } else { text.repeat(4096_usize.div_ceil(text.len())) };
    let mut end = 0;
    for index in 0..piece::count(&text) {
        let range = piece::range(&text, index);
        assert!(range.start == end && text.is_char_boundary(range.end));
        end = range.end;
    }
    assert_eq!(end, text.len());
}
