//! From bytes to text, losing none.
//!
//! A note is UTF-8 unless a byte order mark or the user says otherwise. Bytes that cannot be decoded become U+FFFD, one
//! for each malformed sequence (WHATWG Encoding Standard), and are kept beside the text with their offsets.

use std::fmt;

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8};

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
        write!(
            formatter,
            "unknown encoding `{label}` (try utf-8, shift_jis, euc-jp, iso-2022-jp or utf-16le)"
        )
    }
}

impl std::error::Error for UnknownLabel {}

impl Label {
    /// The encoding of a label of the WHATWG Encoding Standard, such as `shift_jis` or `utf-8`.
    pub fn parse(label: &str) -> Result<Self, UnknownLabel> {
        Encoding::for_label(label.as_bytes()).map(Self).ok_or_else(|| UnknownLabel(label.to_owned()))
    }
}

/// What the user says of the encoding of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Assumption {
    /// Nothing: UTF-8, unless there is a byte order mark.
    #[default]
    Utf8,
    /// What is not UTF-8 and has no byte order mark is this.
    Otherwise(Label),
    /// Everything is this.
    Always(Label),
}

/// Whether the beginning of a file is that of a binary one: it holds a NUL, and is not UTF-16.
pub fn looks_binary(head: &[u8]) -> bool {
    Encoding::for_bom(head).is_none() && memchr::memchr(0, head).is_some()
}

/// Decodes a note.
///
/// # Panics
/// When the text has 4 GiB or more; the shell refuses files that could grow to that size.
pub fn decode(bytes: Vec<u8>, assumption: Assumption) -> Source {
    let (encoding, bom) = match (assumption, Encoding::for_bom(&bytes)) {
        (Assumption::Always(Label(encoding)), Some((of_bom, length))) if encoding == of_bom => {
            (encoding, length)
        }
        (Assumption::Always(Label(encoding)), _) => (encoding, 0),
        (Assumption::Utf8 | Assumption::Otherwise(_), Some((encoding, length))) => (encoding, length),
        // ISO-2022-JP is made of ASCII bytes: being valid UTF-8 says nothing, its escapes do.
        (Assumption::Otherwise(Label(encoding)), None)
            if encoding == ISO_2022_JP && memchr::memchr(0x1B, &bytes).is_some() =>
        {
            (ISO_2022_JP, 0)
        }
        (Assumption::Otherwise(Label(encoding)), None) if std::str::from_utf8(&bytes).is_err() => {
            (encoding, 0)
        }
        (Assumption::Utf8 | Assumption::Otherwise(_), None) => (UTF_8, 0),
    };
    if encoding == UTF_8 && bom == 0 {
        return match String::from_utf8(bytes) {
            Ok(text) => Source::decoded(text, encoding.name(), Vec::new(), false),
            Err(error) => decode_with_errors(error.as_bytes(), encoding, false),
        };
    }
    decode_with_errors(bytes.get(bom..).unwrap_or_default(), encoding, bom > 0)
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
            ("見出し".as_bytes(), Assumption::Utf8, "見出し", "UTF-8"),
            (b"\xEF\xBB\xBFa", Assumption::Utf8, "a", "UTF-8"),
            (b"\xFF\xFE\x8B\x89a\0", Assumption::Utf8, "見a", "UTF-16LE"),
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
            let source = decode(bytes.clone(), Assumption::Utf8);
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
