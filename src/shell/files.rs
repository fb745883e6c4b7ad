//! Reading notes from files, folders and standard input.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use super::walking::{ENDINGS, Found, special, walk};
use crate::note::encoding::{Assumption, Content, decode, looks_binary};
use crate::note::mention::Date;
use crate::note::notation::Notations;
use crate::note::source::Source;
use crate::text::language::system::told;
use crate::text::language::translated;
use crate::vault::{Member, Note, Period, Vault};

/// Files of this many bytes and more are refused: offsets into a note are 32 bits wide, and decoding can triple the
/// bytes (U+FFFD has three).
pub(super) const TOO_LARGE: u64 = (1 << 32) / 3;
/// How much of a file is looked at to tell whether it is binary (bytes).
const HEAD: u64 = 8192;
/// How much is read at once (bytes): what the cache of a processor core holds.
const BLOCK: usize = 128 << 10;
/// As [`BLOCK`], of a small file or a pipe.
const SMALL_BLOCK: usize = 16 << 10;
/// Files in folders that are larger than this (bytes) are no notes that anyone has written: they are only opened by their own names.
const LARGE: u64 = 100 << 20;

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
    pub texts: Vec<(String, Source)>,
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
    /// Reads the note at `path`, as a member of the root of a number; of what was found in a folder, only files of a size that
    /// is that of notes. It gets its key from the shelf.
    pub(super) fn member(&self, root: usize, path: &Path, is_found: bool) -> Result<Member, LoadError> {
        let (source, changed) = text(path, is_found, self.encoding)?;
        let path = path.to_string_lossy().into_owned();
        let notation = self.notations.of(&path, &source);
        Ok(Member { key: 0, root, note: Arc::new(Note::parse(path, source, notation)), changed })
    }
}

/// What was a file must be one when it is read again: a pipe in its place could keep the reader waiting for ever.
pub(super) fn still_file(path: &Path) -> Result<(), LoadError> {
    let unreadable = |error| LoadError::Unreadable(path.to_owned(), error);
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if metadata.is_file() || metadata.is_dir() {
        return Ok(());
    }
    Err(LoadError::Special(path.to_owned(), special(metadata.file_type())))
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
    let read = |path: &Path, is_found| {
        let Member { note, changed, .. } = reader.member(0, path, is_found)?;
        let is_wanted = !is_found || reader.period.contains(note.header.date.or(changed));
        Ok(Arc::into_inner(note).filter(|_| is_wanted))
    };
    let (notes, skipped) = load_each(paths, read)?;
    Ok(Loaded { vault: Vault::new(notes), skipped })
}

/// As [`load`], for those who need no outlines.
pub fn load_texts(paths: &[PathBuf], encoding: Assumption) -> Result<LoadedTexts, LoadError> {
    let read = |path: &Path, is_found| {
        let (source, _) = text(path, is_found, encoding)?;
        Ok(Some((path.to_string_lossy().into_owned(), source)))
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

/// What `read` makes of each note, by its path and whether it was found in a folder, and what had to be passed over. Some notes
/// may not be wanted.
fn load_each<T: Send>(
    paths: &[PathBuf],
    read: impl Fn(&Path, bool) -> Result<Option<T>, LoadError> + Sync,
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
    let made = in_parallel(&wanted, |Wanted { path, folder }| read(path, folder.is_some()));
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

/// The text of what is at `path`, and when the file was last changed, if it is one. One that `is_found` in a folder must be a file of a size
/// that is that of notes.
fn text(path: &Path, is_found: bool, encoding: Assumption) -> Result<(Source, Option<Date>), LoadError> {
    let unreadable = |error| LoadError::Unreadable(path.to_owned(), error);
    let mut changed = None;
    let content = if path.as_os_str() == STANDARD_INPUT {
        content_of(io::stdin().lock(), 0, path, encoding)?
    } else {
        let metadata = fs::metadata(path).map_err(unreadable)?;
        changed = day_of_change(&metadata).filter(|_| metadata.is_file());
        if is_found && !metadata.is_file() {
            // Opened, it could keep us waiting for ever.
            return Err(LoadError::Special(path.to_owned(), special(metadata.file_type())));
        }
        match metadata.len() {
            TOO_LARGE.. => return Err(LoadError::TooLarge(path.to_owned())),
            size if is_found && size > LARGE => return Err(LoadError::Large(path.to_owned())),
            size => content_of(fs::File::open(path).map_err(unreadable)?, size, path, encoding)?,
        }
    };
    Ok((decode(content, encoding), changed))
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

/// All that the file at `path` has, which for a pipe or a growing file is more than its size says; unless its beginning shows
/// that it is no text, or it is more than we can address.
fn content_of(
    mut file: impl Read,
    size: u64,
    path: &Path,
    encoding: Assumption,
) -> Result<Content, LoadError> {
    let unreadable = |error| LoadError::Unreadable(path.to_owned(), error);
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    if !matches!(encoding, Assumption::Always(_)) && looks_binary(&head) {
        return Err(LoadError::Binary(path.to_owned()));
    }
    let mut content = Content::with_capacity(usize::try_from(size).unwrap_or(0));
    content.push(&head);
    // A small file needs no large block; a pipe has no size.
    let block = if size > HEAD { BLOCK.min(usize::try_from(size).unwrap_or(BLOCK)) } else { SMALL_BLOCK };
    let mut block = vec![0; block];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(content),
            Ok(read) => content.push(block.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
        if content.len() as u64 >= TOO_LARGE {
            return Err(LoadError::TooLarge(path.to_owned()));
        }
    }
}
