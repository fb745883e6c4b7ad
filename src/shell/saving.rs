//! Writing what is taken from notes to a file that the user names, but never over one of the notes.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::effects::{amount, document};
use super::file_writing::{self, Manner};
use crate::app::effect::Excerpt;
use crate::app::event::Saved;
use crate::export;
use crate::text::language::system::told;
use crate::text::language::translated;
use crate::vault::{NotePath, Vault};

/// Writes `excerpt` to the file at `path`. No note that is open is overwritten, whatever the user says.
pub(super) fn save(vault: &Vault, excerpt: &Excerpt, path: &Path, overwrite: bool) -> Saved {
    let name = path.display();
    if let Some(note) = note_at(path, vault.notes().map(|note| &note.path)) {
        return Saved::Failed(tr!("not written: {name} is open here; choose another name", name = note));
    }
    if names_folder(path) {
        return Saved::Failed(tr!("not written: {name} is a folder; add a name", name));
    }
    let document = document(vault, excerpt);
    let manner = Manner { overwrites: overwrite, is_private: false, waits_for_readers: false };
    match file_writing::write(path, manner, |mut sink| export::write(document, excerpt.format, &mut sink)) {
        Ok(()) => Saved::Done(tr!("wrote {what} to {name}", what = amount(document, excerpt.format), name)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Saved::Exists,
        Err(error) => Saved::Failed(tr!("not written: {name}: {why}", name, why = reason(&error))),
    }
}

/// Writes what `content` writes to the file at `path` for a script: over what stands there, but for `notes`, from which
/// it comes. The error says what is wrong with the path.
pub fn put<'n>(
    path: &Path,
    notes: impl Iterator<Item = &'n NotePath>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), String> {
    if note_at(path, notes).is_some() {
        return Err(tr!("is one of the notes; choose another name").into_owned());
    }
    if names_folder(path) {
        return Err(tr!("is a folder; add a name").into_owned());
    }
    let manner = Manner { overwrites: true, is_private: false, waits_for_readers: true };
    file_writing::write(path, manner, content).map_err(|error| reason(&error))
}

/// The note that stands at `path`, by whichever name.
fn note_at<'n>(path: &Path, mut notes: impl Iterator<Item = &'n NotePath>) -> Option<&'n NotePath> {
    notes.find(|note| is_same(note.as_path(), path))
}

/// Whether a path ends as that of a folder does, which the system would not mind for a new file.
fn names_folder(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

/// Whether both paths lead to the same file, that is there.
fn is_same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let (Ok(one), Ok(other)) = (fs::metadata(one), fs::metadata(other)) {
            return (one.dev(), one.ino()) == (other.dev(), other.ino());
        }
    }
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// What can go wrong, in words for who typed the path; the system's own for the rest.
const REASONS: [(io::ErrorKind, &str); 9] = [
    (io::ErrorKind::NotFound, tr_later!("there is no such folder")),
    (io::ErrorKind::IsADirectory, tr_later!("is a folder; add a name")),
    (io::ErrorKind::NotADirectory, tr_later!("stands below what is no folder")),
    (io::ErrorKind::PermissionDenied, tr_later!("you may not write there")),
    (io::ErrorKind::ReadOnlyFilesystem, tr_later!("nothing can be written there")),
    (io::ErrorKind::StorageFull, tr_later!("the disk is full")),
    (io::ErrorKind::FileTooLarge, tr_later!("it is larger than a file may be here")),
    (io::ErrorKind::QuotaExceeded, tr_later!("the disk has no more room for you")),
    (io::ErrorKind::InvalidFilename, tr_later!("this name is too long, or none")),
];

