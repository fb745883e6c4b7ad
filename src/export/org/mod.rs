//! The selection as Org: headings for sessions and sections, plain lists for all below.
//!
//! A note alone is the file: its title, date and tags are keywords. Among others it is a heading, which bears the tags,
//! and the date as a property. In both cases an option keeps Org from making dashes of `--`. Who speaks in a session, and for whom, are its properties. Lines of text directly below
//! a heading are paragraphs whose lines stay lines; every other line is an item. Notes that are Org already keep their lines.

mod escape;
mod own;

use std::io::{self, Write};

use self::escape::{escaped, escaped_block, escaped_heading, escaped_line};
use super::document::{Document, Heads, Item};
use super::plain::{Bullet, LineWriter, arrow, bullet, lines, one_line, visible};
use super::table;
use crate::note::entry::Kind;
use crate::vault::Note;

/// Writes the document.
pub fn write(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    if own::is_own(document) {
        return own::write(document, sink);
    }
    let mut writer = Writer {
        lines: LineWriter::new(sink),
        last: Block::Start,
        open: Vec::new(),
        last_top_is_heading: false,
    };
    if document.places().any(|(_, node)| node.is_none()) {
        // Before the title, for readers that heed it only from there on.
        writer.lines.line("#+options: -:nil")?;
        writer.last = Block::Free;
    }
    if let Some(note) = document.only_note() {
        writer.keywords(note)?;
    }
    let mut items = document.items(Heads::WhereTitled).peekable();
    let is_title = |first: &Item<'_>| first.id.is_none() && document.only_note().is_some();
    let above = u32::from(items.next_if(is_title).is_some());
    items.try_for_each(|item| writer.item(&item, above))?;
    writer.lines.finish()
}

/// What was written last, which decides whether a blank line must follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Start,
    Heading,
    /// Ended by this line of the note.
    Paragraph(u32),
    List,
    Free,
}

/// Where the children of an open node go.
#[derive(Clone, Copy)]
enum Below {
    Heading,
    /// Items that are indented so far (bytes).
    List(usize),
}

struct Writer<'s, W: Write> {
    lines: LineWriter<'s, W>,
    last: Block,
    /// The nodes of the present branch, by depth.
    open: Vec<Below>,
    last_top_is_heading: bool,
}

