//! Which chars a text has, in 16 bytes, so that most texts are turned away at a glance.

use nucleo::chars::{normalize, to_lower_case};

/// A set of chars, several of which share a bit: a text can hold a word only if it has all the word's bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CharMask([u64; 2]);

impl CharMask {
    /// The mask of a text's folded chars, in every form that the matcher may compare them in.
    pub(super) fn of_text(folded: impl IntoIterator<Item = char>) -> Self {
        let mut mask = Self::default();
        for c in folded {
            mask.add(c);
            if !is_plain(c) {
                let bare = normalize(c);
                for form in [bare, to_lower_case(bare), to_lower_case(c)] {
                    mask.add(form);
                }
            }
        }
        mask
    }

    /// The mask of what is looked for.
    pub(super) fn of_needle(chars: impl IntoIterator<Item = char>) -> Self {
        let mut mask = Self::default();
        chars.into_iter().for_each(|c| mask.add(c));
        mask
    }

    fn add(&mut self, c: char) {
        let bit = bit(c);
        self.0[bit >> 6] |= 1 << (bit & 63);
    }

    /// Whether a text of this mask may have all chars of `other`.
    pub(super) fn may_hold(self, other: Self) -> bool {
        self.0[0] & other.0[0] == other.0[0] && self.0[1] & other.0[1] == other.0[1]
    }

    /// The chars of both.
    pub(super) fn with(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }
}

/// The bit of a char. Latin letters, by far the most frequent in some notes, have one each, whatever their case.
fn bit(c: char) -> usize {
    /// What is left for all that is not ASCII.
    const OTHERS: u32 = 96;
    match c {
        'a'..='z' => c as usize - 'a' as usize,
        'A'..='Z' => c as usize - 'A' as usize,
        '0'..='9' => 26 + (c as usize & 3),
        '\0'..='\x7f' => 30 + (c as usize & 1),
        // Fibonacci hashing: neighbours, which kana are, fall far apart.
        _ => {
            let hash = u64::from(u32::from(c).wrapping_mul(0x9E37_79B1));
            32 + ((hash * u64::from(OTHERS)) >> 32) as usize
        }
    }
}

/// Whether the matcher takes `c` for itself alone: kana, ideographs and hangul have neither case nor accents.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}')
}

/// Whether `c` is an ideograph that nothing but itself is folded to, so that its bytes can be looked for.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::char::decompose_canonical;

    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn ideographs_have_one_spelling() {
        for c in '\0'..=char::MAX {
            let folded = fold(c.encode_utf8(&mut [0; 4])).chars().next();
            assert!(folded == Some(c) || !folded.is_some_and(is_ideograph), "{c:?}");
            let mut parts = 0;
            decompose_canonical(c, |_| parts += 1);
            assert!(parts == 1 || !is_ideograph(c), "{c:?} may be composed");
        }
    }

    #[test]
    fn what_is_taken_for_plain_has_one_form() {
        for c in (0x80..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|&c| is_plain(c)) {
            assert_eq!((to_lower_case(c), normalize(c)), (c, c), "{c:?}");
        }
    }

    #[test]
    fn a_text_may_hold_its_parts() {
        let may_hold = |text: &str, word: &str| {
            CharMask::of_text(text.chars()).may_hold(CharMask::of_needle(word.chars()))
        };
        for (text, word) in
            [("Émile のーと", "eml"), ("É", "É"), ("É", "é"), ("Ⱥ", "ⱥ"), ("のーと", "の"), ("", "")]
        {
            assert!(may_hold(text, word), "{text} {word}");
        }
        assert!(!may_hold("のーと", "のか"));
    }
}
