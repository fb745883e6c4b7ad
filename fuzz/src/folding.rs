//! Folding maps back to what was folded, and what the search finds is in the text.

use midashi::find::text::{PatternError, TextPattern};
use midashi::text::fold::{begins_at, fold, origins};

use crate::input;

/// Searches for the first line of the input in the rest; its last byte says whether that is a regular expression.
pub fn run(data: &[u8]) {
    let (text, [flags]) = input::text(data);
    let (typed, text) = input::first_line(&text);
    assert_origins(text);
    assert_found(typed, text, flags & 1 == 1);
    if !typed.is_empty() && !fold(typed).is_empty() {
        let around = format!("{text} {typed} {text}");
        let pattern = match TextPattern::new(typed, false) {
            Err(PatternError::TooLong) => return,
            pattern => pattern.expect("what is no expression is never wrong"),
        };
        assert!(pattern.is_none_or(|pattern| pattern.is_in(&around)), "{typed:?} is not found in itself");
    }
}

fn assert_origins(text: &str) {
    let all = origins(text);
    assert_eq!(all.len(), fold(text).chars().count());
    let mut index = 0;
    for &(first, length) in &all {
        assert_eq!(first, index);
        index += length;
    }
    assert_eq!(index, text.chars().count());
    // What begins a folded char is looked for backwards, however far that is.
    let short: String = text.chars().take(40).collect();
    let begins = short.char_indices().enumerate().filter(|(_, (byte, _))| begins_at(&short, *byte));
    let begins: Vec<usize> = begins.map(|(index, _)| index).collect();
    let expected: Vec<usize> = origins(&short).into_iter().map(|(first, _)| first).collect();
    assert_eq!(begins, expected);
}

fn assert_found(typed: &str, text: &str, is_regex: bool) {
    let Ok(Some(pattern)) = TextPattern::new(typed, is_regex) else { return };
    let ranges = pattern.ranges(text);
    assert!(ranges.iter().all(|range| text.get(range.clone()).is_some_and(|found| !found.is_empty())));
    assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "{ranges:?}");
    assert_eq!(pattern.is_in(text), !ranges.is_empty());
    assert_eq!(pattern.first(text), ranges.first().cloned());
}
