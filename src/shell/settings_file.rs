//! Reading the files of the user's that set something: the config file, readings, themes, notations, languages.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::regular_file::open_file;

/// The most that such a file may have, in bytes: far more than anybody writes, and read in a moment.
const MOST: u64 = 16 << 20;

/// The text of a file of settings that the user need not have named. What is no file, such as a pipe, is an error: it could
/// keep whoever reads it waiting for ever.
pub fn read_settings(path: &Path) -> io::Result<String> {
    text_of(open_file(path)?)
}

/// The same of one that the user has named, which may be a pipe, such as that of `<(…)`.
pub fn read_named_settings(path: &Path) -> io::Result<String> {
    text_of(File::open(path)?)
}

fn text_of(file: File) -> io::Result<String> {
    let mut text = String::new();
    file.take(MOST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(text) }
}
