//! `[clipboard]` of the config file: where copies go.

use std::borrow::Cow;

use super::file::choice;
use crate::text::settings::Table;

/// A way to a clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// The buffer of the tmux that midashi runs in, and through tmux the terminal's clipboard.
    Tmux,
    /// A program of the user's, which gets the text on its standard input.
    Command,
    /// The clipboard of the desktop: Wayland, X11, macOS or Windows.
    System,
    /// The terminal, asked by the escape sequence OSC 52.
    Terminal,
    /// A file.
    File,
}

impl Route {
    /// Every route, in the order in which they are tried.
    pub const ALL: [Self; 5] = [Self::Tmux, Self::Command, Self::System, Self::Terminal, Self::File];

    /// The word for it in the config file and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tmux => "tmux",
            Self::Command => "command",
            Self::System => "system",
            Self::Terminal => "osc52",
            Self::File => "file",
        }
    }

    /// What to call it in a sentence.
    pub fn title(self) -> Cow<'static, str> {
        match self {
            Self::Tmux => tr!("tmux buffer"),
            Self::Command => tr!("command"),
            Self::System => tr!("system clipboard"),
            Self::Terminal => tr!("terminal clipboard (OSC 52)"),
            Self::File => tr!("file"),
        }
    }
}

/// Where copies go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipboardSettings {
    /// The only route that may be taken; without one, the best within reach.
    pub route: Option<Route>,
    /// Whether the system's clipboard is offered HTML along with the text.
    pub rich: bool,
    /// Whether terminal controls in a note are copied with the rest of it.
    pub keep_controls: bool,
    /// The program of [`Route::Command`] and its arguments; empty where there is none.
    pub command: Vec<String>,
    /// The file of [`Route::File`].
    pub file: Option<String>,
    /// The longest text that is sent to the terminal, in bytes.
    pub osc52_limit: usize,
}

impl ClipboardSettings {
    /// The longest text that terminals are known to take, in bytes: several cap the sequence at 100,000 bytes, which
    /// leaves 99,992 for the base64 of 74,994. Some cut what is longer, so that it is better not sent.
    pub const OSC52_LIMIT: usize = 74_994;

    /// Reads `[clipboard]`.
    pub(super) fn read(table: Table<'_, '_>) -> Self {
        let mut settings = Self::default();
        let routes = Route::ALL.map(|route| (route.name(), Some(route)));
        let choices = [&[("auto", None)], routes.as_slice()].concat();
        let given = table.string("route");
        let span = given.as_ref().map(|given| given.span.clone());
        if let Some(route) = choice(&table, given, &choices) {
            settings.route = route;
        }
        if let Some(rich) = table.boolean("rich") {
            settings.rich = rich;
        }
        if let Some(keep_controls) = table.boolean("keep-controls") {
            settings.keep_controls = keep_controls;
        }
        if let Some(limit) = table.integer("osc52-limit", 0..=1_000_000_000) {
            settings.osc52_limit = usize::try_from(limit).unwrap_or(usize::MAX);
        }
        let command = table.strings("command");
        if let Some(words) = &command {
            match words.first() {
                Some(program) if program.value.is_empty() => {
                    table.document().report(
                        program.span.clone(),
                        tr!("`command` begins with an empty word"),
                        None,
                    );
                }
                Some(_) | None => {}
            }
            settings.command = words.iter().map(|word| word.value.clone()).collect();
        }
        let file = table.string("file");
        if let Some(path) = &file {
            if path.value.is_empty() {
                table.document().report(path.span.clone(), tr!("`file` is empty"), None);
            }
            settings.file = Some(path.value.clone());
        }
        let lacks = match settings.route {
            Some(Route::Command) if settings.command.is_empty() => Some(r#"command = ["wl-copy"]"#),
            Some(Route::File) if file.is_none() => Some(r#"file = "~/copied.txt""#),
            Some(_) | None => None,
        };
        if let (Some(span), Some(remedy)) = (span, lacks) {
            let name = settings.route.map_or("", Route::name);
            let message = tr!("the route `{name}` is chosen, but there is no `{name}`", name);
            table.document().report(span, message, Some(tr!("say {remedy}, or such", remedy)));
        }
        table.done();
        settings
    }
}

impl Default for ClipboardSettings {
    fn default() -> Self {
        Self {
            route: None,
            rich: true,
            keep_controls: false,
            command: Vec::new(),
            file: None,
            osc52_limit: Self::OSC52_LIMIT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_table_is_read() {
        let read = |text: &str| Config::read("c.toml", &format!("[clipboard]\n{text}")).map(|c| c.clipboard);
        let default = ClipboardSettings::default;
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let cases = [
            ("", default()),
            ("route = \"auto\"", default()),
            ("route = \"osc52\"", ClipboardSettings { route: Some(Route::Terminal), ..default() }),
            ("rich = false\nosc52-limit = 9", ClipboardSettings { rich: false, osc52_limit: 9, ..default() }),
            (
                "route = \"command\"\ncommand = [\"xclip\", \"-i\"]",
                ClipboardSettings {
                    route: Some(Route::Command),
                    command: words(&["xclip", "-i"]),
                    ..default()
                },
            ),
            ("keep-controls = true", ClipboardSettings { keep_controls: true, ..default() }),
            ("file = \"~/a\"", ClipboardSettings { file: Some("~/a".to_owned()), ..default() }),
            ("command = []", default()),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let cases = [
            (
                "route = \"x11\"",
                "c.toml:2:9: unknown choice `x11` (one of auto, tmux, command, system, osc52, file)",
            ),
            ("command = \"wl-copy\"", "c.toml:2:11: `command` must be an array of strings, but is string"),
            ("command = [\"\"]", "c.toml:2:12: `command` begins with an empty word"),
            ("file = \"\"", "c.toml:2:8: `file` is empty"),
            (
                "osc52-limit = -1",
                "c.toml:2:15: `osc52-limit` must be an integer from 0 to 1000000000, but is -1",
            ),
            ("rout = \"file\"", "c.toml:2:1: unknown key `rout` in [clipboard] (did you mean `route`?)"),
            (
                "route = \"command\"",
                "c.toml:2:9: the route `command` is chosen, but there is no `command` (say command = \
                 [\"wl-copy\"], or such)",
            ),
            (
                "rich = 1\nroute = \"file\"",
                "c.toml:2:8: `rich` must be true or false, but is integer\n\
                 c.toml:3:9: the route `file` is chosen, but there is no `file` (say file = \"~/copied.txt\", \
                 or such)",
            ),
        ];
        for (text, expected) in cases {
            let errors = Config::read("c.toml", &format!("[clipboard]\n{text}\n")).unwrap_err();
            assert_eq!(errors.to_string(), expected, "{text}");
        }
    }
}
