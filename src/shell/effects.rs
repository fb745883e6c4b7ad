//! The worker that copies, so that keys never wait for it.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::clipboard::Clipboard;
use super::happening::Happening;
use crate::app::event::Event;
use crate::export::{Format, export, line_count};
use crate::vault::{Place, Vault};

/// Copies subtrees to clipboards, which may be slow or hang.
pub(super) struct Copying {
    requests: Sender<(Place, Format)>,
}

impl Copying {
    /// Starts the worker.
    pub(super) fn start(vault: Arc<Vault>, answers: Sender<Happening>) -> Self {
        let (requests, received) = channel();
        thread::spawn(move || {
            // Lives as long as the worker: on X11 the program that copied serves the text.
            let mut clipboard = Clipboard::from_environment(|name| std::env::var_os(name));
            while let Ok((place, format)) = received.recv() {
                for answer in copy(&vault, place, format, &mut clipboard) {
                    if answers.send(answer).is_err() {
                        return;
                    }
                }
            }
        });
        Self { requests }
    }

    /// Copies a subtree; the answer comes as an event.
    pub(super) fn request(&self, place: Place, format: Format) {
        // The worker ends only with the program.
        let _ = self.requests.send((place, format));
    }
}

fn copy(vault: &Vault, place: Place, format: Format, clipboard: &mut Clipboard) -> Vec<Happening> {
    let text = export(vault, place, format);
    let mut sequence = Vec::new();
    let result = match clipboard.copy(&text, &mut sequence) {
        Ok(copied) => {
            let lines = line_count(vault, place);
            let plural = if lines == 1 { "" } else { "s" };
            Ok(format!("copied {lines} line{plural} as {}: {copied}", format.title()))
        }
        Err(error) => Err(format!("not copied: {error}")),
    };
    let told = Happening::Event(Event::Copied(result));
    if sequence.is_empty() { vec![told] } else { vec![Happening::Sequence(sequence), told] }
}
