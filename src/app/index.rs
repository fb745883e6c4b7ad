//! The index on the screen: who and what the notes speak of, as a tree that leads back into them.
//!
//! It is a tree like that of the notes ([`Listing`]) and is walked, folded and drawn by the same code; here is what differs:
//! Enter on what refers to a place goes there, copying copies what is referred to, and several keys lead back. The
//! listing is made by the shell when first asked for ([`Effect::Index`](super::effect::Effect::Index)).

use std::ops::Range;
use std::sync::Arc;

use super::symbols::Symbols;
use super::tree::Tree;
use crate::find::{MatchKind, Scope};
use crate::people::attribution::Attribution;
use crate::tree::VaultFolds;
use crate::vault::listing::{Entry, Group, Listing};
use crate::vault::{Place, Vault};

/// A line longer than this (bytes) is shown from shortly before what is meant in it.
const LONG: usize = 400;
/// How many bytes of such a line may stand before that.
const BEFORE: usize = 90;

/// More names than this are not listed beside another.
const NAMES: usize = 3;

/// The index, as far as it is known.
#[derive(Debug, Default)]
pub enum Index {
    /// Nobody has asked for it.
    #[default]
    Unlisted,
    /// The notes have changed below an overlay that lies above the index: it is shown again once it is listed anew.
    Awaited,
    /// The notes are on the screen; where the user was in the index is kept.
    Aside(Contents),
    /// It is on the screen.
    Shown(Contents),
}

/// The index and where the user is in it.
#[derive(Debug)]
pub struct Contents {
    /// What is listed.
    pub listing: Arc<Listing>,
    /// The same as a tree on the screen.
    pub tree: Tree,
}

/// What stands right of a row; untrusted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aside {
    /// What may be cut for want of room.
    pub text: String,
    /// What stands behind it: of several notes, the date or name of the one it stands in.
    pub note: Option<String>,
}

impl Index {
    /// The index, if it is on the screen.
    pub fn shown(&self) -> Option<&Contents> {
        match self {
            Self::Shown(contents) => Some(contents),
            Self::Unlisted | Self::Awaited | Self::Aside(_) => None,
        }
    }

    /// Takes it off the screen.
    pub fn put_aside(&mut self) {
        *self = match std::mem::take(self) {
            Self::Shown(contents) | Self::Aside(contents) => Self::Aside(contents),
            Self::Unlisted | Self::Awaited => Self::Unlisted,
        };
    }

    /// Puts it on the screen, if it is known.
    pub(super) fn show(&mut self) {
        *self = match std::mem::take(self) {
            Self::Shown(contents) | Self::Aside(contents) => Self::Shown(contents),
            Self::Unlisted => Self::Unlisted,
            Self::Awaited => Self::Awaited,
        };
    }
}

impl Contents {
    /// The index as it is first shown: all entities, folded.
    pub(super) fn new(listing: Arc<Listing>) -> Self {
        let mut folds = VaultFolds::initial(listing.tree());
        folds.fold_to_level(Some(2));
        let tree = Tree::new(Arc::clone(listing.tree()), folds);
        Self { listing, tree }
    }

    /// The place that the row of the cursor leads to.
    pub(super) fn target(&self) -> Option<Place> {
        self.listing.place(self.tree.cursor.node?)
    }

    /// What copying copies.
    pub fn places(&self, vault: &Vault) -> Vec<Place> {
        self.tree.cursor.node.map(|id| self.listing.places(vault, id)).unwrap_or_default()
    }

    /// What the jump looks for first: the kind of the cursor's row.
    pub(super) fn scope(&self) -> Option<Scope> {
        let kind = match self.listing.group(self.tree.cursor.node?)? {
            Group::Speakers => MatchKind::Speaker,
            Group::Companies => MatchKind::Company,
            Group::Tags => MatchKind::Tag,
            Group::Dates => MatchKind::Date,
            Group::Links => MatchKind::Link,
        };
        Some(Scope::Only(kind))
    }

    /// The place that a row without a text of its own refers to.
    pub fn referred(&self, row: Place) -> Option<Place> {
        let id = row.node?;
        match self.listing.entry(id)? {
            Entry::Group(_) | Entry::Entity(_) | Entry::Link(_) => None,
            Entry::Session(_) | Entry::Node(_) | Entry::Mention { .. } => self.listing.place(id),
        }
    }

    /// Which bytes of the text that a row refers to are shown, and which of them are highlighted (from the first shown one).
    pub fn excerpt(&self, row: Place, text: &str) -> (Range<usize>, Vec<Range<usize>>) {
        let highlights = row.node.map(|id| self.listing.highlights(id, text)).unwrap_or_default();
        let first = highlights.first().map_or(0, |range| range.start);
        let mut start = 0;
        if text.len() > LONG && first > BEFORE {
            start = first - BEFORE;
            while !text.is_char_boundary(start) {
                start += 1;
            }
        }
        let moved = highlights.into_iter().map(|range| range.start - start..range.end - start).collect();
        (start..text.len(), moved)
    }

