//! Setting a mark: the next key is its letter.

use crate::app::overlay::{Context, Outcome, Overlay, Step, cancels};
use crate::config::key::Key;

/// Waiting for the letter of a mark at the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marking;

impl Overlay for Marking {
    fn key(&mut self, _: &Context<'_>, key: Key) -> Outcome {
        match key.char() {
            Some(letter @ 'a'..='z') => {
                Outcome::close().then(Step::Mark(letter)).then(Step::say(tr!("marked {letter}", letter)))
            }
            Some(_) | None if cancels(key) => Outcome::close(),
            Some(_) | None => {
                Outcome::close().then(Step::complain(tr!("not marked: marks are letters, a to z")))
            }
        }
    }
}
