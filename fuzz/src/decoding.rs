//! Bytes are a text that has them all.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use midashi::note::encoding::{Assumption, Label, Region, decode, looks_binary};
use midashi::note::source::Source;

use crate::input::{choice, split};

const LABELS: [&str; 14] = [
    "utf-8",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "utf-16le",
    "utf-16be",
    "gb18030",
    "gbk",
    "big5",
    "euc-kr",
    "windows-1252",
    "windows-1251",
    "koi8-r",
    "macintosh",
];
const REGIONS: [Region; 6] =
    [Region::Unknown, Region::Japan, Region::China, Region::Taiwan, Region::HongKong, Region::Korea];

/// Decodes the input, by an assumption that its last two bytes choose.
pub fn run(data: &[u8]) {
    let (bytes, [kind, which]) = split(data);
    let label = Label::parse(choice(&LABELS, which)).expect("these labels are known");
    let assumption = match kind % 3 {
        0 => Assumption::Detect(choice(&REGIONS, which)),
        1 => Assumption::Otherwise(label),
        _ => Assumption::Always(label),
    };
    looks_binary(bytes);
    let source = decode(bytes.to_vec(), assumption);
    assert_decoded(bytes, &source);
    assert_lines(&source);
}

/// The text is what the standard makes of the bytes, and where it has no characters for them they are kept.
fn assert_decoded(bytes: &[u8], source: &Source) {
    let encoding = Encoding::for_label(source.encoding().as_bytes()).expect("an encoding has its own name");
    let bom = Encoding::for_bom(bytes).filter(|_| source.has_bom()).map_or(0, |(_, length)| length);
    let (expected, has_errors) = encoding.decode_without_bom_handling(&bytes[bom..]);
    assert_eq!(source.text(), expected, "{}", source.encoding());
    assert_eq!(has_errors, !source.undecodable().is_empty());
    if encoding == UTF_8 {
        assert_eq!(joined(source, |text, bytes| bytes.extend(text.bytes())), &bytes[bom..]);
    } else if encoding == UTF_16LE {
        let write =
            |text: &str, bytes: &mut Vec<u8>| bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(joined(source, write), &bytes[bom..]);
    } else if encoding == UTF_16BE {
        let write =
            |text: &str, bytes: &mut Vec<u8>| bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(joined(source, write), &bytes[bom..]);
    }
}

/// The bytes that the text was made of, where only one sequence of bytes stands for it.
fn joined(source: &Source, write: impl Fn(&str, &mut Vec<u8>)) -> Vec<u8> {
    let mut joined = Vec::new();
    let mut position = 0;
    for gap in source.undecodable() {
        write(source.slice(position..gap.offset), &mut joined);
        joined.extend(&gap.bytes);
        position = gap.offset + 3;
        assert_eq!(source.slice(gap.offset..position), "\u{fffd}");
    }
    let end = u32::try_from(source.text().len()).expect("inputs are small");
    write(source.slice(position..end), &mut joined);
    joined
}

/// The lines join to the text.
fn assert_lines(source: &Source) {
    let mut end = 0;
    for line in source.lines() {
        let (range, content) = (source.line_range(line), source.line_content(line));
        assert_eq!(range.start, end);
        assert!(content.start == range.start && content.end <= range.end);
        assert_eq!(source.line_of(range.start), line);
        end = range.end;
    }
    assert_eq!(end as usize, source.text().len());
}
