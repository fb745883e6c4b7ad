//! A text as the glyphs a terminal shows: the one stream that wrapping, clipping and painting walk.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::class::{Class, class};
use super::sanitize::{Shown, shown};
use super::width::{Cells, WidthPolicy};

/// Tab stops stand at multiples of this many cells from where the text begins.
pub const TAB_STOP: Cells = Cells(4);

/// One grapheme cluster of a text, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'t> {
    /// The cluster's bytes in the text.
    pub range: Range<usize>,
    /// What stands for it on the screen.
    pub shown: Shown<'t>,
    /// How many cells it takes, at least 1.
    pub cells: Cells,
}

/// White space that may hang over the end of a line unseen.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}')
}

/// The glyphs of `text`, whose first one stands `column` cells after a tab stop.
pub fn glyphs(text: &str, policy: WidthPolicy, column: Cells) -> Glyphs<'_> {
    Glyphs { text, position: 0, policy, column }
}

/// The cells that `text` takes when shown at a tab stop.
pub fn measure(text: &str, policy: WidthPolicy) -> Cells {
    measure_at(text, policy, Cells::ZERO)
}

/// The cells that `text` takes when shown `column` cells after a tab stop.
pub fn measure_at(text: &str, policy: WidthPolicy, column: Cells) -> Cells {
    let mut glyphs = glyphs(text, policy, column);
    glyphs.skip_simple(Cells(u32::MAX));
    while glyphs.next().is_some() {
        glyphs.skip_simple(Cells(u32::MAX));
    }
    glyphs.column - column
}

/// Iterator of [`glyphs`].
#[derive(Debug, Clone)]
pub struct Glyphs<'t> {
    text: &'t str,
    position: usize,
    policy: WidthPolicy,
    column: Cells,
}

impl<'t> Iterator for Glyphs<'t> {
    type Item = Glyph<'t>;

    fn next(&mut self) -> Option<Glyph<'t>> {
        let rest = self.text.get(self.position..).filter(|rest| !rest.is_empty())?;
        let (shown, cells, length) = match simple_cluster(rest) {
            Some((cluster, class)) => {
                (Shown::Cluster(Cow::Borrowed(cluster)), self.policy.simple(class), cluster.len())
            }
            None => self.unusual(rest),
        };
        let range = self.position..self.position + length;
        self.position = range.end;
        self.column += cells;
        Some(Glyph { range, shown, cells })
    }
}

impl<'t> Glyphs<'t> {
    /// The byte at which the next one begins.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// Steps over glyphs ahead that end within `most` cells, and returns the cells of all that have been.
    pub(super) fn skip_within(&mut self, most: Cells) -> Cells {
        let start = self.column;
        loop {
            let seen = self.column - start;
            self.skip_simple(most.saturating_sub(seen));
            let mut ahead = self.clone();
            if ahead.next().is_none() || ahead.column - start > most {
                return self.column - start;
            }
            *self = ahead;
        }
    }

    /// Steps over the simple characters ahead that are clusters by themselves, and take at most `most` cells, counting these.
    fn skip_simple(&mut self, most: Cells) {
        let rest = self.text.get(self.position..).unwrap_or_default();
        let cells_of = [Class::Complex, Class::Narrow, Class::Wide, Class::Ambiguous]
            .map(|class| self.policy.simple(class).0);
        let (mut cells, mut last, mut last_start) = (0_u32, 0, 0);
        for (index, c) in rest.char_indices() {
            let class = class(c);
            if class == Class::Complex {
                // It may extend the character before it.
                self.position += last_start;
                self.column += Cells(cells - last);
                return;
            }
            last = cells_of[class as usize];
            last_start = index;
            cells = cells.saturating_add(last);
            if cells > most.0 {
                self.position += last_start;
                self.column += Cells(cells - last);
                return;
            }
        }
        self.position = self.text.len();
        self.column += Cells(cells);
    }

    fn unusual(&self, rest: &'t str) -> (Shown<'t>, Cells, usize) {
        let cluster = rest.graphemes(true).next().unwrap_or(rest);
        let shown = shown(cluster);
        let cells = match &shown {
            Shown::Cluster(cluster) => self.policy.grapheme(cluster).max(Cells(1)),
            Shown::Replacement(replacement) => self.policy.label(replacement),
            Shown::Tab => Cells(TAB_STOP.0 - self.column.0 % TAB_STOP.0),
        };
        (shown, cells, cluster.len())
    }
}

/// The first character of `rest` if it is simple and a cluster by itself: unless the next one is complex.
fn simple_cluster(rest: &str) -> Option<(&str, Class)> {
    let mut chars = rest.char_indices();
    let class_of_first = class(chars.next()?.1);
    if class_of_first == Class::Complex {
        return None;
    }
    match chars.next() {
        None => Some((rest, class_of_first)),
        Some((end, second)) if class(second) != Class::Complex => Some((rest.get(..end)?, class_of_first)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::slice;
    use crate::text::width::Ambiguous;

    fn cells_of(text: &str) -> Vec<u32> {
        glyphs(text, WidthPolicy::default(), Cells::ZERO).map(|glyph| glyph.cells.0).collect()
    }

    #[test]
    fn glyphs_take_their_cells() {
        assert_eq!(cells_of("aか\u{3099}ｶﾞ"), [1, 2, 2]);
        assert_eq!(cells_of("a\tb\t\t"), [1, 3, 1, 3, 4]);
        assert_eq!(cells_of("\x1b\u{200b}"), [1, 6]);
    }

    proptest! {
        #[test]
        fn glyphs_cover_the_text(text in "([ -~ぁ-ん■→é]{1,4}|\\PC|[\u{300}-\u{310}ｶﾞ\u{200d}\u{fe0f}\t\u{0}-\u{20}]){0,40}") {
            for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
                let policy = WidthPolicy::new(ambiguous);
                let mut end = 0;
                for glyph in glyphs(&text, policy, Cells::ZERO) {
                    prop_assert_eq!(glyph.range.start, end);
                    prop_assert!(glyph.cells >= Cells(1));
                    end = glyph.range.end;
                }
                prop_assert_eq!(end, text.len());
                let cells: Cells = glyphs(&text, policy, Cells::ZERO).map(|glyph| glyph.cells).sum();
                prop_assert_eq!(measure(&text, policy), cells);
            }
        }

        #[test]
        fn the_fast_path_cuts_as_unicode_says(text in "([ -~ぁ-ん、。]|\\PC){0,40}") {
            let cut: Vec<&str> = glyphs(&text, WidthPolicy::default(), Cells::ZERO)
                .map(|glyph| slice(&text, glyph.range))
                .collect();
            let clusters: Vec<&str> = text.graphemes(true).collect();
            prop_assert_eq!(cut, clusters);
        }
    }
}
