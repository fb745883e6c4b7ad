//! The selection as HTML: a page of its own, or the bare list for pasting.

pub mod fragment;
mod list;
pub mod page;

use super::document::Item;
use super::plain::{Bullet, arrow, bullet, lines};
use super::xml::{attribute, escaped};
use crate::note::entry::Kind;
use crate::note::mention::links;

/// `text` with its links; nothing else in it is markup.
fn inline(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    let mut position = 0;
    for (range, url) in links(text) {
        html.push_str(&escaped(text.get(position..range.start).unwrap_or_default()));
        html.extend(["<a href=\"", &attribute(url), "\" rel=\"noreferrer\">", &escaped(url), "</a>"]);
        position = range.end;
    }
    html.push_str(&escaped(text.get(position..).unwrap_or_default()));
    html
}

/// The lines of a text, with breaks between them.
fn inline_lines(text: &str) -> String {
    lines(text).map(|line| inline(&line)).collect::<Vec<_>>().join("<br>\n")
}

/// A block of code.
fn code(text: &str) -> String {
    format!("<pre><code>{}</code></pre>", escaped(text))
}

/// What of a marker stands before the text of an item, since it means something; numbers are those of the list.
fn sign<'n>(item: &Item<'n>) -> Option<&'n str> {
    match item.kind() {
        Some(Kind::Arrow) => Some(arrow(item.marker())),
        Some(Kind::Item) => match bullet(item.marker()) {
            Bullet::Word(word) => Some(word),
            Bullet::Plain | Bullet::Number(..) => None,
        },
        Some(_) | None => None,
    }
}
