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

/// Ideographs that names are written with, ascending, each with the one whose readings it has.
const VARIANTS: [(char, char); 22] = [
    ('國', '国'),
    ('嵜', '崎'),
    ('嶋', '島'),
    ('嶌', '島'),
    ('廣', '広'),
    ('德', '徳'),
    ('桒', '桑'),
    ('櫻', '桜'),
    ('澤', '沢'),
    ('濱', '浜'),
    ('濵', '浜'),
    ('瀨', '瀬'),
    ('眞', '真'),
    ('碕', '崎'),
    ('邉', '辺'),
    ('邊', '辺'),
    ('髙', '高'),
    ('黑', '黒'),
    ('齊', '斉'),
    ('齋', '斎'),
    ('﨑', '崎'),
    ('𠮷', '吉'),
];

/// The usual form of an ideograph, under which the readings of all its variants are kept.
pub fn usual(ideograph: char) -> char {
    let found = VARIANTS.binary_search_by_key(&ideograph, |(variant, _)| *variant);
    found.map_or(ideograph, |index| VARIANTS[index].1)
}

/// The variants of ideographs and their usual forms.
pub(super) fn variants() -> impl Iterator<Item = (char, char)> {
    VARIANTS.into_iter()
}

/// Room for the letters of a text, and then for those of the next.
#[derive(Debug, Default)]
pub struct Letters(Vec<Letter>);

impl Letters {
    /// The letters of `text`; a last one, NUL, stands for its end. `start` is where the text stands (chars).
    pub(super) fn of(&mut self, text: &str, start: usize) -> &[Letter] {
        self.0.clear();
        push_letters(&mut self.0, text, start);
        &self.0
    }
}

fn push_letters(letters: &mut Vec<Letter>, text: &str, mut start: usize) {
    let mut originals = text.chars();
    for (folded, length) in folded(text) {
        let original = originals.next().unwrap_or(folded);
        if length == 2 {
            originals.next();
        }
        let script = Script::of(original);
        let code = if script == Script::Kanji { usual(folded) } else { folded.to_ascii_lowercase() };
        // A selector only says how the ideograph before it is drawn.
        if !matches!(original, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}') {
            letters.push(Letter { code, script, start });
        }
        start += length;
    }
    letters.push(Letter { code: '\0', script: Script::Other, start });
}
