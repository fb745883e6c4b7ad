//! The status line: where the cursor is, what is typed, a word to the user, and how to get help.

use ratatui::layout::Rect;

use super::following;
use super::paint::{Look, Painter};
use crate::action::Action;
use crate::app::event::Loss;
use crate::app::layout::Layout;
use crate::app::progress::{Progress, RestProgress};
use crate::app::running::{Running, quoted};
use crate::app::symbols::Symbols;
use crate::app::tree::Tree;
use crate::app::unread::Unread;
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
    let running = app.running.as_ref().map(running_message);
    let running = running.or_else(|| app.progress.as_ref().map(progress_message));
    let running = running.or_else(|| app.unread.as_ref().map(unread_message));
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
    let command = quoted(running);
    let text = if running.is_cancelled {
        tr!("{command} is being ended", command)
    } else {
        tr!("{command} runs: Esc ends it", command)
    };
    Message { text, is_error: false }
}

/// Says how far folders have been read.
fn progress_message(progress: &Progress) -> Message {
    let text = tr!("reading: {read} of {found} notes", read = progress.read, found = progress.found);
    Message { text, is_error: false }
}

/// Says that there is more of the note than can be seen, and how far it has been read.
fn unread_message(unread: &Unread) -> Message {
    let text = match unread.progress {
        None => tr!("reading the rest").into_owned(),
        Some(RestProgress::Read { percent }) => tr!("reading the rest: {percent}%", percent),
        Some(RestProgress::Outlined) => tr!("making the outline of the rest").into_owned(),
    };
    Message { text, is_error: false }
}

/// The key for help at the right end, where there is room; returns where what stands left of it must end.
fn hint(app: &App, painter: &mut Painter<'_>, area: Rect, look: &Look) -> u16 {
    let end = area.right().saturating_sub(1);
    let Some(keys) = app.keymap.keys_of(Action::Help).first() else {
        return end;
    };
    let hint = tr!("{keys} help", keys);
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
        let all = app.vault.len();
        let notes = if app.vault.is_folder(cursor.note) {
            let count = app.vault.count_below(*cursor);
            tr_count!(all, "{count} of 1 note" | "{count} of {all} notes", count, all)
        } else {
            tr_count!(all, "1 note" | "{all} notes", all)
        };
        let lines = tr_count!(total, "1 line" | "{total} lines", total);
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
            let told = tr!("session {ordinal}/{count}", ordinal, count);
            (Some(told), Some(format!("{ordinal}/{count}")))
        }
        (None, count) => (Some(tr_count!(count, "1 session" | "{count} sessions", count)), None),
    };
    let line = note.outline.node(id).line().number();
    let percent = format!("{}%", line * 100 / u64::from(total.max(1)));
    let search = search(app);
    let undecodable = note.source.undecodable().len();
    let rest: [Option<String>; 5] = [
        app.lost.get(&cursor.note).map(|loss| match loss {
            Loss::Deleted => tr!("deleted").into_owned(),
            Loss::Unreadable(_) => tr!("not reloaded").into_owned(),
        }),
        hoisted.last().map(|_| tr!("hoisted").into_owned()),
        (!app.options.wrap).then(|| tr!("cut").into_owned()),
        (undecodable > 0).then(|| tr!("{count} undecodable", count = undecodable)),
        note.source.broken().map(|broken| tr!("broken at line {line}", line = broken.line.number())),
    ];
    let joined = |first: &[Option<String>]| {
        first.iter().chain(&rest).flatten().map(String::as_str).collect::<Vec<_>>().join("   ")
    };
    let long = tr!("line {line}/{total}", line, total);
    vec![
        joined(&[search.clone(), session, Some(long), Some(percent.clone())]),
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
    let end = if clip.truncated { symbols.ellipsis } else { "" };
    let query = format!("{}{end}", slice(&search.query.text, clip.range));
    let tally = app.tally().unwrap_or_default();
    Some(if app.notes.is_filtered {
        tr!("filter /{query} {tally}", query, tally)
    } else {
        format!("/{query} {tally}")
    })
}

/// How much is marked, at length and in short.
fn marked(app: &App) -> Option<[String; 2]> {
    let places: Vec<Place> = app.marked()?.places(&app.vault).collect();
    let lines = Document::new(&app.vault, &places).line_count();
    let count = places.len();
    let long = tr_count!(lines, "{count} marked, 1 line" | "{count} marked, {lines} lines", count, lines);
    Some([long, tr!("{count} marked", count)])
}
