//! What OPML is read as.

use proptest::prelude::*;

use crate::note::entry::Kind;
use crate::note::notation::{Family, Notation};
use crate::note::source::Source;
use crate::outline::Outline;
use crate::outline::build::build;
use crate::outline::check::{assert_within_markup, drawn};

fn read(text: &str) -> (Source, Outline) {
    let file = Source::from_text(text);
    let reading = Notation::bundled().read_note(Family::Opml, &file);
    let (source, outline) = (reading.source.unwrap(), build(reading.entries));
    assert_within_markup(&source, &outline);
    assert_eq!(source.line_count(), file.line_count());
    let end = u32::try_from(source.text().len()).unwrap();
    assert_eq!(source.original(0..end), file.text(), "every byte of the file is kept");
    (source, outline)
}

/// The outline of a note, as it is drawn.
fn shown(text: &str) -> String {
    let (source, outline) = read(text);
    drawn(&source, &outline)
}

/// An OPML file whose body this is.
fn with_body(body: &str) -> String {
    format!("<opml version=\"2.0\"><body>{body}</body></opml>")
}

#[test]
fn outlines_are_nodes() {
    let cases = [
        (
            "<outline text=\"話\"><outline text=\"a\"/><outline text=\"b\"><outline text=\"c\"/></outline></outline><outline text=\"d\"/>",
            "session \"\" \"話\"\n  item \"\" \"a\"\n  item \"\" \"b\"\n    item \"\" \"c\"\nitem \"\" \"d\"\n",
        ),
        ("<outline text=\" R&amp;D&#10;&#10; \"/>", "item \"\" \"R&D\"\n"),
        (
            "<outline text=\"a\" _note=\"一&#10;二\"><outline text=\"b\"/></outline>",
            "session \"\" \"a\"\n  text \"\" \"一\\n二\"\n  item \"\" \"b\"\n",
        ),
        ("<outline _note='n' text='t'/>", "item \"\" \"t\"\n  text \"\" \"n\"\n"),
        ("<outline _note='a\nb' text='t'/>", "item \"\" \"a\\nb\"\n  text \"\" \"t\"\n"),
        (
            "<outline type=\"rss\" htmlUrl=\"https://a.example/\" xmlUrl=\"https://a.example/rss\" title=\"A\" text=\"\"/>",
            "item \"\" \"A\"\n  text \"\" \"https://a.example/\"\n  text \"\" \"https://a.example/rss\"\n",
        ),
        (
            "<outline text=\"https://a.example\" url=\"https://a.example\"/>",
            "item \"\" \"https://a.example\"\n",
        ),
        (
            "<outline text=\"\"/><outline/><outline _note=\"n\"/>",
            "item \"\" \"\"\nitem \"\" \"\"\nitem \"\" \"\"\n  text \"\" \"n\"\n",
        ),
        (
            "<outline text=\"a\" _complete=\"true\"/><outline complete='false' text='b'/>",
            "item \"[x]\" \"a\"\nitem \"\" \"b\"\n",
        ),
        (
            "<outline text=\"a\" kind=\"session\"><outline text=\"b\" kind=\"item\" marker=\"1.\"/></outline>",
            "session \"\" \"a\"\n  item \"1.\" \"b\"\n",
        ),
        (
            "<outline text=\"a\">words<b>x</b></outline>",
            "item \"\" \"a\"\n  text \"\" \"words\"\n  text \"\" \"x\"\n",
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(shown(&with_body(body)), expected, "{body}");
    }
}

#[test]
fn the_head_has_the_title() {
    let file = |body: &str| {
        format!(
            "<opml>\n<head>\n<title>星 &amp; 会</title>\n<ownerName>x</ownerName></head><body>{body}</body></opml>"
        )
    };
    assert_eq!(shown(&file("<outline text=\"a\"/>")), "title \"\" \"星 & 会\"\nitem \"\" \"a\"\n");
    let own = "<outline text=\"2026-11-23 星 &amp; 会\" kind=\"title\"/>";
    assert_eq!(shown(&format!("\u{feff}{}", file(""))), "title \"\" \"星 & 会\"\n");
    assert_eq!(shown(&file(own)), "title \"\" \"2026-11-23 星 & 会\"\n");
}

#[test]
fn what_is_broken_is_shown_as_it_is() {
    let cases = [
        ("<opml><body>\n<outline text=\"a\">\n<outline text=\"b\"></body>", 3, &["a", "b", "</body>"][..]),
        (
            "<opml><body>\n<outline text=\"a\"/>\n<outline text=b/>\nrest",
            3,
            &["a", "<outline text=b/>", "rest"],
        ),
        ("<opml><body>\n<outline text=\"a\"/>\n<outline text=\"b", 3, &["a", "<outline text=\"b"]),
        ("<opml><body>\n<outline text=\"a\">\n", 2, &["a"]),
        ("<!-- never", 1, &["<!-- never"]),
    ];
    for (text, line, expected) in cases {
        let (source, outline) = read(text);
        let words: Vec<_> = outline.ids().map(|id| source.slice(outline.node(id).text())).collect();
        assert_eq!(words, expected, "{text:?}");
        assert_eq!(source.broken().map(|broken| broken.line.number()), Some(line), "{text:?}");
    }
    assert_eq!(read(&with_body("")).0.broken(), None);
}

#[test]
fn entities_are_not_expanded() {
    let laughs = "<!DOCTYPE opml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n\
                  <opml><body><outline text=\"&b; &f;\"/></body></opml>";
    assert_eq!(shown(laughs), "item \"\" \"&b; &f;\"\n");
}

#[test]
fn no_depth_is_too_deep() {
    let depth = 100_000;
    let deep = "<outline text=\"a\">".repeat(depth) + &"</outline>".repeat(depth);
    let (_, outline) = read(&with_body(&deep));
    assert_eq!(outline.ids().map(|id| outline.node(id).depth()).max(), Some(99_999));
    let (source, outline) = read(&"<outline text=\"a\">".repeat(depth));
    assert_eq!((outline.len(), source.broken().is_some()), (100_000, true));
}

#[test]
fn sessions_are_the_outermost_that_have_outlines_below_them() {
    let (_, outline) = read(&with_body(
        "<outline text=\"a\" _note=\"n\"></outline><outline text=\"b\"><outline/></outline>",
    ));
    let kinds: Vec<_> = outline.ids().map(|id| outline.node(id).kind()).collect();
    assert_eq!(kinds, [Kind::Item, Kind::Text, Kind::Session, Kind::Item]);
}

proptest! {
    #[test]
    fn any_text_keeps_its_bytes(
        text in "(<outline |</outline>|text=\"|_note='|marker=\"|url='|title=|kind=\"title\"|[\"'/<>&;=]|/>|&lt;|&#10;|&amp;lt;|<head>|<title>|</title>|</head>|<!--|-->|<!\\[CDATA\\[|<\\?|<!DOCTYPE|[ \t\r\n]|[a漢。]|[\u{0}-\u{1F}\u{85}\u{A0}\u{FEFF}])*"
    ) {
        shown(&text);
    }
}
