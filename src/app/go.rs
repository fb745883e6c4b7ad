//! Going to places: making them visible, and keeping the screen about them.

use super::App;
use crate::text::width::Cells;
use crate::tree::Viewport;
use crate::vault::Place;

impl App {
    /// Goes to `place` from far away: backs out of hoists that do not contain it, opens what is above it, and itself if
    /// it is a heading, and shows it a third down the screen. Where the cursor was can be returned to.
    pub fn jump_to(&mut self, place: Place) {
        let from = self.cursor;
        if place != from {
            self.history.leave(from);
        }
        let outline = &self.vault.note(place.note).outline;
        if place.node.is_none_or(|id| outline.node(id).kind().is_heading()) {
            self.folds.set(&self.vault, place, true);
        }
        self.visit(place);
    }

    /// As [`App::jump_to`], without leaving a trace in the history.
    pub fn visit(&mut self, place: Place) {
        while let Some(&hoisted) = self.hoisted.last()
            && !self.rows().contains(hoisted, place)
        {
            self.hoisted.pop();
        }
        self.folds.reveal(&self.vault, place);
        self.cursor = self.rows().standing_for(place);
        self.sideways = Cells::ZERO;
        self.viewport =
            self.on_screen(|screen| screen.scrolled(screen.with_place_at(self.cursor, screen.height / 3), 0));
    }

    /// Moves the cursor to the row `place`, and scrolls as little as needed.
    pub fn move_to(&mut self, place: Place) {
        self.cursor = place;
        self.follow_cursor();
    }

    /// Restores the invariants after folds, hoists, the size or the way of wrapping have changed: cursor and
    /// viewport stand on rows, the cursor on screen.
    pub fn settle(&mut self) {
        if self.is_empty() {
            return;
        }
        self.cursor = self.rows().standing_for(self.cursor);
        let top = self.rows().standing_for(self.viewport.top);
        let height = self.on_screen(|screen| (screen.height_of)(top));
        let skip = if top == self.viewport.top { self.viewport.skip.min(height - 1) } else { 0 };
        self.viewport = Viewport { top, skip };
        self.follow_cursor();
    }

    fn follow_cursor(&mut self) {
        let margin = self.options.scroll_margin;
        self.viewport = self.on_screen(|screen| screen.following(self.viewport, self.cursor, margin));
    }

    /// Scrolls by `lines` of the screen, down if positive; the cursor moves only as far as it must to stay on it.
    pub fn scroll(&mut self, lines: i64) {
        (self.viewport, self.cursor) = self.on_screen(|screen| {
            let viewport = screen.scrolled(self.viewport, lines);
            (viewport, screen.nearest_whole(viewport, self.cursor))
        });
    }

    /// Shows the cursor's row `offset` lines below the top of the screen.
    pub fn show_cursor_at(&mut self, offset: u32) {
        self.viewport =
            self.on_screen(|screen| screen.scrolled(screen.with_place_at(self.cursor, offset), 0));
    }
}
