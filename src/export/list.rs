//! The selection as a plain list, for what takes no markup: indentation and a bullet before each line.
//!
//! Nothing is escaped, since nothing is read as markup; only controls are made visible. Numbers and arrows stand in
//! place of the bullet and after it.

use std::io::{self, Write};

use super::document::{Document, Heads, Item};
use super::plain::{Bullet, arrow, bullet, lines, write_blanks};
use crate::note::entry::Kind;

/// How a plain list looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// What each level is indented by.
    pub(super) indent: &'static str,
    /// What stands before each line, with its space.
    pub(super) bullet: &'static str,
}

/// Writes the document.
pub(super) fn write(document: Document<'_>, look: Look, sink: &mut impl Write) -> io::Result<()> {
    document.items(Heads::AmongOthers).try_for_each(|item| write_item(&item, look, sink))
}

fn write_item(item: &Item<'_>, look: Look, sink: &mut impl Write) -> io::Result<()> {
    let (sign, word) = label(item, look.bullet);
    for (number, line) in lines(item.text()).enumerate() {
        for _ in 0..item.depth {
            sink.write_all(look.indent.as_bytes())?;
        }
        if number == 0 {
            write!(sink, "{sign}{word}")?;
        } else {
            // Further lines of a block stand below its first word.
            write_blanks(look.bullet.chars().count(), sink)?;
        }
        writeln!(sink, "{}", line.trim_end())?;
    }
    Ok(())
}

/// What stands before the words of `item`: its bullet or number, and a sign or word to keep; each with its space.
fn label<'n>(item: &Item<'n>, plain: &'static str) -> (String, String) {
    let keep = |word: &'n str| (plain.to_owned(), format!("{word} "));
    match item.kind() {
        Some(Kind::Item) => match bullet(item.marker()) {
            Bullet::Plain => (plain.to_owned(), String::new()),
            Bullet::Number(number, delimiter) => (format!("{number}{delimiter} "), String::new()),
            Bullet::Word(word) => keep(word),
        },
        Some(Kind::Arrow) => keep(arrow(item.marker())),
        Some(_) | None => (plain.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::testing::{exported, exported_parts};

    #[test]
    fn every_line_is_an_item() {
        let note = "2026-11-23 集い\n■話\n●節\n・- 項\n  => 結論\n2. 二\n";
        let cases = [
            (Format::Tabs, "- 2026-11-23 集い\n- 話\n\t- 節\n\t\t- - 項\n\t\t\t- ⇒ 結論\n\t\t2. 二\n"),
            (Format::Spaces2, "- 2026-11-23 集い\n- 話\n  - 節\n    - - 項\n      - ⇒ 結論\n    2. 二\n"),
            (
                Format::Bullets,
                "• 2026-11-23 集い\n• 話\n    • 節\n        • - 項\n            • ⇒ 結論\n        2. 二\n",
            ),
        ];
        for (format, expected) in cases {
            assert_eq!(exported(note, format), expected, "{format:?}");
        }
    }

    #[test]
    fn notes_among_others_are_nodes() {
        let notes = ["・甲\n", "2026-11-23 集い\n  ・乙\n"];
        let parts = exported_parts(&notes, &[(0, None), (1, None)], Format::Spaces2);
        assert_eq!(parts, "- 0.txt\n  - 甲\n- 2026-11-23 集い\n  - 乙\n");
    }
}
