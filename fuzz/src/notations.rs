//! Any text is an outline in every notation, and has all that is built from outlines.

use std::sync::{Arc, LazyLock};

use midashi::find::Candidates;
use midashi::note::notation::{Dialect, Family, Notation, Notations};
use midashi::note::source::Source;
use midashi::outline::check::{assert_invariants, assert_marked_up, assert_within_markup};
use midashi::vault::listing::Listing;
use midashi::vault::{Note, Vault};

use crate::input::text;

/// Every family of notations.
pub const FAMILIES: [Family; 7] = [
    Family::Bullets,
    Family::Markdown,
    Family::Org,
    Family::Opml,
    Family::Indented(Dialect::Plain),
    Family::Indented(Dialect::TaskPaper),
    Family::Indented(Dialect::Logseq),
];

static BUNDLED: LazyLock<Notation> = LazyLock::new(Notation::bundled);

/// The text as a note of `family`; where that is `None`, of what it looks like.
pub fn note(text: &str, family: Option<Family>) -> Note {
    let source = Source::from_text(text);
    let notation = match family {
        Some(family) => Arc::new(BUNDLED.clone().only(family)),
        None => Notations::new(BUNDLED.clone(), []).of("note.txt", &source),
    };
    Note::parse("note.txt", source, notation)
}

/// Asserts what the notation of `note` promises.
pub fn assert_outline(note: &Note) {
    let check = match note.family {
        Family::Bullets | Family::Indented(Dialect::Plain | Dialect::TaskPaper) => assert_invariants,
        Family::Markdown | Family::Org => assert_marked_up,
        Family::Opml | Family::Indented(Dialect::Logseq) => assert_within_markup,
    };
    check(&note.source, &note.outline);
}

/// Reads the input in the notation that its last byte chooses, and lists what it speaks of.
pub fn run(data: &[u8]) {
    let (text, [family]) = text(data);
    let family = FAMILIES.get(usize::from(family) % (FAMILIES.len() + 1)).copied();
    let note = note(&text, family);
    assert_outline(&note);
    let vault = Vault::new(vec![note]);
    Listing::of(&vault);
    Candidates::of(&vault);
}
