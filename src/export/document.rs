//! What is exported, as the formats walk it: the notes and nodes of a selection in order, with their depths.
//!
//! One place is a document of its own: a subtree, whose top has depth 0, or a note. Several places make one
//! document, in which each whole note is a top node that has the note's nodes below it, and each subtree stands
//! at depth 0. A note that stands as a node of its own takes the words of its title, whose node
//! is then left out. A folder is a node with its notes below it; it has no lines.

use std::ops::Range;

use crate::note::entry::{Kind, Line};
use crate::outline::{Node, NodeId};
use crate::vault::{Note, NoteId, Place, Vault};

/// A selection of a vault. Places come in the order in which they are to be written; no place lies within another.
#[derive(Debug, Clone, Copy)]
pub struct Document<'v> {
    vault: &'v Vault,
    places: &'v [Place],
    /// Whether what stands above the places is part of it.
    with_path: bool,
}

/// A place of the document, and what is written before it.
#[derive(Debug, Clone)]
pub(super) struct Part<'v> {
    /// The note it is of; of a folder, one without nodes.
    pub(super) note: &'v Note,
    /// In how many folders of the document it is.
    depth: u32,
    is_folder: bool,
    /// What stands above it, the topmost first, but for what also stands above the place before.
    pub(super) path: Vec<NodeId>,
    /// The top of its subtree; `None` for the whole note.
    pub(super) top: Option<NodeId>,
}

/// Where whole notes stand as nodes of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heads {
    /// Only among others: a note alone is just its nodes, of which the title is one.
    AmongOthers,
    /// Also alone, if it has a title.
    WhereTitled,
}

/// A node of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'v> {
    /// The note it is of.
    pub(super) note: &'v Note,
    /// Which node it is; `None` for the note itself.
    pub(super) id: Option<NodeId>,
    /// How deep it stands in the document; a top has 0.
    pub(super) depth: u32,
    /// Whether something stands below it in the document.
    pub(super) has_children: bool,
    /// Whether it is one of the places itself.
    pub(super) is_top: bool,
}

impl<'v> Document<'v> {
    /// The document of `places`.
    pub fn new(vault: &'v Vault, places: &'v [Place]) -> Self {
        Self { vault, places, with_path: false }
    }

    /// The same with what stands above the places, as their parents; those of one parent share it.
    #[must_use]
    pub fn with_path(self) -> Self {
        Self { with_path: true, ..self }
    }

    /// Whether it has what stands above its places.
    pub(super) fn has_path(self) -> bool {
        self.with_path
    }

