//! The selection as `CommonMark`: headings relative to it, and all that has children as nested lists.
//!
//! A note is headed by its title. Headings deeper than six levels are bold items of a list, and so is what stands
//! below them. Lines of text directly below a heading that have no children are paragraphs, whose lines stay lines;
//! every other line is an item, so that the nesting survives. Arrows become `→` and `⇒` at the start of their item.
//! Code, quotations and tables are blocks of their own. What is selected beside a heading, and is none, is set off by
//! a rule, lest it seem to belong below.
//!
//! The words of a note that is Markdown itself are written as they are, and the blocks below an item as blocks; such a note
//! as a whole keeps its front matter and the levels of its headings.

mod escape;
mod own;

use std::borrow::Cow;
use std::io::{self, Write};

use self::escape::{Place, escaped, escaped_line};
use super::document::{Document, Heads, Item};
use super::plain::{Bullet, LineWriter, arrow, bullet, lines, one_line};
use super::table;
use crate::note::entry::Kind;
use crate::note::notation::{Family, Notation};

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
    let whole = document.only_note().filter(|note| note.family == Family::Markdown);
    let keeps_levels = whole.is_some() && headings == Headings::Hashes;
    let mut writer = Writer {
        lines: LineWriter::new(sink),
        headings,
        keeps_levels,
        last: Block::Start,
        open: Vec::new(),
        last_top_is_heading: false,
        named_line: None,
        parent_is_empty: false,
    };
    let mut front = 0;
    if let Some(note) = whole.filter(|_| keeps_levels) {
        front = Notation::front_matter(&note.source).unwrap_or(0);
        let matter = note.source.slice(0..front);
        if front > 0 {
            writer.free(lines(matter.trim_end()).map(Cow::into_owned))?;
        }
    }
    let heads = if keeps_levels { Heads::AmongOthers } else { Heads::WhereTitled };
    let is_behind = |item: &Item<'_>| item.node().is_none_or(|node| node.text().start >= front);
    document.items(heads).filter(is_behind).try_for_each(|item| writer.item(&item))?;
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
    /// Whether headings have the levels of the note, not those of their places.
    keeps_levels: bool,
    last: Block,
    /// The nodes of the present branch, by depth.
    open: Vec<Below>,
    last_top_is_heading: bool,
    /// The line of the note that the last heading is, whose end may be a node of its own.
    named_line: Option<u32>,
    /// Whether the last item has no words.
    parent_is_empty: bool,
}

