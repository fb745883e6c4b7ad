//! `TaskPaper`: projects end with a colon, tasks begin with a hyphen, all other lines are notes; `@tags` are those of the note.
//!
//! Older files do not indent what belongs to a project, so a task is below the project in whose column it stands.

use std::collections::HashSet;

use super::super::Reading;
use super::{Words, lines};
use crate::note::entry::{Entry, Kind};
use crate::note::source::Source;

/// What `source` says.
pub(super) fn read(source: &Source) -> Reading {
    let mut tags = Vec::new();
    let mut known = HashSet::new();
    let mut entries: Vec<Entry> = Vec::new();
    for words in lines(source) {
        for (name, _) in tags_of(words.text) {
            if known.insert(name) {
                tags.push(name.to_owned());
            }
        }
        entries.push(entry(&words));
    }
    Reading { entries, tags, ..Reading::default() }
}

fn entry(words: &Words<'_>) -> Entry {
    // A project ranks before everything else in its column.
    let rank = words.column.saturating_mul(2);
    if is_task(words.text) {
        return words.entry(Kind::Item, rank.saturating_add(1), 1);
    }
    if is_project(words.text) {
        let kind = if words.column == 0 { Kind::Session } else { Kind::Section };
        return words.entry(kind, rank, 0);
    }
    words.entry(Kind::Text, rank.saturating_add(1), 0)
}

/// Whether a line without white space around it is a task.
pub(super) fn is_task(text: &str) -> bool {
    text.starts_with("- ")
}

/// Whether a line without white space around it is a project: before its tags stands a colon.
pub(super) fn is_project(text: &str) -> bool {
    let end = tags_of(text).next().map_or(text.len(), |(_, start)| start);
    let name = text.get(..end).unwrap_or_default().trim_end();
    !is_task(text) && name.len() > 1 && name.ends_with(':') && !name.contains("://")
}

/// The tags of a line, and where they begin: `@` after white space, a name, and perhaps a value in brackets.
pub(super) fn tags_of(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.match_indices('@').filter_map(|(start, _)| {
        let before = text.get(..start)?.chars().next_back();
        let after = text.get(start + 1..)?;
        let end = after.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.'));
        let name = after.get(..end.unwrap_or(after.len()))?.trim_end_matches('.');
        (before.is_none_or(char::is_whitespace) && !name.is_empty()).then_some((name, start))
    })
}
