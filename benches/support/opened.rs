//! The browser without a terminal: its state on notes, and keys typed into it.

use std::sync::Arc;

use midashi::app::event::Event;
use midashi::app::update::update;
use midashi::app::{App, Options, Size};
use midashi::config::Config;
use midashi::config::key::KeySequence;
use midashi::vault::Vault;

/// The size of the screen.
pub(crate) const SIZE: Size = Size { columns: 120, lines: 40 };

/// The browser on notes.
pub(crate) fn opened(vault: Arc<Vault>) -> App {
    let options = Options::from(&Config::default());
    App::new(vault, options, Arc::default(), Arc::default(), SIZE)
}

/// Types sequences of keys that blanks stand between.
pub(crate) fn type_keys(app: &mut App, keys: &str) {
    for word in keys.split(' ') {
        if let Ok(sequence) = KeySequence::parse(word) {
            for &key in sequence.keys() {
                update(app, Event::Key(key));
            }
        }
    }
}
