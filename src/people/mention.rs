//! Where names stand in the text other than under sessions, all names looked for in one pass.
//!
//! Names are looked for letter by letter (`spelling`), the longest first, so that other spellings count too and
//! a company is not found inside of a longer one. What is no mention:
//!
//! - Latin letters within a word: `LINE` in `ONLINE`; nor `LINE` in `line`, where the name is always written in capitals;
//! - a short Japanese name beside more of its own script: 日立 in 日立市;
//! - a name of one letter, or of two Latin ones;
//! - a family name alone. With an honorific it is one (小倉さん), if it is clear whose: of who speaks in the same session,
//!   else of the only one of that name in the note, else in all notes.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::Spot;
use super::index::{EntityIndex, Subject};
use super::spelling::{Letter, Letters, Spelling, company_spelling, is_japanese, is_word};
use crate::note::entry::Kind;
use crate::outline::NodeId;
use crate::text::reading::script::Script;

/// A mention of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The node it stands in.
    pub spot: Spot,
    /// Where it begins (bytes of the node's text).
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// The mentions of each speaker and company of an index, in document order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mentions {
    /// Those of each of the index's speakers.
    pub speakers: Vec<Vec<Mention>>,
    /// Those of each of the index's companies.
    pub companies: Vec<Vec<Mention>>,
}

/// In how many nodes `mentions` stand.
pub fn node_count(mentions: &[Mention]) -> usize {
    mentions.chunk_by(|one, other| one.spot == other.spot).count()
}

impl Mentions {
    /// The mentions in `notes` of what `index`, which was made of them, lists.
    pub fn of(notes: &[Subject<'_>], index: &EntityIndex) -> Self {
        let mut mentions = Self {
            speakers: vec![Vec::new(); index.speakers.len()],
            companies: vec![Vec::new(); index.companies.len()],
        };
        let Some(finder) = Finder::new(index, notes) else { return mentions };
        let mut letters = String::new();
        for (ordinal, note) in (0..).zip(notes) {
            for id in note.outline.ids() {
                let node = note.outline.node(id);
                if node.kind() == Kind::Attribution {
                    continue;
                }
                let text = note.source.slice(node.text());
                letters.clear();
                letters.extend(Letters::of(text).map(|letter| letter.c));
                if finder.automaton.is_match(&letters) {
                    finder.find(text, &letters, |name, range| {
                        let session = note.outline.session_of(id);
                        let Some(found) = finder.whose(name, ordinal, session) else { return };
                        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
                        let mention =
                            Mention { spot: (ordinal, id), start: at(range.start), end: at(range.end) };
                        match found {
                            Entity::Speaker(speaker) => mentions.speakers[speaker].push(mention),
                            Entity::Company(company) => mentions.companies[company].push(mention),
                        }
                    });
                }
            }
        }
        mentions
    }
}

/// Whose name it is, by their positions in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entity {
    Speaker(usize),
    Company(usize),
}

/// What is looked for.
#[derive(Debug)]
struct Name {
    whose: Vec<Entity>,
    /// Before which of its letters a space may stand; `None` where that is not known.
    breaks: Option<Vec<usize>>,
    /// Whether it stands for someone only where no other is meant: a family name with an honorific.
    is_family: bool,
    /// Whether it is always written in capitals.
    is_capital: bool,
    /// Whether only letters of other scripts may stand beside it.
    is_short: bool,
}

struct Finder<'i> {
    index: &'i EntityIndex,
    automaton: AhoCorasick,
    /// By the automaton's patterns.
    names: Vec<Name>,
}

