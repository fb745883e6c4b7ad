//! What is found where, and that it is what a naive search of folded texts finds, in a text as in a vault.

use std::sync::Arc;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::scan::TextSearch;
use super::*;
use crate::note::notation::Notation;
use crate::note::source::Source;
use crate::text::fold::{fold, origins};
use crate::text::slice;
use crate::vault::{Note, NoteId, Place, Vault};

fn pattern(typed: &str, is_regex: bool) -> TextPattern {
    TextPattern::new(typed, is_regex).unwrap().unwrap()
}

/// What `typed` covers in `text`.
fn covered<'t>(typed: &str, is_regex: bool, text: &'t str) -> Vec<&'t str> {
    let pattern = pattern(typed, is_regex);
    let found: Vec<&str> = pattern.ranges(text).into_iter().map(|range| slice(text, range)).collect();
    assert_eq!(pattern.is_in(text), !found.is_empty(), "{typed} in {text}");
    found
}

#[test]
fn spellings_count_alike() {
    // What is typed, the text, and what of it is found.
    let cases: [(&str, &str, &[&str]); 21] = [
        ("カオス", "カオスとｶｵｽとかおす", &["カオス", "ｶｵｽ", "かおす"]),
        ("が", "ガ、ｶﾞ、か\u{3099}、か", &["ガ", "ｶﾞ", "か\u{3099}"]),
        ("か", "がかｶﾞｶ", &["か", "ｶ"]),
        ("データ", "ﾃﾞｰﾀとデータ", &["ﾃﾞｰﾀ", "データ"]),
        ("aws", "AWS ＡＷＳ aws", &["AWS", "ＡＷＳ", "aws"]),
        ("AWS", "AWS ＡＷＳ aws", &["AWS", "ＡＷＳ"]),
        ("ＡＷＳ", "AWS aws", &["AWS"]),
        ("cafe", "café CAFE\u{301} cafe", &["café", "CAFE\u{301}", "cafe"]),
        ("café", "café cafe\u{301} cafe", &["café", "cafe\u{301}"]),
        ("e", "e\u{301}x", &["e\u{301}"]),
        ("aa", "aaaaa", &["aa", "aa"]),
        ("内製化", "内製、内製化", &["内製化"]),
        (".*", "a.*b ab", &[".*"]),
        ("（株）", "(株)と（株）", &["(株)", "（株）"]),
        ("a b", "a\u{3000}b", &["a\u{3000}b"]),
        ("k", "\u{212A}", &["\u{212A}"]),
        ("がら", "ガラス ｶﾞﾗｽ か\u{3099}らす からす", &["ガラ", "ｶﾞﾗ", "か\u{3099}ら"]),
        ("aws", "aＷs", &["aＷs"]),
        ("見出し", "見出しの見出シ", &["見出し", "見出シ"]),
        ("aab", "aaab", &["aab"]),
        ("x", "", &[]),
    ];
    for (typed, text, expected) in cases {
        assert_eq!(covered(typed, false, text), expected, "{typed} in {text}");
    }
}

#[test]
fn expressions_see_the_text_and_its_folded_form() {
    let cases: [(&str, &str, &[&str]); 12] = [
        ("カ.ス", "カオスとｶｵｽ", &["カオス"]),
        ("カ.ス", "ｶｵｽ、かおす", &["ｶｵｽ", "かおす"]),
        ("^が", "ｶﾞｽ", &["ｶﾞ"]),
        (r"\p{Katakana}+", "これはカオス", &["カオス"]),
        ("[ァ-ヶ]{3}", "これはカオスだ", &["カオス"]),
        ("k[a-z]*s", "Kubernetes AWS", &["Kubernetes"]),
        ("K[a-z]*s", "kubernetes Kubernetes", &["Kubernetes"]),
        (r"\S+\p{Lu}", "aB", &["aB"]),
        ("a*", "baab", &["aa"]),
        ("（.*）", "a（株）b (株)", &["（株）"]),
        ("a$", "a\nba", &["a", "a"]),
        ("x*", "", &[]),
    ];
    for (typed, text, expected) in cases {
        assert_eq!(covered(typed, true, text), expected, "{typed} in {text}");
    }
}

#[test]
fn what_cannot_be_looked_for_says_why() {
    let cases = [
        ("(", "unclosed group"),
        ("[a", "unclosed character class"),
        ("*", "repetition operator missing expression"),
        (r"\p{Nothing}", "Unicode property not found"),
        (r"(\w{200}){200}", "this would match too much at once"),
    ];
    for (typed, expected) in cases {
        let error = TextPattern::new(typed, true).unwrap_err();
        assert_eq!(error.to_string(), expected, "{typed}");
    }
    let long = "か".repeat(501);
    for is_regex in [true, false] {
        assert_eq!(TextPattern::new(&long, is_regex).unwrap_err(), PatternError::TooLong);
        assert!(TextPattern::new("", is_regex).unwrap().is_none());
    }
}

