//! An input being typed into.

use ratatui::layout::Position;

use super::paint::{Look, Painter};
use crate::app::field::Field;
use crate::app::input::TextInput;
use crate::app::symbols::Symbols;
use crate::text::clip::clip;
use crate::text::glyph::measure;
use crate::text::slice;
use crate::text::width::Cells;

/// Draws what of `input` is seen in `field`, with a mark where its beginning is out of sight, and returns where the cursor
/// stands.
pub(super) fn render(
    painter: &mut Painter<'_>,
    field: Field,
    input: &TextInput,
    text: &Look,
    mark: &Look,
) -> Position {
    let policy = painter.policy();
    let hidden = field.hidden(input, policy);
    let Field { x, y, end } = field;
    let before = measure(input.before_cursor(), policy);
    let ellipsis = Symbols::of(policy).ellipsis;
    let marked = if hidden > Cells::ZERO { policy.label(ellipsis) } else { Cells::ZERO };
    let room = (field.room() + Cells(1)).saturating_sub(marked);
    let seen = clip(input.text(), hidden + marked, room, Cells::ZERO, policy);
    let start = if hidden > Cells::ZERO { painter.text(x, y, end, ellipsis, mark) } else { x };
    painter.text(start + seen.filler.to_u16(), y, end, slice(input.text(), seen.range.clone()), text);
    Position::new(x + before.saturating_sub(hidden).to_u16(), y)
}
