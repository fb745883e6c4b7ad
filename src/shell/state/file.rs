//! The file of what is remembered: read and written as a whole, under a lock, and never half.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::private_folder;
use super::record::Record;
use crate::shell::file_writing::{self, Manner};
use crate::shell::regular_file::{open_file, open_or_create};
use crate::text::language::system::told;
use crate::vault::NotePath;

/// The version of the file. A file of a newer one is left alone.
const VERSION: u32 = 1;
/// The most notes that are remembered; those not opened for longest are forgotten.
const MOST_NOTES: usize = 500;
/// The most bytes that the file takes.
const MOST_BYTES: usize = 4 << 20;
/// The most bytes that are read of it. A longer file is none that midashi has written, and would take all memory.
const MOST_READ: u64 = 4 * MOST_BYTES as u64;

/// How long another midashi may hold the lock, which takes milliseconds, and how long to wait between two tries.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(5);

/// Why nothing can be remembered.
#[derive(Debug)]
pub enum Unusable {
    /// The file cannot be read or written.
    Io(io::Error),
    /// It is of a newer midashi, whose it stays.
    Newer(u32),
}

impl fmt::Display for Unusable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => formatter.write_str(&told(error)),
            Self::Newer(version) => {
                formatter.write_str(&tr!("written by a newer midashi (version {version})", version))
            }
        }
    }
}

impl std::error::Error for Unusable {}

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// All that the file says.
#[derive(Debug, Serialize, Deserialize)]
struct Content {
    version: u32,
    notes: Vec<Record>,
}

/// What is in the file.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// What is remembered; nothing without a file.
    Records(Vec<Record>),
    /// No state of midashi's.
    Broken,
}

/// What every version says.
#[derive(Debug, Deserialize)]
struct Versioned {
    version: u32,
}

/// The file.
#[derive(Debug)]
pub(super) struct StateFile {
    path: PathBuf,
}

impl StateFile {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What is in the file.
    pub(super) fn read(&self) -> Result<Found, Unusable> {
        let mut text = Vec::new();
        match open_file(&self.path) {
            Ok(file) => file.take(MOST_READ + 1).read_to_end(&mut text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Records(Vec::new())),
            Err(error) => return Err(error.into()),
        };
        if text.len() as u64 > MOST_READ {
            return Ok(Found::Broken);
        }
        if let Ok(Versioned { version }) = serde_json::from_slice(&text)
            && version > VERSION
        {
            return Err(Unusable::Newer(version));
        }
        let content = serde_json::from_slice::<Content>(&text);
        Ok(content.map_or(Found::Broken, |content| Found::Records(content.notes)))
    }

    /// Where a file that is no state of midashi's is put, for whoever wants to see what it was.
    pub(super) fn aside(&self) -> PathBuf {
        self.path.with_extension("broken")
    }

    /// What is remembered, under the lock; a broken file is put aside.
    fn read_locked(&self) -> Result<Vec<Record>, Unusable> {
        match self.read()? {
            Found::Records(records) => Ok(records),
            Found::Broken => {
                fs::rename(&self.path, self.aside())?;
                Ok(Vec::new())
            }
        }
    }

    /// Puts a broken file aside, unless another midashi has done so meanwhile; what is remembered then.
    pub(super) fn mend(&self) -> Result<Vec<Record>, Unusable> {
        let _lock = self.lock()?;
        self.read_locked()
    }

    /// Puts `records` in the place of what is remembered of their notes; `base` is what they were made from. Returns what is
    /// remembered now.
    pub(super) fn merge(&self, base: &[Record], records: Vec<Record>) -> Result<Vec<Record>, Unusable> {
        private_folder(&self.path)?;
        let _lock = self.lock()?;
        let known = self.read_locked()?;
        let merged = records.into_iter().map(|record| {
            let (theirs, base) = (of(&known, &record.path), of(base, &record.path));
            record.merged(theirs, base)
        });
        let mut notes: Vec<Record> = merged.collect();
        let is_written = |record: &&Record| !notes.iter().any(|note| note.path == record.path);
        let others: Vec<Record> = known.iter().filter(is_written).cloned().collect();
        notes.extend(others);
        notes.sort_by_key(|record| std::cmp::Reverse(record.seen_at));
        notes.truncate(MOST_NOTES);
        let mut text = serialised(&notes)?;
        while text.len() > MOST_BYTES && !notes.is_empty() {
            notes.truncate(notes.len() / 2);
            text = serialised(&notes)?;
        }
        let manner = Manner { overwrites: true, is_private: true, waits_for_readers: false };
        file_writing::write(&self.path, manner, |sink| sink.write_all(&text))?;
        Ok(notes)
    }

    /// The lock that whoever writes the file holds; the system releases it even if it is killed. One that was stopped may hold it
    /// for ever: then that is told.
    fn lock(&self) -> io::Result<File> {
        let file = open_or_create(&self.path.with_extension("lock"))?;
        let until = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(PAUSE),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// What is remembered of the note at `path`.
fn of<'r>(records: &'r [Record], path: &NotePath) -> Option<&'r Record> {
    records.iter().find(|record| record.path == *path)
}

fn serialised(notes: &[Record]) -> Result<Vec<u8>, Unusable> {
    let mut text = Vec::new();
    let content = Content { version: VERSION, notes: notes.to_vec() };
    serde_json::to_writer(&mut text, &content).map_err(io::Error::from)?;
    text.write_all(b"\n")?;
    Ok(text)
}