/// The places of `typed` in `text`, by folding both and comparing char by char.
fn naive(typed: &str, text: &str) -> Vec<Range<usize>> {
    let (needle, haystack): (Vec<char>, Vec<char>) =
        (fold(typed).chars().collect(), fold(text).chars().collect());
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let lower = |c: char| c.to_lowercase().next().unwrap();
    let unaccented = |c: char| if ('À'..'ɏ').contains(&c) { c.nfd().next().unwrap() } else { c };
    let ignores_case = !needle.iter().any(|c| c.is_uppercase());
    let ignores_accents = needle.iter().all(|&c| unaccented(c) == c);
    let form = |c: char| {
        let c = if ignores_accents { unaccented(c) } else { c };
        if ignores_case { lower(c) } else { c }
    };
    let origins = origins(text);
    let mut places = Vec::new();
    let mut at = 0;
    while at + needle.len() <= haystack.len() {
        if needle.iter().zip(&haystack[at..]).all(|(&wanted, &c)| form(c) == wanted) {
            let (last, length) = origins[at + needle.len() - 1];
            places.push(bytes[origins[at].0]..bytes[last + length]);
            at += needle.len();
        } else {
            at += 1;
        }
    }
    places
}

fn text(most: usize) -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "a",
        "A",
        "ａ",
        "Ａ",
        "b",
        "é",
        "É",
        "e",
        "\u{301}",
        "か",
        "カ",
        "ｶ",
        "が",
        "ガ",
        "ﾞ",
        "\u{3099}",
        "゛",
        "は",
        "ﾊ",
        "ﾟ",
        "ー",
        "漢",
        "字",
        "1",
        "１",
        "　",
        " ",
        ".",
        "👨‍👩‍👧",
    ]);
    prop::collection::vec(part, 0..most).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn what_is_found_is_what_a_naive_search_finds(text in text(24), typed in text(4)) {
        prop_assume!(!fold(&typed).is_empty());
        let pattern = pattern(&typed, false);
        let places = naive(&typed, &text);
        prop_assert_eq!(pattern.is_in(&text), !places.is_empty());
        prop_assert_eq!(pattern.ranges(&text), places);
    }

    #[test]
    fn any_text_is_found_in_itself(before in "\\PC{0,3}", typed in "\\PC{1,4}", after in "\\PC{0,3}") {
        let text = format!("{before} {typed} {after}");
        prop_assert!(pattern(&typed, false).is_in(&text), "{:?} in {:?}", typed, text);
    }

    #[test]
    fn no_expression_does_harm(typed in "[a-z(){}\\[\\]*+?|^$.\\\\か（]{1,12}", text in text(12)) {
        if let Ok(Some(pattern)) = TextPattern::new(&typed, true) {
            let ranges = pattern.ranges(&text);
            prop_assert!(ranges.iter().all(|range| text.get(range.clone()).is_some_and(|found| !found.is_empty())));
            prop_assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert_eq!(pattern.is_in(&text), !ranges.is_empty());
        }
    }

    #[test]
    fn a_vault_is_searched_from_a_place_around_to_it(
        notes in prop::collection::vec(prop::collection::vec(text(9), 0..6), 1..4),
        typed in text(3),
        is_regex in any::<bool>(),
        start in any::<usize>(),
        step in 1u32..40,
    ) {
        prop_assume!(!fold(&typed).is_empty());
        let Ok(Some(pattern)) = TextPattern::new(&typed, is_regex) else { return Ok(()) };
        let notation = Arc::new(Notation::bundled());
        let lines = |lines: &Vec<String>| lines.iter().flat_map(|line| ["・", line, "\n"]).collect::<String>();
        let note = |lines: String| Note::parse("note", Source::from_text(lines), Arc::clone(&notation));
        let vault = Vault::new(notes.iter().map(lines).map(note).collect());
        let all: Vec<Place> = vault.ids().flat_map(|note| {
            let nodes = vault.note(note).outline.ids().map(move |id| Place { note, node: Some(id) });
            std::iter::once(Place { note, node: None }).chain(nodes)
        }).collect();
        let start = all[start % all.len()];
        let text = |place: Place| place.node.map_or("", |id| vault.note(place.note).text_of(id));
        let has = |place: Place| pattern.is_in(text(place));
        let (before, after): (Vec<Place>, Vec<Place>) = all.into_iter().filter(|&place| has(place)).partition(|&place| place < start);

        let mut search = TextSearch::new(&vault, start);
        let mut found = Vec::new();
        let most = 2 * vault.notes().map(|note| note.source.text().len() + 1).sum::<usize>() + 2;
        for _ in 0..most {
            if !search.is_done() {
                found.extend(search.advance(&vault, &pattern, step));
            }
        }
        prop_assert!(search.is_done());
        prop_assert_eq!(found, [after, before].concat());
    }
}

#[test]
fn only_the_text_of_nodes_is_searched() {
    let notation = Arc::new(Notation::bundled());
    let text = "題名\n\n■ ■あ\n\n・・い\n  あ";
    let vault = Vault::new(vec![Note::parse("note", Source::from_text(text), notation)]);
    let start = Place { note: NoteId(0), node: None };
    let found = |typed: &str| {
        let found = TextSearch::new(&vault, start).advance(&vault, &pattern(typed, false), u32::MAX);
        found.into_iter().map(|place| vault.note(place.note).text_of(place.node.unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(found("■"), ["■あ"]);
    assert_eq!(found("・"), ["・い"]);
    assert_eq!(found("■ "), [""; 0]);
    assert_eq!(found("あ"), ["■あ", "あ"]);
}
