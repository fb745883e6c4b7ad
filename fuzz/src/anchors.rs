//! What a node of a note has become in the same note when it has been edited.

use std::collections::BTreeSet;

use midashi::outline::anchor::{Mapping, Text, anchors, nearest, resolve};
use midashi::vault::Note;

use crate::input::text;
use crate::notations::{FAMILIES, note};

/// The input is two notes with a NUL between, in a notation that its last byte chooses.
pub fn run(data: &[u8]) {
    let (text, [family]) = text(data);
    let family = FAMILIES.get(usize::from(family) % (FAMILIES.len() + 1)).copied();
    let (before, after) = text.split_once('\0').unwrap_or((&text, &text));
    let (before, after) = (note(before, family), note(after, family));
    let (old, new) = (parts(&before), parts(&after));
    let ids: BTreeSet<_> = before.outline.ids().collect();

    let mapping = Mapping::between(old, new);
    let mut taken = BTreeSet::new();
    for &id in &ids {
        let now = mapping.get(id);
        assert!(now.is_none_or(|now| now.0 < after.outline.len() && taken.insert(now)), "{id:?} is {now:?}");
        assert_eq!(mapping.follow(id).is_some(), after.outline.len() > 0);
    }
    assert!(mapping.changed().is_sorted());
    if before.source.text() == after.source.text() {
        assert!(mapping.changed().is_empty() && mapping.deleted() == 0);
    }

    let kept = anchors(old, &ids);
    let wanted = kept.values().copied().collect();
    let here = resolve(old, &wanted);
    assert!(kept.iter().all(|(id, anchor)| here.get(anchor) == Some(id)), "a node is not found where it is");
    assert!(resolve(new, &wanted).values().all(|id| id.0 < after.outline.len()));
    assert!(kept.values().all(|anchor| nearest(new, anchor).is_none_or(|id| id.0 < after.outline.len())));
}

fn parts(note: &Note) -> Text<'_> {
    Text { source: &note.source, outline: &note.outline }
}
