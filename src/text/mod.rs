//! Strings as a terminal shows them, and the errors about strings that people wrote; knows no notes.

pub mod diagnostic;
pub mod settings;

/// The part of `text` that `range` (bytes) covers.
///
/// Every range that midashi keeps was cut at character boundaries of the very text it indexes; a range that does
/// not fit is a defect, and yields the empty string rather than a panic in front of the user.
pub fn slice(text: &str, range: std::ops::Range<usize>) -> &str {
    debug_assert!(
        text.get(range.clone()).is_some(),
        "range {range:?} is no slice of the text"
    );
    text.get(range).unwrap_or_default()
}
