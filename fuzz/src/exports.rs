//! Exports as other parsers read them: whole, and with no markup that a note brought along.

use std::collections::BTreeSet;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use html5gum::{Token, Tokenizer};
use midashi::export::{Document, Format, to_string};
use midashi::note::notation::Family;
use midashi::outline::NodeId;
use midashi::vault::{NoteId, Place, Vault};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::input::{choice, text};
use crate::notations::{FAMILIES, assert_outline, note};

/// The elements that exported HTML is made of.
const ELEMENTS: [&str; 34] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "nav",
    "details",
    "summary",
    "div",
    "span",
    "time",
    "p",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "a",
    "b",
    "pre",
    "code",
    "blockquote",
    "hr",
    "table",
    "tr",
    "td",
];
/// Those that nothing stands in.
const VOID: [&str; 3] = ["meta", "br", "hr"];
/// What addresses in exported HTML begin with.
const ADDRESSES: [&str; 4] = ["#", "http://", "https://", "mailto:"];

/// Exports the input, or one node of it with what stands above; the last bytes choose notation, node and format.
pub fn run(data: &[u8]) {
    let (text, [family, node, flags, format]) = text(data);
    let family = FAMILIES.get(usize::from(family) % (FAMILIES.len() + 1)).copied();
    let note = note(&text, family);
    let id = NodeId(u32::from(node).saturating_sub(1) % note.outline.len().max(1));
    let node = (node > 0 && note.outline.len() > 0).then_some(id);
    let is_plain = note.family == Family::Bullets;
    let vault = Vault::new(vec![note]);
    let places = [Place { note: NoteId(0), node }];
    let document = Document::new(&vault, &places);
    let document = if flags & 1 == 1 { document.with_path() } else { document };
    let format = choice(&Format::ALL, format);
    let exported = to_string(document, format);
    match format {
        Format::Json => {
            serde_json::from_str::<serde_json::Value>(&exported).expect("JSON is read by its parser");
        }
        Format::Opml | Format::OpmlNote => assert_xml(&exported),
        Format::Html | Format::HtmlList => assert_html(&exported),
        Format::Markdown | Format::MarkdownBold if is_plain => assert_no_markup(&exported),
        Format::Markdown | Format::MarkdownBold => {
            assert_outline(&self::note(&exported, Some(Family::Markdown)))
        }
        Format::Org => assert_outline(&self::note(&exported, Some(Family::Org))),
        Format::Text | Format::Dedented => assert_outline(&self::note(&exported, family)),
        Format::Tabs | Format::Spaces2 | Format::Spaces4 | Format::Bullets => {
            assert!(!exported.chars().any(|c| c.is_control() && !"\n\t".contains(c)), "{exported:?}");
        }
        Format::Mermaid => assert_diagram(&exported),
    }
}

/// The elements of XML are `outline` and its like, each is closed, and all attributes can be read.
fn assert_xml(xml: &str) {
    let mut reader = Reader::from_str(xml);
    let mut open = 0_usize;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml:?}")) {
            Event::Start(element) => {
                open += 1;
                assert_attributes(&element, xml);
            }
            Event::Empty(element) => assert_attributes(&element, xml),
            Event::End(_) => open -= 1,
            Event::Eof => break,
            Event::Decl(_) | Event::Text(_) | Event::GeneralRef(_) => {}
            event @ (Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => {
                panic!("{event:?} in {xml:?}");
            }
        }
    }
    assert_eq!(open, 0, "{xml:?}");
}

fn assert_attributes(element: &quick_xml::events::BytesStart<'_>, xml: &str) {
    for attribute in element.attributes() {
        let attribute = attribute.unwrap_or_else(|error| panic!("{error} in {xml:?}"));
        attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .unwrap_or_else(|error| panic!("{error} in {xml:?}"));
    }
}

/// A diagram is a mind map or a flow chart, and no label ends before its line does.
fn assert_diagram(diagram: &str) {
    let mut lines = diagram.lines();
    let is_mind_map = match lines.next() {
        Some("mindmap") => true,
        Some("flowchart TD") => false,
        head => panic!("{head:?} is no diagram: {diagram:?}"),
    };
    for line in lines {
        let quotes = line.matches('"').count();
        let is_end = !is_mind_map && line == "  end";
        assert!(is_end || (quotes == 2 && line.ends_with([']', ')'])), "{line:?} in {diagram:?}");
    }
}

/// What of a page a note has made.
fn body(html: &str) -> &str {
    html.split_once("<body>").map_or(html, |(_, body)| body)
}

/// HTML has only the elements of midashi, each closed where it belongs, and leads nowhere but to the web.
fn assert_html(html: &str) {
    let elements: BTreeSet<&str> = ELEMENTS.into();
    let mut open: Vec<String> = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert!(elements.contains(name.as_str()), "<{name}> in {:?}", body(html));
                for (attribute, value) in &tag.attributes {
                    let value = String::from_utf8_lossy(value);
                    assert!(!attribute.starts_with(b"on"), "{attribute:?} in {:?}", body(html));
                    let is_address = attribute.as_slice() == b"href" || attribute.as_slice() == b"src";
                    let is_web = ADDRESSES.iter().any(|begin| value.starts_with(begin));
                    assert!(!is_address || is_web, "{value} in {:?}", body(html));
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert_eq!(open.pop(), Some(name), "closed in {:?}", body(html));
            }
            // A character that is none is text like any other, though nobody should write it.
            Token::Error(error) if *error == html5gum::Error::NoncharacterInInputStream => {}
            Token::Error(error) => panic!("{error:?} in {:?}", body(html)),
            Token::Comment(_) => panic!("a comment in {:?}", body(html)),
            Token::String(_) | Token::Doctype(_) => {}
        }
    }
    assert!(open.is_empty(), "{open:?} in {:?}", body(html));
}

/// What a note of bullets says is no markup in Markdown, whatever it looks like: no HTML, pictures, code or links but those
/// that stand for themselves.
fn assert_no_markup(markdown: &str) {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &Options::default());
    for node in root.descendants() {
        let data = node.data.borrow();
        let is_ours = !matches!(
            data.value,
            NodeValue::HtmlBlock(_)
                | NodeValue::HtmlInline(_)
                | NodeValue::Image(_)
                | NodeValue::Code(_)
                | NodeValue::FrontMatter(_)
        );
        assert!(is_ours, "{:?} in {markdown:?}", data.value);
    }
}