impl<W: Write> Writer<'_, W> {
    fn item(&mut self, item: &Item<'_>) -> io::Result<()> {
        let is_first_child = self.open.len() == item.depth as usize;
        self.open.truncate(item.depth as usize);
        if item.is_top {
            let may_mislead = self.headings == Headings::Hashes && !self.keeps_levels;
            if self.last_top_is_heading && !item.is_heading() && may_mislead {
                self.free(std::iter::once("***".to_owned()))?;
            }
            self.last_top_is_heading = item.is_heading();
        }
        let indent = match self.open.last() {
            None if self.headings == Headings::Bold => Some(0),
            None | Some(Below::Heading) => None,
            Some(Below::List(indent)) => Some(*indent),
        };
        if own::is_own(item) && item.kind() == Some(Kind::Attribution) && self.named_line == Some(item.line())
        {
            // The heading has said so.
            self.open.push(Below::Heading);
            return Ok(());
        }
        let kept = if self.keeps_levels { own::level(item) } else { None };
        let level = kept.or_else(|| item.is_heading().then_some(self.open.len() + 1));
        if let Some(level) = level.filter(|&level| indent.is_none() && level <= LOWEST_HEADING) {
            self.heading(level, item)?;
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
        let is_paragraph = own::is_own(item) && item.kind() == Some(Kind::Text);
        if let (Some(indent), false) =
            (indent.filter(|_| self.headings == Headings::Hashes), item.has_children)
            && (is_paragraph || block(item).is_some())
        {
            self.open.push(Below::List(indent));
            return self.block_below(item, indent, is_first_child);
        }
        let indent = indent.unwrap_or(0);
        let width = self.list_item(item, indent, is_first_child)?;
        self.open.push(Below::List(indent + width));
        Ok(())
    }

    fn heading(&mut self, level: usize, item: &Item<'_>) -> io::Result<()> {
        self.named_line = item.id.map(|_| item.line());
        if self.keeps_levels && item.text().contains('\n') {
            let underline = if level == 1 { "===" } else { "---" };
            return self.free(own::lines(item.text()).chain(std::iter::once(underline.to_owned())));
        }
        let text = if own::is_own(item) {
            own::heading(item)
        } else {
            escaped(&one_line(item.text()), Place::Heading)
        };
        self.free(std::iter::once(format!("{} {text}", "#".repeat(level))))
    }

    /// A block below an item, in which it stands.
    fn block_below(&mut self, item: &Item<'_>, indent: usize, is_first_child: bool) -> io::Result<()> {
        // An item that begins with a blank line ends with it.
        if !(is_first_child && self.parent_is_empty) {
            self.blank_line()?;
        }
        let content = block(item).unwrap_or_else(|| Box::new(own::lines(item.text())));
        for line in content {
            self.lines.indented(indent, &line)?;
        }
        self.last = Block::Free;
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
        if self.last == Block::Paragraph(item.line().wrapping_sub(1)) {
            if !own::is_own(item) {
                // A hard line break: the note's lines stay lines.
                self.lines.append("\\")?;
            }
        } else {
            self.blank_line()?;
        }
        let is_attribution = item.kind() == Some(Kind::Attribution);
        let is_own = own::is_own(item);
        let mut count = 0;
        let content: Box<dyn Iterator<Item = String>> = match (is_own, is_attribution) {
            (true, true) => Box::new(std::iter::once(own::attribution(item))),
            (true, false) => Box::new(own::lines(item.text())),
            (false, true) => Box::new(lines(item.text()).map(|line| emphasised("*", &line))),
            (false, false) => Box::new(lines(item.text()).map(|line| escaped_line(&line))),
        };
        for text in content {
            if count > 0 && !is_own {
                self.lines.append("\\")?;
            }
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
        let cannot_begin = is_first_child && !begins_anywhere && !self.parent_is_empty;
        if self.last != Block::List || cannot_begin {
            self.blank_line()?;
        }
        let content = match block(item) {
            Some(block) => block,
            None => item_lines(item, word),
        };
        let is_block = block(item).is_some();
        for (number, line) in content.enumerate() {
            if number == 0 {
                self.lines.indented(indent, &format!("{sign} {line}"))?;
            } else {
                if !is_block && !own::is_own(item) {
                    self.lines.append("\\")?;
                }
                self.lines.indented(indent + width, &line)?;
            }
        }
        self.last = Block::List;
        self.parent_is_empty = item.text().is_empty() && !is_block;
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
fn item_lines<'i>(item: &'i Item<'_>, word: Option<&'i str>) -> Box<dyn Iterator<Item = String> + 'i> {
    let is_heading = item.kind().is_none_or(Kind::is_heading);
    if own::is_own(item) {
        let sign = if is_heading { "**" } else { "" };
        let before = word.map_or_else(|| sign.to_owned(), |word| format!("{word} "));
        return Box::new(own::lines(item.text()).enumerate().map(move |(number, line)| match number {
            0 => format!("{before}{line}{sign}"),
            _ => line,
        }));
    }
    Box::new(escaped_lines(item, word))
}

/// As [`item_lines`], of notes that are no Markdown.
fn escaped_lines<'i>(item: &'i Item<'_>, word: Option<&'i str>) -> impl Iterator<Item = String> + 'i {
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
    let is_own = own::is_own(item);
    match item.kind()? {
        Kind::Code => Some(Box::new(fenced(text, own::language(item)))),
        Kind::Quote if is_own => Some(Box::new(lines(text).map(|line| format!("> {line}")))),
        Kind::Quote => {
            Some(Box::new(lines(text).map(|line| format!("> {}", escaped_line(line.trim_start())))))
        }
        Kind::Table if is_own => Some(Box::new(lines(text).map(|line| line.trim().to_owned()))),
        Kind::Table => Some(match table::rows(text) {
            Some(rows) => Box::new(table_lines(rows)),
            None => Box::new(fenced(text, "")),
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
fn fenced<'i>(text: &'i str, language: &'i str) -> impl Iterator<Item = String> + 'i {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    let first = format!("{fence}{language}");
    let content = lines(text).filter(|_| !text.is_empty()).map(Cow::into_owned);
    std::iter::once(first).chain(content).chain(std::iter::once(fence))
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
