//! What the browser has open: files, pipes and folders, and the notes of them that have been read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{LoadError, Reader, in_parallel, is_folder};
use super::head::head;
use super::note_text::Expected;
use super::walking::{Found, walk};
use crate::note::notation::Notation;
use crate::note::source::Source;
use crate::vault::{Arranged, Member, Note, NoteId, Order, Root, Vault, arranged};

/// What is open.
pub struct Shelf {
    paths: Vec<PathBuf>,
    roots: Vec<Root>,
    /// The notes that have been read.
    pub(super) members: Vec<Member>,
    /// What was passed over in the folders, by path.
    pub(super) skipped: BTreeMap<PathBuf, LoadError>,
    /// The folders that were walked through.
    pub(super) walked: BTreeSet<PathBuf>,
    /// The order of the notes of folders.
    pub(super) order: Order,
    /// How notes are read.
    pub(super) reader: Reader,
    /// Whether the folders have been read.
    pub is_filled: bool,
    /// Whether of its only note just the head has been read.
    pub is_head: bool,
    next_key: u32,
}

/// What the browser shows of it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The notes, in order.
    pub vault: Vault,
    /// Which of them each member is, by its key.
    pub(super) ids: BTreeMap<u32, NoteId>,
}

/// What is found in the folders.
#[derive(Default)]
pub(super) struct Content {
    /// Files that are named like notes, and in which of the roots.
    pub(super) notes: Vec<(usize, PathBuf)>,
    /// The folders that were walked through.
    pub(super) folders: Vec<PathBuf>,
    /// What is named like a note and cannot be one.
    pub(super) skipped: Vec<LoadError>,
}

impl Shelf {
    /// What is at `paths`, of which the notes are read, but not yet the folders. Not empty.
    pub fn open(paths: &[PathBuf], reader: Reader, order: Order) -> Result<Self, LoadError> {
        let roots = paths.iter().map(|path| root(path)).collect::<Result<Vec<_>, _>>()?;
        let is_note = |(index, _): &(usize, &PathBuf)| roots.get(*index) == Some(&Root::Note);
        let notes: Vec<(usize, &PathBuf)> = paths.iter().enumerate().filter(is_note).collect();
        let members = in_parallel(&notes, |&(root, path)| reader.member(root, path, Expected::Named));
        let mut shelf = Self::empty(paths.to_vec(), roots, reader, order);
        for member in members {
            shelf.add(member?);
        }
        Ok(shelf)
    }

    /// As [`Shelf::open`], but of a single large note only the head is read.
    pub fn open_head(paths: &[PathBuf], reader: Reader, order: Order) -> Result<Self, LoadError> {
        let head = match paths {
            [path] => head(&reader, 0, path),
            _ => None,
        };
        let Some(head) = head else { return Self::open(paths, reader, order) };
        let mut shelf = Self::empty(paths.to_vec(), vec![Root::Note], reader, order);
        shelf.add(head);
        shelf.is_head = true;
        Ok(shelf)
    }

    /// The note that teaches by being used, of which `text` is the text; it is in no file.
    pub fn of_tour(text: &str, reader: Reader, order: Order) -> Self {
        // It is written as midashi's own notation has it, whatever the user has made of that.
        let note = Note::parse("tour", Source::from_text(text), Arc::new(Notation::bundled()));
        let mut shelf = Self::empty(vec![note.path.as_path().to_owned()], vec![Root::Note], reader, order);
        shelf.add(Member { key: 0, root: 0, note: Arc::new(note), changed: None });
        shelf
    }

    fn empty(paths: Vec<PathBuf>, roots: Vec<Root>, reader: Reader, order: Order) -> Self {
        let mut shelf = Self {
            paths,
            roots,
            members: Vec::new(),
            skipped: BTreeMap::new(),
            walked: BTreeSet::new(),
            order,
            reader,
            is_filled: false,
            is_head: false,
            next_key: 0,
        };
        shelf.is_filled = !shelf.has_folders();
        shelf
    }

    /// The folders among what is open, and which they are.
    pub(super) fn folders(&self) -> impl Iterator<Item = (usize, &Path)> {
        let paths = self.paths.iter().map(PathBuf::as_path).enumerate();
        paths.filter(|(root, _)| self.is_folder(*root))
    }

    fn is_folder(&self, root: usize) -> bool {
        matches!(self.roots.get(root), Some(Root::Folder { .. }))
    }

    /// Whether a note was found in a folder, and not named by the user.
    pub(super) fn is_found(&self, member: &Member) -> bool {
        self.is_folder(member.root)
    }

    /// What is in the folders now.
    pub(super) fn content(&self) -> Content {
        let mut content = Content::default();
        for (root, folder) in self.folders() {
            for found in walk(folder) {
                match found {
                    Found::Note(path) => content.notes.push((root, path)),
                    Found::Folder(path) => content.folders.push(path),
                    Found::Skipped(error) => content.skipped.push(error),
                }
            }
        }
        content
    }

    /// Reads the folders, at the beginning.
    pub fn fill(&mut self) {
        let Content { notes, folders, skipped } = self.content();
        self.walked = folders.into_iter().collect();
        for error in skipped {
            self.skip(error);
        }
        for member in in_parallel(&notes, |(root, path)| self.reader.member(*root, path, Expected::Found)) {
            match member {
                Ok(member) => self.add(member),
                Err(error) => self.skip(error),
            }
        }
        self.is_filled = true;
    }

    /// Puts in a note that has been read.
    pub(super) fn add(&mut self, mut member: Member) {
        member.key = self.next_key;
        self.next_key += 1;
        self.members.push(member);
    }

    /// Keeps in mind what was passed over.
    pub(super) fn skip(&mut self, error: LoadError) {
        self.skipped.insert(error.path().to_owned(), error);
    }

    /// What was passed over, in words.
    pub fn skipped(&self) -> impl Iterator<Item = &LoadError> {
        self.skipped.values()
    }

    /// Whether there are folders among what is open.
    pub(super) fn has_folders(&self) -> bool {
        self.folders().next().is_some()
    }

    /// What has been read and is wanted, in order.
    pub fn shown(&self) -> Shown {
        // Folders have no text for it to read.
        let notation = self.reader.notations.of("", &Source::from_text(""));
        let members: Vec<Member> = self.members.iter().filter(|member| self.shows(member)).cloned().collect();
        let Arranged { vault, ids } = arranged(&self.roots, &members, self.order, &notation);
        Shown { vault, ids: members.iter().map(|member| member.key).zip(ids).collect() }
    }

    /// Whether a note is one of those that the user wants to see.
    pub(super) fn shows(&self, member: &Member) -> bool {
        !self.is_found(member) || self.reader.period.contains(member.date())
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
    Ok(Root::Folder { path: path.into(), name })
}
