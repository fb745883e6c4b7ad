//! OPML 2.0: an `outline` a node, with what it is in attributes of its own.
//!
//! `text` is what the node says, without its marker; `kind` is one of the JSON schema's, or `note`; `marker` stands
//! where it means something, `speakers` and `companies` on sessions, `date` (ISO 8601) on notes and titles. In the
//! variant for Workflowy and Dynalist, which know none of these, markers and arrows are part of the text, and the
//! lines of running text that come first below a node are its `_note`.
//!
//! The specification allows HTML in `text`, and programs differ in whether they read it as such. So what could be a tag
//! or a character reference, and nothing else, is encoded as HTML encodes it: `R&D` and `a < b` stay, `<b>` does not.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::document::{Document, Heads, Item};
use super::plain::{Bullet, arrow, bullet, visible};
use super::xml;
use crate::note::entry::Kind;
use crate::note::mention::Date;
use crate::outline::NodeId;
use crate::vault::Note;

/// Where running text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunningText {
    /// Into outlines of its own.
    Outlines,
    /// Into the `_note` of the outline that it stands below.
    Notes,
}

/// Writes the document.
pub fn write(document: Document<'_>, running_text: RunningText, sink: &mut impl Write) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(&mut *sink, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.write_event(Event::Start(BytesStart::new("opml").with_attributes([("version", "2.0")])))?;
    write_head(document, &mut writer)?;
    writer.write_event(Event::Start(BytesStart::new("body")))?;
    let mut open = 0;
    let mut in_note: Option<(&Note, NodeId)> = None;
    for item in document.items(Heads::AmongOthers) {
        if in_note.is_some_and(|(note, end)| std::ptr::eq(note, item.note) && item.id < Some(end)) {
            continue;
        }
        while open > item.depth {
            writer.write_event(Event::End(BytesEnd::new("outline")))?;
            open -= 1;
        }
        let mut outline = BytesStart::new("outline");
        let has_children = match running_text {
            RunningText::Outlines => {
                add_attributes(&item, &mut outline);
                item.has_children
            }
            RunningText::Notes => {
                let (note, has_more) = add_note(&item, &mut outline);
                in_note = note.map(|end| (item.note, end));
                has_more
            }
        };
        if has_children {
            writer.write_event(Event::Start(outline))?;
            open += 1;
        } else {
            writer.write_event(Event::Empty(outline))?;
        }
    }
    for element in std::iter::repeat_n("outline", open as usize).chain(["body", "opml"]) {
        writer.write_event(Event::End(BytesEnd::new(element)))?;
    }
    sink.write_all(b"\n")
}

