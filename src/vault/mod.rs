//! Several notes in their folders, and places in them. Pure: reading files is the shell's.
//!
//! A vault is one tree in preorder, as an outline is: a folder is followed by what is in it, a note by its nodes. So every
//! [`Place`], be it a folder, a note or a node, stands below a range of others, and the next is found without a search.

mod folders;
pub mod listing;
mod natural;
mod note_path;
mod period;
mod places;
mod walk;

use std::ops::Range;
use std::sync::Arc;

use crate::note::entry::{Kind, Line};
use crate::note::header::Header;
use crate::note::notation::{Family, Notation};
use crate::note::source::Source;
use crate::outline::{NodeId, Outline, build};
use crate::people::attribution::{Attribution, attribution_of};
use crate::people::index::{EntityIndex, Subject};
use crate::people::mention::Mentions;
use crate::text::language::translated;

pub use folders::{Arranged, Member, Order, Root, arranged};
pub use note_path::NotePath;
pub use period::Period;
pub use places::Siblings;

/// After so many lines no block ends that has no words on them.
const MOST_CLOSING: u32 = 100;

/// A note of a vault, or a folder: its position in the tree of folders and notes, 0-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

impl NoteId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place in a vault: a folder, a note as a whole, or one of its nodes. Ordered as in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The note or folder.
    pub note: NoteId,
    /// The node, or `None` for the note or folder as a whole.
    pub node: Option<NodeId>,
}

/// A note: its text, its nodes, and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The path as the user gave it.
    pub path: NotePath,
    /// The text.
    pub source: Source,
    /// The nodes.
    pub outline: Outline,
    /// How it is written.
    pub notation: Arc<Notation>,
    /// The family of notations that it is written in.
    pub family: Family,
    /// Title, date and tags.
    pub header: Header,
}

impl Note {
    /// Reads `source` by `notation`.
    pub fn parse(path: impl Into<NotePath>, source: Source, notation: Arc<Notation>) -> Self {
        let path = path.into();
        let family = notation.family_of(path.text(), &source).family;
        let reading = notation.read_note(family, &source);
        let source = reading.source.unwrap_or(source);
        let outline = build::build(reading.entries);
        let title = outline.ids().map(|id| outline.node(id)).find(|node| node.kind() == Kind::Title);
        let title = title.map(|node| source.slice(node.text()));
        let running = |offset: usize| {
            let node = outline.node(outline.text_at(u32::try_from(offset).ok()?)?);
            let text = node.text().start as usize..node.text().end as usize;
            (node.kind() != Kind::Code && text.contains(&offset)).then_some(text)
        };
        let header = Header::read(title, source.text(), running);
        let header = header.with_tags(reading.tags).with_date(reading.date);
        Self { path, source, outline, notation, family, header }
    }

    /// The name of the notation that it is written in.
    pub fn notation_name(&self) -> &str {
        self.notation.name_of(self.family)
    }

    /// What to call it: its title, else the name of its file.
    pub fn name(&self) -> &str {
        self.header.title.as_deref().unwrap_or_else(|| self.file_name())
    }

    /// What to call it on the screen.
    pub fn shown_name(&self) -> &str {
        self.header.title.as_deref().unwrap_or_else(|| self.shown_file_name())
    }

    /// The name of its file on the screen; of what was piped in, what it came by, in the user's language.
    pub fn shown_file_name(&self) -> &str {
        match self.piped_by() {
            Some(by) => translated(by),
            None => self.file_name(),
        }
    }

