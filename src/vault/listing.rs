//! The index of a vault as an outline of its own, to be folded and walked like a note.
//!
//! ```text
//! Speakers                      Entry::Group
//!   小倉 真人                   Entry::Entity
//!     いつもニコニコあなたの…   Entry::Session: where the speaker speaks
//!     小倉さんに質問            Entry::Mention: where else the name stands
//! ```
//!
//! Groups and entities are headings with texts of their own. The rows below them refer to nodes of the vault and have no
//! text: what is shown of them is looked up there, so that a listing costs some 50 bytes a row.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use super::{Note, NoteId, Place, Vault};
use crate::note::entry::{Entry as Line, Kind, Line as LineNumber, Rank};
use crate::note::header::Header;
use crate::note::mention::{dates, links, tags};
use crate::note::notation::{Family, Notation};
use crate::note::source::Source;
use crate::outline::{NodeId, build};
use crate::people::Spot;
use crate::people::index::EntityIndex;
use crate::people::mention::{Mention, Mentions, node_count};
use crate::text::language::translated;

/// A kind of entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// People who speak.
    Speakers,
    /// Companies that they are of.
    Companies,
    /// Hashtags.
    Tags,
    /// Dates.
    Dates,
    /// Links.
    Links,
}

impl Group {
    /// All groups, in the order of the listing.
    pub const ALL: [Self; 5] = [Self::Speakers, Self::Companies, Self::Tags, Self::Dates, Self::Links];

    /// What it is called above its entities.
    pub fn title(self) -> &'static str {
        translated(match self {
            Self::Speakers => tr_later!("Speakers"),
            Self::Companies => tr_later!("Companies"),
            Self::Tags => tr_later!("Tags"),
            Self::Dates => tr_later!("Dates"),
            Self::Links => tr_later!("Links"),
        })
    }

    /// What one of its entities is called in the data that scripts read.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Speakers => "speaker",
            Self::Companies => "company",
            Self::Tags => "tag",
            Self::Dates => "date",
            Self::Links => "link",
        }
    }

    /// So many of its entities, in words.
    pub fn counted(self, count: usize) -> String {
        match self {
            Self::Speakers => tr_count!(count, "1 speaker" | "{count} speakers", count),
            Self::Companies => tr_count!(count, "1 company" | "{count} companies", count),
            Self::Tags => tr_count!(count, "1 tag" | "{count} tags", count),
            Self::Dates => tr_count!(count, "1 date" | "{count} dates", count),
            Self::Links => tr_count!(count, "1 link" | "{count} links", count),
        }
    }
}

/// What a row of a listing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// The heading of a group.
    Group(Group),
    /// An entity, by its group and its position in the index.
    Entity((Group, u32)),
    /// A link that stands in one place only, which the row leads to itself.
    Link(u32),
    /// A session that a speaker or company stands under.
    Session(Spot),
    /// A node that a tag, date or link stands in.
    Node(Spot),
    /// A node that mentions a speaker or company: which of its mentions.
    Mention {
        /// The node.
        spot: Spot,
        /// The first of the entity's mentions there.
        first: u32,
        /// How many there are.
        count: u32,
    },
}

/// The index of a vault as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    tree: Arc<Vault>,
    entries: Vec<Entry>,
    index: EntityIndex,
    mentions: Mentions,
    /// For each group, at which place each of its entities is listed.
    ordinals: [Vec<u32>; 5],
}

impl Listing {
    /// The listing of all that `vault` speaks of; walks it twice.
    pub fn of(vault: &Vault) -> Self {
        let index = vault.entities();
        let mentions = vault.mentions(&index);
        let mut builder = Builder::default();
        for group in Group::ALL {
            builder.add_group(group, &index, &mentions);
        }
        let note = Note {
            path: "".into(),
            source: Source::from_text(builder.text),
            outline: build::build(builder.lines),
            notation: Arc::new(Notation::bundled()),
            family: Family::Bullets,
            header: Header { title: Some(tr!("index").into_owned()), ..Header::default() },
        };
        let tree = Arc::new(Vault::new(vec![note]));
        Self { tree, entries: builder.entries, index, mentions, ordinals: builder.ordinals }
    }

    /// How many entities of a group there are.
    pub fn entities(&self, group: Group) -> usize {
        self.ordinals[group as usize].len()
    }

    /// At which place of its group (0-based) an entity is listed, by its position in the index.
    pub fn ordinal(&self, group: Group, position: usize) -> usize {
        self.ordinals[group as usize].get(position).map_or(0, |&ordinal| ordinal as usize)
    }

    /// The tree, a vault of one note without a file.
    pub fn tree(&self) -> &Arc<Vault> {
        &self.tree
    }

