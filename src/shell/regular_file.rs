//! Opening what must be a file: whoever opens or reads a pipe or a device in its place could be kept waiting for ever.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// What there was to open.
#[derive(Debug)]
pub(super) enum Opened {
    /// A file.
    File(File, Metadata),
    /// Something else, which has not been read.
    Other(FileType),
}

/// Opens the file at `path`, to be read.
pub(super) fn open(path: &Path) -> io::Result<Opened> {
    open_with(OpenOptions::new().read(true), path)
}

/// As [`open`], but what is no file is an error without a further word.
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    only_file(open(path)?)
}

/// Opens the file at `path` to be written as it is; makes one where there is none.
pub(super) fn open_or_create(path: &Path) -> io::Result<File> {
    only_file(open_with(OpenOptions::new().create(true).truncate(false).write(true), path)?)
}

fn only_file(opened: Opened) -> io::Result<File> {
    match opened {
        Opened::File(file, _) => Ok(file),
        Opened::Other(_) => Err(io::Error::other(tr!("is no file"))),
    }
}

fn open_with(options: &mut OpenOptions, path: &Path) -> io::Result<Opened> {
    // To open a device may do something to it.
    if let Ok(found) = fs::metadata(path)
        && !found.is_file()
    {
        return Ok(Opened::Other(found.file_type()));
    }
    never_wait(options);
    let file = options.open(path)?;
    // Since then, something else may have been put in its place.
    let found = file.metadata()?;
    Ok(if found.is_file() { Opened::File(file, found) } else { Opened::Other(found.file_type()) })
}

/// Has pipes opened without anyone at their other end; it means nothing for files (`open(2)`, `O_NONBLOCK`).
#[cfg(unix)]
fn never_wait(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    options.custom_flags(OFlags::NONBLOCK.bits().cast_signed());
}

#[cfg(not(unix))]
fn never_wait(_options: &mut OpenOptions) {}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use rustix::fs::{CWD, Mode, mkfifoat};

    use super::*;

    #[test]
    fn a_pipe_is_never_waited_for_however_it_got_there() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let is_over = AtomicBool::new(false);
        fs::write(at("note"), "text").unwrap();
        thread::scope(|scope| {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    mkfifoat(CWD, at("pipe"), Mode::RUSR | Mode::WUSR).unwrap();
                    fs::rename(at("pipe"), at("note")).unwrap();
                    fs::write(at("file"), "text").unwrap();
                    fs::rename(at("file"), at("note")).unwrap();
                }
            });
            let (mut files, mut others) = (0, 0);
            while files < 200 || others < 200 {
                match open(&at("note")).unwrap() {
                    Opened::File(mut file, _) => {
                        let mut text = String::new();
                        file.read_to_string(&mut text).unwrap();
                        assert_eq!(text, "text");
                        files += 1;
                    }
                    Opened::Other(_) => others += 1,
                }
            }
            is_over.store(true, Ordering::Relaxed);
        });
    }

    #[test]
    fn a_pipe_in_the_place_of_a_file_to_write_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        mkfifoat(CWD, &path, Mode::RUSR | Mode::WUSR).unwrap();
        assert!(open_or_create(&path).is_err());
        fs::remove_file(&path).unwrap();
        open_or_create(&path).unwrap();
        assert!(path.is_file());
    }
}
