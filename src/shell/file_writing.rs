//! Files that midashi writes: as a whole or not at all, unless they are devices.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::clipboard::Environment;

/// What happens to files that are there, and to those that are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    /// Whether a file that is there gives way; [`io::ErrorKind::AlreadyExists`] otherwise.
    pub(super) overwrites: bool,
    /// Whether a new file is for the user alone; what the user's mask says otherwise.
    pub(super) is_private: bool,
    /// Whether a named pipe is written to, which waits until somebody reads it.
    pub(super) waits_for_readers: bool,
}

/// How many links are followed to a file before they are taken for a circle; as on Linux.
const MOST_LINKS: usize = 40;

/// Writes what `content` writes to the file at `path`. Links stay, and lead to what is written; a file that is
/// overwritten keeps its permissions.
pub(super) fn write(
    path: &Path,
    manner: Manner,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let path = &followed(path)?;
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if is_device(&found) => write_to_device(path, content),
        Ok(found) if manner.waits_for_readers && is_pipe(&found) => write_to_device(path, content),
        Ok(found) if !found.is_file() => Err(io::Error::other(tr!("is neither a file nor a device"))),
        Ok(_) if !manner.overwrites => Err(io::ErrorKind::AlreadyExists.into()),
        Ok(found) => replace(path, manner, Some(found.permissions()), content),
        Err(error) if error.kind() == io::ErrorKind::NotFound => replace(path, manner, None, content),
        Err(error) => Err(error),
    }
}

/// Where the links lead that `path` may be, also if nothing is there.
pub(super) fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else { return Ok(path) };
        // What the system itself invents need not have a name that can be opened.
        if fs::symlink_metadata(&path).is_ok() && path.starts_with("/proc") {
            return Ok(path);
        }
        path = folder(&path).join(target);
    }
    Err(io::Error::other(tr!("is a circle of links")))
}

/// The folder that `path` stands in.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes beside `path`, and puts what is written in its place.
pub(super) fn replace(
    path: &Path,
    manner: Manner,
    permissions: Option<Permissions>,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut builder = Builder::new();
    builder.prefix(".midashi-");
    #[cfg(unix)]
    if !manner.is_private {
        // Of these the mask takes what the user does not want.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder(path))?;
    let mut buffer = BufWriter::new(file.as_file_mut());
    content(&mut buffer)?;
    buffer.flush()?;
    drop(buffer);
    // Some file systems say only now that they are full.
    file.as_file().sync_all()?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    let kept = if manner.overwrites { file.persist(path) } else { file.persist_noclobber(path) };
    kept.map(|_| ()).map_err(|error| error.error)
}

fn write_to_device(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    if file.is_terminal() {
        return Err(io::Error::other(tr!("is a terminal")));
    }
    content(&mut file)
}

#[cfg(unix)]
fn is_device(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;

    found.file_type().is_char_device()
}

#[cfg(unix)]
fn is_pipe(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;

    found.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_found: &fs::Metadata) -> bool {
    false
}

#[cfg(not(unix))]
fn is_device(_found: &fs::Metadata) -> bool {
    false
}

/// The path that a user wrote, who means the home folder by `~`.
pub(super) fn expanded(path: &str, env: Environment<'_>) -> PathBuf {
    let below = if path == "~" { Some("") } else { path.strip_prefix("~/") };
    match (below, env("HOME")) {
        (Some(below), Some(home)) => PathBuf::from(home).join(below),
        (Some(_) | None, _) => PathBuf::from(path),
    }
}
