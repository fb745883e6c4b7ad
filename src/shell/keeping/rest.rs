//! The rest of a large note, of which the browser began with the head.

use std::path::Path;

use super::again::{Change, between};
use super::{Gone, Keeper};
use crate::app::event::{Cause, Event, Loss};
use crate::app::rest::Rest;
use crate::outline::anchor::Mapping;
use crate::shell::note_text::Expected;
use crate::shell::state::State;
use crate::vault::{Member, Note};

impl Keeper {
    /// Reads the note whole of which the head is shown.
    pub(super) fn read_rest(&mut self) -> Result<(), Gone> {
        self.shelf.is_head = false;
        let Some(head) = self.shelf.members.first_mut() else { return Ok(()) };
        let key = head.key;
        match self.shelf.reader.member(head.root, Path::new(&head.note.path), Expected::File) {
            Ok(whole) => {
                let mapping = from_head(&head.note, &whole.note);
                *head = Member { key, ..whole };
                let change = Change::of_mapping(key, mapping);
                let reloaded = self.rearranged(Cause::Read, change);
                let state = self.state.clone().and_then(|path| State::read(path).ok());
                let memory = state.and_then(|state| state.memory(&self.vault));
                self.tell(Event::Rest(Box::new(Rest { reloaded, memory })))
            }
            Err(error) => {
                self.lost.insert(key);
                let loss = Loss::Unreadable(error.to_string());
                self.ids.get(&key).map_or(Ok(()), |&note| self.tell(Event::Lost { note, loss }))
            }
        }
    }
}

/// Where the nodes of the head are in the whole: where they were, unless the file has changed in between.
fn from_head(head: &Note, whole: &Note) -> Mapping {
    let is_head = whole.source.text().starts_with(head.source.text());
    let same = is_head.then(|| Mapping::extended(&head.outline, &whole.outline)).flatten();
    same.unwrap_or_else(|| between(head, whole))
}