    /// All entities.
    pub fn index(&self) -> &EntityIndex {
        &self.index
    }

    /// Where the speakers and companies are mentioned.
    pub fn mentions(&self) -> &Mentions {
        &self.mentions
    }

    /// What the row `id` of the tree is.
    pub fn entry(&self, id: NodeId) -> Option<Entry> {
        self.entries.get(id.index()).copied()
    }

    /// The place in the vault that the row leads to; `None` for groups and entities.
    pub fn place(&self, id: NodeId) -> Option<Place> {
        match self.entry(id)? {
            Entry::Group(_) | Entry::Entity(_) => None,
            Entry::Link(link) => self.index.links[link as usize].spots.first().map(|&spot| place(spot)),
            Entry::Session(spot) | Entry::Node(spot) | Entry::Mention { spot, .. } => Some(place(spot)),
        }
    }

    /// The entity that the row is, or stands below: its group, and its position in the index.
    pub fn entity(&self, id: NodeId) -> Option<(Group, usize)> {
        match self.entry(id)? {
            Entry::Group(_) => None,
            Entry::Entity((group, position)) => Some((group, position as usize)),
            Entry::Link(position) => Some((Group::Links, position as usize)),
            Entry::Session(_) | Entry::Node(_) | Entry::Mention { .. } => {
                self.entity(self.tree.note(NoteId(0)).outline.node(id).parent()?)
            }
        }
    }

    /// The group that the row is of.
    pub fn group(&self, id: NodeId) -> Option<Group> {
        match self.entry(id)? {
            Entry::Group(group) => Some(group),
            Entry::Entity(_)
            | Entry::Link(_)
            | Entry::Session(_)
            | Entry::Node(_)
            | Entry::Mention { .. } => self.entity(id).map(|(group, _)| group),
        }
    }

    /// What the row stands for, in document order, no place within another: of a speaker or company the sessions, of
    /// other entities the nodes. Nothing for a group.
    pub fn places(&self, vault: &Vault, id: NodeId) -> Vec<Place> {
        let spots = match (self.place(id), self.entity(id)) {
            (Some(place), _) => return vec![place],
            (None, None) => return Vec::new(),
            (None, Some((group, position))) => self.spots(group, position),
        };
        let mut places: Vec<Place> = Vec::new();
        for (note, node) in spots.iter().copied() {
            let end = |place: &Place| place.node.map(|id| vault.note(place.note).outline.node(id).end());
            let is_inside =
                places.last().is_some_and(|last| last.note == NoteId(note) && Some(node) < end(last));
            if !is_inside {
                places.push(place((note, node)));
            }
        }
        places
    }

    fn spots(&self, group: Group, position: usize) -> &[Spot] {
        match group {
            Group::Speakers => &self.index.speakers[position].sessions,
            Group::Companies => &self.index.companies[position].sessions,
            Group::Tags => &self.index.tags[position].spots,
            Group::Dates => &self.index.dates[position].spots,
            Group::Links => &self.index.links[position].spots,
        }
    }

    /// How many sessions (or nodes) an entity stands under, and how many nodes mention it.
    pub fn counts(&self, group: Group, position: usize) -> (usize, usize) {
        (self.spots(group, position).len(), node_count(self.mentions_of(group, position)))
    }

    fn mentions_of(&self, group: Group, position: usize) -> &[Mention] {
        match group {
            Group::Speakers => &self.mentions.speakers[position],
            Group::Companies => &self.mentions.companies[position],
            Group::Tags | Group::Dates | Group::Links => &[],
        }
    }

    /// Where in `text`, that of the node which the row refers to, its entity stands (bytes, in order).
    pub fn highlights(&self, id: NodeId, text: &str) -> Vec<Range<usize>> {
        let Some((group, position)) = self.entity(id) else { return Vec::new() };
        match self.entry(id) {
            Some(Entry::Mention { first, count, .. }) => {
                let mentions = self.mentions_of(group, position).iter();
                let here = mentions.skip(first as usize).take(count as usize);
                here.map(|mention| mention.start as usize..mention.end as usize).collect()
            }
            Some(Entry::Node(_)) => self.places_of_entity(group, position, text),
            Some(Entry::Group(_) | Entry::Entity(_) | Entry::Link(_) | Entry::Session(_)) | None => {
                Vec::new()
            }
        }
    }

