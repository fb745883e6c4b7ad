//! Walking the tree: keys to actions, and what the actions do.

use super::choice;
use super::effect::Effect;
use super::help::Help;
use super::history::Standing;
use super::index;
use super::jump;
use super::layout::Layout;
use super::palette;
use super::prompt::{self, Purpose};
use super::reference;
use super::tree::Tree;
use super::{App, Mode, piping, search, themes};
use super::{lines, links, loading, marks};
use super::{reader, recent, reload};
use crate::action::{Action, Group};
use crate::config::key::Key;
use crate::config::keymap::Lookup;
use crate::export::Format;
use crate::find::Scope;
use crate::note::entry::Line;
use crate::tree::Motion;
use crate::tree::rows::FoldState;
use crate::vault::Place;

/// Counts beyond this are of no use in any note.
const LARGEST_COUNT: u32 = 999_999_999;

/// A key in the tree: part of a count, of a sequence, or an action.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    // As in a shell; whoever presses it while a command runs does not mean midashi.
    if key.is_ctrl('c') && app.running.as_ref().is_some_and(|running| !running.is_cancelled) {
        return piping::cancel(app);
    }
    if app.pending.is_empty()
        && !app.keymap.types_to_jump()
        && let Some(digit) = key.digit()
        && (digit > 0 || app.count.is_some())
    {
        app.count =
            Some((app.count.unwrap_or(0).saturating_mul(10).saturating_add(digit)).min(LARGEST_COUNT));
        return Vec::new();
    }
    app.pending.push(key);
    match app.keymap.lookup(&app.pending) {
        Lookup::Prefix => Vec::new(),
        Lookup::Action(action) => {
            app.pending.clear();
            let count = app.count.take();
            perform(app, action, count)
        }
        Lookup::None if app.keymap.types_to_jump() && app.pending.len() == 1 && key.char().is_some() => {
            app.pending.clear();
            let mut effects = perform(app, Action::Jump, None);
            if let Mode::Jump(_) = app.mode {
                effects.extend(jump::key(app, key));
            }
            effects
        }
        Lookup::None => {
            let typed: Vec<String> = app.pending.drain(..).map(|key| key.to_string()).collect();
            app.count = None;
            app.complain(format!("{} is not bound to anything", typed.join(" ")));
            Vec::new()
        }
    }
}

