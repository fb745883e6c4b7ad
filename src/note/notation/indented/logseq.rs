//! The pages of Logseq: blocks begin with a hyphen; lines without one are what the block above goes on with.
//!
//! Properties (`key:: value`) are texts whose marker is the key, but for those by which Logseq keeps house, such as
//! `collapsed::`: they belong to no node. A property `tags::` lists tags, `title::` of the page is its title.

use super::super::Reading;
use super::{Words, lines, name_sessions, words};
use crate::note::entry::{Entry, Kind, Line};
use crate::note::source::Source;

/// The states of a block that is a task.
const STATES: [&str; 9] =
    ["TODO", "DONE", "LATER", "NOW", "DOING", "WAITING", "WAIT", "CANCELLED", "IN-PROGRESS"];
/// The properties that say nothing to people.
const HOUSEKEEPING: [&str; 8] = [
    "id",
    "collapsed",
    "created-at",
    "updated-at",
    "created_at",
    "updated_at",
    "heading",
    "background-color",
];

/// What `source` says.
pub(super) fn read(source: &Source) -> Reading {
    let mut reading = Reading::default();
    let blocks = Blocks::of(source);
    let mut next = Line(0);
    while next.0 < source.line_count() {
        let line = next;
        next = Line(line.0 + 1);
        let Some(words) = words(source, line) else { continue };
        if let Some(end) = blocks.end(&words) {
            reading.entries.push(block(source, &words, end));
            next = Line(end.0 + 1);
        } else if let Some((key, marker)) = property(words.text) {
            if !is_housekeeping(key) {
                let entry = words.entry(Kind::Text, below(words.column), marker);
                add_property(source, &mut reading, key, entry);
            }
        } else {
            reading.entries.push(entry(&words));
        }
    }
    name_sessions(&mut reading.entries);
    reading
}

/// The key of the property that a line is, and the bytes that it takes with its colons.
pub(super) fn property(text: &str) -> Option<(&str, usize)> {
    let (key, value) = text.split_once("::")?;
    let is_key = key.starts_with(char::is_alphabetic)
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '?'));
    (is_key && (value.is_empty() || value.starts_with(' '))).then_some((key, key.len() + 2))
}

/// Whether a property is of use to Logseq only.
pub(super) fn is_housekeeping(key: &str) -> bool {
    HOUSEKEEPING.contains(&key) || key.starts_with("logseq.")
}

fn add_property(source: &Source, reading: &mut Reading, key: &str, mut entry: Entry) {
    let value = source.slice(entry.text.clone());
    match key {
        "tags" => {
            let tags = value.split(',').map(|tag| tag.trim_matches(['[', ']', '#', ' ']));
            reading.tags.extend(tags.filter(|tag| !tag.is_empty()).map(str::to_owned));
        }
        "title" if reading.entries.iter().all(|entry| entry.kind == Kind::Text) => entry.kind = Kind::Title,
        _ => {}
    }
    reading.entries.push(entry);
}

/// A block, or a line that a block goes on with.
fn entry(words: &Words<'_>) -> Entry {
    if words.text == "-" || words.text.starts_with("- ") {
        let (kind, marker) = marker(words.text);
        return words.entry(kind, words.column, marker);
    }
    let (kind, marker) = match words.text {
        text if text.starts_with("> ") => (Kind::Quote, 1),
        text if text.starts_with('|') => (Kind::Table, 0),
        text if text.starts_with(|c: char| c.is_ascii_digit()) && words.bullet() > 0 => {
            (Kind::Item, words.bullet())
        }
        _ => (Kind::Text, 0),
    };
    words.entry(kind, below(words.column), marker)
}

/// The rank of a line that a block goes on with, in `column`: nothing stands below it, however far right that is.
fn below(column: u32) -> u32 {
    if column == 0 { 0 } else { u32::MAX }
}

/// The kind of a block, and the bytes of its hyphen with the level of its heading, its state and its priority.
fn marker(text: &str) -> (Kind, usize) {
    let mut end = 1;
    let mut kind = Kind::Item;
    let parts: [fn(&str) -> bool; 3] = [
        |word| word.bytes().all(|byte| byte == b'#') && word.len() <= 6,
        |word| STATES.contains(&word),
        |word| word.len() == 4 && word.starts_with("[#") && word.ends_with(']'),
    ];
    for (number, is_part) in parts.iter().enumerate() {
        let rest = text.get(end..).unwrap_or_default();
        let gap = rest.len() - rest.trim_start().len();
        if let Some(word) = rest.split_whitespace().next().filter(|word| is_part(word)) {
            end += gap + word.len();
            if number == 0 {
                kind = Kind::Section;
            }
        }
    }
    (kind, end)
}

/// Where blocks of code and their like end, found in one pass.
struct Blocks {
    /// The lines that are a fence.
    fences: Vec<Line>,
    /// The lines that end a block, with what it is called.
    ends: Vec<(Line, String)>,
}

impl Blocks {
    fn of(source: &Source) -> Self {
        let is_fence = |words: &Words<'_>| words.text == "```";
        let fences = lines(source).filter(is_fence).map(|words| words.line).collect();
        let end = |words: Words<'_>| Some((words.line, named(words.text, "#+end_")?));
        Self { fences, ends: lines(source).filter_map(end).collect() }
    }

    /// The last line of the block of code that `words` begin.
    fn end(&self, words: &Words<'_>) -> Option<Line> {
        if words.text.starts_with("```") {
            let next = self.fences.partition_point(|&fence| fence <= words.line);
            return self.fences.get(next).copied();
        }
        let name = named(words.text, "#+begin_")?;
        let next = self.ends.partition_point(|(end, _)| *end <= words.line);
        self.ends.get(next).filter(|(_, ended)| *ended == name).map(|(line, _)| *line)
    }
}

/// The lower-case word after `prefix`, if the line begins with it, in either case.
fn named(text: &str, prefix: &str) -> Option<String> {
    text.get(..prefix.len()).filter(|head| head.eq_ignore_ascii_case(prefix))?;
    Some(text.get(prefix.len()..)?.split_whitespace().next()?.to_lowercase())
}

/// The block of code or the quotation from `words` to the line `end`; its first line is the marker.
fn block(source: &Source, words: &Words<'_>, end: Line) -> Entry {
    let is_quote = named(words.text, "#+begin_").is_some_and(|name| name == "quote");
    let kind = if is_quote { Kind::Quote } else { Kind::Code };
    let first = words.entry(kind, below(words.column), words.text.len());
    let start = source.line_range(words.line).end;
    let body = source.slice(start..source.line_range(end).start).trim_end_matches(['\n', '\r']);
    let text = start..start + u32::try_from(body.len()).unwrap_or(u32::MAX);
    Entry { text, ..first }
}
