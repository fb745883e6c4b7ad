//! Indented text: a line is a node, and what stands further right belongs to it.
//!
//! Three dialects: plain outlines, by indentation alone or with a bullet before each line, as Workflowy exports them;
//! `TaskPaper`; and the pages of Logseq. They agree on what a line is, and differ in what its signs mean.

pub(super) mod detect;
mod logseq;
mod plain;
mod taskpaper;

use std::ops::Range;

use super::people::PeoplePatterns;
use super::{Reading, speakers};
use crate::note::entry::{Entry, Kind, Line, Rank};
use crate::note::source::Source;

/// What the signs of a line mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Nothing but indentation, or bullets.
    Plain,
    /// Projects, tasks and `@tags`.
    TaskPaper,
    /// Blocks, and properties (`key:: value`).
    Logseq,
}

/// The columns between tab stops.
const TAB: u32 = 4;
/// A marker has at most so many bytes.
const LONGEST_MARKER: usize = u8::MAX as usize;
/// The most digits of the number of an item.
const MAX_DIGITS: usize = 9;

/// What `source` says.
pub(super) fn read(dialect: Dialect, people: &PeoplePatterns, source: &Source) -> Reading {
    let mut reading = match dialect {
        Dialect::Plain => plain::read(source),
        Dialect::TaskPaper => taskpaper::read(source),
        Dialect::Logseq => logseq::read(source),
    };
    reading.entries = speakers::name(std::mem::take(&mut reading.entries), people, source);
    reading
}

/// A line with words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'s> {
    line: Line,
    /// Where the words begin (bytes of the source).
    start: u32,
    /// The column in which they begin, 0-based.
    column: u32,
    /// The line without white space around it.
    text: &'s str,
}

/// The lines of `source` that have words.
fn lines(source: &Source) -> impl Iterator<Item = Words<'_>> {
    source.lines().filter_map(|line| words(source, line))
}

/// What stands on a line; `None` where that is nothing.
pub(super) fn words(source: &Source, line: Line) -> Option<Words<'_>> {
    let content = source.line_content(line);
    let whole = source.slice(content.clone());
    let text = whole.trim_start();
    let column = whole.chars().take_while(|c| c.is_whitespace()).fold(0_u32, |column, c| match c {
        '\t' => (column / TAB + 1).saturating_mul(TAB),
        '\u{3000}' => column.saturating_add(2),
        _ => column.saturating_add(1),
    });
    let start = content.end - length(text);
    let text = text.trim_end();
    (!text.is_empty()).then_some(Words { line, start, column, text })
}

impl Words<'_> {
    /// The entry of a line whose first `marker` bytes are its marker.
    fn entry(&self, kind: Kind, rank: u32, marker: usize) -> Entry {
        let marker = if marker <= LONGEST_MARKER { marker } else { 0 };
        let rest = self.text.get(marker..).unwrap_or_default();
        let at = |offset: usize| self.start + u32::try_from(offset).unwrap_or(u32::MAX);
        let text = self.text.len() - rest.trim_start().len();
        let range = |from: usize, to: usize| -> Range<u32> { at(from)..at(to) };
        let (marker, text) = (range(0, marker), range(text, self.text.len()));
        Entry { kind, rank: Rank::Body(rank), line: self.line, marker, text }
    }

    /// The bytes of the bullet or number that the line begins with, and of the box after it; 0 where there is none.
    fn bullet(&self) -> usize {
        let digits = self.text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = self.text.get(digits..).unwrap_or_default();
        let sign = match rest.chars().next() {
            Some(sign @ ('-' | '*' | '+' | '•')) if digits == 0 => sign.len_utf8(),
            Some('.' | ')') if (1..=MAX_DIGITS).contains(&digits) => 1,
            Some(_) | None => return 0,
        };
        let rest = rest.get(sign..).unwrap_or_default();
        if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
            return 0;
        }
        let is_box = |sign: &&&str| rest.get(1..).is_some_and(|rest| rest.starts_with(**sign));
        digits
            + sign
            + ["[ ]", "[x]", "[X]", "[-]", "[COMPLETE]"].iter().find(is_box).map_or(0, |sign| sign.len() + 1)
    }
}

/// Makes sessions of the outermost items that have items below them.
fn name_sessions(entries: &mut [Entry]) {
    let mut outermost: Option<(usize, Rank)> = None;
    for index in 0..entries.len() {
        let Entry { kind, rank, .. } = entries[index];
        match outermost {
            Some((top, Rank::Body(left))) if matches!(rank, Rank::Body(column) if column > left) => {
                if kind == Kind::Item && entries[top].kind == Kind::Item {
                    entries[top].kind = Kind::Session;
                }
            }
            Some(_) | None => outermost = Some((index, rank)),
        }
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
