//! What midashi remembers of notes from one run to the next, in a file of the user's state folder.
//!
//! The file is read once at the start. It is written by a worker: when midashi ends or is suspended, and now and then
//! meanwhile. Several processes may do so: each reads it again under a lock, puts in the notes that it has shown, and puts
//! the whole in the place of the old one. The file holds paths, line numbers and hashes; no text of a note.

mod file;
mod record;
#[cfg(test)]
mod tests;
mod written_path;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::clipboard::Environment;
use super::effects::Worker;
use super::happening::Happening;
use super::reloading::file_of;
use crate::app::App;
use crate::app::event::Event;
use crate::app::memory::{memory, restore};
use crate::app::note_memory::NoteMemory;
use crate::app::recent_note::RecentNote;
use crate::outline::NodeId;
use crate::vault::{NoteId, NotePath, Vault};
pub use file::Unusable;
use file::{Found, StateFile};
use record::Record;

/// How often what is remembered is written while midashi runs; more is lost only when it is killed.
pub(super) const EVERY: Duration = Duration::from_secs(60);

/// Where the state of the user's programs belongs (XDG Base Directory Specification), and in it midashi's file. `None`
/// where there is no home.
pub fn place(env: Environment<'_>) -> Option<PathBuf> {
    let folder = |value: Option<OsString>| value.map(PathBuf::from).filter(|path| path.is_absolute());
    // A home that does not exist, as that of a daemon, is not made.
    let home =
        || folder(env("HOME")).filter(|home| home.is_dir()).map(|home| home.join(".local").join("state"));
    let base =
        if cfg!(windows) { folder(env("LOCALAPPDATA")) } else { folder(env("XDG_STATE_HOME")).or_else(home) };
    base.map(|base| base.join("midashi").join("state.json"))
}

/// What was remembered when midashi started, and where it is.
#[derive(Debug)]
pub struct State {
    file: StateFile,
    records: Vec<Record>,
    put_aside: Option<PathBuf>,
}

impl State {
    /// Reads the file at `path`. Without one nothing is remembered yet.
    pub fn read(path: PathBuf) -> Result<Self, Unusable> {
        let file = StateFile::new(path);
        let (records, put_aside) = match file.read()? {
            Found::Records(records) => (records, None),
            Found::Broken => (file.mend()?, Some(file.aside())),
        };
        Ok(Self { file, records, put_aside })
    }

    /// Whether nothing has ever been remembered.
    pub fn is_new(&self) -> bool {
        self.records.is_empty()
    }

    /// Where a file was put that could not be made sense of.
    pub fn put_aside(&self) -> Option<&Path> {
        self.put_aside.as_deref()
    }

    /// Brings the notes of `app` back to what is remembered of them; the cursor goes to the note that was read last.
    pub fn restore(&self, app: &mut App) {
        let vault = Arc::clone(&app.vault);
        let known: Vec<(NoteId, &Record)> = self.known(&vault).collect();
        let current = known.iter().max_by_key(|(_, record)| record.read_at).map(|&(note, _)| note);
        for (note, record) in known {
            let memory = record.resolved(vault.note(note));
            restore(app, note, &memory, Some(note) == current);
        }
        app.recent_notes = self.recent(&vault);
    }

    /// What is remembered of the notes and folders in `folders`, which are yet to be read.
    pub(super) fn recall<'p>(&self, folders: impl Iterator<Item = &'p Path>) -> Recall {
        let folders: Vec<(PathBuf, PathBuf)> =
            folders.filter_map(|folder| Some((folder.to_owned(), folder.canonicalize().ok()?))).collect();
        let is_inside =
            |record: &&Record| folders.iter().any(|(_, real)| record.path.as_path().starts_with(real));
        let records: BTreeMap<NotePath, Record> = self
            .records
            .iter()
            .filter(is_inside)
            .map(|record| (record.path.clone(), record.clone()))
            .collect();
        let read = records.values().filter(|record| record.read_at > 0);
        let current = read.max_by_key(|record| record.read_at).map(|record| record.path.clone());
        Recall { folders, records, current }
    }

    /// What is remembered of the first note of `vault`.
    pub(super) fn memory(&self, vault: &Vault) -> Option<NoteMemory<NodeId>> {
        let (note, record) = self.known(vault).next()?;
        Some(record.resolved(vault.note(note)))
    }

    /// The notes that were read before and are still there, the newest first; where `vault` has one, which it is.
    pub(super) fn recent(&self, vault: &Vault) -> Vec<RecentNote> {
        let open: BTreeMap<&NotePath, NoteId> =
            self.known(vault).map(|(note, record)| (&record.path, note)).collect();
        let mut read: Vec<&Record> = self.records.iter().filter(|record| record.read_at > 0).collect();
        read.sort_by_key(|record| std::cmp::Reverse(record.read_at));
        read.into_iter()
            .filter(|record| record.path.as_path().is_file())
            .map(|record| RecentNote { path: record.path.clone(), note: open.get(&record.path).copied() })
            .take(RECENT)
            .collect()
    }

    /// The notes of `vault` of which something is remembered.
    fn known(&self, vault: &Vault) -> impl Iterator<Item = (NoteId, &Record)> {
        let records: BTreeMap<&NotePath, &Record> =
            self.records.iter().map(|record| (&record.path, record)).collect();
        vault.entries().filter_map(move |note| Some((note, *records.get(&name_of(vault, note)?)?)))
    }

    /// The file that it is read from.
    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }
}

