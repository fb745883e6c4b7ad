//! Which encoding the bytes of a note are in, where neither a byte order mark nor the user says it.
//!
//! Valid UTF-8 is UTF-8, unless it is ASCII with the escapes of ISO-2022-JP in it (RFC 1468). For the rest a sample is
//! looked at, from the first line that is not ASCII: UTF-8 with a few broken bytes in it, UTF-16 without a mark, Japanese
//! known by its kana, and at last what chardetng, the detector of Firefox, makes of it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::Region;

/// How much is looked at (bytes).
const SAMPLE: usize = 64 * 1024;
/// What a sequence of several bytes that is valid UTF-8 weighs against one that is not: text in another encoding has
/// few by accident.
const VALID_PER_BROKEN: usize = 4;
/// Of the characters of a text that are not ASCII, one in so many is kana where it is Japanese. Newspapers have every
/// second; lists of names and terms have fewer.
const CHARS_PER_KANA: usize = 5;

/// The encoding of `bytes`, which are valid UTF-8 and bear no byte order mark. ASCII may be more than it seems.
pub(super) fn detect_in_utf8(bytes: &[u8]) -> &'static Encoding {
    utf16(head(bytes)).unwrap_or_else(|| {
        if bytes.is_ascii() && has_iso_2022_jp_escapes(bytes) { ISO_2022_JP } else { UTF_8 }
    })
}

/// The encoding of `bytes`, which are not all valid UTF-8 and bear no byte order mark.
pub(super) fn detect(bytes: &[u8], region: Region) -> &'static Encoding {
    if let Some(encoding) = utf16(head(bytes)) {
        return encoding;
    }
    let sample = sample(bytes);
    if is_mostly_utf8(sample) {
        return UTF_8;
    }
    let japanese = [SHIFT_JIS, EUC_JP].into_iter().find(|encoding| is_japanese(sample, encoding));
    japanese.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
        // The sample may end within a character, which is no mistake of the note's.
        detector.feed(sample, false);
        detector.guess(region.top_level_domain(), Utf8Detection::Deny)
    })
}

/// What a note begins with, as much as is looked at.
fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE.min(bytes.len())).unwrap_or_default()
}

/// The lines from the first that is not ASCII on, as many as are looked at; none where all is ASCII.
fn sample(bytes: &[u8]) -> &[u8] {
    let blocks = bytes.chunks(SAMPLE).take_while(|block| block.is_ascii()).count();
    let rest = bytes.get(blocks * SAMPLE..).unwrap_or_default();
    let Some(in_rest) = rest.iter().position(|byte| !byte.is_ascii()) else { return &[] };
    let first = blocks * SAMPLE + in_rest;
    let line = bytes.get(..first).and_then(|before| memchr::memrchr(b'\n', before)).map_or(0, |end| end + 1);
    let start = line.max(first.saturating_sub(SAMPLE / 2));
    bytes.get(start..bytes.len().min(start + SAMPLE)).unwrap_or_default()
}

/// Whether ASCII bytes switch to JIS X 0208 or its kin, as ISO-2022-JP does (RFC 1468).
fn has_iso_2022_jp_escapes(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0x1B, bytes).any(|at| {
        matches!(bytes.get(at + 1..at + 3), Some(b"$B" | b"$@" | b"(I"))
            || bytes.get(at + 1..at + 4) == Some(b"$(D")
    })
}

/// Whether `sample` is UTF-8 but for a few bytes.
fn is_mostly_utf8(sample: &[u8]) -> bool {
    let (mut valid, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid >= VALID_PER_BROKEN * broken
}

/// UTF-16 without a byte order mark, which shows by the zeros of its ASCII: line ends, spaces, digits.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    memchr::memchr(0, head)?;
    let even = head.get(..head.len() & !1).unwrap_or_default();
    let evidence = [UTF_16LE, UTF_16BE].map(|encoding| (utf16_evidence(even, encoding), encoding));
    evidence
        .into_iter()
        .filter(|&(evidence, _)| evidence > 0)
        .max_by_key(|&(evidence, _)| evidence)
        .map(|(_, e)| e)
}

