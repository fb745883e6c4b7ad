//! What is to be said of the routes: which are there, and how far they would get.

use std::env;
use std::path::PathBuf;

use super::tmux::Reach;
use super::{Clipboard, Way};
use crate::config::clipboard::Route;

/// Programs that are known to put their standard input on a clipboard.
const PROGRAMS: [&str; 8] =
    ["wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "win32yank.exe", "termux-clipboard-set", "lemonade"];

/// What there is to know of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The route.
    pub route: Route,
    /// Whether a copy can be expected to get through.
    pub works: bool,
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
        let finding = |(route, way): &(Route, Result<Way, String>)| {
            let found = way.as_ref().map_err(Clone::clone).and_then(|way| self.detail(way));
            let works = found.is_ok();
            Finding { route: *route, works, detail: found.unwrap_or_else(|reason| reason) }
        };
        self.ways.iter().map(finding).collect()
    }

    fn detail(&self, way: &Way) -> Result<String, String> {
        match way {
            Way::Tmux(tmux) => tmux.ask().map(|reach| match reach {
                Reach::Clipboard => "its buffer, and through tmux the terminal's clipboard".to_owned(),
                Reach::Buffer | Reach::Unknown => {
                    "its buffer alone; with `set -as terminal-features ',*:clipboard'` tmux hands it on to a \
                     terminal that has a clipboard"
                        .to_owned()
                }
            }),
            Way::Command(command) => Ok(command.name().to_owned()),
            Way::System(system) => system
                .ask()
                .map(|desktop| {
                    format!("{}, {}", desktop.name(), if self.rich { "with HTML" } else { "text only" })
                })
                .map_err(|refused| refused.to_string()),
            Way::Terminal(osc52) => Ok(format!(
                "the terminal is asked, and does not say whether it took it; {} bytes at most",
                osc52.limit()
            )),
            Way::File(path) => Ok(path.display().to_string()),
        }
    }
}

/// Programs for `command` that are installed.
pub fn installed_programs() -> Vec<&'static str> {
    let folders: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let is_there = |name: &&str| folders.iter().any(|folder| folder.join(name).is_file());
    PROGRAMS.into_iter().filter(is_there).collect()
}
