//! Notes put into the order and the folders in which they are shown.

use std::cmp::{Ordering, Reverse};
use std::ffi::OsStr;
use std::path::{Component, Path};
use std::sync::Arc;

use super::natural::compare;
use super::{Entry, Note, NoteId, NotePath, Vault};
use crate::note::header::Header;
use crate::note::mention::Date;
use crate::note::notation::{Family, Notation};
use crate::note::source::Source;

/// By what the notes of a folder are ordered; its folders come first, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The name of the file, numbers by what they count.
    #[default]
    Name,
    /// The date of the note, else that of the file; the newest first.
    Date,
    /// The title, else the name of the file.
    Title,
}

impl Order {
    /// All orders and their names.
    pub const ALL: [(&'static str, Self); 3] =
        [("name", Self::Name), ("date", Self::Date), ("title", Self::Title)];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Date => "date",
            Self::Title => "title",
        }
    }

    /// The one after it, and the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Name => Self::Date,
            Self::Date => Self::Title,
            Self::Title => Self::Name,
        }
    }
}

/// Something that the user has opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Root {
    /// A folder.
    Folder {
        /// Its path, with which those of its notes begin.
        path: NotePath,
        /// What to call it.
        name: String,
    },
    /// A single note.
    Note,
}

/// A note, and what is known of its file.
#[derive(Debug, Clone)]
pub struct Member {
    /// What tells it from all others for as long as it is open, whatever becomes of its file.
    pub key: u32,
    /// Which of the roots it is or is in.
    pub root: usize,
    /// The note.
    pub note: Arc<Note>,
    /// The day on which its file was last changed; none if it is of no file.
    pub changed: Option<Date>,
}

impl Member {
    /// The date of the note, else that of its file.
    pub fn date(&self) -> Option<Date> {
        self.note.header.date.or(self.changed)
    }
}

/// A vault, and which of its notes is which.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// The vault.
    pub vault: Vault,
    /// The id of each member.
    pub ids: Vec<NoteId>,
}

/// Puts `members` into the folders of their paths, and these into `order`. Roots stay as they are, those without notes too;
/// `notation` is that of the folders. O(members log members).
pub fn arranged(roots: &[Root], members: &[Member], order: Order, notation: &Arc<Notation>) -> Arranged {
    let mut sorted: Vec<(usize, Stand<'_>)> =
        members.iter().map(|member| Stand::of(member, roots)).enumerate().collect();
    sorted.sort_by(|(_, one), (_, other)| one.compare(other, order));
    let mut tree = Tree { entries: Vec::new(), open: Vec::new(), notation };
    let mut ids = vec![NoteId(0); members.len()];
    let mut rest = sorted.into_iter().peekable();
    for (index, root) in roots.iter().enumerate() {
        if let Root::Folder { path, name } = root {
            tree.open_folder(path.clone(), name);
        }
        while let Some((member, stand)) = rest.next_if(|(_, stand)| stand.member.root == index) {
            let base = usize::from(matches!(root, Root::Folder { .. }));
            ids[member] = tree.add(&stand, base);
        }
        tree.close_to(0);
    }
    Arranged { vault: Vault::of_entries(tree.entries), ids }
}

/// A member, and in which folders of its root it stands.
struct Stand<'m> {
    member: &'m Member,
    folders: Vec<&'m OsStr>,
    /// The name of the file.
    name: &'m OsStr,
}

impl<'m> Stand<'m> {
    fn of(member: &'m Member, roots: &[Root]) -> Self {
        let path = member.note.path.as_path();
        let inner = match roots.get(member.root) {
            Some(Root::Folder { path: root, .. }) => path.strip_prefix(root.as_path()).unwrap_or(path),
            Some(Root::Note) | None => return Self { member, folders: Vec::new(), name: path.as_os_str() },
        };
        let mut folders: Vec<&OsStr> = inner.components().map(Component::as_os_str).collect();
        let name = folders.pop().unwrap_or(inner.as_os_str());
        Self { member, folders, name }
    }

    /// Which comes first: of two in one folder as `order` says, else as the folders do in which they part.
    fn compare(&self, other: &Self, order: Order) -> Ordering {
        let by_root = self.member.root.cmp(&other.member.root);
        let shared = self.folders.iter().zip(&other.folders).take_while(|(a, b)| a == b).count();
        let by_place = match (self.folders.get(shared), other.folders.get(shared)) {
            (Some(one), Some(other)) => compare_names(one, other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => {
                let by_order = match order {
                    Order::Name => Ordering::Equal,
                    Order::Date => Reverse(self.member.date()).cmp(&Reverse(other.member.date())),
                    Order::Title => compare(self.member.note.name(), other.member.note.name()),
                };
                by_order.then_with(|| compare_names(self.name, other.name))
            }
        };
        by_root.then(by_place)
    }
}

/// Compares two names as people order them; those that read the same by their bytes.
fn compare_names(one: &OsStr, other: &OsStr) -> Ordering {
    compare(&one.to_string_lossy(), &other.to_string_lossy()).then_with(|| one.cmp(other))
}

/// A tree being made.
struct Tree<'n> {
    entries: Vec<Entry>,
    /// The folders that are not complete, the innermost last.
    open: Vec<NoteId>,
    notation: &'n Arc<Notation>,
}

