//! Writing a selection in another form: one file a format.
//!
//! Each writes what it walks straight into a sink, so that a big note needs no second copy. All but `text` and `json`
//! make controls visible, as `plain` says, and all escape what their readers would take for markup.

mod document;
mod format;
pub mod html;
pub mod json;
mod list;
pub mod markdown;
pub mod mermaid;
pub mod opml;
pub mod org;
mod plain;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod text;
mod xml;

use std::io::{self, Write};

pub use document::Document;
pub use format::Format;

use self::list::Look;
use self::markdown::Headings;
use self::opml::RunningText;

/// Writes `document` in `format`; what is written ends with a line ending unless it is empty.
pub fn write(document: Document<'_>, format: Format, sink: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Text => text::write(document, sink),
        Format::Dedented => text::write_dedented(document, sink),
        Format::Markdown => markdown::write(document, Headings::Hashes, sink),
        Format::MarkdownBold => markdown::write(document, Headings::Bold, sink),
        Format::Org => org::write(document, sink),
        Format::Opml => opml::write(document, RunningText::Outlines, sink),
        Format::OpmlNote => opml::write(document, RunningText::Notes, sink),
        Format::Html => html::page::write(document, sink),
        Format::HtmlList => html::fragment::write(document, sink),
        Format::Mermaid => mermaid::write(document, sink),
        Format::Json => json::write(document, sink),
        Format::Tabs => list::write(document, Look { indent: "\t", bullet: "- " }, sink),
        Format::Spaces2 => list::write(document, Look { indent: "  ", bullet: "- " }, sink),
        Format::Spaces4 => list::write(document, Look { indent: "    ", bullet: "- " }, sink),
        Format::Bullets => list::write(document, Look { indent: "    ", bullet: "• " }, sink),
    }
}

/// `document` in `format` as a text of its own, for clipboards and screens.
pub fn to_string(document: Document<'_>, format: Format) -> String {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail.
    let written = write(document, format, &mut bytes);
    debug_assert!(written.is_ok(), "{format:?} is written to memory");
    String::from_utf8(bytes).unwrap_or_default()
}
