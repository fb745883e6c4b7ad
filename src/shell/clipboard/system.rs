//! The clipboard of the desktop: X11, Wayland, macOS, Windows.
//!
//! A thread of its own owns the connection. It stays for the session, since on X11 and Wayland the program that
//! copied serves those that paste; and a display that hangs holds up this thread and nobody else.

use std::fmt;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

/// How long a display may take for a copy. One over a slow SSH connection answers within a second.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long the end of the program waits for the text to be handed to a clipboard manager, which takes a tenth of a
/// second at most where one runs.
const FAREWELL: Duration = Duration::from_millis(500);

type Outcome = Result<(), String>;

/// A connection to the clipboard, opened by the first copy.
pub(super) struct SystemClipboard {
    /// Texts, each with where its outcome goes; `None` once the connection is being closed.
    requests: Option<Sender<(String, Sender<Outcome>)>>,
    /// The outcome of a copy that took longer than [`PATIENCE`].
    overdue: Option<Receiver<Outcome>>,
    /// Disconnected when the thread has ended.
    ended: Receiver<()>,
    patience: Duration,
}

impl SystemClipboard {
    pub(super) fn start() -> Self {
        let mut connection: Option<arboard::Clipboard> = None;
        Self::serve_with(PATIENCE, move |text| {
            let clipboard = match &mut connection {
                Some(clipboard) => clipboard,
                // A failure is not kept: the display may be there the next time.
                None => connection.insert(arboard::Clipboard::new().map_err(|error| error.to_string())?),
            };
            clipboard.set_text(text).map_err(|error| error.to_string())
        })
    }

    /// A clipboard whose texts go to `set` on a thread of its own.
    fn serve_with(patience: Duration, mut set: impl FnMut(String) -> Outcome + Send + 'static) -> Self {
        let (requests, texts) = channel::<(String, Sender<Outcome>)>();
        let (ends, ended) = channel::<()>();
        thread::spawn(move || {
            for (text, outcome) in texts {
                // Whoever asked may have lost patience.
                let _ = outcome.send(set(text));
            }
            drop(set);
            drop(ends);
        });
        Self { requests: Some(requests), overdue: None, ended, patience }
    }

    /// Puts `text` on the clipboard.
    pub(super) fn set(&mut self, text: &str) -> Outcome {
        if let Some(overdue) = &self.overdue
            && overdue.try_recv() == Err(TryRecvError::Empty)
        {
            return Err("the display still has not answered an earlier copy".to_owned());
        }
        self.overdue = None;
        let (sender, outcome) = channel();
        let sent =
            self.requests.as_ref().is_some_and(|requests| requests.send((text.to_owned(), sender)).is_ok());
        match outcome.recv_timeout(self.patience) {
            Ok(outcome) => outcome,
            Err(RecvTimeoutError::Timeout) if sent => {
                self.overdue = Some(outcome);
                Err(format!("the display did not answer within {} seconds", self.patience.as_secs()))
            }
            Err(_) => Err("the connection to the display broke down".to_owned()),
        }
    }
}

impl Drop for SystemClipboard {
    fn drop(&mut self) {
        self.requests = None;
        // Nothing is ever sent: this returns when the thread has ended, or when it takes too long.
        let _ = self.ended.recv_timeout(FAREWELL);
    }
}

impl fmt::Debug for SystemClipboard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SystemClipboard").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_that_hangs_holds_up_nobody() {
        let (release, gate) = channel();
        let mut clipboard = SystemClipboard::serve_with(Duration::from_millis(10), move |text| {
            if text == "slow" { gate.recv().map_err(|error| error.to_string()) } else { Ok(()) }
        });
        let reason = clipboard.set("slow").unwrap_err();
        assert!(reason.contains("did not answer"), "{reason}");
        let reason = clipboard.set("next").unwrap_err();
        assert!(reason.contains("still has not answered"), "{reason}");
        release.send(()).unwrap();
        let overdue = clipboard.overdue.take().unwrap();
        assert_eq!(overdue.recv(), Ok(Ok(())));
        clipboard.patience = PATIENCE;
        assert_eq!(clipboard.set("last"), Ok(()));
    }

    #[test]
    fn reasons_come_through() {
        let mut clipboard = SystemClipboard::serve_with(PATIENCE, |text| Err(format!("no {text}")));
        assert_eq!(clipboard.set("display"), Err("no display".to_owned()));
    }

    #[test]
    fn a_thread_that_is_gone_is_said_so() {
        let mut clipboard = SystemClipboard::serve_with(PATIENCE, |_| panic!("as a defect would"));
        for _ in 0..2 {
            let reason = clipboard.set("a").unwrap_err();
            assert!(reason.contains("broke down"), "{reason}");
        }
    }
}
