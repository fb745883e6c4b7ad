//! Reading notes from files, folders and standard input.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ignore::WalkBuilder;

use crate::note::encoding::{Assumption, decode, looks_binary};
use crate::note::notation::Notations;
use crate::note::source::Source;
use crate::vault::{Note, Vault};

/// Files of this many bytes and more are refused: offsets into a note are 32 bits wide, and decoding can triple the
/// bytes (U+FFFD has three).
const TOO_LARGE: u64 = (1 << 32) / 3;
/// How much of a file is looked at to tell whether it is binary (bytes).
const HEAD: usize = 8192;
/// The endings by which a file in a folder is known to be a note.
const ENDINGS: [&str; 10] =
    ["txt", "text", "md", "markdown", "org", "opml", "outline", "note", "notes", "taskpaper"];

/// Why notes cannot be read.
#[derive(Debug)]
pub enum LoadError {
    /// A path cannot be read.
    Unreadable(PathBuf, io::Error),
    /// A file is no text.
    Binary(PathBuf),
    /// A file is larger than midashi can address.
    TooLarge(PathBuf),
    /// A folder has no notes in it.
    NoNotes(PathBuf),
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) if error.kind() == io::ErrorKind::NotFound => {
                write!(formatter, "{}: no such file or folder", path.display())
            }
            Self::Unreadable(path, error) => write!(formatter, "{}: cannot be read: {error}", path.display()),
            Self::Binary(path) => write!(formatter, "{}: is a binary file, not a note", path.display()),
            Self::TooLarge(path) => {
                write!(formatter, "{}: is too large (1.3 GiB and more)", path.display())
            }
            Self::NoNotes(path) => {
                let endings = ENDINGS.map(|ending| format!(".{ending}")).join(" ");
                write!(
                    formatter,
                    "{}: holds no notes (files ending in {endings})\n`midashi tour` shows what midashi does with notes",
                    path.display()
                )
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
}

impl Reader {
    /// Reads the note at `path`.
    pub fn note(&self, path: &Path) -> Result<Note, LoadError> {
        let bytes = text_only(path, read(path)?, self.encoding)?;
        let source = decode(bytes, self.encoding);
        let path = path.to_string_lossy().into_owned();
        let notation = self.notations.of(&path, &source);
        Ok(Note::parse(path, source, notation))
    }
}

/// The path that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// Loads the notes at `paths`, in their order: files, folders (all notes below them, by name) and `-` for standard
/// input. Not empty.
pub fn load(paths: &[PathBuf], notations: &Notations, encoding: Assumption) -> Result<Loaded, LoadError> {
    let parse = |path: String, source| {
        let notation = notations.of(&path, &source);
        Note::parse(path, source, notation)
    };
    let (notes, skipped) = load_each(paths, encoding, parse)?;
    Ok(Loaded { vault: Vault::new(notes), skipped })
}

/// As [`load`], for those who need no outlines.
pub fn load_texts(paths: &[PathBuf], encoding: Assumption) -> Result<LoadedTexts, LoadError> {
    let (texts, skipped) = load_each(paths, encoding, |path, source| (path, source))?;
    Ok(LoadedTexts { texts, skipped })
}

/// A note that is to be read.
struct Wanted<'p> {
    path: PathBuf,
    /// The folder in which it was found; a note that the user named must be readable.
    folder: Option<&'p Path>,
}

/// What `make` makes of each note's path and text, and what had to be passed over.
fn load_each<T: Send>(
    paths: &[PathBuf],
    encoding: Assumption,
    make: impl Fn(String, Source) -> T + Sync,
) -> Result<(Vec<T>, Vec<LoadError>), LoadError> {
    let mut skipped: Vec<(&Path, LoadError)> = Vec::new();
    let mut wanted = Vec::new();
    let mut folders: Vec<&Path> = Vec::new();
    for path in paths {
        let is_folder = || fs::metadata(path).map(|metadata| metadata.is_dir());
        let unreadable = |error| LoadError::Unreadable(path.clone(), error);
        if path.as_os_str() == STANDARD_INPUT || !is_folder().map_err(unreadable)? {
            wanted.push(Wanted { path: path.clone(), folder: None });
            continue;
        }
        let folder = path.as_path();
        folders.push(folder);
        for file in files_below(folder) {
            match file {
                Ok(path) => wanted.push(Wanted { path, folder: Some(folder) }),
                Err(error) => skipped.push((folder, error)),
            }
        }
    }
    let made = in_parallel(&wanted, |Wanted { path, .. }| {
        let bytes = if path.as_os_str() == STANDARD_INPUT { read_standard_input(path) } else { read(path) };
        let bytes = text_only(path, bytes?, encoding)?;
        Ok(make(path.to_string_lossy().into_owned(), decode(bytes, encoding)))
    });
    let mut notes = Vec::with_capacity(made.len());
    let mut with_notes: BTreeSet<&Path> = BTreeSet::new();
    for (Wanted { folder, .. }, made) in wanted.iter().zip(made) {
        match (made, *folder) {
            (Ok(note), _) => {
                with_notes.extend(folder);
                notes.push(note);
            }
            (Err(error), Some(folder)) => skipped.push((folder, error)),
            (Err(error), None) => return Err(error),
        }
    }
    if let Some(&empty) = folders.iter().find(|folder| !with_notes.contains(**folder)) {
        let why = skipped.into_iter().find(|(folder, _)| *folder == empty).map(|(_, error)| error);
        return Err(why.unwrap_or_else(|| LoadError::NoNotes(empty.to_owned())));
    }
    Ok((notes, skipped.into_iter().map(|(_, error)| error).collect()))
}

/// What `work` makes of each of `items`, in their order; each processor takes the next as it gets done with one.
fn in_parallel<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
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

fn read_standard_input(path: &Path) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(TOO_LARGE).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| LoadError::Unreadable(path.to_owned(), error))
}

fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let unreadable = |error| LoadError::Unreadable(path.to_owned(), error);
    let file = fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size >= TOO_LARGE {
        return Err(LoadError::TooLarge(path.to_owned()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // A pipe or a growing file has more than its size says.
    file.take(TOO_LARGE).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// `bytes` if they are text of a size that midashi can address.
fn text_only(path: &Path, bytes: Vec<u8>, encoding: Assumption) -> Result<Vec<u8>, LoadError> {
    if bytes.len() as u64 >= TOO_LARGE {
        return Err(LoadError::TooLarge(path.to_owned()));
    }
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    if !matches!(encoding, Assumption::Always(_)) && looks_binary(head) {
        return Err(LoadError::Binary(path.to_owned()));
    }
    Ok(bytes)
}

/// The notes below a folder, by name. Hidden files and what `.gitignore` names are left out; links to files are
/// followed, those to folders are not, as they may lead back.
fn files_below(folder: &Path) -> impl Iterator<Item = Result<PathBuf, LoadError>> {
    let walk = WalkBuilder::new(folder).sort_by_file_name(Ord::cmp).build();
    let folder = folder.to_owned();
    walk.filter_map(move |entry| match entry {
        Ok(entry) => {
            let kind = entry.file_type();
            let is_file = kind.is_some_and(|kind| kind.is_file())
                || kind.is_some_and(|kind| kind.is_symlink())
                    && fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_file());
            let ending = entry.path().extension().map(|ending| ending.to_string_lossy().to_lowercase());
            let is_note = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
            (is_note && is_file).then(|| Ok(entry.into_path()))
        }
        Err(error) => {
            let error = io::Error::other(error.to_string());
            Some(Err(LoadError::Unreadable(folder.clone(), error)))
        }
    })
}
