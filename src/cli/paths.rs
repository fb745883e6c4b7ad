//! Which notes are meant where no path is given.

use std::borrow::Cow;
use std::io;
#[cfg(not(unix))]
use std::io::IsTerminal;
use std::path::PathBuf;

use crate::config::Config;

/// Whether standard input brings something of its own accord: a pipe or a file. A terminal does not, nor does
/// `/dev/null`, which is what programs without a terminal are started with.
#[cfg(unix)]
fn is_piped() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;

    let file = io::stdin().as_fd().try_clone_to_owned().map(std::fs::File::from);
    file.and_then(|file| file.metadata()).is_ok_and(|metadata| {
        let kind = metadata.file_type();
        kind.is_file() || kind.is_fifo() || kind.is_socket()
    })
}

#[cfg(not(unix))]
fn is_piped() -> bool {
    !io::stdin().is_terminal()
}

/// The paths, or the default one where there are none.
pub(super) fn or_default<'p>(paths: &'p [PathBuf], config: &Config) -> Cow<'p, [PathBuf]> {
    if paths.is_empty() { Cow::Owned(vec![default_path(config)]) } else { Cow::Borrowed(paths) }
}

fn default_path(config: &Config) -> PathBuf {
    if is_piped() {
        return PathBuf::from("-");
    }
    match config.vault.as_deref() {
        None => PathBuf::from("."),
        Some(vault) => match (vault.strip_prefix("~/"), std::env::var_os("HOME")) {
            (Some(below), Some(home)) => PathBuf::from(home).join(below),
            (Some(_) | None, _) => PathBuf::from(vault),
        },
    }
}
