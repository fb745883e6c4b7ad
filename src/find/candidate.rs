//! What can be found: every node, every entity with the sessions or nodes it leads to, and, of several notes, each.

use std::sync::Arc;

use super::Match;
use super::mask::CharMask;
use super::parallel::in_shares;
use crate::note::entry::Kind;
use crate::people::index::Spot;
use crate::text::fold::folded;
use crate::text::language::translated;
use crate::vault::{NoteId, Place, Vault};

/// What a match is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MatchKind {
    /// A node.
    Node(Kind),
    /// One of several notes, by its path.
    Note,
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
const ENTITIES: [(&str, MatchKind); 6] = [
    ("note", MatchKind::Note),
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
            Self::Note => "note",
            Self::Speaker => "speaker",
            Self::Company => "company",
            Self::Tag => "tag",
            Self::Date => "date",
            Self::Link => "link",
        }
    }

    /// What it is called on the screen.
    pub fn title(self) -> &'static str {
        translated(match self {
            Self::Node(Kind::Title) => tr_later!("title"),
            Self::Node(Kind::Session) => tr_later!("session"),
            Self::Node(Kind::Section) => tr_later!("section"),
            Self::Node(Kind::Item) => tr_later!("item"),
            Self::Node(Kind::Arrow) => tr_later!("arrow"),
            Self::Node(Kind::Text) => tr_later!("text"),
            Self::Node(Kind::Attribution) => tr_later!("attribution"),
            Self::Node(Kind::Code) => tr_later!("code"),
            Self::Node(Kind::Quote) => tr_later!("quote"),
            Self::Node(Kind::Table) => tr_later!("table"),
            Self::Node(Kind::Rule) => tr_later!("rule"),
            Self::Note => tr_later!("note"),
            Self::Speaker => tr_later!("speaker"),
            Self::Company => tr_later!("company"),
            Self::Tag => tr_later!("tag"),
            Self::Date => tr_later!("date"),
            Self::Link => tr_later!("link"),
        })
    }

    /// All kinds.
    pub fn all() -> impl Iterator<Item = Self> {
        Kind::ALL.into_iter().map(Self::Node).chain(ENTITIES.iter().map(|(_, kind)| *kind))
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

/// What has a name of its own.
#[derive(Debug, PartialEq, Eq, Clone)]
pub struct Named {
    /// The name; untrusted.
    pub name: String,
    /// The places it leads to, in document order; not empty.
    pub places: Vec<Place>,
}

/// Something that can be found.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Where it leads; of several places the first.
    place: Place,
    kind: MatchKind,
    /// Its name and all places, unless it is a node.
    named: Option<Arc<Named>>,
}

/// The text of what leads to `place`: its name, else the node's.
pub(super) fn text<'a>(vault: &'a Vault, place: Place, named: Option<&'a Named>) -> &'a str {
    match (named, place.node) {
        (Some(named), _) => &named.name,
        (None, Some(id)) => vault.note(place.note).text_of(id),
        (None, None) => vault.note(place.note).name(),
    }
}

impl Candidate {
    /// What it is.
    pub(super) fn kind(&self) -> MatchKind {
        self.kind
    }

    /// Its text.
    pub(super) fn text<'a>(&'a self, vault: &'a Vault) -> &'a str {
        text(vault, self.place, self.named.as_deref())
    }

    /// Whether it is a link, and the node it stands in nothing else.
    pub(super) fn is_all_of_its_node(&self, vault: &Vault) -> bool {
        let node = self.place.node.filter(|_| self.kind == MatchKind::Link);
        node.is_some_and(|id| vault.note(self.place.note).text_of(id) == self.text(vault))
    }

    /// It as a match of nothing yet.
    pub(super) fn as_match(&self) -> Match {
        let Self { place, kind, ref named } = *self;
        Match { place, kind, named: named.clone(), score: 0, ranges: Vec::new() }
    }
}

/// All that can be found in a vault, in document order; notes and entities before the nodes they lead to. Takes 40 bytes
/// for a node.
#[derive(Debug)]
pub struct Candidates {
    list: Vec<Candidate>,
    /// The chars of each one's text; apart, since most are only looked at by these.
    masks: Vec<CharMask>,
}

