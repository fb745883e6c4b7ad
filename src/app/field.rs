//! Where an input stands on the screen, and what of it is seen: for the view to draw and for the mouse to hit.

use super::input::TextInput;
use crate::text::glyph::{glyphs, measure};
use crate::text::width::{Cells, WidthPolicy};

/// The cells that an input is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The column of the first cell.
    pub x: u16,
    /// The line.
    pub y: u16,
    /// The column after the last cell.
    pub end: u16,
}

impl Field {
    /// How many cells of text stand before the cursor at most: the last is kept for the cursor.
    pub fn room(self) -> Cells {
        Cells::from(self.end.saturating_sub(self.x + 1))
    }

    /// The cells of `input` that are out of sight on the left: when it is longer than the field, the cursor is kept at
    /// its end.
    pub fn hidden(self, input: &TextInput, policy: WidthPolicy) -> Cells {
        measure(input.before_cursor(), policy).saturating_sub(self.room())
    }

    /// Whether a cell of the screen is in the line of the field, from its beginning on.
    pub fn contains(self, column: u16, line: u16) -> bool {
        line == self.y && column >= self.x
    }

    /// Puts the cursor of `input` before the glyph that is seen at `column` of the screen, or at the end.
    pub fn point(self, input: &mut TextInput, column: u16, policy: WidthPolicy) {
        let wanted = self.hidden(input, policy) + Cells::from(column.saturating_sub(self.x));
        let mut end = Cells::ZERO;
        let hit = glyphs(input.text(), policy, Cells::ZERO).find(|glyph| {
            end += glyph.cells;
            end > wanted
        });
        let hit = hit.map(|glyph| glyph.range.start);
        input.move_to(hit.unwrap_or(input.text().len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_stands_before_what_it_hits() {
        let policy = WidthPolicy::default();
        let field = Field { x: 10, y: 0, end: 21 };
        let mut input = TextInput::default();
        input.insert("a見出しb");
        for (column, before) in
            [(10, ""), (11, "a"), (12, "a"), (13, "a見"), (17, "a見出し"), (40, "a見出しb")]
        {
            field.point(&mut input, column, policy);
            assert_eq!(input.before_cursor(), before, "at {column}");
        }
        input.insert("cdefg");
        assert_eq!(field.hidden(&input, policy), Cells(3), "13 cells in 10");
        field.point(&mut input, 10, policy);
        assert_eq!(input.before_cursor(), "a見");
    }
}
