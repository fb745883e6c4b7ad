//! The part of the rows that is on screen, counted in screen lines, since rows wrap.
//!
//! A row of a long text is made of pieces, so that nobody has to wrap all of it to show some. Heights come from the
//! caller, for the pieces that a question needs and no others: every function here walks at most about a screen of them.

use super::rows::Rows;
use crate::vault::Place;

/// The most lines that are scrolled at once: a count is good for many screens, and no key waits for a whole note.
const FURTHEST: u32 = 10_000;

/// A piece of a row: all of it, but for rows of long texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece {
    /// The row.
    pub row: Place,
    /// Which of its pieces, 0-based.
    pub index: u32,
}

impl Piece {
    /// The first piece of `row`.
    pub fn first(row: Place) -> Self {
        Self { row, index: 0 }
    }
}

/// Where the screen begins: at line `skip` (0-based) of a piece of the row `top`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// The row at the top of the screen.
    pub top: Place,
    /// Which of its pieces stands there, 0-based; those before have scrolled out.
    pub piece: u32,
    /// How many screen lines of that have scrolled out.
    pub skip: u32,
}

impl Viewport {
    /// The screen that begins with `row`.
    pub fn at(row: Place) -> Self {
        Self::of(Piece::first(row), 0)
    }

    /// The screen that begins with line `skip` of `piece`.
    pub fn of(piece: Piece, skip: u32) -> Self {
        Self { top: piece.row, piece: piece.index, skip }
    }

    /// The piece at the top of the screen.
    pub fn first(self) -> Piece {
        Piece { row: self.top, index: self.piece }
    }

    /// Whether nothing of its top row has scrolled out.
    pub fn begins_with_row(self) -> bool {
        (self.piece, self.skip) == (0, 0)
    }
}

/// How tall rows are, in screen lines.
pub trait Heights {
    /// How many pieces a row has, at least 1.
    fn pieces(&self, row: Place) -> u32;

    /// The height of a piece, at least 1.
    fn height(&self, piece: Piece) -> u32;
}

/// The rows with their heights and the height of the screen, all in screen lines.
pub struct Screen<'a, H: Heights> {
    /// The rows.
    pub rows: Rows<'a>,
    /// How tall they are.
    pub heights: H,
    /// The height of the screen.
    pub height: u32,
}

