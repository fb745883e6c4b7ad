//! Markdown as a whole: what blocks the outline becomes.

use super::super::testing::{exported, exported_parts};
use crate::export::Format;

const NOTE: &str = "2026-11-23 集い\n\n■話\n\n青葉 しおり さん [月見坂]\n\n●節\nはじめに\n続き\n・項目\n  子\n    孫\n  -> 結論\n\
                    1. 一\n  ・二\n\n終わり\n";

#[test]
fn the_outline_becomes_headings_and_lists() {
    let expected = "# 2026-11-23 集い\n\n## 話\n\n*青葉 しおり さん \\[月見坂\\]*\n\n### 節\n\nはじめに\\\n続き\n\n\
                    - 項目\n  - 子\n    - 孫\n  - → 結論\n1. 一\n   - 二\n\n終わり\n";
    assert_eq!(exported(NOTE, Format::Markdown), expected);
}

#[test]
fn headings_may_be_bold_items() {
    let expected = "- **2026-11-23 集い**\n  - **話**\n    - 青葉 しおり さん \\[月見坂\\]\n    - **節**\n      - はじめに\n      \
                    - 続き\n      - 項目\n        - 子\n          - 孫\n        - → 結論\n      1. 一\n         - 二\n      - 終わり\n";
    assert_eq!(exported(NOTE, Format::MarkdownBold), expected);
}

#[test]
fn what_cannot_begin_within_a_paragraph_comes_after_a_blank_line() {
    assert_eq!(exported("・親\n  2. 二\n  3. 三\n", Format::Markdown), "- 親\n\n  2. 二\n  3. 三\n");
    assert_eq!(exported("・親\n  ・\n  ・子\n", Format::Markdown), "- 親\n\n  -\n  - 子\n");
}

#[test]
fn several_parts_are_one_document() {
    let parts =
        exported_parts(&["■甲\n本文\n", "2026-11-23 乙\n・項\n"], &[(0, None), (1, None)], Format::Markdown);
    assert_eq!(parts, "# 0.txt\n\n## 甲\n\n本文\n\n# 2026-11-23 乙\n\n- 項\n");
    let parts = exported_parts(&["■甲\n本文\n■乙\n・項\n"], &[(0, Some(0)), (0, Some(3))], Format::Markdown);
    assert_eq!(parts, "# 甲\n\n本文\n\n***\n\n- 項\n");
}
