//! A note in the forms that other programs fold: nested JSON, and lines indented by tabs.

use std::io::{self, BufRead, Write};

/// A line of a generated note: how deep it is, and its text without its marker.
fn parsed(line: &str) -> (usize, &str) {
    let text = line.trim_start_matches(' ');
    let indent = (line.len() - text.len()) / 2;
    let headings = [("■", 0), ("●", 1), ("・", 2 + indent)];
    let marked = headings.iter().find_map(|(marker, level)| Some((*level, text.strip_prefix(marker)?)));
    marked.unwrap_or((2 + indent, text))
}

/// Each node as an array: its text, then its children.
pub(crate) fn write_json(note: &mut dyn BufRead, to: &mut dyn Write) -> io::Result<()> {
    to.write_all(b"[\"notes\"")?;
    let mut open = Vec::new();
    for line in note.lines() {
        let line = line?;
        let (level, text) = parsed(&line);
        while open.pop_if(|above| *above >= level).is_some() {
            to.write_all(b"]")?;
        }
        to.write_all(b",\n[")?;
        serde_json::to_writer(&mut *to, text)?;
        open.push(level);
    }
    to.write_all("]".repeat(open.len() + 1).as_bytes())
}

/// Each node as a line behind as many tabs as it is deep.
pub(crate) fn write_tabs(note: &mut dyn BufRead, to: &mut dyn Write) -> io::Result<()> {
    let mut above = None;
    for line in note.lines() {
        let line = line?;
        let (level, text) = parsed(&line);
        // No line may be more than one deeper than the one before.
        let level = above.map_or(0, |above: usize| level.min(above + 1));
        above = Some(level);
        to.write_all("\t".repeat(level).as_bytes())?;
        writeln!(to, "{text}")?;
    }
    Ok(())
}
