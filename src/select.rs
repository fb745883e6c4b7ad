//! Selectors: how scripts name a place. `line:291`, `kind:query`, or `/`-separated fuzzy steps down the tree.

use std::borrow::Cow;
use std::fmt;

use crate::find::words::{Scratch, Words};
use crate::find::{Candidates, Corpus, MatchKind, Query, rank, search};
use crate::note::entry::{Kind, Line};
use crate::outline::NodeId;
use crate::text::reading::Readings;
use crate::vault::{NoteId, Place, Vault};

/// How many candidates an error lists.
const LISTED: usize = 8;

/// A selector as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// The first node of a line.
    Line(Line),
    /// The best match of a query among things of one kind.
    Kind(MatchKind, String),
    /// Fuzzy steps down a branch, which may skip levels. Not empty.
    Path(Vec<String>),
}

/// Why a selector selects nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelectError {
    /// It is no selector.
    Malformed(String),
    /// Nothing fits; here is what comes nearest.
    NoMatch(Vec<String>),
    /// Nothing fits, and nothing comes near; here is where one may begin.
    Nothing(Vec<String>),
    /// Several places fit equally well.
    Ambiguous(Vec<String>),
}

impl fmt::Display for SelectError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, candidates) = match self {
            Self::Malformed(why) => return formatter.write_str(why),
            Self::NoMatch(none) | Self::Nothing(none) if none.is_empty() => (tr!("nothing fits"), none),
            Self::NoMatch(nearest) => (tr!("nothing fits; the nearest:"), nearest),
            Self::Nothing(sessions) => (tr!("nothing fits; the sessions are:"), sessions),
            Self::Ambiguous(places) => (tr!("several fit equally well; name one of them:"), places),
        };
        formatter.write_str(&what)?;
        candidates.iter().try_for_each(|candidate| write!(formatter, "\n  {candidate}"))
    }
}

impl std::error::Error for SelectError {}

impl Selector {
    /// Parses a selector. In steps, `\/` and `\:` stand for the characters themselves.
    pub fn parse(text: &str) -> Result<Self, SelectError> {
        let malformed = |why: Cow<'_, str>| Err(SelectError::Malformed(why.into_owned()));
        if let Some(number) = text.strip_prefix("line:") {
            return match number.trim().parse::<u32>() {
                Ok(number) if number > 0 => Ok(Self::Line(Line(number - 1))),
                Ok(_) | Err(_) => malformed(tr!("`line:` takes the number of a line, from 1")),
            };
        }
        if let Some((word, query)) = text.split_once(':')
            && let Some(kind) = MatchKind::from_name(word)
        {
            return match query.trim() {
                "" => malformed(tr!("there is nothing to look for after the colon")),
                query => Ok(Self::Kind(kind, query.to_owned())),
            };
        }
        let steps: Vec<String> = steps(text).into_iter().filter(|step| !step.trim().is_empty()).collect();
        if steps.is_empty() { malformed(tr!("the selector is empty")) } else { Ok(Self::Path(steps)) }
    }

    /// What of it is to be found by its words, and so perhaps by a reading.
    pub fn words(&self) -> String {
        match self {
            Self::Line(_) => String::new(),
            Self::Kind(_, query) => query.clone(),
            Self::Path(steps) => steps.join(" "),
        }
    }

    /// The place that fits best; found by `readings` too, if there are any.
    pub fn resolve(&self, vault: &Vault, readings: Option<&Readings>) -> Result<Place, SelectError> {
        match self {
            Self::Line(line) => at_line(vault, *line),
            Self::Kind(kind, query) => by_kind(vault, readings, *kind, query),
            Self::Path(steps) => by_path(vault, readings, steps),
        }
    }
}

/// `text` cut at its slashes, escapes resolved.
fn steps(text: &str) -> Vec<String> {
    let mut steps = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = (c == '\\').then(|| chars.next_if(|next| matches!(next, '/' | ':' | '\\'))).flatten();
        match (escaped, steps.last_mut()) {
            (Some(escaped), Some(step)) => step.push(escaped),
            (None, _) if c == '/' => steps.push(String::new()),
            (None, Some(step)) => step.push(c),
            (_, None) => {}
        }
    }
    steps
}

fn at_line(vault: &Vault, line: Line) -> Result<Place, SelectError> {
    let mut nearest = Vec::new();
    let mut exact = Vec::new();
    for note in vault.ids() {
        let outline = &vault.note(note).outline;
        let Some(id) = outline.at_line(line) else { continue };
        let place = Place { note, node: Some(id) };
        let is_exact = outline.node(id).line() == line;
        let list = if is_exact { &mut exact } else { &mut nearest };
        list.push(place);
    }
    match exact.as_slice() {
        [place] => Ok(*place),
        [] => Err(SelectError::NoMatch(described(vault, &nearest))),
        _ => Err(SelectError::Ambiguous(described(vault, &exact))),
    }
}

