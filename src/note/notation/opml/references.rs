//! What XML has references for: the characters that are markup to it, and any other by its number.
//!
//! No entities are expanded but the five that XML knows itself. The specification of OPML allows HTML in texts, so what
//! becomes a reference of HTML by reading those of XML (`&amp;lt;`) is read as HTML reads it, as far as it is one of these.

use std::ops::Range;

use crate::text::slice;

/// The longest reference that is looked for, from its `&` to its `;` (bytes): `&#x10FFFF;`.
const LONGEST: usize = 10;

/// The references in `value`, as its bytes and what each stands for. What only looks like one stays as it is.
pub(super) fn references(value: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let mut position = 0;
    std::iter::from_fn(move || {
        loop {
            let start = position + memchr::memchr(b'&', value.as_bytes().get(position..)?)?;
            let rest = value.get(start..)?;
            if let Some((length, c)) = reference(rest) {
                position = start + length;
                return Some((start..position, c));
            }
            position = start + 1;
        }
    })
}

/// `value` with characters in the place of its references.
pub(super) fn read_references(value: &str) -> String {
    let mut read = String::with_capacity(value.len());
    let mut position = 0;
    for (range, c) in references(value) {
        read.push_str(slice(value, position..range.start));
        read.push(c);
        position = range.end;
    }
    read.push_str(slice(value, position..value.len()));
    read
}

/// The reference that `text` begins with: its bytes, and what it stands for.
fn reference(text: &str) -> Option<(usize, char)> {
    let (length, c) = encoded(text)?;
    if c != '&' {
        return Some((length, c));
    }
    // A reference of HTML, whose own `&` has been written as XML wants it.
    let html = text.get(length..).and_then(|rest| named(rest, true));
    Some(html.map_or((length, c), |(more, c)| (length + more, c)))
}

fn encoded(text: &str) -> Option<(usize, char)> {
    let (length, c) = named(text.strip_prefix('&')?, false)?;
    Some((length + 1, c))
}

/// What the name or number that `text` begins with, up to its `;`, stands for.
fn named(text: &str, is_html: bool) -> Option<(usize, char)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(..end)?;
    let c = match (name, name.strip_prefix('#')) {
        ("amp", _) => '&',
        ("lt", _) => '<',
        ("gt", _) => '>',
        ("quot", _) => '"',
        ("apos", _) => '\'',
        ("nbsp", _) if is_html => '\u{A0}',
        (_, Some(number)) => numbered(number)?,
        (_, None) => return None,
    };
    Some((end + 1, c))
}

/// The character of a number, but for those that XML forbids (XML 1.0, 2.2).
fn numbered(number: &str) -> Option<char> {
    let hexadecimal = number.strip_prefix(['x', 'X']);
    let (digits, radix) = hexadecimal.map_or((number, 10), |digits| (digits, 16));
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let c = char::from_u32(u32::from_str_radix(digits, radix).ok().filter(|_| is_number)?)?;
    let is_allowed = !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    (is_allowed && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stand_in_the_place_of_references() {
        let cases = [
            ("a&lt;b&gt;c&quot;&apos;", "a<b>c\"'"),
            ("R&amp;D &amp; co", "R&D & co"),
            ("&#10;&#x6f22;&#X41;", "\n漢A"),
            ("&amp;lt;b> &amp;#65; &amp;nbsp;", "<b> A \u{A0}"),
            ("&amp;amp;lt;", "&lt;"),
            ("&amp;copy;", "&copy;"),
            ("& &; &nope; &lol9; &nbsp; a&b", "& &; &nope; &lol9; &nbsp; a&b"),
            ("&#0;&#27;&#xD800;&#x110000;&#+65;&#;", "&#0;&#27;&#xD800;&#x110000;&#+65;&#;"),
            ("&漢字漢字;", "&漢字漢字;"),
        ];
        for (value, expected) in cases {
            assert_eq!(read_references(value), expected, "{value}");
        }
    }
}
