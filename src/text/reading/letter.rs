//! The characters of a text as readings are looked up for them.

use super::script::Script;
use crate::text::fold::folded;

/// A character, folded, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// Folded, a Latin one in lower case, a variant of an ideograph as the usual one.
    pub(super) code: char,
    /// The script of the original.
    pub(super) script: Script,
    /// Where the original begins (chars); it ends where the next letter begins.
    pub(super) start: usize,
}

/// Ideographs that names are written with, each with the one whose readings it has.
const VARIANTS: [(char, char); 22] = [
    ('髙', '高'),
    ('﨑', '崎'),
    ('嵜', '崎'),
    ('碕', '崎'),
    ('邉', '辺'),
    ('邊', '辺'),
    ('齋', '斎'),
    ('齊', '斉'),
    ('濵', '浜'),
    ('濱', '浜'),
    ('澤', '沢'),
    ('嶋', '島'),
    ('嶌', '島'),
    ('德', '徳'),
    ('廣', '広'),
    ('眞', '真'),
    ('國', '国'),
    ('櫻', '桜'),
    ('黑', '黒'),
    ('桒', '桑'),
    ('瀨', '瀬'),
    ('𠮷', '吉'),
];

/// The usual form of an ideograph.
pub(super) fn usual(ideograph: char) -> char {
    VARIANTS.iter().find(|(variant, _)| *variant == ideograph).map_or(ideograph, |(_, usual)| *usual)
}

/// The variants of ideographs and their usual forms.
pub(super) fn variants() -> impl Iterator<Item = (char, char)> {
    VARIANTS.into_iter()
}

/// The letters of `text`; a last one, NUL, stands for its end.
pub(super) fn letters_of(text: &str) -> Vec<Letter> {
    let mut originals = text.chars();
    let mut letters = Vec::with_capacity(text.len() / 3 + 1);
    let mut start = 0;
    for (folded, length) in folded(text) {
        let original = originals.by_ref().take(length).next().unwrap_or(folded);
        if length == 2 {
            originals.next();
        }
        // A selector only says how the ideograph before it is drawn.
        if !matches!(original, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}') {
            let code = usual(folded.to_ascii_lowercase());
            letters.push(Letter { code, script: Script::of(original), start });
        }
        start += length;
    }
    letters.push(Letter { code: '\0', script: Script::Other, start });
    letters
}