fn by_kind(
    vault: &Vault,
    readings: Option<&Readings>,
    kind: MatchKind,
    words: &str,
) -> Result<Place, SelectError> {
    let candidates = Candidates::of(vault);
    let corpus = Corpus { vault, candidates: &candidates, readings };
    let query = |words: &str| Query { kinds: vec![kind], words: words.to_owned(), among: None };
    let ranked = search(corpus, query(words), usize::MAX);
    let best = ranked.matches.first().map(|best| best.score);
    let mut equals: Vec<Place> =
        ranked.matches.iter().filter(|found| Some(found.score) == best).map(|found| found.place).collect();
    equals.dedup();
    match equals.as_slice() {
        [place] => Ok(*place),
        [] => {
            let some = search(corpus, query(""), LISTED).matches;
            let named = some.iter().map(|found| format!("{}:{}", kind.name(), found.text(vault)));
            Err(SelectError::NoMatch(named.collect()))
        }
        _ => Err(SelectError::Ambiguous(described(vault, &equals))),
    }
}

/// The best whole path: for every node, the best way to match the first steps along its branch.
fn by_path(vault: &Vault, readings: Option<&Readings>, steps: &[String]) -> Result<Place, SelectError> {
    let words: Vec<Words> = steps.iter().map(|step| Words::new(step, readings)).collect();
    let mut scratch = Scratch::default();
    let mut best: Option<u64> = None;
    let mut equals: Vec<Place> = Vec::new();
    // Where the path breaks off soonest is of no help; where its beginning fits best is.
    let mut longest: (usize, Vec<Place>) = (0, Vec::new());
    for note_id in vault.ids() {
        let note = vault.note(note_id);
        // branch[d] holds, for the node of depth d on the way to the present one, the best score of matching the first
        // j steps within it, for each j.
        let mut branch: Vec<Vec<Option<u64>>> = Vec::new();
        let mut nothing_matched: Vec<Option<u64>> = vec![None; steps.len() + 1];
        nothing_matched[0] = Some(0);
        for id in note.outline.ids() {
            let node = note.outline.node(id);
            branch.truncate(node.depth() as usize);
            let above = branch.last().unwrap_or(&nothing_matched).clone();
            let mut here = above.clone();
            for (step, words) in words.iter().enumerate() {
                let Some(before) = above[step] else { continue };
                let (text, kind) = (note.text_of(id), MatchKind::Node(node.kind()));
                let Some(score) = rank::score_of(words, text, kind, readings, &mut scratch) else { continue };
                let total = before + u64::from(score);
                here[step + 1] = here[step + 1].max(Some(total));
                let place = Place { note: note_id, node: Some(id) };
                if step + 1 == steps.len() {
                    if best < Some(total) {
                        best = Some(total);
                        equals.clear();
                    }
                    if best == Some(total) {
                        equals.push(place);
                    }
                } else if step + 1 > longest.0 {
                    longest = (step + 1, vec![place]);
                } else if step + 1 == longest.0 && longest.1.len() < LISTED {
                    longest.1.push(place);
                }
            }
            branch.push(here);
        }
    }
    match equals.as_slice() {
        [place] => Ok(*place),
        [] if longest.0 > 0 => Err(SelectError::NoMatch(described(vault, &longest.1))),
        [] => Err(SelectError::Nothing(described(vault, &sessions(vault)))),
        _ => Err(SelectError::Ambiguous(described(vault, &equals))),
    }
}

/// What to offer when not even the first step fits: the top of the tree.
fn sessions(vault: &Vault) -> Vec<Place> {
    let in_note = |note: NoteId| {
        let sessions = vault.note(note).outline.sessions().iter();
        sessions.map(move |&id| Place { note, node: Some(id) })
    };
    vault.ids().flat_map(in_note).take(LISTED).collect()
}

/// Places as a user would select them: line, and branch of headings.
fn described(vault: &Vault, places: &[Place]) -> Vec<String> {
    let mut lines: Vec<String> = places.iter().take(LISTED).map(|&place| describe(vault, place)).collect();
    if places.len() > LISTED {
        lines.push(tr!("and {count} more", count = places.len() - LISTED));
    }
    lines
}

fn describe(vault: &Vault, place: Place) -> String {
    let note = vault.note(place.note);
    let Some(id) = place.node else {
        return note.shown_name().to_owned();
    };
    let mut branch: Vec<&str> = breadcrumb(vault, place);
    branch.push(note.text_of(id));
    let path = if vault.len() > 1 { format!("{}: ", note.path) } else { String::new() };
    format!("{path}line:{}  {}", note.outline.node(id).line().number(), branch.join(" / "))
}

/// The texts above a node, from the top.
pub fn breadcrumb(vault: &Vault, place: Place) -> Vec<&str> {
    let note = vault.note(place.note);
    let above = |id: NodeId| {
        let ancestors =
            note.outline.ancestors(id).filter(|&above| note.outline.node(above).kind() != Kind::Title);
        ancestors.map(|ancestor| note.text_of(ancestor)).collect::<Vec<_>>()
    };
    let mut texts = place.node.map(above).unwrap_or_default();
    texts.reverse();
    texts
}
