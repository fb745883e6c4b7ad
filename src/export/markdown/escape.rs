//! Text of which nothing is taken for Markdown. Nothing is escaped that needs no escape: people read the source, too.

use super::super::plain::visible;
use crate::note::mention::links;

/// Where a piece of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Within a line.
    Within,
    /// In a heading, up to its end.
    Heading,
    /// In a cell of a table.
    Cell,
}

/// `text` so that none of it is markup within a line. Links become autolinks, in which nothing is escaped.
pub(super) fn escaped(text: &str, place: Place) -> String {
    let text = visible(text);
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut position = 0;
    for (range, url) in links(&text) {
        if place == Place::Cell && url.contains('|') {
            continue;
        }
        push_escaped(&mut escaped, text.get(position..range.start).unwrap_or_default(), place);
        escaped.extend(["<", url, ">"]);
        position = range.end;
    }
    push_escaped(&mut escaped, text.get(position..).unwrap_or_default(), place);
    if place == Place::Heading && escaped.ends_with('#') {
        // A closing sequence, which would be taken off.
        escaped.pop();
        escaped.push_str("\\#");
    }
    escaped
}

fn push_escaped(escaped: &mut String, text: &str, place: Place) {
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let within_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '~' => true,
            '_' => !within_word,
            '|' => place == Place::Cell,
            '<' => after.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => after.is_none_or(|c| c.is_ascii_alphanumeric() || c == '#'),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
}

/// As [`escaped`], and so that its beginning opens no block: no heading, list, quote, rule, code or table.
pub(super) fn escaped_line(text: &str) -> String {
    // Four spaces, or a tab, would make code of it.
    let line = escaped(text.trim_start_matches([' ', '\t']), Place::Within);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits).unwrap_or((&line, ""));
    if opens_block(digits > 0, rest) { format!("{number}\\{rest}") } else { line }
}

/// Whether a line whose digits, if it begins with any, are followed by `rest` opens a block.
fn opens_block(begins_with_digits: bool, rest: &str) -> bool {
    let mut chars = rest.chars();
    let first = chars.next();
    let second = chars.next();
    let blank_follows = second.is_none_or(|c| c == ' ' || c == '\t');
    let is_only = |c: char| rest.trim_end().chars().all(|each| each == c);
    match first {
        Some('.' | ')') => begins_with_digits && blank_follows,
        _ if begins_with_digits => false,
        Some('>' | '|') => true,
        Some('+') => blank_follows,
        // A bullet, an underline, or the second line of a table.
        Some('-') => blank_follows || second == Some('-') || rest.contains('|'),
        Some(':') => second == Some('-'),
        Some('=') => is_only('='),
        Some('#') => rest.trim_start_matches('#').chars().next().is_none_or(|c| c == ' ' || c == '\t'),
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_no_markup() {
        let cases = [
            ("# no", "\\# no"),
            ("#tag", "#tag"),
            ("> no", "\\> no"),
            ("- no", "\\- no"),
            ("-", "\\-"),
            ("---", "\\---"),
            ("-5 度", "-5 度"),
            ("+ no", "\\+ no"),
            ("===", "\\==="),
            ("=> yes", "=> yes"),
            ("| a |", "\\| a |"),
            (":-- | --", "\\:-- | --"),
            ("12) no", "12\\) no"),
            ("2019. no", "2019\\. no"),
            ("1.5 倍", "1.5 倍"),
            ("    code", "code"),
            ("a_b *c* `d`", "a_b \\*c\\* \\`d\\`"),
            ("<script> <-> </ul>", "\\<script> <-> \\</ul>"),
            ("[x](y) ![z]", "\\[x\\](y) !\\[z\\]"),
            ("&amp; R&D & co", "\\&amp; R\\&D & co"),
            ("_x_ ~~~", "\\_x\\_ \\~\\~\\~"),
            ("see https://example.com/~a_b?c&d*", "see <https://example.com/~a_b?c&d*>"),
            ("c:\\x\\", "c:\\\\x\\\\"),
            ("a\0b\x1b", "a␀b␛"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped_line(text), expected, "{text}");
        }
        assert_eq!(escaped("C# ##", Place::Heading), "C# #\\#");
        assert_eq!(escaped("a|b", Place::Cell), "a\\|b");
    }
}
