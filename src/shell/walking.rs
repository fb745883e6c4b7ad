//! What is in a folder: its notes, its folders, and what is no note though it is named like one.
//!
//! Hidden files and what `.gitignore` names are left out. Links to files are followed; those to folders are not, as they may
//! lead back.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

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
    let walk = WalkBuilder::new(folder).sort_by_file_name(Ord::cmp).build();
    let folder = folder.to_owned();
    walk.filter_map(move |entry| match entry {
        Ok(entry) => found(entry),
        Err(error) => Some(Found::Skipped(unreadable(error, &folder))),
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
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
pub(super) fn special(_kind: FileType) -> &'static str {
    "a device"
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
