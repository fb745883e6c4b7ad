//! Where the parts of the input stand, in place of the status line: for the view to draw and for the mouse to hit.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::input::SearchInput;
use crate::app::App;
use crate::app::field::Field;
use crate::app::layout::Layout;
use crate::text::glyph::measure;

/// The parts of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The line; on a screen of one line all there is.
    pub area: Rect,
    /// What stands before the input.
    pub label: Cow<'static, str>,
    /// Where it is typed.
    pub field: Field,
    /// What is said beside it, and at which column; may have to be cut.
    pub aside: (u16, String),
}

/// The cells that what is typed keeps beside the rest.
const LEAST: u16 = 16;

/// Where the parts of `input` stand.
pub fn parts(app: &App, input: &SearchInput) -> Parts {
    let policy = app.options.policy;
    let last = Rect::new(0, app.size.lines.saturating_sub(1), app.size.columns, 1);
    let area = Some(Layout::of(app.size).status).filter(|status| !status.is_empty()).unwrap_or(last);
    let label = match (input.filters, input.is_regex) {
        (false, false) => Cow::Borrowed("/"),
        (false, true) => tr!("regex /"),
        (true, false) => tr!("filter /"),
        (true, true) => tr!("filter regex /"),
    };
    let limit = area.right().saturating_sub(1);
    let label_cells = policy.label(&label).to_u16();
    let room = area.width.saturating_sub(label_cells + LEAST);
    let asides = asides(app, input);
    let fits = |aside: &&String| measure(aside, policy).to_u16() <= room;
    // What went wrong is said even where it must be cut.
    let aside = asides.iter().find(fits).or(asides.last()).cloned().unwrap_or_default();
    let cells = measure(&aside, policy).to_u16().min(room);
    let start = limit.saturating_sub(cells);
    let end = if cells == 0 { limit } else { start.saturating_sub(2) };
    let x = (area.x + 1 + label_cells).min(end);
    Parts { area, label, field: Field { x, y: area.y, end }, aside: (start, aside) }
}

/// What is said beside the input, in fewer and fewer words: what was found or went wrong, and what may be pressed.
fn asides(app: &App, input: &SearchInput) -> Vec<String> {
    if let Some(error) = &input.error {
        return vec![error.clone()];
    }
    let tally = app.tally().unwrap_or_default();
    let hint = match (input.words.len(), input.is_regex) {
        (0 | 1, true) => tr!("Alt-r plain text").into_owned(),
        (0 | 1, false) => tr!("Alt-r regex").into_owned(),
        (words, _) => tr!("word {word} of {total}: Tab", word = input.word + 1, total = words),
    };
    let parts = [input.wrapped.unwrap_or_default(), tally.as_str(), hint.as_str()];
    let joined = |parts: &[&str]| {
        parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("   ")
    };
    vec![joined(&parts), joined(&parts[..2]), joined(&parts[1..2])]
}
