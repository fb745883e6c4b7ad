//! The bare nested list, for pasting: every node is an item, and headings are bold.

use std::io::{self, Write};

use super::super::document::{Document, Heads, Item};
use super::list::Lists;
use super::{code, inline, inline_lines, sign};
use crate::note::entry::Kind;

/// Writes the document.
pub fn write(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    let mut lists = Lists::default();
    for item in document.items(Heads::AmongOthers) {
        lists.open_item(&item, "", sink)?;
        sink.write_all(content(&item).as_bytes())?;
    }
    lists.close_below(0, sink)
}

fn content(item: &Item<'_>) -> String {
    let text = inline_lines(item.text());
    match item.kind() {
        None | Some(Kind::Session | Kind::Section) => format!("<b>{text}</b>"),
        Some(Kind::Code) => code(item.text()),
        Some(
            Kind::Title
            | Kind::Item
            | Kind::Arrow
            | Kind::Text
            | Kind::Attribution
            | Kind::Quote
            | Kind::Table
            | Kind::Rule,
        ) => match sign(item) {
            Some(sign) => format!("{} {text}", inline(sign)),
            None => text,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Format;
    use super::super::super::testing::exported;

    #[test]
    fn each_list_stands_in_its_item() {
        let note = "■話\n・</ul><script>\n  -> \"x\" & https://example.com/?a=1&b\n1. 一\n2. 二\n";
        let expected = "<ul>\n<li><b>話</b><ul>\n<li>&lt;/ul&gt;&lt;script&gt;<ul>\n<li>→ &quot;x&quot; &amp; \
                        <a href=\"https://example.com/?a=1&amp;b\" rel=\"noreferrer\">https://example.com/?a=1&amp;b</a></li>\n</ul>\n\
                        </li>\n</ul>\n<ol>\n<li value=\"1\">一</li>\n<li value=\"2\">二</li>\n</ol>\n</li>\n</ul>\n";
        assert_eq!(exported(note, Format::HtmlList), expected);
    }
}
