//! A subtree as the lines that it has in the note, byte for byte (decoded, in UTF-8).

use crate::note::entry::Line;
use crate::outline::NodeId;
use crate::vault::Note;

/// The lines of a subtree with their endings, or the whole note. A last line without an ending gets one.
pub fn export(note: &Note, top: Option<NodeId>) -> String {
    let Some(id) = top else {
        return ended(note.source.text());
    };
    let lines = note.subtree_lines(id);
    let start = note.source.line_range(lines.start).start;
    let end = note.source.line_range(Line(lines.end.0 - 1)).end;
    ended(note.source.slice(start..end))
}

fn ended(text: &str) -> String {
    let mut text = text.to_owned();
    if !text.is_empty() && !text.ends_with(['\n', '\r']) {
        text.push('\n');
    }
    text
}
