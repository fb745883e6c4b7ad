//! The viewport of the tree on screen, which is kept about the cursor.

use super::App;
use super::tree::Tree;
use crate::tree::Viewport;
use crate::vault::Place;

impl App {
    /// Moves the cursor to a place of the tree on screen, wherever it is, and shows it a third down the screen.
    pub fn show(&mut self, place: Place) {
        self.tree_mut().reveal(place);
        let cursor = self.tree().cursor;
        let viewport =
            self.on_screen(|screen| screen.scrolled(screen.with_place_at(cursor, screen.height / 3), 0));
        self.tree_mut().viewport = viewport;
    }

    /// Moves the cursor to the row `place`, and scrolls as little as needed.
    pub fn move_to(&mut self, place: Place) {
        self.tree_mut().cursor = place;
        self.follow_cursor();
    }

    /// Restores the invariants after folds, hoists, the size or the way of wrapping have changed: cursor and
    /// viewport stand on rows, the cursor on screen.
    pub fn settle(&mut self) {
        if self.is_empty() {
            return;
        }
        let Tree { cursor, viewport, .. } = *self.tree();
        let (cursor, top) = (self.rows().standing_for(cursor), self.rows().standing_for(viewport.top));
        let viewport = if top == viewport.top { viewport } else { Viewport::at(top) };
        let viewport = self.on_screen(|screen| screen.settled(viewport));
        let tree = self.tree_mut();
        tree.cursor = cursor;
        tree.viewport = viewport;
        self.follow_cursor();
    }

    fn follow_cursor(&mut self) {
        let margin = self.options.scroll_margin;
        let Tree { cursor, viewport, .. } = *self.tree();
        let viewport = self.on_screen(|screen| screen.following(viewport, cursor, margin));
        self.tree_mut().viewport = viewport;
    }

    /// Scrolls by `lines` of the screen, down if positive; the cursor moves only as far as it must to stay on it.
    pub fn scroll(&mut self, lines: i64) {
        let Tree { cursor, viewport, .. } = *self.tree();
        let (viewport, cursor) = self.on_screen(|screen| {
            let viewport = screen.scrolled(viewport, lines);
            (viewport, screen.nearest_whole(viewport, cursor))
        });
        let tree = self.tree_mut();
        tree.cursor = cursor;
        tree.viewport = viewport;
    }

    /// How many lines below the top of the screen the cursor's row begins, if it is on the screen.
    pub(super) fn offset_of_cursor(&self) -> Option<u32> {
        let Tree { cursor, viewport, .. } = *self.tree();
        self.on_screen(|screen| screen.offset_of(viewport, cursor, screen.height))
    }

    /// Shows the cursor's row `offset` lines below the top of the screen.
    pub fn show_cursor_at(&mut self, offset: u32) {
        let cursor = self.tree().cursor;
        let viewport = self.on_screen(|screen| screen.scrolled(screen.with_place_at(cursor, offset), 0));
        self.tree_mut().viewport = viewport;
    }
}
