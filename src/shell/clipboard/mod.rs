//! Putting text on a clipboard: which ways there are, and taking them in turn.
//!
//! Inside tmux its buffer takes the text, and tmux hands it on to the terminal. Where there is a display, the
//! system's clipboard takes it too. Where neither put it on a clipboard, the terminal is asked to (OSC 52), which
//! also works over SSH. A way that fails leaves the next one to be tried.

mod osc52;
mod system;
mod tmux;

use std::ffi::OsString;
use std::fmt;
use std::io::Write;

use osc52::Osc52;
use system::SystemClipboard;
use tmux::{Reach, Tmux};

/// A way to a clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The buffer of the tmux that midashi runs in, and through tmux the terminal's clipboard.
    Tmux,
    /// The clipboard of the desktop: X11, Wayland, macOS or Windows.
    System,
    /// The terminal, asked by the escape sequence OSC 52.
    Terminal,
}

impl fmt::Display for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Tmux => "tmux buffer",
            Self::System => "system clipboard",
            Self::Terminal => "terminal clipboard (OSC 52)",
        })
    }
}

/// What took a copied text.
///
/// Displays as the end of a status line: `tmux buffer and clipboard`, `terminal clipboard (OSC 52)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copied {
    /// A buffer of tmux.
    pub tmux_buffer: bool,
    /// The clipboard: the system's, or that of the terminal around a tmux that knows how to reach it.
    pub clipboard: bool,
    /// The terminal was sent the text. Terminals do not say whether they took it.
    pub terminal: bool,
}

impl fmt::Display for Copied {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = [
            (self.tmux_buffer, "tmux buffer"),
            (self.clipboard, "clipboard"),
            (self.terminal, "terminal clipboard (OSC 52)"),
        ];
        let taken: Vec<&str> = places.iter().filter(|(taken, _)| *taken).map(|(_, name)| *name).collect();
        formatter.write_str(&taken.join(" and "))
    }
}

/// Why no route took a text: each that was tried, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyError(pub Vec<(Route, String)>);

impl fmt::Display for CopyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (route, reason)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{route}: {reason}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CopyError {}

/// The clipboards within reach.
///
/// On X11 and Wayland the program that copied serves those that paste: keep this value for as long as the text is
/// to be had. Dropping it hands the text to a clipboard manager, if one runs.
#[derive(Debug)]
pub struct Clipboard {
    tmux: Option<Tmux>,
    system: Option<SystemClipboard>,
    terminal: Osc52,
}

impl Clipboard {
    /// The clipboards that the variables looked up by `env` promise. Nothing is tried yet.
    pub fn from_environment(env: impl Fn(&str) -> Option<OsString>) -> Self {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let tmux = set("TMUX").map(|server| Tmux::new(server, set("TMUX_PANE")));
        // Over SSH the clipboard of a Mac or a Windows machine is not the one in front of the user; a display
        // that is named there is the user's, forwarded.
        let has_display = if cfg!(any(target_os = "macos", windows)) {
            set("SSH_CONNECTION").is_none()
        } else {
            set("DISPLAY").is_some() || set("WAYLAND_DISPLAY").is_some()
        };
        let terminal = match &tmux {
            Some(_) => Osc52::ThroughTmux,
            None if set("STY").is_some() => Osc52::ThroughScreen,
            None => Osc52::Direct,
        };
        Self { tmux, system: has_display.then(SystemClipboard::start), terminal }
    }

    /// The ways that [`copy`](Self::copy) takes, in this order; the terminal only when the others reach no clipboard.
    pub fn routes(&self) -> Vec<Route> {
        let tmux = self.tmux.as_ref().map(|_| Route::Tmux);
        let system = self.system.as_ref().map(|_| Route::System);
        tmux.into_iter().chain(system).chain([Route::Terminal]).collect()
    }

    /// Copies `text`; what the terminal is to be sent, if anything, is written to `terminal`.
    ///
    /// Takes up to a few seconds when tmux or the display does not answer.
    pub fn copy(&mut self, text: &str, terminal: &mut impl Write) -> Result<Copied, CopyError> {
        let mut copied = Copied::default();
        let mut failures = Vec::new();
        let mut ask_terminal = true;
        if let Some(tmux) = &self.tmux {
            match tmux.load_buffer(text) {
                Ok(reach) => {
                    copied.tmux_buffer = true;
                    copied.clipboard = reach == Reach::Clipboard;
                    ask_terminal = reach == Reach::Unknown;
                }
                Err(reason) => failures.push((Route::Tmux, reason)),
            }
        }
        if let Some(system) = &mut self.system {
            match system.set(text) {
                Ok(()) => {
                    copied.clipboard = true;
                    ask_terminal = false;
                }
                Err(reason) => failures.push((Route::System, reason)),
            }
        }
        if ask_terminal {
            match self.terminal.send(text, terminal) {
                Ok(()) => copied.terminal = true,
                Err(error) => failures.push((Route::Terminal, error.to_string())),
            }
        }
        if copied == Copied::default() { Err(CopyError(failures)) } else { Ok(copied) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clipboard(variables: &[&str]) -> Clipboard {
        Clipboard::from_environment(|name| variables.contains(&name).then(|| "/nonexistent,1,0".into()))
    }

    #[cfg(not(any(target_os = "macos", windows)))]
    #[test]
    fn routes_follow_the_environment() {
        let cases: [(&[&str], &str); 5] = [
            (&[], "terminal clipboard (OSC 52)"),
            (&["STY", "SSH_CONNECTION"], "terminal clipboard (OSC 52)"),
            (&["TMUX"], "tmux buffer, terminal clipboard (OSC 52)"),
            (&["WAYLAND_DISPLAY"], "system clipboard, terminal clipboard (OSC 52)"),
            (&["TMUX", "DISPLAY"], "tmux buffer, system clipboard, terminal clipboard (OSC 52)"),
        ];
        for (variables, expected) in cases {
            let routes = clipboard(variables).routes();
            let names: Vec<String> = routes.iter().map(Route::to_string).collect();
            assert_eq!(names.join(", "), expected, "{variables:?}");
        }
    }

    #[test]
    fn a_route_that_fails_leaves_the_next() {
        let mut terminal = Vec::new();
        let copied = clipboard(&["TMUX"]).copy("か", &mut terminal).unwrap();
        assert_eq!(copied.to_string(), "terminal clipboard (OSC 52)");
        assert_eq!(terminal, b"\x1bPtmux;\x1b\x1b]52;c;44GL\x07\x1b\\");
    }

    #[test]
    fn an_error_names_every_route() {
        let too_long = "a".repeat(80_000);
        let error = clipboard(&["TMUX"]).copy(&too_long, &mut Vec::new()).unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with("tmux buffer: "), "{message}");
        assert!(message.contains("; terminal clipboard (OSC 52): "), "{message}");
    }

    #[test]
    fn what_took_the_text_reads_well() {
        let cases = [
            (true, true, false, "tmux buffer and clipboard"),
            (true, false, false, "tmux buffer"),
            (false, true, false, "clipboard"),
            (true, false, true, "tmux buffer and terminal clipboard (OSC 52)"),
        ];
        for (tmux_buffer, clipboard, terminal, expected) in cases {
            let copied = Copied { tmux_buffer, clipboard, terminal };
            assert_eq!(copied.to_string(), expected);
        }
    }
}
