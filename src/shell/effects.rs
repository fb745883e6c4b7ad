//! The worker that copies, so that keys never wait for it.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::clipboard::{Clipboard, Clipping};
use super::happening::Happening;
use crate::app::event::Event;
use crate::config::clipboard::ClipboardSettings;
use crate::export::{Document, Format};
use crate::vault::{Place, Vault};

/// Copies subtrees to clipboards, which may be slow or hang.
pub(super) struct Copying {
    requests: Sender<(Vec<Place>, Format)>,
    /// Disconnected when the worker has ended.
    ended: Receiver<()>,
}

/// How long the end of the program waits for copies that were asked for just before it.
const FAREWELL: Duration = Duration::from_secs(8);

impl Copying {
    /// Starts the worker.
    pub(super) fn start(vault: Arc<Vault>, settings: ClipboardSettings, answers: Sender<Happening>) -> Self {
        let (requests, received) = channel::<(Vec<Place>, Format)>();
        let (end, ended) = channel();
        thread::spawn(move || {
            let clipboard = Clipboard::here(&settings);
            while let Ok((places, format)) = received.recv() {
                for answer in copy(&vault, &places, format, &clipboard) {
                    if answers.send(answer).is_err() {
                        return;
                    }
                }
            }
            drop(end);
        });
        Self { requests, ended }
    }

    /// Copies subtrees; the answer comes as an event.
    pub(super) fn request(&self, places: Vec<Place>, format: Format) {
        // The worker ends only with the program.
        let _ = self.requests.send((places, format));
    }

    /// Waits until all that was asked for is copied; not for ever.
    pub(super) fn finish(self) {
        drop(self.requests);
        // Nothing is ever sent: this returns when the worker has ended, or when it takes too long.
        let _ = self.ended.recv_timeout(FAREWELL);
    }
}

fn copy(vault: &Vault, places: &[Place], format: Format, clipboard: &Clipboard) -> Vec<Happening> {
    let document = Document::new(vault, places);
    let clipping = Clipping::of(document, format, clipboard.takes_html());
    let mut sequence = Vec::new();
    let result = match clipboard.copy(&clipping, &mut sequence) {
        Ok(copied) => {
            let lines = document.line_count();
            let plural = if lines == 1 { "" } else { "s" };
            Ok(format!("copied {lines} line{plural} as {}: {copied}", format.title()))
        }
        Err(error) => Err(error.to_string()),
    };
    let told = Happening::Event(Event::Copied(result));
    if sequence.is_empty() { vec![told] } else { vec![Happening::Sequence(sequence), told] }
}