impl<W: Write> Writer<'_, W> {
    fn keywords(&mut self, note: &Note) -> io::Result<()> {
        self.lines.line(&format!("#+title: {}", escaped(&one_line(note.name()))))?;
        if let Some(date) = note.header.date {
            self.lines.line(&format!("#+date: {date}"))?;
        }
        if !note.header.tags.is_empty() {
            self.lines.line(&format!("#+filetags: {}", tags(&note.header.tags)))?;
        }
        Ok(())
    }

    fn item(&mut self, item: &Item<'_>, above: u32) -> io::Result<()> {
        self.open.truncate((item.depth - above) as usize);
        if item.is_top {
            if self.last_top_is_heading && !item.is_heading() {
                self.free(std::iter::once("-----".to_owned()))?;
            }
            self.last_top_is_heading = item.is_heading();
        }
        let indent = match self.open.last() {
            None | Some(Below::Heading) => None,
            Some(Below::List(indent)) => Some(*indent),
        };
        let below = match indent {
            None if item.is_heading() => self.heading(item).map(|()| Below::Heading)?,
            None if item.is_plain_text() => self.paragraph(item).map(|()| Below::Heading)?,
            None | Some(_) => match block(item).filter(|_| indent.is_none() && !item.has_children) {
                Some(lines) => self.free(lines).map(|()| Below::Heading)?,
                None => Below::List(self.list_item(item, indent.unwrap_or(0))?),
            },
        };
        self.open.push(below);
        Ok(())
    }

    fn heading(&mut self, item: &Item<'_>) -> io::Result<()> {
        self.blank_line()?;
        let level = self.open.len() + 1;
        let stars = "*".repeat(level);
        self.lines.line(&format!("{stars} {}", escaped_heading(&one_line(item.text()))))?;
        let header = &item.note.header;
        let is_note = item.id.is_none();
        if is_note && !header.tags.is_empty() {
            self.lines.append(&format!(" {}", tags(&header.tags)))?;
        }
        let (speakers, companies) = item.speakers_and_companies();
        let date = header.date.filter(|_| is_note).map(|date| date.to_string());
        let properties = [
            ("DATE", date.unwrap_or_default()),
            ("SPEAKERS", speakers.join(", ")),
            ("COMPANIES", companies.join(", ")),
        ];
        if properties.iter().any(|(_, value)| !value.is_empty()) {
            self.lines.line(":PROPERTIES:")?;
            for (name, value) in properties.iter().filter(|(_, value)| !value.is_empty()) {
                self.lines.line(&format!(":{name}: {}", one_line(value)))?;
            }
            self.lines.line(":END:")?;
        }
        self.last = Block::Heading;
        Ok(())
    }

    /// A block with blank lines around it.
    fn free(&mut self, mut lines: impl Iterator<Item = String>) -> io::Result<()> {
        self.blank_line()?;
        lines.try_for_each(|line| self.lines.line(&line))?;
        self.last = Block::Free;
        Ok(())
    }

    /// A line of a paragraph; it goes on the one before if it stands on the next line of the note.
    fn paragraph(&mut self, item: &Item<'_>) -> io::Result<()> {
        let goes_on = self.last == Block::Paragraph(item.line().wrapping_sub(1));
        if !goes_on {
            self.blank_line()?;
        }
        let mut count = 0;
        for line in lines(item.text()) {
            if goes_on || count > 0 {
                // A hard line break: the note's lines stay lines. The blank keeps it out of a link.
                self.lines.append(" \\\\")?;
            }
            self.lines.line(&escaped_line(&line))?;
            count += 1;
        }
        self.last = Block::Paragraph(item.line() + count - 1);
        Ok(())
    }

    /// An item of a list; returns how far what stands below it is indented.
    fn list_item(&mut self, item: &Item<'_>, indent: usize) -> io::Result<usize> {
        if self.last != Block::List {
            self.blank_line()?;
        }
        let marker = match item.kind() {
            Some(Kind::Item) => bullet(item.marker()),
            Some(_) | None => Bullet::Plain,
        };
        let (sign, word) = match (marker, item.kind()) {
            (Bullet::Number(number, delimiter), _) => (format!("{number}{delimiter} "), String::new()),
            (Bullet::Word(word), _) => ("- ".to_owned(), format!("{word} ")),
            (Bullet::Plain, Some(Kind::Arrow)) => ("- ".to_owned(), format!("{} ", arrow(item.marker()))),
            (Bullet::Plain, _) => ("- ".to_owned(), String::new()),
        };
        let below = indent + sign.len();
        let mut content: Box<dyn Iterator<Item = String>> = match block(item) {
            // No block begins on the line of a bullet.
            Some(block) => Box::new(std::iter::once(String::new()).chain(block)),
            None => Box::new(lines(item.text()).enumerate().map(move |(number, line)| {
                if number == 0 { escaped_line(&format!("{word}{line}")) } else { escaped_line(&line) }
            })),
        };
        let first = content.next().unwrap_or_default();
        self.lines.indented(indent, &format!("{sign}{first}"))?;
        content.try_for_each(|line| self.lines.indented(below, &line))?;
        self.last = Block::List;
        Ok(below)
    }

    fn blank_line(&mut self) -> io::Result<()> {
        if self.last == Block::Start { Ok(()) } else { self.lines.line("") }
    }
}

/// Tags as Org writes them; what cannot stand in one becomes `_`.
fn tags(tags: &[String]) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || "_@#%".contains(c) { c } else { '_' };
    let tags: Vec<String> = tags.iter().map(|tag| tag.chars().map(allowed).collect()).collect();
    format!(":{}:", tags.join(":"))
}

/// The lines of a node that is a block of its own: code, a quotation, a table, a rule.
fn block<'i>(item: &'i Item<'_>) -> Option<Box<dyn Iterator<Item = String> + 'i>> {
    let within = |name: &'static str, lines: Box<dyn Iterator<Item = String> + 'i>| {
        let begin = std::iter::once(format!("#+begin_{name}"));
        let block: Box<dyn Iterator<Item = String> + 'i> =
            Box::new(begin.chain(lines).chain(std::iter::once(format!("#+end_{name}"))));
        Some(block)
    };
    let text = item.text();
    let example = || Box::new(lines(text).map(|line| escaped_block(&line)));
    match item.kind()? {
        Kind::Code => within("example", example()),
        Kind::Quote => within("quote", Box::new(lines(text).map(|line| escaped_line(&line)))),
        Kind::Table => match table::rows(text) {
            Some(rows) => Some(Box::new(rows.map(|cells| {
                let cell = |cell: &String| escaped(&visible(cell)).replace('|', "\\vert{}");
                format!("| {} |", cells.iter().map(cell).collect::<Vec<String>>().join(" | "))
            }))),
            None => within("example", example()),
        },
        Kind::Rule => Some(Box::new(std::iter::once("-----".to_owned()))),
        Kind::Title
        | Kind::Session
        | Kind::Section
        | Kind::Item
        | Kind::Arrow
        | Kind::Text
        | Kind::Attribution => None,
    }
}

#[cfg(test)]
mod tests;
