//! Files that take a copied text: the user's, and the one that is written when nothing else takes it.

use std::ffi::OsString;
use std::fs::DirBuilder;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::Environment;
use crate::shell::file_writing::{self, Manner};

/// A file that takes a copy gives way to it, and is for the user alone.
const MANNER: Manner = Manner { overwrites: true, is_private: true, waits_for_readers: false };

/// Writes `text` to the user's file: as a whole or not at all, unless it is a device.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    file_writing::write(path, MANNER, |sink| sink.write_all(text.as_bytes()))
}

/// Where a text goes that nothing else took: private folders of the user's, the best first.
#[derive(Debug)]
pub(super) struct Refuge {
    folders: Vec<PathBuf>,
    /// Where others can see, but not read, what is there.
    shared: PathBuf,
}

/// The name of the file in a folder of the user's. The next copy that nothing else takes replaces it, as on a clipboard.
const NAME: &str = "copied.txt";

impl Refuge {
    pub(super) fn find(env: Environment<'_>, shared: PathBuf) -> Self {
        let folder = |value: Option<OsString>| value.map(PathBuf::from).filter(|path| path.is_absolute());
        let state = folder(env("XDG_STATE_HOME"))
            .or_else(|| folder(env("HOME")).map(|home| home.join(".local").join("state")));
        let bases = [folder(env("XDG_RUNTIME_DIR")), state, folder(env("LOCALAPPDATA"))];
        Self { folders: bases.into_iter().flatten().map(|base| base.join("midashi")).collect(), shared }
    }

    /// The file that is tried first.
    pub(super) fn first(&self) -> PathBuf {
        self.folders.first().map_or_else(|| self.shared.clone(), |folder| folder.join(NAME))
    }

    /// Writes `text` to the first place that takes it, and says where.
    pub(super) fn save(&self, text: &str) -> io::Result<PathBuf> {
        for folder in &self.folders {
            let path = folder.join(NAME);
            if create_private(folder).and_then(|()| replace(&path, text)).is_ok() {
                return Ok(path);
            }
        }
        // A name that nobody can foresee, since others may write there, too.
        let mut file = Builder::new().prefix("midashi-").suffix(".txt").tempfile_in(&self.shared)?;
        file.write_all(text.as_bytes())?;
        let (_, path) = file.keep()?;
        Ok(path)
    }
}

/// Writes `text` beside `path`, and puts it in its place; a link gives way.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    file_writing::replace(path, MANNER, None, |sink| sink.write_all(text.as_bytes()))
}

fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn files_are_written_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        write(&file, "一").unwrap();
        assert_eq!((fs::read_to_string(&file).unwrap().as_str(), mode(&file)), ("一", 0o600));

        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        symlink(&file, &link).unwrap();
        write(&link, "二").unwrap();
        assert_eq!((fs::read_to_string(&file).unwrap().as_str(), mode(&file)), ("二", 0o644));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    }

    #[test]
    fn what_takes_no_text_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(fs::metadata(&socket).unwrap().file_type().is_socket());
        let cases = [
            (PathBuf::from("/dev/full"), "No space left on device"),
            (folder.path().join("none/file"), "No such file or directory"),
            (folder.path().to_owned(), "is a directory"),
            (socket, "is neither a file nor a device"),
        ];
        for (path, expected) in cases {
            if !path.starts_with("/dev") || path.exists() {
                let error = write(&path, "見出し").unwrap_err().to_string();
                assert!(error.contains(expected), "{}: {error}", path.display());
            }
        }
    }

    #[test]
    fn the_last_refuge_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path();
        let variables = |name: &str| match name {
            "XDG_RUNTIME_DIR" => Some(base.join("runtime").into()),
            "HOME" => Some(base.join("home").into()),
            _ => None,
        };
        let refuge = Refuge::find(&variables, base.to_owned());
        for text in ["一", "二"] {
            let saved = refuge.save(text).unwrap();
            assert_eq!(saved, base.join("runtime/midashi/copied.txt"));
            assert_eq!(fs::read_to_string(&saved).unwrap(), text);
            assert_eq!((mode(&saved), mode(saved.parent().unwrap())), (0o600, 0o700));
        }

        // What cannot be a folder leaves the next place, and at last one that is shared.
        fs::remove_dir_all(base.join("runtime")).unwrap();
        fs::write(base.join("runtime"), "").unwrap();
        assert_eq!(refuge.save("三").unwrap(), base.join("home/.local/state/midashi/copied.txt"));
        fs::remove_dir_all(base.join("home")).unwrap();
        fs::write(base.join("home"), "").unwrap();
        let shared = refuge.save("四").unwrap();
        assert_eq!((fs::read_to_string(&shared).unwrap().as_str(), mode(&shared)), ("四", 0o600));
    }
}
