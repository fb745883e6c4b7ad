//! The only writer of graphemes into a buffer.
//!
//! Every glyph takes the cells that [`crate::text::glyph`] says. Where ratatui would count otherwise the width is
//! forced, and the cells that a glyph covers hold nothing at all: what is blank there once the glyph is gone differs from
//! that, and is written again. A glyph that does not fit before its limit is not begun:
//! blanks stand in, since a wide character in the last column would swallow the first cell of the next line.

use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::hyperlinks::Hyperlinks;
use crate::text::clip::clip;
use crate::text::glyph::{Glyph, glyphs};
use crate::text::sanitize::Shown;
use crate::text::slice;
use crate::text::width::{Cells, WidthPolicy};

/// A part of a text with a style of its own.
#[derive(Debug, Clone)]
pub struct Highlight {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Patched over the text's style.
    pub style: Style,
}

/// How a text is drawn.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The style of the text.
    pub style: Style,
    /// The style of what stands for controls and invisible characters, patched over it.
    pub replacement: Style,
    /// Parts with styles of their own, in order.
    pub highlights: Vec<Highlight>,
    /// Parts that are addresses, as [`Painter::hyperlinks`] finds them; their styles are patched over all others.
    pub hyperlinks: Vec<Highlight>,
}

impl From<Style> for Look {
    fn from(style: Style) -> Self {
        Self { style, ..Self::default() }
    }
}

/// Writes into a buffer under a width policy.
pub struct Painter<'b> {
    buffer: &'b mut Buffer,
    policy: WidthPolicy,
    hyperlinks: Option<&'b mut Hyperlinks>,
}

impl<'b> Painter<'b> {
    /// A painter of `buffer`.
    pub fn new(buffer: &'b mut Buffer, policy: WidthPolicy) -> Self {
        Self { buffer, policy, hyperlinks: None }
    }

    /// The same painter, which notes addresses in `hyperlinks`.
    #[must_use]
    pub fn linking(self, hyperlinks: Option<&'b mut Hyperlinks>) -> Self {
        Self { hyperlinks, ..self }
    }

    /// The parts of `text` that are to be hyperlinks, for [`Look::hyperlinks`].
    pub fn hyperlinks(&mut self, text: &str) -> Vec<Highlight> {
        self.hyperlinks.as_mut().map(|hyperlinks| hyperlinks.of(text)).unwrap_or_default()
    }

    /// The policy that glyphs are measured by.
    pub fn policy(&self) -> WidthPolicy {
        self.policy
    }

    /// Patches the style of every cell in `area`, leaving what stands there.
    pub fn fill(&mut self, area: Rect, style: Style) {
        if style != Style::default() {
            self.buffer.set_style(area, style);
        }
    }

