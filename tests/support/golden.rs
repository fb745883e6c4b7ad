//! Notes held against their golden outlines, node for node.

use std::path::Path;
use std::sync::Arc;

use midashi::note::encoding::{Assumption, decode};
use midashi::note::notation::Notation;
use midashi::note::source::Source;
use midashi::outline::check::assert_invariants;
use midashi::vault::Note;
use serde_json::{Value, json};

/// The note of a decoded file.
pub fn parse(path: &Path, source: Source) -> Note {
    Note::parse(path.display().to_string(), source, Arc::new(Notation::bundled()))
}

/// Asserts that the note at `path` has the outline that `golden` says: every value that stands there.
pub fn assert_equals(path: &Path, golden: &Path) {
    let read = parse(path, decode(std::fs::read(path).unwrap(), Assumption::default()));
    assert_invariants(&read.source, &read.outline);
    let golden: Value = serde_json::from_slice(&std::fs::read(golden).unwrap()).unwrap();
    let header = json!({
        "title": read.header.title,
        "date": read.header.date.map(|date| date.to_string()),
        "tags": read.header.tags,
        "notation": read.notation_name(),
        "encoding": read.source.encoding(),
    });
    for (key, value) in header.as_object().unwrap() {
        assert_eq!(&golden[key], value, "{key}");
    }
    let expected = golden["nodes"].as_array().unwrap();
    for (id, expected) in read.outline.ids().zip(expected) {
        let node = read.outline.node(id);
        let found = json!({
            "line": node.line().number(),
            "depth": node.depth(),
            "parent": node.parent().map(|parent| read.outline.node(parent).line().number()),
            "kind": node.kind().name(),
            "marker": read.marker_of(id),
            "text": read.text_of(id),
            "speakers": read.attribution_of(id).speakers,
            "companies": read.attribution_of(id).companies,
        });
        for (key, value) in expected.as_object().unwrap() {
            assert!(found.get(key).is_none_or(|found| found == value), "{key} of {found}\nis not {value}");
        }
    }
    assert_eq!(read.outline.len() as usize, expected.len(), "number of nodes");
}
