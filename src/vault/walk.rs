//! Ways through the tree of folders, notes and nodes. None recurses, and each says what it costs.

use super::{Entry, NoteId, Place, Vault};
use crate::outline::NodeId;

impl Vault {
    fn entry(&self, id: NoteId) -> &Entry {
        &self.entries[id.index()]
    }

    /// The notes and folders that are in no folder; O(1) each.
    pub fn roots(&self) -> impl Iterator<Item = NoteId> {
        self.siblings_from(NoteId(0), self.end().note)
    }

    /// What a folder has in it, without what is in its folders; O(1) each.
    pub fn children(&self, folder: NoteId) -> impl Iterator<Item = NoteId> {
        self.siblings_from(NoteId(folder.0 + 1), NoteId(self.entry(folder).end))
    }

    fn siblings_from(&self, first: NoteId, end: NoteId) -> impl Iterator<Item = NoteId> {
        let first = (first < end).then_some(first);
        std::iter::successors(first, move |&id| Some(NoteId(self.entry(id).end)).filter(|&next| next < end))
    }

    /// What everything else is in: the note or folder that stands alone. It has no row of its own.
    pub fn only_root(&self) -> Option<NoteId> {
        (self.entries.first()?.end == self.end().note.0).then_some(NoteId(0))
    }

    /// Whether `place` has a row of its own.
    pub fn has_row(&self, place: Place) -> bool {
        place.node.is_some() || Some(place.note) != self.only_root()
    }

    /// The place after all others, where there is none.
    pub fn end(&self) -> Place {
        Place { note: NoteId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX)), node: None }
    }

    /// The place above: of a node without a parent its note, of a note its folder. O(1).
    pub fn parent(&self, place: Place) -> Option<Place> {
        match place.node {
            Some(id) => Some(Place { node: self.note(place.note).outline.node(id).parent(), ..place }),
            None => self.entry(place.note).parent.map(|note| Place { note, node: None }),
        }
    }

    /// What stands above `place`, nearest first; O(1) each.
    pub fn ancestors(&self, place: Place) -> impl Iterator<Item = Place> {
        std::iter::successors(self.parent(place), |&above| self.parent(above))
    }

    /// How many places stand above `place`. O(1).
    pub fn depth(&self, place: Place) -> u32 {
        let below = place.node.map_or(0, |id| self.note(place.note).outline.node(id).depth() + 1);
        self.entry(place.note).depth + below
    }

    /// The place after `place` in the order of the tree, whatever is folded; the end after the last. O(1).
    pub fn next(&self, place: Place) -> Place {
        self.place_at(place.note, place.node.map_or(NodeId(0), NodeId::next))
    }

    /// The first place after `place` and all that stands below it; the end after the last. O(1).
    pub fn after(&self, place: Place) -> Place {
        match place.node {
            Some(id) => self.place_at(place.note, self.note(place.note).outline.node(id).end()),
            None => Place { note: NoteId(self.entry(place.note).end), node: None },
        }
    }

    /// A node, or the note after its own where there are no more.
    fn place_at(&self, note: NoteId, id: NodeId) -> Place {
        if id.0 < self.note(note).outline.len() {
            Place { note, node: Some(id) }
        } else {
            Place { note: NoteId(note.0 + 1), node: None }
        }
    }

    /// The place before `place`, which may be the end, in the order of the tree. O(1).
    pub fn previous(&self, place: Place) -> Option<Place> {
        match place.node {
            Some(NodeId(0)) => Some(Place { node: None, ..place }),
            Some(id) => Some(Place { node: Some(NodeId(id.0 - 1)), ..place }),
            None => {
                let note = NoteId(place.note.0.checked_sub(1)?);
                Some(Place { note, node: self.note(note).outline.ids().next_back() })
            }
        }
    }

    /// How much stands below `place`: nodes, or notes below a folder. O(1).
    pub fn count_below(&self, place: Place) -> u32 {
        let outline = &self.note(place.note).outline;
        match place.node {
            Some(id) => outline.descendant_count(id),
            None if self.is_folder(place.note) => self.entry(place.note).notes,
            None => outline.len(),
        }
    }

    /// Whether `place` is `top` or stands below it. O(1).
    pub fn contains(&self, top: Place, place: Place) -> bool {
        top <= place && place < self.after(top)
    }
}
