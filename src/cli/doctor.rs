//! `midashi doctor`: what the surroundings really are, for the user and for bug reports.

use std::env;
use std::io::{self, IsTerminal};

use serde::Serialize;

use super::args::DoctorArgs;
use super::output::Ink;
use super::{Context, Failure, Outcome};
use crate::config::file::AmbiguousChoice;
use crate::export::json::to_string;
use crate::shell::clipboard::Clipboard;

/// The findings.
#[derive(Serialize)]
struct Findings {
    version: &'static str,
    terminal: Option<String>,
    stdin_is_terminal: bool,
    stdout_is_terminal: bool,
    multiplexer: Option<&'static str>,
    locale: Option<String>,
    colors: &'static str,
    ambiguous: &'static str,
    ambiguous_setting: &'static str,
    clipboard: Vec<String>,
    config_path: Option<String>,
    config: String,
}

pub(super) fn run(context: &Context, args: &DoctorArgs) -> Result<Outcome, Failure> {
    let findings = findings(context);
    let mut output = context.output();
    if args.json {
        output.document(&to_string(&findings))?;
    } else {
        let yes_no = |yes: bool| if yes { "a terminal" } else { "not a terminal" }.to_owned();
        let unknown = || "unknown".to_owned();
        let rows = [
            ("midashi", findings.version.to_owned()),
            ("terminal (TERM)", findings.terminal.unwrap_or_else(unknown)),
            ("standard input", yes_no(findings.stdin_is_terminal)),
            ("standard output", yes_no(findings.stdout_is_terminal)),
            ("multiplexer", findings.multiplexer.unwrap_or("none").to_owned()),
            ("locale", findings.locale.unwrap_or_else(unknown)),
            ("colours", findings.colors.to_owned()),
            ("ambiguous width", format!("{} (set to {})", findings.ambiguous, findings.ambiguous_setting)),
            ("clipboard", findings.clipboard.join(", then ")),
            ("config file", findings.config_path.unwrap_or_else(|| "no home folder is known".to_owned())),
            ("config", findings.config),
        ];
        for (name, value) in rows {
            output.ink(Ink::Dim, &format!("{name:<18}"))?;
            output.text(&value)?;
            output.end_line()?;
        }
    }
    output.finish()?;
    Ok(Outcome::Done)
}

fn findings(context: &Context) -> Findings {
    let read = context.config();
    let config = match &read {
        Ok(_) if context.config_path().is_some_and(|path| path.exists()) => "read, nothing wrong".to_owned(),
        Ok(_) => "no file; the defaults hold".to_owned(),
        Err(failure) => format!("wrong: {failure}").replace('\n', "; "),
    };
    let setting = context.ambiguous(&read.unwrap_or_default());
    let ambiguous_setting = AmbiguousChoice::ALL.iter().find(|(_, choice)| *choice == setting);
    Findings {
        version: env!("CARGO_PKG_VERSION"),
        terminal: env::var("TERM").ok(),
        stdin_is_terminal: io::stdin().is_terminal(),
        stdout_is_terminal: io::stdout().is_terminal(),
        multiplexer: multiplexer(),
        locale: ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(|name| env::var(name).ok().filter(|v| !v.is_empty())),
        colors: colors(context),
        ambiguous: if setting == AmbiguousChoice::Wide { "two cells" } else { "one cell" },
        ambiguous_setting: ambiguous_setting.map_or("", |(name, _)| name),
        clipboard: Clipboard::from_environment(|name| env::var_os(name))
            .routes()
            .iter()
            .map(ToString::to_string)
            .collect(),
        config_path: context.config_path().map(|path| path.display().to_string()),
        config,
    }
}

fn multiplexer() -> Option<&'static str> {
    let is_set = |name: &str| env::var_os(name).is_some();
    if is_set("TMUX") {
        Some("tmux")
    } else if is_set("STY") {
        Some("GNU screen")
    } else if is_set("ZELLIJ") {
        Some("zellij")
    } else {
        None
    }
}

/// What the terminal says of its colours. The default theme needs sixteen.
fn colors(context: &Context) -> &'static str {
    let true_color = env::var("COLORTERM").is_ok_and(|value| matches!(value.as_str(), "truecolor" | "24bit"));
    let terminal = env::var("TERM").unwrap_or_default();
    match (context.color(), true_color) {
        (false, _) => "off",
        (true, true) => "true colour (COLORTERM)",
        (true, false) if terminal.contains("256color") => "256",
        (true, false) => "16",
    }
}
