//! From bytes to text, losing none.
//!
//! The user says which encoding a note is in, else its byte order mark does, else its bytes show it (`detect`). Bytes
//! that cannot be decoded become U+FFFD, one for each malformed sequence (WHATWG Encoding Standard), and are kept beside
//! the text with their offsets.

mod content;
mod detect;

use std::fmt;

use encoding_rs::{DecoderResult, EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16LE};

pub use self::content::Content;
use super::source::{Source, Undecodable};

/// An encoding that the user named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label(&'static Encoding);

/// A label that names no encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLabel(String);

impl fmt::Display for UnknownLabel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(label) = self;
        formatter.write_str(&tr!(
            "unknown encoding `{label}` (try utf-8, shift_jis, euc-jp, iso-2022-jp or utf-16le)",
            label
        ))
    }
}

impl std::error::Error for UnknownLabel {}

/// Names that people use and the standard does not list.
const ALIASES: [(&str, &Encoding); 6] = [
    ("cp932", SHIFT_JIS),
    ("shift-jis-2004", SHIFT_JIS),
    ("eucjp", EUC_JP),
    ("cp51932", EUC_JP),
    ("jis", ISO_2022_JP),
    ("utf16", UTF_16LE),
];

impl Label {
    /// The encoding of a label of the WHATWG Encoding Standard, such as `shift_jis` or `utf-8`, or of another name that
    /// it goes by, such as `cp932`.
    pub fn parse(label: &str) -> Result<Self, UnknownLabel> {
        let alias = || {
            ALIASES.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(label)).map(|&(_, encoding)| encoding)
        };
        let encoding = Encoding::for_label(label.as_bytes()).or_else(alias);
        encoding.map(Self).ok_or_else(|| UnknownLabel(label.to_owned()))
    }
}

/// Where a note is likely to come from, which tips the scales between encodings that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Region {
    /// Anywhere.
    #[default]
    Unknown,
    /// Japan.
    Japan,
    /// Mainland China.
    China,
    /// Taiwan.
    Taiwan,
    /// Hong Kong.
    HongKong,
    /// Korea.
    Korea,
}

impl Region {
    /// The region of a locale's name, such as `ja_JP.UTF-8` (POSIX.1, `LANG`).
    pub fn of_locale(locale: &str) -> Self {
        let is = |language: &str| locale.starts_with(language);
        match locale {
            _ if is("ja") => Self::Japan,
            _ if is("zh_TW") => Self::Taiwan,
            _ if is("zh_HK") => Self::HongKong,
            _ if is("zh") => Self::China,
            _ if is("ko") => Self::Korea,
            _ => Self::Unknown,
        }
    }

    /// The last label of a host's name there, as chardetng wants it.
    fn top_level_domain(self) -> Option<&'static [u8]> {
        match self {
            Self::Unknown => None,
            Self::Japan => Some(b"jp"),
            Self::China => Some(b"cn"),
            Self::Taiwan => Some(b"tw"),
            Self::HongKong => Some(b"hk"),
            Self::Korea => Some(b"kr"),
        }
    }
}

/// What is known of the encoding of notes before they are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumption {
    /// Nothing but where they come from.
    Detect(Region),
    /// What is not UTF-8 and has no byte order mark is this.
    Otherwise(Label),
    /// Everything is this.
    Always(Label),
}

impl Default for Assumption {
    fn default() -> Self {
        Self::Detect(Region::Unknown)
    }
}

/// Whether the beginning of a file is that of a binary one: it holds a NUL, and is not UTF-16.
pub fn looks_binary(head: &[u8]) -> bool {
    Encoding::for_bom(head).is_none() && memchr::memchr(0, head).is_some() && detect::utf16(head).is_none()
}

/// Decodes a note, from its bytes or from what has been read of them.
///
/// # Panics
/// When the text has 4 GiB or more; the shell refuses files that could grow to that size.
pub fn decode(content: impl Into<Content>, assumption: Assumption) -> Source {
    match content.into().into_text() {
        Ok(text) => decode_utf8(text, assumption),
        Err(bytes) => decode_bytes(&bytes, assumption),
    }
}

/// Decodes what is valid UTF-8, and may be in another encoding all the same.
fn decode_utf8(mut text: String, assumption: Assumption) -> Source {
    let bytes = text.as_bytes();
    let (encoding, bom) = match (assumption, Encoding::for_bom(bytes)) {
        (Assumption::Always(Label(encoding)), of_bom) => (encoding, length_of_bom(encoding, of_bom)),
        (_, Some((encoding, length))) => (encoding, length),
        (Assumption::Detect(_), None) => (detect::detect_in_utf8(bytes), 0),
        // ISO-2022-JP is made of ASCII bytes: being valid UTF-8 says nothing, its escapes do.
        (Assumption::Otherwise(Label(encoding)), None)
            if encoding == ISO_2022_JP && memchr::memchr(0x1B, bytes).is_some() =>
        {
            (encoding, 0)
        }
        (Assumption::Otherwise(_), None) => (UTF_8, 0),
    };
    if encoding != UTF_8 {
        return decode_with_errors(bytes.get(bom..).unwrap_or_default(), encoding, bom > 0);
    }
    text.drain(..bom);
    Source::decoded(text, encoding.name(), Vec::new(), bom > 0)
}

