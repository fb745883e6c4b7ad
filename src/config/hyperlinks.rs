//! Which terminals make a hyperlink of a text that they are told the address of (OSC 8).

/// Whether addresses in notes are given to the terminal as hyperlinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hyperlinks {
    /// Where the terminal is known to make something of them.
    #[default]
    Auto,
    /// In any terminal.
    Always,
    /// In none.
    Never,
}

/// What `TERM` begins with in terminals that know hyperlinks and are not told by variables of their own.
const TERMS: [&str; 9] = [
    "alacritty",
    "contour",
    "foot",
    "mintty",
    "rio",
    "wezterm",
    "xterm-ghostty",
    "xterm-kitty",
    "xterm-wezterm",
];
/// What `TERM_PROGRAM` is in such terminals.
const PROGRAMS: [&str; 9] =
    ["Hyper", "Tabby", "WezTerm", "contour", "ghostty", "iTerm.app", "mintty", "rio", "vscode"];
/// Variables that terminals which know hyperlinks set for the programs in them.
const VARIABLES: [&str; 4] = ["DOMTERM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION"];
/// The first VTE that knows them (0.50), as `VTE_VERSION` says it.
const VTE: u32 = 5000;
/// The first tmux that knows them.
const TMUX: (u32, u32) = (3, 4);

impl Hyperlinks {
    /// Every choice with its name in the config file.
    pub const ALL: [(&'static str, Self); 3] =
        [("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)];

    /// Whether to write them in the terminal that `variable`, the environment, speaks of.
    pub fn are_written(self, variable: impl Fn(&str) -> Option<String>) -> bool {
        match self {
            Self::Auto => is_known(variable),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

fn is_known(variable: impl Fn(&str) -> Option<String>) -> bool {
    let value = |name| variable(name).unwrap_or_default();
    let (term, program) = (value("TERM"), value("TERM_PROGRAM"));
    // In a multiplexer the other variables speak of the terminal that it was started in, or was once.
    if program == "tmux" {
        return version(&value("TERM_PROGRAM_VERSION")).is_some_and(|version| version >= TMUX);
    }
    if term.starts_with("screen") || term.starts_with("tmux") || matches!(&*term, "dumb" | "linux") {
        return false;
    }
    TERMS.iter().any(|known| term.starts_with(known))
        || PROGRAMS.contains(&&*program)
        || VARIABLES.iter().any(|name| variable(name).is_some())
        || value("VTE_VERSION").parse::<u32>().is_ok_and(|version| version >= VTE)
}

/// The first two numbers of a version such as `3.3a`.
fn version(text: &str) -> Option<(u32, u32)> {
    let (major, rest) = text.split_once('.')?;
    let minor = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_told_by_their_variables() {
        let cases: [(&[(&str, &str)], bool); 12] = [
            (&[], false),
            (&[("TERM", "xterm-256color")], false),
            (&[("TERM", "xterm-kitty")], true),
            (&[("TERM", "foot-extra")], true),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "7200")], true),
            (&[("TERM", "xterm-256color"), ("VTE_VERSION", "4804")], false),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], true),
            (&[("TERM", "linux"), ("WT_SESSION", "1")], false),
            (&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.4")], true),
            (&[("TERM", "xterm-kitty"), ("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a")], false),
            (&[("TERM", "screen.xterm-256color"), ("VTE_VERSION", "7200")], false),
            (&[("TERM", "xterm-256color"), ("KONSOLE_VERSION", "230804")], true),
        ];
        for (environment, expected) in cases {
            let variable = |name: &str| {
                environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(Hyperlinks::Auto.are_written(variable), expected, "{environment:?}");
            assert!(Hyperlinks::Always.are_written(variable) && !Hyperlinks::Never.are_written(variable));
        }
    }
}
