//! The lines that the selection has in its notes, byte for byte (decoded, in UTF-8), or moved left.
//!
//! Where a node is a piece of markup, as in OPML, whose lines are no use without what stands around them, a subtree is a
//! list of its words, indented by tabs.

use std::io::{self, Write};
use std::ops::Range;

use super::document::{Document, Part};
use super::list::{self, Look};
use super::plain::write_blanks;
use crate::note::entry::Line;
use crate::note::notation::Family;
use crate::note::source::Source;
use crate::outline::NodeId;
use crate::vault::Note;

/// The cells between tab stops, when lines that are indented by tabs are moved left.
const TAB: usize = 4;
/// Nothing but words.
const WORDS: Look = Look { indent: "\t", bullet: "" };

/// Writes the lines of each place with their endings. A last line without an ending gets one.
pub fn write(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    if is_markup(document) {
        return list::write(document, WORDS, sink);
    }
    for Part { note, path, top, .. } in document.parts() {
        let Some(id) = top else {
            write_whole(&note.source, sink)?;
            continue;
        };
        for lines in path.into_iter().map(|id| note.own_lines(id)).chain([note.subtree_lines(id)]) {
            let start = note.source.line_range(lines.start).start;
            let end = note.source.line_range(Line(lines.end.0 - 1)).end;
            ended(&note.source.original(start..end), sink)?;
        }
    }
    Ok(())
}

/// Writes a whole text as it is; for this, no one needs to know its outline.
pub fn write_whole(source: &Source, sink: &mut impl Write) -> io::Result<()> {
    let end = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    ended(&source.original(0..end), sink)
}

/// Whether parts of notes are selected whose lines are markup.
fn is_markup(document: Document<'_>) -> bool {
    document.places().any(|(note, node)| node.is_some() && note.family == Family::Opml)
}

/// Writes `text`, which is a line or several; the last line gets an ending if it has none.
pub(super) fn ended(text: &str, sink: &mut impl Write) -> io::Result<()> {
    sink.write_all(text.as_bytes())?;
    if text.is_empty() || text.ends_with(['\n', '\r']) { Ok(()) } else { sink.write_all(b"\n") }
}

/// As [`write()`], with every line moved left by the indentation of its subtree's top, or of what stands topmost above it; of a line that has less, what it
/// has. An indentation that does not end where it should is written as spaces.
pub fn write_dedented(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    if is_markup(document) {
        return list::write(document, WORDS, sink);
    }
    for Part { note, path, top, .. } in document.parts() {
        let Some(id) = top else {
            write_whole(&note.source, sink)?;
            continue;
        };
        let topmost = note.outline.ancestors(id).last().filter(|_| document.has_path()).unwrap_or(id);
        let margin = margin_of(note, topmost);
        for lines in path.into_iter().map(|id| note.own_lines(id)).chain([note.subtree_lines(id)]) {
            dedented(&note.source, lines, margin, sink)?;
        }
    }
    Ok(())
}

/// The indentation of the line of `id` (cells).
pub(super) fn margin_of(note: &Note, id: NodeId) -> usize {
    let first = note.source.line_range(note.outline.node(id).line());
    indentation(&note.source.original(first), usize::MAX).0
}

/// Writes `lines` moved left by `margin` cells.
pub(super) fn dedented(
    source: &Source,
    lines: Range<Line>,
    margin: usize,
    sink: &mut impl Write,
) -> io::Result<()> {
    for line in lines.start.0..lines.end.0 {
        let text = source.original(source.line_range(Line(line)));
        let (cells, bytes) = indentation(&text, margin);
        // A tab or an ideographic space may reach beyond the margin.
        write_blanks(cells.saturating_sub(margin), sink)?;
        ended(text.get(bytes..).unwrap_or_default(), sink)?;
    }
    Ok(())
}

/// The indentation of `line` up to at least `margin` cells, or as far as it goes: its cells and bytes.
fn indentation(line: &str, margin: usize) -> (usize, usize) {
    let (mut cells, mut bytes) = (0, 0);
    for c in line.chars() {
        let width = match c {
            ' ' => 1,
            '\u{3000}' => 2,
            '\t' => TAB - cells % TAB,
            _ => break,
        };
        if cells >= margin {
            break;
        }
        cells += width;
        bytes += c.len_utf8();
    }
    (cells, bytes)
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::testing::{exported, exported_parts};
    use super::*;

    #[test]
    fn of_markup_the_words_are_written() {
        let text = "<opml><body><outline text=\"R&amp;D\"><outline text=\"b\"><outline text=\"c\"/></outline></outline></body></opml>\n";
        for format in [Format::Text, Format::Dedented] {
            assert_eq!(exported(text, format), text);
            assert_eq!(exported_parts(&[text], &[(0, Some(1))], format), "b\n\tc\n");
        }
    }

    #[test]
    fn the_indentation_ends_at_the_margin_or_past_it() {
        let cases = [
            ("  a", 2, (2, 2)),
            ("    a", 2, (2, 2)),
            (" a", 2, (1, 1)),
            ("\ta", 2, (4, 1)),
            (" \u{3000}a", 2, (3, 4)),
            ("a", 2, (0, 0)),
            ("\n", 2, (0, 0)),
        ];
        for (line, margin, expected) in cases {
            assert_eq!(indentation(line, margin), expected, "{line:?}");
        }
    }
}
