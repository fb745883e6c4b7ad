//! The outline as data: schema version 1, on which scripts rely. Keys may be added; none may change.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter, Serializer};

use super::document::Document;
use crate::note::entry::Kind;
use crate::outline::NodeId;
use crate::people::attribution::Attribution;
use crate::vault::Note;

/// The version of the schema.
const SCHEMA: u32 = 1;

/// A note as data.
#[derive(Debug, Serialize)]
pub struct NoteData<'n> {
    schema: u32,
    path: &'n str,
    title: Option<&'n str>,
    date: Option<String>,
    tags: &'n [String],
    notation: &'n str,
    encoding: &'n str,
    nodes: Nodes<'n>,
}

/// The nodes of a note, made one by one while they are written.
#[derive(Debug)]
struct Nodes<'n> {
    note: &'n Note,
    top: Option<NodeId>,
    /// Whether what stands above the top comes before it.
    with_path: bool,
    levels: Option<u32>,
}

/// A node as data.
#[derive(Debug, Serialize)]
struct NodeData<'n> {
    /// Position in document order, 0-based.
    id: u32,
    parent_id: Option<u32>,
    /// 1-based.
    line: u64,
    depth: u32,
    /// The parent's line, 1-based.
    parent: Option<u64>,
    kind: &'static str,
    marker: &'n str,
    text: &'n str,
    /// On sessions, and wherever else somebody speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    speakers: Option<Vec<String>>,
    /// On sessions, and wherever else somebody speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    companies: Option<Vec<String>>,
}

impl<'n> NoteData<'n> {
    /// The data of `note`: of the subtree of `top` if given, of the first `levels` levels if given.
    ///
    /// Ids and lines are always those of the whole note; depths count from the top of the subtree, whose parent is
    /// null.
    pub fn of(note: &'n Note, top: Option<NodeId>, levels: Option<u32>) -> Self {
        Self::new(Nodes { note, top, with_path: false, levels })
    }

    fn new(nodes: Nodes<'n>) -> Self {
        let note = nodes.note;
        Self {
            schema: SCHEMA,
            path: note.path.text(),
            title: note.header.title.as_deref(),
            date: note.header.date.map(|date| date.to_string()),
            tags: &note.header.tags,
            notation: note.notation_name(),
            encoding: note.source.encoding(),
            nodes,
        }
    }
}

impl Serialize for Nodes<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { note, top, with_path, levels } = *self;
        let outline = &note.outline;
        let ids = top.map_or(0..outline.len(), |id| id.0..outline.node(id).end().0).map(NodeId);
        let base = top.map_or(0, |id| outline.node(id).depth());
        let shown = ids.filter(|&id| levels.is_none_or(|levels| outline.node(id).depth() - base < levels));
        let Some(id) = top.filter(|_| with_path) else {
            return serializer.collect_seq(shown.map(|id| NodeData::of(note, id, top)));
        };
        let mut path: Vec<NodeId> = outline.ancestors(id).collect();
        path.reverse();
        let topmost = path.first().copied().or(top);
        serializer.collect_seq(path.into_iter().chain(shown).map(|id| NodeData::of(note, id, topmost)))
    }
}

impl<'n> NodeData<'n> {
    fn of(note: &'n Note, id: NodeId, top: Option<NodeId>) -> Self {
        let node = note.outline.node(id);
        let parent = node.parent().filter(|_| Some(id) != top);
        let base = top.map_or(0, |top| note.outline.node(top).depth());
        let attribution = Some(note.attribution_of(id));
        let is_named = |attribution: &Attribution| *attribution != Attribution::default();
        let attribution =
            attribution.filter(|attribution| node.kind() == Kind::Session || is_named(attribution));
        let (speakers, companies) =
            attribution.map(|attribution| (attribution.speakers, attribution.companies)).unzip();
        Self {
            id: id.0,
            parent_id: parent.map(|parent| parent.0),
            line: node.line().number(),
            depth: node.depth() - base,
            parent: parent.map(|parent| note.outline.node(parent).line().number()),
            kind: node.kind().name(),
            marker: note.marker_of(id),
            text: note.text_of(id),
            speakers,
            companies,
        }
    }
}

/// Several places, an object each.
struct Places<'v>(Document<'v>);

impl Serialize for Places<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.places().map(|(note, top)| place(self.0, note, top)))
    }
}

fn place<'v>(document: Document<'_>, note: &'v Note, top: Option<NodeId>) -> NoteData<'v> {
    NoteData::new(Nodes { note, top, with_path: document.has_path(), levels: None })
}

/// Writes one place as an object, several as an array of them.
pub fn write(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    let mut places = document.places();
    match (places.next(), places.next()) {
        (Some((note, top)), None) => write_value(&place(document, note, top), sink),
        (Some(_), Some(_)) | (None, _) => write_value(&Places(document), sink),
    }
}

/// Indented JSON that is safe to print on a terminal: beyond what JSON demands, DEL and C1 controls are escaped.
pub fn to_string(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let written = write_value(value, &mut bytes);
    debug_assert!(written.is_ok(), "data of notes always serialises");
    String::from_utf8(bytes).unwrap_or_default()
}

fn write_value(value: &impl Serialize, sink: &mut impl Write) -> io::Result<()> {
    let formatter = TerminalSafe(PrettyFormatter::with_indent(b"  "));
    value.serialize(&mut Serializer::with_formatter(&mut *sink, formatter)).map_err(io::Error::from)?;
    sink.write_all(b"\n")
}

/// Escapes DEL and C1 controls, and leaves the rest to the pretty formatter.
struct TerminalSafe(PrettyFormatter<'static>);

impl Formatter for TerminalSafe {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = fragment;
        while let Some((index, control)) = plain.char_indices().find(|(_, c)| matches!(c, '\x7F'..='\u{9F}'))
        {
            let (before, rest) = plain.split_at_checked(index).unwrap_or((plain, ""));
            self.0.write_string_fragment(writer, before)?;
            write!(writer, "\\u{:04x}", u32::from(control))?;
            plain = rest.get(control.len_utf8()..).unwrap_or_default();
        }
        self.0.write_string_fragment(writer, plain)
    }

    fn write_char_escape<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        self.0.write_char_escape(writer, escape)
    }

    fn begin_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_escaped() {
        assert_eq!(to_string(&"a\x1b\x7f\u{9b}31m見"), "\"a\\u001b\\u007f\\u009b31m見\"\n");
    }
}
