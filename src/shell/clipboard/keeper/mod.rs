//! The program that keeps a copy for a desktop, in a process of its own.
//!
//! On X11 and Wayland whoever copied serves those that paste, for as long as nobody else copies. That is why midashi
//! starts itself once more for it: what was copied survives quitting, and a display that hangs holds up a process that
//! can be ended. The keeper reads a [`Clipping`] from its standard input, takes the clipboard, says on its standard
//! output whether it has it, and stays until another program copies. On macOS and Windows the system keeps the copy,
//! and the keeper ends at once.

#[cfg(any(target_os = "macos", windows))]
mod native;
#[cfg(all(unix, not(target_os = "macos")))]
mod wayland;
#[cfg(all(unix, not(target_os = "macos")))]
mod x11;

use std::io::{self, Read, Write};

use super::Clipping;

/// What the keeper says when it has the clipboard, or when the display answers; anything else is why not.
pub(super) const DONE: &str = "done";

/// A kind of desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desktop {
    /// A Wayland compositor that lets programs without windows copy (`ext-data-control`, `wlr-data-control`).
    Wayland,
    /// An X server.
    X11,
    /// macOS or Windows.
    Native,
}

impl Desktop {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Wayland, Self::X11, Self::Native];

    /// What to call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wayland => "Wayland",
            Self::X11 => "X11",
            Self::Native => "system",
        }
    }
}

/// What a keeper is started for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// To keep what it reads.
    Keep,
    /// To find out whether the desktop answers.
    Ask,
}

impl Task {
    /// Every task.
    pub const ALL: [Self; 2] = [Self::Keep, Self::Ask];

    /// The word for it among the keeper's arguments.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Ask => "ask",
        }
    }
}

/// Is the keeper, until it is no longer needed.
pub fn run(task: Task, desktop: Desktop) {
    let mut answer = io::stdout();
    let result = leave_terminal().and_then(|()| match task {
        Task::Ask => ask(desktop).inspect(|()| say(&mut answer, DONE)),
        Task::Keep => {
            let clipping = receive(&mut io::stdin().lock()).map_err(|error| error.to_string())?;
            keep(desktop, &clipping, || say(&mut answer, DONE))
        }
    });
    if let Err(reason) = result {
        say(&mut io::stdout(), &reason.replace('\n', " "));
    }
}

/// Says something to the midashi that started this process. It may have lost patience, and is then not to be told.
fn say(answer: &mut impl Write, word: &str) {
    let _ = writeln!(answer, "{word}").and_then(|()| answer.flush());
}

/// Begins a session of its own, so that the end of the terminal is not its end.
#[cfg(all(unix, not(target_os = "macos")))]
fn leave_terminal() -> Result<(), String> {
    rustix::process::setsid().map(|_| ()).map_err(|error| error.to_string())
}

#[cfg(any(target_os = "macos", windows))]
fn leave_terminal() -> Result<(), String> {
    Ok(())
}

#[cfg(all(unix, not(target_os = "macos")))]
fn ask(desktop: Desktop) -> Result<(), String> {
    match desktop {
        Desktop::Wayland => wayland::ask(),
        Desktop::X11 => x11::ask(),
        Desktop::Native => Err(tr!("this system has no clipboard without a display").into_owned()),
    }
}

#[cfg(any(target_os = "macos", windows))]
fn ask(_desktop: Desktop) -> Result<(), String> {
    native::ask()
}

/// Keeps `clipping`, calls `kept` once it is on the clipboard, and returns when it is no longer needed.
#[cfg(all(unix, not(target_os = "macos")))]
fn keep(desktop: Desktop, clipping: &Clipping, kept: impl FnOnce()) -> Result<(), String> {
    match desktop {
        Desktop::Wayland => wayland::keep(clipping, kept),
        Desktop::X11 => x11::keep(clipping, kept),
        Desktop::Native => Err(tr!("this system has no clipboard without a display").into_owned()),
    }
}

#[cfg(any(target_os = "macos", windows))]
fn keep(_desktop: Desktop, clipping: &Clipping, kept: impl FnOnce()) -> Result<(), String> {
    native::keep(clipping, kept)
}

/// A clipping as [`receive`] reads it: the length of the text in bytes (64 bits, little-endian), the text, and the HTML,
/// empty where there is none.
pub(super) fn message(clipping: &Clipping) -> Vec<u8> {
    let html = clipping.html.as_deref().unwrap_or_default();
    [&(clipping.text.len() as u64).to_le_bytes(), clipping.text.as_bytes(), html.as_bytes()].concat()
}

fn receive(input: &mut impl Read) -> io::Result<Clipping> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let mut text = String::new();
    let length = u64::from_le_bytes(length);
    if input.take(length).read_to_string(&mut text)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let mut html = String::new();
    input.read_to_string(&mut html)?;
    Ok(Clipping { text, html: Some(html).filter(|html| !html.is_empty()) })
}

/// HTML that says its encoding, which those that paste have to guess otherwise.
#[cfg(all(unix, not(target_os = "macos")))]
fn with_charset(html: &str) -> Vec<u8> {
    ["<meta charset=\"utf-8\">", html].concat().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clippings_arrive_as_they_were_sent() {
        for (text, html) in [("", None), ("見出し\0\n", None), ("■", Some("<ul>\n</ul>"))] {
            let clipping = Clipping { text: text.to_owned(), html: html.map(str::to_owned) };
            let sent = message(&clipping);
            assert_eq!(receive(&mut sent.as_slice()).unwrap(), clipping);
        }
        let cut = message(&Clipping { text: "見出し".to_owned(), html: None });
        for length in 0..cut.len() {
            assert!(receive(&mut &cut[..length]).is_err(), "{length} bytes");
        }
    }
}
