//! Putting a selection on a clipboard: which ways there are, and taking them in turn.
//!
//! Unless the user has chosen one, the ways are tried in the order of [`Route::ALL`]. tmux's buffer takes the text
//! besides whatever else does; of the others one is enough: the user's command, the system's clipboard, then the terminal,
//! unless tmux has handed the text on to it or knows that it takes none, at last the user's file. What fails leaves the
//! next to be tried. A text that nothing took is written to a private file, so that it is never lost.
//!
//! Whatever the route, terminal controls are left out first, unless the user wants them.

mod clipping;
mod command;
mod doctor;
mod file;
pub mod keeper;
mod osc52;
mod system;
mod tmux;
mod tty;

use std::ffi::OsString;
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::file_writing::expanded;
use crate::config::clipboard::{ClipboardSettings, Route};
use crate::text::language::system::told;
use command::UserCommand;
use file::Refuge;
use keeper::Desktop;
use osc52::Osc52;
use system::System;
use tmux::Tmux;

pub(in crate::shell) use clipping::in_one_line;
pub use clipping::{Clipping, LeftOut};
pub use doctor::{Finding, Role, installed_programs};
pub use system::KEEPER;
pub use tmux::Reach;
pub use tty::ControllingTerminal;

/// Looks up a variable of the environment.
pub type Environment<'e> = &'e dyn Fn(&str) -> Option<OsString>;

/// Something that took a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A buffer of tmux, and perhaps the terminal around tmux.
    Tmux(Reach),
    /// A program of the user's, by its name.
    Command(String),
    /// The clipboard of a desktop.
    Desktop {
        /// Which.
        desktop: Desktop,
        /// Whether it has HTML, too.
        with_html: bool,
    },
    /// The terminal was sent the text. Terminals do not say whether they took it.
    Terminal,
    /// A file of the user's.
    File(PathBuf),
}

impl Destination {
    fn names(&self) -> Vec<String> {
        match self {
            Self::Tmux(Reach::Clipboard) => {
                vec![tr!("tmux buffer").into_owned(), tr!("terminal clipboard").into_owned()]
            }
            Self::Tmux(Reach::Buffer | Reach::Unknown) => vec![tr!("tmux buffer").into_owned()],
            Self::Command(name) => vec![format!("`{name}`")],
            Self::Desktop { desktop, with_html } => {
                let name = desktop.name();
                vec![if *with_html {
                    tr!("{name} clipboard (with HTML)", name)
                } else {
                    tr!("{name} clipboard", name)
                }]
            }
            Self::Terminal => vec![Route::Terminal.title().into_owned()],
            Self::File(path) => vec![path.display().to_string()],
        }
    }
}

/// What took a copied text, and what did not.
///
/// Displays as the end of a status line: `tmux buffer and X11 clipboard (with HTML)`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copied {
    /// What took it; not empty once a copy has succeeded.
    pub to: Vec<Destination>,
    /// The routes that failed, each with its reason.
    pub failed: Vec<(Route, String)>,
    /// What was left out of the text.
    pub left_out: LeftOut,
}

impl Copied {
    /// Whether nothing is gained by `route` after what has taken the text already.
    fn makes_needless(&self, route: Route) -> bool {
        let reaches = |wanted: fn(&Destination) -> bool| self.to.iter().any(wanted);
        let by_command = reaches(|to| matches!(to, Destination::Command(_)));
        let by_desktop = reaches(|to| matches!(to, Destination::Desktop { .. }));
        match route {
            Route::Tmux | Route::Command => false,
            Route::System => by_command,
            Route::Terminal => {
                let tmux_knows = |to: &_| matches!(to, Destination::Tmux(Reach::Clipboard | Reach::Buffer));
                by_command || by_desktop || reaches(tmux_knows)
            }
            Route::File => !self.to.is_empty(),
        }
    }
}

impl fmt::Display for Copied {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<String> = self.to.iter().flat_map(Destination::names).collect();
        let last = names.pop().unwrap_or_default();
        if names.is_empty() {
            formatter.write_str(&last)?;
        } else {
            formatter.write_str(&tr!("{places} and {last}", places = names.join(", "), last))?;
        }
        if self.failed.is_empty() {
            return Ok(());
        }
        formatter.write_str(&tr!("; failed: {failures}", failures = Failures(&self.failed)))
    }
}

/// No route took a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyError {
    /// The routes that were tried, each with its reason.
    pub failed: Vec<(Route, String)>,
    /// The file in which the text is now, or why it is in none.
    pub saved: Result<PathBuf, String>,
}

impl fmt::Display for CopyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failures = Failures(&self.failed);
        match &self.saved {
            Ok(path) => formatter.write_str(&tr!(
                "not copied, but saved in {path} ({failures})",
                path = path.display(),
                failures
            )),
            Err(reason) => {
                formatter.write_str(&tr!("not copied ({failures}), nor saved: {reason}", failures, reason))
            }
        }
    }
}

impl std::error::Error for CopyError {}

struct Failures<'f>(&'f [(Route, String)]);

