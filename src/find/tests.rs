//! What queries find in a small note, and that narrowing, masks and ranges hold for any text.

use std::sync::Arc;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::note::entry::Kind;
use crate::note::notation::Notation;
use crate::note::source::Source;
use crate::text::reading::{Language, Readings};
use crate::vault::Note;

const NOTE: &str = "\
月見坂カンファレンス 2026-04-01 #tsukimi

■カオスエンジニアリングの実践

青葉 しおり さん [月見坂システムズ]

●カオスとは
・カオスを起こす
・内製化した決済
・Kubernetes で k8s an old sun

■星を数える

青葉 しおり さん [月見坂システムズ]

・KAOSU という綴り https://example.com/kaosu
";

static READINGS: LazyLock<Readings> = LazyLock::new(|| Readings::bundled(Language::Japanese).unwrap());

fn vault(notes: &[&str]) -> Vault {
    let notation = Arc::new(Notation::bundled());
    let note = |(index, text): (usize, &&str)| {
        let source = Source::from_text((*text).to_owned());
        Note::parse(format!("notes/{index}.txt"), source, Arc::clone(&notation))
    };
    Vault::new(notes.iter().enumerate().map(note).collect())
}

/// What `typed` finds, as `kind text [matched] …`, best first.
fn found(vault: &Vault, typed: &str) -> Vec<String> {
    let candidates = Candidates::of(vault);
    let corpus = Corpus { vault, candidates: &candidates, readings: Some(&READINGS) };
    let ranked = search(corpus, Query::parse(typed, Scope::All), 100);
    assert_eq!(ranked.total, ranked.matches.len());
    ranked.matches.iter().map(|found| described(vault, found)).collect()
}

fn described(vault: &Vault, found: &Match) -> String {
    let chars: Vec<char> = found.text(vault).chars().collect();
    let matched: Vec<String> =
        found.ranges.iter().map(|range| chars[range.clone()].iter().collect()).collect();
    format!("{} {} [{}]", found.kind.name(), found.text(vault), matched.join("|"))
}

#[test]
fn the_best_comes_first() {
    let vault = vault(&[NOTE]);
    // What is typed, and how the first matches read.
    let cases: [(&str, &[&str]); 9] = [
        (
            "カオス",
            &[
                "session カオスエンジニアリングの実践 [カオス]",
                "section カオスとは [カオス]",
                "item カオスを起こす [カオス]",
            ],
        ),
        (
            "kaosu",
            &[
                "item KAOSU という綴り https://example.com/kaosu [KAOSU]",
                "link https://example.com/kaosu [kaosu]",
                "session カオスエンジニアリングの実践 [カオス]",
                "section カオスとは [カオス]",
                "item カオスを起こす [カオス]",
            ],
        ),
        ("naisei", &["item 内製化した決済 [内製]"]),
        ("@aoba", &["speaker 青葉 しおり [青葉]"]),
        ("青葉", &["speaker 青葉 しおり [青葉]"]),
        ("aoba shiori", &["speaker 青葉 しおり [青葉|しおり]"]),
        ("aobashiori", &["speaker 青葉 しおり [青葉 しおり]"]),
        ("&tsukimi", &["company 月見坂システムズ [月見]"]),
        ("'カオス !実践 とは$", &["section カオスとは [カオスとは]"]),
    ];
    for (typed, expected) in cases {
        let found = found(&vault, typed);
        assert_eq!(&found[..expected.len().min(found.len())], expected, "{typed}");
    }
}

#[test]
fn letters_apart_are_found_after_all_else() {
    let vault = vault(&[NOTE]);
    assert_eq!(found(&vault, "kaosu").last().unwrap(), "item Kubernetes で k8s an old sun [k|a|o|su]");
    assert_eq!(found(&vault, "'kaosu").len(), 2);
}

