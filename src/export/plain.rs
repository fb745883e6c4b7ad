//! What all formats but `text` and `json` make of characters and of markers.

use std::borrow::Cow;
use std::io::{self, Write};

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bullet<'n> {
    /// Nothing that means anything by itself.
    Plain,
    /// A number and what follows it, one of `.` and `)`.
    Number(&'n str, char),
    /// A word or sign that is to be kept, such as `Q.`, `(1)`, `※` or `[x]`.
    Word(&'n str),
}

/// What the marker of an item means. `CommonMark` takes numbers of nine digits at most.
pub(super) fn bullet(marker: &str) -> Bullet<'_> {
    let digits = marker.trim_end_matches(['.', ')']);
    let is_number = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    match marker.strip_prefix(digits).map(|rest| (rest, rest.chars().next())) {
        Some(("." | ")", Some(delimiter))) if is_number => return Bullet::Number(digits, delimiter),
        Some(_) | None => {}
    }
    let word = marker.trim_start_matches(['-', '*', '+', '・', '•']).trim();
    // The `o` of plain text is a hollow bullet.
    let word = if word == "o" { "" } else { word };
    let means_something = word.starts_with(['[', '※']) || word.chars().any(char::is_alphanumeric);
    if means_something { Bullet::Word(word) } else { Bullet::Plain }
}

/// The arrow of an arrow line: double ones conclude, all others lead on.
pub(super) fn arrow(marker: &str) -> &'static str {
    if marker.starts_with(['=', '⇒']) { "⇒" } else { "→" }
}

/// `text` with controls made visible: C0 and DEL as their pictures (U+2400 block), and what has no picture and XML
/// or terminals cannot bear (C1, U+FFFE, U+FFFF) as U+FFFD. A line feed and a tab stay; CRLF is a line feed.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(needs_picture) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").chars().map(picture).collect())
}

fn needs_picture(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn picture(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7F' => '\u{2421}',
        '\u{80}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// The lines of a node's text, of which there are several in notations whose nodes are blocks; never none.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> + Clone {
    text.split('\n').map(|line| visible(line.strip_suffix('\r').unwrap_or(line)))
}

/// `text` in one line, for places that hold no more.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t']) {
        Cow::Owned(visible(&text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ")).into_owned())
    } else {
        visible(text)
    }
}

/// Writes `count` blanks. The formatter of the standard library panics at widths beyond 65,535, and notes may be deeper.
pub(super) fn write_blanks(count: usize, sink: &mut impl Write) -> io::Result<()> {
    const BLANKS: [u8; 64] = [b' '; 64];
    let mut left = count;
    while left > 0 {
        let now = left.min(BLANKS.len());
        sink.write_all(BLANKS.get(..now).unwrap_or_default())?;
        left -= now;
    }
    Ok(())
}

/// Writes lines whose endings wait for the next, since what ends a line may depend on what follows it.
pub(super) struct LineWriter<'s, W: Write> {
    sink: &'s mut W,
    is_open: bool,
}

impl<'s, W: Write> LineWriter<'s, W> {
    pub(super) fn new(sink: &'s mut W) -> Self {
        Self { sink, is_open: false }
    }

    /// Ends the line before and writes `text` on the next; blanks at its end are left out.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        self.finish()?;
        self.is_open = true;
        self.append(text.trim_end_matches([' ', '\t']))
    }

    /// As [`line`](Self::line), with `text` below `indent` blanks. A line of blanks alone stays empty.
    pub(super) fn indented(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let text = text.trim_end_matches([' ', '\t']);
        self.line("")?;
        if !text.is_empty() {
            write_blanks(indent, self.sink)?;
        }
        self.append(text)
    }

    /// Writes `text` at the end of the line.
    pub(super) fn append(&mut self, text: &str) -> io::Result<()> {
        self.sink.write_all(text.as_bytes())
    }

    /// Ends the last line.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.is_open) { self.sink.write_all(b"\n") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_keep_what_they_mean() {
        let cases = [
            ("・", Bullet::Plain),
            ("-", Bullet::Plain),
            ("o", Bullet::Plain),
            ("○", Bullet::Plain),
            ("", Bullet::Plain),
            ("1.", Bullet::Number("1", '.')),
            ("12)", Bullet::Number("12", ')')),
            ("1234567890.", Bullet::Word("1234567890.")),
            ("(1)", Bullet::Word("(1)")),
            ("１．", Bullet::Word("１．")),
            ("Q.", Bullet::Word("Q.")),
            ("※", Bullet::Word("※")),
            ("- [x]", Bullet::Word("[x]")),
        ];
        for (marker, expected) in cases {
            assert_eq!(bullet(marker), expected, "{marker}");
        }
    }

    #[test]
    fn controls_are_seen() {
        assert_eq!(visible("a\r\nb\rc"), "a\nb␍c");
        assert_eq!(visible("a\0\x1b[31m\u{9b}\x7f\u{ffff}\t見"), "a␀␛[31m\u{fffd}␡\u{fffd}\t見");
        assert_eq!(one_line("a\r\nb\tc\rd"), "a b c d");
        assert_eq!(lines("a\r\n\nb").collect::<Vec<_>>(), ["a", "", "b"]);
    }

    #[test]
    fn lines_are_indented_as_far_as_any_note_is_deep() {
        for indent in [0, 1, 63, 64, 65, 65_535, 65_536, 1_000_000] {
            let mut written = Vec::new();
            let mut lines = LineWriter::new(&mut written);
            lines.indented(indent, "- a ").unwrap();
            lines.indented(indent, " \t").unwrap();
            lines.finish().unwrap();
            let expected = format!("{}- a\n\n", " ".repeat(indent));
            assert!(written == expected.as_bytes(), "{indent} blanks");
        }
    }
}
