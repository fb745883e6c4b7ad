//! OPML: an `outline` is a node, by quick-xml, which pulls one tag after the other: no depth is too deep.
//!
//! A node's words are its `text`; `_note`, as Workflowy and Dynalist have it, is a text below it, and so is where it leads
//! (`url`, `htmlUrl`, `xmlUrl`). The outermost outlines that have any below them are the sessions. What midashi writes
//! itself (`kind`, `marker`) is read back; of what is complete, `[x]` is the marker.
//!
//! The words of a node are a piece of the text, so the text has characters in the place of references, and the attributes of
//! an outline in the order of the nodes; [`Source::original`] has what the file has. Where the XML is broken, what follows
//! is shown line by line.

mod references;

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use self::references::{read_references, references};
use super::Reading;
use crate::note::entry::{Entry, Kind, Line, Rank};
use crate::note::source::{Broken, Rewriting, Source};
use crate::text::slice;

/// The element that is a node.
const OUTLINE: &[u8] = b"outline";
/// A marker has at most so many bytes.
const LONGEST_MARKER: usize = u8::MAX as usize;

/// What `source` says.
pub(super) fn read(source: &Source) -> Reading {
    let mut walk = Walk {
        source,
        rewriting: Rewriting::new(source),
        entries: Vec::new(),
        elements: 0,
        depth: 0,
        has_title: false,
        in_head: false,
        top: None,
    };
    let broken = walk.whole().err();
    if let Some((start, _)) = &broken {
        walk.depth = 0;
        walk.lines(*start..length(source.text()));
    }
    let broken = broken.map(|(start, why)| Broken { line: source.line_of(start), why });
    let source = Some(walk.rewriting.finish(broken));
    Reading { entries: walk.entries, source, ..Reading::default() }
}

struct Walk<'s> {
    source: &'s Source,
    rewriting: Rewriting<'s>,
    entries: Vec<Entry>,
    /// How many elements are open, and how many outlines.
    elements: u32,
    depth: u32,
    /// Whether the first entry is the title of the head.
    has_title: bool,
    in_head: bool,
    /// The last of the outermost outlines, unless it says itself what it is.
    top: Option<usize>,
}

/// What an attribute is, in the order of the nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Marker,
    /// A marker that is written as `true`.
    Complete,
    Text,
    Note,
    Link,
}

/// The value of an attribute, and where it stands (bytes of the source).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Value {
    role: Role,
    range: Range<u32>,
}

