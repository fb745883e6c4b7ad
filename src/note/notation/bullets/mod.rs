//! The family of notations in which a marker says what a line is, and indentation what it belongs to.
//!
//! One pass over the lines (`lines`); a line is looked at up to its marker (`markers`), and at its end for white space.
//! What markers mean that are no headings everywhere is learnt from the head of the note (`ranks`). Titles and
//! attributions depend on the lines around them: their kind is set when those are known.

mod lines;
mod markers;
pub mod minutes;
mod numbers;
mod ranks;

use std::ops::Range;

use super::Reading;
use super::people::PeoplePatterns;
use crate::note::entry::{Entry, Kind, Line, Rank};
use crate::note::header;
use crate::note::parallel;
use crate::note::source::Source;
use crate::text::slice;
use lines::{Lines, Shape};
use markers::Sign;
use minutes::Labels;
use ranks::{HEAD, Ranks, learn};

/// What the markers mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bullets {
    /// The heading markers, which count at column 0 only, unless a note shows them to head something elsewhere.
    pub headings: Vec<Heading>,
    /// The markers that head something, are bullets, or are just characters, as the note tells.
    pub learnt: Vec<char>,
    /// The brackets that hold whole headings.
    pub brackets: Vec<(char, char)>,
    /// The units of chapters: 章 in 第1章.
    pub chapters: Vec<char>,
    /// What rulers are made of.
    pub rulers: Vec<char>,
    /// The item markers.
    pub items: Vec<String>,
    /// The item markers that a space must follow.
    pub spaced_items: Vec<String>,
    /// What follows the digits of a numbered item.
    pub after_number: Vec<String>,
    /// What stands around the digits of a numbered item.
    pub around_number: Vec<(char, char)>,
    /// The arrows.
    pub arrows: Vec<String>,
    /// The cells that U+3000 indents by.
    pub ideographic_space: u32,
    /// The cells that a tab goes to a multiple of.
    pub tab: u32,
    /// What lines of minutes begin with.
    pub minutes: Labels,
}

/// A heading marker and its level, 1 for the highest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What the line begins with.
    pub marker: String,
    /// The level, from 1.
    pub level: u8,
}

/// A set of characters, quick to say that a character is not in it.
struct Chars {
    ascii: u128,
    /// Ascending.
    others: Vec<char>,
}

impl FromIterator<char> for Chars {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> Self {
        let (ascii, mut others): (Vec<char>, Vec<char>) = chars.into_iter().partition(char::is_ascii);
        others.sort_unstable();
        others.dedup();
        Self { ascii: ascii.into_iter().fold(0, |set, c| set | 1 << u32::from(c)), others }
    }
}

impl Chars {
    fn contains(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> u32::from(c) & 1 == 1 } else { self.others.binary_search(&c).is_ok() }
    }
}

impl Bullets {
    /// Whether a line might well be a heading, by its marker.
    pub(super) fn is_heading(&self, line: &str) -> bool {
        self.is_stated_heading(line) || self.is_learnt_heading(line.trim_end())
    }

    fn is_stated_heading(&self, line: &str) -> bool {
        self.headings.iter().any(|heading| line.starts_with(heading.marker.as_str()))
    }

    /// How much a line speaks for this notation.
    pub(super) fn weight(&self, line: &str) -> u32 {
        let words = line.trim_start();
        let is_item = || self.items.iter().any(|marker| words.starts_with(marker.as_str()));
        if self.is_stated_heading(line) {
            return 2;
        }
        u32::from(self.is_learnt_heading(line.trim_end()) || is_item())
    }

    /// The level that is stated for the heading marker at `position`.
    fn level(&self, position: u8) -> u8 {
        self.headings.get(usize::from(position)).map_or(u8::MAX, |heading| heading.level)
    }

    /// The entry of a line.
    fn entry(&self, source: &Source, ranks: &Ranks, shape: &Shape) -> Entry {
        let form = shape.form;
        let level = form.sign.and_then(|sign| ranks.level(self, sign, shape.column));
        let (kind, rank) = match level {
            Some(1) => (Kind::Session, Rank::Heading(1)),
            Some(level) => (Kind::Section, Rank::Heading(level)),
            None => (without_heading(form, ranks), Rank::Body(shape.column)),
        };
        let is_marked = level.is_some() || kind != Kind::Text;
        let (marker, closing) = if is_marked { (form.marker, form.closing) } else { (0, 0) };
        let words = shape.words(source);
        let after_marker = words.get(marker..words.len() - closing).unwrap_or_default();
        let gap = after_marker.len() - after_marker.trim_start().len();
        let at = |offset: usize| shape.start + u32::try_from(offset).unwrap_or(u32::MAX);
        let text = at(marker + gap)..at(marker + after_marker.trim_end().len().max(gap));
        Entry { kind, rank, line: shape.line, marker: at(0)..at(marker), text }
    }
}

