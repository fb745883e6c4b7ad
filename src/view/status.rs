//! The status line: where the cursor is, what is typed, a word to the user, and how to get help.

use ratatui::layout::Rect;

use super::following;
use super::paint::{Look, Painter};
use crate::action::Action;
use crate::app::event::Loss;
use crate::app::layout::Layout;
use crate::app::loading::Progress;
use crate::app::piping::{Running, quoted};
use crate::app::symbols::Symbols;
use crate::app::tree::Tree;
use crate::app::{App, Message};
use crate::config::theme::Role;
use crate::export::Document;
use crate::text::clip::clip;
use crate::text::glyph::measure;
use crate::text::slice;
use crate::text::width::Cells;
use crate::vault::Place;

/// The cells between the position and a message.
const MESSAGE_GAP: Cells = Cells(3);

/// The cells for what is searched for.
const SEARCH: Cells = Cells(20);

pub(super) fn render(app: &App, painter: &mut Painter<'_>) {
    let area = Layout::of(app.size).status;
    if area.is_empty() {
        return;
    }
    let style = |role| Look::from(app.theme().style(Role::Background).patch(app.theme().style(role)));
    painter.fill(area, app.theme().style(Role::Status));
    let right = hint(app, painter, area, &style(Role::Status));
    let right = typed(app, painter, area, right, &style(Role::Message));
    let (policy, room) = (painter.policy(), Cells::from(right.saturating_sub(area.x + 1)));
    let running =
        app.running.as_ref().map(running_message).or_else(|| app.progress.as_ref().map(progress_message));
    let message = app.message.as_ref().or(running.as_ref());
    let wanted = message.map_or(Cells::ZERO, |message| measure(&message.text, policy) + MESSAGE_GAP);
    // The message is worth more than the position: it takes its place where both do not fit.
    let fits = |position: &String| measure(position, policy) + wanted <= room;
    let position = positions(app).into_iter().find(fits);
    if let Some(position) = &position {
        painter.text(area.x + 1, area.y, right, position, &style(Role::Status));
    }
    if let Some(message) = message {
        let look = style(if message.is_error { Role::Error } else { Role::Message });
        let beside = right.saturating_sub((wanted - MESSAGE_GAP).to_u16());
        let x = if position.is_some() { beside } else { area.x + 1 };
        painter.clipped(x, area.y, right, &message.text, &look, Symbols::of(policy).ellipsis);
    }
}

/// Says that a command runs, and how to end it.
fn running_message(running: &Running) -> Message {
    let how = if running.is_cancelled { "is being ended" } else { "runs: Esc ends it" };
    Message { text: format!("{} {how}", quoted(running)), is_error: false }
}

/// Says how far folders have been read.
fn progress_message(progress: &Progress) -> Message {
    Message { text: format!("reading: {} of {} notes", progress.read, progress.found), is_error: false }
}

/// The key for help at the right end, where there is room; returns where what stands left of it must end.
fn hint(app: &App, painter: &mut Painter<'_>, area: Rect, look: &Look) -> u16 {
    let end = area.right().saturating_sub(1);
    let Some(keys) = app.keymap.keys_of(Action::Help).first() else {
        return end;
    };
    let hint = format!("{keys} help");
    let width = painter.policy().label(&hint).to_u16();
    if area.width < width + 30 {
        return end;
    }
    painter.text(end - width, area.y, end, &hint, look);
    end - width - 2
}

/// The count and keys typed so far, and where there is room what can follow.
fn typed(app: &App, painter: &mut Painter<'_>, area: Rect, right: u16, look: &Look) -> u16 {
    let mut typed = app.count.map_or_else(String::new, |count| count.to_string());
    app.pending.iter().for_each(|key| typed.push_str(&key.to_string()));
    if typed.is_empty() {
        return right;
    }
    let policy = painter.policy();
    let room = Cells::from(right.saturating_sub(area.x + 1));
    let with_more = following::in_short(app, policy).map(|keys| format!("{typed}  {keys}"));
    let typed = with_more.filter(|text| policy.label(text) <= room).unwrap_or(typed);
    let x = right.saturating_sub(policy.label(&typed).to_u16());
    painter.text(x, area.y, right, &typed, look);
    x.saturating_sub(2)
}

