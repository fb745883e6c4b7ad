//! The formats by name: one table for the command line, the config file and the choice in the browser.

use crate::text::language::translated;

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
    description: &'static str,
    extension: &'static str,
    key: char,
}

/// Every format, in the order of the enum and of the choice in the browser: the most wanted first of each family.
/// No two have the same name, title or key; `j`, `k`, `g` and `q` are no keys, since they move and close.
const TABLE: [Info; 15] = [
    Info {
        format: Format::Text,
        name: "text",
        title: tr_later!("text"),
        description: "The lines as they are in the note",
        extension: "txt",
        key: 't',
    },
    Info {
        format: Format::Dedented,
        name: "dedented",
        title: tr_later!("text, moved left"),
        description: "The lines, moved left to the margin",
        extension: "txt",
        key: 'd',
    },
    Info {
        format: Format::Markdown,
        name: "markdown",
        title: tr_later!("Markdown"),
        description: "CommonMark: headings and nested lists",
        extension: "md",
        key: 'm',
    },
    Info {
        format: Format::MarkdownBold,
        name: "markdown-bold",
        title: tr_later!("Markdown, bold headings"),
        description: "One nested list, for chats that know no headings",
        extension: "md",
        key: 'b',
    },
    Info {
        format: Format::Org,
        name: "org",
        title: tr_later!("Org"),
        description: "Org mode: headings and nested lists",
        extension: "org",
        key: 'o',
    },
    Info {
        format: Format::Opml,
        name: "opml",
        title: tr_later!("OPML"),
        description: "OPML 2.0: an outline a node",
        extension: "opml",
        key: 'p',
    },
    Info {
        format: Format::OpmlNote,
        name: "opml-note",
        title: tr_later!("OPML for Workflowy, Dynalist"),
        description: "OPML with running text as notes, for Workflowy and Dynalist",
        extension: "opml",
        key: 'w',
    },
    Info {
        format: Format::Html,
        name: "html",
        title: tr_later!("HTML page"),
        description: "A page of its own, whose sessions fold",
        extension: "html",
        key: 'h',
    },
    Info {
        format: Format::HtmlList,
        name: "html-list",
        title: tr_later!("HTML list"),
        description: "A nested list, for pasting into documents",
        extension: "html",
        key: 'l',
    },
    Info {
        format: Format::Json,
        name: "json",
        title: tr_later!("JSON"),
        description: "The outline as data",
        extension: "json",
        key: 'n',
    },
    Info {
        format: Format::Mermaid,
        name: "mermaid",
        title: tr_later!("Mermaid diagram"),
        description: "A mind map, or a flow chart of a run of arrows",
        extension: "mmd",
        key: 'r',
    },
    Info {
        format: Format::Tabs,
        name: "tabs",
        title: tr_later!("list, tabs"),
        description: "A plain list indented by tabs",
        extension: "txt",
        key: 'i',
    },
    Info {
        format: Format::Spaces2,
        name: "spaces2",
        title: tr_later!("list, 2 spaces"),
        description: "A plain list indented by two spaces",
        extension: "txt",
        key: '2',
    },
    Info {
        format: Format::Spaces4,
        name: "spaces4",
        title: tr_later!("list, 4 spaces"),
        description: "A plain list indented by four spaces",
        extension: "txt",
        key: '4',
    },
    Info {
        format: Format::Bullets,
        name: "bullets",
        title: tr_later!("list for Slack"),
        description: "A plain list with round bullets, for Slack",
        extension: "txt",
        key: 's',
    },
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
        translated(self.info().title)
    }

    /// What it is, for `--help`.
    pub fn description(self) -> &'static str {
        self.info().description
    }

    /// What the names of its files end in, without the dot.
    pub fn extension(self) -> &'static str {
        self.info().extension
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
            assert!(!"jkgGq ".contains(format.key()), "{format:?}: its key moves or closes");
        }
        let keys: HashSet<char> = Format::ALL.map(Format::key).into_iter().collect();
        let titles: HashSet<&str> = Format::ALL.map(Format::title).into_iter().collect();
        assert_eq!((keys.len(), titles.len()), (TABLE.len(), TABLE.len()));
    }
}
