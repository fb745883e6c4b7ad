//! `midashi [PATH]...`: the browser, or the outline where there is no terminal to browse on.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use super::args::BrowseArgs;
use super::warnings::{undecodable, warn_of};
use super::{Context, Failure, Outcome, outline};
use crate::app::Options;
use crate::app::reload::end;
use crate::config::Config;
use crate::select::Selector;
use crate::shell::files::STANDARD_INPUT;
use crate::shell::run::{Ended, Manner, Start, run as run_browser};
use crate::shell::shelf::Shelf;
use crate::shell::signals::die_of;
use crate::shell::state::State;
use crate::text::language;
use crate::vault::{Place, Vault};

/// The notes that teach by being used.
const TOUR: &str = include_str!("../../assets/tour.txt");
const TOUR_JA: &str = include_str!("../../assets/tour.ja.txt");

pub(super) fn run(context: &Context, args: BrowseArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let (paths, line) = without_line(args.paths)?;
    let names_nothing = paths.is_empty() && config.vault.is_none();
    if line.is_some() && args.select.is_some() {
        return Err(Failure::Usage(tr!("+LINE and --select both say where to open; give one").into_owned()));
    }
    if line.is_some() && args.follow {
        return Err(Failure::Usage(tr!("+LINE and --follow both say where to open; give one").into_owned()));
    }
    if args.follow && paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT) {
        return Err(Failure::Usage(
            tr!("--follow needs a file: standard input is read to its end first").into_owned(),
        ));
    }
    let selector = match (line, &args.select) {
        (Some(line), _) => Some(format!("line:{line}")),
        (None, selector) => selector.clone(),
    };
    let place_in = |vault: &Vault| {
        let place = selector.as_ref().map(|selector| place(context, &config, selector, line, vault));
        let last_note = vault.ids().next_back().filter(|_| args.follow);
        Ok::<_, Failure>(place.transpose()?.or(last_note.map(|note| end(vault, note))))
    };
    if !io::stdout().is_terminal() {
        let vault = context.load_and_warn(&paths, &config)?.vault;
        place_in(&vault)?;
        return print(context, &vault);
    }
    // Where to open may be known only when all has been read.
    let needs_all = selector.is_some() || args.follow;
    let mut shelf = context.shelf(&paths, args.sort, &config, needs_all)?;
    if needs_all {
        shelf.fill();
    }
    let vault = shelf.shown().vault;
    warn_of(shelf.skipped(), &vault);
    let place = place_in(&vault)?;
    let way = Way { follows: args.follow, is_plain: args.plain, names_nothing };
    browse(context, &config, shelf, place, way)
}

/// The tour, in the user's language where there is one in it.
pub(super) fn tour(context: &Context) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let shelf = Shelf::of_tour(tour_text(), context.reader(&config)?, config.sort);
    if !io::stdout().is_terminal() {
        return print(context, &shelf.shown().vault);
    }
    browse(context, &config, shelf, None, Way::default())
}

fn tour_text() -> &'static str {
    if language::chosen() == "ja" { TOUR_JA } else { TOUR }
}

/// Prints the outline, where there is no terminal to browse on.
fn print(context: &Context, vault: &Vault) -> Result<Outcome, Failure> {
    let mut output = context.output();
    outline::tree(vault, None, &mut output)?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// The paths without the `+291` of editors, which says at which line to open.
fn without_line(paths: Vec<PathBuf>) -> Result<(Vec<PathBuf>, Option<u32>), Failure> {
    let line_of =
        |path: &PathBuf| path.to_str().and_then(|path| path.strip_prefix('+')).map(str::parse::<u32>);
    let mut line = None;
    let mut rest = Vec::new();
    for path in paths {
        match line_of(&path) {
            Some(Ok(number)) if number > 0 => line = Some(number),
            Some(Ok(_)) => {
                return Err(Failure::Usage(tr!("lines are counted from 1: +1 is the first").into_owned()));
            }
            Some(Err(_)) | None => rest.push(path),
        }
    }
    Ok((rest, line))
}

/// Where to open. Unlike a selector, `+LINE` may name a line without a node: the nearest one above is meant.
fn place(
    context: &Context,
    config: &Config,
    selector: &str,
    line: Option<u32>,
    vault: &Vault,
) -> Result<Place, Failure> {
    let first = vault.ids().next().and_then(|note| {
        let line = crate::note::entry::Line(line?.saturating_sub(1));
        Some(Place { note, node: Some(vault.note(note).outline.at_line(line)?) })
    });
    match (line, first) {
        (Some(_), Some(place)) => Ok(place),
        (Some(_), None) => Err(Failure::Usage(tr!("the note has no lines to open at").into_owned())),
        (None, _) => {
            let selector = Selector::parse(selector)?;
            let readings = context.readings(config, &selector.words());
            Ok(selector.resolve(vault, readings.as_ref())?)
        }
    }
}

/// How it is browsed.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    /// Whether a cursor at the end of a note stays there when the note grows.
    follows: bool,
    /// Whether what happens is said, whatever the settings are.
    is_plain: bool,
    /// Whether neither the user nor the settings name what is to be opened.
    names_nothing: bool,
}

fn browse(
    context: &Context,
    config: &Config,
    shelf: Shelf,
    place: Option<Place>,
    way: Way,
) -> Result<Outcome, Failure> {
    let options = Options::from(config);
    let (state, complaint) = match context.state(config) {
        Ok(state) => {
            let aside = state.as_ref().and_then(State::put_aside);
            let told = aside.map(|aside| {
                tr!("what was open is forgotten: it was broken, see {path}", path = aside.display())
            });
            (state, told)
        }
        Err(complaint) => (None, Some(complaint)),
    };
    let vault = shelf.shown().vault;
    let message = vault.notes().find_map(|note| undecodable(note.path.text(), &note.source));
    let found = context.themes();
    let unusable = config.look.named().and_then(|name| found.complaint(name));
    let wrong_theme = found.complaints().next();
    // Whoever starts it for the first time, and with nothing in particular, may want to know what it is.
    let is_first = way.names_nothing && state.as_ref().is_some_and(State::is_new);
    let offer = is_first.then(|| tr!("new to midashi? :tour teaches it in ten minutes").into_owned());
    let message = message.or(complaint).or(unusable).or(offer);
    let start = Start {
        shelf,
        options,
        ambiguous: context.ambiguous(config).said(),
        keymap: Arc::clone(&config.keymap),
        look: config.look.clone(),
        wrong_theme,
        themes: found.themes,
        surroundings: context.surroundings(config),
        clipboard: config.clipboard.clone(),
        manner: if config.plain || way.is_plain {
            Manner::Spoken
        } else {
            let hyperlinks = config.hyperlinks.are_written(|name| std::env::var(name).ok());
            Manner::Drawn { mouse: config.mouse, hyperlinks }
        },
        readings: context.readings_source(config),
        state,
        place,
        follows: way.follows,
        message,
        tour: tour_text(),
    };
    let failed = |error| Failure::Io(tr!("the terminal").into_owned(), error);
    match run_browser(start).map_err(failed)? {
        Ended::Quit => Ok(Outcome::Done),
        Ended::Signal(signal) => {
            die_of(signal).map_err(failed)?;
            Ok(Outcome::Done)
        }
    }
}
