//! `midashi doctor`: what the surroundings really are, for the user and for bug reports.

use std::env;
use std::io::{self, IsTerminal};

use serde::Serialize;

use super::args::DoctorArgs;
use super::output::{Ink, Output};
use super::{Context, Failure, Outcome};
use crate::config::clipboard::Route;
use crate::config::color::{Background, Depth};
use crate::config::file::AmbiguousChoice;
use crate::export::json::to_string;
use crate::shell::clipboard::{Clipboard, Finding, installed_programs};
use crate::shell::probe::{self, Probed};
use crate::text::language::translated;
use crate::text::sanitize::{Shown, shown};
use crate::text::survey::{SAMPLES, Sample, Survey};
use crate::text::width::{Ambiguous, Cells, WidthPolicy};

/// The findings.
#[derive(Serialize)]
struct Findings {
    version: &'static str,
    terminal: Option<String>,
    terminal_version: Option<String>,
    stdin_is_terminal: bool,
    stdout_is_terminal: bool,
    multiplexer: Option<&'static str>,
    locale: Option<String>,
    colors: &'static str,
    background: Option<&'static str>,
    background_source: &'static str,
    ambiguous: &'static str,
    ambiguous_setting: &'static str,
    ambiguous_source: &'static str,
    widths: Vec<WidthFinding>,
    uncertain: Vec<&'static str>,
    /// The routes that a copy is tried on, by what they are called.
    clipboard: Vec<String>,
    clipboard_setting: &'static str,
    clipboard_routes: Vec<RouteFinding>,
    clipboard_programs: Vec<&'static str>,
    clipboard_otherwise: String,
    config_path: Option<String>,
    config: String,
}

/// What is known of a way to a clipboard.
#[derive(Serialize)]
struct RouteFinding {
    route: &'static str,
    role: &'static str,
    detail: String,
}

/// What is known of the columns of a class of glyphs.
#[derive(Serialize)]
struct WidthFinding {
    class: &'static str,
    glyph: &'static str,
    /// What the terminal did; unknown where it was not asked or did not answer.
    measured: Option<u32>,
    /// What midashi draws by; nothing where it never draws the glyph.
    assumed: Option<u32>,
}

pub(super) fn run(context: &Context, args: &DoctorArgs) -> Result<Outcome, Failure> {
    let findings = findings(context)?;
    let mut output = context.output();
    if args.json {
        output.document(&to_string(&findings))?;
    } else {
        print(&findings, &mut output)?;
    }
    output.finish()?;
    Ok(Outcome::Done)
}