fn reason(error: &io::Error) -> String {
    let known = REASONS.iter().find(|(kind, _)| *kind == error.kind());
    known.map_or_else(|| told(error), |(_, words)| translated(words).to_owned())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::export::Format;
    use crate::note::notation::Notation;
    use crate::note::source::Source;
    use crate::outline::NodeId;
    use crate::vault::{Note, NoteId, Place};

    /// A folder with a note in it, and that note.
    fn workplace() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let (path, text) = (folder.path().join("note.txt"), "■一\n・あ\n■二\n");
        fs::write(&path, text).unwrap();
        let notation = Arc::new(Notation::bundled());
        let note = Note::parse(path.to_str().unwrap(), Source::from_text(text), notation);
        (folder, Vault::new(vec![note]))
    }

    fn excerpt() -> Excerpt {
        let place = Place { note: NoteId(0), node: Some(NodeId(0)) };
        Excerpt { places: vec![place], format: Format::Markdown, with_path: false }
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn files_are_written_as_a_whole_and_asked_about() {
        let (folder, vault) = workplace();
        let at = |name: &str| folder.path().join(name);
        let save = |name: &str, overwrite| save(&vault, &excerpt(), &at(name), overwrite);
        let written = "# 一\n\n- あ\n";

        assert_eq!(
            save("a.md", false),
            Saved::Done(format!("wrote 2 lines as Markdown to {}", at("a.md").display()))
        );
        assert_eq!(fs::read_to_string(at("a.md")).unwrap(), written);
        fs::write(at("usual"), "").unwrap();
        assert_eq!(mode(&at("a.md")), mode(&at("usual")), "a new file is like any other");

        fs::write(at("b.md"), "mine").unwrap();
        fs::set_permissions(at("b.md"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("b.md", at("link")).unwrap();
        for name in ["b.md", "link"] {
            assert_eq!(save(name, false), Saved::Exists);
            assert_eq!(fs::read_to_string(at("b.md")).unwrap(), "mine");
        }
        assert!(matches!(save("link", true), Saved::Done(_)));
        assert_eq!((fs::read_to_string(at("b.md")).unwrap().as_str(), mode(&at("b.md"))), (written, 0o640));
        assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());

        symlink("new.md", at("to-nothing")).unwrap();
        assert!(matches!(save("to-nothing", false), Saved::Done(_)));
        assert_eq!(fs::read_to_string(at("new.md")).unwrap(), written);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 7, "nothing else is left");
    }

    #[test]
    fn what_cannot_be_written_says_why_and_leaves_nothing() {
        let (folder, vault) = workplace();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("folder")).unwrap();
        fs::hard_link(at("note.txt"), at("same-file.txt")).unwrap();
        symlink("note.txt", at("link-to-note.txt")).unwrap();
        symlink("circle", at("circle")).unwrap();
        let _listener = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        let before = fs::read_dir(folder.path()).unwrap().count();
        let cases = [
            (at("folder"), "is a folder; add a name"),
            (at("folder/"), "is a folder; add a name"),
            (at("new-folder/"), "is a folder; add a name"),
            (at("none/a.md"), "there is no such folder"),
            (at("note.txt/a.md"), "stands below what is no folder"),
            (at("circle"), "is a circle of links"),
            (at("socket"), "is neither a file nor a device"),
            (at(&"長".repeat(200)), "this name is too long, or none"),
            (PathBuf::from("/dev/full"), "the disk is full"),
            (at("note.txt"), "is open here; choose another name"),
            (at("folder/../note.txt"), "is open here"),
            (at("same-file.txt"), "is open here"),
            (at("link-to-note.txt"), "is open here"),
        ];
        for (path, expected) in cases {
            if path.starts_with("/dev") && !path.exists() {
                continue;
            }
            for overwrite in [false, true] {
                let Saved::Failed(told) = save(&vault, &excerpt(), &path, overwrite) else {
                    panic!("{} was written", path.display());
                };
                assert!(told.starts_with("not written: ") && told.contains(expected), "{told}");
            }
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before);
        assert_eq!(fs::read_to_string(at("note.txt")).unwrap(), "■一\n・あ\n■二\n");
    }
}
