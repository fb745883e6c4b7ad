//! Cutting an input into its text and what a target has to choose.

use midashi::text::width::{Ambiguous, WidthPolicy};

/// The text before the last `N` bytes, and these; zeros where there are fewer.
pub fn split<const N: usize>(data: &[u8]) -> (&[u8], [u8; N]) {
    data.split_last_chunk().map_or((data, [0; N]), |(text, choices)| (text, *choices))
}

/// As [`split`], with what is no UTF-8 replaced.
pub fn text<const N: usize>(data: &[u8]) -> (String, [u8; N]) {
    let (text, choices) = split(data);
    (String::from_utf8_lossy(text).into_owned(), choices)
}

/// The first line of a text, and all that follows it.
pub fn first_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// One of `all`.
pub fn choice<T: Copy>(all: &[T], byte: u8) -> T {
    all[usize::from(byte) % all.len()]
}

/// How wide glyphs are.
pub fn policy(byte: u8) -> WidthPolicy {
    WidthPolicy::new(choice(&[Ambiguous::Narrow, Ambiguous::Wide], byte))
}