impl Tree<'_> {
    fn next_id(&self) -> NoteId {
        NoteId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
    }

    fn push(&mut self, note: Arc<Note>, is_folder: bool) -> NoteId {
        let id = self.next_id();
        self.entries.push(Entry {
            note,
            is_folder,
            parent: self.open.last().copied(),
            end: id.0 + 1,
            depth: u32::try_from(self.open.len()).unwrap_or(u32::MAX),
            notes: u32::from(!is_folder),
        });
        id
    }

    fn open_folder(&mut self, path: NotePath, name: &str) {
        let note = Note {
            path,
            source: Source::from_text(""),
            outline: crate::outline::Outline::default(),
            notation: Arc::clone(self.notation),
            family: Family::Bullets,
            header: Header { title: Some(format!("{name}/")), ..Header::default() },
        };
        let id = self.push(Arc::new(note), true);
        self.open.push(id);
    }

    /// Closes folders until `depth` are left open.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some(folder) = self.open.pop()
        {
            let end = self.next_id().0;
            let notes = self.entries[folder.index()].notes;
            self.entries[folder.index()].end = end;
            if let Some(parent) = self.open.last() {
                self.entries[parent.index()].notes += notes;
            }
        }
    }

    /// Adds a note in its folders, the first of which stands in `base` others.
    fn add(&mut self, stand: &Stand<'_>, base: usize) -> NoteId {
        let is_open = |(folder, name): &(&NoteId, &&OsStr)| {
            self.entries[folder.index()].note.path.as_path().file_name() == Some(**name)
        };
        let shared = self.open.iter().skip(base).zip(&stand.folders).take_while(is_open).count();
        self.close_to(base + shared);
        for name in stand.folders.iter().skip(shared) {
            let above = self.open.last().map(|&folder| self.entries[folder.index()].note.path.as_path());
            let path = above.unwrap_or(Path::new("")).join(name);
            self.open_folder(path.into(), &name.to_string_lossy());
        }
        if let Some(folder) = self.open.last() {
            self.entries[folder.index()].notes += 1;
        }
        self.push(Arc::clone(&stand.member.note), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::Place;

    const PATHS: [&str; 7] =
        ["v/10.txt", "v/2.txt", "v/b/x.txt", "v/a/deep/er.txt", "v/a/y.txt", "v/B2/z.txt", "other.txt"];

    fn vault(order: Order, texts: [&str; 7]) -> Arranged {
        let notation = Arc::new(Notation::bundled());
        let member = |(path, text): (&str, &str)| Member {
            key: 0,
            root: usize::from(path == "other.txt"),
            note: Arc::new(Note::parse(path, Source::from_text(text), Arc::clone(&notation))),
            changed: Date::new(2020, 1, 1),
        };
        let members: Vec<Member> = PATHS.into_iter().zip(texts).map(member).collect();
        let root = Root::Folder { path: "v".into(), name: "v".to_owned() };
        arranged(&[root, Root::Note], &members, order, &notation)
    }

    fn shown(vault: &Vault) -> Vec<String> {
        let line = |note| {
            let depth = vault.depth(Place { note, node: None });
            format!("{}{}", " ".repeat(depth as usize), vault.note(note).file_name())
        };
        vault.entries().map(line).collect()
    }

    #[test]
    fn notes_stand_in_their_folders_in_order() {
        let Arranged { vault, ids } = vault(Order::Name, [""; 7]);
        let expected = [
            "v",
            " a",
            "  deep",
            "   er.txt",
            "  y.txt",
            " b",
            "  x.txt",
            " B2",
            "  z.txt",
            " 2.txt",
            " 10.txt",
            "other.txt",
        ];
        assert_eq!(shown(&vault), expected);
        for (path, id) in PATHS.iter().zip(ids) {
            assert_eq!(vault.note(id).path, *path);
        }
        let below = |id| vault.count_below(Place { note: NoteId(id), node: None });
        assert_eq!([below(0), below(1), below(2), below(5), below(3)], [6, 2, 1, 1, 0]);
        assert_eq!((vault.len(), vault.roots().count(), vault.only_root()), (7, 2, None));
        let walked: Vec<NoteId> =
            std::iter::successors(Some(Place { note: NoteId(0), node: None }), |&place| {
                Some(vault.next(place)).filter(|&next| next < vault.end())
            })
            .map(|place| place.note)
            .collect();
        assert_eq!(walked, vault.entries().collect::<Vec<_>>());
    }

    #[test]
    fn notes_of_a_folder_are_ordered_by_date_and_title() {
        let texts = ["乙 2019-03-01\n", "甲 2021-05-05\n", "", "", "", "", ""];
        let last = |order| shown(&vault(order, texts).vault).split_off(9);
        assert_eq!(last(Order::Date), [" 2.txt", " 10.txt", "other.txt"]);
        assert_eq!(last(Order::Title), [" 10.txt", " 2.txt", "other.txt"]);
    }
}