    /// What it was piped in by, if it was; in English.
    fn piped_by(&self) -> Option<&'static str> {
        let by = if self.path == "-" { tr_later!("standard input") } else { tr_later!("pipe") };
        self.is_piped().then_some(by)
    }

    /// The name of its file; of what was piped in, what it came by, in English, as it stands in documents.
    pub fn file_name(&self) -> &str {
        if let Some(by) = self.piped_by() {
            return by;
        }
        let path = self.path.text();
        path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(path)
    }

    /// Whether it came from standard input or another file that was open already, whose path means nothing to others.
    pub fn is_piped(&self) -> bool {
        self.path == "-"
            || ["/dev/fd/", "/proc/self/fd/"].iter().any(|folder| self.path.text().starts_with(folder))
    }

    /// The words of a node.
    pub fn text_of(&self, id: NodeId) -> &str {
        self.source.slice(self.outline.node(id).text())
    }

    /// The marker of a node, empty where it has none.
    pub fn marker_of(&self, id: NodeId) -> &str {
        self.source.slice(self.outline.node(id).marker())
    }

    /// Who speaks in a session or a section, or under the title, or was there by an attribution that is of none of these;
    /// nobody in other nodes. O(1).
    pub fn attribution_of(&self, id: NodeId) -> Attribution {
        attribution_of(&self.source, &self.outline, &self.notation, id)
    }

    /// The note as it is indexed.
    fn subject(&self) -> Subject<'_> {
        let attribution = |id: NodeId| {
            let attribution = self.attribution_of(id);
            (attribution != Attribution::default()).then_some((id, attribution))
        };
        let attributions = self.outline.ids().filter_map(attribution).collect();
        let honorifics = &self.notation.people().honorifics;
        Subject { source: &self.source, outline: &self.outline, attributions, honorifics }
    }

    /// The lines of a subtree: from the node's to that of its last descendant. Blank lines in between belong to it,
    /// those after it do not.
    pub fn subtree_lines(&self, id: NodeId) -> Range<Line> {
        let last = NodeId(self.outline.node(id).end().0 - 1);
        self.outline.node(id).line()..self.own_lines(last).end
    }

    /// The lines of a node without what stands below it, with those after its words that are of no node, such as the end of
    /// a block of code; blank lines at the end are not among them.
    pub fn own_lines(&self, id: NodeId) -> Range<Line> {
        let node = self.outline.node(id);
        let last = self.source.line_of(node.text().end.saturating_sub(1).max(node.text().start));
        let end = last.max(node.line()).0 + 1;
        let next = self.outline.get(id.next()).map_or(self.source.line_count(), |next| next.line().0);
        let has_words = |line: &u32| {
            let content = self.source.line_content(Line(*line));
            !self.source.slice(content).trim().is_empty()
        };
        let closing = (end..next.min(end.saturating_add(MOST_CLOSING))).rev().find(has_words);
        node.line()..Line(closing.map_or(end, |line| line + 1))
    }
}

/// A note or a folder where it stands in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// The note; of a folder one without nodes, named like the folder.
    note: Arc<Note>,
    is_folder: bool,
    /// The folder that it is in.
    parent: Option<NoteId>,
    /// The first entry after it and what is in it.
    end: u32,
    /// In how many folders it is.
    depth: u32,
    /// How many notes it is or has in it.
    notes: u32,
}

/// Notes in their folders, in the order in which they are shown. Never without an entry when browsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vault {
    entries: Vec<Entry>,
    /// How many of them are notes.
    notes: usize,
}

impl Vault {
    /// A vault of `notes` in no folders.
    pub fn new(notes: Vec<Note>) -> Self {
        let entry = |(end, note)| Entry {
            note: Arc::new(note),
            is_folder: false,
            parent: None,
            end,
            depth: 0,
            notes: 1,
        };
        Self::of_entries((1..).zip(notes).map(entry).collect())
    }

    fn of_entries(entries: Vec<Entry>) -> Self {
        let notes = entries.iter().filter(|entry| !entry.is_folder).count();
        Self { entries, notes }
    }

    /// This vault with other notes in the place of some; the rest are shared with it.
    ///
    /// # Panics
    /// When an id is not of this vault.
    #[must_use]
    pub fn with(&self, replaced: impl IntoIterator<Item = (NoteId, Note)>) -> Self {
        let mut entries = self.entries.clone();
        for (id, note) in replaced {
            entries[id.index()].note = Arc::new(note);
        }
        Self { entries, notes: self.notes }
    }

    /// The notes, without the folders.
    pub fn notes(&self) -> impl Iterator<Item = &Arc<Note>> {
        self.entries.iter().filter(|entry| !entry.is_folder).map(|entry| &entry.note)
    }

    /// A note; of a folder one without nodes, named like the folder.
    ///
    /// # Panics
    /// When `id` is not of this vault.
    pub fn note(&self, id: NoteId) -> &Note {
        &self.entries[id.index()].note
    }

    /// The ids of all notes, without those of folders.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = NoteId> {
        self.entries().filter(|&id| !self.is_folder(id))
    }

    /// The ids of all notes and folders.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = NoteId> + use<> {
        (0..self.end().note.0).map(NoteId)
    }

    /// Whether an id is that of a folder.
    pub fn is_folder(&self, id: NoteId) -> bool {
        self.entries[id.index()].is_folder
    }

    /// How many notes there are, without the folders.
    pub fn len(&self) -> usize {
        self.notes
    }

    /// Whether there is no note.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everything the notes speak of; walks them all.
    pub fn entities(&self) -> EntityIndex {
        EntityIndex::of(&self.subjects())
    }

    /// Where else the names of `index`, which is that of these notes, are mentioned; walks them all.
    pub fn mentions(&self, index: &EntityIndex) -> Mentions {
        Mentions::of(&self.subjects(), index)
    }

    /// The notes by their ids; folders, which speak of nothing, too.
    fn subjects(&self) -> Vec<Subject<'_>> {
        self.entries.iter().map(|entry| entry.note.subject()).collect()
    }
}
