//! The worker that reads notes again, when their files change or the user asks for it, so that keys never wait for it.
//!
//! A change is waited out: editors write a file in several steps, or put another in its place. What has the same text
//! as before is no change.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::files::{LoadError, Reader};
use super::happening::Happening;
use super::state::State;
use super::watching::{Watching, watch};
use crate::app::event::{Event, Loss, Reloaded};
use crate::app::recent::{Opened, RecentNote};
use crate::app::reload::Moves;
use crate::outline::anchor::{Mapping, Text};
use crate::vault::{Note, NoteId, Vault};

/// A change is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(80);
/// A file that goes on changing, such as a log, is read so often.
const LONGEST: Duration = Duration::from_millis(800);
/// How long a file may be away while another is put in its place.
const GRACE: Duration = Duration::from_millis(300);

/// What the worker is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    /// The file of a note may have changed.
    Touched(NoteId),
    /// The user wants all notes to be read again.
    All,
    /// The user wants another note in the place of these.
    Open {
        /// Its file.
        path: String,
        /// The file of the note that is left for it.
        left: Option<String>,
    },
}

/// Reads notes again.
pub(super) struct Reloading {
    requests: Sender<Request>,
}

impl Reloading {
    /// Starts the worker, and watches the files of `vault`. What is remembered of notes that are opened in its place is in
    /// the file `state`.
    pub(super) fn start(
        vault: Arc<Vault>,
        reader: Reader,
        state: Option<PathBuf>,
        answers: Sender<Happening>,
    ) -> Self {
        let (requests, received) = channel();
        let touched = requests.clone();
        thread::spawn(move || {
            let lost = BTreeSet::new();
            let mut worker = Worker { vault, reader, state, answers, lost, touched, watcher: None };
            let mut is_heard = worker.watch();
            while is_heard.is_ok()
                && let Some(batch) = Batch::gather(&received)
            {
                is_heard = match &batch.opened {
                    Some((path, left)) => worker.open(path, left.as_deref()),
                    None => worker.reload(&batch),
                };
            }
        });
        Self { requests }
    }

    /// Asks for something; the answer comes as an event.
    pub(super) fn request(&self, request: Request) {
        // The worker ends only with the program.
        let _ = self.requests.send(request);
    }
}

/// The file of a note; none for standard input, pipes and the like, which can be read but once.
pub(super) fn file_of(vault: &Vault, note: NoteId) -> Option<PathBuf> {
    let path = Path::new(&vault.note(note).path);
    path.metadata().is_ok_and(|metadata| metadata.is_file()).then(|| path.to_owned())
}

/// Requests that came together.
#[derive(Debug, Default)]
struct Batch {
    touched: BTreeSet<NoteId>,
    is_asked: bool,
    /// A note to open in the place of all, and the one that is left for it: nothing else matters then.
    opened: Option<(String, Option<String>)>,
}

