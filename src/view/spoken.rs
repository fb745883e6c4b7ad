//! The state as lines to be read aloud, instead of a screen: for screen readers and braille displays, which follow what is
//! written line after line, and not what is drawn over.
//!
//! Of each thing only what has changed since the last time is said. A row is told as trees are by screen readers (ARIA,
//! `treeitem`): what it says, whether it is open, and its level.

use super::overlay;
use super::said::{Said, cut, joined};
use crate::app::symbols::Symbols;
use crate::app::{App, row_text};
use crate::note::entry::Line;
use crate::tree::rows::FoldState;

/// The most rows of the reader that are said at a move.
const MOST_LINES: usize = 200;

/// What there is to be said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    /// What the user is in, such as the jump; empty in the tree.
    mode: String,
    /// What is read there from the beginning to the end, such as the help.
    page: Vec<String>,
    /// What has been typed, and what it leads to.
    typed: String,
    /// What is chosen of a list.
    chosen: String,
    /// The row of the cursor.
    row: String,
    /// What stands below it, where the reader is open.
    branch: Vec<String>,
    /// The message to the user.
    message: String,
}

impl Spoken {
    /// What is to be said of `app`; may quote untrusted text.
    pub fn of(app: &App) -> Self {
        let Said { mode, page, typed, chosen } = overlay::of(&app.mode).said(app);
        let is_read = app.options.reader.is_open && app.index.shown().is_none();
        Self {
            mode,
            page,
            typed,
            chosen,
            row: told(app),
            branch: if is_read { branch(app) } else { Vec::new() },
            message: message(app),
        }
    }

    /// The lines that say what is new since `before`.
    pub fn since<'s>(&'s self, before: &Self) -> Vec<&'s str> {
        let page = |now: &'s [String], before: &[String]| if now == before { &[] } else { now };
        let is_back = self.mode.is_empty() && !before.mode.is_empty();
        let row = if is_back { Some(self.row.as_str()) } else { news(&self.row, &before.row) };
        let [mode, typed, chosen, message] = [
            (&self.mode, &before.mode),
            (&self.typed, &before.typed),
            (&self.chosen, &before.chosen),
            (&self.message, &before.message),
        ]
        .map(|(now, before)| news(now, before));
        let mut lines: Vec<&str> = mode.into_iter().collect();
        lines.extend(page(&self.page, &before.page).iter().map(String::as_str));
        lines.extend([typed, chosen, row].into_iter().flatten());
        lines.extend(page(&self.branch, &before.branch).iter().map(String::as_str));
        lines.extend(message);
        lines
    }
}

/// What is said now, if it is something else than before.
fn news<'s>(now: &'s str, before: &str) -> Option<&'s str> {
    (now != before && !now.is_empty()).then_some(now)
}

/// The row of the cursor: its text, whether it is open, its level, and who speaks.
fn told(app: &App) -> String {
    if app.tree().is_empty() {
        return tr!("there is nothing here").into_owned();
    }
    let (rows, place) = (app.rows(), app.tree().cursor);
    let (vault, original) = app.original(place);
    let (marker, text) = (row_text::marker(vault, original), cut(row_text::text(vault, original)));
    let words = if marker.is_empty() { text.to_owned() } else { format!("{marker} {text}") };
    let level = rows.depth(place) + 1;
    let state = match (rows.fold_state(place), rows.hidden_if_closed(place)) {
        (FoldState::Leaf, _) => tr!("level {level}", level),
        (FoldState::Open, _) => tr!("open, level {level}", level),
        (FoldState::Closed, below) => tr!("closed, {below} below, level {level}", below, level),
    };
    let symbols = Symbols::of(app.options.policy);
    let people = match app.index.shown() {
        None => row_text::people(vault, original, symbols),
        Some(index) => index.aside(&app.vault, place, symbols).map(|aside| aside.text),
    };
    let is_marked = app.mark.is_some() && app.index.shown().is_none();
    let marked = if is_marked { tr!("{count} marked", count = app.selected().len()) } else { String::new() };
    joined(&[&words, &state, people.as_deref().unwrap_or_default(), &marked])
}

/// The lines of the cursor's branch, as far as they are said in one go.
fn branch(app: &App) -> Vec<String> {
    let place = app.notes.cursor;
    let Some(id) = place.node else { return Vec::new() };
    let note = app.vault.note(place.note);
    let lines = note.subtree_lines(id);
    let (from, to) = (lines.start.index() + 1, lines.end.index());
    let text = |line: usize| {
        let line = Line(u32::try_from(line).unwrap_or(u32::MAX));
        cut(note.source.slice(note.source.line_content(line))).to_owned()
    };
    let mut said: Vec<String> = (from..to).take(MOST_LINES).map(text).collect();
    if to.saturating_sub(from) > MOST_LINES {
        said.push(tr!("and {count} lines more", count = to - from - MOST_LINES));
    }
    said
}

fn message(app: &App) -> String {
    let message = app.message.as_ref().map(|message| message.text.clone());
    // How far it has come changes many times a second.
    let folder = app.progress.as_ref().map(|_| tr!("reading the folder").into_owned());
    let rest = app.unread.as_ref().map(|_| tr!("reading the rest").into_owned());
    message.or(folder).or(rest).unwrap_or_default()
}
