//! Reading notes from files, folders and standard input; why they cannot be read.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, Metadata};
use std::io;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use super::note_text::{Expected, LARGE, text};
use super::walking::{ENDINGS, Found, walk};
use crate::note::encoding::Assumption;
use crate::note::mention::Date;
use crate::note::notation::Notations;
use crate::note::source::Source;
use crate::text::language::system::told;
use crate::text::language::translated;
use crate::vault::{Member, Note, NotePath, Period, Vault};

/// Why notes cannot be read.
#[derive(Debug)]
pub enum LoadError {
    /// A path cannot be read.
    Unreadable(PathBuf, io::Error),
    /// A file is no text.
    Binary(PathBuf),
    /// A file is larger than midashi can address.
    TooLarge(PathBuf),
    /// A file in a folder is too large to be opened unasked.
    Large(PathBuf),
    /// It is a pipe, a socket or a device; which.
    Special(PathBuf, &'static str),
    /// A folder has only notes of other dates in it than are wanted.
    OtherDates(PathBuf),
    /// A folder has no notes in it.
    NoNotes(PathBuf),
}

impl LoadError {
    /// What is not read.
    pub fn path(&self) -> &Path {
        match self {
            Self::Unreadable(path, _)
            | Self::Binary(path)
            | Self::TooLarge(path)
            | Self::Large(path)
            | Self::Special(path, _)
            | Self::OtherDates(path)
            | Self::NoNotes(path) => path,
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) if error.kind() == io::ErrorKind::NotFound => {
                formatter.write_str(&tr!("{path}: no such file or folder", path = path.display()))
            }
            Self::Unreadable(path, error) => formatter.write_str(&tr!(
                "{path}: cannot be read: {why}",
                path = path.display(),
                why = told(error)
            )),
            Self::Binary(path) => {
                formatter.write_str(&tr!("{path}: is a binary file, not a note", path = path.display()))
            }
            Self::TooLarge(path) => {
                formatter.write_str(&tr!("{path}: is too large (1.3 GiB and more)", path = path.display()))
            }
            Self::Large(path) => formatter.write_str(&tr!(
                "{path}: is larger than {size} MiB; name it to open it",
                path = path.display(),
                size = LARGE >> 20
            )),
            Self::Special(path, what) => formatter.write_str(&tr!(
                "{path}: is {what}, not a note",
                path = path.display(),
                what = translated(what)
            )),
            Self::OtherDates(path) => {
                formatter.write_str(&tr!("{path}: holds no notes of these dates", path = path.display()))
            }
            Self::NoNotes(path) => {
                let endings = ENDINGS.map(|ending| format!(".{ending}")).join(" ");
                formatter.write_str(&tr!(
                    "{path}: holds no notes (files ending in {endings}); `midashi tour` shows what midashi does with some",
                    path = path.display(),
                    endings
                ))
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// Notes, and what had to be passed over on the way.
#[derive(Debug)]
pub struct Loaded {
    /// The notes; at least one.
    pub vault: Vault,
    /// Files in folders that could not be read.
    pub skipped: Vec<LoadError>,
}

/// The texts of notes by path, and what had to be passed over on the way.
#[derive(Debug)]
pub struct LoadedTexts {
    /// The texts; at least one.
    pub texts: Vec<(NotePath, Source)>,
    /// Files in folders that could not be read.
    pub skipped: Vec<LoadError>,
}

/// How notes are read.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The notations that they may be written in.
    pub notations: Arc<Notations>,
    /// What is known of their encoding.
    pub encoding: Assumption,
    /// To which dates the notes of folders are narrowed.
    pub period: Period,
}

impl Reader {
    /// Reads the note at `path`, as a member of the root of a number. It gets its key from the shelf.
    pub(super) fn member(&self, root: usize, path: &Path, expected: Expected) -> Result<Member, LoadError> {
        self.member_telling(root, path, expected, &mut |_| {})
    }

    /// As [`Reader::member`]; `heard` is told what share of the bytes has been read, in the hundred.
    pub(super) fn member_telling(
        &self,
        root: usize,
        path: &Path,
        expected: Expected,
        heard: &mut dyn FnMut(u8),
    ) -> Result<Member, LoadError> {
        let (source, changed) = text(path, expected, self.encoding, heard)?;
        let path = NotePath::from(path);
        let notation = self.notations.of(path.text(), &source);
        Ok(Member { key: 0, root, note: Arc::new(Note::parse(path, source, notation)), changed })
    }
}

/// Whether reading failed since there is no such file, be it that what stands for its folder is none: the home of accounts without
/// one is often `/dev/null`.
pub fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The path that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// Loads the notes at `paths`, in their order: files, folders (all notes below them, by name) and `-` for standard
/// input. Not empty.
pub fn load(paths: &[PathBuf], reader: &Reader) -> Result<Loaded, LoadError> {
    let read = |path: &Path, expected| {
        let Member { note, changed, .. } = reader.member(0, path, expected)?;
        let is_wanted = expected == Expected::Named || reader.period.contains(note.header.date.or(changed));
        Ok(Arc::into_inner(note).filter(|_| is_wanted))
    };
    let (notes, skipped) = load_each(paths, read)?;
    Ok(Loaded { vault: Vault::new(notes), skipped })
}

/// As [`load`], for those who need no outlines.
pub fn load_texts(paths: &[PathBuf], encoding: Assumption) -> Result<LoadedTexts, LoadError> {
    let read = |path: &Path, expected| {
        let (source, _) = text(path, expected, encoding, &mut |_| {})?;
        Ok(Some((NotePath::from(path), source)))
    };
    let (texts, skipped) = load_each(paths, read)?;
    Ok(LoadedTexts { texts, skipped })
}

/// A note that is to be read.
struct Wanted<'p> {
    path: PathBuf,
    /// The folder in which it was found; a note that the user named must be readable.
    folder: Option<&'p Path>,
}

/// What `read` makes of each note, by its path and what may be there, and what had to be passed over. Some notes may not be wanted.
fn load_each<T: Send>(
    paths: &[PathBuf],
    read: impl Fn(&Path, Expected) -> Result<Option<T>, LoadError> + Sync,
) -> Result<(Vec<T>, Vec<LoadError>), LoadError> {
    let mut skipped: Vec<(&Path, LoadError)> = Vec::new();
    let mut wanted = Vec::new();
    let mut folders: Vec<&Path> = Vec::new();
    for path in paths {
        if !is_folder(path)? {
            wanted.push(Wanted { path: path.clone(), folder: None });
            continue;
        }
        let folder = path.as_path();
        folders.push(folder);
        for found in walk(folder) {
            match found {
                Found::Note(path) => wanted.push(Wanted { path, folder: Some(folder) }),
                Found::Folder(_) => {}
                Found::Skipped(error) => skipped.push((folder, error)),
            }
        }
    }
    let made = in_parallel(&wanted, |Wanted { path, folder }| {
        read(path, if folder.is_some() { Expected::Found } else { Expected::Named })
    });
    let mut notes = Vec::with_capacity(made.len());
    let mut with_notes: BTreeSet<&Path> = BTreeSet::new();
    for (Wanted { folder, .. }, made) in wanted.iter().zip(made) {
        match (made, *folder) {
            (Ok(note), _) => {
                with_notes.extend(folder);
                notes.extend(note);
            }
            (Err(error), Some(folder)) => skipped.push((folder, error)),
            (Err(error), None) => return Err(error),
        }
    }
    if let Some(&empty) = folders.iter().find(|folder| !with_notes.contains(**folder)) {
        let why = skipped.into_iter().find(|(folder, _)| *folder == empty).map(|(_, error)| error);
        return Err(why.unwrap_or_else(|| LoadError::NoNotes(empty.to_owned())));
    }
    if let (true, Some(folder)) = (notes.is_empty(), folders.first()) {
        return Err(LoadError::OtherDates((*folder).to_owned()));
    }
    Ok((notes, skipped.into_iter().map(|(_, error)| error).collect()))
}

/// Whether a path is that of a folder; or why it is none of anything.
pub(super) fn is_folder(path: &Path) -> Result<bool, LoadError> {
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(false);
    }
    let metadata = fs::metadata(path).map_err(|error| LoadError::Unreadable(path.to_owned(), error))?;
    Ok(metadata.is_dir())
}

/// What `work` makes of each of `items`, in their order; each processor takes the next as it gets done with one.
pub(super) fn in_parallel<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return done };
            done.push((index, work(item)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|&(index, _)| index);
    done.into_iter().map(|(_, made)| made).collect()
}

/// The day (of UTC) on which a file was last changed.
pub(super) fn day_of_change(metadata: &Metadata) -> Option<Date> {
    Date::of_days(day_of(metadata.modified().ok()?)?)
}

/// Today (of UTC), in days from 1970-01-01.
pub fn today() -> i64 {
    day_of(SystemTime::now()).unwrap_or_default()
}

fn day_of(time: SystemTime) -> Option<i64> {
    let since = time.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs() / (24 * 60 * 60)).ok()
}
