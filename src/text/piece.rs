//! A long text in pieces, each of which is broken into lines by itself, so that no more of it is read than is shown.
//!
//! Where a piece ends is found by looking at a few bytes around there; a line ends with it, if a little early.

use std::ops::Range;

use super::slice;
use super::wrap::{is_between_clusters, opportunities};

/// Texts up to this many bytes are one piece. Hardly any paragraph is longer.
pub const LONG: usize = 1 << 14;

/// The bytes of a piece: more than a screen takes of it seldom, and quickly broken into lines.
const PIECE: usize = 1 << 12;

/// The bytes that are looked through for a good place to end a piece.
const LOOKED_THROUGH: usize = 1 << 8;

/// How many pieces `text` has: at least one, none of them empty unless the text is.
pub fn count(text: &str) -> u32 {
    if text.len() <= LONG {
        return 1;
    }
    u32::try_from((text.len() - LOOKED_THROUGH) / PIECE).unwrap_or(u32::MAX)
}

/// The bytes of a piece (0-based); those of all pieces join to the text. The last for those that there are not.
pub fn range(text: &str, index: u32) -> Range<usize> {
    let count = count(text);
    let index = index.min(count - 1);
    let end = if index + 1 == count { text.len() } else { start(text, index + 1) };
    start(text, index)..end
}

/// The piece that holds byte `offset` of `text`.
pub fn holding(text: &str, offset: usize) -> u32 {
    let last = count(text) - 1;
    let near = u32::try_from(offset / PIECE).unwrap_or(u32::MAX).min(last);
    if near > 0 && offset < start(text, near) { near - 1 } else { near }
}

/// Where a piece begins: where a line may be broken, else between what belongs together, else anywhere.
fn start(text: &str, index: u32) -> usize {
    if index == 0 || text.len() <= LONG {
        return 0;
    }
    let boundary_from =
        |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let from = boundary_from(index as usize * PIECE);
    let to = boundary_from(from + LOOKED_THROUGH);
    let window = slice(text, from..to);
    let is_good = |&at: &usize| at > from && at < to && is_between_clusters(text, at);
    let mut breaks = opportunities(window).map(|at| from + at);
    let mut chars = window.char_indices().map(|(at, _)| from + at);
    breaks.find(is_good).or_else(|| chars.find(is_good)).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(text: &str) -> Vec<Range<usize>> {
        (0..count(text)).map(|index| range(text, index)).collect()
    }

    #[test]
    fn pieces_end_where_lines_may() {
        assert_eq!(count(""), 1);
        assert_eq!(count(&"a ".repeat(LONG / 2)), 1);
        let text = "some words、言葉。".repeat(LONG);
        for piece in pieces(&text) {
            assert!(!slice(&text, piece.clone()).starts_with(['、', '。', ' ', 'o', 'r', 'd']), "{piece:?}");
        }
        // A cluster is broken only where it is longer than anyone would read.
        let marks = format!("{}{}", "a".repeat(LONG), "\u{301}".repeat(LONG));
        assert!(pieces(&marks).len() > 4);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn pieces_join_to_the_text(part in "([a-z、。 ]|\\PC|[\u{300}-\u{303}\u{200d}👨🇯]){1,30}", times in 0usize..4000, offset in any::<usize>()) {
            let text = part.repeat(times);
            let mut end = 0;
            for piece in pieces(&text) {
                prop_assert_eq!(piece.start, end);
                prop_assert!(text.is_char_boundary(piece.end) && (!piece.is_empty() || text.is_empty()));
                prop_assert!(piece.len() <= LONG.max(2 * PIECE));
                end = piece.end;
            }
            prop_assert_eq!(end, text.len());
            if !text.is_empty() {
                let offset = offset % text.len();
                prop_assert!(range(&text, holding(&text, offset)).contains(&offset));
            }
        }
    }
}
