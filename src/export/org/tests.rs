//! Org as a whole: what blocks the outline becomes.

use super::super::testing::{exported, exported_parts};
use crate::export::Format;

#[test]
fn the_outline_becomes_headings_and_lists() {
    let note = "2026-11-23 集い #月 #a_b\n\n■話\n\n青葉 しおり さん [月見坂]\n\n●節\nはじめに\n続き\n・項目\n  子\n    孫\n  -> 結論\n\
                1. 一\n  ・二\n\n終わり\n";
    let expected = "#+options: -:nil\n#+title: 集い\n#+date: 2026-11-23\n#+filetags: :月:a_b:\n\n* 話\n:PROPERTIES:\n:SPEAKERS: 青葉 しおり\n:COMPANIES: 月見坂\n:END:\n\n\
                    青葉 しおり さん [月見坂]\n\n** 節\n\nはじめに \\\\\n続き\n\n- 項目\n  - 子\n    - 孫\n  - → 結論\n1. 一\n   - 二\n\n終わり\n";
    assert_eq!(exported(note, Format::Org), expected);
}

#[test]
fn several_parts_are_one_document() {
    let notes = ["2026-11-23 甲 #月\n■話\n", "・項\n"];
    let expected = "#+options: -:nil\n\n* 2026-11-23 甲 #月 :月:\n:PROPERTIES:\n:DATE: 2026-11-23\n:END:\n\n** 話\n\n* 1.txt\n\n- 項\n";
    assert_eq!(exported_parts(&notes, &[(0, None), (1, None)], Format::Org), expected);
}
