//! Headings and lists are where another implementation of `CommonMark`, which midashi is not built on, finds them.
//!
//! Left out is what the two read differently, all of it at the edges of lists and nothing that people write: items without
//! words before lines that would go on with them, HTML in such, and definitions of links that are underlined.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use midashi::note::entry::Kind;
use midashi::note::notation::{Family, Notation};
use midashi::note::source::Source;
use midashi::outline::NodeId;
use midashi::vault::Note;
use proptest::prelude::*;

/// What is compared: its line (1-based), and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    /// A heading outside of lists and quotations, by its last line (for comrak the definitions of links that stand before its
    /// words belong to it) and its level.
    Heading(u64, u8),
    /// An item outside of quotations, by how many items it stands in.
    Item(u64, usize),
}

/// What stands in no quotation, as comrak reads it.
fn of_comrak(text: &str) -> Vec<Block> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    let root = parse_document(&arena, text, &options);
    let mut blocks = Vec::new();
    for node in root.descendants() {
        let data = node.data.borrow();
        let (line, last_line) = (data.sourcepos.start.line as u64, data.sourcepos.end.line as u64);
        let above = |is: fn(&NodeValue) -> bool| {
            node.ancestors().skip(1).filter(|above| is(&above.data.borrow().value)).count()
        };
        let quotes = above(|value| matches!(value, NodeValue::BlockQuote));
        let items = above(is_item);
        if quotes > 0 {
            continue;
        }
        if is_item(&data.value) {
            blocks.push(Block::Item(line, items));
        } else if let (NodeValue::Heading(heading), 0) = (&data.value, items) {
            blocks.push(Block::Heading(last_line, heading.level));
        }
    }
    blocks
}

fn is_item(value: &NodeValue) -> bool {
    matches!(value, NodeValue::Item(_) | NodeValue::TaskItem(_))
}

/// The same as the outline of midashi has it.
fn of_midashi(text: &str) -> Vec<Block> {
    let notation = Notation::bundled().only(Family::Markdown);
    let note = Note::parse("note.md", Source::from_text(text), notation.into());
    let block = |id: NodeId| {
        let node = note.outline.node(id);
        let line = node.line().number();
        match node.kind() {
            Kind::Title | Kind::Session | Kind::Section => {
                let hashes = note.marker_of(id).len();
                if hashes > 0 {
                    return Some(Block::Heading(line, u8::try_from(hashes).unwrap()));
                }
                let end = node.text().end;
                let rest = note.source.slice(end..u32::try_from(note.source.text().len()).unwrap());
                let underline = rest.trim_start();
                let line = note.source.line_of(end + u32::try_from(rest.len() - underline.len()).unwrap());
                Some(Block::Heading(line.number(), if underline.starts_with('=') { 1 } else { 2 }))
            }
            Kind::Item => {
                let is_item = |above: &NodeId| note.outline.node(*above).kind() == Kind::Item;
                Some(Block::Item(line, note.outline.ancestors(id).filter(is_item).count()))
            }
            Kind::Arrow
            | Kind::Text
            | Kind::Attribution
            | Kind::Code
            | Kind::Quote
            | Kind::Table
            | Kind::Rule => None,
        }
    };
    note.outline.ids().filter_map(block).collect()
}

proptest! {
    #[test]
    fn headings_and_items_are_where_the_reference_finds_them(
        text in "x\n\n(( {1,5}|\t| {0,3}> ?)?(#{1,7} |[-*+] |[-*+]\t|1\\. |2\\. |10\\) |- - |- 1\\. |[*] > |```|~~~|\\[x\\] |- \\[x\\] d)?[a-c漢]{1,2}([ _*`#|\\\\]|  )?(\n|\n|\n\n|\n===\n|\n---\n|\n\\*\\*\\*\n))*"
    ) {
        prop_assert_eq!(of_midashi(&text), of_comrak(&text), "{:?}", text);
    }
}