/// Does `action`, `count` times where that has a meaning.
pub fn perform(app: &mut App, action: Action, count: Option<u32>) -> Vec<Effect> {
    if app.index.shown().is_some()
        && let Some(effects) = index::perform(app, action, count)
    {
        return effects;
    }
    if matches!(action.group(), Some(Group::Move | Group::Fold | Group::Go)) {
        search::keep_unfolded(app);
        app.is_untouched = false;
    }
    if Layout::with_reader(app).is_covered() && reader::perform(app, action, count) {
        return Vec::new();
    }
    let times = count.unwrap_or(1);
    let page = i64::from(Layout::with_reader(app).tree.height.max(1));
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Reload => return reload::ask(),
        Action::Sort => return reload::sort(app),
        Action::Skipped => loading::list_skipped(app),
        Action::Reader => reader::toggle(app),
        Action::ReaderDown => reader::page(app, i64::from(times)),
        Action::ReaderUp => reader::page(app, -i64::from(times)),
        Action::ReaderWider => reader::resize(app, i32::try_from(times).unwrap_or(i32::MAX / 100)),
        Action::ReaderNarrower => reader::resize(app, -i32::try_from(times).unwrap_or(i32::MAX / 100)),
        Action::Edit => return reference::edit(app),
        Action::Select => app.toggle_mark(),
        Action::Copy => return copy(app, app.options.copy_format),
        Action::CopyReference => return reference::copy(app),
        Action::CopyAs => choice::copy_as(app),
        Action::RecentNotes => recent::list(app),
        Action::SetMark => marks::ask(app),
        Action::GoToMark => marks::list(app),
        Action::OpenLink => return links::open(app),
        Action::Jump => return jump::open(app, Scope::All),
        Action::Index => return index::open(app),
        Action::Search => return search::input::open(app, false),
        Action::SearchWord => return search::input::open_with_word(app),
        Action::NextMatch => return search::next(app, true, times),
        Action::PreviousMatch => return search::next(app, false, times),
        Action::Filter => return search::filter::toggle(app),
        Action::CopyMatches => return search::copy_all(app),
        Action::Palette => palette::open(app, count),
        Action::Help => app.mode = Mode::Help(Help::default()),
        Action::Write => prompt::open(app, Purpose::Write),
        Action::Pipe => prompt::open(app, Purpose::Pipe),
        Action::Cancel => return cancel(app),
        Action::ToggleWrap => lines::toggle_wrap(app),
        Action::ChooseTheme => themes::choose(app),
        Action::ToggleAmbiguous => {
            lines::toggle_ambiguous(app);
            // What the terminal shows need not be what it was thought to show.
            return vec![Effect::Redraw];
        }
        Action::ScrollLeft => lines::scroll_sideways(app, -i64::from(times)),
        Action::ScrollRight => lines::scroll_sideways(app, i64::from(times)),
        Action::NextRow => next_row(app, times),
        Action::PreviousRow => previous_row(app, times),
        Action::HalfPageDown => by_screen(app, i64::from(times) * (page / 2).max(1)),
        Action::HalfPageUp => by_screen(app, -i64::from(times) * (page / 2).max(1)),
        Action::PageDown => by_screen(app, i64::from(times) * (page - 1).max(1)),
        Action::PageUp => by_screen(app, -i64::from(times) * (page - 1).max(1)),
        Action::FirstRow => first_row(app, count),
        Action::LastRow => last_row(app, count),
        Action::NextSibling => {
            move_to_sibling(app, Motion::NextSibling, times, "the last of its siblings");
        }
        Action::PreviousSibling => {
            move_to_sibling(app, Motion::PreviousSibling, times, "the first of its siblings");
        }
        Action::NextSession => move_by(app, Motion::NextSession, times, "no session after this"),
        Action::PreviousSession => move_by(app, Motion::PreviousSession, times, "no session before this"),
        Action::Parent => move_by(app, Motion::Parent, times, "nothing above this"),
        Action::ExpandOrChild => expand_or_child(app),
        Action::CollapseOrParent => collapse_or_parent(app),
        Action::Toggle | Action::ToggleFold => toggle(app, app.tree().cursor),
        Action::Open => fold(app, app.tree().cursor, true),
        Action::Close => fold(app, app.tree().cursor, false),
        Action::OpenSubtree => fold_subtree(app, true),
        Action::CloseSubtree => fold_subtree(app, false),
        Action::ToggleSubtree => {
            let open = app.rows().fold_state(app.tree().cursor) != FoldState::Open;
            fold_subtree(app, open);
        }
        Action::OpenAll => fold_all(app, None),
        Action::CloseAll => close_all(app),
        Action::FoldToLevel(level) => fold_all(app, Some(level)),
        Action::Hoist => hoist(app),
        Action::Unhoist => unhoist(app),
        Action::Back => go_back(app),
        Action::Forward => go_forward(app),
        Action::CursorToTop => app.show_cursor_at(0),
        Action::CursorToCentre => app.show_cursor_at(u32::try_from(page / 2).unwrap_or(0)),
        Action::CursorToBottom => {
            let page = u32::try_from(page).unwrap_or(0);
            let height = app.on_screen(|screen| screen.row_height(app.tree().cursor, page));
            app.show_cursor_at(page - height);
        }
    }
    Vec::new()
}

/// Copies what is selected: marked siblings, a subtree, or in the index what it leads to.
pub fn copy(app: &mut App, format: Format) -> Vec<Effect> {
    let excerpt = app.take(format);
    if excerpt.places.is_empty() {
        app.say_nothing_is_selected();
        return Vec::new();
    }
    vec![Effect::Copy(excerpt)]
}

/// `Esc`: what is half typed has been forgotten already; then the marked range is, the filter and the search are left,
/// and a command that runs is ended.
fn cancel(app: &mut App) -> Vec<Effect> {
    app.count = None;
    app.pending.clear();
    if app.mark.take().is_some() || search::leave(app) { Vec::new() } else { piping::cancel(app) }
}

