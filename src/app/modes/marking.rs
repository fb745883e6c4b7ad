//! Setting a mark: the next key is its letter.

use crate::app::kept::Keep;
use crate::app::overlay::{Context, Outcome, Overlay, Step, cancels};
use crate::config::key::Key;

/// Waiting for the letter of a mark at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marking;

impl Overlay for Marking {
    fn key(&mut self, context: &Context<'_>, key: Key) -> Outcome {
        match key.char() {
            Some(letter @ 'a'..='z') => Outcome::close()
                .then(Step::Keep(Keep::Mark(letter, context.notes.cursor)))
                .then(Step::notify(tr!("marked {letter}", letter))),
            Some(_) | None if cancels(key) => Outcome::close(),
            Some(_) | None => {
                Outcome::close().then(Step::notify_error(tr!("not marked: marks are letters, a to z")))
            }
        }
    }
}
