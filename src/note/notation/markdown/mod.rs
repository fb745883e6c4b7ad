//! Markdown: `CommonMark` with tables, task lists and front matter, by pulldown-cmark.
//!
//! A block is a node; what `CommonMark` nests, nests: blocks in a list item stand below it. A quotation is one block, with
//! all that is quoted; before its lines, as before those of code, nothing is left of what they stand in ([`prefixes`]).
//! Headings nest by level. Words
//! that no block claims, such as definitions of links, become lines of text, so that nothing but ASCII signs is left
//! between the nodes.

mod blocks;
mod front;
mod prefixes;

use std::ops::Range;

use super::people::PeoplePatterns;
use super::{Reading, speakers};
use crate::note::entry::{Entry, Kind, Line, Rank};
use crate::note::source::Source;

/// What `source` says.
pub(super) fn read(people: &PeoplePatterns, source: &Source) -> Reading {
    let front = front::read(source).unwrap_or_default();
    let mut body = blocks::read(source, front.end);
    let has_title = name_headings(&mut body);
    let mut entries = front.entries;
    if let Some(title) = front.title.filter(|_| !has_title) {
        entries[title].kind = Kind::Title;
    }
    entries.extend(body);
    let entries = speakers::name(with_rest(entries, source, front.end), people, source);
    let (entries, rewritten) = prefixes::removed(source, entries);
    Reading { entries, tags: front.tags, source: rewritten }
}

/// Where the front matter of `source` ends (byte), if it begins with some.
pub(super) fn front_matter(source: &Source) -> Option<u32> {
    front::read(source).map(|front| front.end)
}

/// Makes the headings title, sessions and sections: the only heading of level 1 is the title if it comes first; the
/// highest level of the others is the sessions'. Returns whether there is a title.
fn name_headings(entries: &mut [Entry]) -> bool {
    let level = |entry: &Entry| match entry.rank {
        Rank::Heading(level) => Some(level),
        Rank::Body(_) => None,
    };
    let mut top = entries.iter().filter(|entry| level(entry) == Some(1));
    let is_only = top.next().is_some() && top.next().is_none();
    let first = entries.iter().position(|entry| level(entry).is_some());
    let title = first.filter(|&first| is_only && level(&entries[first]) == Some(1));
    if let Some(title) = title {
        entries[title].kind = Kind::Title;
        entries[title].rank = Rank::Body(0);
    }
    let Some(highest) = entries.iter().filter_map(level).min() else { return title.is_some() };
    for entry in entries {
        if level(entry) == Some(highest) {
            entry.kind = Kind::Session;
        }
    }
    title.is_some()
}

/// `entries` with the lines between them that have more than white space and ASCII signs. Front matter ends at
/// `front`: its fences are no lines.
fn with_rest(entries: Vec<Entry>, source: &Source, front: u32) -> Vec<Entry> {
    let mut whole = Vec::with_capacity(entries.len());
    let mut position = 0;
    for entry in entries {
        let start = if entry.marker.is_empty() { entry.text.start } else { entry.marker.start };
        rest(&mut whole, source, position..start, front);
        position = entry.text.end.max(entry.marker.end);
        whole.push(entry);
    }
    rest(&mut whole, source, position..length(source.text()), front);
    whole
}

fn rest(entries: &mut Vec<Entry>, source: &Source, gap: Range<u32>, front: u32) {
    if gap.end <= gap.start || !source.slice(gap.clone()).contains(is_word) {
        return;
    }
    for line in (source.line_of(gap.start).0..=source.line_of(gap.end - 1).0).map(Line) {
        let content = source.line_content(line);
        let range = trimmed(source, content.start.max(gap.start)..content.end.min(gap.end));
        if range.start >= front && source.slice(range.clone()).contains(is_word) {
            let marker = range.start..range.start;
            entries.push(Entry { kind: Kind::Text, rank: Rank::Body(0), line, marker, text: range });
        }
    }
}

/// Whether no words stand between a marker and the words of its block, as those of a definition do.
fn is_beside(source: &Source, marker: &Range<u32>, words: &Range<u32>) -> bool {
    !source.slice(marker.end..words.start.max(marker.end)).contains(is_word)
}

/// Whether a character may not be left between nodes.
fn is_word(c: char) -> bool {
    !c.is_whitespace() && !c.is_ascii_punctuation() && c != '\u{feff}'
}

/// `range` without white space around it.
fn trimmed(source: &Source, range: Range<u32>) -> Range<u32> {
    let text = source.slice(range.start..range.end.max(range.start));
    let start = range.start + length(text) - length(text.trim_start());
    start..start + length(text.trim())
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
