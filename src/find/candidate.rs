//! What can be found: every node, and every entity with the session or node it leads to.

use super::haystack::Haystack;
use crate::note::entry::Kind;
use crate::text::fold::fold;
use crate::vault::{NoteId, Place, Vault};

/// What a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MatchKind {
    /// A node.
    Node(Kind),
    /// A person who speaks; leads to a session of theirs.
    Speaker,
    /// A company; leads to a session under its name.
    Company,
    /// A hashtag; leads to where it first stands.
    Tag,
    /// A date; leads to where it first stands.
    Date,
    /// A link; leads to where it stands.
    Link,
}

/// The kinds that are no nodes, with their words.
const ENTITIES: [(&str, MatchKind); 5] = [
    ("speaker", MatchKind::Speaker),
    ("company", MatchKind::Company),
    ("tag", MatchKind::Tag),
    ("date", MatchKind::Date),
    ("link", MatchKind::Link),
];

impl MatchKind {
    /// The word for it on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Node(kind) => kind.name(),
            Self::Speaker => "speaker",
            Self::Company => "company",
            Self::Tag => "tag",
            Self::Date => "date",
            Self::Link => "link",
        }
    }

    /// The kind of a word.
    pub fn from_name(name: &str) -> Option<Self> {
        let entity = ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        entity.or_else(|| Kind::ALL.into_iter().find(|kind| kind.name() == name).map(Self::Node))
    }

    /// The words of all kinds.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Kind::ALL.into_iter().map(Kind::name).chain(ENTITIES.iter().map(|(name, _)| *name))
    }
}

/// Something that can be found.
#[derive(Debug)]
pub struct Candidate {
    /// Where it leads.
    pub place: Place,
    /// What it is.
    pub kind: MatchKind,
    /// The name of an entity; a node's text is the vault's.
    name: Option<String>,
    /// Its text, folded for matching.
    pub(super) haystack: Haystack,
}

impl Candidate {
    fn entity(place: Place, kind: MatchKind, name: &str) -> Self {
        Self { place, kind, name: Some(name.to_owned()), haystack: Haystack::new(&fold(name)) }
    }

    /// Its text.
    pub fn text<'a>(&'a self, vault: &'a Vault) -> &'a str {
        match (&self.name, self.place.node) {
            (Some(name), _) => name,
            (None, Some(id)) => vault.note(self.place.note).text_of(id),
            (None, None) => vault.note(self.place.note).name(),
        }
    }
}

/// All that can be found in a vault, in document order; entities before the nodes they lead to.
#[derive(Debug)]
pub struct Candidates {
    pub(super) list: Vec<Candidate>,
}

impl Candidates {
    /// The candidates of `vault`; walks all of it. Attribution lines are none: they are found through their speakers
    /// and companies.
    pub fn of(vault: &Vault) -> Self {
        let mut list = entities(vault);
        for note in vault.ids() {
            let outline = &vault.note(note).outline;
            for id in outline.ids() {
                let kind = outline.node(id).kind();
                if kind != Kind::Attribution {
                    let place = Place { note, node: Some(id) };
                    let haystack = Haystack::new(&fold(vault.note(note).text_of(id)));
                    list.push(Candidate { place, kind: MatchKind::Node(kind), name: None, haystack });
                }
            }
        }
        // Stable: entities, which were listed first, stay before the nodes of the same place.
        list.sort_by_key(|candidate| candidate.place);
        Self { list }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// A candidate for every entity; for every session of a speaker or company, so that each can be chosen.
fn entities(vault: &Vault) -> Vec<Candidate> {
    let index = vault.entities();
    let place = |(note, id)| Place { note: NoteId(note), node: Some(id) };
    let mut list = Vec::new();
    for speaker in &index.speakers {
        let sessions = speaker.sessions.iter();
        list.extend(sessions.map(|&spot| Candidate::entity(place(spot), MatchKind::Speaker, &speaker.name)));
    }
    for company in &index.companies {
        let sessions = company.sessions.iter();
        list.extend(sessions.map(|&spot| Candidate::entity(place(spot), MatchKind::Company, &company.name)));
    }
    for tag in &index.tags {
        list.extend(tag.spots.first().map(|&spot| Candidate::entity(place(spot), MatchKind::Tag, &tag.name)));
    }
    for day in &index.dates {
        let name = day.date.to_string();
        list.extend(day.spots.first().map(|&spot| Candidate::entity(place(spot), MatchKind::Date, &name)));
    }
    list.extend(
        index.links.iter().map(|link| Candidate::entity(place(link.spot), MatchKind::Link, &link.url)),
    );
    list
}
