//! Walking the tree: keys to actions, and what the actions do.

use super::asking::open_jump;
use super::effect::Effect;
use super::folding::{
    close_all, collapse_or_parent, expand_or_child, fold, fold_all, fold_subtree, hoist, toggle, unhoist,
};
use super::index_actions;
use super::modes::help::Help;
use super::modes::menu;
use super::modes::palette::Palette;
use super::modes::prompt::{Prompt, Purpose};
use super::moving::{
    by_screen, first_row, go_back, go_forward, last_row, move_by, move_to_sibling, next_row, previous_row,
};
use super::reference;
use super::typed::Typed;
use super::{App, Mode, piping, search, themes};
use super::{lines, links, loading, mark_actions};
use super::{reader, recent, reload};
use crate::action::{Action, Group};
use crate::config::key::Key;
use crate::config::keymap::Lookup;
use crate::export::Format;
use crate::find::Scope;
use crate::tree::Motion;
use crate::tree::rows::FoldState;

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
            let effects = perform(app, Action::Jump, None);
            if let Mode::Jump(_) = app.mode {
                app.typed_ahead.push_front(Typed::Key(key));
            }
            effects
        }
        Lookup::None => {
            let typed: Vec<String> = app.pending.drain(..).map(|key| key.to_string()).collect();
            app.count = None;
            app.complain(tr!("{keys} is not bound to anything", keys = typed.join(" ")));
            Vec::new()
        }
    }
}

/// Does `action`, `count` times where that has a meaning.
pub fn perform(app: &mut App, action: Action, count: Option<u32>) -> Vec<Effect> {
    if app.index.shown().is_some()
        && let Some(effects) = index_actions::perform(app, action, count)
    {
        return effects;
    }
    if matches!(action.group(), Some(Group::Move | Group::Fold | Group::Go)) {
        search::keep_unfolded(app);
        app.is_untouched = false;
    }
    if app.layout().is_covered() && reader::perform(app, action, count) {
        return Vec::new();
    }
    let times = count.unwrap_or(1);
    let page = i64::from(app.layout().tree.height.max(1));
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
        Action::Tour => return recent::ask_for_tour(app),
        Action::Select => app.toggle_mark(),
        Action::Copy => return copy(app, app.options.copy_format),
        Action::CopyReference => return reference::copy(app),
        Action::CopyAs => choose_format(app),
        Action::RecentNotes => recent::list(app),
        Action::SetMark => mark_actions::ask(app),
        Action::GoToMark => mark_actions::list(app),
        Action::OpenLink => return links::open(app),
        Action::Jump => return open_jump(app, Scope::All),
        Action::Index => return index_actions::open(app),
        Action::Search => search::line::open(app, false),
        Action::SearchWord => return search::line::open_with_word(app),
        Action::NextMatch => return search::next(app, true, times),
        Action::PreviousMatch => return search::next(app, false, times),
        Action::Filter => search::toggle_filter(app),
        Action::CopyMatches => return search::copy_all(app),
        Action::Palette => app.open(Mode::Palette(Palette::new(&app.context(), count))),
        Action::Help => app.open(Mode::Help(Help::default())),
        Action::Write => ask_where(app, Purpose::Write),
        Action::Pipe => ask_where(app, Purpose::Pipe),
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
        Action::NextSibling => move_to_sibling(app, Motion::NextSibling, times),
        Action::PreviousSibling => move_to_sibling(app, Motion::PreviousSibling, times),
        Action::NextSession => move_by(app, Motion::NextSession, times),
        Action::PreviousSession => move_by(app, Motion::PreviousSession, times),
        Action::Parent => move_by(app, Motion::Parent, times),
        Action::ExpandOrChild => expand_or_child(app),
        Action::CollapseOrParent => collapse_or_parent(app),
        // Where there is nothing to open, there is the tour to be offered.
        Action::Toggle if app.has_no_notes() => return recent::ask_for_tour(app),
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
        Action::CursorToBottom => show_cursor_at_bottom(app, u32::try_from(page).unwrap_or(0)),
    }
    Vec::new()
}

/// Scrolls so that the cursor's row ends where the `page` lines of the tree do.
fn show_cursor_at_bottom(app: &mut App, page: u32) {
    let height = app.on_screen(|screen| screen.row_height(app.tree().cursor, page));
    app.show_cursor_at(page - height);
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

/// Offers the formats of a copy.
fn choose_format(app: &mut App) {
    let places = app.selected();
    app.open(Mode::Menu(menu::of_formats(&app.context(), &places)));
}

/// Asks for the destination of the selection.
fn ask_where(app: &mut App, purpose: Purpose) {
    if app.is_empty() {
        app.say(tr!("there is nothing here"));
        return;
    }
    let places = app.selected();
    if places.is_empty() {
        app.say_nothing_is_selected();
        return;
    }
    app.open(Mode::Prompt(Prompt::new(&app.context(), purpose, places)));
}

/// `Esc`: what is half typed has been forgotten already; then the marked range is, the filter and the search are left,
/// and a command that runs is ended.
fn cancel(app: &mut App) -> Vec<Effect> {
    app.count = None;
    app.pending.clear();
    if app.mark.take().is_some() || search::leave(app) { Vec::new() } else { piping::cancel(app) }
}
