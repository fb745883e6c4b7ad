//! What Markdown is read as.

use proptest::prelude::*;

use crate::note::entry::Kind;
use crate::note::notation::{Family, Notation};
use crate::note::source::Source;
use crate::outline::build::build;
use crate::outline::check::{assert_marked_up, drawn};

/// The outline of a note, as it is drawn.
fn shown(text: &str) -> String {
    let source = Source::from_text(text);
    let reading = Notation::bundled().read_note(Family::Markdown, &source);
    let source = reading.source.unwrap_or(source);
    let end = u32::try_from(source.text().len()).unwrap();
    assert_eq!(source.original(0..end), text, "every byte of the file is kept");
    let outline = build(reading.entries);
    assert_marked_up(&source, &outline);
    drawn(&source, &outline)
}

#[test]
fn blocks_are_nodes() {
    let cases = [
        (
            "# T\n\n## A ##\n\nx\ny\n\n### B\n\n- a\n",
            "title \"#\" \"T\"\nsession \"##\" \"A\"\n  text \"\" \"x\\ny\"\n  section \"###\" \"B\"\n    item \"-\" \"a\"\n",
        ),
        ("T\n===\n\nA\n---\n\nB\n---\n", "title \"\" \"T\"\nsession \"\" \"A\"\nsession \"\" \"B\"\n"),
        ("# A\n# B\n### C\n", "session \"#\" \"A\"\nsession \"#\" \"B\"\n  section \"###\" \"C\"\n"),
        (
            "- [x] a\n  - b\n\n    more\n- [ ] c\n",
            "item \"- [x]\" \"a\"\n  item \"-\" \"b\"\n    text \"\" \"more\"\nitem \"- [ ]\" \"c\"\n",
        ),
        ("1. a\n10) *b* c\n", "item \"1.\" \"a\"\nitem \"10)\" \"*b* c\"\n"),
        ("- ```rs\n  let a;\n\n  b\n  ```\n", "item \"-\" \"\"\n  code \"```rs\" \"let a;\\n\\nb\"\n"),
        ("~~~\n~~~\n\n    in\n    dented\n", "code \"~~~\" \"\"\ncode \"\" \"in\\ndented\"\n"),
        ("> a\n> > b\nc\n>\n> - d\n>\n\ne\n", "quote \">\" \"a\\n> b\\nc\\n\\n- d\"\ntext \"\" \"e\"\n"),
        ("- a\n  > b\n  > c\n\n>\n", "item \"-\" \"a\"\n  quote \">\" \"b\\nc\"\nquote \">\" \"\"\n"),
        ("|a|b|\n|-|-|\n|1|2|\n\n***\n", "table \"\" \"|a|b|\\n|-|-|\\n|1|2|\"\nrule \"***\" \"\"\n"),
        (
            "[x]: http://example.org\n\n<b>\nc\n</b>\n",
            "text \"\" \"[x]: http://example.org\"\ntext \"\" \"<b>\\nc\\n</b>\"\n",
        ),
        (
            "---\ntitle: T\n---\n# A\n# B\n",
            "title \"title:\" \"T\"\nsession \"#\" \"A\"\nsession \"#\" \"B\"\n",
        ),
        (
            "## A\n\n**Speaker: Shiori Aoba (Tsukimi)**\n\nwords\n",
            "session \"##\" \"A\"\n  attribution \"\" \"Speaker: Shiori Aoba (Tsukimi)\"\n  text \"\" \"words\"\n",
        ),
        (
            "## A\n\n**Speaker:** Shiori Aoba\n",
            "session \"##\" \"A\"\n  attribution \"**Speaker:**\" \"Shiori Aoba\"\n",
        ),
        (
            "## A\n**June Halloway (Paper Lantern Labs)**\n",
            "session \"##\" \"A\"\n  attribution \"\" \"June Halloway (Paper Lantern Labs)\"\n",
        ),
        (
            "## A\n**What we did (in short)**\n",
            "session \"##\" \"A\"\n  text \"\" \"**What we did (in short)**\"\n",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected, "{text:?}");
    }
}

#[test]
fn deep_notes_are_read_in_one_go() {
    for text in
        [">".repeat(100_000) + "a", "- ".repeat(1_000) + "a", "[".repeat(100_000), "*".repeat(100_000)]
    {
        shown(&text);
    }
    let source = Source::from_text("# a\n- b\n".repeat(100_000));
    let entries = Notation::bundled().read_note(Family::Markdown, &source).entries;
    assert_eq!(entries.iter().filter(|entry| entry.kind == Kind::Session).count(), 100_000);
}

/// A next line (U+0085) ends a line here, and is a character of one to `CommonMark`.
#[test]
fn what_only_one_of_both_takes_for_the_end_of_a_line_is_kept() {
    for text in ["\n\n\t\u{85} ", "\t\u{85}", "    \u{85}a", "- \u{85}b", "> \u{85}", "```\u{85}a\n```\u{85}"]
    {
        shown(text);
    }
}

proptest! {
    #[test]
    fn any_text_keeps_its_bytes(
        text in "([#>*+=~`|:<!_-]{1,4}|\\[x\\]|\\[a\\]: b|1\\. |---\n|```|\n\n|[ \t\r\n]|<b>|[a漢。\\\\&]|[\u{0}-\u{1F}\u{85}\u{A0}\u{FEFF}])*"
    ) {
        shown(&text);
    }
}
