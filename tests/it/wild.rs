//! Notes by other people, read as a person reads them: their headings, what nests below these, and what is no heading.

use std::path::PathBuf;

use crate::support::golden;
use midashi::note::encoding::{Assumption, decode};
use midashi::note::entry::Kind;
use midashi::outline::NodeId;
use midashi::outline::check::assert_invariants;
use midashi::vault::Note;

fn wild(name: &str) -> Note {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/notes/wild").join(name);
    let note = golden::parse(&path, decode(std::fs::read(&path).unwrap(), Assumption::default()));
    assert_invariants(&note.source, &note.outline);
    note
}

/// The headings: depth, marker and words.
fn headings(note: &Note) -> Vec<(u32, &str, &str)> {
    let headings = note.outline.ids().filter(|&id| note.outline.node(id).kind().is_heading());
    headings.map(|id| (note.outline.node(id).depth(), note.marker_of(id), note.text_of(id))).collect()
}

/// How many nodes of a kind there are.
fn count(note: &Note, kind: Kind) -> usize {
    note.outline.ids().filter(|&id| note.outline.node(id).kind() == kind).count()
}

/// The first node whose words begin so.
fn find(note: &Note, words: &str) -> NodeId {
    note.outline.ids().find(|&id| note.text_of(id).starts_with(words)).unwrap()
}

/// The words of the node above the first that begins so.
fn above<'n>(note: &'n Note, words: &str) -> &'n str {
    note.text_of(note.outline.node(find(note, words)).parent().unwrap())
}

#[test]
#[ignore = "needs ../shared/notes"]
fn a_manual_with_underlined_headings() {
    let note = wild("17-jp-ffftp.txt");
    let expected = [
        (0, "", "INIファイルについて"),
        (0, "", "マスターパスワードについて"),
        (0, "", "Ver 5.8での変更点"),
        (0, "", "Ver 1.96d以前へ戻す場合"),
        (0, "", "FFFTPの概要"),
        (0, "", "動作環境"),
        (0, "", "ファイル構成"),
        (0, "", "アンインストール方法"),
        (1, "■", "Windows 7、Vista"),
        (0, "", "ご利用にあたり"),
        (0, "", "ライセンス"),
        (0, "", "外部ライブラリ"),
    ];
    assert_eq!(headings(&note), expected);
    assert_eq!(note.outline.sessions().len(), 11);
    // - 5, ☆ 7, ・x64版 and ・x86版, three of ご利用にあたり, and the numbered terms of both languages.
    assert_eq!(count(&note, Kind::Item), 5 + 7 + 2 + 3 + 2 + 2);
    assert_eq!(count(&note, Kind::Rule), 2);
    assert_eq!(count(&note, Kind::Attribution), 0);
    assert_eq!(above(&note, "コントロールパネルの"), "Windows 7、Vista");
    assert_eq!(above(&note, "Windows 10以降"), "x64版");
    assert_eq!(above(&note, "ffftp.exe ----"), "ファイル構成");
    assert_eq!(
        above(&note, "ホスト側に作る"),
        "ミラーリングアップロード機能により、ローカルのファイル構成と同じ物を"
    );
    assert_eq!(note.header.title.as_deref(), Some("【ソフト名】　FTPクライアント FFFTP Ver 5.8"));
}

#[test]
#[ignore = "needs ../shared/notes"]
fn a_history_with_a_version_a_heading() {
    let note = wild("18-jp-ffftp-history.txt");
    let headings = headings(&note);
    let top = headings
        .iter()
        .filter(|(depth, marker, text)| *depth == 0 && *marker == "■" && text.starts_with("Ver "));
    assert_eq!(top.count(), headings.len());
    assert_eq!(headings.first(), Some(&(0, "■", "Ver 3.00")));
    assert_eq!(headings.get(1), Some(&(0, "■", "Ver 2.00")));
    let lines = note.source.text().lines();
    assert_eq!(headings.len(), lines.clone().filter(|line| line.starts_with('■')).count());
    let bullets = lines.filter(|line| line.trim_start().starts_with('・')).count();
    let items = note.outline.ids().filter(|&id| note.marker_of(id) == "・");
    assert_eq!(items.count(), bullets);
    assert_eq!(
        above(&note, "aes -----------"),
        "外部ライブラリを使用しなくなりました。すべてWindows付属のライブラリ"
    );
    assert_eq!(
        above(&note, "正しく設定されていない"),
        "PASVモードで返されるアドレスを無視する機能を追加しました。"
    );
    assert_eq!(count(&note, Kind::Attribution), 0);
    assert_eq!(note.header.title.as_deref(), Some("FFFTP　改版リスト"));
    assert_eq!(note.source.encoding(), "Shift_JIS");
}