    /// What stands right of a row: the companies of a speaker, the speakers of a company, who else spoke in a session,
    /// the session that a line stands in.
    pub fn aside(&self, vault: &Vault, row: Place, symbols: &Symbols) -> Option<Aside> {
        let id = row.node?;
        let index = self.listing.index();
        let entity = self.listing.entity(id);
        let Some(place) = self.listing.place(id) else {
            let text = match entity? {
                (Group::Speakers, position) => joined(&index.speakers[position].companies, symbols),
                (Group::Companies, position) => joined(&index.companies[position].speakers, symbols),
                (Group::Tags | Group::Dates | Group::Links, _) => return None,
            };
            return Some(Aside { text, note: None });
        };
        let note = vault.note(place.note);
        let session = note.outline.session_of(place.node?);
        let text = match session {
            Some(session) if Some(session) == place.node => {
                self.others(&note.attribution_of(session), entity, symbols)
            }
            Some(session) => note.text_of(session).to_owned(),
            None => String::new(),
        };
        let date = || note.header.date.map_or_else(|| note.shown_name().to_owned(), |date| date.to_string());
        Some(Aside { text, note: (vault.len() > 1).then(date) })
    }

    /// Who spoke in a session besides `entity`, and of which companies.
    fn others(&self, attribution: &Attribution, entity: Option<(Group, usize)>, symbols: &Symbols) -> String {
        let index = self.listing.index();
        let own: Vec<&String> = match entity {
            // The speaker's row says the company already, if there is but one.
            Some((Group::Speakers, position)) => {
                let speaker = &index.speakers[position];
                let only = speaker.companies.iter().filter(|_| speaker.companies.len() == 1);
                speaker.spellings.iter().chain(only).collect()
            }
            Some((Group::Companies, position)) => index.companies[position].spellings.iter().collect(),
            Some((Group::Tags | Group::Dates | Group::Links, _)) | None => Vec::new(),
        };
        let others = |names: &[String]| -> Vec<String> {
            names.iter().filter(|name| !own.contains(name)).cloned().collect()
        };
        let lists = [others(&attribution.speakers), others(&attribution.companies)];
        let present: Vec<String> =
            lists.iter().filter(|names| !names.is_empty()).map(|names| joined(names, symbols)).collect();
        present.join(symbols.people)
    }

    /// The number right of a row: the entities of a group, the rows below an entity.
    pub fn count(&self, row: Place) -> Option<u32> {
        let id = row.node?;
        match self.listing.entry(id)? {
            Entry::Group(group) => u32::try_from(self.listing.entities(group)).ok(),
            Entry::Entity(_) => Some(self.tree.rows().hidden_if_closed(row)),
            Entry::Link(_) | Entry::Session(_) | Entry::Node(_) | Entry::Mention { .. } => None,
        }
    }

    /// Where the cursor is, in fewer and fewer words.
    pub fn positions(&self) -> Vec<String> {
        let groups = Group::ALL.into_iter().map(|group| (group, self.listing.entities(group)));
        let groups = groups.filter(|&(_, count)| count > 0);
        let all: Vec<String> = groups.map(|(group, count)| group.counted(count)).collect();
        let id = self.tree.cursor.node;
        let Some((group, position)) = id.and_then(|id| self.listing.entity(id)) else {
            let here = id.and_then(|id| self.listing.group(id));
            let here = here.map(|group| group.counted(self.listing.entities(group)));
            return [all.join("   ")].into_iter().chain(here).collect();
        };
        let ordinal =
            format!("{}/{}", self.listing.ordinal(group, position) + 1, self.listing.entities(group));
        let (stands, mentioned) = self.listing.counts(group, position);
        let short = named(group, &ordinal);
        let mut words = format!("{short}   {}", stands_in(group, stands));
        if mentioned > 0 {
            words.extend(["   ", &tr_count!(mentioned, "1 mention" | "{count} mentions", count = mentioned)]);
        }
        vec![words, short, ordinal]
    }
}

/// Which of a group an entity is, `ordinal` saying so in figures.
fn named(group: Group, ordinal: &str) -> String {
    match group {
        Group::Speakers => tr!("speaker {ordinal}", ordinal),
        Group::Companies => tr!("company {ordinal}", ordinal),
        Group::Tags => tr!("tag {ordinal}", ordinal),
        Group::Dates => tr!("date {ordinal}", ordinal),
        Group::Links => tr!("link {ordinal}", ordinal),
    }
}

/// In how many sessions or other places an entity of a group stands.
pub fn stands_in(group: Group, count: usize) -> String {
    match group {
        Group::Speakers | Group::Companies => tr_count!(count, "1 session" | "{count} sessions", count),
        Group::Tags | Group::Dates | Group::Links => tr_count!(count, "1 place" | "{count} places", count),
    }
}

/// The first of `names`, and a sign if there are more.
fn joined(names: &[String], symbols: &Symbols) -> String {
    let mut text = names.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join("、");
    if names.len() > NAMES {
        text.push_str(symbols.ellipsis);
    }
    text
}
