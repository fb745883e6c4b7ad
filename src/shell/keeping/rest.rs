//! The rest of a large note, of which the browser began with the head.

use std::time::{Duration, Instant};

use super::again::{Change, between};
use super::{Gone, Keeper};
use crate::app::event::{Cause, Event, Loss};
use crate::app::event::{Rest, RestProgress};
use crate::outline::anchor::Mapping;
use crate::shell::happening::Happening;
use crate::shell::note_text::Expected;
use crate::shell::state::State;
use crate::vault::{Member, Note};

impl Keeper {
    /// Reads the note whole of which the head is shown.
    pub(super) fn read_rest(&mut self) -> Result<(), Gone> {
        self.shelf.is_head = false;
        let Some(head) = self.shelf.members.first_mut() else { return Ok(()) };
        let key = head.key;
        let answers = self.answers.clone();
        let mut told = Told::default();
        let mut heard = |percent| {
            if let Some(progress) = told.next(percent, Instant::now()) {
                // Whether there is still somebody to hear it shows when there is more to say.
                let _ = answers.send(Happening::Event(Event::RestProgressed(progress)));
            }
        };
        let path = head.note.path.as_path();
        match self.shelf.reader.member_telling(head.root, path, Expected::File, &mut heard) {
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

/// How often it is told how far reading has come.
const EVERY: Duration = Duration::from_millis(100);

/// How far reading has come, as it was told.
#[derive(Default)]
struct Told {
    last: Option<Instant>,
    is_over: bool,
}

impl Told {
    /// What to tell, if it is time `now`, of so much that has been read (in the hundred).
    fn next(&mut self, percent: u8, now: Instant) -> Option<RestProgress> {
        let is_due = self.last.is_none_or(|last| now - last >= EVERY);
        let is_over = percent >= 100;
        if self.is_over || !(is_due || is_over) {
            return None;
        }
        self.last = Some(now);
        self.is_over = is_over;
        Some(if is_over { RestProgress::Outlined } else { RestProgress::Read { percent } })
    }
}

/// Where the nodes of the head are in the whole: where they were, unless the file has changed in between.
fn from_head(head: &Note, whole: &Note) -> Mapping {
    let is_head = whole.source.text().starts_with(head.source.text());
    let same = is_head.then(|| Mapping::extended(&head.outline, &whole.outline)).flatten();
    same.unwrap_or_else(|| between(head, whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_at_first_at_the_end_and_seldom_in_between() {
        let (mut told, start) = (Told::default(), Instant::now());
        let steps = [(0, 0), (1, 50), (40, 100), (60, 150), (99, 210), (100, 220), (100, 900)];
        let words = steps.map(|(percent, after)| told.next(percent, start + Duration::from_millis(after)));
        let read = |percent| Some(RestProgress::Read { percent });
        assert_eq!(words, [read(0), None, read(40), None, read(99), Some(RestProgress::Outlined), None]);
    }
}
