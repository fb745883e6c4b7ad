//! A note's decoded text and where its lines start.

mod rewriting;

use std::borrow::Cow;
use std::ops::Range;

use super::entry::Line;
use super::parallel::both;
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
        // A piece without words of its own may stand at the very end.
        let is_inside = |piece: &&Rewritten| piece.range.start < range.end || range.end == self.end();
        let mut inside = self.rewritten.iter().skip(first).take_while(is_inside).peekable();
        if inside.peek().is_none() {
            return Cow::Borrowed(self.slice(range));
        }
        let mut original = String::new();
        let mut position = range.start;
        for piece in inside {
            original.push_str(self.slice(position..piece.range.start));
            original.push_str(&piece.original);
            position = piece.range.end;
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

    /// The bytes of `line` without its ending: CRLF of Windows, LF of Unix, CR of the old Macintosh, or NEL of mainframes (UAX 14).
    pub fn line_content(&self, line: Line) -> Range<u32> {
        let range = self.line_range(line);
        let bytes = self.text.as_bytes().get(range.start as usize..range.end as usize).unwrap_or_default();
        let ending = match bytes {
            [.., b'\r', b'\n'] | [.., 0xC2, 0x85] => 2,
            [.., b'\n' | b'\r'] => 1,
            _ => 0,
        };
        range.start..range.end - ending
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

/// The next line of mainframes.
const NEL: &str = "\u{85}";

/// Where lines start: after each ending, unless nothing follows.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    line_starts_by_halves(bytes, bytes.len() / 2)
}

/// As [`line_starts`], of what is before the first line feed after `middle` and of the rest.
fn line_starts_by_halves(bytes: &[u8], middle: usize) -> Vec<u32> {
    let line_feed = bytes.get(middle..).and_then(|rest| memchr::memchr(b'\n', rest));
    let second = line_feed.map_or(bytes.len(), |line_feed| middle + line_feed + 1);
    let (before, after) = bytes.split_at(second);
    let (mut starts, rest) =
        both(bytes.len(), || line_starts_in(before, 0), || line_starts_in(after, second));
    starts.extend(rest);
    starts
}

/// Where the lines of `bytes` start, which are whole lines that stand at `offset` of the text.
fn line_starts_in(bytes: &[u8], offset: usize) -> Vec<u32> {
    if bytes.is_empty() {
        return Vec::new();
    }
    let at = |start: usize| u32::try_from(offset + start).unwrap_or(u32::MAX);
    let mut starts = Vec::with_capacity(memchr::memchr_iter(b'\n', bytes).count() + 1);
    starts.push(at(0));
    let mut add = |start: usize| {
        if start < bytes.len() {
            starts.push(at(start));
        }
    };
    // NEL is rare, and its first byte is that of letters, too: it is not looked for line by line where there is none.
    if memchr::memmem::find(bytes, NEL.as_bytes()).is_none() {
        for found in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let is_before_line_feed =
                bytes.get(found) == Some(&b'\r') && bytes.get(found + 1) == Some(&b'\n');
            if !is_before_line_feed {
                add(found + 1);
            }
        }
        return starts;
    }
    for found in memchr::memchr3_iter(b'\n', b'\r', 0xC2, bytes) {
        match (bytes.get(found), bytes.get(found + 1)) {
            (Some(0xC2), Some(0x85)) => add(found + 2),
            (Some(b'\r'), Some(b'\n')) | (Some(0xC2), _) => {}
            (_, _) => add(found + 1),
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What ends a line, longest first.
    const ENDINGS: [&str; 4] = ["\r\n", "\n", "\r", NEL];

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

    proptest! {
        #[test]
        fn halves_have_the_lines_of_the_whole(text in "[aé\u{85}¥\r\n]{0,40}", middle in 0_usize..60) {
            prop_assert_eq!(line_starts_by_halves(text.as_bytes(), middle), line_starts_in(text.as_bytes(), 0));
        }

        #[test]
        fn lines_end_where_the_first_of_the_endings_does(text in "[aé\u{85}¥\r\n]{0,40}") {
            let mut expected = Vec::new();
            let mut rest = text.as_str();
            while !rest.is_empty() {
                let length = rest.find(['\n', '\r', '\u{85}']).map_or(rest.len(), |at| {
                    let ending = ENDINGS.iter().find(|ending| slice(rest, at..rest.len()).starts_with(**ending));
                    at + ending.map_or(0, |ending| ending.len())
                });
                expected.push(slice(rest, 0..length).to_owned());
                rest = slice(rest, length..rest.len());
            }
            let source = Source::from_text(text.as_str());
            let found: Vec<String> =
                source.lines().map(|line| source.slice(source.line_range(line)).to_owned()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
