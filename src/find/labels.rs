//! Choosing among a few labels of our own, such as the names of actions, by the same words as in the jump.

use std::cmp::Reverse;
use std::ops::Range;

use super::words::{Scratch, Words};

/// A label that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLabel {
    /// Which of the labels it is.
    pub index: usize,
    /// Which chars of it the words cover, ascending and apart.
    pub ranges: Vec<Range<usize>>,
}

/// The labels that fit what was `typed`, best first; all of them, in their order, when that is nothing. O(labels).
pub fn fitting<'l>(typed: &str, labels: impl IntoIterator<Item = &'l str>) -> Vec<FoundLabel> {
    let words = Words::new(typed, None);
    let mut scratch = Scratch::default();
    let labels = labels.into_iter().enumerate();
    if words.is_empty() {
        return labels.map(|(index, _)| FoundLabel { index, ranges: Vec::new() }).collect();
    }
    let mut found: Vec<_> = labels
        .filter_map(|(index, label)| {
            let (fit, score) = words.fit(label, None, None, &mut scratch)?;
            let ranges = words.ranges(label, None, &mut scratch);
            let start = ranges.first().map_or(0, |range| range.start);
            Some(((Reverse((fit, score)), start), FoundLabel { index, ranges }))
        })
        .collect();
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, label)| label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fit_by_words_and_letters() {
        let labels = ["copy this  copy", "copy in a format you choose  copy-as", "down a row  next-row"];
        let found =
            |typed: &str| fitting(typed, labels).into_iter().map(|found| found.index).collect::<Vec<_>>();
        for (typed, expected) in
            [("", vec![0, 1, 2]), ("copy", vec![0, 1]), ("row", vec![2]), ("fmt", vec![1]), ("xyz", vec![])]
        {
            assert_eq!(found(typed), expected, "{typed:?}");
        }
        assert_eq!(fitting("row next", labels)[0].ranges, [7..10, 12..16]);
    }
}
