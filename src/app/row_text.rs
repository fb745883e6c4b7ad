//! The texts of a row: its marker, its text and who spoke.

use super::symbols::Symbols;
use crate::note::entry::Kind;
use crate::vault::{Place, Vault};

/// The marker of a row as the note has it; empty for notes and unmarked lines.
pub fn marker(vault: &Vault, place: Place) -> &str {
    place.node.map_or("", |id| vault.note(place.note).marker_of(id))
}

/// The text of a row; that of a note or folder is its name.
pub fn text(vault: &Vault, place: Place) -> &str {
    let note = vault.note(place.note);
    place.node.map_or_else(|| note.shown_name(), |id| note.text_of(id))
}

/// Who spoke in a session: speakers and companies; of a note, its file where the title does not tell. O(1): read off the lines
/// below its heading.
pub fn people(vault: &Vault, place: Place, symbols: &Symbols) -> Option<String> {
    let note = vault.note(place.note);
    let Some(id) = place.node else {
        let (name, file) = (note.shown_name(), note.shown_file_name());
        let is_told = file == name || file.rsplit_once('.').is_some_and(|(stem, _)| stem == name);
        return (!is_told && !vault.is_folder(place.note)).then(|| file.to_owned());
    };
    if note.outline.node(id).kind() != Kind::Session {
        return None;
    }
    let attribution = note.attribution_of(id);
    let names = [attribution.speakers.join("、"), attribution.companies.join("、")];
    let present: Vec<String> = names.into_iter().filter(|names| !names.is_empty()).collect();
    (!present.is_empty()).then(|| present.join(symbols.people))
}
