//! Markdown as a person reads it, and as midashi reads what it has written itself.

use std::sync::Arc;

use midashi::export::{Document, Format, to_string};
use midashi::note::entry::Kind;
use midashi::note::notation::Notation;
use midashi::note::source::Source;
use midashi::outline::check::assert_marked_up;
use midashi::vault::{Note, NoteId, Place, Vault};

const PAPERS: &str = include_str!("../notes/papers.md");

fn parse(text: &str) -> Note {
    let note = Note::parse("n.md", Source::from_text(text), Arc::new(Notation::bundled()));
    assert_marked_up(&note.source, &note.outline);
    note
}

/// The nodes: line, depth, kind, marker, words.
fn nodes(note: &Note) -> Vec<(u64, u32, Kind, &str, &str)> {
    let node = |id| {
        let node = note.outline.node(id);
        (node.line().number(), node.depth(), node.kind(), note.marker_of(id), note.text_of(id))
    };
    note.outline.ids().map(node).collect()
}

#[test]
fn a_note_is_read_as_a_person_reads_it() {
    let note = parse(PAPERS);
    let expected = [
        (2, 0, Kind::Text, "title:", "紙の夜会"),
        (3, 0, Kind::Text, "date:", "2026-10-03"),
        (4, 0, Kind::Text, "tags:", "[紙, outline]"),
        (5, 0, Kind::Text, "speakers:", "若葉 奏"),
        (8, 0, Kind::Title, "#", "紙の夜会 2026"),
        (10, 0, Kind::Text, "", "Notes taken *by hand*,\nthen typed."),
        (13, 0, Kind::Session, "##", "Fold, Don't Scroll"),
        (15, 1, Kind::Attribution, "**Speaker:**", "June Halloway (Paper Lantern Labs)"),
        (17, 1, Kind::Item, "- [x]", "fold the page"),
        (18, 2, Kind::Item, "-", "along the grain"),
        (19, 1, Kind::Item, "- [ ]", "see [the slides](https://example.org/fold)"),
        (21, 1, Kind::Code, "```rust", "fn fold() {\n\n    todo!();\n}"),
        (28, 1, Kind::Quote, ">", "紙は折れば\n二枚になる"),
        (31, 0, Kind::Session, "##", "罫線"),
        (33, 1, Kind::Table, "", "| 線 | 幅 |\n|----|----|\n| ─ | 1 |"),
        (37, 1, Kind::Item, "1.", "引く"),
        (38, 1, Kind::Item, "2.", "消す"),
        (40, 2, Kind::Text, "", "もういちど"),
        (42, 1, Kind::Rule, "***", ""),
        (44, 1, Kind::Section, "###", "付録"),
        (46, 2, Kind::Text, "", "<details>いつか</details>"),
        (48, 2, Kind::Text, "", "[slides]: https://example.org/slides"),
    ];
    assert_eq!(nodes(&note), expected);
    assert_eq!(note.notation_name(), "markdown");
    assert_eq!(note.header.title.as_deref(), Some("紙の夜会 2026"));
    assert_eq!(note.header.date.map(|date| date.to_string()).as_deref(), Some("2026-10-03"));
    assert_eq!(note.header.tags, ["紙", "outline"]);
    let speakers = note.attribution_of(note.outline.sessions()[0]);
    assert_eq!(
        (speakers.speakers, speakers.companies),
        (vec!["June Halloway".to_owned()], vec!["Paper Lantern Labs".to_owned()])
    );
}

#[test]
fn what_is_exported_as_markdown_nests_as_it_did() {
    let export = |note: Note| {
        let vault = Vault::new(vec![note]);
        to_string(Document::new(&vault, &[Place { note: NoteId(0), node: None }]), Format::Markdown)
    };
    let body = PAPERS.split_once("---\n\n").unwrap().1;
    let first = export(parse(body));
    // Text below an item is written as an item: what nests how is what stays.
    let shape = |note: &Note| {
        let nodes = note.outline.ids().map(|id| note.outline.node(id));
        nodes.map(|node| (node.depth(), node.kind().is_heading())).collect::<Vec<_>>()
    };
    assert_eq!(shape(&parse(&first)), shape(&parse(body)), "{first}");
}
