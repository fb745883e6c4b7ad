//! Path of a note: bytes that tell it from others, and text for people.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

/// Path of a note or a folder, as the user gave it or as it was found in a folder.
///
/// Paths are told apart by their bytes, which need not be Unicode: two that read the same may be two files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NotePath {
    path: OsString,
    /// Of a path that is not Unicode.
    text: Option<Box<str>>,
}

impl NotePath {
    /// The path for the system.
    pub fn as_path(&self) -> &Path {
        Path::new(&self.path)
    }

    /// The path for the system, compared byte by byte.
    pub fn as_os_str(&self) -> &OsStr {
        &self.path
    }

    /// The path for people and documents. Bytes that are not Unicode are U+FFFD in it: it need not lead to the file.
    pub fn text(&self) -> &str {
        self.text.as_deref().or_else(|| self.path.to_str()).unwrap_or_default()
    }

    /// Whether the path can be told in full as text.
    pub fn is_unicode(&self) -> bool {
        self.text.is_none()
    }
}

impl fmt::Display for NotePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text())
    }
}

impl From<OsString> for NotePath {
    fn from(path: OsString) -> Self {
        let text = path.to_str().is_none().then(|| path.to_string_lossy().into());
        Self { path, text }
    }
}

impl From<&OsStr> for NotePath {
    fn from(path: &OsStr) -> Self {
        path.to_owned().into()
    }
}

impl From<&Path> for NotePath {
    fn from(path: &Path) -> Self {
        path.as_os_str().into()
    }
}

impl From<PathBuf> for NotePath {
    fn from(path: PathBuf) -> Self {
        path.into_os_string().into()
    }
}

impl From<&str> for NotePath {
    fn from(path: &str) -> Self {
        OsString::from(path).into()
    }
}

impl From<String> for NotePath {
    fn from(path: String) -> Self {
        OsString::from(path).into()
    }
}

impl PartialEq<str> for NotePath {
    fn eq(&self, other: &str) -> bool {
        self.path == other
    }
}

impl PartialEq<&str> for NotePath {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn paths_are_their_bytes_whatever_they_read() {
        let path = |bytes: &[u8]| NotePath::from(OsStr::from_bytes(bytes));
        let (one, other) = (path(b"\x82\xa0.txt"), path(b"\x82\xa2.txt"));
        assert_eq!(one.text(), other.text());
        assert_ne!(one, other);
        assert_eq!(one.as_path().as_os_str().as_bytes(), b"\x82\xa0.txt");
        assert_eq!((one.is_unicode(), path("記録.txt".as_bytes()).is_unicode()), (false, true));
        assert_eq!(path(b"a.txt"), "a.txt");
    }
}