impl Walk<'_> {
    /// Reads as far as the XML is whole; else tells at which byte it is not, and why.
    fn whole(&mut self) -> Result<(), (u32, String)> {
        // The reader would skip the mark without counting it.
        let text = self.source.text().trim_start_matches('\u{feff}');
        let skipped = length(self.source.text()) - length(text);
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        let position =
            |reader: &Reader<&[u8]>| skipped + u32::try_from(reader.buffer_position()).unwrap_or(u32::MAX);
        loop {
            let start = position(&reader);
            let event = reader.read_event().map_err(|error| (start, error.to_string()))?;
            let end = position(&reader);
            match event {
                Event::Start(tag) => {
                    self.start(&tag, start, end).map_err(|why| (start, why))?;
                    self.elements += 1;
                }
                Event::Empty(tag) if tag.name().as_ref() == OUTLINE => {
                    self.outline(&tag, start).map_err(|why| (start, why))?;
                }
                Event::End(tag) => self.end(tag.name().as_ref()),
                Event::Text(_) | Event::CData(_) if !self.in_head => self.lines(start..end),
                Event::Eof if self.elements > 0 => {
                    return Err((end, tr!("the end is missing").into_owned()));
                }
                Event::Eof => return Ok(()),
                Event::Text(_)
                | Event::CData(_)
                | Event::GeneralRef(_)
                | Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, start: u32, end: u32) -> Result<(), String> {
        match tag.name().as_ref() {
            b"head" => self.in_head = true,
            b"title" if self.in_head => self.title(end),
            OUTLINE => {
                self.outline(tag, start)?;
                self.depth += 1;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) {
        self.elements = self.elements.saturating_sub(1);
        match name {
            b"head" => self.in_head = false,
            OUTLINE => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// The title that begins at byte `start`.
    fn title(&mut self, start: u32) {
        let rest = self.source.slice(start..length(self.source.text()));
        let Some(end) = memchr::memchr(b'<', rest.as_bytes()) else { return };
        let range = start..start + u32::try_from(end).unwrap_or(u32::MAX);
        let text = self.write(range.clone(), &Value { role: Role::Text, range });
        if self.entries.is_empty() && !text.is_empty() {
            self.has_title = true;
            self.push(Kind::Title, 0, start, text.start..text.start, text);
        }
    }

    /// The outline whose tag begins at byte `start`.
    fn outline(&mut self, tag: &BytesStart<'_>, start: u32) -> Result<(), String> {
        let name = start + 1;
        let (values, kind) = attributes(self.source, tag, name)?;
        let name_end = self.rewriting.keep_until(name + u32::try_from(OUTLINE.len()).unwrap_or(0));
        let written = self.ordered(values);
        if self.has_title && kind == Some(Kind::Title) && self.entries.len() == 1 {
            // Midashi's own: the title of the head says the same in short.
            self.entries.clear();
        }
        if let Some(top) = self.top.take_if(|_| self.depth > 0) {
            self.entries[top].kind = Kind::Session;
        }
        if self.depth == 0 {
            self.top = Some(self.entries.len()).filter(|_| kind.is_none());
        }
        let mut parts = written.into_iter().peekable();
        let marker = parts.next_if(|(role, _)| matches!(role, Role::Marker | Role::Complete));
        let before = marker.as_ref().map_or(name_end, |(_, marker)| marker.end);
        let text = parts.next_if(|(role, _)| *role == Role::Text);
        let text = text.map_or(before..before, |(_, text)| text);
        let marker = marker.map_or(text.start..text.start, |(_, marker)| marker);
        self.push(kind.unwrap_or(Kind::Item), self.depth, start, marker, text);
        for (_, text) in parts {
            self.push(Kind::Text, self.depth + 1, start, text.start..text.start, text);
        }
        Ok(())
    }

    /// Writes the values of a tag in the order of the nodes. Returns where they stand in the new text.
    fn ordered(&mut self, mut values: Vec<Value>) -> Vec<(Role, Range<u32>)> {
        let mut ordered = values.clone();
        ordered.sort_by_key(|value| value.role);
        let has_lines =
            |value: &Value| self.source.slice(value.range.clone()).contains(['\n', '\r', '\u{85}']);
        if ordered != values && values.iter().any(has_lines) {
            // No writer of XML leaves line endings in attributes. Nothing is lost, only its order is strange.
            values.retain(|value| !matches!(value.role, Role::Marker | Role::Complete));
            for (index, value) in values.iter_mut().enumerate() {
                value.role = if index == 0 { Role::Text } else { Role::Note };
            }
            ordered.clone_from(&values);
        }
        let places = values.into_iter().map(|value| value.range);
        places.zip(ordered).map(|(place, value)| (value.role, self.write(place, &value))).collect()
    }

    /// Writes `value` in the place of what stands at `place` (bytes of the source). Returns where it is, without white space
    /// around it.
    fn write(&mut self, place: Range<u32>, value: &Value) -> Range<u32> {
        let source = self.source;
        let start = self.rewriting.keep_until(place.start);
        let written = source.slice(value.range.clone());
        if value.role == Role::Complete {
            self.rewriting.replace(place.clone(), "[x]");
        } else if place == value.range {
            for (range, c) in references(written) {
                let at = |offset: usize| place.start + u32::try_from(offset).unwrap_or(u32::MAX);
                self.rewriting.replace(at(range.start)..at(range.end), c.encode_utf8(&mut [0; 4]));
            }
        } else {
            self.rewriting.replace(place.clone(), &read_references(written));
        }
        let end = self.rewriting.keep_until(place.end);
        let text = slice(self.rewriting.text(), start as usize..end as usize);
        let start = end - length(text.trim_start());
        start..start + length(text.trim())
    }

    /// The lines in `range` (bytes of the source) that have words, as texts.
    fn lines(&mut self, range: Range<u32>) {
        let source = self.source;
        if range.is_empty() || source.slice(range.clone()).trim().is_empty() {
            return;
        }
        for line in (source.line_of(range.start).0..=source.line_of(range.end - 1).0).map(Line) {
            let content = source.line_content(line);
            let part = content.start.max(range.start)..content.end.min(range.end).max(range.start);
            let text = source.slice(part.clone());
            if !text.trim().is_empty() {
                let start = self.rewriting.keep_until(part.end - length(text.trim_start()));
                let text = start..start + length(text.trim());
                self.push(Kind::Text, self.depth, part.start, start..start, text);
            }
        }
    }

    /// Adds an entry that begins at byte `offset` of the source; its ranges are of the new text.
    fn push(&mut self, kind: Kind, depth: u32, offset: u32, marker: Range<u32>, text: Range<u32>) {
        let line = self.source.line_of(offset);
        self.entries.push(Entry { kind, rank: Rank::Body(depth), line, marker, text });
    }
}

/// The values of `tag`, whose name begins at byte `name` of the source, that nodes are made of, as they stand; and of which
/// kind it says to be.
fn attributes(
    source: &Source,
    tag: &BytesStart<'_>,
    name: u32,
) -> Result<(Vec<Value>, Option<Kind>), String> {
    let (mut marker, mut text, mut title, mut note, mut kind) = (None, None, None, None, None);
    let mut links: Vec<Value> = Vec::new();
    let words = |value: &Value| source.slice(value.range.clone()).trim();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        // The value is a piece of the tag.
        let before = attribute.value.as_ptr().addr() - tag.as_ptr().addr();
        let start = name + u32::try_from(before).unwrap_or(u32::MAX);
        let range = start..start + u32::try_from(attribute.value.len()).unwrap_or(u32::MAX);
        let value =
            |role: Role| Some(Value { role, range: range.clone() }).filter(|value| !words(value).is_empty());
        let is_short = attribute.value.len() <= LONGEST_MARKER;
        match attribute.key.as_ref() {
            b"text" => text = text.or(value(Role::Text)),
            b"title" => title = title.or(value(Role::Text)),
            b"_note" => note = note.or(value(Role::Note)),
            b"url" | b"htmlUrl" | b"xmlUrl" => links.extend(value(Role::Link)),
            b"marker" if is_short => marker = marker.or(value(Role::Marker)),
            b"_complete" | b"complete" if attribute.value.as_ref() == b"true" => {
                marker = marker.or(value(Role::Complete));
            }
            b"kind" => kind = Kind::ALL.into_iter().find(|kind| kind.name().as_bytes() == &*attribute.value),
            _ => {}
        }
    }
    let text = text.or(title);
    let mut said: Vec<&str> = text.iter().map(words).collect();
    links.retain(|link| {
        let is_new = !said.contains(&words(link));
        said.push(words(link));
        is_new
    });
    let mut values: Vec<Value> = [marker, text, note].into_iter().flatten().chain(links).collect();
    values.sort_by_key(|value| value.range.start);
    Ok((values, kind))
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