fn print(findings: &Findings, output: &mut Output) -> io::Result<()> {
    let yes_no = |yes: bool| if yes { tr!("a terminal") } else { tr!("not a terminal") };
    let or_unknown = |value: &Option<String>| value.clone().unwrap_or_else(|| tr!("unknown").into_owned());
    let ambiguous = format!("{} ({})", translated(findings.ambiguous), translated(findings.ambiguous_source));
    let background = match findings.background {
        Some(background) => {
            format!("{} ({})", translated(background), translated(findings.background_source))
        }
        None => tr!("unknown").into_owned(),
    };
    let rows = [
        ("midashi".into(), findings.version.to_owned()),
        (tr!("terminal (TERM)"), or_unknown(&findings.terminal)),
        (tr!("calls itself"), or_unknown(&findings.terminal_version)),
        (tr!("standard input"), yes_no(findings.stdin_is_terminal).into_owned()),
        (tr!("standard output"), yes_no(findings.stdout_is_terminal).into_owned()),
        (tr!("multiplexer"), findings.multiplexer.map_or_else(|| tr!("none").into_owned(), str::to_owned)),
        (tr!("locale"), or_unknown(&findings.locale)),
        (tr!("colours"), translated(findings.colors).to_owned()),
        (tr!("background"), background),
        (tr!("ambiguous width"), ambiguous),
        (
            tr!("config file"),
            findings.config_path.clone().unwrap_or_else(|| tr!("no home folder is known").into_owned()),
        ),
        (tr!("config"), findings.config.clone()),
    ];
    for (name, value) in rows {
        output.ink(Ink::Dim, &padded(&name, 18))?;
        output.text(&value)?;
        output.end_line()?;
    }
    output.end_line()?;
    for (name, value) in clipboard_rows(findings) {
        output.ink(Ink::Dim, &padded(&name, 18))?;
        output.text(&value)?;
        output.end_line()?;
    }
    output.end_line()?;
    let (measured, assumed) = (tr!("measured"), tr!("assumed"));
    output.ink(Ink::Dim, &format!("{}{measured}  {assumed}", padded(&tr!("cells of"), 30)))?;
    // Numbers stand below the end of the word above them.
    let column = WidthPolicy::default().label(&measured).0 as usize;
    output.end_line()?;
    let number = |cells: Option<u32>, none: &str| cells.map_or(none.to_owned(), |cells| cells.to_string());
    for width in &findings.widths {
        let (measured, assumed) = (number(width.measured, "?"), number(width.assumed, &tr!("never drawn")));
        let class = padded(translated(width.class), 30);
        output.text(&format!("{class}{measured:>column$}  {assumed}"))?;
        output.end_line()?;
    }
    for (index, uncertain) in findings.uncertain.iter().enumerate() {
        if index == 0 {
            output.end_line()?;
        }
        output.ink(Ink::Dim, &tr!("uncertain: "))?;
        output.text(translated(uncertain))?;
        output.end_line()?;
    }
    Ok(())
}

/// The rows about the clipboard: the setting, every route, and where the text goes that none takes.
fn clipboard_rows(findings: &Findings) -> Vec<(String, String)> {
    let setting = match findings.clipboard_setting {
        "auto" => tr!("auto: the best within reach").into_owned(),
        route => tr!("{route}, as set; no other is tried", route),
    };
    let route = |found: &RouteFinding| {
        (format!("  {}", found.route), format!("{} {}", padded(translated(found.role), 11), found.detail))
    };
    let otherwise = format!("{:<11} {}", "", findings.clipboard_otherwise);
    let routes = findings.clipboard_routes.iter().map(route);
    [(tr!("clipboard").into_owned(), setting)]
        .into_iter()
        .chain(routes)
        .chain([(format!("  {}", tr!("otherwise")), otherwise)])
        .collect()
}

