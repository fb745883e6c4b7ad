//! Cutting a line to the cells there are.

use std::ops::Range;

use super::glyph::{glyphs, is_blank};
use super::slice;
use super::width::{Cells, WidthPolicy};

/// What of a line is seen through a window of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// Blank cells on the left: the right part of a glyph that the window's left edge cuts.
    pub filler: Cells,
    /// The bytes whose glyphs are seen whole.
    pub range: Range<usize>,
    /// The cells of `range`.
    pub cells: Cells,
    /// Whether glyphs other than blanks are cut off on the right.
    pub truncated: bool,
}

/// What of `line` is seen from cell `skip` on in `width` cells, when an ellipsis of `ellipsis` cells must find room
/// after it where the line is cut on the right. Stops reading where the window ends.
pub fn clip(line: &str, skip: Cells, width: Cells, ellipsis: Cells, policy: WidthPolicy) -> Clip {
    let mut glyphs = glyphs(line, policy, Cells::ZERO);
    let mut column = glyphs.skip_within(skip);
    let start = glyphs.position();
    let mut clip = Clip { filler: Cells::ZERO, range: start..start, cells: Cells::ZERO, truncated: false };
    let mut room_for_ellipsis = (clip.range.clone(), clip.cells);
    let mut begun = false;
    for glyph in glyphs {
        let start = column;
        column += glyph.cells;
        if start < skip {
            clip.filler = column.saturating_sub(skip).min(width);
            clip.range = glyph.range.end..glyph.range.end;
            room_for_ellipsis.0 = clip.range.clone();
            continue;
        }
        if !begun {
            clip.range = glyph.range.start..glyph.range.start;
            room_for_ellipsis.0 = clip.range.clone();
            begun = true;
        }
        let end = column.saturating_sub(skip);
        if end > width {
            let rest = slice(line, glyph.range.start..line.len());
            if !rest.trim_start_matches(is_blank).is_empty() {
                clip.truncated = true;
                (clip.range, clip.cells) = room_for_ellipsis;
                clip.filler = clip.filler.min(width.saturating_sub(ellipsis));
            }
            break;
        }
        clip.range.end = glyph.range.end;
        clip.cells += glyph.cells;
        if end + ellipsis <= width {
            room_for_ellipsis = (clip.range.clone(), clip.cells);
        }
    }
    clip
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_between_glyphs() {
        // line, skip, width -> filler, seen, truncated; the ellipsis takes one cell
        let cases = [
            ("abc", 0, 3, 0, "abc", false),
            ("abcd", 0, 3, 0, "ab", true),
            ("漢字", 0, 4, 0, "漢字", false),
            ("漢字", 0, 3, 0, "漢", true),
            ("漢字か", 0, 4, 0, "漢", true),
            ("漢字", 1, 4, 1, "字", false),
            ("漢字", 1, 2, 1, "", true),
            ("漢字", 1, 1, 0, "", true),
            ("漢字", 2, 4, 0, "字", false),
            ("漢字", 9, 4, 0, "", false),
            ("漢", 0, 1, 0, "", true),
            ("abc  ", 0, 3, 0, "abc", false),
            ("abc \u{3000}", 0, 3, 0, "abc", false),
            ("abc d", 0, 3, 0, "ab", true),
            ("abc d", 0, 4, 0, "abc", true),
            ("", 0, 3, 0, "", false),
            ("abc", 0, 0, 0, "", true),
        ];
        for (line, skip, width, filler, seen, truncated) in cases {
            let clip = clip(line, Cells(skip), Cells(width), Cells(1), WidthPolicy::default());
            let found = (clip.filler.0, slice(line, clip.range.clone()), clip.truncated);
            assert_eq!(found, (filler, seen, truncated), "{line} from {skip} in {width}");
            assert!(clip.filler + clip.cells + Cells(u32::from(truncated)) <= Cells(width.max(1)));
        }
    }
}
