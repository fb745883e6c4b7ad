//! Any text is an outline, and no byte of it is lost.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use midashi::note::encoding::{Assumption, decode};
use midashi::note::entry::Kind;
use midashi::note::notation::Notation;
use midashi::note::source::Source;
use midashi::outline::NodeId;
use midashi::outline::check::assert_invariants;
use midashi::vault::Note;
use proptest::prelude::*;

fn parse(source: Source) -> Note {
    static NOTATION: LazyLock<Arc<Notation>> = LazyLock::new(|| Arc::new(Notation::bundled()));
    Note::parse("note.txt", source, Arc::clone(&NOTATION))
}

fn kinds(text: &str) -> Vec<(Kind, u32, String)> {
    let note = parse(Source::from_text(text));
    assert_invariants(&note.source, &note.outline);
    let kind = |id: NodeId| {
        (note.outline.node(id).kind(), note.outline.node(id).depth(), note.text_of(id).to_owned())
    };
    note.outline.ids().map(kind).collect()
}

#[test]
fn lines_are_what_the_rules_say() {
    let cases: [(&str, Kind, u32, &str); 19] = [
        ("■話", Kind::Session, 0, "話"),
        ("■ 話", Kind::Session, 0, "話"),
        (" ■話", Kind::Text, 1, "■話"),
        ("●節", Kind::Section, 1, "節"),
        (" ●節", Kind::Text, 1, "●節"),
        ("・項", Kind::Item, 1, "項"),
        ("　・項", Kind::Item, 1, "項"),
        ("\t・項", Kind::Item, 1, "項"),
        ("1. 項", Kind::Item, 1, "項"),
        ("1.5 倍", Kind::Text, 1, "1.5 倍"),
        ("1.", Kind::Text, 1, "1."),
        ("-> 先", Kind::Arrow, 1, "先"),
        ("ー> 先", Kind::Arrow, 1, "先"),
        ("=> 先", Kind::Arrow, 1, "先"),
        ("→先", Kind::Arrow, 1, "先"),
        ("⇒ 先", Kind::Arrow, 1, "先"),
        ("元 -> 先", Kind::Text, 1, "元 -> 先"),
        ("■", Kind::Session, 0, ""),
        ("・", Kind::Item, 1, ""),
    ];
    for (line, kind, depth, text) in cases {
        let found = kinds(&format!("■前\n{line}\n"));
        assert_eq!(found.last().unwrap(), &(kind, depth, text.to_owned()), "{line:?}");
    }
}

#[test]
fn indentation_nests_and_blank_lines_do_not_close() {
    let note = "■話\n・a\n ・b\n\n   c\n  d\n・e\n\n遠い\n●節\n  f\n g\n";
    let found: Vec<(String, u32)> = kinds(note).into_iter().map(|(_, depth, text)| (text, depth)).collect();
    let expected = [
        ("話", 0),
        ("a", 1),
        ("b", 2),
        ("c", 3),
        ("d", 3),
        ("e", 1),
        ("遠い", 1),
        ("節", 1),
        ("f", 2),
        ("g", 2),
    ];
    assert_eq!(found, expected.map(|(text, depth)| (text.to_owned(), depth)));
}

#[test]
fn the_title_is_told_by_date_or_tag() {
    let title = |text: &str| {
        let titles = kinds(text).into_iter().filter(|(kind, ..)| *kind == Kind::Title);
        titles.map(|(.., text)| text).collect::<Vec<_>>()
    };
    assert_eq!(title("はじめ\n集い 2026/11/23\n■話\n"), ["集い 2026/11/23"]);
    assert_eq!(title("見出し画像\nはじめ\n■話\n2026-11-23\n"), ["はじめ"]);
    assert_eq!(title("・2026-11-23\n題 #x\n"), ["題 #x"]);
    assert!(title("■話\n本文\n").is_empty());
}

