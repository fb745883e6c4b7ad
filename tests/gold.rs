//! Real notes and their outlines, checked by hand, outside of the project.

#![allow(clippy::disallowed_methods, reason = "tests read files")]

mod support;

use std::path::PathBuf;

use midashi::note::encoding::{Assumption, decode};
use midashi::outline::check::assert_invariants;
use support::golden;

fn notes() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/notes")
}

#[test]
#[ignore = "needs ../shared/notes"]
fn the_real_note_equals_its_gold() {
    golden::assert_equals(&notes().join("cndt2019-day2.txt"), &notes().join("cndt2019-day2.gold.json"));
}

#[test]
#[ignore = "needs ../shared/notes"]
fn wild_notes_lose_nothing() {
    let mut checked = 0;
    for entry in std::fs::read_dir(notes().join("wild")).unwrap() {
        let path = entry.unwrap().path();
        let note = golden::parse(&path, decode(std::fs::read(&path).unwrap(), Assumption::Utf8));
        assert_invariants(&note.source, &note.outline);
        checked += 1;
    }
    assert!(checked >= 12, "only {checked} wild notes");
}
