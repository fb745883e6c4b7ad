//! A path as it is written in the file of what is remembered: text, and its bytes where that is not all of it.

use std::ffi::OsString;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::vault::NotePath;

#[derive(Serialize, Deserialize)]
struct Written {
    path: String,
    /// In base64; absent where the path is Unicode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path_bytes: Option<String>,
}

pub(super) fn serialize<S: Serializer>(path: &NotePath, serializer: S) -> Result<S::Ok, S::Error> {
    let bytes = || BASE64_STANDARD.encode(path.as_os_str().as_encoded_bytes());
    let path_bytes = (!path.is_unicode()).then(bytes);
    Written { path: path.text().to_owned(), path_bytes }.serialize(serializer)
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<NotePath, D::Error> {
    let Written { path, path_bytes } = Written::deserialize(deserializer)?;
    let bytes = path_bytes.and_then(|bytes| BASE64_STANDARD.decode(bytes).ok());
    Ok(bytes.and_then(of_bytes).map_or_else(|| path.into(), NotePath::from))
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere not every path is bytes")]
fn of_bytes(bytes: Vec<u8>) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

/// Elsewhere the bytes of a path are the standard library's own; a path that is not Unicode is not found again.
#[cfg(not(unix))]
fn of_bytes(_bytes: Vec<u8>) -> Option<OsString> {
    None
}
