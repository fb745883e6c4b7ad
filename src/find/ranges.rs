//! From positions in a folded text back to ranges of the original.

use std::ops::Range;

use crate::text::fold::origins;

/// The chars of `text` that the chars at `positions` of its folded form stand for, as ranges.
pub(super) fn original_ranges(text: &str, positions: &[usize]) -> Vec<Range<usize>> {
    if positions.is_empty() {
        return Vec::new();
    }
    let origins = origins(text);
    let positions = positions.iter().filter_map(|&position| origins.get(position));
    joined(positions.map(|&(start, length)| start..start + length).collect())
}

/// The same chars in ascending ranges that do not touch.
pub(super) fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
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
