//! What a notation says of one line (or block) of a note.

use std::ops::Range;

/// A line of a note, 0-based; shown to people 1-based through [`Line::number`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Line(pub u32);

impl Line {
    /// The 1-based number that people and editors use.
    pub fn number(self) -> u64 {
        u64::from(self.0) + 1
    }

    /// The line as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The line that names the note.
    Title,
    /// A heading of the highest level.
    Session,
    /// A heading below a session; its depth tells the level.
    Section,
    /// A line with a bullet or a number.
    Item,
    /// A line that begins with an arrow: a consequence, or the next step of a flow.
    Arrow,
    /// Any other line.
    Text,
    /// A line that says who speaks.
    Attribution,
    /// A block of code.
    Code,
    /// A quotation.
    Quote,
    /// A table.
    Table,
    /// A thematic break.
    Rule,
}

impl Kind {
    /// Every kind, in the order of the JSON schema.
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Session,
        Self::Section,
        Self::Item,
        Self::Arrow,
        Self::Text,
        Self::Attribution,
        Self::Code,
        Self::Quote,
        Self::Table,
        Self::Rule,
    ];

    /// The word for the kind on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Session => "session",
            Self::Section => "section",
            Self::Item => "item",
            Self::Arrow => "arrow",
            Self::Text => "text",
            Self::Attribution => "attribution",
            Self::Code => "code",
            Self::Quote => "quote",
            Self::Table => "table",
            Self::Rule => "rule",
        }
    }

    /// Whether nodes of this kind head a part of the note.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Session | Self::Section)
    }

    /// Whether it can be told of nodes of this kind who speaks there; of all others nobody does.
    pub fn may_name_people(self) -> bool {
        self.is_heading() || matches!(self, Self::Title | Self::Attribution)
    }
}

/// How an entry nests among its neighbours.
///
/// A heading closes every open heading of its level and below, and all that is open inside them. A body entry
/// belongs to the nearest earlier body entry since the last heading that stands in a smaller column, else to that
/// heading, else to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// A heading; level 1 is the highest.
    Heading(u8),
    /// Anything else, by the column its indentation reaches (cells).
    Body(u32),
}

/// One line of a note as a notation reads it. Ranges are bytes of the source's text.
///
/// `marker` precedes `text`, both lie within the line without its ending, and what stands before, between and after
/// them is white space; the marker is empty where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// How it nests.
    pub rank: Rank,
    /// Its line.
    pub line: Line,
    /// The marker as written, such as `■`, `・`, `1.`, `->`.
    pub marker: Range<u32>,
    /// The words, without marker, indentation and trailing white space.
    pub text: Range<u32>,
}
