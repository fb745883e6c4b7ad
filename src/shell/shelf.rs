//! What the browser has open: files, pipes and folders, and the notes of them that have been read.

use std::path::{Path, PathBuf};

use super::files::{LoadError, Reader, in_parallel, is_folder};
use super::walking::{Found, walk};
use crate::note::source::Source;
use crate::vault::{Arranged, Member, Order, Root, arranged};

/// What is open.
pub struct Shelf {
    /// What the user has opened.
    pub(super) paths: Vec<PathBuf>,
    roots: Vec<Root>,
    /// The notes that have been read.
    pub(super) members: Vec<Member>,
    /// The order of the notes of folders.
    pub order: Order,
    /// How notes are read.
    pub(super) reader: Reader,
}

impl Shelf {
    /// What is at `paths`, of which the notes are read, but not yet the folders. Not empty.
    pub fn open(paths: &[PathBuf], reader: Reader, order: Order) -> Result<Self, LoadError> {
        let roots = paths.iter().map(|path| root(path)).collect::<Result<Vec<_>, _>>()?;
        let is_note = |(index, _): &(usize, &PathBuf)| roots.get(*index) == Some(&Root::Note);
        let notes: Vec<(usize, &PathBuf)> = paths.iter().enumerate().filter(is_note).collect();
        let members = in_parallel(&notes, |&(root, path)| reader.member(root, path, false));
        let members = members.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(Self { paths: paths.to_vec(), roots, members, order, reader })
    }

    /// Reads the folders; returns what had to be passed over.
    pub fn fill(&mut self) -> Vec<LoadError> {
        let mut skipped = Vec::new();
        let mut found: Vec<(usize, PathBuf)> = Vec::new();
        for (root, folder) in self.folders() {
            for entry in walk(folder) {
                match entry {
                    Found::Note(path) => found.push((root, path)),
                    Found::Skipped(error) => skipped.push(error),
                }
            }
        }
        for member in in_parallel(&found, |(root, path)| self.reader.member(*root, path, true)) {
            match member {
                Ok(member) => self.members.push(member),
                Err(error) => skipped.push(error),
            }
        }
        skipped
    }

    /// The folders among what is open, and which they are.
    pub(super) fn folders(&self) -> impl Iterator<Item = (usize, &Path)> {
        let paths = self.paths.iter().map(PathBuf::as_path).enumerate();
        paths.filter(|(index, _)| matches!(self.roots.get(*index), Some(Root::Folder { .. })))
    }

    /// What has been read, in order.
    pub fn arranged(&self) -> Arranged {
        // Folders have no text for it to read.
        let notation = self.reader.notations.of("", &Source::from_text(""));
        arranged(&self.roots, &self.members, self.order, &notation)
    }
}

/// What a path is of.
fn root(path: &Path) -> Result<Root, LoadError> {
    if !is_folder(path)? {
        return Ok(Root::Note);
    }
    // That of `.` and `..` is found out; `/` has none.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = real.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Root::Folder { path: path.to_string_lossy().into_owned(), name })
}
