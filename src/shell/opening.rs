//! Opening what a link leads to, outside of midashi or in it. Notes are other people's: of addresses only those of the web and
//! of mail are opened, of files only those in the folders of the notes. No shell is involved.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::clipboard::Environment;
use super::effects::Worker;
use super::happening::Happening;
use super::user_program::UserProgram;
use crate::app::event::{Event, Followed};
use crate::text::language::system::told;
use crate::vault::{NoteId, Vault};

/// The schemes that are opened.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
/// No browser takes more (bytes).
const LONGEST: usize = 8192;

/// A link to open.
pub(super) struct Opening {
    /// The notes.
    pub(super) vault: Arc<Vault>,
    /// The note that it stands in.
    pub(super) note: NoteId,
    /// What it says.
    pub(super) target: String,
}

/// Opens links, which may take a while.
pub(super) fn opening(answers: Sender<Happening>) -> Worker<Opening> {
    Worker::start(answers, || |opening| vec![Happening::Event(Event::Followed(follow(&opening)))])
}

/// What a link leads to.
#[derive(Debug, PartialEq, Eq)]
enum Destination {
    Address(String),
    Note(NoteId, Option<String>),
    File(PathBuf),
}

fn follow(opening: &Opening) -> Followed {
    match destination(&opening.vault, opening.note, &opening.target) {
        Ok(Destination::Note(note, heading)) => Followed::Note { note, heading },
        Ok(Destination::Address(address)) => open(&address, address.as_ref()),
        Ok(Destination::File(path)) => open(&path.display().to_string(), path.as_os_str()),
        Err(why) => Followed::Failed(why),
    }
}

/// What `target`, which stands in `note`, leads to; or why it leads nowhere.
fn destination(vault: &Vault, note: NoteId, target: &str) -> Result<Destination, String> {
    if target.len() > LONGEST || target.chars().any(char::is_control) {
        return Err(tr!("this link is none that can be opened").into_owned());
    }
    if let Some(scheme) = scheme(target) {
        return if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            Ok(Destination::Address(target.to_owned()))
        } else {
            Err(tr!("links of {scheme}: are not opened", scheme))
        };
    }
    let (path, heading) = match target.split_once('#') {
        Some((path, heading)) => (path, Some(heading.to_owned())),
        None => (target, None),
    };
    let file = file(vault, note, path).ok_or_else(|| tr!("{path} is not there", path))?;
    let is_inside = folders(vault).iter().any(|folder| file.starts_with(folder));
    if !is_inside {
        return Err(tr!("{path} is not in the folder of the notes", path));
    }
    let is_it = |id: &NoteId| vault.note(*id).path.as_path().canonicalize().is_ok_and(|path| path == file);
    Ok(match vault.ids().find(is_it) {
        Some(id) => Destination::Note(id, heading),
        None => Destination::File(file),
    })
}

/// The scheme of an address (RFC 3986, 3.1); none of a path.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some(scheme)
}

/// The file that a path in `note` names, without links; `%20` and the like may be written for what they stand for, and the
/// ending of a note may be left out.
fn file(vault: &Vault, note: NoteId, path: &str) -> Option<PathBuf> {
    let folder = vault.note(note).path.as_path().parent()?;
    let endings = [".md", ".txt", ".org", ".opml"].map(|ending| format!("{path}{ending}").into());
    let names = [OsString::from(path), unescaped(path)].into_iter().chain(endings);
    names.into_iter().find_map(|name| folder.join(name).canonicalize().ok())
}

/// `path` with what is written as `%` and two digits (RFC 3986, 2.1).
fn unescaped(path: &str) -> OsString {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| first == b'%');
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    of_bytes(bytes)
}

