//! `midashi [PATH]...`: the browser, or the outline where there is no terminal to browse on.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;

use super::args::BrowseArgs;
use super::warnings::{undecodable, warn_of};
use super::{Context, Failure, Outcome, locale, outline};
use crate::app::Options;
use crate::app::reader::Reader;
use crate::app::reload::end;
use crate::config::Config;
use crate::note::source::Source;
use crate::select::Selector;
use crate::shell::files::STANDARD_INPUT;
use crate::shell::run::{Ended, Start, run as run_browser};
use crate::shell::shelf::Shelf;
use crate::shell::signals::die_of;
use crate::shell::state::State;
use crate::text::width::WidthPolicy;
use crate::vault::{Note, Place, Vault};

/// The notes that teach by being used.
const TOUR: &str = include_str!("../../assets/tour.txt");
const TOUR_JA: &str = include_str!("../../assets/tour.ja.txt");

pub(super) fn run(context: &Context, args: BrowseArgs) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let (paths, line) = without_line(args.paths)?;
    if line.is_some() && args.select.is_some() {
        return Err(Failure::Usage("+LINE and --select both say where to open; give one".to_owned()));
    }
    if line.is_some() && args.follow {
        return Err(Failure::Usage("+LINE and --follow both say where to open; give one".to_owned()));
    }
    if args.follow && paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT) {
        return Err(Failure::Usage(
            "--follow needs a file: standard input is read to its end first".to_owned(),
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
    let mut shelf = context.shelf(&paths, args.sort, &config)?;
    if selector.is_some() || args.follow {
        // Where to open is known only when all has been read.
        shelf.fill();
    }
    let vault = shelf.shown().vault;
    warn_of(shelf.skipped(), &vault);
    let place = place_in(&vault)?;
    browse(context, &config, shelf, place, args.follow)
}

/// The tour, in the user's language where there is one in it.
pub(super) fn tour(context: &Context) -> Result<Outcome, Failure> {
    let config = context.config()?;
    let text = if locale().starts_with("ja") { TOUR_JA } else { TOUR };
    let note = Note::parse("tour", Source::from_text(text), Arc::clone(&config.notation));
    if !io::stdout().is_terminal() {
        return print(context, &Vault::new(vec![note]));
    }
    let shelf = Shelf::of(note, context.reader(&config)?, config.sort);
    browse(context, &config, shelf, None, false)
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
                return Err(Failure::Usage("lines are counted from 1: +1 is the first".to_owned()));
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
        (Some(_), None) => Err(Failure::Usage("the note has no lines to open at".to_owned())),
        (None, _) => {
            let selector = Selector::parse(selector)?;
            let readings = context.readings(config, &selector.words());
            Ok(selector.resolve(vault, readings.as_ref())?)
        }
    }
}

fn browse(
    context: &Context,
    config: &Config,
    shelf: Shelf,
    place: Option<Place>,
    follows: bool,
) -> Result<Outcome, Failure> {
    let options = Options {
        policy: WidthPolicy::default(),
        wrap: config.wrap,
        hanging_punctuation: config.hanging_punctuation,
        scroll_margin: config.scroll_margin,
        reader: Reader::new(config.reader, config.reader_share),
        copy_format: config.copy_format,
        copy_path: config.copy_path,
    };
    let (state, complaint) = match context.state(config) {
        Ok(state) => {
            let aside = state.as_ref().and_then(State::put_aside);
            let told = aside
                .map(|aside| format!("what was open is forgotten: it was broken, see {}", aside.display()));
            (state, told)
        }
        Err(complaint) => (None, Some(complaint)),
    };
    let vault = shelf.shown().vault;
    let message = vault.notes().find_map(|note| undecodable(&note.path, &note.source));
    let found = context.themes();
    let unusable = config.look.named().and_then(|name| found.complaint(name));
    let wrong_theme = found.complaints().next();
    let message = message.or(complaint).or(unusable);
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
        mouse: config.mouse,
        hyperlinks: config.hyperlinks.are_written(|name| std::env::var(name).ok()),
        readings: context.readings_source(config),
        state,
        place,
        follows,
        message,
    };
    let failed = |error| Failure::Io("the terminal".to_owned(), error);
    match run_browser(start).map_err(failed)? {
        Ended::Quit => Ok(Outcome::Done),
        Ended::Signal(signal) => {
            die_of(signal).map_err(failed)?;
            Ok(Outcome::Done)
        }
    }
}
