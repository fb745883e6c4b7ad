//! What is read, written in its own notation and read again is the same outline.

use std::sync::Arc;

use midashi::export::{Document, Format, to_string};
use midashi::note::entry::Kind;
use midashi::note::notation::{Family, Notation};
use midashi::note::source::Source;
use midashi::vault::{Note, NoteId, Place, Vault};
use proptest::prelude::*;

fn parse(text: &str, family: Family) -> Note {
    Note::parse("note", Source::from_text(text), Arc::new(Notation::bundled().only(family)))
}

fn written(note: Note, format: Format) -> String {
    let vault = Vault::new(vec![note]);
    to_string(Document::new(&vault, &[Place { note: NoteId(0), node: None }]), format)
}

/// The nodes: depth, kind, and words with any white space between them.
fn shape(note: &Note) -> Vec<(u32, Kind, String)> {
    let node = |id| {
        let node = note.outline.node(id);
        let words: Vec<&str> = note.text_of(id).split_whitespace().collect();
        (node.depth(), node.kind(), words.join(" "))
    };
    note.outline.ids().map(node).collect()
}

fn assert_identity(text: &str, family: Family, format: Format) {
    let first = parse(text, family);
    let expected = shape(&first);
    let once = written(first, format);
    let second = parse(&once, family);
    assert_eq!(shape(&second), expected, "{text:?}\nbecame\n{once:?}");
    let twice = written(second, format);
    assert_eq!(twice, once, "what has been written is written alike");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\n', "&#10;")
}

/// Nested elements of OPML, with what is markup in XML and in HTML among the words.
fn outlines() -> impl Strategy<Value = String> {
    let words = "(a|漢| |&|<b>|&amp;|&lt;|&#65;|\"|'|>|\n|<|;|lt)*";
    let attributes =
        (words, proptest::option::of(words), any::<bool>()).prop_map(|(text, note, is_complete)| {
            let note = note.map_or_else(String::new, |note| format!("_note=\"{}\" ", escaped(&note)));
            let complete = if is_complete { " _complete=\"true\"" } else { "" };
            format!("{note}text=\"{}\"{complete}", escaped(&text))
        });
    let leaf = attributes.clone().prop_map(|attributes| format!("<outline {attributes}/>"));
    leaf.prop_recursive(4, 24, 4, move |below| {
        let children = proptest::collection::vec(below, 0..4);
        (attributes.clone(), children).prop_map(|(attributes, children)| {
            format!("<outline {attributes}>{}</outline>", children.concat())
        })
    })
}

/// Every branch of a note of Org, on its own, is the same branch.
fn assert_branches(text: &str) {
    let note = parse(text, Family::Org);
    let all = shape(&note);
    let outline = note.outline.clone();
    let vault = Vault::new(vec![note]);
    // A name in a headline has no line of its own.
    for id in outline.ids().filter(|&id| outline.node(id).kind() != Kind::Attribution) {
        let place = Place { note: NoteId(0), node: Some(id) };
        let written = to_string(Document::new(&vault, &[place]), Format::Org);
        let branch = &all[id.index()..outline.node(id).end().index()];
        let base = branch[0].0;
        let class = |kind: Kind| if kind == Kind::Session { Kind::Section } else { kind };
        let plain = |nodes: &[(u32, Kind, String)], base: u32| {
            let node =
                |(depth, kind, words): &(u32, Kind, String)| (depth - base, class(*kind), words.clone());
            nodes.iter().map(node).collect::<Vec<_>>()
        };
        let found = shape(&parse(&written, Family::Org));
        assert_eq!(plain(&found, 0), plain(branch, base), "{id:?} of {text:?}\nbecame\n{written:?}");
    }
}

proptest! {
    #[test]
    fn org(text in "((\\*{1,4} (TODO |\\[#A\\] )?|  \\* | *- |[0-9]\\. |  1\\) |    |\\| |# |#\\+author: )?[a-c漢]{1,3}( :a:b:|\\*| -- Anna Bell)?\n{1,2}|-----\n|#\\+begin_src a\n\\*a\n\n#\\+end_src\n)*") {
        assert_identity(&text, Family::Org, Format::Org);
        assert_branches(&text);
    }

    #[test]
    fn opml(outlines in outlines(), title in "[a&<]{0,2}") {
        let head = if title.is_empty() { String::new() } else { format!("<title>{}</title>", escaped(&title)) };
        let text = format!("<opml><head>{head}</head><body>{outlines}</body></opml>");
        assert_identity(&text, Family::Opml, Format::Opml);
    }

    #[test]
    fn nested_markdown(text in "((  |    |      |\t| )?([-*+] |1\\. |2\\) |10\\. |> |- \\[x\\] |- - |-|[*] > |#{1,3} )?[a-c漢]{0,2}(\n|\n|\n\n))*") {
        assert_identity(&text, Family::Markdown, Format::Markdown);
    }

    #[test]
    fn markdown(text in "((#{1,3} |[-*+] |1\\. |2\\) |> |\\[x\\] |    |  |\t)?[a-c漢]{1,3}([ _*`<>\\[\\]|~]|\\*\\*)?[a-c#]{0,2}( - Anna Bell, Lantern| by Anna Bell|)(\n|\n\n|\n\\*\\*Anna Bell\\*\\*\n|\nby Anna Bell\n|\n  |\n    |\n\n  |\n\n    |\n===\n|\n---\n|\n\\*\\*\\*\n|\n```rs\na\n```\n|\n\\|a\\|\n\\|-\\|\n|\\\\\n|  \n))*") {
        assert_identity(&text, Family::Markdown, Format::Markdown);
    }
}

/// Asserts it of every file in `folder` that is in one of the notations. Returns how many these are.
fn assert_files(folder: &str) -> usize {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let notation = match path.extension().and_then(|ending| ending.to_str()) {
            Some("md") => (Family::Markdown, Format::Markdown),
            Some("org") => (Family::Org, Format::Org),
            Some("opml") => (Family::Opml, Format::Opml),
            Some(_) | None => continue,
        };
        assert_identity(&std::fs::read_to_string(path).unwrap(), notation.0, notation.1);
        checked += 1;
    }
    checked
}

#[test]
fn notes_of_our_own() {
    assert!(assert_files("tests/notes") >= 1);
}

#[test]
#[ignore = "needs ../shared/notes"]
fn real_notes() {
    assert!(assert_files("../shared/notes/wild") >= 5);
}
