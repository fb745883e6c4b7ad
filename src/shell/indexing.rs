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
    requests: Sender<()>,
}

impl Indexing {
    /// Starts the worker. It walks the notes on the first request, off the way to the first frame, and keeps what it
    /// has found for further ones.
    pub(super) fn start(vault: Arc<Vault>, answers: Sender<Happening>) -> Self {
        let (requests, received) = channel();
        thread::spawn(move || {
            let mut listing = None;
            while received.recv().is_ok() {
                let listing = listing.get_or_insert_with(|| Arc::new(Listing::of(&vault)));
                let answer = Happening::Event(Event::Indexed(Arc::clone(listing)));
                if answers.send(answer).is_err() {
                    return;
                }
            }
        });
        Self { requests }
    }

    /// Asks for the listing, which comes as an event.
    pub(super) fn request(&self) {
        // The worker ends only with the program.
        let _ = self.requests.send(());
    }
}
