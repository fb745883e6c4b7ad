//! What indented text is read as.

use proptest::prelude::*;

use super::Dialect;
use crate::note::notation::{Family, Notation, Reading};
use crate::note::source::Source;
use crate::outline::build::build;
use crate::outline::check::{assert_invariants, assert_within_markup, drawn};

fn read(dialect: Dialect, source: &Source) -> Reading {
    Notation::bundled().read_note(Family::Indented(dialect), source)
}

/// The outline of a note, as it is drawn.
fn shown(dialect: Dialect, text: &str) -> String {
    let source = Source::from_text(text);
    let outline = build(read(dialect, &source).entries);
    match dialect {
        Dialect::Plain | Dialect::TaskPaper => assert_invariants(&source, &outline),
        Dialect::Logseq => assert_within_markup(&source, &outline),
    }
    drawn(&source, &outline)
}

#[test]
fn lines_are_nodes_by_their_indentation() {
    let cases = [
        (
            Dialect::Plain,
            "a\n\tb\n\t\tc\nd\n",
            "session \"\" \"a\"\n  item \"\" \"b\"\n    item \"\" \"c\"\nitem \"\" \"d\"\n",
        ),
        (Dialect::Plain, "T\n\na\n  b\n", "title \"\" \"T\"\nsession \"\" \"a\"\n  item \"\" \"b\"\n"),
        (
            Dialect::Plain,
            "T\n- a\n  note\n  - [x] b\n    * c\n- d\n  note\n",
            "title \"\" \"T\"\nsession \"-\" \"a\"\n  text \"\" \"note\"\n  item \"- [x]\" \"b\"\n    item \"*\" \"c\"\n\
             item \"-\" \"d\"\n  text \"\" \"note\"\n",
        ),
        (
            Dialect::Plain,
            "- [COMPLETE] a\n1. b\n-c\n",
            "item \"- [COMPLETE]\" \"a\"\nitem \"1.\" \"b\"\ntext \"\" \"-c\"\n",
        ),
        (
            Dialect::TaskPaper,
            "家: @home\n\t- 掃除 @done(2026-11-24)\n\t\tnote\n\t庭:\n\t\t- 木\n町:\n- 店\nsee http://a.example:\n",
            "session \"\" \"家: @home\"\n  item \"-\" \"掃除 @done(2026-11-24)\"\n    text \"\" \"note\"\n\
             \x20 section \"\" \"庭:\"\n    item \"-\" \"木\"\nsession \"\" \"町:\"\n  item \"-\" \"店\"\n\
             \x20 text \"\" \"see http://a.example:\"\n",
        ),
        (
            Dialect::Logseq,
            "title:: 星\ntype:: [[a]]\n\n- **b**\n  collapsed:: true\n  more\n\t- TODO [#A] c\n\t  > q\n- ## d\n  ```rs\n  # e\n  ```\n  f:: g\n",
            "title \"title::\" \"星\"\ntext \"type::\" \"[[a]]\"\nsession \"-\" \"**b**\"\n  text \"\" \"more\"\n\
             \x20 item \"- TODO [#A]\" \"c\"\n    quote \">\" \"q\"\nsection \"- ##\" \"d\"\n\
             \x20 code \"```rs\" \"  # e\"\n  text \"f::\" \"g\"\n",
        ),
        (
            Dialect::Logseq,
            "-\n- a\n  1. x\n  #+BEGIN_QUOTE\n  b\n  #+END_QUOTE\n  #+BEGIN_SRC\n",
            "item \"-\" \"\"\nsession \"-\" \"a\"\n  item \"1.\" \"x\"\n  quote \"#+BEGIN_QUOTE\" \"  b\"\n  text \"\" \"#+BEGIN_SRC\"\n",
        ),
    ];
    for (dialect, text, expected) in cases {
        assert_eq!(shown(dialect, text), expected, "{text:?}");
    }
}

#[test]
fn tags_are_listed() {
    let tags = |dialect, text| read(dialect, &Source::from_text(text)).tags;
    let tasks = "家: @home\n- a @due(2026-11-24 2pm) @due @x.\n- mail a@b.example, @\n";
    assert_eq!(tags(Dialect::TaskPaper, tasks), ["home", "due", "x"]);
    assert_eq!(tags(Dialect::Logseq, "tags:: [[a]], #b, c\n"), ["a", "b", "c"]);
}

#[test]
fn long_notes_take_no_longer() {
    for line in ["```a\n", "#+begin_a\n", "#+end_a\n", "- a\n", "a:: b\n"] {
        let source = Source::from_text(line.repeat(100_000));
        read(Dialect::Logseq, &source);
    }
}

proptest! {
    #[test]
    fn any_text_keeps_its_bytes(
        text in "([*+-] |1\\. |TODO |\\[#A\\]|\\[x\\]|@a|:|::|a:: |id:: |> |\\||```|#+|#\\+(begin|end)_(src|quote)\n|[ \t\r\n]|[a漢。]|[\u{0}-\u{1F}\u{85}\u{A0}\u{3000}\u{FEFF}])*"
    ) {
        for dialect in [Dialect::Plain, Dialect::TaskPaper, Dialect::Logseq] {
            shown(dialect, &text);
        }
    }
}
