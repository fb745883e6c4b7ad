//! A note's decoded text and where its lines start.

mod rewriting;

use std::borrow::Cow;
use std::ops::Range;

use super::entry::Line;
use crate::text::slice;

pub(super) use rewriting::Rewriting;

/// Bytes of the file that could not be decoded; the text has U+FFFD in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecodable {
    /// Where the U+FFFD stands (byte of [`Source::text`]).
    pub offset: u32,
    /// The bytes as they are in the file.
    pub bytes: Vec<u8>,
}

/// Where a note stops following the rules of its notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The line from which on its text is shown as it is.
    pub line: Line,
    /// What is wrong there.
    pub why: String,
}

/// A piece of the text that the file has in other words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rewritten {
    /// Where it stands (bytes of [`Source::text`]).
    range: Range<u32>,
    original: Box<str>,
}

/// The decoded text of a note. What its notation writes in place of characters, such as the references of XML, has been
/// read as these; the file's own words are [`Source::original`].
///
/// Invariants: `text` is shorter than 4 GiB, so that offsets fit `u32`; `line_starts` is empty for an empty text,
/// else begins with 0 and rises strictly; a line's range reaches to the next start and so includes its ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    text: String,
    line_starts: Vec<u32>,
    encoding: &'static str,
    undecodable: Vec<Undecodable>,
    bom: bool,
    rewritten: Vec<Rewritten>,
    broken: Option<Broken>,
}

impl Source {
    /// A source of UTF-8 text, such as a test's.
    ///
    /// # Panics
    /// When the text has 4 GiB or more; files of that size are refused before they are read.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self::decoded(text.into(), "UTF-8", Vec::new(), false)
    }

    /// What a decoder found; `bom` says whether the file began with a byte order mark, which is not in `text`.
    pub(super) fn decoded(
        text: String,
        encoding: &'static str,
        undecodable: Vec<Undecodable>,
        bom: bool,
    ) -> Self {
        assert!(u32::try_from(text.len()).is_ok(), "files of 4 GiB and more are refused when loading");
        let line_starts = line_starts(&text);
        Self { text, line_starts, encoding, undecodable, bom, rewritten: Vec::new(), broken: None }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part of the text in `range` (bytes).
    pub fn slice(&self, range: Range<u32>) -> &str {
        slice(&self.text, range.start as usize..range.end as usize)
    }

    /// The words that the file has in `range` (bytes of the text). O(what of it was rewritten).
    pub fn original(&self, range: Range<u32>) -> Cow<'_, str> {
        let first = self.rewritten.partition_point(|piece| piece.range.start < range.start);
        let inside = self.rewritten.iter().skip(first).take_while(|piece| piece.range.start < range.end);
        let mut original = String::new();
        let mut position = range.start;
        for piece in inside {
            original.push_str(self.slice(position..piece.range.start));
            original.push_str(&piece.original);
            position = piece.range.end;
        }
        if position == range.start {
            return Cow::Borrowed(self.slice(range));
        }
        original.push_str(self.slice(position..range.end.max(position)));
        Cow::Owned(original)
    }

    /// Where the note stops following the rules of its notation, if it does.
    pub fn broken(&self) -> Option<&Broken> {
        self.broken.as_ref()
    }

    /// The name of the encoding (WHATWG), such as `UTF-8` or `Shift_JIS`.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Whether the file began with a byte order mark.
    pub fn has_bom(&self) -> bool {
        self.bom
    }

    /// The undecodable bytes, in order.
    pub fn undecodable(&self) -> &[Undecodable] {
        &self.undecodable
    }

    /// How many lines there are; a final line without an ending counts, an empty text has none.
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.line_starts.len()).unwrap_or(u32::MAX)
    }

    /// The bytes of `line` with its ending; empty past the last line.
    pub fn line_range(&self, line: Line) -> Range<u32> {
        let end = self.end();
        let start = self.line_starts.get(line.index()).copied().unwrap_or(end);
        start..self.line_starts.get(line.index() + 1).copied().unwrap_or(end)
    }

    /// The bytes of `line` without its ending (CRLF, LF, CR or NEL).
    pub fn line_content(&self, line: Line) -> Range<u32> {
        let range = self.line_range(line);
        let text = self.slice(range.clone());
        let content = ENDINGS.iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
        range.start..range.start + u32::try_from(content.len()).unwrap_or(0)
    }

    /// The line that holds byte `offset`.
    pub fn line_of(&self, offset: u32) -> Line {
        let after = self.line_starts.partition_point(|&start| start <= offset);
        Line(u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// All lines.
    pub fn lines(&self) -> impl Iterator<Item = Line> + use<> {
        (0..self.line_count()).map(Line)
    }

    /// The length of the text in bytes.
    fn end(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }
}

/// What ends a line, longest first: CRLF of Windows, LF of Unix, CR of the old Macintosh, NEL of mainframes (UAX 14).
const ENDINGS: [&str; 4] = ["\r\n", "\n", "\r", "\u{85}"];

/// Where lines start: after each ending, unless nothing follows.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = Vec::new();
    let mut next = Some(0).filter(|_| !bytes.is_empty());
    while let Some(start) = next {
        starts.push(u32::try_from(start).unwrap_or(u32::MAX));
        next = line_after(bytes, start).filter(|&start| start < bytes.len());
    }
    starts
}

/// Where the line ends that begins at `start`: behind its ending.
fn line_after(bytes: &[u8], start: usize) -> Option<usize> {
    // 0xC2 leads NEL, but also the letters and signs up to U+00BF.
    let ends = memchr::memchr3_iter(b'\n', b'\r', 0xC2, bytes.get(start..)?);
    ends.map(|found| start + found).find_map(|at| match (bytes.get(at)?, bytes.get(at + 1)) {
        (b'\r', Some(b'\n')) | (0xC2, Some(0x85)) => Some(at + 2),
        (0xC2, _) => None,
        (_, _) => Some(at + 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let source = Source::from_text(text);
        source.lines().map(|line| source.slice(source.line_content(line)).to_owned()).collect()
    }

    #[test]
    fn all_line_endings_end_lines() {
        assert_eq!(lines(""), Vec::<String>::new());
        assert_eq!(lines("あ\nい\r\nう\rえ"), ["あ", "い", "う", "え"]);
        assert_eq!(lines("a\n\n"), ["a", ""]);
        assert_eq!(lines("\r\r\n\n"), ["", "", ""]);
        assert_eq!(lines("é\u{85}¥\u{85}ü"), ["é", "¥", "ü"]);
    }

    #[test]
    fn offsets_find_their_lines() {
        let source = Source::from_text("a\nbc\n");
        let found: Vec<u32> = (0..6).map(|offset| source.line_of(offset).0).collect();
        assert_eq!(found, [0, 0, 1, 1, 1, 1]);
    }
}