impl Candidates {
    /// The candidates of `vault`; walks all of it. Attribution lines are none: they are found through their speakers
    /// and companies.
    pub fn of(vault: &Vault) -> Self {
        let mut list = notes(vault);
        list.extend(entities(vault));
        for note in vault.ids() {
            let outline = &vault.note(note).outline;
            list.extend(outline.ids().filter_map(|id| {
                let kind = outline.node(id).kind();
                let place = Place { note, node: Some(id) };
                let is_found = kind != Kind::Attribution;
                is_found.then_some(Candidate { place, kind: MatchKind::Node(kind), named: None })
            }));
        }
        // Stable: notes and entities, which were listed first, stay before the nodes of the same place.
        list.sort_by_key(|candidate| candidate.place);
        let mask = |candidate: &Candidate| CharMask::of_text(folded(candidate.text(vault)).map(|(c, _)| c));
        let masks = in_shares(0..list.len(), &mut Vec::new(), |share, &mut ()| {
            list.get(share).unwrap_or_default().iter().map(mask).collect::<Vec<_>>()
        });
        Self { list, masks: masks.concat() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// A candidate and the chars of its text.
    pub(super) fn get(&self, index: u32) -> Option<(&Candidate, CharMask)> {
        Some((self.list.get(index as usize)?, *self.masks.get(index as usize)?))
    }

    /// What tells the contents at a glance: notes and sessions.
    pub(super) fn contents(&self) -> Vec<u32> {
        let is_content = |kind| matches!(kind, MatchKind::Note | MatchKind::Node(Kind::Session));
        self.indices(|candidate| is_content(candidate.kind))
    }

    /// The nodes at `places`, which ascend.
    pub(super) fn at(&self, places: &[Place]) -> Vec<u32> {
        let mut indices = Vec::new();
        for &place in places {
            let start = self.list.partition_point(|candidate| candidate.place < place);
            let here = self.list.iter().enumerate().skip(start).take_while(|(_, at)| at.place == place);
            let nodes = here.filter(|(_, at)| matches!(at.kind, MatchKind::Node(_) | MatchKind::Note));
            indices.extend(nodes.filter_map(|(index, _)| u32::try_from(index).ok()));
        }
        indices
    }

    fn indices(&self, wanted: impl Fn(&Candidate) -> bool) -> Vec<u32> {
        let wanted = (0..).zip(&self.list).filter(|(_, candidate)| wanted(candidate));
        wanted.map(|(index, _)| index).collect()
    }
}

fn named(kind: MatchKind, name: impl Into<String>, places: Vec<Place>) -> Option<Candidate> {
    let named = Named { name: name.into(), places };
    Some(Candidate { place: *named.places.first()?, kind, named: Some(Arc::new(named)) })
}

/// A candidate for each of several notes and their folders, named by its path below the folder that all are in.
fn notes(vault: &Vault) -> Vec<Candidate> {
    if vault.len() < 2 {
        return Vec::new();
    }
    let common = common_folder(vault.notes().map(|note| note.path.text()));
    let candidate = |place: Place| {
        let path = vault.note(place.note).path.text();
        let name = path.get(common..).unwrap_or(path);
        let end = if vault.is_folder(place.note) { "/" } else { "" };
        named(MatchKind::Note, format!("{name}{end}"), vec![place])
    };
    let places = vault.entries().map(|note| Place { note, node: None });
    places.filter(|&place| vault.has_row(place)).filter_map(candidate).collect()
}

/// The length (bytes) of the folders that all `paths` begin with, with their last separator.
fn common_folder<'p>(mut paths: impl Iterator<Item = &'p str>) -> usize {
    let folder = |path: &str| path.rfind(['/', '\\']).map_or(0, |separator| separator + 1);
    let Some(first) = paths.next() else { return 0 };
    let common = first.get(..folder(first)).unwrap_or_default();
    let common = paths.fold(common, |common, path| {
        let equal = common.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count();
        let separators = common.match_indices(['/', '\\']).map(|(at, _)| at + 1);
        let length = separators.take_while(|&at| at <= equal).last().unwrap_or(0);
        common.get(..length).unwrap_or_default()
    });
    common.len()
}

/// A candidate for every speaker, company, tag, date and link.
fn entities(vault: &Vault) -> Vec<Candidate> {
    let index = vault.entities();
    let places = |spots: &[Spot]| -> Vec<Place> {
        spots.iter().map(|&(note, id)| Place { note: NoteId(note), node: Some(id) }).collect()
    };
    let speakers = index.speakers.iter().map(|one| (MatchKind::Speaker, one.name.clone(), &one.sessions[..]));
    let companies =
        index.companies.iter().map(|one| (MatchKind::Company, one.name.clone(), &one.sessions[..]));
    let tags = index.tags.iter().map(|tag| (MatchKind::Tag, tag.name.clone(), &tag.spots[..]));
    let dates = index.dates.iter().map(|day| (MatchKind::Date, day.date.to_string(), &day.spots[..]));
    let links = index.links.iter().map(|link| (MatchKind::Link, link.url.clone(), &link.spots[..]));
    let all = speakers.chain(companies).chain(tags).chain(dates).chain(links);
    all.filter_map(|(kind, name, spots)| named(kind, name, places(spots))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_below_their_common_folder() {
        let cases: [(&[&str], usize); 5] = [
            (&["a/b/c.txt", "a/b/d.txt"], 4),
            (&["a/b/c.txt", "a/bb/c.txt"], 2),
            (&["a/b.txt", "a/b/c.txt"], 2),
            (&["c.txt", "a/b.txt"], 0),
            (&["/x.txt", "/y.txt"], 1),
        ];
        for (paths, expected) in cases {
            assert_eq!(common_folder(paths.iter().copied()), expected, "{paths:?}");
        }
    }
}