/// Along the siblings of the cursor; while a range is marked, along its own, so that it grows or shrinks by one.
fn move_to_sibling(app: &mut App, motion: Motion, times: u32, at_the_end: &str) {
    let from = app.marked().and_then(|marked| marked.above(&app.vault, app.notes.cursor));
    let from = from.unwrap_or(app.tree().cursor);
    match motion.steps(app.rows(), from, times) {
        Some(place) => app.move_to(place),
        None => app.say(at_the_end),
    }
}

fn move_by(app: &mut App, motion: Motion, times: u32, at_the_end: &str) {
    match motion.steps(app.rows(), app.tree().cursor, times) {
        Some(place) => app.move_to(place),
        None => app.say(at_the_end),
    }
}

/// Down a row; a row that is taller than the screen is scrolled through first.
fn next_row(app: &mut App, times: u32) {
    let height = u32::from(Layout::with_reader(app).tree.height);
    let Tree { cursor, viewport, .. } = *app.tree();
    if viewport.top == cursor && app.on_screen(|screen| screen.row_at(viewport, height)) == Some(cursor) {
        scroll_within_row(app, i64::from(height.saturating_sub(1).max(1)));
        return;
    }
    let end = if app.tree().hoisted.is_empty() { "the end" } else { "the end of what is hoisted" };
    move_by(app, Motion::NextRow, times, end);
}

/// Up a row; a row whose beginning has scrolled out is scrolled back first.
fn previous_row(app: &mut App, times: u32) {
    if app.tree().viewport.top == app.tree().cursor && !app.tree().viewport.begins_with_row() {
        let height = i64::from(Layout::with_reader(app).tree.height);
        scroll_within_row(app, -(height - 1).max(1));
        return;
    }
    let beginning =
        if app.tree().hoisted.is_empty() { "the beginning" } else { "the beginning of what is hoisted" };
    move_by(app, Motion::PreviousRow, times, beginning);
}

/// Scrolls through a row that is taller than the screen; the cursor stays on it.
fn scroll_within_row(app: &mut App, lines: i64) {
    let viewport = app.on_screen(|screen| screen.scrolled(app.tree().viewport, lines));
    app.tree_mut().viewport = viewport;
}

/// Moves the screen and the cursor with it, as `less` and vim do; where the screen cannot move, the cursor does.
fn by_screen(app: &mut App, lines: i64) {
    let Tree { cursor: from, viewport: before, .. } = *app.tree();
    let (viewport, cursor) = app.on_screen(|screen| {
        let viewport = screen.scrolled(before, lines);
        let offset = screen.offset_of(before, from, screen.height).unwrap_or(0);
        let moved = if viewport == before { lines } else { 0 };
        let line = u32::try_from((i64::from(offset) + moved).max(0)).unwrap_or(u32::MAX / 2);
        let target = screen.row_at(viewport, line).or_else(|| screen.rows.last());
        (viewport, screen.nearest_whole(viewport, target.unwrap_or(from)))
    });
    app.tree_mut().viewport = viewport;
    app.move_to(cursor);
}

/// `g`, or `3g`: the third row's line, as in `G`.
fn first_row(app: &mut App, count: Option<u32>) {
    match (count, app.rows().first()) {
        (Some(line), _) => go_to_line(app, line),
        (None, Some(first)) => go_far(app, first),
        (None, None) => {}
    }
}

fn last_row(app: &mut App, count: Option<u32>) {
    match (count, app.rows().last()) {
        (Some(line), _) => go_to_line(app, line),
        (None, Some(last)) => go_far(app, last),
        (None, None) => {}
    }
}

/// Moves to a row of the tree that may be far, so that the user can come back.
fn go_far(app: &mut App, row: Place) {
    if row == app.tree().cursor {
        if app.rows().first() == Some(row) {
            app.show_cursor_at(0);
        }
        return;
    }
    if app.index.shown().is_none() {
        app.history.leave(app.standing());
    }
    app.move_to(row);
}