impl fmt::Display for Failures<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons: Vec<String> =
            self.0.iter().map(|(route, reason)| format!("{}: {reason}", route.title())).collect();
        formatter.write_str(&reasons.join("; "))
    }
}

/// A route that is there.
#[derive(Debug)]
enum Way {
    Tmux(Tmux),
    Command(UserCommand),
    System(System),
    Terminal(Osc52),
    File(PathBuf),
}

impl Way {
    fn take(&self, clipping: &Clipping, terminal: &mut impl Write) -> Result<Destination, String> {
        let text = clipping.text.as_str();
        match self {
            Self::Tmux(tmux) => tmux.load_buffer(text).map(Destination::Tmux),
            Self::Command(command) => {
                command.take(text).map(|()| Destination::Command(command.name().to_owned()))
            }
            Self::System(system) => system
                .keep(clipping)
                .map(|desktop| Destination::Desktop { desktop, with_html: clipping.html.is_some() })
                .map_err(|refused| refused.to_string()),
            Self::Terminal(osc52) => {
                osc52.send(text, terminal).map(|()| Destination::Terminal).map_err(|error| error.to_string())
            }
            Self::File(path) => file::write(path, text)
                .map(|()| Destination::File(path.clone()))
                .map_err(|error| format!("{}: {}", path.display(), told(&error))),
        }
    }
}

/// The clipboards within reach.
#[derive(Debug)]
pub struct Clipboard {
    /// The only route that may be taken, if the user has chosen one.
    chosen: Option<Route>,
    rich: bool,
    keeps_controls: bool,
    /// Every route, and why it is not there where it is not.
    ways: [(Route, Result<Way, String>); 5],
    refuge: Refuge,
}

impl Clipboard {
    /// The clipboards around this process.
    pub fn here(settings: &ClipboardSettings) -> Self {
        Self::new(settings, &system::this_program(), &|name| std::env::var_os(name))
    }

    /// The clipboards that `env` promises; `program` is midashi itself. Nothing is tried yet.
    pub fn new(settings: &ClipboardSettings, program: &Path, env: Environment<'_>) -> Self {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let way = |route| match route {
            Route::Tmux => set("TMUX")
                .map(|server| Way::Tmux(Tmux::new(server, set("TMUX_PANE"))))
                .ok_or_else(|| tr!("midashi does not run in tmux").into_owned()),
            Route::Command if settings.command.is_empty() => Err(tr!("none is set").into_owned()),
            Route::Command => Ok(Way::Command(UserCommand::new(settings.command.clone()))),
            Route::System => System::find(env, program.to_owned()).map(Way::System),
            Route::Terminal => Osc52::find(env, settings.osc52_limit).map(Way::Terminal),
            Route::File => settings
                .file
                .as_ref()
                .map(|path| Way::File(expanded(path, env)))
                .ok_or_else(|| tr!("none is set").into_owned()),
        };
        Self {
            chosen: settings.route,
            rich: settings.rich,
            keeps_controls: settings.keep_controls,
            ways: Route::ALL.map(|route| (route, way(route))),
            refuge: Refuge::find(env, std::env::temp_dir()),
        }
    }

    /// The routes that [`copy`](Self::copy) tries, in this order. That one is listed does not say that it is needed.
    pub fn routes(&self) -> Vec<Route> {
        self.tried().map(|(route, _)| *route).collect()
    }

    /// Whether a [`Clipping`] should bring its HTML.
    pub fn takes_html(&self) -> bool {
        self.rich && self.tried().any(|(_, way)| matches!(way, Ok(Way::System(_))))
    }

    fn tried(&self) -> impl Iterator<Item = &(Route, Result<Way, String>)> {
        self.ways.iter().filter(|(route, way)| match self.chosen {
            Some(chosen) => *route == chosen,
            None => way.is_ok(),
        })
    }

    /// Whether terminal controls are copied.
    pub fn keeps_controls(&self) -> bool {
        self.keeps_controls
    }

    /// Copies `clipping`; what the terminal is to be sent, if anything, is written to `terminal`.
    ///
    /// Takes up to some seconds when a program or a display does not answer.
    pub fn copy(&self, clipping: &Clipping, terminal: &mut impl Write) -> Result<Copied, CopyError> {
        let (clipping, left_out) = if self.keeps_controls {
            (clipping.clone(), LeftOut::default())
        } else {
            clipping.without_controls()
        };
        let mut copied = Copied { left_out, ..Copied::default() };
        for (route, way) in self.tried() {
            if copied.makes_needless(*route) {
                continue;
            }
            let taken = way.as_ref().map_err(Clone::clone).and_then(|way| way.take(&clipping, terminal));
            match taken {
                Ok(destination) => copied.to.push(destination),
                Err(reason) => copied.failed.push((*route, reason)),
            }
        }
        if !copied.to.is_empty() {
            return Ok(copied);
        }
        let saved = self.refuge.save(&clipping.text).map_err(|error| error.to_string());
        Err(CopyError { failed: copied.failed, saved })
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