#[test]
#[ignore = "needs ../shared/notes"]
fn a_readme_with_a_table_of_spaces() {
    let note = wild("28-jp-cyan-readme.txt");
    let expected = [(0, "", "初めに"), (0, "", "開発環境"), (0, "", "サポート"), (0, "", "連絡先")];
    assert_eq!(headings(&note), expected);
    assert_eq!(count(&note, Kind::Item), 0);
    assert_eq!(count(&note, Kind::Attribution), 0);
    assert_eq!(above(&note, "OS        Windows 10 Pro"), "開発環境");
    assert_eq!(above(&note, "Delphi XE2"), "Compiler  Delphi 10.3 Update 3");
    assert_eq!(note.header.title.as_deref(), Some("Readme.txt"));
    assert_eq!(note.header.date.map(|date| date.to_string()).as_deref(), Some("2021-01-01"));
}

#[test]
#[ignore = "needs ../shared/notes"]
fn a_readme_with_bullets_below_underlined_headings() {
    let note = wild("29-jp-uim.txt");
    let top: Vec<&str> = note.outline.sessions().iter().map(|&id| note.text_of(id)).collect();
    let expected = [
        "uim.elとは",
        "対応するEmacs",
        "クイックスタート",
        "普通のカスタマイズ",
        "特殊なカスタマイズ",
        "コマンド",
        "FAQ",
    ];
    assert_eq!(top, expected);
    let customs: Vec<&str> =
        note.outline.children(find(&note, "普通のカスタマイズ")).map(|id| note.text_of(id)).collect();
    let expected = [
        "uim-modeのデフォルトのIMをuim全体と独立に設定する",
        "インライン変換候補表示機能をデフォルトで有効にする",
        "プリエディット文字列や変換候補の色を変更する",
        "プリエディットや変換候補に枠を付ける",
        "特定のメジャーモードにおいてuim.elを最初から有効にする",
    ];
    assert_eq!(customs, expected);
    assert_eq!(above(&note, "設定例"), "uim-modeを直接呼び出して利用する場合の設定");
    assert_eq!(above(&note, "20.7.1"), "GNU Emacs 20系以上");
    assert_eq!(above(&note, "uim-preedit-highlight-face"), "用いています．");
    assert_eq!(above(&note, "uim-im-switch"), "コマンド");
    assert_eq!(
        above(&note, "シフト＋左/右矢印が"),
        "A. おそらく，以下の3つの理由のどれかによるものでしょう．"
    );
    assert_eq!(count(&note, Kind::Attribution), 0);
}

#[test]
#[ignore = "needs ../shared/notes"]
fn a_guide_of_stars_and_hollow_bullets() {
    let note = wild("30-jp-mlterm-sb.txt");
    let expected = [
        (0, "*", "実装方法の概略"),
        (0, "*", "必要な環境"),
        (0, "*", "x_sb_view_t"),
        (0, "*", "実装、コンパイル"),
        (0, "*", "登録作業"),
        (0, "*", "実際に使ってみる"),
        (0, "*", "補足"),
    ];
    assert_eq!(headings(&note), expected);
    // Three numbers, five environments, ten events.
    assert_eq!(count(&note, Kind::Item), 3 + 5 + 10);
    assert_eq!(above(&note, "UNIX98 dlopen"), "必要な環境");
    assert_eq!(
        above(&note, "スクロールバーのジオメトリ情報"),
        "void (*get_geometry_hints)(struct x_sb_view *, unsigned int *width,"
    );
    assert_eq!(above(&note, "x_sb_view_t ;"), "x_your_sb_view_t {");
}

#[test]
#[ignore = "needs ../shared/notes"]
fn a_page_with_two_cases() {
    let note = wild("52-jp-mlterm-comb.txt");
    let expected = [
        (0, "*", "端末アプリケーションが、結合文字処理をサポートしている場合"),
        (0, "*", "端末アプリケーションが、結合文字処理をサポートしていない場合"),
    ];
    assert_eq!(headings(&note), expected);
    assert_eq!(count(&note, Kind::Item), 2);
    assert_eq!(
        above(&note, "認識していても"),
        "結合文字を含む行は、端末アプリケーション側で、行末まで文字が埋まっていると"
    );
    assert_eq!(note.header.title.as_deref(), Some("結合文字の扱いについて"));
    assert_eq!(note.source.encoding(), "ISO-2022-JP");
}
