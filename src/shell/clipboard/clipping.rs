//! What is copied, in the flavours that it is offered in, and without what a terminal would take for a command.

use std::borrow::Cow;

use crate::export::{Document, Format, to_string};

/// A copied selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clipping {
    /// The text, for every route.
    pub text: String,
    /// The same as a nested list, for programs that paste HTML. Only the system's clipboard takes it.
    pub html: Option<String>,
}

impl Clipping {
    /// `document` in `format`, with its HTML where that is wanted and the format is not the source of something else.
    pub fn of(document: Document<'_>, format: Format, wants_html: bool) -> Self {
        let html = wants_html && !is_source(format);
        Self { text: to_string(document, format), html: html.then(|| to_string(document, Format::HtmlList)) }
    }

    /// This without controls, and how many were left out of its text.
    pub(super) fn without_controls(&self) -> (Self, LeftOut) {
        let (text, left_out) = without_controls(&self.text);
        // No page has controls; the exports leave none in it.
        let html = self.html.as_ref().map(|html| without_controls(html).0.into_owned());
        (Self { text: text.into_owned(), html }, left_out)
    }
}

/// How many characters were left out of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut(usize);

impl LeftOut {
    /// In words, if there is anything to say.
    pub fn words(self) -> Option<String> {
        let count = self.0;
        let words = || {
            tr_count!(count, "1 control character left out" | "{count} control characters left out", count)
        };
        (count > 0).then(words)
    }
}

/// `text` without controls: C0 but tabs and line ends, DEL, and C1.
///
/// A terminal that a text is pasted into acts on them. Even bracketed paste ends where the text says so (`ESC [ 201 ~`).
/// What ends a line in a note alone, CR and NEL, becomes a line feed.
pub(super) fn without_controls(text: &str) -> (Cow<'_, str>, LeftOut) {
    if !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')) {
        return (Cow::Borrowed(text), LeftOut::default());
    }
    let (mut kept, mut left_out) = (String::with_capacity(text.len()), 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => kept.push(c),
            '\r' | '\u{85}' => kept.push('\n'),
            '\n' | '\t' => kept.push(c),
            _ if c.is_control() => left_out += 1,
            _ => kept.push(c),
        }
    }
    (Cow::Owned(kept), LeftOut(left_out))
}

/// As [`without_controls`], of a text that is to stay one line: neither tabs nor line ends are in it.
pub(in crate::shell) fn in_one_line(text: &str) -> (String, LeftOut) {
    let line: String = text.chars().filter(|c| !c.is_control()).collect();
    (line, LeftOut(text.chars().filter(|c| c.is_control()).count()))
}

/// Whether who asks for `format` wants its characters as they are: a rich paste would not be what was asked for.
fn is_source(format: Format) -> bool {
    match format {
        Format::Text
        | Format::Dedented
        | Format::Markdown
        | Format::MarkdownBold
        | Format::Org
        | Format::Tabs
        | Format::Spaces2
        | Format::Spaces4
        | Format::Bullets => false,
        Format::Opml
        | Format::OpmlNote
        | Format::Html
        | Format::HtmlList
        | Format::Json
        | Format::Mermaid => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_ascii_and_c1_only_tabs_and_line_ends_are_copied() {
        for c in (0..=0xA0_u8).map(char::from) {
            let (text, left_out) = (format!("a{c}b"), LeftOut(usize::from(c.is_control())));
            let expected = match c {
                '\r' | '\u{85}' => ("a\nb".into(), LeftOut(0)),
                '\n' | '\t' => (text.as_str().into(), LeftOut(0)),
                _ if c.is_control() => ("ab".into(), left_out),
                _ => (text.as_str().into(), LeftOut(0)),
            };
            assert_eq!(without_controls(&text), expected, "{c:?}");
            let in_line = if c.is_control() { "ab".to_owned() } else { text.clone() };
            assert_eq!(in_one_line(&text), (in_line, left_out), "{c:?}");
        }
    }

    #[test]
    fn no_copy_ends_a_bracketed_paste() {
        let cases = [
            ("a\x1b[201~;x\r", "a[201~;x\n", 1),
            ("\u{9b}201~", "201~", 1),
            ("\x1b\x1b[201~[201~", "[201~[201~", 2),
            ("a\r\nb\r\rc", "a\r\nb\n\nc", 0),
            ("見出し\n\t・か", "見出し\n\t・か", 0),
        ];
        for (text, expected, count) in cases {
            assert_eq!(without_controls(text), (expected.into(), LeftOut(count)), "{text:?}");
        }
    }

    #[test]
    fn what_is_left_out_is_counted_in_words() {
        assert_eq!(LeftOut(0).words(), None);
        assert_eq!(LeftOut(1).words().unwrap(), "1 control character left out");
        assert_eq!(LeftOut(3).words().unwrap(), "3 control characters left out");
    }
}
