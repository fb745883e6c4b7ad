//! The language of a page, which decides on the fonts of its ideographs.

use super::super::super::document::Document;

/// A language that writes with signs that others write differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Japanese,
    Korean,
    Chinese,
    /// None of these, as far as can be told.
    Other,
}

impl Language {
    /// The language of a document: its notes are asked as wholes, since a heading may have ideographs only.
    pub(super) fn of(document: Document<'_>) -> Self {
        let texts = document.places().map(|(note, _)| Self::of_text(note.source.text()));
        texts.reduce(|first, next| if first == Self::Other { next } else { first }).unwrap_or(Self::Other)
    }

    /// The first kana or hangul tells; ideographs without either are Chinese.
    fn of_text(text: &str) -> Self {
        let mut has_ideographs = false;
        for c in text.chars() {
            match c {
                '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{FF66}'..='\u{FF9D}' => {
                    return Self::Japanese;
                }
                '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}' => return Self::Korean,
                '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
                    has_ideographs = true;
                }
                _ => {}
            }
        }
        if has_ideographs { Self::Chinese } else { Self::Other }
    }

    /// The attribute of the page, with the blank before it.
    pub(super) fn attribute(self) -> &'static str {
        match self {
            Self::Japanese => " lang=\"ja\"",
            Self::Korean => " lang=\"ko\"",
            Self::Chinese => " lang=\"zh\"",
            Self::Other => "",
        }
    }

    /// What the list of sessions is called.
    pub(super) fn contents(self) -> &'static str {
        match self {
            Self::Japanese | Self::Chinese => "目次",
            Self::Korean => "목차",
            Self::Other => "Contents",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_and_hangul_tell() {
        let cases = [
            ("決済システム", Language::Japanese),
            ("決済の話", Language::Japanese),
            ("ﾊﾝｶｸ", Language::Japanese),
            ("大韓民國 한국", Language::Korean),
            ("会议记录", Language::Chinese),
            ("Fold, don't scroll → ■", Language::Other),
        ];
        for (text, expected) in cases {
            assert_eq!(Language::of_text(text), expected, "{text}");
        }
    }
}
