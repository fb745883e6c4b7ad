//! A page that stands alone: no script, nothing loaded from elsewhere, which its content security policy forbids.
//!
//! Sessions and sections can be folded, with the keyboard as well (`details`); who speaks is seen on a folded session.
//! Sessions are listed first, or at the side of a wide window. In print everything folded is opened.

mod language;

use std::io::{self, Write};

use self::language::Language;
use super::super::document::{Document, Heads, Item};
use super::super::plain::one_line;
use super::super::table;
use super::list::Lists;
use super::{code, inline, inline_lines, sign};
use crate::export::xml::{attribute, escaped};
use crate::note::entry::Kind;
use crate::vault::Note;

/// How the page looks.
const STYLE: &str = include_str!("page.css");

/// With fewer sessions than this there is no list of them.
const LEAST_LISTED: usize = 3;

/// Writes the document.
pub fn write(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    let language = Language::of(document);
    let title = attribute(&one_line(document.name()));
    writeln!(sink, "<!DOCTYPE html>\n<html{}>\n<head>\n<meta charset=\"utf-8\">", language.attribute())?;
    writeln!(
        sink,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"midashi\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>"
    )?;
    // The one note, or the one heading, that the page is about is its headline.
    let mut items = document.items(Heads::WhereTitled).peekable();
    let note = document.only_note();
    let is_about_one = document.places().count() == 1;
    let headline =
        items.next_if(|first| is_about_one && first.is_heading() && first.id.is_some() == note.is_none());
    if headline.is_some() || note.is_some() {
        write_header(document.name(), note, sink)?;
    }
    write_contents(document, headline.is_some(), language, sink)?;
    writeln!(sink, "<main>")?;
    let mut body = Body {
        sink,
        open: Vec::new(),
        lists: Lists::default(),
        paragraph: None,
        above: u32::from(headline.is_some()),
        headline: 1 + usize::from(headline.is_some() || note.is_some()),
        sessions: 0,
    };
    items.try_for_each(|item| body.item(&item))?;
    body.close(0)?;
    writeln!(sink, "</main>\n</body>\n</html>")
}

fn write_header(name: &str, note: Option<&Note>, sink: &mut impl Write) -> io::Result<()> {
    writeln!(sink, "<header>\n<h1>{}</h1>", inline(&one_line(name)))?;
    let header = note.map(|note| &note.header);
    let date = header.and_then(|header| header.date);
    let tags = header.map_or(&[][..], |header| &header.tags);
    if date.is_some() || !tags.is_empty() {
        let date = date.map(|date| format!("<time datetime=\"{date}\">{date}</time>"));
        let tags = tags.iter().map(|tag| format!("<span>#{}</span>", escaped(tag)));
        let all: Vec<String> = date.into_iter().chain(tags).collect();
        writeln!(sink, "<p class=\"about\">{}</p>", all.join(" "))?;
    }
    writeln!(sink, "</header>")
}

/// The list of the sessions below the headline.
fn write_contents(
    document: Document<'_>,
    has_headline: bool,
    language: Language,
    sink: &mut impl Write,
) -> io::Result<()> {
    let items = document.items(Heads::WhereTitled).skip(usize::from(has_headline));
    let sessions = items.filter(|item| item.kind() == Some(Kind::Session));
    if sessions.clone().take(LEAST_LISTED).count() < LEAST_LISTED {
        return Ok(());
    }
    writeln!(sink, "<nav aria-label=\"{}\">\n<ol>", language.contents())?;
    for (number, session) in (1..).zip(sessions) {
        let title = escaped(&one_line(session.text()));
        writeln!(sink, "<li><a href=\"#session-{number}\">{title}</a>{}</li>", who(&session))?;
    }
    writeln!(sink, "</ol>\n</nav>")
}

/// Who speaks in a session, and for whom.
fn who(session: &Item<'_>) -> String {
    let (speakers, companies) = session.speakers_and_companies();
    let names: Vec<String> = [speakers, companies]
        .iter()
        .filter(|names| !names.is_empty())
        .map(|names| names.join("、"))
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(" <span class=\"who\">{}</span>", escaped(&names.join(" · ")))
    }
}

/// A node of the present branch, and what closes it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// A heading, around what stands below it.
    Heading,
    Other,
}

struct Body<'s, W: Write> {
    sink: &'s mut W,
    open: Vec<Open>,
    lists: Lists,
    /// The line of the note on which the paragraph ends that is open, if one is.
    paragraph: Option<u32>,
    /// The depth of the document's top nodes: that of what stands below the headline.
    above: u32,
    /// The level of the highest headings.
    headline: usize,
    sessions: u32,
}

