//! What becomes of nodes when a note is edited.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Mapping, Text, anchors, resolve};
use crate::note::notation::{Family, Notation};
use crate::note::source::Source;
use crate::outline::{NodeId, Outline, build};

struct Parsed {
    source: Source,
    outline: Outline,
}

impl Parsed {
    fn of(text: &str) -> Self {
        let source = Source::from_text(text);
        let outline = build::build(Notation::bundled().read_note(Family::Bullets, &source).entries);
        Self { source, outline }
    }

    fn text(&self) -> Text<'_> {
        Text { source: &self.source, outline: &self.outline }
    }

    fn words(&self, id: NodeId) -> &str {
        self.text().words(id)
    }
}

/// For each node of before, the words of what it is now.
fn mapped(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (Parsed::of(before), Parsed::of(after));
    let mapping = Mapping::between(before.text(), after.text());
    let told = |id| {
        let now = mapping.get(id).map_or("-", |now| after.words(now));
        let line = mapping.get(id).map_or(0, |now| after.outline.node(now).line().number());
        format!("{} {now} {line}", before.words(id))
    };
    before.outline.ids().map(told).collect()
}

#[test]
fn nodes_are_followed_through_edits() {
    let note = "■a\n・b\n  c\n・b\n■d\n・e\n";
    let cases: [(&str, &str, &[&str]); 6] = [
        ("as it is", note, &["a a 1", "b b 2", "c c 3", "b b 4", "d d 5", "e e 6"]),
        (
            "lines before",
            "x\n\n■y\n・b\n■a\n・b\n  c\n・b\n■d\n・e\n",
            &["a a 5", "b b 6", "c c 7", "b b 8", "d d 9", "e e 10"],
        ),
        (
            "reworded",
            "■A\n・b\n  C\n・b\n■d\n・e!\n",
            &["a A 1", "b b 2", "c C 3", "b b 4", "d d 5", "e e! 6"],
        ),
        ("moved", "■d\n・e\n■a\n・b\n  c\n・b\n", &["a a 3", "b b 4", "c c 5", "b b 6", "d d 1", "e e 2"]),
        (
            "moved below another",
            "■a\n・b\n・b\n■d\n・e\n  c\n",
            &["a a 1", "b b 2", "c c 6", "b b 3", "d d 4", "e e 5"],
        ),
        ("deleted", "■d\n・e\n", &["a - 0", "b - 0", "c - 0", "b - 0", "d d 1", "e e 2"]),
    ];
    for (what, after, expected) in cases {
        assert_eq!(mapped(note, after), expected, "{what}");
    }
}

#[test]
fn what_is_deleted_leads_to_what_stood_before_it() {
    let (before, after) = (Parsed::of("■a\n・b\n・c\n■d\n"), Parsed::of("■a\n・b\n■d\n・new\n"));
    let mapping = Mapping::between(before.text(), after.text());
    assert_eq!(mapping.follow(NodeId(2)), Some(NodeId(1)));
    assert_eq!((mapping.deleted(), mapping.changed()), (1, &[NodeId(3)][..]));
    let empty = Parsed::of("");
    assert_eq!(Mapping::between(before.text(), empty.text()).follow(NodeId(2)), None);
}

#[test]
fn anchors_outlive_edits() {
    let before = Parsed::of("■a\n・b\n・b\n■d\n・e\n");
    let ids: BTreeSet<NodeId> = before.outline.ids().collect();
    let kept = anchors(before.text(), &ids);
    let after = Parsed::of("■new\n・x\n■a\n・b\n・b\n・e\n");
    let wanted = kept.values().copied().collect();
    let found = resolve(after.text(), &wanted);
    let resolved: Vec<Option<u32>> =
        before.outline.ids().map(|id| found.get(&kept[&id]).map(|id| id.0)).collect();
    assert_eq!(resolved, [Some(2), Some(3), Some(4), None, Some(5)]);
}

proptest! {
    #[test]
    fn an_edit_keeps_what_it_does_not_touch(
        lines in prop::collection::vec("(■|●|・| ・|  )[a-e]{1,2}", 1..30),
        cut in any::<prop::sample::Index>(),
        inserted in prop::collection::vec("(■|●|・| ・|  )[v-z]{1,2}", 0..4),
    ) {
        let before = Parsed::of(&lines.join("\n"));
        let mut edited = lines.clone();
        let at = cut.index(lines.len() + 1);
        edited.splice(at..at, inserted.iter().cloned());
        let after = Parsed::of(&edited.join("\n"));
        let mapping = Mapping::between(before.text(), after.text());
        let mut taken = BTreeSet::new();
        for id in before.outline.ids() {
            let now = mapping.get(id);
            prop_assert!(now.is_none_or(|now| now.0 < after.outline.len() && taken.insert(now)));
            prop_assert!(mapping.follow(id).is_some());
        }
        if inserted.is_empty() {
            prop_assert!(before.outline.ids().all(|id| mapping.get(id) == Some(id)));
            prop_assert_eq!(mapping.changed(), []);
        }
    }

    #[test]
    fn anchors_of_an_unchanged_note_are_its_nodes(lines in prop::collection::vec("(■|●|・| ・|  )[ab]", 1..30)) {
        let note = Parsed::of(&lines.join("\n"));
        let ids: BTreeSet<NodeId> = note.outline.ids().collect();
        let kept = anchors(note.text(), &ids);
        let found = resolve(note.text(), &kept.values().copied().collect());
        prop_assert!(kept.iter().all(|(id, anchor)| found.get(anchor) == Some(id)));
    }
}
