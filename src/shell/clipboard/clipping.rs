//! What is copied, in the flavours that it is offered in.

use crate::export::{Document, Format, to_string};

/// A copied selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clipping {
    /// The text, for every route.
    pub text: String,
    /// The same as a nested list, for programs that paste HTML. Only the system's clipboard takes it.
    pub html: Option<String>,
}

impl Clipping {
    /// `document` in `format`, with its HTML where that is wanted and the format is not the source of something else.
    pub fn of(document: Document<'_>, format: Format, wants_html: bool) -> Self {
        let html = wants_html && !is_source(format);
        Self { text: to_string(document, format), html: html.then(|| to_string(document, Format::HtmlList)) }
    }
}

/// Whether who asks for `format` wants its characters as they are: a rich paste would not be what was asked for.
fn is_source(format: Format) -> bool {
    match format {
        Format::Text
        | Format::Dedented
        | Format::Markdown
        | Format::MarkdownBold
        | Format::Org
        | Format::Tabs
        | Format::Spaces2
        | Format::Spaces4
        | Format::Bullets => false,
        Format::Opml
        | Format::OpmlNote
        | Format::Html
        | Format::HtmlList
        | Format::Json
        | Format::Mermaid => true,
    }
}