    fn places_of_entity(&self, group: Group, position: usize, text: &str) -> Vec<Range<usize>> {
        match group {
            Group::Tags => {
                let wanted = &self.index.tags[position];
                tags(text).filter(|(_, name)| wanted.is(name)).map(|(range, _)| range).collect()
            }
            Group::Dates => {
                let wanted = self.index.dates[position].date;
                dates(text).filter(|&(_, date)| date == wanted).map(|(range, _)| range).collect()
            }
            Group::Links => {
                let wanted = &self.index.links[position].url;
                links(text).filter(|(_, url)| url == wanted).map(|(range, _)| range).collect()
            }
            Group::Speakers | Group::Companies => Vec::new(),
        }
    }
}

/// The place of a spot.
pub fn place((note, node): Spot) -> Place {
    Place { note: NoteId(note), node: Some(node) }
}

/// A listing being made.
#[derive(Default)]
struct Builder {
    text: String,
    lines: Vec<Line>,
    entries: Vec<Entry>,
    ordinals: [Vec<u32>; 5],
}

impl Builder {
    /// Adds a group, its entities and what they lead to, unless it is empty. Speakers, companies and tags come by how much
    /// they lead to, dates by date, links as in the notes.
    fn add_group(&mut self, group: Group, index: &EntityIndex, mentions: &Mentions) {
        let rank = |sessions: &[Spot], mentions: &[Mention]| Reverse((sessions.len(), node_count(mentions)));
        let order = match group {
            Group::Speakers => ordered(index.speakers.len(), |one| {
                rank(&index.speakers[one].sessions, &mentions.speakers[one])
            }),
            Group::Companies => ordered(index.companies.len(), |one| {
                rank(&index.companies[one].sessions, &mentions.companies[one])
            }),
            Group::Tags => ordered(index.tags.len(), |one| Reverse(index.tags[one].spots.len())),
            Group::Dates => ordered(index.dates.len(), |one| index.dates[one].date),
            Group::Links => ordered(index.links.len(), |_| ()),
        };
        if order.is_empty() {
            return;
        }
        let ordinals = &mut self.ordinals[group as usize];
        ordinals.resize(order.len(), 0);
        (0..).zip(&order).for_each(|(ordinal, &one)| ordinals[one] = ordinal);
        self.add_row(Entry::Group(group), Kind::Session, Rank::Heading(1), group.title());
        for one in order {
            let position = u32::try_from(one).unwrap_or(u32::MAX);
            let (sessions, mentions) = match group {
                Group::Speakers => (&index.speakers[one].sessions, mentions.speakers[one].as_slice()),
                Group::Companies => (&index.companies[one].sessions, mentions.companies[one].as_slice()),
                Group::Tags => (&index.tags[one].spots, &[][..]),
                Group::Dates => (&index.dates[one].spots, &[][..]),
                Group::Links => (&index.links[one].spots, &[][..]),
            };
            let name = match group {
                Group::Speakers => &index.speakers[one].name,
                Group::Companies => &index.companies[one].name,
                Group::Tags => &format!("#{}", index.tags[one].name),
                Group::Dates => &index.dates[one].date.to_string(),
                Group::Links => &index.links[one].url,
            };
            if group == Group::Links && sessions.len() == 1 {
                self.add_row(Entry::Link(position), Kind::Section, Rank::Heading(2), name);
                continue;
            }
            self.add_row(Entry::Entity((group, position)), Kind::Section, Rank::Heading(2), name);
            let has_sessions = matches!(group, Group::Speakers | Group::Companies);
            for &spot in sessions {
                self.add_reference(if has_sessions { Entry::Session(spot) } else { Entry::Node(spot) });
            }
            self.add_mentions(mentions);
        }
    }

    fn add_mentions(&mut self, mentions: &[Mention]) {
        let mut first = 0;
        for here in mentions.chunk_by(|one, other| one.spot == other.spot) {
            let count = u32::try_from(here.len()).unwrap_or(u32::MAX);
            self.add_reference(Entry::Mention { spot: here[0].spot, first, count });
            first += count;
        }
    }

    fn add_reference(&mut self, entry: Entry) {
        self.add_row(entry, Kind::Item, Rank::Body(0), "");
    }

    /// Each row is a line of the text.
    fn add_row(&mut self, entry: Entry, kind: Kind, rank: Rank, text: &str) {
        let offset = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let start = offset(&self.text);
        self.text.push_str(text);
        let end = offset(&self.text);
        self.text.push('\n');
        let line = LineNumber(u32::try_from(self.lines.len()).unwrap_or(u32::MAX));
        self.lines.push(Line { kind, rank, line, marker: start..start, text: start..end });
        self.entries.push(entry);
    }
}

/// `0..count` by `key`, in their own order among equals.
fn ordered<K: Ord>(count: usize, key: impl Fn(usize) -> K) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_cached_key(|&one| key(one));
    order
}
