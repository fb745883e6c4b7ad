//! What stands before the lines of quotations and code because of what these stand in: `>`, and the indentation of lists.
//!
//! It is no part of their words, which it would interrupt; so it is left out of the text, and is kept beside it
//! ([`Source::original`]).

use std::ops::Range;

use crate::note::entry::{Entry, Kind, Line};
use crate::note::source::{Rewriting, Source};

/// The columns between tab stops.
const TAB: usize = 4;

/// `entries` of a text without the prefixes, and that text; as they were where there are none.
pub(super) fn removed(source: &Source, mut entries: Vec<Entry>) -> (Vec<Entry>, Option<Source>) {
    if entries.iter().all(|entry| prefixes(source, entry).all(|prefix| prefix.is_empty())) {
        return (entries, None);
    }
    let mut rewriting = Rewriting::new(source);
    for entry in &mut entries {
        let prefixes: Vec<Range<u32>> = prefixes(source, entry).filter(|prefix| !prefix.is_empty()).collect();
        entry.marker.start = rewriting.keep_until(entry.marker.start);
        entry.marker.end = rewriting.keep_until(entry.marker.end);
        entry.text.start = rewriting.keep_until(entry.text.start);
        for prefix in prefixes {
            rewriting.replace(prefix, "");
        }
        entry.text.end = rewriting.keep_until(entry.text.end);
    }
    (entries, Some(rewriting.finish(None)))
}

/// The prefixes of the lines of `entry` after its first.
fn prefixes(source: &Source, entry: &Entry) -> impl Iterator<Item = Range<u32>> {
    let text = entry.text.clone();
    let is_prefixed = matches!(entry.kind, Kind::Quote | Kind::Code) && text.start < text.end;
    let first = source.line_of(text.start);
    let last = if is_prefixed { source.line_of(text.end - 1) } else { first };
    let columns = if entry.kind == Kind::Code { columns_before(source, entry) } else { 0 };
    let is_quote = entry.kind == Kind::Quote;
    (first.0 + 1..=last.0).map(move |line| {
        let content = source.line_content(Line(line));
        let content = content.start..content.end.min(text.end);
        let line = source.slice(content.clone());
        let length = if is_quote { quoted(line) } else { indented(line, columns) };
        content.start..content.start + u32::try_from(length).unwrap_or(0)
    })
}

/// The columns before a block of code.
fn columns_before(source: &Source, entry: &Entry) -> usize {
    let start = if entry.marker.is_empty() { entry.text.start } else { entry.marker.start };
    let before = source.slice(source.line_range(source.line_of(start)).start..start);
    before.chars().fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

/// The bytes before what is quoted on a line: nothing where a paragraph goes on without its sign.
fn quoted(line: &str) -> usize {
    let Some(rest) = line.trim_start_matches([' ', '\t']).strip_prefix('>') else { return 0 };
    line.len() - rest.strip_prefix([' ', '\t']).unwrap_or(rest).len()
}

/// The bytes of the white space that a line begins with, up to `columns`.
fn indented(line: &str, columns: usize) -> usize {
    let mut column = 0;
    let of_container = line.bytes().take_while(|byte| {
        column = if *byte == b'\t' { (column / TAB + 1) * TAB } else { column + 1 };
        matches!(byte, b' ' | b'\t') && column <= columns
    });
    of_container.count()
}
