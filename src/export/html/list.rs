//! Nested lists, each within the item that it belongs to.

use std::io::{self, Write};

use super::super::document::Item;
use super::super::plain::{Bullet, bullet};
use crate::note::entry::Kind;

/// A list that is open, and its last item with it.
#[derive(Clone, Copy)]
struct Open {
    depth: u32,
    is_numbered: bool,
}

/// The lists that are open, outermost first.
#[derive(Default)]
pub(super) struct Lists(Vec<Open>);

impl Lists {
    /// Opens an item, in a new list where its number, or that it has none, asks for one; closes what is done.
    pub(super) fn open_item(
        &mut self,
        item: &Item<'_>,
        class: &str,
        sink: &mut impl Write,
    ) -> io::Result<()> {
        let number = match (item.kind(), bullet(item.marker())) {
            (Some(Kind::Item), Bullet::Number(number, _)) => Some(number),
            (Some(_) | None, _) => None,
        };
        let list = Open { depth: item.depth, is_numbered: number.is_some() };
        self.close_below(item.depth + 1, sink)?;
        match self.0.last() {
            Some(last) if last.depth == list.depth && last.is_numbered == list.is_numbered => {
                writeln!(sink, "</li>")?;
            }
            Some(_) | None => {
                self.close_below(item.depth, sink)?;
                self.0.push(list);
                writeln!(sink, "{}", if list.is_numbered { "<ol>" } else { "<ul>" })?;
            }
        }
        write!(sink, "<li")?;
        if let Some(number) = number {
            write!(sink, " value=\"{number}\"")?;
        }
        if !class.is_empty() {
            write!(sink, " class=\"{class}\"")?;
        }
        write!(sink, ">")
    }

    /// Closes the lists at `depth` and below.
    pub(super) fn close_below(&mut self, depth: u32, sink: &mut impl Write) -> io::Result<()> {
        while let Some(list) = self.0.pop_if(|list| list.depth >= depth) {
            writeln!(sink, "</li>\n{}", if list.is_numbered { "</ol>" } else { "</ul>" })?;
        }
        Ok(())
    }
}
