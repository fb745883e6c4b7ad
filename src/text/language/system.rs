//! What the operating system says is wrong, which it says in English whatever the locale.

use std::io::{Error, ErrorKind};

/// `error` in the chosen language where that knows its kind, and otherwise as the system says it.
pub fn told(error: &Error) -> String {
    // What somebody made of an error says more than its kind.
    let is_of_system = error.raw_os_error().is_some();
    let text = of_kind(error.kind()).filter(|_| is_of_system).and_then(super::find);
    text.map_or_else(|| error.to_string(), str::to_owned)
}

fn of_kind(kind: ErrorKind) -> Option<&'static str> {
    // Kinds come and go with the standard library: those that are not here are said as the system says them.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds cannot be named one and all")]
    Some(match kind {
        ErrorKind::NotFound => tr_later!("No such file or directory"),
        ErrorKind::PermissionDenied => tr_later!("Permission denied"),
        ErrorKind::AlreadyExists => tr_later!("File exists"),
        ErrorKind::IsADirectory => tr_later!("Is a directory"),
        ErrorKind::NotADirectory => tr_later!("Not a directory"),
        ErrorKind::StorageFull => tr_later!("No space left on device"),
        ErrorKind::QuotaExceeded => tr_later!("Disk quota exceeded"),
        ErrorKind::FileTooLarge => tr_later!("File too large"),
        ErrorKind::ReadOnlyFilesystem => tr_later!("Read-only file system"),
        ErrorKind::InvalidFilename => tr_later!("File name too long"),
        ErrorKind::BrokenPipe => tr_later!("Broken pipe"),
        ErrorKind::ConnectionRefused => tr_later!("Connection refused"),
        ErrorKind::TimedOut => tr_later!("Timed out"),
        ErrorKind::Interrupted => tr_later!("Interrupted system call"),
        ErrorKind::OutOfMemory => tr_later!("Cannot allocate memory"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_english_it_is_what_the_system_says() {
        let error = Error::from_raw_os_error(2);
        assert_eq!(told(&error), error.to_string());
        assert_eq!(told(&Error::other("is no file")), "is no file");
    }
}
