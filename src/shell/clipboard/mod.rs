//! Clipboards, and which of them there are: tmux's buffer, the system's, and the terminal's own (OSC 52).
//!
//! Inside tmux the text goes to its buffer (and through it to the terminal outside, where that allows it); where there
//! is a system clipboard it goes there too. Only if neither took it the terminal is asked.

mod native;
pub mod osc52;
mod tmux;

use std::env;
use std::fmt;

use native::Native;

/// A way to a clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The paste buffer of the tmux that midashi runs in.
    Tmux,
    /// The clipboard of X11, Wayland, macOS or Windows.
    System,
    /// The terminal's clipboard, asked for by an escape sequence.
    Terminal,
}

impl fmt::Display for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Tmux => "the tmux buffer",
            Self::System => "the system clipboard",
            Self::Terminal => "the terminal's clipboard (OSC 52)",
        })
    }
}

/// Which clipboards took a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied(Vec<Route>);

impl fmt::Display for Copied {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, route) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str(" and ")?;
            }
            write!(formatter, "{route}")?;
        }
        Ok(())
    }
}

/// Why no clipboard took a text: what each route said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyError(Vec<(Route, String)>);

impl fmt::Display for CopyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (route, why)) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("; ")?;
            }
            write!(formatter, "{route}: {why}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CopyError {}

/// The clipboards in reach.
pub struct Clipboard {
    routes: Vec<Route>,
    native: Native,
    wrapping: osc52::Wrapping,
}

impl Clipboard {
    /// The clipboards that the environment speaks of.
    pub fn from_environment() -> Self {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let has_display =
            cfg!(any(target_os = "macos", windows)) || is_set("WAYLAND_DISPLAY") || is_set("DISPLAY");
        let mut routes = Vec::new();
        if is_set("TMUX") {
            routes.push(Route::Tmux);
        }
        if has_display {
            routes.push(Route::System);
        }
        routes.push(Route::Terminal);
        let wrapping = if is_set("TMUX") {
            osc52::Wrapping::Tmux
        } else if is_set("STY") {
            osc52::Wrapping::Screen
        } else {
            osc52::Wrapping::None
        };
        Self { routes, native: Native::default(), wrapping }
    }

    /// The routes in the order in which they are tried.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Copies `text`. A sequence for the terminal, if one is needed, is appended to `sequence` for the caller to write.
    pub fn copy(&mut self, text: &str, sequence: &mut Vec<u8>) -> Result<Copied, CopyError> {
        let mut took = Vec::new();
        let mut failed = Vec::new();
        for &route in &self.routes {
            let result = match route {
                Route::Tmux => tmux::load_buffer(text),
                Route::System => self.native.copy(text),
                Route::Terminal if took.is_empty() => osc52::sequence(text, self.wrapping).map(|osc| {
                    sequence.extend(osc);
                }),
                Route::Terminal => continue,
            };
            match result {
                Ok(()) => took.push(route),
                Err(why) => failed.push((route, why)),
            }
        }
        if took.is_empty() { Err(CopyError(failed)) } else { Ok(Copied(took)) }
    }
}
