//! The mouse over the tree and the breadcrumb.

use super::effect::Effect;
use super::event::{Mouse, MouseKind};
use super::folding::toggle;
use super::layout::Layout;
use super::moving::go_to;
use super::pressed::Pressed;
use super::row::{FOLD_MARK, Row};
use super::{App, crumbs, index_actions, reader};
use crate::text::width::Cells;
use crate::tree::viewport::Piece;
use crate::vault::Place;

/// The screen lines that a turn of the wheel scrolls.
const WHEEL_LINES: i64 = 3;

/// The mouse over the tree or the breadcrumb.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    if app.is_empty() {
        return Vec::new();
    }
    let Layout { reader: area, border, .. } = app.layout();
    let position = (mouse.column, mouse.line).into();
    match mouse.kind {
        MouseKind::WheelUp if area.contains(position) => reader::scroll(app, -WHEEL_LINES),
        MouseKind::WheelDown if area.contains(position) => reader::scroll(app, WHEEL_LINES),
        MouseKind::Click | MouseKind::DoubleClick if area.contains(position) => {
            app.pressed = Pressed::default();
        }
        MouseKind::Click | MouseKind::DoubleClick if border.contains(position) => {
            app.pressed = Pressed { is_border: true, ..Pressed::default() };
        }
        MouseKind::Drag if app.pressed.is_border => size_reader(app, mouse),
        MouseKind::WheelUp => app.scroll(-WHEEL_LINES),
        MouseKind::WheelDown => app.scroll(WHEEL_LINES),
        MouseKind::Click => click(app, mouse),
        MouseKind::DoubleClick => double_click(app, mouse),
        MouseKind::Drag => drag(app, mouse),
        MouseKind::Release => {}
    }
    Vec::new()
}

/// Moves the cursor; on a fold mark opens or closes, in the breadcrumb goes there.
fn click(app: &mut App, mouse: Mouse) {
    let layout = app.layout();
    let pressed = std::mem::take(&mut app.pressed);
    if pressed.has_marked {
        app.mark = None;
    }
    let position = (mouse.column, mouse.line).into();
    if layout.crumbs.contains(position) {
        let column = Cells::from(mouse.column);
        let hit =
            crumbs::crumbs(app).into_iter().find(|crumb| crumb.x <= column && column < crumb.x + crumb.cells);
        if let Some(crumb) = hit {
            go_to_crumb(app, crumb.place);
        }
    } else if layout.tree.contains(position) {
        let line = u32::from(mouse.line - layout.tree.y);
        let Some((piece, line)) = app.on_screen(|screen| screen.piece_at(app.tree().viewport, line)) else {
            return;
        };
        let place = piece.row;
        let is_on_mark = piece.index == 0 && line == 0 && is_on_fold_mark(app, place, mouse.column);
        app.pressed.row = Some(place);
        app.move_to(place);
        if is_on_mark {
            toggle(app, place);
        }
    }
}

/// Moves the line between the tree and the reader to the mouse.
fn size_reader(app: &mut App, mouse: Mouse) {
    let Layout { tree, reader: area, border, .. } = app.layout();
    let (end, length, at) = if border.width == 1 && border.height > 1 {
        (area.right(), tree.width + 1 + area.width, mouse.column)
    } else {
        (area.bottom(), tree.height + 1 + area.height, mouse.line)
    };
    let wanted = u32::from(end.saturating_sub(at + 1)) * 100;
    // The share whose part of the length is at least this long.
    let share = wanted.div_ceil(u32::from(length).max(1));
    reader::set_share(app, u16::try_from(share).unwrap_or(0));
}

/// Opens or closes what was clicked, or in the index goes there. It need not be under the mouse any more: the first click
/// may have scrolled.
fn double_click(app: &mut App, mouse: Mouse) {
    let clicked = app.pressed.row.filter(|&row| row == app.tree().cursor);
    let Some(place) = clicked else {
        return click(app, mouse);
    };
    if is_on_fold_mark(app, place, mouse.column) || !index_actions::go(app) {
        toggle(app, place);
    }
}

/// Whether a column of the screen is that of a row's fold mark.
fn is_on_fold_mark(app: &App, place: Place, column: u16) -> bool {
    let (row, column) = (Row::of(app, Piece::first(place)), Cells::from(column));
    row.fold_x <= column && column < row.fold_x + FOLD_MARK
}

/// Marks siblings from the row that was pressed to the one under the mouse; beyond the edge of the tree it scrolls.
fn drag(app: &mut App, mouse: Mouse) {
    let Some(from) = app.pressed.row.filter(|_| app.index.shown().is_none()) else { return };
    let area = app.layout().tree;
    if mouse.line < area.top() {
        app.scroll(-1);
    } else if mouse.line >= area.bottom() {
        app.scroll(1);
    }
    let line = u32::from(mouse.line.saturating_sub(area.y).min(area.height.saturating_sub(1)));
    let under = app.on_screen(|screen| {
        let under = screen.row_at(app.notes.viewport, line);
        under.or_else(|| screen.rows.last())
    });
    let Some(under) = under.filter(|&under| under != app.notes.cursor) else { return };
    if app.mark.is_none() {
        app.mark = Some(from);
        app.pressed.has_marked = true;
    }
    app.move_to(under);
}

/// A click on the name of what everything is in leads to its first row, as it has none itself.
fn go_to_crumb(app: &mut App, place: Place) {
    let target = if app.tree().vault.has_row(place) { Some(place) } else { app.rows().first() };
    if let Some(target) = target {
        go_to(app, target);
    }
}
