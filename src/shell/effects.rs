//! The worker that copies, so that keys never wait for it.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::clipboard::Clipboard;
use super::happening::Happening;
use crate::app::event::Event;
use crate::export::{Format, export_all, line_count};
use crate::vault::{Place, Vault};

/// Copies subtrees to clipboards, which may be slow or hang.
pub(super) struct Copying {
    requests: Sender<(Vec<Place>, Format)>,
}

impl Copying {
    /// Starts the worker.
    pub(super) fn start(vault: Arc<Vault>, answers: Sender<Happening>) -> Self {
        let (requests, received) = channel::<(Vec<Place>, Format)>();
        thread::spawn(move || {
            // Lives as long as the worker: on X11 the program that copied serves the text.
            let mut clipboard = Clipboard::from_environment(|name| std::env::var_os(name));
            while let Ok((places, format)) = received.recv() {
                for answer in copy(&vault, &places, format, &mut clipboard) {
                    if answers.send(answer).is_err() {
                        return;
                    }
                }
            }
        });
        Self { requests }
    }

    /// Copies subtrees; the answer comes as an event.
    pub(super) fn request(&self, places: Vec<Place>, format: Format) {
        // The worker ends only with the program.
        let _ = self.requests.send((places, format));
    }
}

fn copy(vault: &Vault, places: &[Place], format: Format, clipboard: &mut Clipboard) -> Vec<Happening> {
    let text = export_all(vault, places, format);
    let mut sequence = Vec::new();
    let result = match clipboard.copy(&text, &mut sequence) {
        Ok(copied) => {
            let lines: u32 = places.iter().map(|&place| line_count(vault, place)).sum();
            let plural = if lines == 1 { "" } else { "s" };
            Ok(format!("copied {lines} line{plural} as {}: {copied}", format.title()))
        }
        Err(error) => Err(format!("not copied: {error}")),
    };
    let told = Happening::Event(Event::Copied(result));
    if sequence.is_empty() { vec![told] } else { vec![Happening::Sequence(sequence), told] }
}
