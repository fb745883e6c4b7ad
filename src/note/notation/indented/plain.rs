//! Outlines by indentation alone: every line is an item. Where lines have bullets, as Workflowy writes them, those without
//! are the notes of the item above them.

use super::super::Reading;
use super::{Words, lines, name_sessions};
use crate::note::entry::{Entry, Kind};
use crate::note::source::Source;

/// What `source` says.
pub(super) fn read(source: &Source) -> Reading {
    let (mut all, mut with_bullet) = (0_usize, 0_usize);
    for words in lines(source) {
        all += 1;
        with_bullet += usize::from(words.bullet() > 0);
    }
    let has_bullets = with_bullet * 3 >= all;
    let unmarked = if has_bullets { Kind::Text } else { Kind::Item };
    let entry = |words: Words<'_>| match words.bullet() {
        0 => words.entry(unmarked, words.column, 0),
        marker => words.entry(Kind::Item, words.column, marker),
    };
    let mut entries: Vec<Entry> = lines(source).map(entry).collect();
    if let [first, rest @ ..] = entries.as_mut_slice()
        && is_title(first, rest.first(), has_bullets)
    {
        first.kind = Kind::Title;
    }
    name_sessions(&mut entries);
    Reading { entries, ..Reading::default() }
}

/// Whether the first line names the note: it stands apart, with nothing below it.
fn is_title(first: &Entry, second: Option<&Entry>, has_bullets: bool) -> bool {
    let is_apart = has_bullets || second.is_some_and(|second| second.line.0 > first.line.0 + 1);
    let is_alone = second.is_none_or(|second| second.rank == first.rank);
    first.marker.is_empty() && is_apart && is_alone
}