/// What is remembered of notes and folders that are yet to be read.
#[derive(Default)]
pub(super) struct Recall {
    /// The folders that they are in, as the user names them, and without links.
    folders: Vec<(PathBuf, PathBuf)>,
    records: BTreeMap<NotePath, Record>,
    /// The one where the cursor was last.
    current: Option<NotePath>,
}

impl Recall {
    /// What is remembered of those notes and folders of `vault` that are wanted, and whether the cursor was there last. No file
    /// is touched: links in folders are not followed.
    pub(super) fn of(
        &self,
        vault: &Vault,
        is_wanted: impl Fn(NoteId) -> bool,
    ) -> Vec<(NoteId, NoteMemory<NodeId>, bool)> {
        if self.records.is_empty() {
            return Vec::new();
        }
        let wanted = vault.entries().filter(|&note| is_wanted(note));
        let recalled = wanted.filter_map(|note| {
            let path = vault.note(note).path.as_path();
            let real = self.folders.iter().find_map(|(folder, real)| {
                let inner = path.strip_prefix(folder).ok()?;
                Some(if inner.as_os_str().is_empty() { real.clone() } else { real.join(inner) })
            })?;
            let record = self.records.get(&NotePath::from(real))?;
            let is_current = self.current.as_ref() == Some(&record.path);
            Some((note, record.resolved(vault.note(note)), is_current))
        });
        recalled.collect()
    }
}

/// The most notes that are offered to be read again.
const RECENT: usize = 50;

/// The name under which a note or folder is remembered: its path without links. Nothing is remembered of what is in no file.
pub(super) fn name_of(vault: &Vault, note: NoteId) -> Option<NotePath> {
    let folder = || vault.is_folder(note).then(|| vault.note(note).path.as_path().to_owned());
    Some(file_of(vault, note).or_else(folder)?.canonicalize().ok()?.into())
}

/// What is to be remembered.
pub(super) struct Remembering {
    vault: Arc<Vault>,
    notes: Vec<(NoteId, NoteMemory<NodeId>)>,
    current: NoteId,
}

impl Remembering {
    /// What there is to remember of `app`.
    pub(super) fn of(app: &App) -> Self {
        Self { vault: Arc::clone(&app.vault), notes: memory(app), current: app.notes.cursor.note }
    }
}

/// Writes what is to be remembered.
pub(super) fn remembering(state: State, answers: Sender<Happening>) -> Worker<Remembering> {
    Worker::start(answers, move || {
        let State { file, mut records, .. } = state;
        move |remembering| match remember(&file, &records, &remembering) {
            Ok(written) => {
                records = written;
                Vec::new()
            }
            Err(error) => {
                let told = tr!(
                    "what was open is not remembered: {name}: {error}",
                    name = file.path().display(),
                    error
                );
                vec![Happening::Event(Event::Warned(told))]
            }
        }
    })
}

/// Writes what is to be remembered over `base`, and returns what is remembered then.
fn remember(file: &StateFile, base: &[Record], remembering: &Remembering) -> Result<Vec<Record>, Unusable> {
    let Remembering { vault, notes, current } = remembering;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let records = notes.iter().filter_map(|(note, memory)| {
        let read_at = if note == current { now } else { 0 };
        Some(Record::of(name_of(vault, *note)?, read_at, now, vault.note(*note), memory))
    });
    file.merge(base, records.collect())
}

/// Whether the folder of a file is a place for private files; made if it is not there.
fn private_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
