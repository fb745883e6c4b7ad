//! The formats by name: one table for the command line, the config file and the choice in the browser.

/// A form that a subtree can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The lines as they are in the note.
    Text,
    /// The lines, moved left so that the top of a subtree stands at the margin.
    Dedented,
    /// Markdown (`CommonMark`).
    Markdown,
    /// Markdown in which headings are bold items of the list, for chats that know no headings.
    MarkdownBold,
    /// Org mode.
    Org,
    /// OPML 2.0.
    Opml,
    /// OPML as Workflowy and Dynalist have it: running text is the `_note` of what it stands below.
    OpmlNote,
    /// A page of its own.
    Html,
    /// A nested HTML list, for pasting.
    HtmlList,
    /// The outline as data.
    Json,
    /// A diagram for mermaid.
    Mermaid,
    /// A plain list indented by tabs.
    Tabs,
    /// A plain list indented by two spaces.
    Spaces2,
    /// A plain list indented by four spaces.
    Spaces4,
    /// A plain list with round bullets, for Slack.
    Bullets,
}

/// What the table knows of a format.
struct Info {
    format: Format,
    name: &'static str,
    title: &'static str,
    key: char,
}

const fn info(format: Format, name: &'static str, title: &'static str, key: char) -> Info {
    Info { format, name, title, key }
}

/// Every format, in the order of the enum and of the choice in the browser: the most wanted first of each family.
/// No two have the same name or key.
const TABLE: [Info; 15] = [
    info(Format::Text, "text", "text", 't'),
    info(Format::Dedented, "dedented", "text, moved left", 'd'),
    info(Format::Markdown, "markdown", "Markdown", 'm'),
    info(Format::MarkdownBold, "markdown-bold", "Markdown, bold headings", 'b'),
    info(Format::Org, "org", "Org", 'o'),
    info(Format::Opml, "opml", "OPML", 'p'),
    info(Format::OpmlNote, "opml-note", "OPML for Workflowy", 'w'),
    info(Format::Html, "html", "HTML page", 'h'),
    info(Format::HtmlList, "html-list", "HTML list", 'l'),
    info(Format::Json, "json", "JSON", 'j'),
    info(Format::Mermaid, "mermaid", "Mermaid diagram", 'r'),
    info(Format::Tabs, "tabs", "list, tabs", 'i'),
    info(Format::Spaces2, "spaces2", "list, 2 spaces", '2'),
    info(Format::Spaces4, "spaces4", "list, 4 spaces", '4'),
    info(Format::Bullets, "bullets", "list for Slack (•)", 's'),
];

impl Format {
    /// All formats.
    pub const ALL: [Self; TABLE.len()] = {
        let mut all = [Self::Text; TABLE.len()];
        let mut index = 0;
        while index < TABLE.len() {
            all[index] = TABLE[index].format;
            index += 1;
        }
        all
    };

    fn info(self) -> &'static Info {
        // The table is in the order of the enum, which a test holds.
        &TABLE[self as usize]
    }

    /// The word for it on the command line and in the config file.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// What to call it in a sentence.
    pub fn title(self) -> &'static str {
        self.info().title
    }

    /// The key that chooses it in the browser.
    pub fn key(self) -> char {
        self.info().key
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_table_is_in_order_and_tells_formats_apart() {
        for (index, format) in Format::ALL.into_iter().enumerate() {
            assert_eq!(format as usize, index, "{format:?}");
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
        let keys: HashSet<char> = Format::ALL.map(Format::key).into_iter().collect();
        let titles: HashSet<&str> = Format::ALL.map(Format::title).into_iter().collect();
        assert_eq!((keys.len(), titles.len()), (TABLE.len(), TABLE.len()));
    }
}
