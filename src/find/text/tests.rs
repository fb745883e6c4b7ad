//! Patterns against spellings, and against the naive way of finding them.

use std::sync::Arc;

use nucleo::chars::{is_upper_case, normalize, to_lower_case};
use proptest::prelude::*;

use super::{Pattern, Scan};
use crate::note::notation::Notation;
use crate::note::source::Source;
use crate::outline::NodeId;
use crate::text::fold::{fold, origins};
use crate::vault::{Note, NoteId, Place, Vault};

fn found(typed: &str, text: &str) -> Vec<String> {
    let pattern = Pattern::literal(typed).unwrap();
    pattern.find_in(text).map(|range| text.get(range).unwrap().to_owned()).collect()
}

#[test]
fn spellings_are_found_as_they_stand() {
    let cases: [(&str, &str, &[&str]); 10] = [
        ("カオス", "かおす、カオス、ｶｵｽ", &["かおす", "カオス", "ｶｵｽ"]),
        ("がら", "ガラス ｶﾞﾗｽ か\u{3099}らす からす", &["ガラ", "ｶﾞﾗ", "か\u{3099}ら"]),
        ("か", "が か\u{3099} か", &["か"]),
        ("aws", "AWS ＡＷＳ aＷs", &["AWS", "ＡＷＳ", "aＷs"]),
        ("AWS", "aws AWS", &["AWS"]),
        ("cafe", "Café CAFE\u{301} cafe", &["Café", "CAFE\u{301}", "cafe"]),
        ("café", "cafe Café", &["Café"]),
        ("見出し", "見出しの見出シ", &["見出し", "見出シ"]),
        ("端末", "端末と端末", &["端末", "端末"]),
        ("aab", "aaab", &["aab"]),
    ];
    for (typed, text, expected) in cases {
        assert_eq!(found(typed, text), expected, "{typed} in {text}");
    }
    assert!(Pattern::literal("").is_none());
}

#[test]
fn regular_expressions_have_smart_case_and_limits() {
    let is_in = |typed: &str, text: &str| Pattern::regex(typed).unwrap().is_in(text);
    assert!(is_in("^a.c$", "ABC"));
    assert!(!is_in("^A.c$", "abc"));
    assert!(is_in(r"\Aabc\S", "ABCd"));
    assert!(!is_in("x*", "abc"), "an empty place is none");
    let why = |typed: &str| Pattern::regex(typed).unwrap_err().to_string();
    assert_eq!(why("a("), "not a regular expression: unclosed group");
    assert_eq!(why(r"(\w{500}){500}"), "not a regular expression: it would take too much memory");
}

fn vault(texts: &[&str]) -> Vault {
    let notation = Arc::new(Notation::bundled());
    let parse = |text: &&str| Note::parse("note.txt", Source::from_text(*text), Arc::clone(&notation));
    Vault::new(texts.iter().map(parse).collect())
}

fn scanned(vault: &Vault, typed: &str, from: Place, step: u32) -> Vec<Place> {
    let mut scan = Scan::new(Arc::new(Pattern::literal(typed).unwrap()), vault, from);
    let mut found = Vec::new();
    while !scan.is_done() {
        found.extend(scan.advance(vault, step));
    }
    found
}

#[test]
fn a_scan_goes_round_from_where_it_began() {
    let vault = vault(&["■あ\n・い あ\n  い\n・あ\n", "あ\n■い\n", "■あ\n"]);
    let place = |note: u32, node: u32| Place { note: NoteId(note), node: Some(NodeId(node)) };
    let all = [place(0, 0), place(0, 1), place(0, 3), place(1, 0), place(2, 0)];
    for step in 1..9 {
        for start in 0..all.len() {
            let mut expected = all.to_vec();
            expected.rotate_left(start);
            assert_eq!(scanned(&vault, "ア", all[start], step), expected, "{step} {start}");
        }
    }
    assert_eq!(scanned(&vault, "■", all[0], 5), [], "markers are not the text");
}

/// The naive way: both are folded, and compared at every place.
fn naive(typed: &str, text: &str) -> Vec<(usize, usize)> {
    let needle: Vec<char> = fold(typed).chars().collect();
    let ignores_case = !needle.iter().any(|&c| is_upper_case(c));
    let ignores_accents = needle.iter().all(|&c| normalize(c) == c);
    let bare = |c: char| {
        let c = if ignores_accents { normalize(c) } else { c };
        if ignores_case { to_lower_case(c) } else { c }
    };
    let there: Vec<char> = fold(text).chars().collect();
    let origins = origins(text);
    let same = |(&c, &wanted): (&char, &char)| c == wanted || bare(c) == wanted;
    let mut found = Vec::new();
    let mut start = 0;
    while start + needle.len() <= there.len() {
        if there[start..].iter().zip(&needle).all(same) {
            let (last, length) = origins[start + needle.len() - 1];
            found.push((origins[start].0, last + length));
            start += needle.len();
        } else {
            start += 1;
        }
    }
    found
}

proptest! {
    #[test]
    fn the_naive_way_finds_the_same(
        text in "([a-cA-CÀ-ÿāĀあ-えア-エｱ-ｴがガ漢字ａ-ｃ\u{3099}\u{309b}\u{ff9e}\u{301} ]){0,14}",
        typed in "([a-cA-CÀ-ÿāあ-えア-エｱ-ｴがガ漢字ａ-ｃ\u{301}]){1,3}",
    ) {
        let pattern = Pattern::literal(&typed).unwrap();
        let chars = |bytes: usize| text.get(..bytes).unwrap().chars().count();
        let ours: Vec<_> = pattern.find_in(&text).map(|range| (chars(range.start), chars(range.end))).collect();
        prop_assert_eq!(ours, naive(&typed, &text));
    }

    #[test]
    fn searching_nodes_together_finds_those_that_have_it(
        text in "((■|・| |\n|\n  )[あアｱ漢ab]{0,3}){0,20}",
        typed in "[あ漢a]{1,2}",
    ) {
        let vault = vault(&[&text]);
        let note = vault.note(NoteId(0));
        let pattern = Pattern::literal(&typed).unwrap();
        let expected: Vec<_> = note.outline.ids().filter(|&id| pattern.is_in(note.text_of(id))).collect();
        let start = Place { note: NoteId(0), node: None };
        let found: Vec<_> = scanned(&vault, &typed, start, 3).into_iter().filter_map(|place| place.node).collect();
        prop_assert_eq!(found, expected);
    }
}