#[test]
fn an_empty_query_lists_notes_and_sessions() {
    let one = vault(&[NOTE]);
    assert_eq!(found(&one, ""), ["session カオスエンジニアリングの実践 []", "session 星を数える []"]);
    let two = vault(&["■あ\n", "・い\n"]);
    assert_eq!(found(&two, ""), ["note 0.txt []", "session あ []", "note 1.txt []"]);
    assert_eq!(found(&vault(&["・い\n"]), ""), ["item い []"]);
    assert_eq!(found(&one, "company:"), ["company 月見坂システムズ []"]);
    assert_eq!(found(&vault(&[""]), "x"), [""; 0]);
}

#[test]
fn an_entity_leads_to_all_its_places() {
    let vault = vault(&[NOTE]);
    let candidates = Candidates::of(&vault);
    let corpus = Corpus { vault: &vault, candidates: &candidates, readings: None };
    let speaker = search(corpus, Query::parse("@青葉", Scope::All), 1).matches.remove(0);
    assert_eq!(speaker.places().len(), 2);
    let among = Query { among: Some(speaker.places().to_vec()), ..Query::parse("", Scope::All) };
    let sessions = search(corpus, among, 9).matches;
    let texts: Vec<&str> = sessions.iter().map(|session| session.text(&vault)).collect();
    assert_eq!(texts, ["カオスエンジニアリングの実践", "星を数える"]);
}

#[test]
fn odd_queries_find_nothing_and_do_no_harm() {
    let vault = vault(&[NOTE]);
    let everything = Candidates::of(&vault).len();
    let long = "か".repeat(10_000);
    for typed in ["\u{301}", "\\", long.as_str(), "zzzz!", "\u{0}"] {
        assert_eq!(found(&vault, typed), [""; 0], "{typed:?}");
    }
    for typed in ["'", "^", "$", "!", "'^$!", "! ^ '"] {
        assert!(found(&vault, typed).len() <= everything, "{typed:?}");
    }
}

#[test]
fn the_limit_keeps_the_best_and_the_total() {
    let vault = vault(&[NOTE]);
    let candidates = Candidates::of(&vault);
    let corpus = Corpus { vault: &vault, candidates: &candidates, readings: Some(&READINGS) };
    let all = search(corpus, Query::parse("s", Scope::All), 100);
    let first = search(corpus, Query::parse("s", Scope::All), 2);
    assert_eq!(first.matches, all.matches[..2]);
    assert_eq!(first.total, all.matches.len());
}

/// Words and operators, of which some match the note.
fn typed() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "カ", "オ", "ス", "か", "\u{3099}", "k", "a", "o", "s", "u", "A", " ", "!", "^", "'", "$", "\\",
        "内", "n", "1", "0", "é",
    ]);
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

/// Types `typed` char by char; after each, as many candidates are looked at as `steps` says before the next is typed.
/// What is found then is what a new search finds.
fn assert_narrowing(typed: &str, steps: &[usize]) {
    let vault = vault(&[NOTE, "■か\u{3099}すとé 10台\n・a\\ k\n"]);
    let candidates = Candidates::of(&vault);
    let corpus = Corpus { vault: &vault, candidates: &candidates, readings: Some(&READINGS) };
    let mut previous: Option<Search> = None;
    let prefixes = typed.char_indices().map(|(end, c)| crate::text::slice(typed, 0..end + c.len_utf8()));
    for (index, prefix) in prefixes.enumerate() {
        let query = Query::parse(prefix, Scope::All);
        let mut search = match previous.take() {
            Some(previous) => previous.then(corpus, query.clone(), 100),
            None => Search::new(corpus, query.clone(), 100),
        };
        let step = steps.get(index).copied().unwrap_or(usize::MAX);
        search.advance(corpus, step);
        if search.is_done(corpus) {
            let (found, anew) = (search.best(corpus), super::search(corpus, query, 100));
            assert_eq!(found, anew, "{typed:?}, {prefix:?}");
        }
        previous = Some(search);
    }
}

