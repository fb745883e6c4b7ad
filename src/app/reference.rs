//! Where the cursor is, told to other programs: the editor, and whatever a reference is pasted into.

use super::App;
use super::effect::Effect;
use crate::note::entry::Line;
use crate::vault::NoteId;

/// `e`: the editor at the line of the cursor.
pub(super) fn edit(app: &mut App) -> Vec<Effect> {
    let line = line_at_cursor(app);
    line.map(|(note, line)| Effect::Edit { note, line }).into_iter().collect()
}

/// `c`: the path and the line of the cursor, for other programs.
pub(super) fn copy(app: &mut App) -> Vec<Effect> {
    let line = line_at_cursor(app);
    line.map(|(note, line)| Effect::CopyReference { note, line }).into_iter().collect()
}

/// The line at the cursor, which a heading of the index does not have: the user is told.
fn line_at_cursor(app: &mut App) -> Option<(NoteId, Line)> {
    let (_, place) = app.original(app.tree().cursor);
    if app.index.shown().is_some_and(|contents| contents.referred(app.tree().cursor).is_none()) {
        app.say(tr!("this stands in no single line of a note"));
        return None;
    }
    let line = place.node.map_or(Line(0), |id| app.vault.note(place.note).outline.node(id).line());
    Some((place.note, line))
}