/// What a line is that heads nothing.
fn without_heading(form: markers::Form, ranks: &Ranks) -> Kind {
    match form.sign {
        Some(sign @ (Sign::Stated(_) | Sign::Learnt(_))) if ranks.is_bullet(sign) => Kind::Item,
        Some(_) | None => form.kind,
    }
}

/// What `source` says.
pub(super) fn read(
    bullets: &Bullets,
    people: &PeoplePatterns,
    source: &Source,
    is_boilerplate: impl Fn(&str) -> bool,
) -> Reading {
    let leads = bullets.leads();
    let lines = || Lines::new(bullets, &leads, source);
    let head: Vec<Shape> = lines().take_while(|shape| shape.start < HEAD).collect();
    let ranks = learn(bullets, source, &head);
    let mut entries = entries(lines(), source.line_count(), |shape| bullets.entry(source, &ranks, &shape));
    let is_aside = |text: &str| {
        // Settings of an editor.
        let is_mode = text.contains("-*-");
        is_mode || is_boilerplate(text) || (ranks.is_minutes && minutes::is_labelled(bullets, text))
    };
    if let Some(title) = title(&entries, source, is_aside) {
        entries[title].kind = Kind::Title;
    }
    name_speakers(&mut entries, source, people, ranks.is_minutes);
    let date = ranks.is_minutes.then(|| minutes::date(bullets, source, &entries)).flatten();
    if ranks.is_minutes {
        minutes::name_people(bullets, people, source, &mut entries);
    }
    Reading { entries, date, ..Reading::default() }
}

/// The entries of `lines`, of which there are at most `count`, read in parts at a time.
fn entries(lines: Lines<'_>, count: u32, entry: impl Fn(Shape) -> Entry + Sync) -> Vec<Entry> {
    /// The lines of a part: as many as take much longer to read than a thread to start.
    const PART: u32 = 32 * 1024;
    parallel::chained(lines.parts(PART).into_iter().map(|part| part.map(&entry)), count as usize)
}

/// Makes those entries attributions that say who speaks in the sessions. In minutes, only what can hardly be anything else
/// is one: below `議題` stands what was spoken about.
fn name_speakers(entries: &mut [Entry], source: &Source, people: &PeoplePatterns, is_minutes: bool) {
    let sessions: Vec<usize> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.kind == Kind::Session)
        .map(|(index, _)| index)
        .collect();
    for session in sessions {
        for attribution in attribution(entries, source, people, session, is_minutes) {
            entries[attribution].kind = Kind::Attribution;
        }
    }
}

/// The line before the first heading that names the note: the first with a date or a hashtag and words besides, else the
/// first that is no aside.
fn title(entries: &[Entry], source: &Source, is_aside: impl Fn(&str) -> bool) -> Option<usize> {
    let mut first = None;
    for (index, entry) in entries.iter().enumerate() {
        let text = source.slice(entry.text.clone());
        match entry.kind {
            Kind::Session | Kind::Section => break,
            Kind::Text if is_aside(text) => {}
            Kind::Text if header::names_with_date_or_tag(text) => return Some(index),
            Kind::Text => first = first.or(Some(index)),
            Kind::Title
            | Kind::Item
            | Kind::Arrow
            | Kind::Attribution
            | Kind::Code
            | Kind::Quote
            | Kind::Table
            | Kind::Rule => {}
        }
    }
    first
}

/// The entries below a session that say who speaks: its first paragraph, if that is short, stands at column 0 between
/// blank lines, and is no sentence. Lines that can hardly be anything else need no blank lines around them; where
/// `must_be_sure`, only they are.
fn attribution(
    entries: &[Entry],
    source: &Source,
    people: &PeoplePatterns,
    session: usize,
    must_be_sure: bool,
) -> Range<usize> {
    let text = |entry: &Entry| slice(source.text(), entry.text.start as usize..entry.text.end as usize);
    let could_be = |entry: &&Entry| {
        entry.kind == Kind::Text && entry.rank == Rank::Body(0) && !people.is_sentence(text(entry))
    };
    let is_surely = |entry: &&Entry| could_be(entry) && people.is_unmistakable(text(entry));
    let first = session + 1;
    let max_lines = people.max_lines as usize;
    // One line more than there may be is enough to see that there are too many.
    let below = entries.get(first..entries.len().min(first + max_lines + 1)).unwrap_or_default();
    let paragraph = below.chunk_by(|entry, next| next.line.0 == entry.line.0 + 1).next().unwrap_or_default();
    let is_blank = |line: Line| source.slice(source.line_content(line)).trim().is_empty();
    let is_apart = paragraph.first().is_some_and(|entry| is_blank(Line(entry.line.0.saturating_sub(1))));
    if !must_be_sure
        && is_apart
        && paragraph.len() <= max_lines
        && paragraph.iter().all(|entry| could_be(&entry))
    {
        return first..first + paragraph.len();
    }
    first..first + paragraph.iter().take(max_lines).take_while(is_surely).count()
}
