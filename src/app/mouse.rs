//! The mouse over the tree and the breadcrumb.

use super::browse::{go_to, toggle};
use super::effect::Effect;
use super::event::{Mouse, MouseKind};
use super::layout::Layout;
use super::row::{FOLD_MARK, Row};
use super::{App, crumbs, index};
use crate::text::width::Cells;
use crate::vault::Place;

/// The screen lines that a turn of the wheel scrolls.
const WHEEL_LINES: i64 = 3;

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
        let Some((place, line)) = app.on_screen(|screen| screen.row_at(app.tree().viewport, line)) else {
            return;
        };
        let row = Row::of(app, place);
        let was_here = place == app.tree().cursor;
        app.move_to(place);
        if was_here && index::go(app) {
            return;
        }
        if line == 0 && row.fold_x <= column && column < row.fold_x + FOLD_MARK {
            toggle(app, place);
        }
    }
}

/// A click on the note's name leads to its first row, where the note itself has none.
fn go_to_crumb(app: &mut App, place: Place) {
    let is_row = place.node.is_some() || app.tree().vault.len() > 1;
    let target = if is_row { Some(place) } else { app.rows().first() };
    if let Some(target) = target {
        go_to(app, target);
    }
}