fn write_head(document: Document<'_>, writer: &mut Writer<impl Write>) -> io::Result<()> {
    // The name of a file is no title: it would be one where this is read.
    let is_untitled = document.only_note().is_some_and(|note| note.header.title.is_none());
    let title = visible(document.name()).into_owned();
    let title = |writer: &mut Writer<_>| writer.write_event(Event::Text(BytesText::new(&title)));
    let date = document.only_note().and_then(|note| note.header.date).map(rfc_822);
    writer.create_element("head").write_inner_content(|writer| {
        if !is_untitled {
            writer.create_element("title").write_inner_content(title)?;
        }
        if let Some(date) = &date {
            writer.create_element("dateCreated").write_text_content(BytesText::new(date))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A day as OPML wants it: the first second of it in RFC 822.
fn rfc_822(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    format!("{} {} {:04} 00:00:00 GMT", date.day(), MONTHS[usize::from(date.month() - 1)], date.year())
}

fn add(outline: &mut BytesStart<'_>, name: &str, value: &str) {
    outline.push_attribute((name.as_bytes(), xml::attribute(value).as_bytes()));
}

/// As [`add`], for what may be read as HTML.
fn add_text(outline: &mut BytesStart<'_>, name: &str, value: &str) {
    add(outline, name, &without_html(value));
}

/// `text` so that a reader of HTML finds no markup in it, and any other nearly always finds it as it is.
fn without_html(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut encoded = String::with_capacity(text.len() + 8);
    for (index, c) in text.char_indices() {
        let mut after = text.get(index + c.len_utf8()..).unwrap_or_default().chars();
        let (first, second) = (after.next(), after.next());
        let is_name = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        match c {
            '<' if first.is_some_and(|c| c.is_alphabetic() || "/!?".contains(c)) => {
                encoded.push_str("&lt;");
            }
            // The shortest references, such as `&lt`, have two letters.
            '&' if first == Some('#') || (is_name(first) && is_name(second)) => encoded.push_str("&amp;"),
            _ => encoded.push(c),
        }
    }
    Cow::Owned(encoded)
}

fn add_attributes(item: &Item<'_>, outline: &mut BytesStart<'_>) {
    add_text(outline, "text", item.text());
    add(outline, "kind", item.kind().map_or("note", Kind::name));
    let means_something = match item.kind() {
        Some(Kind::Item) => bullet(item.marker()) != Bullet::Plain,
        Some(Kind::Arrow) => true,
        Some(_) | None => false,
    };
    if means_something {
        add(outline, "marker", item.marker());
    }
    let (speakers, companies) = item.speakers_and_companies();
    for (name, names) in [("speakers", speakers), ("companies", companies)] {
        if !names.is_empty() {
            add(outline, name, &names.join(", "));
        }
    }
    if let (None | Some(Kind::Title), Some(date)) = (item.kind(), item.note.header.date) {
        add(outline, "date", &date.to_string());
    }
}

/// Adds the text, with what its marker means, and the note of `item`. Returns where the nodes end that are in the
/// note, if there is one, and whether any stand below that are not.
fn add_note(item: &Item<'_>, outline: &mut BytesStart<'_>) -> (Option<NodeId>, bool) {
    let text = match (item.kind(), bullet(item.marker())) {
        (Some(Kind::Item), Bullet::Number(number, delimiter)) => {
            format!("{number}{delimiter} {}", item.text())
        }
        (Some(Kind::Item), Bullet::Word(word)) => format!("{word} {}", item.text()),
        (Some(Kind::Arrow), _) => format!("{} {}", arrow(item.marker()), item.text()),
        (Some(_) | None, _) => item.text().to_owned(),
    };
    add_text(outline, "text", &text);
    let Some(id) = item.id else { return (None, item.has_children) };
    let children = &item.note.outline;
    let is_running = |child: &NodeId| {
        let kind = children.node(*child).kind();
        let is_text = match kind {
            Kind::Title | Kind::Text | Kind::Attribution | Kind::Code | Kind::Quote | Kind::Table => true,
            Kind::Session | Kind::Section | Kind::Item | Kind::Arrow | Kind::Rule => false,
        };
        is_text && !children.has_children(*child)
    };
    let running: Vec<NodeId> = children.children(id).take_while(is_running).collect();
    let Some(last) = running.last() else { return (None, item.has_children) };
    let lines: Vec<&str> = running.iter().map(|&child| item.note.text_of(child)).collect();
    add_text(outline, "_note", &lines.join("\n"));
    (Some(last.next()), last.next() < children.node(id).end())
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::testing::{exported, exported_parts};

    fn body(opml: &str) -> Vec<&str> {
        let lines = opml.lines().skip_while(|line| !line.contains("<body>")).skip(1);
        lines.take_while(|line| !line.contains("</body>")).map(str::trim).collect()
    }

    #[test]
    fn a_note_has_a_head_and_a_body() {
        let opml = exported(
            "2026-11-23 \"集い\"\n■話\n\n青葉 しおり さん [月見坂]\n\n-> 結論\n1. 一\n",
            Format::Opml,
        );
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
                    <title>&quot;集い&quot;</title>\n    <dateCreated>23 Nov 2026 00:00:00 GMT</dateCreated>\n  </head>\n";
        assert!(opml.starts_with(head) && opml.ends_with("  </body>\n</opml>\n"), "{opml}");
        let expected = [
            r#"<outline text="2026-11-23 &quot;集い&quot;" kind="title" date="2026-11-23"/>"#,
            r#"<outline text="話" kind="session" speakers="青葉 しおり" companies="月見坂">"#,
            r#"<outline text="青葉 しおり さん [月見坂]" kind="attribution"/>"#,
            r#"<outline text="結論" kind="arrow" marker="-&gt;"/>"#,
            r#"<outline text="一" kind="item" marker="1."/>"#,
            "</outline>",
        ];
        assert_eq!(body(&opml), expected);
    }

    #[test]
    fn no_text_is_markup_to_readers_of_html() {
        let cases = [
            ("R&D a < b 1<2 &", "R&D a < b 1<2 &"),
            ("<b> </ul> <!-- Vec<u8> <名>", "&lt;b> &lt;/ul> &lt;!-- Vec&lt;u8> &lt;名>"),
            ("&amp; &#65; ?a=1&copy=2", "&amp;amp; &amp;#65; ?a=1&amp;copy=2"),
        ];
        for (text, expected) in cases {
            assert_eq!(super::without_html(text), expected);
        }
    }

    #[test]
    fn notes_among_others_are_outlines() {
        let opml = exported_parts(&["2026-11-23 甲\n・項\n", ""], &[(0, None), (1, None)], Format::Opml);
        let expected = [
            r#"<outline text="2026-11-23 甲" kind="note" date="2026-11-23">"#,
            r#"<outline text="項" kind="item"/>"#,
            "</outline>",
            r#"<outline text="1.txt" kind="note"/>"#,
        ];
        assert_eq!(body(&opml), expected);
    }

    #[test]
    fn running_text_may_be_notes() {
        let opml = exported("・項\n  一行\n  二行\n  -> 結論\n  三行\n・次\n  本文\n", Format::OpmlNote);
        let expected = [
            r#"<outline text="項" _note="一行&#10;二行">"#,
            r#"<outline text="→ 結論"/>"#,
            r#"<outline text="三行"/>"#,
            "</outline>",
            r#"<outline text="次" _note="本文"/>"#,
        ];
        assert_eq!(body(&opml), expected);
    }
}
