//! Walking the tree: keys to actions, and what the actions do.

use super::copy_as::CopyAs;
use super::crumbs;
use super::effect::Effect;
use super::event::{Mouse, MouseKind};
use super::help::Help;
use super::jump;
use super::layout::Layout;
use super::prompt::{self, Purpose};
use super::row::{FOLD_MARK, Row};
use super::{App, Mode, piping};
use crate::action::Action;
use crate::config::key::Key;
use crate::config::keymap::Lookup;
use crate::note::entry::Line;
use crate::text::width::{Ambiguous, Cells};
use crate::tree::Motion;
use crate::tree::rows::FoldState;
use crate::vault::Place;

/// The screen lines that a turn of the wheel scrolls.
const WHEEL_LINES: i64 = 3;
/// The cells that cut lines scroll sideways at a time.
const SIDEWAYS_STEP: u32 = 8;
/// Counts beyond this are of no use in any note.
const LARGEST_COUNT: u32 = 999_999_999;

/// A key in the tree: part of a count, of a sequence, or an action.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    // As in a shell; whoever presses it while a command runs does not mean midashi.
    if key.is_ctrl('c') && app.running.as_ref().is_some_and(|running| !running.is_cancelled) {
        return piping::cancel(app);
    }
    if app.pending.is_empty()
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
    let times = count.unwrap_or(1);
    let page = i64::from(Layout::of(app.size).tree.height.max(1));
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Select => app.toggle_mark(),
        Action::Copy => return vec![Effect::Copy(app.take(app.options.copy_format))],
        Action::CopyAs => app.mode = Mode::CopyAs(CopyAs::new(app.options.copy_format)),
        Action::Jump => return jump::open(app),
        Action::Help => app.mode = Mode::Help(Help::default()),
        Action::Write => prompt::open(app, Purpose::Write),
        Action::Pipe => prompt::open(app, Purpose::Pipe),
        Action::Cancel => return cancel(app),
        Action::ToggleWrap => toggle_wrap(app),
        Action::ToggleAmbiguous => {
            toggle_ambiguous(app);
            // What the terminal shows need not be what it was thought to show.
            return vec![Effect::Redraw];
        }
        Action::ScrollLeft => scroll_sideways(app, -i64::from(times)),
        Action::ScrollRight => scroll_sideways(app, i64::from(times)),
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
        Action::Toggle | Action::ToggleFold => toggle(app, app.cursor),
        Action::Open => fold(app, app.cursor, true),
        Action::Close => fold(app, app.cursor, false),
        Action::OpenSubtree => fold_subtree(app, true),
        Action::CloseSubtree => fold_subtree(app, false),
        Action::ToggleSubtree => {
            let open = app.rows().fold_state(app.cursor) != FoldState::Open;
            fold_subtree(app, open);
        }
        Action::OpenAll => fold_all(app, None),
        Action::CloseAll => {
            app.folds.close_all();
            reopen_hoisted(app);
            app.settle();
        }
        Action::FoldToLevel(level) => fold_all(app, Some(level)),
        Action::Hoist => hoist(app),
        Action::Unhoist => unhoist(app),
        Action::Back => {
            let to = app.history.back(app.cursor);
            retrace(app, to, "nothing to go back to");
        }
        Action::Forward => {
            let to = app.history.forward();
            retrace(app, to, "nothing to go forward to");
        }
        Action::CursorToTop => app.show_cursor_at(0),
        Action::CursorToCentre => app.show_cursor_at(u32::try_from(page / 2).unwrap_or(0)),
        Action::CursorToBottom => {
            let height = Row::of(app, app.cursor).height();
            app.show_cursor_at(u32::try_from(page).unwrap_or(0).saturating_sub(height));
        }
    }
    Vec::new()
}

/// `Esc`: what is half typed has been forgotten already; then the marked range is, then a command that runs is ended.
fn cancel(app: &mut App) -> Vec<Effect> {
    app.count = None;
    app.pending.clear();
    if app.mark.take().is_some() { Vec::new() } else { piping::cancel(app) }
}

