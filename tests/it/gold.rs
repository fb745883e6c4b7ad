//! Real notes and their outlines, checked by hand, outside of the project.

use std::path::PathBuf;

use crate::support::golden;
use midashi::find::{Candidates, Corpus, Match, Query, Scope, search};
use midashi::note::encoding::{Assumption, decode};
use midashi::note::notation::{Dialect, Family};
use midashi::outline::check::{assert_invariants, assert_marked_up, assert_within_markup};
use midashi::text::reading::{Language, Readings};
use midashi::vault::Vault;

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
        let note = golden::parse(&path, decode(std::fs::read(&path).unwrap(), Assumption::default()));
        match note.family {
            Family::Bullets => assert_invariants(&note.source, &note.outline),
            Family::Markdown | Family::Org => assert_marked_up(&note.source, &note.outline),
            Family::Indented(Dialect::Plain | Dialect::TaskPaper) => {
                assert_invariants(&note.source, &note.outline);
            }
            Family::Opml | Family::Indented(Dialect::Logseq) => {
                assert_within_markup(&note.source, &note.outline);
            }
        }
        checked += 1;
    }
    assert!(checked >= 12, "only {checked} wild notes");
}

#[test]
#[ignore = "needs ../shared/notes"]
fn romaji_finds_what_is_read_so() {
    let note = std::fs::read(notes().join("cndt2019-day2.txt")).unwrap();
    let note = golden::parse(&notes().join("cndt2019-day2.txt"), decode(note, Assumption::default()));
    let vault = Vault::new(vec![note]);
    let candidates = Candidates::of(&vault);
    let readings = Readings::bundled(Language::Japanese).unwrap();
    let corpus = Corpus { vault: &vault, candidates: &candidates, readings: Some(&readings) };
    let pairs = std::fs::read_to_string(notes().join("romaji-queries.tsv")).unwrap();
    let mut checked = 0;
    for (typed, wanted) in pairs.lines().filter_map(|line| line.split_once('\t')) {
        let first = search(corpus, Query::parse(typed, Scope::All), 3).matches;
        let matched = |found: &Match| -> Vec<String> {
            let chars: Vec<char> = found.text(&vault).chars().collect();
            found.ranges.iter().map(|range| chars[range.clone()].iter().collect()).collect()
        };
        let all: Vec<Vec<String>> = first.iter().map(matched).collect();
        assert!(all.iter().any(|matched| matched == &[wanted]), "{typed}: {wanted} is not among {all:?}");
        checked += 1;
    }
    assert!(checked >= 18, "only {checked} pairs");
}
