//! Overlays: drawn in cells, or said in words.

use ratatui::layout::Position;

use super::following::Following;
use super::paint::Painter;
use super::said::Said;
use crate::app::{App, Mode};

/// Something that lies above the tree.
pub(super) trait Drawn {
    /// Draws it, and returns where typing goes, if anything is typed.
    fn draw(&self, app: &App, painter: &mut Painter<'_>) -> Option<Position>;

    /// What there is to be said of it.
    fn said(&self, app: &App) -> Said;
}

/// What lies above the tree in a mode: the one list of modes of the view.
pub(super) fn of(mode: &Mode) -> &dyn Drawn {
    match mode {
        Mode::Browse => &Following,
        Mode::Indexing(indexing) => indexing,
        Mode::Jump(jump) => jump,
        Mode::Menu(menu) => menu,
        Mode::Marking(marking) => marking,
        Mode::Prompt(prompt) => prompt,
        Mode::Search(input) => input,
        Mode::Palette(palette) => palette,
        Mode::Output(output) => output,
        Mode::Help(help) => help,
    }
}
