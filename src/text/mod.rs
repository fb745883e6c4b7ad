//! Strings as a terminal shows them, and the errors about strings that people wrote; knows no notes.
//!
//! [`width`] says how many cells a grapheme takes, [`sanitize`] what an untrusted one is shown as; [`glyph`] joins
//! the two into the stream of [`glyph::Glyph`]s that [`wrap`], [`clip`] and the painter all walk, so that they
//! cannot disagree. What terminals differ about is in [`emoji`] and the ambiguous characters; [`survey`] turns a terminal's
//! answers into a [`width::WidthPolicy`], and [`class`] tells the characters that need no closer look. [`fold`] and
//! [`reading`] are for searching. [`language`] says what midashi itself says, in the user's language.

#[macro_use]
pub mod language;
mod ambiguous;
pub mod class;
pub mod clip;
pub mod diagnostic;
pub mod emoji;
pub mod fold;
pub mod glyph;
pub mod piece;
pub mod reading;
pub mod sanitize;
pub mod settings;
pub mod survey;
pub mod width;
#[cfg(test)]
pub(crate) mod work;
pub mod wrap;

/// The beginning of `text`: `bytes` of it, or a few less, since a character is there as a whole or not at all.
pub fn truncated(text: &str, bytes: usize) -> &str {
    (0..4).find_map(|less| text.get(..bytes.checked_sub(less)?)).unwrap_or(text)
}

/// The part of `text` that `range` (bytes) covers.
///
/// Every range that midashi keeps was cut at character boundaries of the very text it indexes; a range that does
/// not fit is a defect, and yields the empty string rather than a panic in front of the user.
pub fn slice(text: &str, range: std::ops::Range<usize>) -> &str {
    debug_assert!(text.get(range.clone()).is_some(), "range {range:?} is no slice of the text");
    text.get(range).unwrap_or_default()
}