    /// Blanks `area`. Wide glyphs that reach into it from the left, or out of it to the right, are blanked whole.
    pub fn clear(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            if let Some(before) = area.left().checked_sub(1)
                && let Some(cell) = self.buffer.cell_mut((before, y))
                && cell.cell_width() > 1
            {
                let kept = cell.style();
                cell.reset();
                cell.set_style(kept);
            }
            (area.left()..area.right()).for_each(|x| self.blank(x, y, style));
            for x in area.right()..self.buffer.area.right() {
                match self.buffer.cell_mut((x, y)) {
                    Some(cell) if cell.symbol().is_empty() => cell.set_symbol(" "),
                    Some(_) | None => break,
                };
            }
        }
    }

    /// Draws `text` from column `x` of line `y` on, as far as `limit` (exclusive), and returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, limit: u16, text: &str, look: &Look) -> u16 {
        let mut column = x;
        let limit = limit.min(self.buffer.area.right());
        for glyph in glyphs(text, self.policy, Cells::ZERO) {
            if column >= limit {
                break;
            }
            let patched = |style: Style, highlights: &[Highlight]| {
                let at = highlights.iter().find(|highlight| highlight.range.contains(&glyph.range.start));
                at.map_or(style, |highlight| style.patch(highlight.style))
            };
            let style = patched(patched(look.style, &look.highlights), &look.hyperlinks);
            column = self.glyph(column, y, limit, &glyph, style, look.replacement);
        }
        column
    }

    /// As [`Painter::text`], but a text that does not fit ends in `ellipsis`.
    pub fn clipped(&mut self, x: u16, y: u16, limit: u16, text: &str, look: &Look, ellipsis: &str) -> u16 {
        let room = Cells::from(limit.saturating_sub(x));
        let mark = self.policy.label(ellipsis);
        let clip = clip(text, Cells::ZERO, room, mark, self.policy);
        let end = self.text(x, y, limit, slice(text, clip.range.clone()), look);
        if clip.truncated { self.text(end, y, limit, ellipsis, &Look::from(look.style)) } else { end }
    }

    /// As [`Painter::clipped`], with the first `skip` cells of the text left out behind an ellipsis of their own.
    pub fn scrolled(
        &mut self,
        area: (u16, u16, u16),
        skip: Cells,
        text: &str,
        look: &Look,
        ellipsis: &str,
    ) -> u16 {
        let (x, y, limit) = area;
        if skip == Cells::ZERO {
            return self.clipped(x, y, limit, text, look, ellipsis);
        }
        let x = self.text(x, y, limit, ellipsis, &Look::from(look.style));
        let mark = self.policy.label(ellipsis);
        let clip = clip(text, skip + mark, Cells::from(limit.saturating_sub(x)), mark, self.policy);
        let moved = |at: usize| at.saturating_sub(clip.range.start);
        let moved = |highlights: &[Highlight]| -> Vec<Highlight> {
            let moved = highlights.iter().map(|highlight| Highlight {
                range: moved(highlight.range.start)..moved(highlight.range.end),
                style: highlight.style,
            });
            moved.collect()
        };
        let (highlights, hyperlinks) = (moved(&look.highlights), moved(&look.hyperlinks));
        let look = Look { highlights, hyperlinks, ..look.clone() };
        let start = x.saturating_add(clip.filler.to_u16());
        let end = self.text(start, y, limit, slice(text, clip.range.clone()), &look);
        if clip.truncated { self.text(end, y, limit, ellipsis, &Look::from(look.style)) } else { end }
    }

    fn glyph(
        &mut self,
        x: u16,
        y: u16,
        limit: u16,
        glyph: &Glyph<'_>,
        style: Style,
        replacement: Style,
    ) -> u16 {
        match &glyph.shown {
            Shown::Cluster(cluster) => self.cluster(x, y, limit, cluster, glyph.cells, style),
            Shown::Replacement(text) => text.graphemes(true).fold(x, |x, cluster| {
                let cells = self.policy.grapheme(cluster);
                self.cluster(x, y, limit, cluster, cells, style.patch(replacement))
            }),
            Shown::Tab => {
                let end = x.saturating_add(glyph.cells.to_u16()).min(limit);
                (x..end).for_each(|x| self.blank(x, y, style));
                end
            }
        }
    }

    /// Draws one cluster, or blanks up to `limit` where it does not fit.
    fn cluster(&mut self, x: u16, y: u16, limit: u16, cluster: &str, cells: Cells, style: Style) -> u16 {
        let width = cells.to_u16();
        let end = x.saturating_add(width);
        if end > limit {
            (x..limit).for_each(|x| self.blank(x, y, style));
            return limit;
        }
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.reset();
            cell.set_symbol(cluster).set_style(style);
            // Behind a VS16 cluster ratatui would clear the second cell, and with it the cluster's right half.
            let has_selector = || cluster.len() > '\u{FE0F}'.len_utf8() && cluster.contains('\u{FE0F}');
            // What has one byte has one cell, whoever counts.
            let forced = cluster.len() > 1 && (cell.cell_width() != width || has_selector());
            if let Some(width) = NonZeroU16::new(width).filter(|_| forced) {
                cell.set_diff_option(CellDiffOption::ForcedWidth(width));
            }
        }
        for covered in x + 1..end {
            if let Some(cell) = self.buffer.cell_mut((covered, y)) {
                cell.reset();
                cell.set_symbol("").set_style(style);
            }
        }
        end
    }

    fn blank(&mut self, x: u16, y: u16, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.reset();
            cell.set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;
    use ratatui::style::Color;

    use super::*;
    use crate::text::glyph::measure;
    use crate::text::width::{Ambiguous, is_ambiguous};

    fn policies() -> [WidthPolicy; 2] {
        [WidthPolicy::new(Ambiguous::Narrow), WidthPolicy::new(Ambiguous::Wide)]
    }

    fn buffer(columns: u16) -> Buffer {
        Buffer::empty(Rect::new(0, 0, columns, 1))
    }

    /// The cells that ratatui thinks the glyphs of a buffer take.
    fn cells_of(cells: &[Cell]) -> Cells {
        cells.iter().filter(|cell| !cell.symbol().is_empty()).map(|cell| Cells::from(cell.cell_width())).sum()
    }

    #[test]
    fn painting_advances_by_what_was_measured_for_every_code_point() {
        let [narrow, wide] = policies();
        let mut buffer = buffer(40);
        let narrow = ('\0'..=char::MAX).map(|c| (c, narrow));
        let wide = ('\0'..=char::MAX).filter(|&c| is_ambiguous(c)).map(|c| (c, wide));
        for (c, policy) in narrow.chain(wide) {
            let text = format!("x{c}y");
            let end = Painter::new(&mut buffer, policy).text(0, 0, 40, &text, &Look::default());
            assert_eq!(Cells::from(end), measure(&text, policy), "{c:?}");
            let drawn = &buffer.content[..usize::from(end)];
            assert_eq!(cells_of(drawn), Cells::from(end), "ratatui counts {c:?} otherwise");
        }
    }

    #[test]
    fn a_glyph_that_does_not_fit_is_not_begun() {
        for policy in policies() {
            for columns in 1..6 {
                let mut buffer = buffer(columns);
                let end = Painter::new(&mut buffer, policy).text(0, 0, columns, "a漢■ｶﾞ❤️", &Look::default());
                assert!(end <= columns);
                assert_eq!(cells_of(&buffer.content), Cells::from(columns), "{buffer:?}");
            }
        }
    }

    #[test]
    fn clearing_leaves_no_half_of_a_glyph() {
        let mut buffer = buffer(8);
        let mut painter = Painter::new(&mut buffer, WidthPolicy::new(Ambiguous::Wide));
        painter.text(0, 0, 8, "漢■字点", &Look::default());
        painter.clear(Rect::new(3, 0, 2, 1), Style::new());
        let symbols: Vec<&str> = buffer.content.iter().map(Cell::symbol).collect();
        assert_eq!(symbols, ["漢", "", " ", " ", " ", " ", "点", ""]);
    }

    #[test]
    fn what_follows_a_glyph_that_shrank_is_written_again() {
        let colored = Look::from(Style::new().bg(Color::Blue));
        let draw = |text: &str| {
            let mut buffer = buffer(6);
            Painter::new(&mut buffer, WidthPolicy::default()).text(0, 0, 6, text, &colored);
            buffer
        };
        let (wide, narrow) = (draw("漢字"), draw("a b "));
        let written: Vec<u16> = wide.diff(&narrow).into_iter().map(|(x, _, _)| x).collect();
        assert_eq!(written, [0, 1, 2, 3]);
    }
}
