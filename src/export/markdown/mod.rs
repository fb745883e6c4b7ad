//! The selection as `CommonMark`: headings relative to it, and all that has children as nested lists.
//!
//! A note is headed by its title. Headings deeper than six levels are bold items of a list, and so is what stands
//! below them. Lines of text directly below a heading that have no children are paragraphs, whose lines stay lines;
//! every other line is an item, so that the nesting survives. Arrows become `→` and `⇒` at the start of their item.
//! Code, quotations and tables are blocks of their own. What is selected beside a heading, and is none, is set off by
//! a rule, lest it seem to belong below.

mod escape;

use std::borrow::Cow;
use std::io::{self, Write};

use self::escape::{Place, escaped, escaped_line};
use super::document::{Document, Heads, Item};
use super::plain::{Bullet, LineWriter, arrow, bullet, lines, one_line};
use super::table;
use crate::note::entry::Kind;

/// The lowest heading there is.
const LOWEST_HEADING: usize = 6;

/// How headings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headings {
    /// As headings.
    Hashes,
    /// As bold items of a list, so that the whole is one list.
    Bold,
}

/// Writes the document.
pub fn write(document: Document<'_>, headings: Headings, sink: &mut impl Write) -> io::Result<()> {
    let mut writer = Writer {
        lines: LineWriter::new(sink),
        headings,
        last: Block::Start,
        open: Vec::new(),
        last_top_is_heading: false,
    };
    document.items(Heads::WhereTitled).try_for_each(|item| writer.item(&item))?;
    writer.lines.finish()
}

/// What was written last, which decides whether a blank line must follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Start,
    /// A heading, or another block that stands free.
    Free,
    /// Ended by this line of the note.
    Paragraph(u32),
    List,
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
    headings: Headings,
    last: Block,
    /// The nodes of the present branch, by depth.
    open: Vec<Below>,
    last_top_is_heading: bool,
}

impl<W: Write> Writer<'_, W> {
    fn item(&mut self, item: &Item<'_>) -> io::Result<()> {
        let is_first_child = self.open.len() == item.depth as usize;
        self.open.truncate(item.depth as usize);
        if item.is_top {
            if self.last_top_is_heading && !item.is_heading() && self.headings == Headings::Hashes {
                self.free(std::iter::once("***".to_owned()))?;
            }
            self.last_top_is_heading = item.is_heading();
        }
        let indent = match self.open.last() {
            None if self.headings == Headings::Bold => Some(0),
            None | Some(Below::Heading) => None,
            Some(Below::List(indent)) => Some(*indent),
        };
        if item.is_heading() && indent.is_none() && self.open.len() < LOWEST_HEADING {
            self.heading(self.open.len() + 1, item.text())?;
            self.open.push(Below::Heading);
            return Ok(());
        }
        if let (None, false) = (indent, item.has_children) {
            if item.is_plain_text() {
                self.open.push(Below::Heading);
                return self.paragraph(item);
            }
            if let Some(block) = block(item) {
                self.open.push(Below::Heading);
                return self.free(block);
            }
        }
        let indent = indent.unwrap_or(0);
        let width = self.list_item(item, indent, is_first_child)?;
        self.open.push(Below::List(indent + width));
        Ok(())
    }

    fn heading(&mut self, level: usize, text: &str) -> io::Result<()> {
        let text = escaped(&one_line(text), Place::Heading);
        self.free(std::iter::once(format!("{:#<level$} {text}", "")))
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
        if self.last == Block::Paragraph(item.line().wrapping_sub(1)) {
            // A hard line break: the note's lines stay lines.
            self.lines.append("\\")?;
        } else {
            self.blank_line()?;
        }
        let is_attribution = item.kind() == Some(Kind::Attribution);
        let mut count = 0;
        for line in lines(item.text()) {
            if count > 0 {
                self.lines.append("\\")?;
            }
            let text = if is_attribution { emphasised("*", &line) } else { escaped_line(&line) };
            self.lines.line(&text)?;
            count += 1;
        }
        self.last = Block::Paragraph(item.line() + count - 1);
        Ok(())
    }

    /// An item of a list; returns how far its content is indented from its bullet.
    fn list_item(&mut self, item: &Item<'_>, indent: usize, is_first_child: bool) -> io::Result<usize> {
        let marker = match item.kind() {
            Some(Kind::Item) => bullet(item.marker()),
            Some(_) | None => Bullet::Plain,
        };
        let (sign, word) = match marker {
            Bullet::Plain => ("-".to_owned(), None),
            Bullet::Number(number, delimiter) => (format!("{number}{delimiter}"), None),
            Bullet::Word(word) => ("-".to_owned(), Some(word)),
        };
        let width = sign.len() + 1;
        // Within a paragraph, such as the line of the parent, an item begins only with `1.` or a bullet, and not
        // without words.
        let begins_anywhere = !item.text().is_empty() && matches!(sign.as_str(), "-" | "1." | "1)");
        if self.last != Block::List || (is_first_child && !begins_anywhere) {
            self.blank_line()?;
        }
        let content = match block(item) {
            Some(block) => block,
            None => Box::new(item_lines(item, word)),
        };
        let is_block = block(item).is_some();
        for (number, line) in content.enumerate() {
            if number == 0 {
                self.lines.line(&format!("{:indent$}{sign} {line}", ""))?;
            } else {
                if !is_block {
                    self.lines.append("\\")?;
                }
                self.lines.line(&format!("{:1$}{line}", "", indent + width))?;
            }
        }
        self.last = Block::List;
        Ok(width)
    }

    fn blank_line(&mut self) -> io::Result<()> {
        if self.last == Block::Start { Ok(()) } else { self.lines.line("") }
    }
}

