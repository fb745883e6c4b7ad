//! `midashi outline`: the outline as indented lines or as data.

use std::io;
use std::path::PathBuf;

use super::args::{OutlineArgs, OutlineFormat};
use super::output::{Ink, Output};
use super::{Context, Failure, Outcome};
use crate::export::json::{NoteData, to_string};
use crate::note::entry::Kind;
use crate::outline::NodeId;
use crate::vault::{Note, Vault};

pub(super) fn run(context: &Context, args: &OutlineArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let vault = context.load_and_warn(&args.paths, &config)?.vault;
    let mut output = context.output();
    match if args.json { OutlineFormat::Json } else { args.format } {
        OutlineFormat::Json => output.document(&json(&vault, args.depth, &args.paths))?,
        OutlineFormat::Tree => tree(&vault, args.depth, &mut output)?,
        OutlineFormat::Lines => lines(&vault, args.depth, &mut output)?,
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// One object when exactly one file was given, else an array.
fn json(vault: &Vault, levels: Option<u32>, paths: &[PathBuf]) -> String {
    let notes: Vec<&Note> = vault.notes().map(AsRef::as_ref).collect();
    let data: Vec<NoteData<'_>> = notes.iter().map(|note| NoteData::of(note, None, levels)).collect();
    // A note that was given itself goes by the path as given, unlike one that was found in a folder.
    let is_given = |note: &Note| match paths {
        [] => note.path == "-",
        [path] => path.as_os_str() == note.path.as_os_str(),
        [_, _, ..] => false,
    };
    match (data.as_slice(), notes.as_slice()) {
        ([only], [note]) if is_given(note) => to_string(only),
        _ => to_string(&data),
    }
}

/// Every node on a line, two spaces a level; several notes are told apart by their paths.
pub(super) fn tree(vault: &Vault, levels: Option<u32>, output: &mut Output) -> io::Result<()> {
    for note in vault.notes() {
        let below_path = u32::from(vault.len() > 1);
        if below_path > 0 {
            output.ink(Ink::Bold, note.path.text())?;
            output.end_line()?;
        }
        for id in shown(note, levels) {
            let indent = 2 * (note.outline.node(id).depth() + below_path) as usize;
            output.spaces(indent)?;
            node(note, id, Some(indent), output)?;
        }
    }
    Ok(())
}

/// Every node on a line that begins with where it stands, as other programs expect it of `grep`: `path:line: `.
fn lines(vault: &Vault, levels: Option<u32>, output: &mut Output) -> io::Result<()> {
    for note in vault.notes() {
        for id in shown(note, levels) {
            let shape = note.outline.node(id);
            output.ink(Ink::Dim, &format!("{}:{}: ", note.path, shape.line().number()))?;
            output.spaces(2 * shape.depth() as usize)?;
            node(note, id, None, output)?;
        }
    }
    Ok(())
}

/// The nodes of so many levels.
fn shown(note: &Note, levels: Option<u32>) -> impl Iterator<Item = NodeId> {
    let is_shown = move |id: &NodeId| levels.is_none_or(|levels| note.outline.node(*id).depth() < levels);
    note.outline.ids().filter(is_shown)
}

/// A node behind its indentation (cells); all its lines are indented, or without an indentation are one.
fn node(note: &Note, id: NodeId, indent: Option<usize>, output: &mut Output) -> io::Result<()> {
    let node = note.outline.node(id);
    let ink = match node.kind() {
        Kind::Title | Kind::Session => Ink::Bold,
        Kind::Section | Kind::Attribution => Ink::Accent,
        Kind::Item | Kind::Arrow | Kind::Text | Kind::Code | Kind::Quote | Kind::Table | Kind::Rule => {
            Ink::Plain
        }
    };
    let marker = note.marker_of(id);
    if !marker.is_empty() {
        output.ink(if node.kind().is_heading() { ink } else { Ink::Dim }, marker)?;
        output.text(" ")?;
    }
    let text = note.text_of(id);
    // Nearly every node is one line.
    let (first, further) = match memchr::memchr(b'\n', text.as_bytes()) {
        Some(end) => (text.lines().next().unwrap_or_default(), text.get(end + 1..).unwrap_or_default()),
        None => (text, ""),
    };
    output.ink(ink, first)?;
    for words in further.lines() {
        let words = if let Some(indent) = indent {
            output.end_line()?;
            output.spaces(indent)?;
            words
        } else {
            output.text(" ")?;
            words.trim_start()
        };
        output.ink(ink, words)?;
    }
    if node.kind().may_name_people() {
        let attribution = note.attribution_of(id);
        let people: Vec<String> = attribution.speakers.into_iter().chain(attribution.companies).collect();
        if !people.is_empty() {
            output.text("  ")?;
            output.ink(Ink::Accent, &people.join(" · "))?;
        }
    }
    output.end_line()
}