/// Decodes what is not valid UTF-8.
fn decode_bytes(bytes: &[u8], assumption: Assumption) -> Source {
    let (encoding, bom) = match (assumption, Encoding::for_bom(bytes)) {
        (Assumption::Always(Label(encoding)), of_bom) => (encoding, length_of_bom(encoding, of_bom)),
        (_, Some((encoding, length))) => (encoding, length),
        (Assumption::Detect(region), None) => (detect::detect(bytes, region), 0),
        (Assumption::Otherwise(Label(encoding)), None) => (encoding, 0),
    };
    decode_with_errors(bytes.get(bom..).unwrap_or_default(), encoding, bom > 0)
}

/// The bytes of a byte order mark, if it is one of `encoding`.
fn length_of_bom(encoding: &'static Encoding, of_bom: Option<(&'static Encoding, usize)>) -> usize {
    of_bom.filter(|&(marked, _)| marked == encoding).map_or(0, |(_, length)| length)
}

fn decode_with_errors(bytes: &[u8], encoding: &'static Encoding, bom: bool) -> Source {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut undecodable = Vec::new();
    let mut read = 0;
    loop {
        let rest = bytes.get(read..).unwrap_or_default();
        let needed = decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len());
        text.reserve(needed);
        let (result, consumed) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        read += consumed;
        match result {
            DecoderResult::InputEmpty => break,
            // Room for all that the rest can become was reserved; a further turn finishes it.
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, pushed_back) => {
                let end = read.saturating_sub(usize::from(pushed_back));
                let start = end.saturating_sub(usize::from(length));
                undecodable.push(Undecodable {
                    offset: u32::try_from(text.len()).unwrap_or(u32::MAX),
                    bytes: bytes.get(start..end).unwrap_or_default().to_vec(),
                });
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    Source::decoded(text, encoding.name(), undecodable, bom)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::slice;

    fn label(name: &str) -> Label {
        Label::parse(name).unwrap()
    }

    #[test]
    fn encodings_are_told_by_bom_and_user() {
        let (always, otherwise) = (Assumption::Always, Assumption::Otherwise);
        let cases: [(&[u8], Assumption, &str, &str); 11] = [
            ("見出し".as_bytes(), Assumption::default(), "見出し", "UTF-8"),
            (b"\xEF\xBB\xBFa", Assumption::default(), "a", "UTF-8"),
            (b"\xFF\xFE\x8B\x89a\0", Assumption::default(), "見a", "UTF-16LE"),
            (b"\x8C\xA9\x8Fo\x82\xB5", always(label("shift_jis")), "見出し", "Shift_JIS"),
            (b"\xB8\xAB\xBD\xD0", always(label("euc-jp")), "見出", "EUC-JP"),
            (b"\x1b$B8+\x1b(B", always(label("iso-2022-jp")), "見", "ISO-2022-JP"),
            (b"\x8C\xA9\x8Fo\x82\xB5", otherwise(label("shift_jis")), "見出し", "Shift_JIS"),
            ("見出し".as_bytes(), otherwise(label("shift_jis")), "見出し", "UTF-8"),
            (b"\xEF\xBB\xBFa", otherwise(label("shift_jis")), "a", "UTF-8"),
            (b"\x1b$B8+\x1b(B", otherwise(label("iso-2022-jp")), "見", "ISO-2022-JP"),
            (b"plain", otherwise(label("iso-2022-jp")), "plain", "UTF-8"),
        ];
        for (bytes, assumption, text, encoding) in cases {
            let source = decode(bytes.to_vec(), assumption);
            assert_eq!((source.text(), source.encoding()), (text, encoding), "{assumption:?}");
            assert_eq!(source.undecodable(), []);
        }
    }

    #[test]
    fn unknown_labels_are_refused() {
        let error = Label::parse("sjsi").unwrap_err().to_string();
        assert!(error.starts_with("unknown encoding `sjsi` (try "), "{error}");
    }

    #[test]
    fn binary_files_are_known_by_their_zeros() {
        assert!(looks_binary(b"\x7fELF\0"));
        assert!(!looks_binary(b"\xFF\xFEa\0"));
        assert!(!looks_binary("見出し".as_bytes()));
    }

    proptest! {
        #[test]
        fn no_byte_of_broken_utf8_is_lost(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            prop_assume!(Encoding::for_bom(&bytes).is_none());
            let source = decode(bytes.clone(), Assumption::Otherwise(label("utf-8")));
            let mut joined = Vec::new();
            let mut position = 0;
            for gap in source.undecodable() {
                joined.extend(slice(source.text(), position..gap.offset as usize).bytes());
                joined.extend(&gap.bytes);
                position = gap.offset as usize + char::REPLACEMENT_CHARACTER.len_utf8();
            }
            joined.extend(slice(source.text(), position..source.text().len()).bytes());
            prop_assert_eq!(joined, bytes);
        }
    }
}