    /// Its places with what stands above them; of folders, the notes.
    pub(super) fn parts(self) -> impl Iterator<Item = Part<'v>> + Clone {
        self.parts_and_folders().filter(|part| !part.is_folder)
    }

    fn parts_and_folders(self) -> impl Iterator<Item = Part<'v>> + Clone {
        self.places.iter().enumerate().flat_map(move |(index, &place)| {
            let note = self.vault.note(place.note);
            let before = index.checked_sub(1).and_then(|before| self.places.get(before));
            let is_new = |&id: &NodeId| {
                let above = Place { node: Some(id), ..place };
                before.is_none_or(|&before| !self.vault.contains(above, before))
            };
            let top = place.node.filter(|_| self.with_path);
            let mut path: Vec<NodeId> =
                top.map_or_else(Vec::new, |id| note.outline.ancestors(id).take_while(is_new).collect());
            path.reverse();
            let notes = place.note.0..if self.is_folder(place) {
                self.vault.after(place).note.0
            } else {
                place.note.0 + 1
            };
            notes.map(NoteId).map(move |note| {
                let whole = |note| Place { note, node: None };
                Part {
                    note: self.vault.note(note),
                    depth: self.vault.depth(whole(note)) - self.vault.depth(whole(place.note)),
                    is_folder: self.vault.is_folder(note),
                    path: path.clone(),
                    top: place.node,
                }
            })
        })
    }

    fn is_folder(self, place: Place) -> bool {
        place.node.is_none() && self.vault.is_folder(place.note)
    }

    /// Its places with their notes.
    pub(super) fn places(self) -> impl Iterator<Item = (&'v Note, Option<NodeId>)> + Clone {
        self.parts().map(|part| (part.note, part.top))
    }

    /// The one note that the document consists of, if it is one note.
    pub(super) fn only_note(self) -> Option<&'v Note> {
        match self.places {
            [Place { note, node: None }] if !self.vault.is_folder(*note) => Some(self.vault.note(*note)),
            [_] | [] | [_, _, ..] => None,
        }
    }

    /// What to call it: the name of the folder, the note or the node that comes first.
    pub(super) fn name(self) -> &'v str {
        self.parts_and_folders()
            .next()
            .map(|part| (part.note, part.top))
            .map_or("", |(note, node)| node.map_or_else(|| note.name(), |id| note.text_of(id)))
    }

    /// Everything in it, in order.
    pub(super) fn items(self, heads: Heads) -> impl Iterator<Item = Item<'v>> + Clone {
        let is_alone = matches!(self.places, [only] if !self.is_folder(*only));
        self.parts_and_folders().flat_map(move |Part { note, depth, is_folder, path, top }| {
            let title = heading_title(note);
            let is_headed = top.is_none()
                && match heads {
                    Heads::AmongOthers => !is_alone,
                    Heads::WhereTitled => !is_alone || title.is_some(),
                };
            let head = is_headed.then(|| Item {
                note,
                id: None,
                depth,
                has_children: is_folder || note.outline.len() > u32::from(title.is_some()),
                is_top: depth == 0,
            });
            let without = if is_headed { title } else { None };
            let above = path.into_iter().map(move |id| {
                let depth = note.outline.node(id).depth();
                Item { note, id: Some(id), depth, has_children: true, is_top: depth == 0 }
            });
            let base = match top.filter(|_| self.with_path) {
                Some(id) => note.outline.node(id).depth(),
                None => depth + u32::from(is_headed),
            };
            head.into_iter().chain(above).chain(nodes(note, top, without, base))
        })
    }

    /// How many lines of the notes it has, blank ones within subtrees included.
    pub fn line_count(self) -> u32 {
        let counted = |lines: Range<Line>| lines.end.0 - lines.start.0;
        let counts = self.parts().map(|Part { note, path, top, .. }| {
            let above: u32 = path.into_iter().map(|id| counted(note.own_lines(id))).sum();
            above + top.map_or(note.source.line_count(), |id| counted(note.subtree_lines(id)))
        });
        counts.fold(0, u32::saturating_add)
    }
}

/// The title of `note`, if it can head the note: if it stands above all other things but lines of text. The title of a
/// note without a proper one may be any line, which then stays where it is.
fn heading_title(note: &Note) -> Option<NodeId> {
    let kind = |id: &NodeId| note.outline.node(*id).kind();
    let mut first = note.outline.ids().take_while(|id| matches!(kind(id), Kind::Text | Kind::Title));
    first.find(|id| kind(id) == Kind::Title).filter(|&id| note.outline.node(id).depth() == 0)
}

/// The nodes of a subtree or of a whole note, its tops at depth `base`. What stands below the node that is left out
/// moves up to its place.
fn nodes(
    note: &Note,
    top: Option<NodeId>,
    without: Option<NodeId>,
    base: u32,
) -> impl Iterator<Item = Item<'_>> + Clone {
    let outline = &note.outline;
    let ids: Range<u32> = top.map_or(0..outline.len(), |id| id.0..outline.node(id).end().0);
    let above = top.map_or(0, |id| outline.node(id).depth());
    let left_out = without.map(|id| id..outline.node(id).end());
    ids.map(NodeId).filter(move |&id| Some(id) != without).map(move |id| {
        let node = outline.node(id);
        let moved_up = left_out.as_ref().is_some_and(|range| range.contains(&id));
        Item {
            note,
            id: Some(id),
            depth: node.depth() - above + base - u32::from(moved_up),
            has_children: outline.has_children(id),
            is_top: base == 0 && node.depth() == above,
        }
    })
}

