//! Notes that are Org already: their lines are written as they are, but for the stars of headlines, which are those of their
//! places in what is written.

use std::io::{self, Write};

use super::super::document::{Document, Part};
use super::super::text;
use crate::note::entry::Line;
use crate::note::notation::Family;
use crate::outline::NodeId;
use crate::vault::Note;

/// Whether all of `document` is Org, and needs no headlines for notes among others.
pub(super) fn is_own(document: Document<'_>) -> bool {
    let is_part = document.only_note().is_some() || document.places().all(|(_, node)| node.is_some());
    is_part && document.places().all(|(note, _)| note.family == Family::Org)
}

/// Writes the document.
pub(super) fn write(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    if document.only_note().is_some() || document.has_path() {
        return text::write(document, sink);
    }
    let mut last_is_headline = false;
    for Part { note, top, .. } in document.parts() {
        let Some(top) = top else { continue };
        let is_headline = stars(note, top) > 0;
        if last_is_headline && !is_headline {
            // Lest it seem to belong below.
            sink.write_all(b"-----\n")?;
        }
        last_is_headline = is_headline;
        if is_headline {
            promoted(note, top, sink)?;
        } else {
            // At the margin a star would make a headline.
            let is_starred = [note.marker_of(top), note.text_of(top)].concat().starts_with('*');
            let margin = text::margin_of(note, top).saturating_sub(usize::from(is_starred));
            text::dedented(&note.source, note.subtree_lines(top), margin, sink)?;
        }
    }
    Ok(())
}

/// The stars of a headline; 0 of anything else.
fn stars(note: &Note, id: NodeId) -> usize {
    let is_heading = note.outline.node(id).kind().is_heading();
    let stars = note.marker_of(id).bytes().take_while(|&byte| byte == b'*').count();
    if is_heading { stars } else { 0 }
}

/// The subtree of a headline, which gets one star.
fn promoted(note: &Note, top: NodeId, sink: &mut impl Write) -> io::Result<()> {
    let fewer = stars(note, top).saturating_sub(1);
    let headlines = note.outline.subtree(top).filter(|&id| stars(note, id) > 0);
    let mut headlines = headlines.map(|id| note.outline.node(id).line()).peekable();
    let lines = note.subtree_lines(top);
    for line in (lines.start.0..lines.end.0).map(Line) {
        let written = note.source.original(note.source.line_range(line));
        let is_headline = headlines.next_if_eq(&line).is_some();
        text::ended(written.get(if is_headline { fewer } else { 0 }..).unwrap_or_default(), sink)?;
    }
    Ok(())
}
