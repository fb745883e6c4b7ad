//! `midashi index`: speakers, companies, tags, dates and links, with where they lead.

mod text;

use serde::Serialize;

use crate::cli::args::{EntityKind, IndexArgs};
use crate::cli::{Context, Failure, Outcome};
use crate::export::json::to_string;
use crate::people::Spot;
use crate::people::index::EntityIndex;
use crate::people::mention::{Mentions, node_count};
use crate::vault::listing::{Group, Listing};
use crate::vault::{NoteId, Vault};

/// The index as data; the lists that were not asked for are left out.
#[derive(Serialize, Default)]
struct IndexData<'v> {
    #[serde(skip_serializing_if = "Option::is_none")]
    speakers: Option<Vec<SpeakerData<'v>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    companies: Option<Vec<CompanyData<'v>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<TagData<'v>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<Vec<DateData<'v>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<Vec<LinkData<'v>>>,
}

#[derive(Serialize)]
struct SpeakerData<'v> {
    name: &'v str,
    companies: &'v [String],
    sessions: Vec<PlaceData<'v>>,
    mentions: usize,
}

#[derive(Serialize)]
struct CompanyData<'v> {
    name: &'v str,
    speakers: &'v [String],
    sessions: Vec<PlaceData<'v>>,
    mentions: usize,
}

#[derive(Serialize)]
struct TagData<'v> {
    name: &'v str,
    count: u32,
    sessions: Vec<PlaceData<'v>>,
}

#[derive(Serialize)]
struct DateData<'v> {
    date: String,
    sessions: Vec<PlaceData<'v>>,
}

#[derive(Serialize)]
struct LinkData<'v> {
    url: &'v str,
    path: &'v str,
    /// 1-based.
    line: u64,
}

/// A session, or, where an entity stands outside of sessions, the node it stands in.
#[derive(Serialize, PartialEq, Eq, Clone)]
struct PlaceData<'v> {
    path: &'v str,
    /// 1-based.
    line: u64,
    title: &'v str,
}

pub(super) fn run(context: &Context, args: &IndexArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let vault = context.load_and_warn(&args.paths, &config)?.vault;
    let listing = Listing::of(&vault);
    let mut output = context.output();
    if args.json {
        output.document(&to_string(&data(&vault, listing.index(), listing.mentions(), args.kind)))?;
    } else {
        text::print(&vault, &listing, args.kind.map(group), &mut output)?;
    }
    output.finish()?;
    let is_empty = Group::ALL
        .into_iter()
        .filter(|&each| args.kind.is_none_or(|kind| group(kind) == each))
        .all(|group| listing.entities(group) == 0);
    Ok(if is_empty { Outcome::NothingMatched } else { Outcome::Done })
}

fn data<'v>(
    vault: &'v Vault,
    index: &'v EntityIndex,
    mentions: &Mentions,
    kind: Option<EntityKind>,
) -> IndexData<'v> {
    let wanted = |of: EntityKind| kind.is_none_or(|kind| kind == of);
    let sessions = |spots: &[Spot]| {
        let mut places: Vec<PlaceData<'_>> = Vec::new();
        for &spot in spots {
            let place = place(vault, spot);
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        places
    };
    IndexData {
        speakers: wanted(EntityKind::Speaker).then(|| {
            let data = index.speakers.iter().zip(&mentions.speakers).map(|(speaker, mentions)| SpeakerData {
                name: &speaker.name,
                companies: &speaker.companies,
                sessions: sessions(&speaker.sessions),
                mentions: node_count(mentions),
            });
            data.collect()
        }),
        companies: wanted(EntityKind::Company).then(|| {
            let data =
                index.companies.iter().zip(&mentions.companies).map(|(company, mentions)| CompanyData {
                    name: &company.name,
                    speakers: &company.speakers,
                    sessions: sessions(&company.sessions),
                    mentions: node_count(mentions),
                });
            data.collect()
        }),
        tags: wanted(EntityKind::Tag).then(|| {
            let data = index.tags.iter().map(|tag| TagData {
                name: &tag.name,
                count: tag.count,
                sessions: sessions(&tag.spots),
            });
            data.collect()
        }),
        dates: wanted(EntityKind::Date).then(|| {
            let data = index
                .dates
                .iter()
                .map(|day| DateData { date: day.date.to_string(), sessions: sessions(&day.spots) });
            data.collect()
        }),
        links: wanted(EntityKind::Link).then(|| {
            let places = index.links.iter().flat_map(|link| link.spots.iter().map(move |&spot| (link, spot)));
            let data = places.map(|(link, (note, id))| {
                let note = vault.note(NoteId(note));
                LinkData {
                    url: &link.url,
                    path: note.path.text(),
                    line: note.outline.node(id).line().number(),
                }
            });
            data.collect()
        }),
    }
}

/// The session that holds a node, else the node itself.
fn place(vault: &Vault, (note, id): Spot) -> PlaceData<'_> {
    let note = vault.note(NoteId(note));
    let shown = note.outline.session_of(id).unwrap_or(id);
    PlaceData {
        path: note.path.text(),
        line: note.outline.node(shown).line().number(),
        title: note.text_of(shown),
    }
}

fn group(kind: EntityKind) -> Group {
    match kind {
        EntityKind::Speaker => Group::Speakers,
        EntityKind::Company => Group::Companies,
        EntityKind::Tag => Group::Tags,
        EntityKind::Date => Group::Dates,
        EntityKind::Link => Group::Links,
    }
}