/// What is marked, else session, line and percentage of the cursor, in fewer and fewer words, for less and less room. O(log sessions).
fn positions(app: &App) -> Vec<String> {
    if let Some(contents) = app.index.shown() {
        return contents.positions();
    }
    if let Some(marked) = marked(app) {
        return marked.to_vec();
    }
    let Tree { cursor, hoisted, .. } = &app.notes;
    let note = app.vault.note(cursor.note);
    let total = note.source.line_count();
    let Some(id) = cursor.node.filter(|_| !app.is_empty()) else {
        let counted =
            |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let mut notes = counted(app.vault.len(), "note");
        if app.vault.is_folder(cursor.note) {
            notes = format!("{} of {notes}", app.vault.count_below(*cursor));
        }
        let lines = counted(usize::try_from(total).unwrap_or(usize::MAX), "line");
        return match search(app) {
            Some(search) => vec![format!("{search}   {notes}"), search],
            None if app.vault.is_folder(cursor.note) => vec![notes],
            None => vec![format!("{notes}   {lines}"), notes],
        };
    };
    let sessions = note.outline.sessions();
    let session = note.outline.session_of(id);
    let ordinal = session.map(|session| sessions.partition_point(|&other| other <= session));
    let (session, short_session) = match (ordinal, sessions.len()) {
        (_, 0) => (None, None),
        (Some(ordinal), count) => {
            (Some(format!("session {ordinal}/{count}")), Some(format!("{ordinal}/{count}")))
        }
        (None, 1) => (Some("1 session".to_owned()), None),
        (None, count) => (Some(format!("{count} sessions")), None),
    };
    let line = note.outline.node(id).line().number();
    let percent = format!("{}%", line * 100 / u64::from(total.max(1)));
    let search = search(app);
    let undecodable = note.source.undecodable().len();
    let rest: [Option<String>; 5] = [
        app.lost.get(&cursor.note).map(|loss| match loss {
            Loss::Deleted => "deleted".to_owned(),
            Loss::Unreadable(_) => "not reloaded".to_owned(),
        }),
        hoisted.last().map(|_| "hoisted".to_owned()),
        (!app.options.wrap).then(|| "cut".to_owned()),
        (undecodable > 0).then(|| format!("{undecodable} undecodable")),
        note.source.broken().map(|broken| format!("broken at line {}", broken.line.number())),
    ];
    let joined = |first: &[Option<String>]| {
        first.iter().chain(&rest).flatten().map(String::as_str).collect::<Vec<_>>().join("   ")
    };
    vec![
        joined(&[search.clone(), session, Some(format!("line {line}/{total}")), Some(percent.clone())]),
        joined(&[search.clone(), short_session, Some(format!("{line}/{total}")), Some(percent.clone())]),
        joined(&[search.clone(), Some(percent.clone())]),
        search.unwrap_or(percent),
    ]
}

/// What is searched for, and which of how many matches the cursor is at.
fn search(app: &App) -> Option<String> {
    let search = app.search.current.as_ref()?;
    let policy = app.options.policy;
    let symbols = Symbols::of(policy);
    let ellipsis = policy.label(symbols.ellipsis);
    let clip = clip(&search.query.text, Cells::ZERO, SEARCH, ellipsis, policy);
    let filter = if app.notes.is_filtered { "filter " } else { "" };
    let end = if clip.truncated { symbols.ellipsis } else { "" };
    Some(format!(
        "{filter}/{}{end} {}",
        slice(&search.query.text, clip.range),
        app.tally().unwrap_or_default()
    ))
}

/// How much is marked, at length and in short.
fn marked(app: &App) -> Option<[String; 2]> {
    let places: Vec<Place> = app.marked()?.places(&app.vault).collect();
    let lines = Document::new(&app.vault, &places).line_count();
    let count = format!("{} marked", places.len());
    Some([format!("{count}, {lines} line{}", if lines == 1 { "" } else { "s" }), count])
}
