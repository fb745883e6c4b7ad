//! Names of people and companies out of a line that says who speaks.
//!
//! [`attribution_of`] puts together what several lines say, each of which `line` reads by itself.

mod line;

use crate::note::entry::Kind;
use crate::note::notation::Notation;
use crate::note::notation::people::PeoplePatterns;
use crate::note::notation::speakers::is_labelled;
use crate::note::source::Source;
use crate::outline::{NodeId, Outline};
use line::{Part, parts_of};

/// Who speaks, in the order of the line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// Names of people, without honorifics.
    pub speakers: Vec<String>,
    /// Names of companies.
    pub companies: Vec<String>,
    /// Who is of which company: positions in the two lists.
    pub pairs: Vec<(usize, usize)>,
}

impl Attribution {
    /// Adds a further line. A company on a line of its own is that of the people who have none.
    fn join(&mut self, line: &Self) {
        let speakers: Vec<usize> = line.speakers.iter().map(|name| add(&mut self.speakers, name)).collect();
        let companies: Vec<usize> =
            line.companies.iter().map(|name| add(&mut self.companies, name)).collect();
        for &(speaker, company) in &line.pairs {
            self.pair(speakers[speaker], companies[company]);
        }
    }

    /// Pairs all that have no partner.
    fn pair_the_rest(&mut self) {
        let lonely = |count: usize, paired: Vec<usize>| (0..count).filter(move |one| !paired.contains(one));
        let (speakers, companies) = self.pairs.iter().copied().unzip();
        let companies: Vec<usize> = lonely(self.companies.len(), companies).collect();
        for speaker in lonely(self.speakers.len(), speakers).collect::<Vec<_>>() {
            for &company in &companies {
                self.pair(speaker, company);
            }
        }
    }

    fn pair(&mut self, speaker: usize, company: usize) {
        if !self.pairs.contains(&(speaker, company)) {
            self.pairs.push((speaker, company));
        }
    }

    /// Adds what a part of a line says; its company is also that of the people in `alone`, who wait for one.
    fn add_part(&mut self, part: &Part<'_>, alone: &mut Vec<usize>) {
        let is_name = |name: &&str| !name.trim().is_empty();
        let companies: Vec<usize> = part
            .companies
            .iter()
            .copied()
            .filter(is_name)
            .map(|name| add(&mut self.companies, name))
            .collect();
        if let Some(speaker) = part.speaker.filter(is_name) {
            alone.push(add(&mut self.speakers, speaker));
        }
        if part.speaker.is_some() && !companies.is_empty() {
            for speaker in std::mem::take(alone) {
                for &company in &companies {
                    self.pair(speaker, company);
                }
            }
        }
    }
}

/// The position of `name` among `names`, where it is added if it is new.
fn add(names: &mut Vec<String>, name: &str) -> usize {
    let name = name.trim();
    names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

/// Who speaks in a part of a note, or under its title: its attribution lines, read one by one, else what its heading says
/// if it says nothing else. Of an attribution that is of neither, who it says to have been there. O(1) in the size of the
/// note.
pub fn attribution_of(source: &Source, outline: &Outline, notation: &Notation, id: NodeId) -> Attribution {
    let people = notation.people();
    let node = outline.node(id);
    let mut attribution = Attribution::default();
    if !node.kind().may_name_people() {
        return attribution;
    }
    let words = source.slice(node.text());
    if outline.is_lone_attribution(id) {
        attribution = parse_announced(words, people, true);
    }
    if node.kind() == Kind::Attribution {
        return attribution;
    }
    let are_listed = people.is_label(words);
    for line in outline.attributions(id) {
        let line = outline.node(line);
        // Between signs of emphasis stands a name.
        let announced = are_listed || source.slice(line.marker()).starts_with(['*', '_']);
        attribution.join(&parse_announced(source.slice(line.text()), people, announced));
    }
    if attribution == Attribution::default() && is_labelled(words, people) {
        attribution = parse(words, people);
    }
    attribution.pair_the_rest();
    attribution
}

/// Who a single line says to speak.
pub fn parse(line: &str, patterns: &PeoplePatterns) -> Attribution {
    parse_announced(line, patterns, false)
}

/// As [`parse`], of a line that is known to begin with a person.
fn parse_announced(line: &str, patterns: &PeoplePatterns, is_person: bool) -> Attribution {
    let mut attribution = Attribution::default();
    let mut alone = Vec::new();
    for part in parts_of(line, patterns, is_person) {
        attribution.add_part(&part, &mut alone);
    }
    attribution
}

#[cfg(test)]
mod tests;
