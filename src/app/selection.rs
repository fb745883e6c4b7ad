//! What is taken along: the subtree at the cursor, or a marked range of siblings.

use super::App;
use super::effect::Excerpt;
use crate::export::Format;
use crate::vault::{Place, Siblings};

impl App {
    /// The marked siblings: from where the range was begun to the cursor, on the level where these are siblings.
    pub fn marked(&self) -> Option<Siblings> {
        self.mark.map(|mark| Siblings::between(&self.vault, mark, self.cursor))
    }

    /// Begins a range at the cursor, or ends it.
    pub fn toggle_mark(&mut self) {
        self.mark = match self.mark {
            None if !self.is_empty() => Some(self.cursor),
            None | Some(_) => None,
        };
    }

    /// What is marked, else the place at the cursor.
    pub fn selected(&self) -> Vec<Place> {
        self.marked().map_or_else(|| vec![self.cursor], |marked| marked.places(&self.vault).collect())
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
