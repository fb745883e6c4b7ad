//! The breadcrumb: the folders, the note, and the branch from its root to the cursor.

use super::App;
use super::layout::Layout;
use super::row_text;
use super::symbols::Symbols;
use super::tree::Tree;
use crate::text::clip::clip;
use crate::text::width::Cells;
use crate::vault::Place;

/// A part of the breadcrumb and the cells it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// What it stands for.
    pub place: Place,
    /// Where it begins.
    pub x: Cells,
    /// The cells it may take; its text is cut to them.
    pub cells: Cells,
}

/// The breadcrumb of the cursor: its folders, its note, its ancestors, and itself if it is a heading.
///
/// When the parts do not all fit, the long ones are cut to a common length; when there is no room even for a few
/// cells of each, those in the middle give way.
pub fn crumbs(app: &App) -> Vec<Crumb> {
    let policy = app.options.policy;
    let room = Cells::from(Layout::of(app.size).crumbs.width).saturating_sub(Cells(2));
    let symbols = Symbols::of(policy);
    let (separator, ellipsis) = (policy.label(symbols.crumb), policy.label(symbols.ellipsis));
    let vault = &app.tree().vault;
    let mut places = branch(app);
    // Each part should have a handful of cells; from the middle, since both ends say most.
    while places.len() > 2 && u32::try_from(places.len()).unwrap_or(u32::MAX) * (separator.0 + 6) > room.0 {
        places.remove(places.len() / 2);
    }
    let separators = Cells(separator.0 * u32::try_from(places.len().saturating_sub(1)).unwrap_or(0));
    // What is longer than all the room need not be measured further.
    let cells = |place: &Place| {
        let clip = clip(row_text::text(vault, *place), Cells::ZERO, room, Cells::ZERO, policy);
        if clip.truncated { room + Cells(1) } else { clip.cells }
    };
    let wanted: Vec<Cells> = places.iter().map(cells).collect();
    let cap = common_cap(&wanted, room.saturating_sub(separators));
    let mut x = Cells(1);
    let mut crumbs = Vec::new();
    for (place, wanted) in places.into_iter().zip(wanted) {
        // A wide character that is cut leaves a cell, which the next part takes.
        let text = row_text::text(vault, place);
        let clip = clip(text, Cells::ZERO, wanted.min(cap), ellipsis, policy);
        let cells = if clip.truncated { clip.cells + ellipsis } else { clip.cells };
        crumbs.push(Crumb { place, x, cells });
        x += cells + separator;
    }
    crumbs
}

fn branch(app: &App) -> Vec<Place> {
    let Tree { cursor, vault, .. } = app.tree();
    let outline = &vault.note(cursor.note).outline;
    // Where the note is empty, the cursor is on no node of it.
    let cursor = Place { node: cursor.node.filter(|&id| outline.get(id).is_some()), ..*cursor };
    let mut places: Vec<Place> = vault.ancestors(cursor).collect();
    places.reverse();
    if cursor.node.is_none_or(|id| outline.node(id).kind().is_heading()) {
        places.push(cursor);
    }
    places
}

/// The largest cap under which `wanted` adds up to at most `room`: short parts are whole, long ones are equal.
fn common_cap(wanted: &[Cells], room: Cells) -> Cells {
    let mut ascending = wanted.to_vec();
    ascending.sort_unstable();
    let mut left = room;
    for (index, &cells) in ascending.iter().enumerate() {
        let share = Cells(left.0 / u32::try_from(ascending.len() - index).unwrap_or(u32::MAX));
        if cells > share {
            return share;
        }
        left = left.saturating_sub(cells);
    }
    Cells(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_parts_share_what_short_ones_leave() {
        let cap = |wanted: &[u32], room| {
            let wanted: Vec<Cells> = wanted.iter().copied().map(Cells).collect();
            common_cap(&wanted, Cells(room)).0
        };
        assert_eq!(cap(&[5, 50, 60], 65), 30);
        assert_eq!(cap(&[40, 40], 20), 10);
        assert_eq!(cap(&[3, 4], 20), u32::MAX);
        assert_eq!(cap(&[], 20), u32::MAX);
    }
}
