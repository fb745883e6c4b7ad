//! Everything that notes speak of: speakers, companies, tags, dates and links, each with where.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

pub use super::Spot;
use super::attribution::Attribution;
use super::merge::Names;
use super::spelling::{Spelling, company_spelling};
use crate::note::entry::Kind;
use crate::note::mention::{Date, dates, links, tags};
use crate::note::source::Source;
use crate::outline::{NodeId, Outline};

/// A person who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speaker {
    /// The name, as it is most often written under sessions.
    pub name: String,
    /// All that is taken for this name, as written under sessions.
    pub spellings: Vec<String>,
    /// The companies named with them.
    pub companies: Vec<String>,
    /// The sessions they speak in, in document order.
    pub sessions: Vec<Spot>,
}

/// A company that sends speakers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// The name, as it is most often written under sessions.
    pub name: String,
    /// All that is taken for this name, as written under sessions.
    pub spellings: Vec<String>,
    /// The speakers named with it.
    pub speakers: Vec<String>,
    /// The sessions it stands under, in document order.
    pub sessions: Vec<Spot>,
}

/// A hashtag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The name as first written, without `#`.
    pub name: String,
    /// How often it stands in the notes, in whatever case and width.
    pub count: u32,
    /// The nodes it stands in, in document order.
    pub spots: Vec<Spot>,
}

impl Tag {
    /// Whether `name` (without `#`) is this tag in whatever case and width.
    pub fn is(&self, name: &str) -> bool {
        Spelling::of(name).letters == Spelling::of(&self.name).letters
    }
}

/// A date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// The nodes it stands in, in document order.
    pub spots: Vec<Spot>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub url: String,
    /// The nodes it stands in, in document order.
    pub spots: Vec<Spot>,
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
    /// What follows a person's name in it: さん.
    pub honorifics: &'n [String],
}

impl EntityIndex {
    /// The index of `notes`, in one pass over their nodes. Where else the names stand is told by
    /// [`super::mention::Mentions`].
    pub fn of(notes: &[Subject<'_>]) -> Self {
        let mut people = People::default();
        let mut tagged = Found::default();
        let mut dated = Found::default();
        let mut linked = Found::default();
        for (ordinal, note) in (0..).zip(notes) {
            for (session, attribution) in &note.attributions {
                people.add(attribution, (ordinal, *session));
            }
            for id in note.outline.ids() {
                let text = note.source.slice(note.outline.node(id).text());
                let spot = (ordinal, id);
                let is_code = note.outline.node(id).kind() == Kind::Code;
                tags(text)
                    .filter(|_| !is_code)
                    .for_each(|(_, name)| tagged.add(Spelling::of(name).letters, name, spot));
                dates(text).for_each(|(_, date)| dated.add(date, date, spot));
                links(text).for_each(|(_, url)| linked.add(url, url, spot));
            }
        }
        let (speakers, companies) = people.finish();
        let tag = |(name, count, spots): (&str, u32, _)| Tag { name: name.to_owned(), count, spots };
        let link = |(url, _, spots): (&str, u32, _)| Link { url: url.to_owned(), spots };
        Self {
            speakers,
            companies,
            tags: tagged.list.into_iter().map(tag).collect(),
            dates: dated.list.into_iter().map(|(date, _, spots)| Day { date, spots }).collect(),
            links: linked.list.into_iter().map(link).collect(),
        }
    }
}

/// Things found in the text: how each is written, how often it stands there, and where.
struct Found<K, T> {
    list: Vec<(T, u32, Vec<Spot>)>,
    known: HashMap<K, usize>,
}

impl<K, T> Default for Found<K, T> {
    fn default() -> Self {
        Self { list: Vec::new(), known: HashMap::new() }
    }
}

impl<K: Eq + Hash, T> Found<K, T> {
    fn add(&mut self, key: K, written: T, spot: Spot) {
        let index = *self.known.entry(key).or_insert(self.list.len());
        if index == self.list.len() {
            self.list.push((written, 0, Vec::new()));
        }
        let (_, count, spots) = &mut self.list[index];
        *count += 1;
        if spots.last() != Some(&spot) {
            spots.push(spot);
        }
    }
}

/// Speakers and companies, and who was named with whom, by their positions.
#[derive(Default)]
struct People {
    speakers: Names,
    companies: Names,
    /// Speaker and company, in order of first appearance.
    pairs: Vec<(usize, usize)>,
    known_pairs: HashSet<(usize, usize)>,
}

impl People {
    fn add(&mut self, attribution: &Attribution, session: Spot) {
        let speakers = attribution.speakers.iter();
        let speakers: Vec<usize> =
            speakers.map(|name| self.speakers.add(name, Spelling::of(name), session)).collect();
        let companies = attribution.companies.iter();
        let companies: Vec<usize> =
            companies.map(|name| self.companies.add(name, company_spelling(name), session)).collect();
        for &(speaker, company) in &attribution.pairs {
            let pair = (speakers[speaker], companies[company]);
            if self.known_pairs.insert(pair) {
                self.pairs.push(pair);
            }
        }
    }

    fn finish(self) -> (Vec<Speaker>, Vec<Company>) {
        let speaker =
            |(name, spellings, sessions)| Speaker { name, spellings, companies: Vec::new(), sessions };
        let company =
            |(name, spellings, sessions)| Company { name, spellings, speakers: Vec::new(), sessions };
        let mut speakers: Vec<Speaker> = self.speakers.finish().map(speaker).collect();
        let mut companies: Vec<Company> = self.companies.finish().map(company).collect();
        for (speaker, company) in self.pairs {
            let (speaker, company) = (&mut speakers[speaker], &mut companies[company]);
            speaker.companies.push(company.name.clone());
            company.speakers.push(speaker.name.clone());
        }
        (speakers, companies)
    }
}
