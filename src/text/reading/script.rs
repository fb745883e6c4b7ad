//! The scripts between which Japanese text has its word boundaries, there being no spaces.

/// What a character belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Hiragana.
    Hiragana,
    /// Katakana in either width, and the mark that lengthens a vowel.
    Katakana,
    /// Ideographs.
    Kanji,
    /// Hangul, as syllables or single letters.
    Hangul,
    /// Letters of other scripts.
    Letter,
    /// Digits.
    Digit,
    /// All else.
    Other,
}

impl Script {
    /// The script of `c`, folded or not.
    pub fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' => Self::Letter,
            '0'..='9' => Self::Digit,
            '\0'..='\x7F' => Self::Other,
            '\u{3041}'..='\u{309F}' => Self::Hiragana,
            '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => Self::Katakana,
            '々' | '〆' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => {
                Self::Kanji
            }
            '\u{20000}'..='\u{3FFFF}' => Self::Kanji,
            '\u{AC00}'..='\u{D7A3}' | '\u{3131}'..='\u{318E}' => Self::Hangul,
            c if c.is_alphabetic() => Self::Letter,
            c if c.is_numeric() => Self::Digit,
            _ => Self::Other,
        }
    }
}
