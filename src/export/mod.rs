//! Writing a subtree in another form: one file a format.

pub mod json;
pub mod markdown;
pub mod text;

use crate::vault::{Place, Vault};

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

/// The subtree of `place`, or the whole note, written in `format`; ends with a line ending unless it is empty.
pub fn export(vault: &Vault, place: Place, format: Format) -> String {
    let note = vault.note(place.note);
    match format {
        Format::Text => text::export(note, place.node),
        Format::Markdown => markdown::export(note, place.node),
        Format::Json => json::export(note, place.node),
    }
}

/// Several subtrees, one after another, as one document.
pub fn export_all(vault: &Vault, places: &[Place], format: Format) -> String {
    match (places, format) {
        (&[place], _) => export(vault, place, format),
        (_, Format::Json) => {
            json::export_all(places.iter().map(|place| (vault.note(place.note), place.node)))
        }
        (_, Format::Text | Format::Markdown) => {
            let parts: Vec<String> = places.iter().map(|&place| export(vault, place, format)).collect();
            parts.join("\n")
        }
    }
}

/// How many lines of the note the subtree of `place` has, blank ones within it included.
pub fn line_count(vault: &Vault, place: Place) -> u32 {
    let note = vault.note(place.note);
    place.node.map_or(note.source.line_count(), |id| {
        let lines = note.subtree_lines(id);
        lines.end.0 - lines.start.0
    })
}
