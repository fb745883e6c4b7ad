//! The index as text: an entity on a line, below it the sessions that it stands under, then the lines that mention it.

use std::io;
use std::ops::Range;

use crate::cli::output::{Ink, Output};
use crate::outline::NodeId;
use crate::text::slice;
use crate::vault::listing::{Entry, Group, Listing};
use crate::vault::{NoteId, Vault};

/// About so many bytes of a line are shown on either side of the name that it mentions.
const AROUND: usize = 60;

/// Prints what is listed of `only` one group, or of all, with a blank line between them.
pub(super) fn print(
    vault: &Vault,
    listing: &Listing,
    only: Option<Group>,
    output: &mut Output,
) -> io::Result<()> {
    let outline = &listing.tree().note(NoteId(0)).outline;
    let mut is_first = true;
    for id in outline.ids() {
        let Some(entry) = listing.entry(id) else { continue };
        let group = listing.group(id);
        if only.is_some() && group != only {
            continue;
        }
        let name = || listing.tree().note(NoteId(0)).text_of(id);
        match entry {
            Entry::Group(_) if is_first => is_first = false,
            Entry::Group(_) => output.end_line()?,
            Entry::Entity((group, position)) => {
                heading(output, group, name(), &aside(listing, group, position as usize))?;
            }
            Entry::Link(_) => {
                heading(output, Group::Links, name(), "")?;
                reference(vault, listing, id, output)?;
            }
            Entry::Session(_) | Entry::Node(_) | Entry::Mention { .. } => {
                reference(vault, listing, id, output)?;
            }
        }
    }
    Ok(())
}

/// What is said of an entity behind its name: who belongs to it, or how often it stands in the notes.
fn aside(listing: &Listing, group: Group, position: usize) -> String {
    let index = listing.index();
    match group {
        Group::Speakers => index.speakers[position].companies.join(", "),
        Group::Companies => index.companies[position].speakers.join(", "),
        Group::Tags => {
            let count = index.tags[position].count;
            tr_count!(count, "once" | "{count} times", count)
        }
        Group::Dates | Group::Links => String::new(),
    }
}

fn heading(output: &mut Output, group: Group, name: &str, aside: &str) -> io::Result<()> {
    output.ink(Ink::Dim, group.noun())?;
    output.text("  ")?;
    output.ink(Ink::Bold, if group == Group::Tags { name.trim_start_matches('#') } else { name })?;
    if !aside.is_empty() {
        output.ink(Ink::Accent, &format!("  {aside}"))?;
    }
    output.end_line()
}

/// `path:line  text` of what a row leads to, with `~` before a mention, and the session that it stands in.
fn reference(vault: &Vault, listing: &Listing, id: NodeId, output: &mut Output) -> io::Result<()> {
    let Some(place) = listing.place(id) else { return Ok(()) };
    let (note, Some(node)) = (vault.note(place.note), place.node) else { return Ok(()) };
    let is_mention = matches!(listing.entry(id), Some(Entry::Mention { .. }));
    let line = note.outline.node(node).line().number();
    let mark = if is_mention { "  ~ " } else { "    " };
    output.ink(Ink::Dim, &format!("{mark}{}:{line}", note.path))?;
    let text = note.text_of(node);
    let highlights = listing.highlights(id, text);
    // A link stands above this line already.
    if !matches!(listing.entry(id), Some(Entry::Link(_))) {
        output.text("  ")?;
        excerpt(output, text, &highlights)?;
    }
    if let Some(session) = note.outline.session_of(node).filter(|&session| session != node) {
        output.ink(Ink::Dim, &format!("  › {}", note.text_of(session)))?;
    }
    output.end_line()
}

/// `text` with what is highlighted; of a long one the surroundings of that.
fn excerpt(output: &mut Output, text: &str, highlights: &[Range<usize>]) -> io::Result<()> {
    let mut shown = match (highlights.first(), highlights.last()) {
        (Some(first), Some(last)) if text.len() > 4 * AROUND => {
            first.start.saturating_sub(AROUND)..text.len().min(last.end.min(first.end + AROUND) + AROUND)
        }
        _ => 0..text.len(),
    };
    while !text.is_char_boundary(shown.start) {
        shown.start -= 1;
    }
    while !text.is_char_boundary(shown.end) {
        shown.end += 1;
    }
    if shown.start > 0 {
        output.ink(Ink::Dim, "…")?;
    }
    let mut position = shown.start;
    for range in highlights.iter().filter(|range| range.end <= shown.end) {
        output.text(slice(text, position..range.start))?;
        output.ink(Ink::Match, slice(text, range.clone()))?;
        position = range.end;
    }
    output.text(slice(text, position..shown.end))?;
    if shown.end < text.len() {
        output.ink(Ink::Dim, "…")?;
    }
    Ok(())
}
