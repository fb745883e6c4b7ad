//! What is exported, as the formats walk it: the notes and nodes of a selection in order, with their depths.
//!
//! One place is a document of its own: a subtree, whose top has depth 0, or a note. Several places make one
//! document, in which each whole note is a top node that has the note's nodes below it, and each subtree stands
//! at depth 0. A note that stands as a node of its own takes the words of its title, whose node
//! is then left out.

use std::ops::Range;

use crate::note::entry::Kind;
use crate::outline::{Node, NodeId};
use crate::vault::{Note, Place, Vault};

/// A selection of a vault. Places come in the order in which they are to be written; no place lies within another.
#[derive(Debug, Clone, Copy)]
pub struct Document<'v> {
    vault: &'v Vault,
    places: &'v [Place],
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
        Self { vault, places }
    }

    /// Its places with their notes.
    pub(super) fn places(self) -> impl Iterator<Item = (&'v Note, Option<NodeId>)> + Clone {
        self.places.iter().map(move |place| (self.vault.note(place.note), place.node))
    }

    /// The one note that the document consists of, if it is one note.
    pub(super) fn only_note(self) -> Option<&'v Note> {
        match self.places {
            [Place { note, node: None }] => Some(self.vault.note(*note)),
            [Place { node: Some(_), .. }] | [] | [_, _, ..] => None,
        }
    }

    /// What to call it: the name of the note or of the node that comes first.
    pub(super) fn name(self) -> &'v str {
        self.places()
            .next()
            .map_or("", |(note, node)| node.map_or_else(|| note.name(), |id| note.text_of(id)))
    }

    /// Everything in it, in order.
    pub(super) fn items(self, heads: Heads) -> impl Iterator<Item = Item<'v>> + Clone {
        let is_alone = self.places.len() == 1;
        self.places().flat_map(move |(note, top)| {
            let title = heading_title(note);
            let is_headed = top.is_none()
                && match heads {
                    Heads::AmongOthers => !is_alone,
                    Heads::WhereTitled => !is_alone || title.is_some(),
                };
            let head = is_headed.then(|| Item {
                note,
                id: None,
                depth: 0,
                has_children: note.outline.len() > u32::from(title.is_some()),
                is_top: true,
            });
            let without = if is_headed { title } else { None };
            head.into_iter().chain(nodes(note, top, without, u32::from(is_headed)))
        })
    }

    /// How many lines of the notes it has, blank ones within subtrees included.
    pub fn line_count(self) -> u32 {
        let counts = self.places().map(|(note, node)| {
            node.map_or(note.source.line_count(), |id| {
                let lines = note.subtree_lines(id);
                lines.end.0 - lines.start.0
            })
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
    fn node(&self) -> Option<&'v Node> {
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

    /// Who speaks, in a session: the names of people and of companies.
    pub(super) fn speakers_and_companies(&self) -> (Vec<String>, Vec<String>) {
        match self.id {
            Some(id) if self.kind() == Some(Kind::Session) => {
                let attribution = self.note.attribution_of(id);
                (attribution.speakers, attribution.companies)
            }
            Some(_) | None => (Vec::new(), Vec::new()),
        }
    }
}
