//! Writing a subtree in another form: one file a format.

/// A form that a subtree can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The lines as they are in the note.
    Text,
    /// Markdown (`CommonMark`).
    Markdown,
    /// The outline as data.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Json];

    /// The word for it on the command line and in the config file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Json => "json",
        }
    }

    /// What to call it in a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}
