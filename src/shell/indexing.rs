//! The worker that lists what the notes speak of, so that keys never wait for it.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::happening::Happening;
use crate::app::event::Event;
use crate::vault::Vault;
use crate::vault::listing::Listing;

/// Lists what the notes speak of.
pub(super) struct Indexing {
    requests: Sender<Arc<Vault>>,
}

impl Indexing {
    /// Starts the worker, which walks the notes on each request.
    pub(super) fn start(answers: Sender<Happening>) -> Self {
        let (requests, received) = channel::<Arc<Vault>>();
        thread::spawn(move || {
            while let Ok(vault) = received.recv() {
                let listing = Arc::new(Listing::of(&vault));
                if answers.send(Happening::Event(Event::Indexed { vault, listing })).is_err() {
                    return;
                }
            }
        });
        Self { requests }
    }

    /// Asks for the listing of `vault`, which comes as an event.
    pub(super) fn request(&self, vault: &Arc<Vault>) {
        // The worker ends only with the program.
        let _ = self.requests.send(Arc::clone(vault));
    }
}
