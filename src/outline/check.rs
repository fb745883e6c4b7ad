//! The invariants of an [`Outline`], for tests and fuzzing.

use super::node::Outline;
use crate::note::entry::Kind;
use crate::note::source::Source;

/// What the last line of a block of Org begins with, in either case.
const END: &str = "#+end_";

/// The outline as text, a node a line: two spaces a level, its kind, marker and words.
pub fn drawn(source: &Source, outline: &Outline) -> String {
    let line = |id| {
        let node = outline.node(id);
        let (marker, words) = (source.slice(node.marker()), source.slice(node.text()));
        let indent = "  ".repeat(node.depth() as usize);
        format!("{indent}{} {marker:?} {words:?}\n", node.kind().name())
    };
    outline.ids().map(line).collect()
}

/// Asserts every invariant that `node.rs` lists, and that the nodes with what is around them re-join to the source, byte
/// for byte: white space, and after lines that can head something the sign that closes a box and the ruler below them.
///
/// # Panics
/// When one does not hold, naming the node.
pub fn assert_invariants(source: &Source, outline: &Outline) {
    assert_shape(outline);
    let is_blank = |text: &str| text.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
    let is_drawn = |line: &str| {
        let line = line.trim();
        line.chars().next().is_none_or(|first| !first.is_alphanumeric() && line.chars().all(|c| c == first))
    };
    let is_ruled = |gap: &str| {
        let mut lines = gap.split(['\n', '\r', '\u{85}']).filter(|line| !is_blank(line));
        lines.by_ref().take(2).all(is_drawn) && lines.next().is_none()
    };
    assert_lossless(source, outline, |before, gap| {
        // What is underlined need not head anything: a number alone is an item, a line of signs is text.
        let may_head = before
            .is_some_and(|kind| kind.is_heading() || matches!(kind, Kind::Title | Kind::Item | Kind::Text));
        is_blank(gap) || (may_head && is_ruled(gap))
    });
}

/// As [`assert_invariants`], for notations that write signs around the words: between the nodes stand white space and
/// ASCII signs, such as the `##` that close a heading, and the lines that end the blocks of Org.
///
/// # Panics
/// When an invariant does not hold, naming the node.
pub fn assert_marked_up(source: &Source, outline: &Outline) {
    assert_shape(outline);
    let is_sign = |c: char| c.is_whitespace() || c == '\u{feff}' || c.is_ascii_punctuation();
    let is_end = |line: &str| {
        let end = line.trim_start().get(..END.len());
        end.is_some_and(|end| end.eq_ignore_ascii_case(END))
    };
    let is_markup =
        |gap: &str| gap.split(['\n', '\r', '\u{85}']).all(|line| is_end(line) || line.chars().all(is_sign));
    assert_lossless(source, outline, |_, gap| is_markup(gap));
}

/// As [`assert_invariants`], for notations in which the words stand within markup that has words of its own, as in XML:
/// between the nodes stands anything.
///
/// # Panics
/// When an invariant does not hold, naming the node.
pub fn assert_within_markup(source: &Source, outline: &Outline) {
    assert_shape(outline);
    assert_lossless(source, outline, |_, _| true);
}

fn assert_shape(outline: &Outline) {
    let mut last_line = None;
    for id in outline.ids() {
        let node = outline.node(id);
        assert!(id < node.end() && node.end().0 <= outline.len(), "{id:?}: subtree {:?}", node.end());
        match node.parent() {
            None => assert_eq!(node.depth(), 0, "{id:?}: a root has depth 0"),
            Some(parent_id) => {
                let parent = outline.node(parent_id);
                assert!(parent_id < id, "{id:?}: its parent {parent_id:?} comes later");
                assert!(node.end() <= parent.end(), "{id:?}: reaches beyond its parent");
                assert_eq!(node.depth(), parent.depth() + 1, "{id:?}: depth");
            }
        }
        assert!(last_line <= Some(node.line()), "{id:?}: lines fall");
        last_line = Some(node.line());
    }
    let sessions: Vec<_> = outline.ids().filter(|&id| outline.node(id).kind() == Kind::Session).collect();
    assert_eq!(outline.sessions(), sessions);
}

/// `may_be_between` is told the kind of the node before the gap.
fn assert_lossless(source: &Source, outline: &Outline, may_be_between: impl Fn(Option<Kind>, &str) -> bool) {
    let mut before = None;
    let mut joined = String::with_capacity(source.text().len());
    let mut position = 0;
    for id in outline.ids() {
        let node = outline.node(id);
        for range in [node.marker(), node.text()] {
            assert!(position <= range.start, "{id:?}: overlaps what stands before it");
            let gap = source.slice(position..range.start);
            assert!(may_be_between(before, gap), "{id:?}: lost {gap:?}");
            joined.push_str(gap);
            joined.push_str(source.slice(range.clone()));
            position = range.end;
        }
        before = Some(node.kind());
    }
    let end = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    let rest = source.slice(position..end);
    assert!(may_be_between(before, rest), "lost at the end: {rest:?}");
    joined.push_str(rest);
    assert_eq!(joined, source.text());
}
