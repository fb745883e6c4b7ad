//! The parts of pages that benchmarks write.

use std::fs;
use std::io;
use std::path::Path;

/// Puts `told` into `page`, between its two lines `mark`. Anything else there is kept.
///
/// # Errors
/// The page cannot be read or written, or has not two such lines.
pub(crate) fn write_between(page: &Path, mark: &str, told: impl FnOnce(&str) -> String) -> io::Result<()> {
    let text = fs::read_to_string(page)?;
    let mut parts = text.split(mark);
    let (Some(before), Some(old), Some(after), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(io::Error::other(format!("{} has not two lines {mark}", page.display())));
    };
    fs::write(page, format!("{before}{mark}\n\n{}\n{mark}{after}", told(old)))
}