/// Along the siblings of the cursor; while a range is marked, along its own, so that it grows or shrinks by one.
fn move_to_sibling(app: &mut App, motion: Motion, times: u32, at_the_end: &str) {
    let from = app.marked().and_then(|marked| marked.above(&app.vault, app.cursor)).unwrap_or(app.cursor);
    match motion.steps(app.rows(), from, times) {
        Some(place) => app.move_to(place),
        None => app.say(at_the_end),
    }
}

fn move_by(app: &mut App, motion: Motion, times: u32, at_the_end: &str) {
    match motion.steps(app.rows(), app.cursor, times) {
        Some(place) => app.move_to(place),
        None => app.say(at_the_end),
    }
}

/// Down a row; a row that is taller than the screen is scrolled through first.
fn next_row(app: &mut App, times: u32) {
    let height = u32::from(Layout::of(app.size).tree.height);
    let row_height = Row::of(app, app.cursor).height();
    if row_height > height && app.viewport.top == app.cursor && app.viewport.skip + height < row_height {
        scroll_within_row(app, i64::from(height.saturating_sub(1).max(1)));
        return;
    }
    move_by(app, Motion::NextRow, times, "the end");
}

/// Up a row; a row whose beginning has scrolled out is scrolled back first.
fn previous_row(app: &mut App, times: u32) {
    if app.viewport.top == app.cursor && app.viewport.skip > 0 {
        let height = i64::from(Layout::of(app.size).tree.height);
        scroll_within_row(app, -(height - 1).max(1));
        return;
    }
    move_by(app, Motion::PreviousRow, times, "the beginning");
}

/// Scrolls through a row that is taller than the screen; the cursor stays on it.
fn scroll_within_row(app: &mut App, lines: i64) {
    app.viewport = app.on_screen(|screen| screen.scrolled(app.viewport, lines));
}

/// Moves the screen and the cursor with it, as `less` and vim do; where the screen cannot move, the cursor does.
fn by_screen(app: &mut App, lines: i64) {
    let (viewport, cursor) = app.on_screen(|screen| {
        let viewport = screen.scrolled(app.viewport, lines);
        let offset = screen.offset_of(app.viewport, app.cursor, screen.height).unwrap_or(0);
        let moved = if viewport == app.viewport { lines } else { 0 };
        let line = u32::try_from((i64::from(offset) + moved).max(0)).unwrap_or(u32::MAX / 2);
        let target = screen.row_at(viewport, line).map(|(row, _)| row).or_else(|| screen.rows.last());
        (viewport, screen.nearest_whole(viewport, target.unwrap_or(app.cursor)))
    });
    app.viewport = viewport;
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
    if row != app.cursor {
        app.history.leave(app.cursor);
        app.move_to(row);
    }
}

/// Goes to the node of a source line (1-based) of the cursor's note.
fn go_to_line(app: &mut App, number: u32) {
    let note = app.cursor.note;
    let line = Line(number.saturating_sub(1));
    match app.vault.note(note).outline.at_line(line) {
        Some(id) => app.jump_to(Place { note, node: Some(id) }),
        None => app.say("nothing here"),
    }
}

fn expand_or_child(app: &mut App) {
    match app.rows().fold_state(app.cursor) {
        FoldState::Closed => fold(app, app.cursor, true),
        FoldState::Open => move_by(app, Motion::FirstChild, 1, "nothing below this"),
        FoldState::Leaf => app.say("nothing below this"),
    }
}

fn collapse_or_parent(app: &mut App) {
    match app.rows().fold_state(app.cursor) {
        FoldState::Open => fold(app, app.cursor, false),
        FoldState::Closed | FoldState::Leaf => move_by(app, Motion::Parent, 1, "nothing above this"),
    }
}

fn toggle(app: &mut App, place: Place) {
    match app.rows().fold_state(place) {
        FoldState::Open => fold(app, place, false),
        FoldState::Closed => fold(app, place, true),
        FoldState::Leaf => app.say("nothing below this"),
    }
}

fn fold(app: &mut App, place: Place, open: bool) {
    app.folds.set(&app.vault, place, open);
    app.settle();
}

fn fold_subtree(app: &mut App, open: bool) {
    app.folds.set_subtree(&app.vault, app.cursor, open);
    app.settle();
}