impl<'i> Finder<'i> {
    /// A finder of all names; `None` when there is none (or more than an automaton can hold).
    fn new(index: &'i EntityIndex, notes: &[Subject<'_>]) -> Option<Self> {
        let mut patterns = Patterns::default();
        let honorifics: Vec<&String> = notes.first()?.honorifics.iter().collect();
        for (position, speaker) in index.speakers.iter().enumerate() {
            patterns.add_speaker(position, &speaker.spellings, &honorifics);
        }
        for (position, company) in index.companies.iter().enumerate() {
            patterns.add_company(position, &company.spellings);
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns.names.iter().map(|(letters, _)| letters))
            .ok()?;
        let names = patterns.names.into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        (!names.is_empty()).then_some(Self { index, automaton, names })
    }

    /// Tells `found` each name in `text`, whose `letters` these are, with its bytes.
    fn find(&self, text: &str, letters: &str, mut found: impl FnMut(&Name, Range<usize>)) {
        let map = Map::of(text);
        let mut start = 0;
        while let Some(hit) = self.automaton.find(Input::new(letters).range(start..)) {
            let name = &self.names[hit.pattern().as_usize()];
            let range = map.original(hit.range());
            let next = letters.get(hit.start()..).and_then(|rest| rest.chars().next());
            match range.filter(|range| name.may_stand(text, range)) {
                Some(range) => {
                    found(name, range);
                    start = hit.end();
                }
                // A shorter name may begin within it.
                None => start = hit.start() + next.map_or(1, char::len_utf8),
            }
        }
    }

    /// Who is meant by `name` in a session of a note.
    fn whose(&self, name: &Name, note: u32, session: Option<NodeId>) -> Option<Entity> {
        if !name.is_family {
            return name.whose.first().copied();
        }
        let sessions = |entity: &Entity| match entity {
            Entity::Speaker(speaker) => self.index.speakers[*speaker].sessions.as_slice(),
            Entity::Company(company) => self.index.companies[*company].sessions.as_slice(),
        };
        let speaks_here = |entity: &&Entity| {
            session.is_some_and(|session| sessions(entity).binary_search(&(note, session)).is_ok())
        };
        let speaks_in_note = |entity: &&Entity| {
            let sessions = sessions(entity);
            let first = sessions.partition_point(|&(other, _)| other < note);
            sessions.get(first).is_some_and(|&(other, _)| other == note)
        };
        only(name.whose.iter().filter(speaks_here))
            .or_else(|| only(name.whose.iter()))
            .or_else(|| only(name.whose.iter().filter(speaks_in_note)))
            .copied()
    }
}

/// The one item there is.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

impl Name {
    /// Whether a mention may stand at `range` of `text`, where the letters agree.
    fn may_stand(&self, text: &str, range: &Range<usize>) -> bool {
        let Some(here) = text.get(range.clone()) else { return false };
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let after = text.get(range.end..).and_then(|after| after.chars().next());
        let (first, last) = (here.chars().next(), here.chars().next_back());
        let is_joined = |inner: Option<char>, outer: Option<char>| match (inner, outer) {
            (Some(inner), Some(outer)) if is_word(inner) => is_word(outer),
            (Some(inner), Some(outer)) => self.is_short && Script::of(inner) == Script::of(outer),
            (None, _) | (_, None) => false,
        };
        if is_joined(first, before) || (!self.is_family && is_joined(last, after)) {
            return false;
        }
        if self.is_capital && here.chars().any(char::is_lowercase) {
            return false;
        }
        let gaps = Spelling::of(here).breaks;
        match &self.breaks {
            Some(breaks) => gaps.iter().all(|gap| breaks.contains(gap)),
            None => gaps.len() <= 1,
        }
    }
}

/// The names that an automaton is made of.
#[derive(Default)]
struct Patterns {
    /// Each once, with its letters.
    names: Vec<(String, Name)>,
    known: HashMap<String, usize>,
}

/// Names of at most so many Japanese letters are short: they often begin other words.
const SHORT: usize = 2;
/// The same for katakana alone, which has more letters to a word.
const SHORT_KATAKANA: usize = 4;
/// The fewest letters of a name that is looked for.
const LEAST_LATIN: usize = 3;
const LEAST_JAPANESE: usize = 2;
/// The fewest letters of a Japanese person's name whose parts are not known, and which might be a family name.
const LEAST_UNDIVIDED: usize = 4;

