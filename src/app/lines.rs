//! How lines are shown: wrapped or cut, and cut ones scrolled sideways; how wide ambiguous characters are taken to be.

use super::App;
use super::row::{Body, Row};
use crate::action::Action;
use crate::text::width::{Ambiguous, Cells};
use crate::tree::viewport::Piece;

/// The cells that cut lines scroll sideways at a time.
const SIDEWAYS_STEP: u32 = 8;

/// The cells that cut lines scroll sideways at most: all that scrolls out is measured anew for each frame.
pub(super) const FURTHEST: Cells = Cells(1 << 20);

/// Wraps long lines, or cuts them.
pub(super) fn toggle_wrap(app: &mut App) {
    app.options.wrap = !app.options.wrap;
    app.tree_mut().sideways = Cells::ZERO;
    app.settle();
    let keys = [Action::ScrollLeft, Action::ScrollRight].map(|action| app.keymap.keys_of(action).first());
    match keys {
        _ if app.options.wrap => app.say(tr!("long lines wrap")),
        [Some(left), Some(right)] => {
            app.say(tr!("long lines are cut: {left} {right} scroll", left, right));
        }
        [_, _] => app.say(tr!("long lines are cut")),
    }
}

/// Takes ambiguous characters for wide ones, or narrow again.
pub(super) fn toggle_ambiguous(app: &mut App) {
    let ambiguous = match app.options.policy.ambiguous {
        Ambiguous::Narrow => Ambiguous::Wide,
        Ambiguous::Wide => Ambiguous::Narrow,
    };
    app.options.policy.ambiguous = ambiguous;
    app.settle();
    app.say(match ambiguous {
        Ambiguous::Narrow => tr!("■ takes one cell"),
        Ambiguous::Wide => tr!("■ takes two cells"),
    });
}

/// Scrolls cut lines sideways by some steps, to the right if positive, as far as one on the screen goes on.
pub(super) fn scroll_sideways(app: &mut App, steps: i64) {
    if app.options.wrap {
        app.say(tr!("long lines wrap; cut them first to scroll sideways"));
        return;
    }
    let distance =
        Cells(u32::try_from(steps.unsigned_abs()).unwrap_or(u32::MAX).saturating_mul(SIDEWAYS_STEP));
    if steps > 0 && !is_cut_right(app) {
        app.say(tr!("the lines end here"));
        return;
    }
    let sideways = &mut app.tree_mut().sideways;
    *sideways =
        if steps < 0 { sideways.saturating_sub(distance) } else { (*sideways + distance).min(FURTHEST) };
}

/// Whether a line on the screen goes on beyond its right edge.
fn is_cut_right(app: &App) -> bool {
    let height = usize::from(app.layout().tree.height);
    let rows = std::iter::successors(Some(app.tree().viewport.top), |&row| app.rows().next(row));
    rows.take(height).any(|row| match Row::of(app, Piece::first(row)).body {
        Body::Cut(clip) => clip.truncated,
        Body::Wrapped(_) => false,
    })
}