impl Batch {
    /// Waits for requests; `None` when there can be no more.
    fn gather(requests: &Receiver<Request>) -> Option<Self> {
        let mut batch = Self::default();
        batch.add(requests.recv().ok()?);
        let began = Instant::now();
        while !batch.is_asked && batch.opened.is_none() && began.elapsed() < LONGEST {
            match requests.recv_timeout(QUIET) {
                Ok(request) => batch.add(request),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Some(batch)
    }

    fn add(&mut self, request: Request) {
        match request {
            Request::Touched(note) => {
                self.touched.insert(note);
            }
            Request::All => self.is_asked = true,
            Request::Open { path, left } => self.opened = Some((path, left)),
        }
    }
}

/// The browser has gone.
struct Gone;

struct Worker {
    /// The notes as the browser knows them, or will when it comes to the last answer.
    vault: Arc<Vault>,
    reader: Reader,
    /// Where it is remembered how notes were left.
    state: Option<PathBuf>,
    answers: Sender<Happening>,
    /// The notes whose files could not be read the last time.
    lost: BTreeSet<NoteId>,
    /// Where the watcher tells of changes.
    touched: Sender<Request>,
    /// Held as long as it is to watch.
    watcher: Option<Watching>,
}

impl Worker {
    /// Watches the files of the notes.
    fn watch(&mut self) -> Result<(), Gone> {
        let vault = &self.vault;
        let files = vault.ids().filter_map(|note| Some((file_of(vault, note)?, note))).collect();
        match watch(files, self.touched.clone()) {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => {
                self.tell(Event::Warned(format!("changes of the notes are not noticed: {error}")))?;
            }
        }
        Ok(())
    }

    /// Opens a note in the place of those that are open; `left` is the one that is left for it.
    fn open(&mut self, path: &str, left: Option<&str>) -> Result<(), Gone> {
        let note = match self.reader.note(Path::new(path), false) {
            Ok(note) => note,
            Err(error) => return self.tell(Event::Warned(error.to_string())),
        };
        self.vault = Arc::new(Vault::new(vec![note]));
        self.lost.clear();
        let state = self.state.clone().and_then(|path| State::read(path).ok());
        let mut recent = state.as_ref().map(|state| state.recent(&self.vault)).unwrap_or_default();
        if let Some(left) = left {
            recent.retain(|known| known.path != left);
            recent.insert(0, RecentNote { path: left.to_owned(), note: None });
        }
        let memory = state.and_then(|state| state.memory(&self.vault));
        self.tell(Event::Opened(Opened { vault: Arc::clone(&self.vault), memory, recent }))?;
        self.watch()
    }

    fn reload(&mut self, batch: &Batch) -> Result<(), Gone> {
        let notes: Vec<NoteId> =
            self.vault.ids().filter(|note| batch.is_asked || batch.touched.contains(note)).collect();
        let mut replaced: Vec<(NoteId, Note)> = Vec::new();
        let mut mappings: Vec<(NoteId, Mapping)> = Vec::new();
        for note in notes {
            let old = self.vault.note(note);
            // What was piped in is not there a second time.
            if batch.is_asked
                && !self.lost.contains(&note)
                && file_of(&self.vault, note).is_none()
                && !is_gone(&old.path)
            {
                continue;
            }
            match self.read(note) {
                Ok(new) => {
                    let was_lost = self.lost.remove(&note);
                    if new.source != old.source || was_lost {
                        mappings.push((note, Mapping::between(text(old), text(&new))));
                        replaced.push((note, new));
                    }
                }
                Err(error) => {
                    self.lost.insert(note);
                    let loss =
                        if is_absence(&error) { Loss::Deleted } else { Loss::Unreadable(error.to_string()) };
                    self.tell(Event::Lost { note, loss })?;
                }
            }
        }
        if replaced.is_empty() && !batch.is_asked {
            return Ok(());
        }
        if !replaced.is_empty() {
            self.vault = Arc::new(self.vault.with(replaced));
        }
        let moves = Moves::new(mappings);
        self.tell(Event::Reloaded(Reloaded {
            vault: Arc::clone(&self.vault),
            moves,
            is_asked: batch.is_asked,
        }))
    }

    /// Reads a note, which may be away for a moment.
    fn read(&self, note: NoteId) -> Result<Note, LoadError> {
        let path = PathBuf::from(&self.vault.note(note).path);
        let first = self.reader.note(&path, false);
        if first.as_ref().is_err_and(is_absence) && !self.lost.contains(&note) {
            thread::sleep(GRACE);
            return self.reader.note(&path, false);
        }
        first
    }

    fn tell(&self, event: Event) -> Result<(), Gone> {
        self.answers.send(Happening::Event(event)).map_err(|_| Gone)
    }
}

/// Whether a note is not read because there is no such file.
fn is_absence(error: &LoadError) -> bool {
    matches!(error, LoadError::Unreadable(_, error) if error.kind() == io::ErrorKind::NotFound)
}

/// Whether there is nothing at a path any more.
fn is_gone(path: &str) -> bool {
    path != "-" && !Path::new(path).exists()
}

fn text(note: &Note) -> Text<'_> {
    Text { source: &note.source, outline: &note.outline }
}
