//! What is in a folder: its notes, its folders, and what is no note though it is named like one.
//!
//! Hidden files and what `.gitignore` names are left out. Links to files are followed; those to folders are not, as they may
//! lead back.

use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{io, iter};

use ignore::{DirEntry, Error, WalkBuilder};

use super::files::LoadError;

/// The endings by which a file in a folder is known to be a note.
pub(super) const ENDINGS: [&str; 10] =
    ["txt", "text", "md", "markdown", "org", "opml", "outline", "note", "notes", "taskpaper"];

/// Something in a folder.
#[derive(Debug)]
pub(super) enum Found {
    /// A file that is named like a note.
    Note(PathBuf),
    /// A folder, the one that is walked among them.
    Folder(PathBuf),
    /// Something that cannot be read.
    Skipped(LoadError),
}

/// What is below `folder`, by name.
pub(super) fn walk(folder: &Path) -> impl Iterator<Item = Found> {
    // What is said in the folders above counts, too.
    let above = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let first = blocking(folder).or_else(|| above.ancestors().find_map(blocking));
    let is_readable = first.is_none();
    let passed_over = Arc::new(Mutex::new(Vec::from_iter(first)));
    let taken = |list: &Mutex<Vec<LoadError>>| {
        std::mem::take(&mut *list.lock().unwrap_or_else(PoisonError::into_inner))
    };
    let mut builder = WalkBuilder::new(folder);
    // Where `.git/info/exclude` stands, a file `.git` may say, and lead to a pipe.
    builder.git_exclude(false);
    builder.sort_by_file_name(Ord::cmp).filter_entry({
        let passed_over = Arc::clone(&passed_over);
        move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let Some(error) = is_folder.then(|| blocking(entry.path())).flatten() else { return true };
            passed_over.lock().unwrap_or_else(PoisonError::into_inner).push(error);
            false
        }
    });
    let folder = folder.to_owned();
    let walked = is_readable.then(|| builder.build()).into_iter().flatten();
    let walked = walked.filter_map(move |entry| match entry {
        Ok(entry) => found(entry),
        Err(error) => Some(Found::Skipped(unreadable(error, &folder))),
    });
    walked.chain(iter::once_with(move || taken(&passed_over)).flatten().map(Found::Skipped))
}

/// What says which files of a folder are left out.
const IGNORING: [&str; 2] = [".gitignore", ".ignore"];

/// The most that such a file may have, in bytes. What it says is compiled, which takes a thousand times its size.
const MOST_IGNORING: u64 = 256 << 10;

/// What stands in the place of such a file in `folder`, and would keep whoever reads it waiting for ever, or take all memory:
/// nothing in the folder can be read then.
fn blocking(folder: &Path) -> Option<LoadError> {
    IGNORING.iter().find_map(|name| {
        let path = folder.join(name);
        let found = fs::metadata(&path).ok()?;
        if found.is_file() && found.len() > MOST_IGNORING {
            return Some(LoadError::Unreadable(path, io::ErrorKind::FileTooLarge.into()));
        }
        let is_harmless = found.is_file() || found.is_dir();
        (!is_harmless).then(|| LoadError::Special(path, special(found.file_type())))
    })
}

/// Whether a file is named like a note.
pub(super) fn is_named_like_a_note(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn found(entry: DirEntry) -> Option<Found> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        return Some(Found::Folder(entry.into_path()));
    }
    if !is_named_like_a_note(entry.path()) {
        return None;
    }
    let path = entry.into_path();
    let kind =
        if kind.is_symlink() { fs::metadata(&path).map(|metadata| metadata.file_type()) } else { Ok(kind) };
    match kind {
        Ok(kind) if kind.is_file() => Some(Found::Note(path)),
        Ok(kind) if kind.is_dir() => None,
        Ok(kind) => Some(Found::Skipped(LoadError::Special(path, special(kind)))),
        Err(error) => Some(Found::Skipped(LoadError::Unreadable(path, error))),
    }
}

/// What a file is that holds no text of its own.
#[cfg(unix)]
pub(super) fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;

    if kind.is_fifo() {
        tr_later!("a pipe")
    } else if kind.is_socket() {
        tr_later!("a socket")
    } else if kind.is_dir() {
        tr_later!("a folder")
    } else {
        tr_later!("a device")
    }
}

#[cfg(not(unix))]
pub(super) fn special(kind: FileType) -> &'static str {
    if kind.is_dir() { tr_later!("a folder") } else { tr_later!("a device") }
}

/// What went wrong on the way, and where.
fn unreadable(error: Error, folder: &Path) -> LoadError {
    let mut path = folder.to_owned();
    let mut inner = &error;
    loop {
        inner = match inner {
            Error::WithPath { path: at, err } => {
                path.clone_from(at);
                err
            }
            Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => err,
            Error::Partial(_)
            | Error::Loop { .. }
            | Error::Io(_)
            | Error::Glob { .. }
            | Error::UnrecognizedFileType(_)
            | Error::InvalidDefinition => break,
        };
    }
    let words = inner.to_string();
    LoadError::Unreadable(path, error.into_io_error().unwrap_or_else(|| io::Error::other(words)))
}