impl Patterns {
    fn add_speaker(&mut self, position: usize, spellings: &[String], honorifics: &[&String]) {
        let whose = Entity::Speaker(position);
        let breaks = spellings.iter().map(|spelling| Spelling::of(spelling).breaks).find(|it| !it.is_empty());
        for spelling in distinct(spellings.iter().map(|spelling| Spelling::of(spelling))) {
            let is_japanese_name = spelling.letters.chars().all(is_japanese);
            let family = match (&breaks, spelling.letters.chars().count()) {
                (Some(breaks), _) => breaks.first().copied(),
                (None, letters) if letters < LEAST_UNDIVIDED => Some(letters),
                (None, _) => None,
            };
            if let Some(family) = family.filter(|_| is_japanese_name) {
                let family: String = spelling.letters.chars().take(family).collect();
                for honorific in honorifics.iter().filter(|honorific| honorific.chars().all(is_japanese)) {
                    let name = Name { is_family: true, is_short: true, ..Name::of(whose, &[], &family) };
                    self.add(format!("{family}{honorific}"), name);
                }
                if breaks.is_none() {
                    continue;
                }
            }
            let name = Name { breaks: breaks.clone(), ..Name::of(whose, spellings, &spelling.letters) };
            self.add(spelling.letters, name);
        }
    }

    fn add_company(&mut self, position: usize, spellings: &[String]) {
        let whose = Entity::Company(position);
        let whole = spellings.iter().map(|spelling| Spelling::of(spelling));
        let bare = spellings.iter().map(|spelling| company_spelling(spelling));
        // Without its form a short name may be any word, unless it is written so under a session.
        let bare = bare.filter(|bare| {
            let least = if bare.letters.chars().all(is_word) { LEAST_LATIN } else { LEAST_JAPANESE };
            bare.letters.chars().count() > least || whole.clone().any(|whole| whole.letters == bare.letters)
        });
        for spelling in distinct(whole.clone().chain(bare)) {
            let name = Name {
                breaks: Some(spelling.breaks.clone()),
                ..Name::of(whose, spellings, &spelling.letters)
            };
            self.add(spelling.letters, name);
        }
    }

    fn add(&mut self, letters: String, name: Name) {
        let count = letters.chars().count();
        let least = if letters.chars().any(is_japanese) { LEAST_JAPANESE } else { LEAST_LATIN };
        if count < least {
            return;
        }
        let position = *self.known.entry(letters.clone()).or_insert(self.names.len());
        if let Some((_, known)) = self.names.get_mut(position) {
            let new: Vec<Entity> =
                name.whose.into_iter().filter(|whose| !known.whose.contains(whose)).collect();
            known.whose.extend(new);
        } else {
            self.names.push((letters, name));
        }
    }
}

impl Name {
    fn of(whose: Entity, spellings: &[String], letters: &str) -> Self {
        let count = letters.chars().count();
        let is_katakana = letters.chars().all(|c| Script::of(c) == Script::Katakana);
        let is_capital = |spelling: &String| {
            spelling.chars().any(char::is_uppercase) && !spelling.chars().any(char::is_lowercase)
        };
        Self {
            whose: vec![whose],
            breaks: None,
            is_family: false,
            is_capital: !spellings.is_empty() && spellings.iter().all(is_capital),
            is_short: count <= if is_katakana { SHORT_KATAKANA } else { SHORT },
        }
    }
}

/// The spellings with different letters; of equal ones the first.
fn distinct(spellings: impl Iterator<Item = Spelling>) -> Vec<Spelling> {
    let mut list: Vec<Spelling> = Vec::new();
    for spelling in spellings {
        if !list.iter().any(|known| known.letters == spelling.letters) {
            list.push(spelling);
        }
    }
    list
}

/// Which bytes of a text its letters stand for.
struct Map {
    /// For each letter: where it begins among the letters, and where in the text (bytes); in order.
    starts: Vec<(usize, Range<usize>)>,
}

impl Map {
    fn of(text: &str) -> Self {
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let mut position = 0;
        let starts = Letters::of(text).map(|Letter { c, start, length, .. }| {
            let at = position;
            position += c.len_utf8();
            (at, bytes[start]..bytes[start + length])
        });
        Self { starts: starts.collect() }
    }

    /// The bytes of the text for a range (bytes) of its letters.
    fn original(&self, letters: Range<usize>) -> Option<Range<usize>> {
        let index = |at: usize| self.starts.partition_point(|&(start, _)| start < at);
        let first = &self.starts.get(index(letters.start))?.1;
        let last = &self.starts.get(index(letters.end).checked_sub(1)?)?.1;
        Some(first.start..last.end)
    }
}