#[cfg(unix)]
fn of_bytes(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn of_bytes(bytes: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// The folders that the notes stand in, without links.
fn folders(vault: &Vault) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = vault
        .notes()
        .filter_map(|note| note.path.as_path().canonicalize().ok()?.parent().map(Path::to_owned))
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

/// Has the user's desktop open something. Where there is none, the user can only be told what it was.
fn open(name: &str, target: &OsStr) -> Followed {
    let env = |name: &str| std::env::var_os(name);
    if let Some(browser) = env("BROWSER").filter(|browser| !browser.is_empty()) {
        let ended = browser_command(&browser, target).map_err(io::Error::other);
        return opened(name, ended.and_then(|mut command| Ok(command.status()?.success())));
    }
    if !has_desktop(&env) {
        return Followed::NoDesktop(name.to_owned());
    }
    opened(name, open::that_detached(target).map(|()| true))
}

fn opened(name: &str, result: std::io::Result<bool>) -> Followed {
    match result {
        Ok(true) => Followed::Opened(name.to_owned()),
        Ok(false) => Followed::Failed(tr!("{name} could not be opened", name)),
        Err(error) => Followed::Failed(tr!("{name} could not be opened: {why}", name, why = told(&error))),
    }
}

/// The first command of `BROWSER`, which may list several, and hold arguments. `target` stands where `%s` does, else last.
///
/// A `%s` within a word is left as it is: the word may be for a shell.
fn browser_command(browser: &OsStr, target: &OsStr) -> Result<Command, shell_words::ParseError> {
    let first = browser.to_str().and_then(|browsers| browsers.split(':').next());
    let browser = UserProgram::parse(first.map_or(browser, OsStr::new))?;
    let mut command = browser.command();
    let is_place = |word: &&OsString| *word == "%s";
    if browser.arguments().iter().any(|word| is_place(&word)) {
        command.args(browser.arguments().iter().map(|word| if is_place(&word) { target } else { word }));
    } else {
        command.args(browser.arguments()).arg(target);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(command)
}

/// Whether there is a screen that a browser could open on.
fn has_desktop(env: Environment<'_>) -> bool {
    cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"]
            .iter()
            .any(|name| env(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::note::notation::Notation;
    use crate::note::source::Source;
    use crate::vault::Note;

    #[test]
    fn only_harmless_links_lead_anywhere() {
        let folder = tempfile::tempdir().unwrap();
        let notes = folder.path().canonicalize().unwrap().join("notes");
        fs::create_dir_all(notes.join("sub")).unwrap();
        fs::write(folder.path().join("secret.txt"), "x").unwrap();
        for name in ["a.txt", "b c.md", "sub/d.png"] {
            fs::write(notes.join(name), "■x\n").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("secret.txt"), notes.join("escape.txt")).unwrap();
        let read = |name: &str| {
            let path = notes.join(name).to_string_lossy().into_owned();
            Note::parse(path, Source::from_text("■x\n"), Arc::new(Notation::bundled()))
        };
        let vault = Vault::new(vec![read("a.txt"), read("b c.md")]);
        let to = |target: &str| destination(&vault, NoteId(0), target);
        let address = |address: &str| Ok(Destination::Address(address.to_owned()));
        assert_eq!(to("https://a.example/?q=$(x)"), address("https://a.example/?q=$(x)"));
        assert_eq!(to("mailto:a@b.example"), address("mailto:a@b.example"));
        for spelling in ["b c.md", "b%20c.md", "b c", "./sub/../b c.md"] {
            assert_eq!(to(spelling), Ok(Destination::Note(NoteId(1), None)), "{spelling}");
        }
        assert_eq!(to("b c.md#x"), Ok(Destination::Note(NoteId(1), Some("x".to_owned()))));
        assert_eq!(to("sub/d.png"), Ok(Destination::File(notes.join("sub/d.png"))));
        for refused in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "vscode:x",
            "../secret.txt",
            "/etc/passwd",
            "..%2fsecret.txt",
            "escape.txt",
            "none.txt",
            "https://a.example/\x1b[5m",
        ] {
            assert!(to(refused).is_err(), "{refused}");
        }
    }
}
