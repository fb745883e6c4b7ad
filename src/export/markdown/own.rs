//! The words of notes that are Markdown already: they are written as they are.

use super::super::document::Item;
use crate::note::entry::Kind;
use crate::note::notation::Family;
use crate::note::source::Source;
use crate::outline::NodeId;

/// Whether an item is of a note that is Markdown itself.
pub(super) fn is_own(item: &Item<'_>) -> bool {
    item.note.family == Family::Markdown
}

/// The level of a heading as its note has it; `None` for what has none, such as a title in front matter.
pub(super) fn level(item: &Item<'_>) -> Option<usize> {
    let marker = item.marker();
    match item.kind()? {
        Kind::Title | Kind::Session | Kind::Section if marker.is_empty() => {
            let id = item.id.filter(|_| name_in_heading(item).is_none()).or(item.id.map(NodeId::next))?;
            Some(underlined(&item.note.source, item.note.outline.get(id)?.text().end))
        }
        Kind::Title | Kind::Session | Kind::Section => {
            Some(marker.bytes().take_while(|&byte| byte == b'#').count()).filter(|&level| level > 0)
        }
        Kind::Item
        | Kind::Arrow
        | Kind::Text
        | Kind::Attribution
        | Kind::Code
        | Kind::Quote
        | Kind::Table
        | Kind::Rule => None,
    }
}

/// The level of a heading whose words end at byte `end`, by what it is underlined with.
fn underlined(source: &Source, end: u32) -> usize {
    let rest = source.slice(end..u32::try_from(source.text().len()).unwrap_or(u32::MAX));
    if rest.trim_start().starts_with('=') { 1 } else { 2 }
}

/// A line that says who speaks: what its note has before the name, and emphasis around what is not emphasised there.
pub(super) fn attribution(item: &Item<'_>) -> String {
    let name = own_line(item.text());
    match item.marker() {
        "" | "**" => format!("**{name}**"),
        marker => format!("{marker} {name}"),
    }
}

/// Who speaks, where the heading says so itself, with the sign before the name.
pub(super) fn name_in_heading(heading: &Item<'_>) -> Option<String> {
    let next = heading.id?.next();
    let node = heading.note.outline.get(next)?;
    let is_in_line = node.kind() == Kind::Attribution && node.line().0 == heading.line();
    let parts = [heading.note.marker_of(next), heading.note.text_of(next)];
    is_in_line.then(|| parts.join(" ").trim_start().to_owned())
}

/// The language of a block of code, where one is named that is none of a fence's signs.
pub(super) fn language<'i>(item: &Item<'i>) -> &'i str {
    let marker = item.marker();
    match item.note.family {
        Family::Markdown => Some(marker.trim_start_matches(['`', '~']).trim())
            .filter(|language| !language.contains('`'))
            .unwrap_or_default(),
        Family::Org => marker.split_whitespace().nth(1).unwrap_or_default(),
        Family::Bullets | Family::Opml | Family::Indented(_) => "",
    }
}

/// The words of a heading in a line, with the name that stands in it.
pub(super) fn heading(item: &Item<'_>) -> String {
    let mut words = own_line(item.text());
    if let Some(name) = name_in_heading(item) {
        words = format!("{words} {name}");
    }
    let before = words.trim_end_matches('#');
    if before.len() < words.len() && (before.is_empty() || before.ends_with([' ', '\t'])) {
        // What was underlined may end with what closes a heading that begins with a sign: a second one closes it.
        return format!("{words} #");
    }
    words
}

fn own_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// The lines of a paragraph or an item. A line that goes on with it begins no block, whatever it looks like: four spaces
/// before it keep it so (`CommonMark` 0.31, 4.4).
pub(super) fn lines(text: &str) -> impl Iterator<Item = String> {
    let is_html = text.starts_with('<');
    text.split('\n').enumerate().map(move |(number, line)| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let words = line.trim_start_matches([' ', '\t']);
        match number {
            0 => line.to_owned(),
            _ if is_html => line.to_owned(),
            _ if looks_like_block(words) => format!("    {words}"),
            _ => words.to_owned(),
        }
    })
}

/// Whether a line could begin a block, or make one of the line before it.
fn looks_like_block(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with(['#', '>', '-', '+', '*', '_', '=', '`', '~', '<', '|', ':'])
        || (rest.len() < words.len() && rest.starts_with(['.', ')']))
}
