//! Front matter: the lines between `---` (YAML) or `+++` (TOML) that some Markdown begins with.
//!
//! Only what people write there is understood: `key: value`, `key = value`, `[a, b]` and lists of `- a`. Each line is
//! a node, so that a front matter that is neither language is shown as it stands and is no error; a whole reader of
//! YAML would tell no more of a note, and would have to be kept from expanding aliases.

use std::ops::Range;

use crate::note::entry::{Entry, Kind, Line, Rank};
use crate::note::source::Source;

/// What front matter says.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Its lines.
    pub(super) entries: Vec<Entry>,
    /// Where the title stands in `entries`.
    pub(super) title: Option<usize>,
    /// What is listed under `tags`.
    pub(super) tags: Vec<String>,
    /// Where the note proper begins (byte).
    pub(super) end: u32,
}

/// More lines than this between the fences are no front matter.
const MAX_LINES: usize = 200;

/// Reads the front matter that `source` begins with, if it begins with one.
pub(super) fn read(source: &Source) -> Option<Front> {
    let content = |line: Line| source.slice(source.line_content(line)).trim_end();
    let fence = Some(content(Line(0))).filter(|line| matches!(*line, "---" | "+++"))?;
    let is_end = |line: &Line| content(*line) == fence;
    let end = source.lines().skip(1).take(MAX_LINES).find(is_end)?;
    let is_keyed = |line: Line| key_and_value(content(line)).is_some();
    (1..end.0).map(Line).find(|&line| !content(line).is_empty()).filter(|&line| is_keyed(line))?;
    let mut front = Front { end: source.line_range(end).end, ..Front::default() };
    let mut key = String::new();
    for line in (1..end.0).map(Line) {
        front.line(source, line, &mut key);
    }
    Some(front)
}

/// The key of a line and what follows the sign after it.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once([':', '='])?;
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    (!key.trim().is_empty() && key.chars().all(is_key) && !key.starts_with('-')).then_some((key, value))
}

impl Front {
    /// Adds `line`; `key` is the last key before it.
    fn line(&mut self, source: &Source, line: Line, key: &mut String) {
        let content = source.line_content(line);
        let text = source.slice(content.clone());
        if text.trim().is_empty() {
            return;
        }
        let value = match key_and_value(text) {
            Some((found, value)) => {
                *key = found.trim().to_lowercase();
                value
            }
            None => text.trim_start().trim_start_matches("- "),
        };
        let value_range = unquoted(value, content.end - length(value));
        let marker_start = content.start + length(text) - length(text.trim_start());
        let before = source.slice(marker_start..value_range.start).trim_end_matches(['"', '\'', ' ', '\t']);
        let marker = marker_start..marker_start + length(before);
        if matches!(key.as_str(), "tags" | "tag" | "keywords") {
            let list = source.slice(value_range.clone()).trim_matches(['[', ']', ' ']);
            let tags = list.split(',').map(|tag| tag.trim_matches(['"', '\'', ' ', '\t', '#']));
            self.tags.extend(tags.filter(|tag| !tag.is_empty()).map(str::to_owned));
        }
        if key == "title" && self.title.is_none() {
            self.title = Some(self.entries.len());
        }
        // A marker has at most 255 bytes; a longer key is part of the text.
        let is_short = u8::try_from(before.len()).is_ok();
        let (marker, text) = if is_short {
            (marker, value_range)
        } else {
            (marker_start..marker_start, marker_start..value_range.end)
        };
        self.entries.push(Entry { kind: Kind::Text, rank: Rank::Body(0), line, marker, text });
    }
}

/// The bytes of `value`, which begins at byte `start`, without white space and quotes around it.
fn unquoted(value: &str, start: u32) -> Range<u32> {
    let trimmed = value.trim();
    let quoted = |quote| trimmed.strip_prefix(quote).and_then(|rest: &str| rest.strip_suffix(quote));
    let inner = quoted('"').or_else(|| quoted('\'')).unwrap_or(trimmed);
    let before = length(value) - length(value.trim_start());
    let start = start + before + u32::from(inner.len() < trimmed.len());
    start..start + length(inner)
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_values_and_lists_are_read() {
        let source = Source::from_text("---\ntitle: \"星の会\"\ntags:\n  - 空\n  - '星'\nx\n---\nbody\n");
        let front = read(&source).unwrap();
        let shown: Vec<_> = front
            .entries
            .iter()
            .map(|entry| (source.slice(entry.marker.clone()), source.slice(entry.text.clone())))
            .collect();
        assert_eq!(shown, [("title:", "星の会"), ("tags:", ""), ("-", "空"), ("-", "星"), ("", "x")]);
        assert_eq!(
            (front.title, front.tags),
            (Some(0), vec!["空".to_owned(), "星".to_owned(), "x".to_owned()])
        );
        assert_eq!(source.slice(front.end..source.line_range(Line(7)).end), "body\n");
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in ["", "---\n", "---\n\nwords\n\n---\n", "--- a\nb: c\n---\n", "---\n- a: b\n---\n"] {
            assert!(read(&Source::from_text(text)).is_none(), "{text:?}");
        }
    }
}