impl<W: Write> Body<'_, W> {
    fn item(&mut self, item: &Item<'_>) -> io::Result<()> {
        let depth = (item.depth - self.above) as usize;
        let is_free = depth.checked_sub(1).is_none_or(|above| self.open.get(above) == Some(&Open::Heading));
        if is_free && item.is_plain_text() && self.goes_on(item) {
            write!(self.sink, "<br>\n{}", inline_lines(item.text()))?;
            self.paragraph = Some(last_line(item));
            return Ok(());
        }
        self.close(depth)?;
        if is_free && item.is_heading() {
            return self.heading(item);
        }
        self.open.push(Open::Other);
        if is_free && item.is_plain_text() {
            self.lists.close_below(0, self.sink)?;
            let class = if item.kind() == Some(Kind::Attribution) { " class=\"by\"" } else { "" };
            write!(self.sink, "<p{class}>{}", inline_lines(item.text()))?;
            self.paragraph = Some(last_line(item));
            return Ok(());
        }
        if let Some(block) = block(item).filter(|_| is_free && !item.has_children) {
            self.lists.close_below(0, self.sink)?;
            return writeln!(self.sink, "{block}");
        }
        let class = match item.kind() {
            Some(Kind::Arrow) => "arrow",
            Some(Kind::Text | Kind::Attribution | Kind::Title) => "text",
            Some(Kind::Code | Kind::Quote | Kind::Table | Kind::Rule) => "block",
            Some(Kind::Item) if sign(item).is_some() => "sign",
            Some(Kind::Session | Kind::Section | Kind::Item) | None => "",
        };
        self.lists.open_item(item, class, self.sink)?;
        if let Some(sign) = sign(item) {
            write!(self.sink, "<span>{}</span> ", escaped(sign))?;
        }
        write!(self.sink, "{}", block(item).unwrap_or_else(|| inline_lines(item.text())))
    }

    fn heading(&mut self, item: &Item<'_>) -> io::Result<()> {
        let level = (self.open.len() + self.headline).min(6);
        let (class, anchor) = match item.kind() {
            Some(Kind::Session) => {
                self.sessions += 1;
                ("session", format!(" id=\"session-{}\"", self.sessions))
            }
            Some(_) => ("section", String::new()),
            None => ("note", String::new()),
        };
        let text = inline(&one_line(item.text()));
        self.lists.close_below(0, self.sink)?;
        if item.has_children {
            let who = who(item);
            self.open.push(Open::Heading);
            writeln!(self.sink, "<details class=\"{class}\"{anchor} open>")?;
            writeln!(self.sink, "<summary><h{level}>{text}</h{level}>{who}</summary>\n<div>")
        } else {
            self.open.push(Open::Other);
            writeln!(self.sink, "<div class=\"{class}\"{anchor}><h{level}>{text}</h{level}></div>")
        }
    }

    /// Whether the words of `item` go on a paragraph that ended on the line before.
    fn goes_on(&self, item: &Item<'_>) -> bool {
        self.paragraph.is_some_and(|last| last.checked_add(1) == Some(item.line()))
    }

    /// Closes what is open at `depth` and below, but for lists, in which a next item may follow.
    fn close(&mut self, depth: usize) -> io::Result<()> {
        if self.paragraph.take().is_some() {
            writeln!(self.sink, "</p>")?;
        }
        while self.open.len() > depth {
            if self.open.pop() == Some(Open::Heading) {
                self.lists.close_below(0, self.sink)?;
                writeln!(self.sink, "</div>\n</details>")?;
            }
        }
        if depth == 0 { self.lists.close_below(0, self.sink) } else { Ok(()) }
    }
}

/// The line of the note on which the words of `item` end, 0-based.
fn last_line(item: &Item<'_>) -> u32 {
    let further = u32::try_from(item.text().matches('\n').count()).unwrap_or(u32::MAX);
    item.line().saturating_add(further)
}

/// A node that is a block of its own: code, a quotation, a table, a rule.
fn block(item: &Item<'_>) -> Option<String> {
    let text = item.text();
    match item.kind()? {
        Kind::Code => Some(code(text)),
        Kind::Quote => Some(format!("<blockquote>{}</blockquote>", inline_lines(text))),
        Kind::Table => Some(table::rows(text).map_or_else(|| code(text), table_of)),
        Kind::Rule => Some("<hr>".to_owned()),
        Kind::Title
        | Kind::Session
        | Kind::Section
        | Kind::Item
        | Kind::Arrow
        | Kind::Text
        | Kind::Attribution => None,
    }
}

fn table_of(rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut html = String::from("<table>\n");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            html.extend(["<td>", &inline(&cell), "</td>"]);
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>");
    html
}

#[cfg(test)]
mod tests;