/// Lines that can be read in many ways, by number.
fn line(number: usize) -> &'static str {
    const LINES: [&str; 14] = [
        "■カオスの話",
        "●かな",
        "・金",
        "・加奈",
        "・中か",
        "・加",
        "  kana",
        "  仮名と漢字",
        "・カ",
        "・10台か",
        "・いかか",
        "・なかなか",
        "  ことば",
        "・加減かげん",
    ];
    LINES[number % LINES.len()]
}

fn assert_few_are_the_best_of_all(lines: &[usize], typed: &str, limit: usize, step: usize) {
    let note: String = lines.iter().flat_map(|&number| [line(number), "\n"]).collect();
    let vault = vault(&[&note]);
    let candidates = Candidates::of(&vault);
    let corpus = Corpus { vault: &vault, candidates: &candidates, readings: Some(&READINGS) };
    let query = Query::parse(typed, Scope::All);
    let all = super::search(corpus, query.clone(), usize::MAX);
    let mut few = Search::new(corpus, query, limit);
    while !few.is_done(corpus) {
        few.advance(corpus, step);
    }
    let few = few.best(corpus);
    assert_eq!(few.total, all.total, "{typed}");
    assert_eq!(few.matches, all.matches[..limit.min(all.total)], "{typed}");
}

#[test]
fn narrowing_heeds_what_appending_changes() {
    for typed in ["Ano0", "Anオ", "anオ", "nア", "kanあ"] {
        assert_narrowing(typed, &[]);
    }
}

proptest! {
    #[test]
    fn narrowing_finds_what_a_new_search_does(typed in typed(), steps in prop::collection::vec(0usize..9, 0..9)) {
        assert_narrowing(&typed, &steps);
    }

    #[test]
    fn what_is_not_ranked_is_none_of_the_best(
        lines in prop::collection::vec(0usize..14, 1..60),
        typed in "(k|n|か|カ)(a|な|ナ|)(n|o|か| k|)(a|)",
        limit in 0usize..6,
        step in 1usize..40,
    ) {
        assert_few_are_the_best_of_all(&lines, &typed, limit, step);
    }

    #[test]
    fn a_mask_turns_nothing_away_that_fits(text in "(\\PC|[ｦ-ﾟ\u{3099}a-eÀ-ɏ]){0,12}", typed in "(\\PC|[ｦ-ﾟ\u{3099}a-eÀ-ɏ]){1,4}") {
        let words = words::Words::new(&typed, None);
        let mask = mask::CharMask::of_text(crate::text::fold::folded(&text).map(|(c, _)| c));
        let mut scratch = words::Scratch::default();
        if words.fit(&text, None, None, &mut scratch).is_some() {
            prop_assert!(words.may_fit(mask));
            prop_assert!(words.fit(&text, Some(mask), None, &mut scratch).is_some());
        }
    }

    #[test]
    fn ranges_are_chars_of_the_text(text in "(カオス|k|ｶﾞ|か\u{3099}|👨‍👩|製| ){0,9}", typed in "(ka|o|が|セイ|👨| ){1,3}") {
        let words = words::Words::new(&typed, Some(&READINGS));
        let mut scratch = words::Scratch::default();
        let ranges = words.ranges(&text, Some(&READINGS), &mut scratch);
        prop_assert!(ranges.windows(2).all(|pair| pair[0].end < pair[1].start), "{:?}", ranges);
        prop_assert!(ranges.iter().all(|range| range.start < range.end && range.end <= text.chars().count()));
        let fits = !words.is_empty() && words.fit(&text, None, Some(&READINGS), &mut scratch).is_some();
        prop_assert!(!fits || !ranges.is_empty());
    }
}

#[test]
fn every_kind_has_one_word() {
    for name in MatchKind::names() {
        assert_eq!(MatchKind::from_name(name).map(MatchKind::name), Some(name));
    }
    assert_eq!(MatchKind::from_name("item"), Some(MatchKind::Node(Kind::Item)));
}
