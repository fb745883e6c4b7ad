//! What is taken along: the subtree at the cursor, or a marked range of siblings.

use super::App;
use super::effect::Excerpt;
use crate::export::Format;
use crate::vault::{Place, Siblings};

impl App {
    /// The marked siblings: from where the range was begun to the cursor, on the level where these are siblings.
    pub fn marked(&self) -> Option<Siblings> {
        let mark = self.mark.filter(|_| self.index.shown().is_none())?;
        Some(Siblings::between(&self.vault, mark, self.notes.cursor))
    }

    /// Begins a range at the cursor, or ends it. The index has none: what stands side by side there need not in the notes.
    pub fn toggle_mark(&mut self) {
        if self.index.shown().is_some() {
            self.say(tr!("ranges are marked in the notes"));
            return;
        }
        self.mark = match self.mark {
            None if !self.is_empty() => Some(self.notes.cursor),
            None | Some(_) => None,
        };
    }

    /// What is marked, else the place at the cursor, or in the index what it leads to, which may be nothing.
    pub fn selected(&self) -> Vec<Place> {
        if let Some(contents) = self.index.shown() {
            return contents.places(&self.vault);
        }
        self.marked().map_or_else(|| vec![self.notes.cursor], |marked| marked.places(&self.vault).collect())
    }

    /// Says that there is nothing to take at the cursor.
    pub fn say_nothing_is_selected(&mut self) {
        self.say(tr!("nothing to copy here: choose one of these"));
    }

    /// Takes what is selected in `format`, and ends the marking.
    pub fn take(&mut self, format: Format) -> Excerpt {
        let places = self.selected();
        self.mark = None;
        self.excerpt(places, format)
    }

    /// The excerpt of `places` in `format`.
    pub fn excerpt(&self, places: Vec<Place>, format: Format) -> Excerpt {
        Excerpt { places, format, with_path: self.options.copy_path }
    }
}
