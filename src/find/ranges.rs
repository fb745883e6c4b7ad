//! From positions in a folded text back to ranges of the original.

use std::ops::Range;

use crate::text::fold::origins;

/// The chars of `text` that the chars at `positions` of its folded form stand for, as ascending ranges that do not
/// touch.
pub(super) fn original_ranges(text: &str, positions: &[u32]) -> Vec<Range<usize>> {
    let origins = origins(text);
    let mut positions: Vec<usize> = positions.iter().map(|&position| position as usize).collect();
    positions.sort_unstable();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (start, length) in positions.into_iter().filter_map(|position| origins.get(position).copied()) {
        match ranges.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(start + length),
            _ => ranges.push(start..start + length),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_cover_the_original_characters() {
        assert_eq!(original_ranges("aｶﾞbcd", &[1, 2, 4]), [1..4, 5..6]);
        assert_eq!(original_ranges("abcd", &[3, 0]), [0..1, 3..4]);
        assert_eq!(original_ranges("abc", &[0, 2, 2, 9]), [0..1, 2..3]);
    }
}
