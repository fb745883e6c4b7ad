//! Text of which nothing is taken for Org.
//!
//! Org has no escape character; its manual has one put a zero width space (U+200B) where markup must not be. It is put
//! on both sides of a sign: whether it counts as a blank, which may precede but not follow an opening sign, or as a
//! letter, which may follow but not precede it, readers do not agree. A dollar sign has an entity of its own.

use super::super::plain::visible;
use crate::note::mention::links;

const ZERO_WIDTH_SPACE: char = '\u{200B}';

/// `text` so that none of it is markup within a line. Links stay as they are, and Org takes them for such.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut position = 0;
    for (range, url) in links(text) {
        push_escaped(&mut escaped, text.get(position..range.start).unwrap_or_default());
        escaped.push_str(url);
        position = range.end;
    }
    push_escaped(&mut escaped, text.get(position..).unwrap_or_default());
    escaped
}

fn push_escaped(escaped: &mut String, text: &str) {
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    // The last place of each sign that could close what an earlier one opens.
    let last_of = ['*', '/', '_', '=', '~', '+'].map(|sign| (sign, text.rfind(sign).unwrap_or(0)));
    while let Some((index, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        let is_closed = last_of.iter().any(|&(sign, last)| sign == c && index < last);
        let may_open = before.is_none_or(|c: char| c.is_whitespace() || !c.is_alphanumeric());
        let follows = after.is_some_and(|c| !c.is_whitespace());
        let (space_before, space_after) = match c {
            '*' | '/' | '=' | '~' | '+' => {
                // What is bold may end on the next line, as in the second of two comments in C.
                let opens = (is_closed || c == '*') && may_open && follows;
                (opens, opens)
            }
            // Besides underlining: subscripts and superscripts.
            '_' | '^' => (follows, follows),
            // Entities, LaTeX, and line breaks at the end.
            '\\' => (false, after.is_none_or(|c| !c.is_whitespace())),
            // Links, of which one may follow this text, footnotes, citations, targets, macros, and snippets.
            '[' => (false, after == Some('[') || starts_with_any(text, index, &["[fn:", "[cite"])),
            '<' => {
                let begins = after.is_none_or(|c| c == '<' || c == '%' || c.is_ascii_digit());
                (false, begins || names_scheme(text, index + 1))
            }
            '{' | '@' => (false, after == Some(c)),
            // The end of a term; and double colons at the end.
            ':' => (false, after == Some(':')),
            _ => (false, false),
        };
        if space_before {
            escaped.push(ZERO_WIDTH_SPACE);
        }
        if c == '$' && may_close_mathematics(before, after) {
            escaped.push_str("\\dollar{}");
        } else {
            escaped.push(c);
        }
        if space_after {
            escaped.push(ZERO_WIDTH_SPACE);
        }
        before = Some(c);
    }
}

/// Whether a `$` between these can end mathematics; where none can, there is none.
fn may_close_mathematics(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '.'))
        && after.is_none_or(|c| !c.is_alphanumeric())
}

/// Whether letters and a colon follow, as in `mailto:`.
fn names_scheme(text: &str, index: usize) -> bool {
    let rest = text.get(index..).unwrap_or_default();
    let scheme = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    scheme.len() < rest.len() && scheme.starts_with(':')
}

fn starts_with_any(text: &str, index: usize, starts: &[&str]) -> bool {
    text.get(index..).is_some_and(|rest| starts.iter().any(|start| rest.starts_with(start)))
}

/// As [`escaped`], and so that its beginning is no headline, list, table, keyword, comment, drawer, rule or box.
pub(super) fn escaped_line(text: &str) -> String {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let first_word = text.split_whitespace().next().unwrap_or("");
    let opens = text.starts_with(['#', '|', ':', '*', '-', '+', '['])
        || (digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])))
        || ["CLOCK:", "SCHEDULED:", "DEADLINE:", "CLOSED:", "%%("].iter().any(|word| text.starts_with(word))
        || first_word.len() == 2 && first_word.ends_with(['.', ')']);
    let escaped = escaped(text);
    if opens { format!("{ZERO_WIDTH_SPACE}{escaped}") } else { escaped }
}

/// As [`escaped`], and so that no part of a headline is its state, its priority, or its tags.
pub(super) fn escaped_heading(text: &str) -> String {
    let text = text.trim();
    let first_word = text.split_whitespace().next().unwrap_or("");
    let is_state = !first_word.is_empty() && first_word.chars().all(|c| c.is_ascii_uppercase());
    let before = if is_state || text.starts_with(['[', '*']) { "\u{200B}" } else { "" };
    let after = if text.ends_with(':') { "\u{200B}" } else { "" };
    format!("{before}{}{after}", escaped(text))
}

/// A line within a block, whose end it must not be: a comma precedes what Org would look at.
pub(super) fn escaped_block(line: &str) -> String {
    let text = visible(line);
    let words = text.trim_start();
    let commas_off = words.trim_start_matches(',');
    if commas_off.starts_with('*') || commas_off.starts_with("#+") {
        let indentation = text.len() - words.len();
        return format!("{},{words}", " ".repeat(indentation));
    }
    text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_no_markup() {
        // `~` of an expected text stands for the zero width space, since no case has a tilde.
        let cases = [
            ("*stars* and 2*3", "~~*~stars* and 2*3"),
            ("/it/ a/b", "~/~it/ a/b"),
            ("a_b and x^2", "a~_~b and x~^~2"),
            ("see [[x][y]] [fn:1] [1]", "see [~[x][y]] [~fn:1] [1]"),
            ("<<t>> <2026-11-23> <b>", "<~<t>> <~2026-11-23> <b>"),
            ("\\alpha \\", "\\~alpha \\~"),
            ("<https://x.test> <mailto:a> <b", "<~https://x.test> <~mailto:a> <b"),
            ("{{{m}}} @@html:x@@", "{~{~{m}}} @~@html:x@~@"),
            ("$x$ $$y$$ $HOME $5,", "$x\\dollar{} $$y\\dollar{}\\dollar{} $HOME $5,"),
            ("/see https://example.com/a_b/c", "/see https://example.com/a_b/c"),
            ("a :: b", "a :~: b"),
            ("* head", "~* head"),
            ("- item", "~- item"),
            ("1. item", "~1. item"),
            ("#+title: x", "~#+title: x"),
            (":PROPERTIES:", "~:PROPERTIES:"),
            ("| a |", "~| a |"),
            ("[ ] task", "~[ ] task"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped_line(text).replace(ZERO_WIDTH_SPACE, "~"), expected, "{text}");
        }
        let headings =
            [("TODO 買う", "~TODO 買う"), ("話 :a:b:", "話 :a:b:~"), ("[#A] x", "~[#A] x"), ("話", "話")];
        for (text, expected) in headings {
            assert_eq!(escaped_heading(text).replace(ZERO_WIDTH_SPACE, "~"), expected, "{text}");
        }
        let block =
            [("* a", ",* a"), ("  #+end_example", "  ,#+end_example"), (",* a", ",,* a"), ("a * b", "a * b")];
        for (text, expected) in block {
            assert_eq!(escaped_block(text), expected, "{text}");
        }
    }
}
