//! What the tests of the formats share.

use std::sync::Arc;

use super::{Document, Format, to_string};
use crate::note::notation::Notation;
use crate::note::source::Source;
use crate::outline::NodeId;
use crate::vault::{Note, NoteId, Place, Vault};

/// A note of `text`, as a whole.
pub(super) fn exported(text: &str, format: Format) -> String {
    exported_parts(&[text], &[(0, None)], format)
}

/// Places, by note and node, of the notes `0.txt`, `1.txt` and so on.
pub(super) fn exported_parts(texts: &[&str], places: &[(u32, Option<u32>)], format: Format) -> String {
    let notation = Arc::new(Notation::bundled());
    let note = |(number, text): (usize, &&str)| {
        Note::parse(format!("{number}.txt"), Source::from_text(*text), Arc::clone(&notation))
    };
    let vault = Vault::new(texts.iter().enumerate().map(note).collect());
    let place = |&(note, node): &(u32, Option<u32>)| Place { note: NoteId(note), node: node.map(NodeId) };
    let places: Vec<Place> = places.iter().map(place).collect();
    to_string(Document::new(&vault, &places), format)
}
