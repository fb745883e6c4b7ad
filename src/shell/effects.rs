//! The workers that copy and write files, so that keys never wait for them.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::clipboard::{Clipboard, Clipping, LeftOut, in_one_line};
use super::happening::Happening;
use super::{file_writing, saving};
use crate::app::effect::Excerpt;
use crate::app::event::Event;
use crate::config::clipboard::ClipboardSettings;
use crate::export::{Document, Format};
use crate::note::entry::Line;
use crate::vault::{NoteId, Vault};

/// Does one thing after another in a thread of its own; answers with what happens.
pub(super) struct Worker<R> {
    requests: Sender<R>,
    /// Disconnected when the worker has ended.
    ended: Receiver<()>,
}

/// How long the end of the program waits for what was asked for just before it.
const FAREWELL: Duration = Duration::from_secs(8);

impl<R: Send + 'static> Worker<R> {
    /// Starts a worker that does what the function that `prepare` makes does. It is made in the worker's thread.
    pub(super) fn start<F: FnMut(R) -> Vec<Happening>>(
        answers: Sender<Happening>,
        prepare: impl FnOnce() -> F + Send + 'static,
    ) -> Self {
        let (requests, received) = channel();
        let (end, ended) = channel();
        thread::spawn(move || {
            let mut perform = prepare();
            while let Ok(request) = received.recv() {
                for answer in perform(request) {
                    if answers.send(answer).is_err() {
                        return;
                    }
                }
            }
            drop(end);
        });
        Self { requests, ended }
    }

    /// Asks for something; the answer comes as an event.
    pub(super) fn request(&self, request: R) {
        // The worker ends only with the program.
        let _ = self.requests.send(request);
    }

    /// Waits until all that was asked for is done; not for ever.
    pub(super) fn finish(self) {
        drop(self.requests);
        // Nothing is ever sent: this returns when the worker has ended, or when it takes too long.
        let _ = self.ended.recv_timeout(FAREWELL);
    }
}

/// Something for the clipboard.
pub(super) struct Copying {
    /// What it is of.
    pub(super) vault: Arc<Vault>,
    /// What to copy.
    pub(super) wanted: Wanted,
}

/// What is wanted of the notes.
pub(super) enum Wanted {
    /// An excerpt.
    Excerpt(Excerpt),
    /// Where a line is, as compilers write it and editors understand it.
    Reference(NoteId, Line),
}

/// Copies excerpts to clipboards, which may be slow or hang.
pub(super) fn copying(settings: ClipboardSettings, answers: Sender<Happening>) -> Worker<Copying> {
    Worker::start(answers, move || {
        let clipboard = Clipboard::here(&settings);
        move |Copying { vault, wanted }| match wanted {
            Wanted::Excerpt(excerpt) => copy(&vault, &excerpt, &clipboard),
            Wanted::Reference(note, line) => copy_reference(&vault, note, line, &clipboard),
        }
    })
}

/// An excerpt for a file.
pub(super) struct Writing {
    /// The number to answer with.
    pub(super) number: u64,
    /// What it is of.
    pub(super) vault: Arc<Vault>,
    /// What to write.
    pub(super) excerpt: Excerpt,
    /// The file, as the user typed it.
    pub(super) path: String,
    /// Whether a file that is there may be overwritten.
    pub(super) overwrite: bool,
}

/// Writes excerpts to files, which may be far away.
pub(super) fn writing(answers: Sender<Happening>) -> Worker<Writing> {
    Worker::start(answers, move || {
        |Writing { number, vault, excerpt, path, overwrite }| {
            let path = file_writing::expanded(&path, &|name| std::env::var_os(name));
            let saved = saving::save(&vault, &excerpt, &path, overwrite);
            vec![Happening::Event(Event::Saved { number, saved })]
        }
    })
}

/// The document of an excerpt.
pub(super) fn document<'v>(vault: &'v Vault, excerpt: &'v Excerpt) -> Document<'v> {
    let document = Document::new(vault, &excerpt.places);
    if excerpt.with_path { document.with_path() } else { document }
}

/// How much an excerpt is, and in which form: `12 lines as Markdown`.
pub(super) fn amount(document: Document<'_>, format: Format) -> String {
    let lines = document.line_count();
    tr_count!(lines, "1 line as {format}" | "{lines} lines as {format}", lines, format = format.title())
}

fn copy(vault: &Vault, excerpt: &Excerpt, clipboard: &Clipboard) -> Vec<Happening> {
    let document = document(vault, excerpt);
    let clipping = Clipping::of(document, excerpt.format, clipboard.takes_html());
    give(&clipping, &amount(document, excerpt.format), LeftOut::default(), clipboard)
}

fn copy_reference(vault: &Vault, note: NoteId, line: Line, clipboard: &Clipboard) -> Vec<Happening> {
    let path = vault.note(note).path.text();
    if vault.note(note).is_piped() {
        let complaint = tr!("what was piped in has no path to copy").into_owned();
        return vec![Happening::Event(Event::Copied(Err(complaint)))];
    }
    // A reference is one line, whatever stands in the path.
    let (path, left_out) =
        if clipboard.keeps_controls() { (path.to_owned(), LeftOut::default()) } else { in_one_line(path) };
    let text = format!("{path}:{}", line.number());
    let is_told_in_full = vault.note(note).path.is_unicode();
    let what = if is_told_in_full { text.clone() } else { tr!("{text} (the name is not Unicode)", text) };
    give(&Clipping { text, html: None }, &what, left_out, clipboard)
}

/// Puts `clipping`, which `left_out` is not in any more, on the clipboard, and says so by the name of `what`.
fn give(clipping: &Clipping, what: &str, left_out: LeftOut, clipboard: &Clipboard) -> Vec<Happening> {
    let mut sequence = Vec::new();
    let result = match clipboard.copy(clipping, &mut sequence) {
        Ok(copied) => Ok(match left_out.words().or_else(|| copied.left_out.words()) {
            Some(left_out) => tr!("copied {what}, {left_out}: {place}", what, left_out, place = copied),
            None => tr!("copied {what}: {place}", what, place = copied),
        }),
        Err(error) => Err(error.to_string()),
    };
    let told = Happening::Event(Event::Copied(result));
    if sequence.is_empty() { vec![told] } else { vec![Happening::Sequence(sequence), told] }
}
