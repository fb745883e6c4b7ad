//! Going to places of the notes, and back to where the user was.

use super::App;
use super::history::Standing;
use super::search::filter;
use crate::vault::Place;

impl App {
    /// Goes to `place` of the notes from far away: backs out of hoists that do not contain it, opens what is above it, and
    /// itself if it is a heading, and shows it a third down the screen. Where the cursor was can be returned to.
    pub fn jump_to(&mut self, place: Place) {
        if place != self.notes.cursor {
            self.history.leave(self.standing());
        }
        let outline = &self.vault.note(place.note).outline;
        if place.node.is_none_or(|id| outline.node(id).kind().is_heading()) {
            self.notes.fold(place, true);
        }
        self.visit(place);
    }

    /// Where the user is in the notes.
    pub fn standing(&self) -> Standing {
        Standing { place: self.notes.cursor, hoisted: self.notes.hoisted.clone() }
    }

    /// Goes back to where the user was, with what was hoisted then, without leaving a trace in the history.
    pub fn return_to(&mut self, standing: Standing) {
        self.notes.hoisted = standing.hoisted;
        self.visit(standing.place);
    }

    /// As [`App::jump_to`], without leaving a trace in the history.
    pub fn visit(&mut self, place: Place) {
        self.is_untouched = false;
        self.index.put_aside();
        filter::leave_for(self, place);
        self.show(place);
    }
}