/// Goes to the node of a source line (1-based) of the cursor's note.
fn go_to_line(app: &mut App, number: u32) {
    let note = app.tree().cursor.note;
    let line = Line(number.saturating_sub(1));
    match app.tree().vault.note(note).outline.at_line(line) {
        Some(id) => go_to(app, Place { note, node: Some(id) }),
        None => app.say("nothing here"),
    }
}

/// Goes to a place of the tree on screen.
pub(super) fn go_to(app: &mut App, place: Place) {
    if app.index.shown().is_some() {
        app.show(place);
    } else {
        app.jump_to(place);
    }
}

fn expand_or_child(app: &mut App) {
    match app.rows().fold_state(app.tree().cursor) {
        FoldState::Closed => fold(app, app.tree().cursor, true),
        FoldState::Open => move_by(app, Motion::FirstChild, 1, "nothing below this"),
        FoldState::Leaf => app.say("nothing below this"),
    }
}

fn collapse_or_parent(app: &mut App) {
    match app.rows().fold_state(app.tree().cursor) {
        FoldState::Open => fold(app, app.tree().cursor, false),
        FoldState::Closed | FoldState::Leaf => move_by(app, Motion::Parent, 1, "nothing above this"),
    }
}

pub(super) fn toggle(app: &mut App, place: Place) {
    match app.rows().fold_state(place) {
        FoldState::Open => fold(app, place, false),
        FoldState::Closed | FoldState::Leaf => fold(app, place, true),
    }
}

fn fold(app: &mut App, place: Place, open: bool) {
    if app.rows().fold_state(place) == FoldState::Leaf {
        app.say("nothing below this");
        return;
    }
    app.tree_mut().fold(place, open);
    app.settle();
}

fn fold_subtree(app: &mut App, open: bool) {
    let cursor = app.tree().cursor;
    if app.rows().fold_state(cursor) == FoldState::Leaf {
        app.say("nothing below this");
        return;
    }
    app.tree_mut().fold_subtree(cursor, open);
    app.settle();
}

/// Folds everything to a level, or opens it; while something is hoisted, that alone.
fn fold_all(app: &mut App, level: Option<u8>) {
    let tree = app.tree_mut();
    match tree.hoisted.last() {
        Some(&hoisted) => tree.folds.fold_below(&tree.vault, hoisted, level),
        None => tree.folds.fold_to_level(level),
    }
    app.settle();
}

/// Closes everything; what is hoisted stays open, as it would be a screen of one row.
fn close_all(app: &mut App) {
    if app.tree().hoisted.is_empty() {
        let tree = app.tree_mut();
        tree.folds.close_all(&tree.vault);
        app.settle();
    } else {
        fold_all(app, Some(1));
    }
}

fn hoist(app: &mut App) {
    if app.is_empty() || app.tree().hoisted.last() == Some(&app.tree().cursor) {
        app.say("this is hoisted already");
        return;
    }
    if app.rows().fold_state(app.tree().cursor) == FoldState::Leaf {
        app.say("nothing below this to show alone");
        return;
    }
    // What was marked may not be shown any more.
    app.mark = None;
    let tree = app.tree_mut();
    tree.hoisted.push(tree.cursor);
    tree.fold(tree.cursor, true);
    app.settle();
}

fn unhoist(app: &mut App) {
    let tree = app.tree_mut();
    match tree.hoisted.pop() {
        Some(hoisted) => {
            tree.folds.reveal(&tree.vault, hoisted);
            let cursor = tree.cursor;
            app.show(cursor);
        }
        None => app.say("nothing is hoisted"),
    }
}

/// Back to where the user jumped from.
pub(super) fn go_back(app: &mut App) {
    let to = app.history.back(app.standing());
    retrace(app, to, "nothing to go back to");
}

fn go_forward(app: &mut App) {
    let to = app.history.forward();
    retrace(app, to, "nothing to go forward to");
}

fn retrace(app: &mut App, to: Option<Standing>, at_the_end: &str) {
    match to {
        Some(standing) => app.return_to(standing),
        None => app.say(at_the_end),
    }
}