impl<H: Heights> Screen<'_, H> {
    /// The piece after `piece`, of the same row or the next.
    pub fn next(&self, piece: Piece) -> Option<Piece> {
        let index = piece.index + 1;
        if index < self.heights.pieces(piece.row) {
            return Some(Piece { index, ..piece });
        }
        self.rows.next(piece.row).map(Piece::first)
    }

    /// The piece before `piece`, of the same row or the one before.
    fn previous(&self, piece: Piece) -> Option<Piece> {
        if let Some(index) = piece.index.checked_sub(1) {
            return Some(Piece { index, ..piece });
        }
        self.rows.previous(piece.row).map(|row| self.last_of(row))
    }

    /// The last piece of `row`.
    fn last_of(&self, row: Place) -> Piece {
        Piece { row, index: self.heights.pieces(row).saturating_sub(1) }
    }

    /// The height of the row `row`, or `most` if it is taller.
    pub fn row_height(&self, row: Place, most: u32) -> u32 {
        let mut height = 0;
        for index in 0..self.heights.pieces(row) {
            height += self.heights.height(Piece { row, index });
            if height >= most {
                return most;
            }
        }
        height
    }

    /// `viewport` where its top row has become another, or other pieces or heights.
    pub fn settled(&self, viewport: Viewport) -> Viewport {
        let last = self.last_of(viewport.top);
        let first = viewport.first().min(last);
        let skip = viewport.skip.min(self.heights.height(first).saturating_sub(1));
        Viewport::of(first, skip)
    }

    /// The viewport in which `place` begins `offset` lines below the top of the screen, or fewer where not so many
    /// lines stand above it.
    pub fn with_place_at(&self, place: Place, offset: u32) -> Viewport {
        self.back_from(Viewport::at(place), offset)
    }

    /// `viewport` moved `lines` up, as far as there are lines.
    fn back_from(&self, viewport: Viewport, lines: u32) -> Viewport {
        let (mut piece, mut skip) = (viewport.first(), viewport.skip);
        let mut left = lines;
        loop {
            if left <= skip {
                return Viewport::of(piece, skip - left);
            }
            left -= skip;
            let Some(previous) = self.previous(piece) else {
                return Viewport::of(piece, 0);
            };
            piece = previous;
            skip = self.heights.height(piece);
        }
    }

    /// `viewport` moved `lines` down, so far that the last line of the last row is still on the screen's top.
    fn forward_from(&self, viewport: Viewport, lines: u32) -> Viewport {
        let mut piece = viewport.first();
        let mut left = viewport.skip + lines;
        loop {
            let height = self.heights.height(piece);
            if left < height {
                return Viewport::of(piece, left);
            }
            let Some(next) = self.next(piece) else {
                return Viewport::of(piece, height.saturating_sub(1));
            };
            left -= height;
            piece = next;
        }
    }

    /// How many lines below the top of the screen `place` begins; `None` if it begins above it or not within `limit`
    /// lines.
    pub fn offset_of(&self, viewport: Viewport, place: Place, limit: u32) -> Option<u32> {
        if place == viewport.top {
            return viewport.begins_with_row().then_some(0);
        }
        let mut piece = viewport.first();
        let mut offset = self.heights.height(piece).saturating_sub(viewport.skip);
        while offset <= limit {
            piece = self.next(piece)?;
            if piece.row == place {
                return Some(offset);
            }
            offset += self.heights.height(piece);
        }
        None
    }

    /// The piece at `line` (0-based) of the screen, and which of its lines that is.
    pub fn piece_at(&self, viewport: Viewport, line: u32) -> Option<(Piece, u32)> {
        let mut piece = viewport.first();
        let mut left = line + viewport.skip;
        loop {
            let height = self.heights.height(piece);
            if left < height {
                return Some((piece, left));
            }
            left -= height;
            piece = self.next(piece)?;
        }
    }

    /// The row at `line` (0-based) of the screen.
    pub fn row_at(&self, viewport: Viewport, line: u32) -> Option<Place> {
        self.piece_at(viewport, line).map(|(piece, _)| piece.row)
    }

    /// The row nearest to `cursor` that begins on the screen (or that fills it).
    pub fn nearest_whole(&self, viewport: Viewport, cursor: Place) -> Place {
        let first = if viewport.begins_with_row() {
            viewport.top
        } else {
            self.rows.next(viewport.top).unwrap_or(viewport.top)
        };
        let (last, line) = self.piece_at(viewport, self.height.saturating_sub(1)).unwrap_or_else(|| {
            let last = self.rows.last().unwrap_or(viewport.top);
            (self.last_of(last), u32::MAX - 1)
        });
        let ends_on_screen = last == self.last_of(last.row) && line + 1 >= self.heights.height(last);
        let last = if ends_on_screen { last.row } else { self.rows.previous(last.row).unwrap_or(last.row) };
        if last < first { viewport.top } else { cursor.clamp(first, last) }
    }

    /// `viewport` scrolled by `lines`, but not further than `FURTHEST`, down if positive; the last line of the last row stays at the bottom of the
    /// screen or below.
    pub fn scrolled(&self, viewport: Viewport, lines: i64) -> Viewport {
        let distance = u32::try_from(lines.unsigned_abs()).unwrap_or(u32::MAX).min(FURTHEST);
        if lines < 0 {
            return self.back_from(viewport, distance);
        }
        self.at_most_lowest(self.forward_from(viewport, distance))
    }

    /// `viewport` scrolled as little as needed to show the whole row of `cursor`, with `margin` lines around it
    /// where there are; a row taller than the screen shows its beginning, unless another part of it fills the screen
    /// already. A cursor that is more than a screen away comes to stand in the middle.
    pub fn following(&self, viewport: Viewport, cursor: Place, margin: u32) -> Viewport {
        if viewport.top == cursor && self.row_at(viewport, self.height - 1) == Some(cursor) {
            return viewport;
        }
        let height = self.row_height(cursor, self.height);
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
        let above = self.back_from(viewport, self.height);
        cursor <= viewport.top && (above.first(), above.skip) <= (Piece::first(cursor), 0)
    }

    /// `viewport`, moved up where it would leave blank lines below the last row.
    fn at_most_lowest(&self, viewport: Viewport) -> Viewport {
        let mut piece = viewport.first();
        let mut shown = self.heights.height(piece).saturating_sub(viewport.skip);
        while shown < self.height {
            let Some(next) = self.next(piece) else {
                return self.back_from(viewport, self.height - shown);
            };
            piece = next;
            shown += self.heights.height(piece);
        }
        viewport
    }
}
