//! The part of the rows that is on screen, counted in screen lines, since rows wrap.
//!
//! Heights come from the caller, for the rows that a question needs and no others: every function here walks at
//! most about a screen of rows.

use super::rows::Rows;
use crate::vault::Place;

/// Where the screen begins: at line `skip` (0-based) of the row `top`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// The row at the top of the screen.
    pub top: Place,
    /// How many screen lines of it have scrolled out.
    pub skip: u32,
}

/// The rows with their heights and the height of the screen, all in screen lines.
pub struct Screen<'a, H: Fn(Place) -> u32> {
    /// The rows.
    pub rows: Rows<'a>,
    /// The height of a row, at least 1.
    pub height_of: H,
    /// The height of the screen.
    pub height: u32,
}

impl<H: Fn(Place) -> u32> Screen<'_, H> {
    /// The viewport in which `place` begins `offset` lines below the top of the screen, or fewer where not so many
    /// lines stand above it.
    pub fn with_place_at(&self, place: Place, offset: u32) -> Viewport {
        self.back_from(Viewport { top: place, skip: 0 }, offset)
    }

    /// `viewport` moved `lines` up, as far as there are lines.
    fn back_from(&self, viewport: Viewport, lines: u32) -> Viewport {
        let Viewport { mut top, mut skip } = viewport;
        let mut left = lines;
        loop {
            if left <= skip {
                return Viewport { top, skip: skip - left };
            }
            left -= skip;
            let Some(previous) = self.rows.previous(top) else {
                return Viewport { top, skip: 0 };
            };
            top = previous;
            skip = (self.height_of)(top);
        }
    }

    /// `viewport` moved `lines` down, so far that the last line of the last row is still on the screen's top.
    fn forward_from(&self, viewport: Viewport, lines: u32) -> Viewport {
        let Viewport { mut top, skip } = viewport;
        let mut left = skip + lines;
        loop {
            let height = (self.height_of)(top);
            if left < height {
                return Viewport { top, skip: left };
            }
            let Some(next) = self.rows.next(top) else {
                return Viewport { top, skip: height.saturating_sub(1) };
            };
            left -= height;
            top = next;
        }
    }

    /// How many lines below the top of the screen `place` begins; `None` if it begins above it or not within `limit`
    /// lines.
    pub fn offset_of(&self, viewport: Viewport, place: Place, limit: u32) -> Option<u32> {
        if place == viewport.top {
            return (viewport.skip == 0).then_some(0);
        }
        let mut row = viewport.top;
        let mut offset = (self.height_of)(row).saturating_sub(viewport.skip);
        while offset <= limit {
            row = self.rows.next(row)?;
            if row == place {
                return Some(offset);
            }
            offset += (self.height_of)(row);
        }
        None
    }

    /// The row at `line` (0-based) of the screen, and which of its lines that is.
    pub fn row_at(&self, viewport: Viewport, line: u32) -> Option<(Place, u32)> {
        let mut row = viewport.top;
        let mut left = line + viewport.skip;
        loop {
            let height = (self.height_of)(row);
            if left < height {
                return Some((row, left));
            }
            left -= height;
            row = self.rows.next(row)?;
        }
    }

    /// The row nearest to `cursor` that begins on the screen (or that fills it).
    pub fn nearest_whole(&self, viewport: Viewport, cursor: Place) -> Place {
        let first = if viewport.skip == 0 {
            viewport.top
        } else {
            self.rows.next(viewport.top).unwrap_or(viewport.top)
        };
        let (last, line) = self.row_at(viewport, self.height.saturating_sub(1)).unwrap_or_else(|| {
            let last = self.rows.last().unwrap_or(viewport.top);
            (last, 0)
        });
        let ends_on_screen = line + 1 >= (self.height_of)(last);
        let last = if ends_on_screen { last } else { self.rows.previous(last).unwrap_or(last) };
        if last < first { viewport.top } else { cursor.clamp(first, last) }
    }

    /// `viewport` scrolled by `lines`, down if positive; the last line of the last row stays at the bottom of the
    /// screen or below.
    pub fn scrolled(&self, viewport: Viewport, lines: i64) -> Viewport {
        let distance = u32::try_from(lines.unsigned_abs()).unwrap_or(u32::MAX / 2).min(u32::MAX / 2);
        if lines < 0 {
            return self.back_from(viewport, distance);
        }
        self.at_most_lowest(self.forward_from(viewport, distance))
    }

    /// `viewport` scrolled as little as needed to show the whole row of `cursor`, with `margin` lines around it
    /// where there are; a row taller than the screen shows its beginning. A cursor that is more than a screen away
    /// comes to stand in the middle.
    pub fn following(&self, viewport: Viewport, cursor: Place, margin: u32) -> Viewport {
        let height = (self.height_of)(cursor).min(self.height);
        let margin = margin.min((self.height - height) / 2);
        let lowest_offset = self.height - height - margin;
        match self.offset_of(viewport, cursor, self.height * 2) {
            Some(offset) if offset < margin => self.with_place_at(cursor, margin),
            Some(offset) if offset <= lowest_offset => self.at_most_lowest(viewport),
            Some(_) => self.at_most_lowest(self.with_place_at(cursor, lowest_offset)),
            None if self.is_just_above(viewport, cursor) => self.with_place_at(cursor, margin),
            None => self.at_most_lowest(self.with_place_at(cursor, lowest_offset / 2)),
        }
    }

    /// Whether `cursor` begins above the screen, by no more than a screen.
    fn is_just_above(&self, viewport: Viewport, cursor: Place) -> bool {
        let start = Viewport { top: viewport.top, skip: viewport.skip };
        let above = self.back_from(start, self.height);
        cursor <= viewport.top && (above.top, above.skip) <= (cursor, 0)
    }

    /// `viewport`, moved up where it would leave blank lines below the last row.
    fn at_most_lowest(&self, viewport: Viewport) -> Viewport {
        let mut row = viewport.top;
        let mut shown = (self.height_of)(row).saturating_sub(viewport.skip);
        while shown < self.height {
            let Some(next) = self.rows.next(row) else {
                return self.back_from(viewport, self.height - shown);
            };
            row = next;
            shown += (self.height_of)(row);
        }
        viewport
    }
}
