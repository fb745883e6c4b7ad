//! What is to be said of the routes: which are there, and how far they would get.

use std::env;
use std::path::PathBuf;

use super::{Clipboard, Copied, Destination, Reach, Way};
use crate::config::clipboard::Route;

/// Programs that are known to put their standard input on a clipboard.
const PROGRAMS: [&str; 7] =
    ["wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "win32yank.exe", "termux-clipboard-set"];

/// What comes of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The next copy takes it.
    Used,
    /// It is taken when those before it fail.
    Next,
    /// It is tried, and fails.
    Fails,
    /// It is not there.
    Absent,
    /// It is there, and the user has chosen another.
    NotChosen,
}

impl Role {
    /// The word for it, in English.
    pub fn name(self) -> &'static str {
        match self {
            Self::Used => tr_later!("used"),
            Self::Next => tr_later!("next"),
            Self::Fails => tr_later!("fails"),
            Self::Absent => tr_later!("absent"),
            Self::NotChosen => tr_later!("not chosen"),
        }
    }
}

/// What there is to know of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The route.
    pub route: Route,
    /// What comes of it.
    pub role: Role,
    /// Where it leads, or why it leads nowhere.
    pub detail: String,
}

impl Clipboard {
    /// The route that the user has chosen, if one.
    pub fn chosen(&self) -> Option<Route> {
        self.chosen
    }

    /// Where the text goes that nothing takes.
    pub fn refuge(&self) -> PathBuf {
        self.refuge.first()
    }

    /// Tells of every route. tmux and the display are asked, which takes some seconds where they do not answer.
    pub fn findings(&self) -> Vec<Finding> {
        let mut copied = Copied::default();
        let finding = |(route, way): &(Route, Result<Way, String>)| {
            let is_chosen = self.chosen.is_none_or(|chosen| chosen == *route);
            let (role, detail) = match way {
                Err(reason) if is_chosen && self.chosen.is_some() => (Role::Fails, reason.clone()),
                Err(reason) => (Role::Absent, [reason.as_str(), &remedy(*route)].concat()),
                Ok(_) if !is_chosen => (Role::NotChosen, String::new()),
                Ok(way) => match self.ask(way) {
                    Err(reason) => (Role::Fails, reason),
                    Ok((destination, detail)) => {
                        let role = if copied.makes_needless(*route) { Role::Next } else { Role::Used };
                        copied.to.push(destination);
                        (role, detail)
                    }
                },
            };
            Finding { route: *route, role, detail }
        };
        self.ways.iter().map(finding).collect()
    }

    /// What would take a copy, and what there is to say of it.
    fn ask(&self, way: &Way) -> Result<(Destination, String), String> {
        let answer = match way {
            Way::Tmux(tmux) => {
                let reach = tmux.ask()?;
                let detail = match reach {
                    Reach::Clipboard => tr!("its buffer, and through tmux the terminal's clipboard"),
                    Reach::Buffer | Reach::Unknown => {
                        tr!(
                            "its buffer alone; with `set -as terminal-features ',*:clipboard'` tmux hands it on to the terminal"
                        )
                    }
                };
                (Destination::Tmux(reach), detail.into_owned())
            }
            Way::Command(command) => {
                let name = command.name().to_owned();
                (Destination::Command(name.clone()), name)
            }
            Way::System(system) => {
                let desktop = system.ask().map_err(|refused| refused.to_string())?;
                let desktop_name = desktop.name();
                let detail = if self.rich {
                    tr!("{desktop}, with HTML", desktop = desktop_name)
                } else {
                    tr!("{desktop}, text only", desktop = desktop_name)
                };
                (Destination::Desktop { desktop, with_html: self.rich }, detail)
            }
            Way::Terminal(osc52) => {
                let limit = osc52.limit();
                let detail =
                    tr!("{limit} bytes at most; the terminal does not say whether it took them", limit);
                (Destination::Terminal, detail)
            }
            Way::File(path) => (Destination::File(path.clone()), path.display().to_string()),
        };
        Ok(answer)
    }
}

/// What can be done about a route that is not there.
fn remedy(route: Route) -> String {
    let installed = installed_programs();
    match route {
        Route::Command if !installed.is_empty() => {
            tr!("; installed: {programs}", programs = installed.join(", "))
        }
        Route::Command | Route::Tmux | Route::System | Route::Terminal | Route::File => String::new(),
    }
}

/// Programs for the route `command` that are installed.
pub fn installed_programs() -> Vec<&'static str> {
    let folders: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let is_there = |name: &&str| folders.iter().any(|folder| folder.join(name).is_file());
    PROGRAMS.into_iter().filter(is_there).collect()
}
