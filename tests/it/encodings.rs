//! The sample note in the encodings of thirty years, as the binary reads it from a file without being told which.
#![cfg(unix)]

use crate::support::cli::{Workplace, sample};
use encoding_rs::Encoding;
use serde_json::Value;

/// `text` in an encoding; `encoding_rs` does not encode UTF-16, as no form on the web is sent in it.
fn encoded(text: &str, name: &str) -> Vec<u8> {
    match name {
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => {
            let (bytes, _, lost) = Encoding::for_label(name.as_bytes()).unwrap().encode(text);
            assert!(!lost, "{name} has not all of the text");
            bytes.into_owned()
        }
    }
}

/// The outline of a note, and the encoding it was read in.
fn read(workplace: &Workplace, name: &str, arguments: &[&str]) -> (Value, String) {
    let ran = workplace.run(&[&["outline", "--json", name], arguments].concat());
    let mut outline: Value = serde_json::from_str(&ran.stdout).unwrap();
    let encoding = outline["encoding"].take();
    outline["path"].take();
    (outline, encoding.as_str().unwrap().to_owned())
}

#[test]
fn a_note_reads_the_same_in_every_encoding() {
    let workplace = Workplace::new();
    let japanese = ["Shift_JIS", "EUC-JP", "ISO-2022-JP"];
    // ISO-2022-JP has full-width kana in place of half-width ones.
    let text = common(&sample(), &japanese).replace(|c| ('\u{ff61}'..='\u{ff9f}').contains(&c), "");
    workplace.file("utf8.txt", &text);
    let (expected, encoding) = read(&workplace, "utf8.txt", &[]);
    assert_eq!(encoding, "UTF-8");
    for name in [&japanese[..], &["UTF-16LE", "UTF-16BE"]].concat() {
        workplace.file("note.txt", encoded(&text, name));
        let (outline, encoding) = read(&workplace, "note.txt", &[]);
        assert_eq!(encoding, name);
        assert!(outline == expected, "{name}");
    }
    // Not written by Chinese or Korean hands, it passes for theirs only when it is said to be.
    for name in ["gb18030", "Big5", "EUC-KR"] {
        let some = common(&sample(), &[name]);
        workplace.file("utf8.txt", &some);
        workplace.file("note.txt", encoded(&some, name));
        let (expected, _) = read(&workplace, "utf8.txt", &[]);
        let (outline, encoding) = read(&workplace, "note.txt", &["--encoding", name]);
        assert_eq!(encoding, name);
        assert!(outline == expected, "{name}");
    }
}

/// `text` without what one of the encodings does not have.
fn common(text: &str, names: &[&str]) -> String {
    let has = |c: char, name: &&str| {
        !Encoding::for_label(name.as_bytes()).unwrap().encode(c.encode_utf8(&mut [0; 4])).2
    };
    text.chars().filter(|&c| names.iter().all(|name| has(c, name))).collect()
}

#[test]
fn what_cannot_be_decoded_is_shown_and_counted() {
    let workplace = Workplace::new();
    let cut = [sample().as_bytes(), "\n・途中".as_bytes(), b"\xE3"].concat();
    workplace.file("cut.txt", &cut);
    let (outline, encoding) = read(&workplace, "cut.txt", &[]);
    assert_eq!(encoding, "UTF-8");
    let last = outline["nodes"].as_array().unwrap().last().unwrap()["text"].as_str().unwrap().to_owned();
    assert!(last.ends_with('\u{FFFD}'), "{last}");
    let ran = workplace.run(&["outline", "cut.txt"]);
    assert!(ran.stderr.contains("one place is not UTF-8"), "{}", ran.stderr);
    // Mislabelled: all of it is still there, as what it is not.
    workplace.file("sjis.txt", encoded("■見出し\n・項目\n", "Shift_JIS"));
    let ran = workplace.run(&["outline", "--encoding", "euc-jp", "sjis.txt"]);
    assert!(ran.stderr.contains("not EUC-JP (--encoding names another"), "{}", ran.stderr);
    let (outline, _) = read(&workplace, "sjis.txt", &["--encoding", "cp932"]);
    assert_eq!(outline["nodes"][1]["text"], "項目");
}

#[test]
fn the_locale_tips_the_scales() {
    let workplace = Workplace::new();
    // A word of kanji alone could be anything.
    workplace.file("note.txt", encoded("\u{8b70}\u{4e8b}\u{9332}\n", "EUC-JP"));
    let read_in = |locale: &str| {
        let output =
            workplace.command(&["outline", "--json", "note.txt"]).env("LC_ALL", locale).output().unwrap();
        let outline: Value = serde_json::from_slice(&output.stdout).unwrap();
        outline["encoding"].as_str().unwrap().to_owned()
    };
    assert_eq!(["ja_JP.UTF-8", "zh_CN.UTF-8", "ko_KR.UTF-8"].map(read_in), ["EUC-JP", "GBK", "EUC-KR"]);
}
