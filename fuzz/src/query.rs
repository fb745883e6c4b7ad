//! What is typed into the jump, and its readings in three languages.

use std::sync::LazyLock;

use midashi::find::{Candidates, Corpus, Query, Scope, search};
use midashi::text::reading::{Language, Letters, Readings};
use midashi::vault::Vault;

use crate::input;
use crate::notations::note;

static READINGS: LazyLock<[Readings; 3]> = LazyLock::new(|| {
    [Language::Japanese, Language::Chinese, Language::Korean]
        .map(|language| Readings::bundled(language).expect("the bundled readings are whole"))
});

/// How many matches are asked for.
const LIMIT: usize = 20;

/// Looks for the first line of the input in the rest, which is a note; its last byte chooses the readings.
pub fn run(data: &[u8]) {
    let (text, [language]) = input::text(data);
    let (typed, text) = input::first_line(&text);
    let readings = READINGS.get(usize::from(language) % (READINGS.len() + 1));
    if let Some(readings) = readings {
        assert_reading(readings, typed, text);
    }
    let vault = Vault::new(vec![note(text, None)]);
    let candidates = Candidates::of(&vault);
    let corpus = Corpus { vault: &vault, candidates: &candidates, readings };
    for scope in Scope::cycle(true) {
        let ranked = search(corpus, Query::parse(typed, scope), LIMIT);
        assert!(ranked.matches.len() <= LIMIT.min(ranked.total));
        for found in &ranked.matches {
            let chars = found.text(&vault).chars().count();
            assert!(
                found.ranges.iter().all(|range| range.start < range.end && range.end <= chars),
                "{found:?}"
            );
            assert!(found.ranges.windows(2).all(|pair| pair[0].end < pair[1].start), "{found:?}");
            assert!(!found.places().is_empty());
        }
        assert!(ranked.matches.windows(2).all(|pair| pair[0].score >= pair[1].score));
    }
}

fn assert_reading(readings: &Readings, typed: &str, text: &str) {
    let Some(query) = readings.query(typed) else { return };
    for line in text.lines() {
        if let Some(found) = readings.find(line, &query, &mut Letters::default()) {
            assert!(
                found.range.start < found.range.end && found.range.end <= line.chars().count(),
                "{found:?}"
            );
            assert!(found.parts >= 1);
        }
    }
}
