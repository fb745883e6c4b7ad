//! Everything that notes speak of: speakers, companies, tags, dates and links, each with where.

use std::collections::HashMap;

use super::attribution::Attribution;
use crate::note::mention::{Date, dates, links, tags};
use crate::note::source::Source;
use crate::outline::{NodeId, Outline};

/// A node of one of several notes: the note's ordinal (0-based), and the node.
pub type Spot = (u32, NodeId);

/// A person who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speaker {
    /// The name as first written.
    pub name: String,
    /// The companies named with them.
    pub companies: Vec<String>,
    /// The sessions they speak in.
    pub sessions: Vec<Spot>,
    /// In how many nodes other than attributions the name stands.
    pub mentions: u32,
}

/// A company that sends speakers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// The name as first written.
    pub name: String,
    /// The speakers named with it.
    pub speakers: Vec<String>,
    /// The sessions it stands under.
    pub sessions: Vec<Spot>,
    /// In how many nodes other than attributions the name stands.
    pub mentions: u32,
}

/// A hashtag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The name, without `#`.
    pub name: String,
    /// How often it stands in the notes.
    pub count: u32,
    /// The nodes it stands in.
    pub spots: Vec<Spot>,
}

/// A date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// The nodes it stands in.
    pub spots: Vec<Spot>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub url: String,
    /// The node it stands in.
    pub spot: Spot,
}

/// What one or several notes speak of, in order of first appearance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntityIndex {
    /// The speakers.
    pub speakers: Vec<Speaker>,
    /// The companies.
    pub companies: Vec<Company>,
    /// The hashtags.
    pub tags: Vec<Tag>,
    /// The dates.
    pub dates: Vec<Day>,
    /// The links.
    pub links: Vec<Link>,
}

/// A note to be indexed.
pub struct Subject<'n> {
    /// Its text.
    pub source: &'n Source,
    /// Its nodes.
    pub outline: &'n Outline,
    /// Who speaks in each of its sessions.
    pub attributions: Vec<(NodeId, Attribution)>,
}

impl EntityIndex {
    /// The index of `notes`, one pass over their nodes for all names together.
    pub fn of(notes: &[Subject<'_>]) -> Self {
        let mut builder = Builder::default();
        for (ordinal, note) in (0..).zip(notes) {
            for (session, attribution) in &note.attributions {
                builder.add_attribution((ordinal, *session), attribution);
            }
            for id in note.outline.ids() {
                builder.add_text((ordinal, id), note.source.slice(note.outline.node(id).text()));
            }
        }
        builder.count_mentions(notes);
        builder.index
    }
}

/// The index being made, with where each name stands in it.
#[derive(Default)]
struct Builder {
    index: EntityIndex,
    speakers: HashMap<String, usize>,
    companies: HashMap<String, usize>,
    tags: HashMap<String, usize>,
    dates: HashMap<Date, usize>,
}

impl Builder {
    fn add_attribution(&mut self, session: Spot, attribution: &Attribution) {
        for name in &attribution.speakers {
            let known = position(&mut self.speakers, name, self.index.speakers.len());
            if known == self.index.speakers.len() {
                self.index.speakers.push(Speaker { name: name.clone(), ..Speaker::default() });
            }
            let speaker = &mut self.index.speakers[known];
            add_last_once(&mut speaker.sessions, session);
            attribution
                .companies
                .iter()
                .for_each(|company| add_once(&mut speaker.companies, company.clone()));
        }
        for name in &attribution.companies {
            let known = position(&mut self.companies, name, self.index.companies.len());
            if known == self.index.companies.len() {
                self.index.companies.push(Company { name: name.clone(), ..Company::default() });
            }
            let company = &mut self.index.companies[known];
            add_last_once(&mut company.sessions, session);
            attribution.speakers.iter().for_each(|speaker| add_once(&mut company.speakers, speaker.clone()));
        }
    }

    fn add_text(&mut self, spot: Spot, text: &str) {
        for (_, name) in tags(text) {
            let known = position(&mut self.tags, name, self.index.tags.len());
            if known == self.index.tags.len() {
                self.index.tags.push(Tag { name: name.to_owned(), count: 0, spots: Vec::new() });
            }
            let tag = &mut self.index.tags[known];
            tag.count += 1;
            add_last_once(&mut tag.spots, spot);
        }
        for (_, date) in dates(text) {
            let next = self.index.dates.len();
            let known = *self.dates.entry(date).or_insert(next);
            if known == next {
                self.index.dates.push(Day { date, spots: Vec::new() });
            }
            add_last_once(&mut self.index.dates[known].spots, spot);
        }
        for (_, url) in links(text) {
            self.index.links.push(Link { url: url.to_owned(), spot });
        }
    }

    /// Counts the nodes in which each name stands, all names in one pass.
    fn count_mentions(&mut self, notes: &[Subject<'_>]) {
        let speakers = self.index.speakers.len();
        let names: Vec<&str> = self
            .index
            .speakers
            .iter()
            .map(|speaker| speaker.name.as_str())
            .chain(self.index.companies.iter().map(|company| company.name.as_str()))
            .collect();
        // Building fails only on more names than an automaton has states for; mentions then stay uncounted.
        let Ok(automaton) = aho_corasick::AhoCorasick::new(&names) else {
            return;
        };
        let mut counts = vec![0_u32; names.len()];
        let mut last_seen = vec![None; names.len()];
        for (ordinal, note) in notes.iter().enumerate() {
            for id in note.outline.ids() {
                let node = note.outline.node(id);
                if node.kind() == crate::note::entry::Kind::Attribution {
                    continue;
                }
                for hit in automaton.find_overlapping_iter(note.source.slice(node.text())) {
                    let name = hit.pattern().as_usize();
                    if last_seen[name].replace((ordinal, id)) != Some((ordinal, id)) {
                        counts[name] += 1;
                    }
                }
            }
        }
        let (of_speakers, of_companies) = counts.split_at(speakers);
        for (speaker, &count) in self.index.speakers.iter_mut().zip(of_speakers) {
            speaker.mentions = count;
        }
        for (company, &count) in self.index.companies.iter_mut().zip(of_companies) {
            company.mentions = count;
        }
    }
}

/// Where `name` stands, or `next` if it is new.
fn position(known: &mut HashMap<String, usize>, name: &str, next: usize) -> usize {
    match known.get(name) {
        Some(&position) => position,
        None => *known.entry(name.to_owned()).or_insert(next),
    }
}

fn add_once<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// As [`add_once`], where equal items come one after another.
fn add_last_once<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.last() != Some(&item) {
        list.push(item);
    }
}