fn fold_all(app: &mut App, level: Option<u8>) {
    app.folds.fold_to_level(level);
    reopen_hoisted(app);
    app.settle();
}

/// What is hoisted stays open: folded, it would be a screen of one row.
fn reopen_hoisted(app: &mut App) {
    if let Some(&hoisted) = app.hoisted.last() {
        app.folds.set(&app.vault, hoisted, true);
    }
}

fn hoist(app: &mut App) {
    if app.is_empty() || app.hoisted.last() == Some(&app.cursor) {
        app.say("this is hoisted already");
        return;
    }
    if app.rows().fold_state(app.cursor) == FoldState::Leaf {
        app.say("nothing below this to show alone");
        return;
    }
    // What was marked may not be shown any more.
    app.mark = None;
    app.hoisted.push(app.cursor);
    app.folds.set(&app.vault, app.cursor, true);
    app.settle();
}

fn unhoist(app: &mut App) {
    match app.hoisted.pop() {
        Some(hoisted) => {
            app.folds.reveal(&app.vault, hoisted);
            let cursor = app.cursor;
            app.visit(cursor);
        }
        None => app.say("nothing is hoisted"),
    }
}

fn retrace(app: &mut App, to: Option<Place>, at_the_end: &str) {
    match to {
        Some(place) => app.visit(place),
        None => app.say(at_the_end),
    }
}

fn toggle_wrap(app: &mut App) {
    app.options.wrap = !app.options.wrap;
    app.sideways = Cells::ZERO;
    app.settle();
    app.say(if app.options.wrap { "long lines wrap" } else { "long lines are cut: < > scroll" });
}

fn toggle_ambiguous(app: &mut App) {
    let ambiguous = match app.options.policy.ambiguous {
        Ambiguous::Narrow => Ambiguous::Wide,
        Ambiguous::Wide => Ambiguous::Narrow,
    };
    app.options.policy.ambiguous = ambiguous;
    app.settle();
    app.say(match ambiguous {
        Ambiguous::Narrow => "■ takes one cell",
        Ambiguous::Wide => "■ takes two cells",
    });
}

fn scroll_sideways(app: &mut App, steps: i64) {
    if app.options.wrap {
        app.say("long lines wrap; cut them first to scroll sideways");
        return;
    }
    let distance =
        Cells(u32::try_from(steps.unsigned_abs()).unwrap_or(u32::MAX).saturating_mul(SIDEWAYS_STEP));
    app.sideways = if steps < 0 {
        app.sideways.saturating_sub(distance)
    } else {
        (app.sideways + distance).min(Cells(1 << 20))
    };
}

/// The mouse over the tree or the breadcrumb.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    if app.is_empty() {
        return Vec::new();
    }
    match mouse.kind {
        MouseKind::WheelUp => app.scroll(-WHEEL_LINES),
        MouseKind::WheelDown => app.scroll(WHEEL_LINES),
        MouseKind::Click => click(app, mouse),
    }
    Vec::new()
}

fn click(app: &mut App, mouse: Mouse) {
    let layout = Layout::of(app.size);
    let column = Cells::from(mouse.column);
    let position = (mouse.column, mouse.line).into();
    if layout.crumbs.contains(position) {
        let hit =
            crumbs::crumbs(app).into_iter().find(|crumb| crumb.x <= column && column < crumb.x + crumb.cells);
        if let Some(crumb) = hit {
            go_to_crumb(app, crumb.place);
        }
    } else if layout.tree.contains(position) {
        let line = u32::from(mouse.line - layout.tree.y);
        let Some((place, line)) = app.on_screen(|screen| screen.row_at(app.viewport, line)) else {
            return;
        };
        let row = Row::of(app, place);
        app.move_to(place);
        if line == 0 && row.fold_x <= column && column < row.fold_x + FOLD_MARK {
            toggle(app, place);
        }
    }
}

/// A click on the note's name leads to its first row, where the note itself has none.
fn go_to_crumb(app: &mut App, place: Place) {
    let is_row = place.node.is_some() || app.vault.len() > 1;
    let target = if is_row { Some(place) } else { app.rows().first() };
    if let Some(target) = target {
        app.jump_to(target);
    }
}
