//! The system clipboard, through arboard: X11 and Wayland without C libraries, macOS, Windows.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// How long a display server may take; one that hangs must not take the other routes with it.
const PATIENCE: Duration = Duration::from_secs(3);

/// A text to copy, and where to say how it went.
type Request = (String, Sender<Result<(), String>>);

/// The clipboard, opened by the first copy and kept open: on X11 the program that copied serves the text.
///
/// It lives in a thread of its own, so that a display server that hangs holds up nothing else.
#[derive(Default)]
pub(super) struct Native {
    requests: Option<Sender<Request>>,
}

impl Native {
    /// Copies `text`; the error says why that failed.
    pub(super) fn copy(&mut self, text: &str) -> Result<(), String> {
        let (answer, answered) = channel();
        let requests = self.requests.get_or_insert_with(serve);
        if requests.send((text.to_owned(), answer)).is_err() {
            self.requests = None;
            return Err("the clipboard's thread has ended".to_owned());
        }
        match answered.recv_timeout(PATIENCE) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => Err(format!("no answer within {} s", PATIENCE.as_secs())),
            Err(RecvTimeoutError::Disconnected) => Err("the clipboard's thread has ended".to_owned()),
        }
    }
}

fn serve() -> Sender<Request> {
    let (requests, received) = channel::<Request>();
    thread::spawn(move || {
        let mut clipboard = None;
        while let Ok((text, answer)) = received.recv() {
            let opened = match clipboard.take() {
                Some(open) => Ok(open),
                None => arboard::Clipboard::new(),
            };
            let result = opened.and_then(|mut open| {
                open.set_text(text)?;
                clipboard = Some(open);
                Ok(())
            });
            // Nobody waits any more for an answer that comes too late.
            let _ = answer.send(result.map_err(|error| error.to_string()));
        }
    });
    requests
}