/// How many characters of `head`, read as `encoding`, are those that nearly every text has; 0 where it is no text.
fn utf16_evidence(head: &[u8], encoding: &'static Encoding) -> usize {
    let (text, is_broken) = encoding.decode_without_bom_handling(head);
    // The end of the head may part a surrogate from its other half.
    let text = text.trim_end_matches(char::REPLACEMENT_CHARACTER);
    let is_control =
        |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\x0c' | '\r' | '\x1b' | '\u{85}');
    if (is_broken && text.contains(char::REPLACEMENT_CHARACTER)) || text.chars().any(is_control) {
        return 0;
    }
    let common = text
        .chars()
        .filter(|&c| c.is_ascii() || is_kana(c) || ('\u{3000}'..='\u{303f}').contains(&c))
        .count();
    let known = text.chars().filter(|&c| c.is_alphabetic()).count();
    if (common + known) * 2 >= text.chars().count() { common } else { 0 }
}

/// Whether `sample` can be read as `encoding`, and is full of kana then.
fn is_japanese(sample: &[u8], encoding: &'static Encoding) -> bool {
    let (text, is_broken) = encoding.decode_without_bom_handling(sample);
    // The end of the sample may lie within a character.
    let text = text.trim_end_matches(char::REPLACEMENT_CHARACTER);
    if is_broken && text.contains(char::REPLACEMENT_CHARACTER) {
        return false;
    }
    let (mut kana, mut others) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        *(if is_kana(c) { &mut kana } else { &mut others }) += 1;
    }
    kana > 0 && kana * CHARS_PER_KANA >= kana + others
}

/// Full-width hiragana and katakana; half-width ones are what other encodings look like in `Shift_JIS`.
fn is_kana(c: char) -> bool {
    ('\u{3041}'..='\u{30ff}').contains(&c) && c != '・'
}

#[cfg(test)]
mod tests {
    use super::*;

    const JAPANESE: &str =
        "2026-11-23 端末の集い #TermDay\n\n■ 見出しを折りたたむ\n・行頭の記号で入れ子になる\n";
    const CHINESE: &str =
        "终端笔记会议\n■ 标题可以折叠\n・每一行的符号决定层次结构，我们在会议上讨论了这个问题\n";
    const TAIWANESE: &str =
        "終端機筆記會議\n■ 標題可以摺疊\n- 每一行的符號決定層次結構，我們在會議上討論了這個問題\n";
    const KOREAN: &str = "터미널 노트 모임\n■ 제목을 접을 수 있다\n- 줄 머리의 기호로 단계를 정한다\n";

    #[test]
    fn encodings_are_known_by_what_they_encode() {
        let cases = [
            (JAPANESE, "UTF-8"),
            (JAPANESE, "Shift_JIS"),
            (JAPANESE, "EUC-JP"),
            (JAPANESE, "ISO-2022-JP"),
            ("見出し", "Shift_JIS"),
            ("見出し", "EUC-JP"),
            ("カオスエンジニアリング", "Shift_JIS"),
            (CHINESE, "gb18030"),
            (TAIWANESE, "Big5"),
            (KOREAN, "EUC-KR"),
            ("Über die Größe der Straßen und Plätze für Fußgänger\n", "windows-1252"),
            ("plain\n", "UTF-8"),
            ("", "UTF-8"),
        ];
        for (text, name) in cases {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{text} {name}");
            let is_utf8 = std::str::from_utf8(&bytes).is_ok();
            let found = if is_utf8 { detect_in_utf8(&bytes) } else { detect(&bytes, Region::Unknown) };
            // WHATWG decodes GBK as its superset.
            assert_eq!(found.name().replace("GBK", "gb18030"), name, "{text}");
        }
    }

    #[test]
    fn utf16_needs_no_mark() {
        for text in [JAPANESE, KOREAN, CHINESE, "plain\ntext\n"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(utf16(&little), Some(UTF_16LE), "{text}");
            assert_eq!(utf16(&big), Some(UTF_16BE), "{text}");
        }
        assert_eq!(utf16(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"), None);
        assert_eq!(utf16(b"no zeros"), None);
    }

    #[test]
    fn broken_utf8_stays_utf8() {
        let mut cut = JAPANESE.as_bytes().to_vec();
        cut.truncate(JAPANESE.len() - 2);
        let mut broken = JAPANESE.as_bytes().to_vec();
        broken.insert(20, 0xFF);
        assert_eq!([detect(&cut, Region::Japan), detect(&broken, Region::Japan)], [UTF_8; 2]);
    }

    #[test]
    fn text_far_behind_ascii_is_looked_at() {
        let (bytes, _, _) = SHIFT_JIS.encode(JAPANESE);
        let note = ["- plain line\n".repeat(20_000).as_bytes(), &bytes].concat();
        assert_eq!(detect(&note, Region::Unknown), SHIFT_JIS);
        let line = ["x".repeat(200_000).as_bytes(), &bytes].concat();
        assert_eq!(detect(&line, Region::Unknown), SHIFT_JIS);
    }
}
