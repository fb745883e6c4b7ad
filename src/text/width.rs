//! How many cells a grapheme takes on the terminal in front of the user.
//!
//! No property of a text decides this alone: East Asian Ambiguous characters (`■ ● → ①`, UAX #11) take one cell on
//! some terminals and two on others, emoji sequences are drawn as one picture or as many, so every measure takes a
//! [`WidthPolicy`]. Everything else follows `unicode-width`, but for half-width kana with dakuten, which it counts
//! differently as a string and as chars.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::ambiguous::AMBIGUOUS;
use super::class::{Class, class};
use super::emoji::{EmojiCells, is_emoji_cluster};

/// A number of terminal cells (columns).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cells(pub u32);

impl Cells {
    /// No cell.
    pub const ZERO: Self = Self(0);

    /// The difference, or zero where `other` is larger.
    #[must_use]
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// As a screen coordinate; screens end before `u16` does.
    pub fn to_u16(self) -> u16 {
        u16::try_from(self.0).unwrap_or(u16::MAX)
    }
}

impl From<u16> for Cells {
    fn from(cells: u16) -> Self {
        Self(u32::from(cells))
    }
}

impl Add for Cells {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Cells {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Cells {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Cells {
    fn sum<I: Iterator<Item = Self>>(cells: I) -> Self {
        cells.fold(Self::ZERO, Add::add)
    }
}

/// How wide the terminal draws East Asian Ambiguous characters (UAX #11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Ambiguous {
    /// One cell: most terminals.
    #[default]
    Narrow,
    /// Two cells: `xterm -cjk_width`, `mlterm -a 2`, VTE set to wide, screen with `cjkwidth on`.
    Wide,
}

/// What the terminal makes of characters on which terminals differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WidthPolicy {
    /// The width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// The cells of emoji sequences.
    pub emoji: EmojiCells,
    /// The cells that a half-width (han)dakuten adds to its kana.
    pub voice_mark: Cells,
    /// The cells that a conjoining vowel or final consonant adds to a Hangul syllable that NFC cannot compose.
    pub vowel_jamo: Cells,
}

impl Default for WidthPolicy {
    /// As most terminals have it.
    fn default() -> Self {
        Self {
            ambiguous: Ambiguous::default(),
            emoji: EmojiCells::default(),
            voice_mark: Cells(1),
            vowel_jamo: Cells::ZERO,
        }
    }
}

impl WidthPolicy {
    /// A policy for `ambiguous` characters, the rest as most terminals have it.
    pub fn new(ambiguous: Ambiguous) -> Self {
        Self { ambiguous, ..Self::default() }
    }

    /// The cells of a character of `class`, which is not complex.
    pub(super) fn simple(self, class: Class) -> Cells {
        match (class, self.ambiguous) {
            (Class::Wide, _) | (Class::Ambiguous, Ambiguous::Wide) => Cells(2),
            (Class::Narrow, _) | (Class::Ambiguous, Ambiguous::Narrow) => Cells(1),
            (Class::Complex, _) => Cells::ZERO,
        }
    }

    /// The cells of one character on its own: 0 for combining marks and controls.
    pub fn char(self, c: char) -> Cells {
        match (class(c), c) {
            (class @ (Class::Narrow | Class::Wide | Class::Ambiguous), _) => self.simple(class),
            (Class::Complex, '\u{FF9E}' | '\u{FF9F}') => self.voice_mark,
            (Class::Complex, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}') => self.vowel_jamo,
            (Class::Complex, c) if self.ambiguous == Ambiguous::Wide && is_ambiguous(c) => Cells(2),
            (Class::Complex, c) => Cells(c.width().map_or(0, |width| u32::try_from(width).unwrap_or(0))),
        }
    }

    /// The cells of one grapheme cluster (UAX #29) that holds nothing but printable characters.
    ///
    /// Emoji sequences take what the terminal gives them; in other clusters the cells of the characters add up, in
    /// which combining marks count nothing.
    pub fn grapheme(self, cluster: &str) -> Cells {
        let mut chars = cluster.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Cells::ZERO,
            (Some(only), None) => self.char(only),
            (Some(_), Some(_)) if is_emoji_cluster(cluster) => {
                self.emoji.cluster(cluster, |c| self.char(c)).max(Cells(1))
            }
            (Some(_), Some(_)) => cluster.chars().map(|c| self.char(c)).sum(),
        }
    }

    /// The cells of printable text such as midashi's own labels. Text of notes is measured by its glyphs.
    pub fn label(self, text: &str) -> Cells {
        text.graphemes(true).map(|cluster| self.grapheme(cluster)).sum()
    }
}

/// Whether the East Asian Width of `c` is Ambiguous and it takes cells of its own.
pub fn is_ambiguous(c: char) -> bool {
    let code_point = u32::from(c);
    AMBIGUOUS
        .binary_search_by(|&(first, last)| {
            if last < code_point {
                std::cmp::Ordering::Less
            } else if first > code_point {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_take_the_measured_cells() {
        let cases = [
            ("a", 1, 1),
            ("■", 1, 2),
            ("→", 1, 2),
            ("é", 1, 2),
            ("\u{AD}", 0, 0),
            ("・", 2, 2),
            ("漢", 2, 2),
            ("Ａ", 2, 2),
            ("ｶ", 1, 1),
            ("ｶﾞ", 2, 2),
            ("か\u{3099}", 2, 2),
            ("e\u{301}", 1, 1),
            ("\u{301}", 0, 0),
            ("🇯🇵", 2, 2),
            ("👨‍👩‍👧", 2, 2),
            ("👍🏽", 2, 2),
            ("❤️", 2, 2),
            ("葛\u{E0100}", 2, 2),
            ("\u{E000}", 1, 2),
            ("❤", 1, 1),
            ("☎️", 2, 2),
            ("1️⃣", 2, 2),
            ("👩🏽‍🚀", 2, 2),
            ("\u{1113}\u{1161}", 2, 2),
        ];
        for (cluster, narrow, wide) in cases {
            let measure = |ambiguous| WidthPolicy::new(ambiguous).grapheme(cluster).0;
            assert_eq!(measure(Ambiguous::Narrow), narrow, "{cluster} in a narrow terminal");
            assert_eq!(measure(Ambiguous::Wide), wide, "{cluster} in a wide terminal");
        }
    }
}
