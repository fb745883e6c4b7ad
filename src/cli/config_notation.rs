//! `midashi config notation FILE`: how a note is read, line by line.

use std::io;
use std::path::PathBuf;

use super::output::{Ink, Output};
use super::{Context, Failure};
use crate::note::entry::{Kind, Line};
use crate::outline::NodeId;
use crate::vault::Note;

/// The cells that the longest name of a kind takes.
const KIND_CELLS: usize = 11;

/// Prints how the note at `path` is read.
pub(super) fn run(context: &Context, path: PathBuf, output: &mut Output) -> Result<(), Failure> {
    let config = context.config()?;
    let vault = context.load_and_warn(&[path], &config)?.vault;
    for (index, note) in vault.notes().enumerate() {
        if index > 0 {
            output.end_line()?;
        }
        head(note, output)?;
        lines(note, output)?;
    }
    Ok(())
}

/// The notation, and how sure that is.
fn head(note: &Note, output: &mut Output) -> io::Result<()> {
    output.ink(Ink::Bold, note.path.text())?;
    let sure = note.notation.family_of(note.path.text(), &note.source).confidence.percent();
    let (name, encoding) = (note.notation_name(), note.source.encoding());
    output.text(&tr!(": {name}, {sure} % sure, {encoding}", name, sure, encoding))?;
    output.end_line()
}

/// Each line that is not blank: its number, what it is, how deep it stands, and its text; the people that a line names.
fn lines(note: &Note, output: &mut Output) -> io::Result<()> {
    let digits = note.source.line_count().to_string().len();
    let mut nodes = note.outline.ids().peekable();
    let mut open: Option<NodeId> = None;
    for line in note.source.lines() {
        let text = note.source.slice(note.source.line_content(line));
        let mut is_first = true;
        while let Some(id) = nodes.next_if(|&id| note.outline.node(id).line() <= line) {
            row(note, id, line, digits, output)?;
            open = Some(id);
            is_first = false;
        }
        if !is_first || text.trim().is_empty() {
            continue;
        }
        let is_inside = open.is_some_and(|id| last_line(note, id) >= line);
        output.ink(
            Ink::Dim,
            &format!("{:>digits$} {:KIND_CELLS$} ", line.number(), if is_inside { "" } else { "-" }),
        )?;
        output.ink(Ink::Dim, text)?;
        output.end_line()?;
    }
    Ok(())
}

fn row(note: &Note, id: NodeId, line: Line, digits: usize, output: &mut Output) -> io::Result<()> {
    let node = note.outline.node(id);
    output.ink(Ink::Dim, &format!("{:>digits$} ", line.number()))?;
    let ink = if node.kind().is_heading() { Ink::Bold } else { Ink::Plain };
    output.ink(ink, &format!("{:KIND_CELLS$} ", node.kind().name()))?;
    output.text(&"  ".repeat(node.depth() as usize))?;
    let marker = note.marker_of(id);
    if !marker.is_empty() {
        output.ink(Ink::Dim, marker)?;
        output.text(" ")?;
    }
    output.ink(ink, note.text_of(id).lines().next().unwrap_or_default())?;
    if node.kind() == Kind::Session {
        let people = note.attribution_of(id);
        for (what, names) in [(tr!("speakers"), &people.speakers), (tr!("companies"), &people.companies)] {
            if !names.is_empty() {
                output.ink(Ink::Accent, &format!("  [{what}: {}]", names.join(", ")))?;
            }
        }
    }
    output.end_line()
}

/// The line that the text of a node ends on.
fn last_line(note: &Note, id: NodeId) -> Line {
    let text = note.outline.node(id).text();
    note.source.line_of(text.end.saturating_sub(1).max(text.start))
}