#[test]
fn who_speaks_is_told_by_the_paragraph_below_a_session() {
    let attributions =
        |text: &str| kinds(text).into_iter().filter(|(kind, ..)| *kind == Kind::Attribution).count();
    let cases = [
        ("■話\n\n月見坂\n\n・a\n", 1),
        ("■話\n\n月見坂\n青葉 しおり さん\n\n", 2),
        ("■話\n\n月見坂", 1),
        ("■話\n月見坂\n\n", 0),
        ("■話\n\n月見坂\n・a\n", 0),
        ("■話\n\n 月見坂\n\n", 0),
        ("■話\n\n一\n二\n三\n\n", 0),
        ("■話\n\n今日は晴れでした。\n\n", 0),
        ("■話\n\n●節\n\n月見坂\n\n", 0),
        ("■前\n●節\n\n月見坂\n\n", 0),
        ("●話\n\n月見坂\n\n", 1),
        ("■話\n青葉 しおり さん [月見坂]\n\n・a\n", 1),
        ("■話\n青葉 しおり さん [月見坂]\n・a\n", 1),
        ("■話\n\n青葉 しおり さん [月見坂]\n今日は晴れでした。\n", 1),
        ("■話\n登壇者：青葉 しおり\n登壇者：佐藤 健\n登壇者：星野 光\n", 2),
        ("■話\n青葉 しおり さん\n月見坂\n・a\n", 1),
        ("■話\n今日は晴れ\n青葉 しおり さん [月見坂]\n", 0),
        ("■話\n■話\n青葉 しおり さん [月見坂]", 1),
    ];
    for (text, expected) in cases {
        assert_eq!(attributions(text), expected, "{text:?}");
    }
}

#[test]
fn what_only_looks_like_a_marker_is_none() {
    let long = format!("・{}", "えーとですね".repeat(140));
    let lines = [
        "■■■■■=□□□フ",
        "●●社の件",
        "◆◇◆◇◆",
        "データ・ベース・管理",
        "ffftp.exe -------- 実行ファイル",
        "OS        Linux 6.1",
        "(setq a 1) ; ・ではない",
        "[    0.000000] ACPI: IRQ0 used by override.",
        "$ make -j2",
        "*p = 1;",
        "https://example.org/a-b",
        "--- a/file",
        "※ 注",
        "★ ■ ●",
        "第1章では",
        "【注】気をつける",
        "1.5 倍",
    ];
    for line in lines {
        let found = kinds(&format!("■前\n{line}  \n"));
        assert_eq!(found.last().unwrap(), &(Kind::Text, 1, line.to_owned()), "{line:?}");
    }
    let found = kinds(&format!("■前\n{long}  \n・次\n"));
    assert_eq!(
        found.iter().map(|(kind, depth, _)| (*kind, *depth)).collect::<Vec<_>>(),
        [(Kind::Session, 0), (Kind::Item, 1), (Kind::Item, 1)]
    );
}

#[test]
fn what_is_unmarked_below_an_item_is_its_child() {
    let found = kinds("■前\n・a\n  b\n    c\n・d ----- e\n");
    let depths: Vec<u32> = found.iter().map(|(_, depth, _)| *depth).collect();
    assert_eq!(depths, [0, 1, 2, 3, 1]);
}

#[test]
fn many_markers_take_no_longer() {
    let signs: Vec<char> = "◆◇◎○□▼▽★☆".chars().collect();
    let mut text = String::new();
    for line in 0..20_000 {
        writeln!(text, "{:1$}{2}x", "", line % 97, signs[line % signs.len()]).unwrap();
    }
    assert_eq!(kinds(&text).len(), 20_000);
}

#[test]
fn deep_and_long_notes_are_read_in_one_go() {
    let mut deep = String::new();
    for level in 0..2_000 {
        writeln!(deep, "{:level$}・x", "").unwrap();
    }
    let depths: Vec<u32> = kinds(&deep).into_iter().map(|(_, depth, _)| depth).collect();
    assert_eq!(depths.last(), Some(&1_999));
    let long = kinds(&"長".repeat(1_000_000));
    assert_eq!(long.len(), 1);
}

/// A ruler below a line that heads nothing is a node of its own, or stands between nodes; it is never lost.
#[test]
fn rulers_below_what_heads_nothing_are_kept() {
    for line in ["->", "-> a", "・a", "・", " a", "* ", "1. a", "※", "出席者：", "a。"] {
        for ruler in ["====", " ====", "~~~~", "－－－－"] {
            for rest in ["", "\n", "\n\n2026-1-2出席者", "\n    \n・b"] {
                kinds(&format!("\n{line}\n{ruler}{rest}"));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_keeps_its_bytes(
        text in "([■●・◆○]|【|】|第1章|=====?|---|[-*] |（1）|[①※]|出席者|日時|議題|：|->|ー>|1\\. |[ \u{3000}\t\r\n]|\n\n|[#@]|2026-1-2|[かナ漢a。、]|[\u{0}-\u{1F}\u{85}\u{A0}\u{2028}\u{FEFF}])*"
    ) {
        kinds(&text);
    }

    #[test]
    fn any_bytes_are_a_note(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let note = parse(decode(bytes, Assumption::default()));
        assert_invariants(&note.source, &note.outline);
    }
}