fn findings(context: &Context) -> Result<Findings, Failure> {
    let read = context.config();
    let config = match &read {
        Ok(_) if context.config_path().is_some_and(|path| path.exists()) => {
            tr!("read, nothing wrong").into_owned()
        }
        Ok(_) => tr!("no file; the defaults hold").into_owned(),
        Err(failure) => tr!("wrong: {what}", what = failure).replace('\n', "; "),
    };
    let settings = read.unwrap_or_default();
    let setting = context.ambiguous(&settings);
    let clipboard = Clipboard::here(&settings.clipboard);
    let routes = clipboard.routes();
    let ambiguous_setting = AmbiguousChoice::ALL.iter().find(|(_, choice)| *choice == setting);
    let (stdin_is_terminal, stdout_is_terminal) = (io::stdin().is_terminal(), io::stdout().is_terminal());
    let probed = if stdin_is_terminal && stdout_is_terminal {
        probe::survey().map_err(|error| Failure::Io(tr!("the terminal").into_owned(), error))?
    } else {
        Probed::default()
    };
    let policy = probed.survey.policy(setting.said());
    let surroundings = context.surroundings(&settings);
    let (background, background_source) = match (probed.background, surroundings.background) {
        (Some(background), _) => (Some(background), tr_later!("as the terminal answered")),
        (None, Some(background)) => (Some(background), tr_later!("by COLORFGBG")),
        (None, None) => (None, tr_later!("the terminal was not asked, or did not answer")),
    };
    Ok(Findings {
        version: env!("CARGO_PKG_VERSION"),
        terminal: env::var("TERM").ok(),
        terminal_version: probed.version,
        stdin_is_terminal,
        stdout_is_terminal,
        multiplexer: multiplexer(),
        locale: ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(|name| env::var(name).ok().filter(|v| !v.is_empty())),
        colors: colors(surroundings.depth),
        background: background.map(Background::name),
        background_source,
        ambiguous: match policy.ambiguous {
            Ambiguous::Narrow => tr_later!("one cell"),
            Ambiguous::Wide => tr_later!("two cells"),
        },
        ambiguous_setting: ambiguous_setting.map_or("", |(name, _)| name),
        ambiguous_source: match (setting.said(), probed.survey.ambiguous()) {
            (Some(_), _) => tr_later!("as set"),
            (None, Some(_)) => tr_later!("as measured"),
            (None, None) => tr_later!("a guess: the terminal was not asked, or did not answer"),
        },
        widths: widths(&probed.survey, policy),
        uncertain: uncertain(&probed.survey, setting.said(), stdin_is_terminal && stdout_is_terminal),
        clipboard: routes.iter().map(|route| route.title().into_owned()).collect(),
        clipboard_setting: clipboard.chosen().map_or("auto", Route::name),
        clipboard_routes: clipboard
            .findings()
            .into_iter()
            .map(|Finding { route, role, detail }| RouteFinding {
                route: route.name(),
                role: role.name(),
                detail,
            })
            .collect(),
        clipboard_programs: installed_programs(),
        clipboard_otherwise: clipboard.refuge().display().to_string(),
        config_path: context.config_path().map(|path| path.display().to_string()),
        config,
    })
}

fn widths(survey: &Survey, policy: WidthPolicy) -> Vec<WidthFinding> {
    let finding = |(sample, measured): (&Sample, Option<Cells>)| {
        let is_drawn = matches!(shown(sample.glyph), Shown::Cluster(_));
        WidthFinding {
            class: sample.class,
            glyph: sample.glyph,
            measured: measured.map(|cells| cells.0),
            assumed: is_drawn.then(|| policy.grapheme(sample.glyph).0),
        }
    };
    SAMPLES.iter().zip(survey.measured).map(finding).collect()
}

/// What the columns may be wrong about, and what to do.
fn uncertain(survey: &Survey, said: Option<Ambiguous>, was_asked: bool) -> Vec<&'static str> {
    let differs = survey.ambiguous().is_some_and(|measured| said.is_some_and(|said| said != measured));
    let digits_differ = matches!(survey.measured, [Some(symbol), Some(digit), ..] if symbol != digit);
    [
        (differs, tr_later!("the ambiguous width that is set is not the one measured")),
        (
            digits_differ,
            tr_later!("the terminal draws ■ and ① in different cells; midashi takes those of ■ for all such"),
        ),
        (
            !was_asked,
            tr_later!("the columns were not measured: standard input or output is no terminal"),
        ),
        (
            was_asked && !survey.is_answered(),
            tr_later!("the terminal did not answer; --ambiguous says what it does"),
        ),
        (
            multiplexer().is_some(),
            tr_later!(
                "a multiplexer answers for the terminal around it; should that one draw ■ in two cells, no program \
                 in the multiplexer can be right: set it to narrow there"
            ),
        ),
    ]
    .into_iter()
    .filter_map(|(holds, text)| holds.then_some(text))
    .collect()
}

/// `text` with blanks behind it, `cells` wide in all.
fn padded(text: &str, cells: usize) -> String {
    let taken = WidthPolicy::default().label(text).0 as usize;
    format!("{text}{}", " ".repeat(cells.saturating_sub(taken)))
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

/// The depth of the colours.
fn colors(depth: Depth) -> &'static str {
    match depth {
        Depth::None => tr_later!("off"),
        Depth::Sixteen => "16",
        Depth::Palette => "256",
        Depth::True => tr_later!("true colour"),
    }
}
