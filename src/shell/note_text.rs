//! Reading the text of one note: what of a path may be opened, how much of it is read at a time, and how far it has come.

use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::files::{LoadError, STANDARD_INPUT, day_of_change};
use super::regular_file::{self, Opened};
use super::walking::special;
use crate::note::encoding::{Assumption, Content, decode, looks_binary};
use crate::note::mention::Date;
use crate::note::source::Source;

/// Files of this many bytes and more are refused: offsets into a note are 32 bits wide, and decoding can triple the
/// bytes (U+FFFD has three).
pub(super) const TOO_LARGE: u64 = (1 << 32) / 3;
/// Files in folders that are larger than this (bytes) are no notes that anyone has written: they are only opened by their own names.
pub(super) const LARGE: u64 = 100 << 20;
/// How much of a file is looked at to tell whether it is binary (bytes).
const HEAD: u64 = 8192;
/// How much is read at once (bytes): what the cache of a processor core holds.
const BLOCK: usize = 128 << 10;
/// As [`BLOCK`], of a small file or a pipe.
const SMALL_BLOCK: usize = 16 << 10;

/// What there may be at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// What the user has named: a file, a pipe, or `-` for standard input.
    Named,
    /// What has been a file before. What is there now is not waited for.
    File,
    /// A file of a size that is that of notes: it was found in a folder.
    Found,
}

/// The text of what is at `path`, and when the file was last changed, if it is one. `heard` is told what share of its bytes has been
/// read (0 to 100 in the hundred), where that can be known.
pub(super) fn text(
    path: &Path,
    expected: Expected,
    encoding: Assumption,
    heard: &mut dyn FnMut(u8),
) -> Result<(Source, Option<Date>), LoadError> {
    if path.as_os_str() == STANDARD_INPUT {
        let content = content_of(io::stdin().lock(), 0, path, encoding, heard)?;
        return Ok((decode(content, encoding), None));
    }
    let (file, metadata) = open(path, expected)?;
    let content = match metadata.len() {
        TOO_LARGE.. => return Err(LoadError::TooLarge(path.to_owned())),
        size if expected == Expected::Found && size > LARGE => {
            return Err(LoadError::Large(path.to_owned()));
        }
        size => content_of(file, size, path, encoding, heard)?,
    };
    let changed = day_of_change(&metadata).filter(|_| metadata.is_file());
    Ok((decode(content, encoding), changed))
}

fn open(path: &Path, expected: Expected) -> Result<(fs::File, Metadata), LoadError> {
    let opened = match expected {
        Expected::Named => {
            fs::File::open(path).and_then(|file| file.metadata().map(|found| Opened::File(file, found)))
        }
        Expected::File | Expected::Found => regular_file::open(path),
    };
    match opened {
        Ok(Opened::File(file, metadata)) => Ok((file, metadata)),
        Ok(Opened::Other(kind)) => Err(LoadError::Special(path.to_owned(), special(kind))),
        Err(error) => Err(LoadError::Unreadable(path.to_owned(), error)),
    }
}

/// All that the file at `path` has, which for a pipe or a growing file is more than its size says; unless its beginning shows
/// that it is no text, or it is more than we can address.
fn content_of(
    mut file: impl Read,
    size: u64,
    path: &Path,
    encoding: Assumption,
    heard: &mut dyn FnMut(u8),
) -> Result<Content, LoadError> {
    let unreadable = |error| LoadError::Unreadable(path.to_owned(), error);
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    if !matches!(encoding, Assumption::Always(_)) && looks_binary(&head) {
        return Err(LoadError::Binary(path.to_owned()));
    }
    let mut content = Content::with_capacity(usize::try_from(size).unwrap_or(0));
    content.push(&head);
    // A small file needs no large block; a pipe has no size.
    let block = if size > HEAD { BLOCK.min(usize::try_from(size).unwrap_or(BLOCK)) } else { SMALL_BLOCK };
    let mut block = vec![0; block];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(content),
            Ok(read) => content.push(block.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
        let read = content.len() as u64;
        if read >= TOO_LARGE {
            return Err(LoadError::TooLarge(path.to_owned()));
        }
        if let Some(percent) = (read.min(size) * 100).checked_div(size) {
            heard(u8::try_from(percent).unwrap_or(100));
        }
    }
}
