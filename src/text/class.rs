//! Which characters are simple: a grapheme cluster by themselves wherever they stand among their like, shown as they
//! are, of a width that is known without looking further. Nearly all of a Japanese text is.

use super::ambiguous::AMBIGUOUS;

/// What is known of a character at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// May belong to the cluster of a neighbour, may not be shown as it is, or has a width that needs a closer look.
    Complex,
    /// Simple, one cell everywhere.
    Narrow,
    /// Simple, two cells everywhere.
    Wide,
    /// Simple, one cell or two: East Asian Ambiguous (UAX #11).
    Ambiguous,
}

/// The class of `c`.
pub(super) fn class(c: char) -> Class {
    CLASSES.get(c as usize).copied().unwrap_or(Class::Complex)
}

/// Whether no terminal draws `cluster` in other cells than midashi thinks, whatever it makes of ambiguous characters.
pub fn is_certain(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => matches!(class(only), Class::Narrow | Class::Wide),
        (None, _) | (Some(_), Some(_)) => false,
    }
}

/// The simple characters but for the ambiguous ones among them: inclusive ranges of code points. None of them
/// extends a cluster, is prepended to one or is a conjoining jamo (UAX #29), none is invisible.
const SIMPLE: [(u32, u32, Class); 25] = [
    // ASCII, Latin, Greek, Cyrillic
    (0x0020, 0x007E, Class::Narrow),
    (0x00A1, 0x00AC, Class::Narrow),
    (0x00AE, 0x017F, Class::Narrow),
    (0x0391, 0x03A1, Class::Narrow),
    (0x03A3, 0x03C9, Class::Narrow),
    (0x0410, 0x0451, Class::Narrow),
    // Punctuation, currencies, letter-like symbols, arrows, operators
    (0x2010, 0x2027, Class::Narrow),
    (0x2030, 0x205E, Class::Narrow),
    (0x20A0, 0x20BF, Class::Narrow),
    (0x2100, 0x218B, Class::Narrow),
    (0x2190, 0x22FF, Class::Narrow),
    // Enclosed alphanumerics, boxes, blocks, geometric shapes and two stars
    (0x2460, 0x24FF, Class::Narrow),
    (0x2500, 0x25FC, Class::Narrow),
    (0x2605, 0x2606, Class::Narrow),
    // CJK punctuation, kana, enclosed and squared characters; marks (U+302A.., U+3099..) are left out, and those
    // that may be drawn as emoji (U+3030, U+303D)
    (0x3000, 0x3029, Class::Wide),
    (0x3041, 0x3096, Class::Wide),
    (0x309B, 0x30FF, Class::Wide),
    (0x3220, 0x3247, Class::Wide),
    (0x3250, 0x33FF, Class::Wide),
    // Ideographs, Hangul syllables, compatibility ideographs
    (0x3400, 0x4DBF, Class::Wide),
    (0x4E00, 0x9FFF, Class::Wide),
    (0xAC00, 0xD7A3, Class::Wide),
    (0xF900, 0xFA6D, Class::Wide),
    // Full-width ASCII, half-width kana but for the voice marks
    (0xFF01, 0xFF60, Class::Wide),
    (0xFF61, 0xFF9D, Class::Narrow),
];

/// The class of every character of the Basic Multilingual Plane.
static CLASSES: [Class; 0x1_0000] = classes();

#[expect(clippy::large_stack_arrays, reason = "evaluated by the compiler, on no stack")]
const fn classes() -> [Class; 0x1_0000] {
    let mut classes = [Class::Complex; 0x1_0000];
    let mut range = 0;
    while range < SIMPLE.len() {
        let (first, last, class) = SIMPLE[range];
        let mut code_point = first;
        while code_point <= last {
            classes[code_point as usize] = class;
            code_point += 1;
        }
        range += 1;
    }
    let mut range = 0;
    while range < AMBIGUOUS.len() {
        let (mut code_point, last) = AMBIGUOUS[range];
        while code_point <= last && code_point < 0x1_0000 {
            if matches!(classes[code_point as usize], Class::Narrow) {
                classes[code_point as usize] = Class::Ambiguous;
            }
            code_point += 1;
        }
        range += 1;
    }
    classes
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthChar;

    use super::*;
    use crate::text::sanitize::{Shown, shown};
    use crate::text::width::is_ambiguous;

    fn simple() -> impl Iterator<Item = char> {
        ('\0'..=char::MAX).filter(|&c| class(c) != Class::Complex)
    }

    #[test]
    fn simple_characters_have_the_width_of_the_tables() {
        for c in simple() {
            let cells = if class(c) == Class::Wide { 2 } else { 1 };
            assert_eq!(c.width(), Some(cells), "{c:?}");
            assert_eq!(is_ambiguous(c), class(c) == Class::Ambiguous, "{c:?}");
        }
        assert!(simple().count() > 40_000);
    }

    #[test]
    fn simple_characters_are_shown_as_they_are_and_stand_alone() {
        // One of each kind that UAX #29 could join: Latin, symbol, pictograph, kana, syllables with and without final.
        let neighbours = ['a', '→', '©', 'か', '漢', '가', '각', 'ｶ'];
        for c in simple() {
            let alone = c.to_string();
            assert!(matches!(shown(&alone), Shown::Cluster(cluster) if cluster == alone), "{c:?}");
            for neighbour in neighbours {
                let text = format!("{neighbour}{c}{neighbour}");
                assert_eq!(text.graphemes(true).count(), 3, "{text:?}");
            }
        }
    }
}