/// `text` between signs of emphasis; nothing where there is nothing to emphasise.
fn emphasised(sign: &str, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { String::new() } else { format!("{sign}{}{sign}", escaped(text, Place::Within)) }
}

/// The lines of an item that is no block.
fn item_lines<'i>(item: &'i Item<'_>, word: Option<&'i str>) -> impl Iterator<Item = String> + 'i {
    lines(item.text()).enumerate().map(move |(number, line)| match (number, item.kind()) {
        (_, None | Some(Kind::Session | Kind::Section)) => emphasised("**", &line),
        (0, Some(Kind::Arrow)) => format!("{} {}", arrow(item.marker()), escaped(&line, Place::Within)),
        (0, Some(_)) => match word {
            Some(task @ ("[ ]" | "[x]" | "[X]")) => format!("{task} {}", escaped_line(&line)),
            Some(word) => escaped_line(&format!("{word} {line}")),
            None => escaped_line(&line),
        },
        (_, Some(_)) => escaped_line(&line),
    })
}

/// The lines of a node that is a block of its own: code, a quotation, a table, a rule.
fn block<'i>(item: &'i Item<'_>) -> Option<Box<dyn Iterator<Item = String> + 'i>> {
    let text = item.text();
    match item.kind()? {
        Kind::Code => Some(Box::new(fenced(text))),
        Kind::Quote => {
            Some(Box::new(lines(text).map(|line| format!("> {}", escaped_line(line.trim_start())))))
        }
        Kind::Table => Some(match table::rows(text) {
            Some(rows) => Box::new(table_lines(rows)),
            None => Box::new(fenced(text)),
        }),
        Kind::Rule => Some(Box::new(std::iter::once("***".to_owned()))),
        Kind::Title
        | Kind::Session
        | Kind::Section
        | Kind::Item
        | Kind::Arrow
        | Kind::Text
        | Kind::Attribution => None,
    }
}

/// Code, in a fence that is longer than any within it.
fn fenced(text: &str) -> impl Iterator<Item = String> {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    std::iter::once(fence.clone()).chain(lines(text).map(Cow::into_owned)).chain(std::iter::once(fence))
}

fn table_lines<'n>(rows: impl Iterator<Item = Vec<String>> + 'n) -> impl Iterator<Item = String> + 'n {
    rows.enumerate().flat_map(|(number, cells)| {
        let row: Vec<String> = cells.iter().map(|cell| escaped(cell, Place::Cell)).collect();
        let below = (number == 0).then(|| format!("{}|", "| --- ".repeat(cells.len())));
        std::iter::once(format!("| {} |", row.join(" | "))).chain(below)
    })
}

#[cfg(test)]
mod tests;