impl<'v> Item<'v> {
    pub(super) fn node(&self) -> Option<&'v Node> {
        self.id.map(|id| self.note.outline.node(id))
    }

    /// What it is; `None` for a note.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.node().map(Node::kind)
    }

    /// Its words: of a note, those of its title, else the name of its file.
    pub(super) fn text(&self) -> &'v str {
        let node = self.id.or_else(|| heading_title(self.note));
        node.map_or_else(|| self.note.name(), |id| self.note.text_of(id))
    }

    /// Its marker, empty where it has none.
    pub(super) fn marker(&self) -> &'v str {
        self.id.map_or("", |id| self.note.marker_of(id))
    }

    /// Whether it heads a part of the document: a note, a session, a section.
    pub(super) fn is_heading(&self) -> bool {
        self.kind().is_none_or(Kind::is_heading)
    }

    /// Whether it is a line of running text, with nothing below it.
    pub(super) fn is_plain_text(&self) -> bool {
        !self.has_children && matches!(self.kind(), Some(Kind::Text | Kind::Attribution | Kind::Title))
    }

    /// The line of the note that it begins on, 0-based; 0 for a note.
    pub(super) fn line(&self) -> u32 {
        self.node().map_or(0, |node| node.line().0)
    }

    /// Who speaks, in a session or a section: the names of people and of companies.
    pub(super) fn speakers_and_companies(&self) -> (Vec<String>, Vec<String>) {
        match self.id {
            Some(id) if self.is_heading() => {
                let attribution = self.note.attribution_of(id);
                (attribution.speakers, attribution.companies)
            }
            Some(_) | None => (Vec::new(), Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::export::{Format, to_string};
    use crate::note::notation::Notation;
    use crate::note::source::Source;

    /// Nodes: 0 一, 1 甲, 2 あ, 3 い, 4 乙, 5 う, 6 二, 7 え.
    const NOTE: &str = "■一\n●甲\n  ・あ\n  ・い\n●乙\n  ・う\n■二\n  ・え\n";

    #[test]
    fn what_stands_above_comes_along_once() {
        let note = Note::parse("n.txt", Source::from_text(NOTE), Arc::new(Notation::bundled()));
        let vault = Vault::new(vec![note]);
        let cases: [(&[u32], Format, &str); 8] = [
            (&[2], Format::Text, "■一\n●甲\n  ・あ\n"),
            (&[2, 3], Format::Text, "■一\n●甲\n  ・あ\n  ・い\n"),
            (&[3, 5, 7], Format::Text, "■一\n●甲\n  ・い\n●乙\n  ・う\n■二\n  ・え\n"),
            (&[0], Format::Text, "■一\n●甲\n  ・あ\n  ・い\n●乙\n  ・う\n"),
            (&[2, 5], Format::Dedented, "■一\n●甲\n  ・あ\n●乙\n  ・う\n"),
            (&[3, 5], Format::Tabs, "- 一\n\t- 甲\n\t\t- い\n\t- 乙\n\t\t- う\n"),
            (&[2, 3], Format::Markdown, "# 一\n\n## 甲\n\n- あ\n- い\n"),
            (&[2, 7], Format::Org, "* 一\n\n** 甲\n\n- あ\n\n* 二\n\n- え\n"),
        ];
        for (ids, format, expected) in cases {
            let place = |&id: &u32| Place { note: NoteId(0), node: Some(NodeId(id)) };
            let places: Vec<Place> = ids.iter().map(place).collect();
            let document = Document::new(&vault, &places).with_path();
            assert_eq!(to_string(document, format), expected, "{ids:?}");
            if format == Format::Text {
                assert_eq!(document.line_count() as usize, expected.lines().count(), "{ids:?}");
            }
        }
        let places = [Place { note: NoteId(0), node: Some(NodeId(3)) }];
        let json = to_string(Document::new(&vault, &places).with_path(), Format::Json);
        let data: serde_json::Value = serde_json::from_str(&json).unwrap();
        let nodes = data["nodes"].as_array().unwrap().iter();
        let found: Vec<_> = nodes
            .map(|node| (node["id"].as_u64(), node["parent_id"].as_u64(), node["depth"].as_u64()))
            .collect();
        assert_eq!(
            found,
            [(Some(0), None, Some(0)), (Some(1), Some(0), Some(1)), (Some(3), Some(1), Some(2))]
        );
    }
}
