//! `midashi index`: speakers, companies, tags, dates and links, with where they lead.

use std::io;

use serde::Serialize;

use super::args::{EntityKind, IndexArgs};
use super::output::{Ink, Output};
use super::{Context, Failure, Outcome};
use crate::entity::Spot;
use crate::entity::index::EntityIndex;
use crate::entity::mention::{Mentions, node_count};
use crate::export::json::to_string;
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
    let index = vault.entities();
    let mentions = vault.mentions(&index);
    let data = data(&vault, &index, &mentions, args.kind);
    let mut output = context.output();
    let is_empty = if args.json {
        output.document(&to_string(&data))?;
        data.is_empty()
    } else {
        print(&data, &mut output)?;
        data.is_empty()
    };
    output.finish()?;
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
                LinkData { url: &link.url, path: &note.path, line: note.outline.node(id).line().number() }
            });
            data.collect()
        }),
    }
}

/// The session that holds a node, else the node itself.
fn place(vault: &Vault, (note, id): Spot) -> PlaceData<'_> {
    let note = vault.note(NoteId(note));
    let shown = note.outline.session_of(id).unwrap_or(id);
    PlaceData { path: &note.path, line: note.outline.node(shown).line().number(), title: note.text_of(shown) }
}

impl IndexData<'_> {
    fn is_empty(&self) -> bool {
        let Self { speakers, companies, tags, dates, links } = self;
        speakers.as_ref().is_none_or(Vec::is_empty)
            && companies.as_ref().is_none_or(Vec::is_empty)
            && tags.as_ref().is_none_or(Vec::is_empty)
            && dates.as_ref().is_none_or(Vec::is_empty)
            && links.as_ref().is_none_or(Vec::is_empty)
    }
}

fn print(data: &IndexData<'_>, output: &mut Output) -> io::Result<()> {
    for speaker in data.speakers.iter().flatten() {
        entity(output, "speaker", speaker.name, &speaker.companies.join(", "), &speaker.sessions)?;
    }
    for company in data.companies.iter().flatten() {
        entity(output, "company", company.name, &company.speakers.join(", "), &company.sessions)?;
    }
    for tag in data.tags.iter().flatten() {
        entity(output, "tag", tag.name, &times(tag.count), &tag.sessions)?;
    }
    for day in data.dates.iter().flatten() {
        entity(output, "date", &day.date, "", &day.sessions)?;
    }
    for link in data.links.iter().flatten() {
        heading(output, "link", link.url, "")?;
        output.ink(Ink::Dim, &format!("    {}:{}", link.path, link.line))?;
        output.end_line()?;
    }
    Ok(())
}

fn times(count: u32) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn heading(output: &mut Output, kind: &str, name: &str, aside: &str) -> io::Result<()> {
    output.ink(Ink::Dim, kind)?;
    output.text("  ")?;
    output.ink(Ink::Bold, name)?;
    if !aside.is_empty() {
        output.ink(Ink::Accent, &format!("  {aside}"))?;
    }
    output.end_line()
}

fn entity(
    output: &mut Output,
    kind: &str,
    name: &str,
    aside: &str,
    sessions: &[PlaceData<'_>],
) -> io::Result<()> {
    heading(output, kind, name, aside)?;
    for session in sessions {
        output.ink(Ink::Dim, &format!("    {}:{}  ", session.path, session.line))?;
        output.text(session.title)?;
        output.end_line()?;
    }
    Ok(())
}
