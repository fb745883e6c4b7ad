//! Waiting for the letter of a mark, and for the index: nothing is drawn, the status line says so.

use ratatui::layout::Position;

use super::overlay::Drawn;
use super::paint::Painter;
use super::said::Said;
use crate::app::App;
use crate::app::modes::indexing::Indexing;
use crate::app::modes::marking::Marking;

impl Drawn for Marking {
    fn draw(&self, _: &App, _: &mut Painter<'_>) -> Option<Position> {
        None
    }

    fn said(&self, _: &App) -> Said {
        Said { mode: tr!("which letter?").into_owned(), ..Said::default() }
    }
}

impl Drawn for Indexing {
    fn draw(&self, _: &App, _: &mut Painter<'_>) -> Option<Position> {
        None
    }

    fn said(&self, _: &App) -> Said {
        Said { mode: tr!("reading the notes").into_owned(), ..Said::default() }
    }
}
