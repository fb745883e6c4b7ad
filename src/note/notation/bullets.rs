//! The family of notations in which a marker says what a line is, and indentation what it belongs to.
//!
//! One pass over the lines; a line is looked at up to its marker, and at its end for white space. Titles and
//! attributions depend on the lines around them: their kind is set when those are known.

use std::ops::Range;

use super::people::PeoplePatterns;
use crate::note::entry::{Entry, Kind, Line, Rank};
use crate::note::header;
use crate::note::source::Source;
use crate::text::slice;

/// What the markers mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bullets {
    /// The heading markers, which count at column 0 only.
    pub headings: Vec<Heading>,
    /// The item markers.
    pub items: Vec<String>,
    /// What follows the digits of a numbered item.
    pub after_number: Vec<String>,
    /// The arrows.
    pub arrows: Vec<String>,
    /// The cells that U+3000 indents by.
    pub ideographic_space: u32,
    /// The cells that a tab goes to a multiple of.
    pub tab: u32,
}

/// A heading marker and its level, 1 for sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What stands at column 0.
    pub marker: String,
    /// The level, from 1.
    pub level: u8,
}

/// A number longer than this is no item's.
const MAX_DIGITS: usize = 9;

impl Bullets {
    /// Whether a line is a heading.
    pub(super) fn is_heading(&self, line: &str) -> bool {
        self.headings.iter().any(|heading| line.starts_with(heading.marker.as_str()))
    }

    /// How much a line speaks for this notation.
    pub(super) fn weight(&self, line: &str) -> u32 {
        let words = line.trim_start();
        if self.is_heading(line) {
            2
        } else {
            u32::from(self.items.iter().any(|marker| words.starts_with(marker.as_str())))
        }
    }

    /// The kind and rank of a line whose words begin at `column`, and the bytes of `words` that its marker takes.
    fn classify(&self, words: &str, column: u32) -> (Kind, Rank, usize) {
        let body = Rank::Body(column);
        if column == 0
            && let Some(heading) =
                self.headings.iter().find(|heading| words.starts_with(heading.marker.as_str()))
        {
            let kind = if heading.level == 1 { Kind::Session } else { Kind::Section };
            return (kind, Rank::Heading(heading.level), heading.marker.len());
        }
        if let Some(marker) = self.items.iter().find(|marker| words.starts_with(marker.as_str())) {
            return (Kind::Item, body, marker.len());
        }
        if let Some(length) = self.number(words) {
            return (Kind::Item, body, length);
        }
        if let Some(arrow) = self.arrows.iter().find(|arrow| words.starts_with(arrow.as_str())) {
            return (Kind::Arrow, body, arrow.len());
        }
        (Kind::Text, body, 0)
    }

    /// The bytes of a number that makes `words` an item.
    fn number(&self, words: &str) -> Option<usize> {
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > MAX_DIGITS {
            return None;
        }
        let after = words.get(digits..)?;
        let stop = self.after_number.iter().find(|stop| after.starts_with(stop.as_str()))?;
        let is_followed_by_space = after.get(stop.len()..)?.starts_with(char::is_whitespace);
        is_followed_by_space.then_some(digits + stop.len())
    }

    /// The bytes of white space that `line` begins with, and the column that they reach.
    fn indentation(&self, line: &str) -> (usize, u32) {
        let mut column: u32 = 0;
        for (index, c) in line.char_indices() {
            column = match c {
                '\u{3000}' => column.saturating_add(self.ideographic_space.max(1)),
                '\t' => {
                    let stop = self.tab.max(1);
                    (column / stop + 1).saturating_mul(stop)
                }
                c if c.is_whitespace() => column.saturating_add(1),
                _ => return (index, column),
            };
        }
        (line.len(), column)
    }

    /// The entry of one line, or `None` for a blank one.
    fn entry(&self, source: &Source, line: Line) -> Option<Entry> {
        let content = source.line_content(line);
        let text = source.slice(content.clone());
        let (indentation, column) = self.indentation(text);
        let words = text.get(indentation..)?.trim_end();
        if words.is_empty() {
            return None;
        }
        let (kind, rank, marker) = self.classify(words, column);
        let after_marker = words.get(marker..)?;
        let gap = after_marker.len() - after_marker.trim_start().len();
        let at = |offset: usize| content.start + u32::try_from(offset).unwrap_or(u32::MAX);
        Some(Entry {
            kind,
            rank,
            line,
            marker: at(indentation)..at(indentation + marker),
            text: at(indentation + marker + gap)..at(indentation + words.len()),
        })
    }
}

/// The entries of `source`.
pub(super) fn entries(
    bullets: &Bullets,
    people: &PeoplePatterns,
    source: &Source,
    is_boilerplate: impl Fn(&str) -> bool,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = source.lines().filter_map(|line| bullets.entry(source, line)).collect();
    if let Some(title) = title(&entries, source, is_boilerplate) {
        entries[title].kind = Kind::Title;
    }
    let sessions: Vec<usize> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.kind == Kind::Session)
        .map(|(index, _)| index)
        .collect();
    for session in sessions {
        for attribution in attribution(&entries, source, people, session) {
            entries[attribution].kind = Kind::Attribution;
        }
    }
    entries
}

/// The line before the first heading that names the note: the first with a date or a hashtag, else the first that is
/// no boilerplate.
fn title(entries: &[Entry], source: &Source, is_boilerplate: impl Fn(&str) -> bool) -> Option<usize> {
    let mut first = None;
    for (index, entry) in entries.iter().enumerate() {
        let text = source.slice(entry.text.clone());
        match entry.kind {
            Kind::Session | Kind::Section => break,
            Kind::Text if header::bears_date_or_tag(text) => return Some(index),
            Kind::Text if !is_boilerplate(text) => first = first.or(Some(index)),
            Kind::Text
            | Kind::Title
            | Kind::Item
            | Kind::Arrow
            | Kind::Attribution
            | Kind::Code
            | Kind::Quote
            | Kind::Table
            | Kind::Rule => {}
        }
    }
    first
}

/// The entries below a session that say who speaks: its first paragraph, if that is short, stands at column 0 between
/// blank lines, and is no sentence. Lines that can hardly be anything else need no blank lines around them.
fn attribution(entries: &[Entry], source: &Source, people: &PeoplePatterns, session: usize) -> Range<usize> {
    let text = |entry: &Entry| slice(source.text(), entry.text.start as usize..entry.text.end as usize);
    let could_be = |entry: &&Entry| {
        entry.kind == Kind::Text && entry.rank == Rank::Body(0) && !people.is_sentence(text(entry))
    };
    let is_surely = |entry: &&Entry| could_be(entry) && people.is_unmistakable(text(entry));
    let first = session + 1;
    let max_lines = people.max_lines as usize;
    // One line more than there may be is enough to see that there are too many.
    let below = entries.get(first..entries.len().min(first + max_lines + 1)).unwrap_or_default();
    let paragraph = below.chunk_by(|entry, next| next.line.0 == entry.line.0 + 1).next().unwrap_or_default();
    let is_apart = paragraph.first().is_some_and(|entry| entry.line.0 > entries[session].line.0 + 1);
    if is_apart && paragraph.len() <= max_lines && paragraph.iter().all(|entry| could_be(&entry)) {
        return first..first + paragraph.len();
    }
    first..first + paragraph.iter().take(max_lines).take_while(is_surely).count()
}
