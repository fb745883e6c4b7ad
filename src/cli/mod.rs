//! The command line: one file a subcommand. Results go to standard output, everything else to standard error.
#![expect(clippy::disallowed_methods, reason = "the command line reads its environment and config file")]

pub mod args;
mod browse;
mod config;
mod config_notation;
mod doctor;
mod export;
mod find;
mod folder;
mod implied;
mod index;
mod languages;
mod notations;
mod outline;
mod output;
mod papers;
mod paths;
mod spoken;
mod themes;
mod warnings;

use std::ffi::OsString;
use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::CommandFactory;

use crate::config::Config;
use crate::config::color::{Background, Depth};
use crate::config::file::AmbiguousChoice;
use crate::config::look::Surroundings;
use crate::note::encoding::{Assumption, Label, Region};
use crate::select::SelectError;
use crate::shell::clipboard::keeper;
use crate::shell::files::{LoadError, Loaded, LoadedTexts, Reader, is_missing, load, load_texts};
use crate::shell::readings::ReadingsSource;
use crate::shell::settings_file::{read_named_settings, read_settings};
use crate::shell::shelf::Shelf;
use crate::shell::signals::outlive_large_files;
use crate::shell::state::{State, place};
use crate::text::diagnostic::{Diagnostics, nearest};
use crate::text::language::system::told;
use crate::text::reading::Readings;
use crate::text::sanitize;
use crate::vault::{Order, Period};
use args::{Arguments, ColorChoice, Command, Global};
use implied::with_browse;
use output::Output;
use paths::or_default;
use warnings::{warn, warn_of};

/// How a command ended, when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// There was nothing to be found.
    NothingMatched,
}

/// Why a command could not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The arguments ask for something that cannot be.
    Usage(String),
    /// Notes cannot be read.
    Load(LoadError),
    /// The config file is wrong.
    Config(Diagnostics),
    /// A selector selects nothing.
    Select(SelectError),
    /// Reading or writing failed; what was being done, and why.
    Io(String, io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => formatter.write_str(message),
            Self::Load(error) => {
                error.fmt(formatter)?;
                match mistyped_command(error) {
                    Some(command) => {
                        let meant = tr!("did you mean `{name}`?", name = format!("midashi {command}"));
                        write!(formatter, "\n{meant}")
                    }
                    None => Ok(()),
                }
            }
            Self::Config(errors) => errors.fmt(formatter),
            Self::Select(error) => error.fmt(formatter),
            Self::Io(doing, error) => write!(formatter, "{doing}: {}", told(error)),
        }
    }
}

/// The command that was meant where a file is not there whose name no file has.
fn mistyped_command(error: &LoadError) -> Option<String> {
    let LoadError::Unreadable(path, error) = error else { return None };
    let typed = path.to_str().filter(|path| path.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    let command = Arguments::command();
    let names =
        command.get_subcommands().filter(|command| !command.is_hide_set()).map(clap::Command::get_name);
    let meant = nearest(typed, names).filter(|_| error.kind() == io::ErrorKind::NotFound)?;
    Some(meant.to_owned())
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(tr!("standard output").into_owned(), error)
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl From<SelectError> for Failure {
    fn from(error: SelectError) -> Self {
        Self::Select(error)
    }
}

impl Failure {
    /// The exit status: 0 for a reader that has gone away, 1 where nothing matched, 2 for bad usage and input.
    fn status(&self) -> u8 {
        match self {
            Self::Io(_, error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Select(SelectError::NoMatch(_) | SelectError::Nothing(_)) => 1,
            Self::Usage(_) | Self::Load(_) | Self::Config(_) | Self::Select(_) | Self::Io(..) => 2,
        }
    }
}

/// Runs the program with `arguments` (the program's name first) and returns its exit status.
pub fn run(arguments: Vec<OsString>) -> u8 {
    for complaint in languages::choose_by(&arguments) {
        say(&complaint);
    }
    let parsed = match spoken::parse(with_browse(arguments)) {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help and version are printed through the same door.
            spoken::tell(&error);
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    // Without it, no more is lost than what such a file is to hold.
    let _ = outlive_large_files();
    match dispatch(parsed) {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::NothingMatched) => 1,
        Err(failure) => {
            let status = failure.status();
            if status != 0 {
                failure.to_string().lines().for_each(say);
            }
            status
        }
    }
}

/// Says something on standard error; when no one listens there any more, that is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "midashi: {}", sanitize::line(line));
}

fn dispatch(arguments: Arguments) -> Result<Outcome, Failure> {
    let context = Context::new(arguments.global);
    match arguments.command {
        Command::Browse(args) => browse::run(&context, args),
        Command::Outline(args) => outline::run(&context, &args),
        Command::Find(args) => find::run(&context, &args),
        Command::Index(args) => index::run(&context, &args),
        Command::Export(args) => export::run(&context, &args),
        Command::Doctor(args) => doctor::run(&context, &args),
        Command::Config(args) => config::run(&context, &args),
        Command::Tour => browse::tour(&context),
        Command::Completions(args) => papers::completions(&context, &args),
        Command::Man(args) => papers::man(&context, &args),
        Command::KeepClipboard(args) => {
            keeper::run(args.task, args.desktop);
            Ok(Outcome::Done)
        }
    }
}

/// What all commands share.
struct Context {
    global: Global,
}

impl Context {
    fn new(global: Global) -> Self {
        Self { global }
    }

    /// Where the config file belongs: `--config`, or the usual place.
    fn config_path(&self) -> Option<PathBuf> {
        if let Some(path) = &self.global.config {
            return Some(path.clone());
        }
        config_place()
    }

    /// The text of a config file; only one that is named by `--config` may be a pipe.
    fn read_config(&self, path: &Path) -> io::Result<String> {
        if self.global.config.is_some() { read_named_settings(path) } else { read_settings(path) }
    }

    /// The config: of the file, if there is one; a file named by `--config` must be there.
    fn config(&self) -> Result<Config, Failure> {
        let Some(path) = self.config_path() else { return Ok(Config::default()) };
        let name = path.display().to_string();
        match self.read_config(&path) {
            Ok(text) => Config::read_beside(&name, &text, &themes::own_names(&path)).map_err(Failure::Config),
            Err(error) if is_missing(&error) && self.global.config.is_none() => Ok(Config::default()),
            Err(error) if is_missing(&error) => Err(Failure::Usage(tr!(
                "{name}: no such file; `midashi config path` says where the usual one belongs",
                name
            ))),
            Err(error) => Err(Failure::Io(name, error)),
        }
    }

    /// Where the readings that the config asks for come from; the user's own stand beside the config file.
    fn readings_source(&self, config: &Config) -> ReadingsSource {
        let own = self.config_path().map(|path| path.with_file_name("readings.toml"));
        ReadingsSource { language: config.readings, own }
    }

    /// The readings, if `words` may be some; what is wrong with them is said on standard error.
    fn readings(&self, config: &Config, words: &str) -> Option<Readings> {
        let source = self.readings_source(config);
        if !source.are_of_use(words) {
            return None;
        }
        let (readings, complaints) = source.load();
        for complaint in complaints {
            say(&complaint);
        }
        readings
    }

    /// `--encoding` overrules what the notes say; the config's is for those that say nothing.
    fn encoding(&self, config: &Config) -> Result<Assumption, Failure> {
        let told = self.global.encoding.as_deref().map(Label::parse).transpose();
        let told = told.map_err(|error| Failure::Usage(error.to_string()))?;
        let detect = || Assumption::Detect(Region::of_locale(&locale()));
        let otherwise = config.encoding.map_or_else(detect, Assumption::Otherwise);
        Ok(told.map_or(otherwise, Assumption::Always))
    }

    /// What is remembered of notes, unless the user wants nothing to be; or why it cannot be used.
    fn state(&self, config: &Config) -> Result<Option<State>, String> {
        if self.global.no_state || !config.state {
            return Ok(None);
        }
        let Some(path) = place(&|name| std::env::var_os(name)) else { return Ok(None) };
        let name = path.display().to_string();
        State::read(path)
            .map(Some)
            .map_err(|error| tr!("what was open is not remembered: {name}: {error}", name, error))
    }

    /// The notes at `paths`; without any, what is piped in, else the vault of the config, else the current folder. Says on
    /// standard error which files were passed over or are not in their encoding, and which notations cannot be read.
    fn load_and_warn(&self, paths: &[PathBuf], config: &Config) -> Result<Loaded, Failure> {
        let loaded = load(&or_default(paths, config), &self.reader(config)?)?;
        warn_of(loaded.skipped.iter(), &loaded.vault);
        Ok(loaded)
    }

    /// What the browser is to open: the notes are read, the folders not yet. Says on standard error which notations cannot be
    /// read.
    fn shelf(
        &self,
        paths: &[PathBuf],
        order: Option<Order>,
        config: &Config,
        is_whole: bool,
    ) -> Result<Shelf, Failure> {
        let open = if is_whole { Shelf::open } else { Shelf::open_head };
        Ok(open(&or_default(paths, config), self.reader(config)?, order.unwrap_or(config.sort))?)
    }

    /// How notes are read from their files. Says on standard error which notations cannot be.
    fn reader(&self, config: &Config) -> Result<Reader, Failure> {
        let (notations, complaints) = self.notations(config)?;
        complaints.iter().flat_map(|complaint| complaint.lines()).for_each(say);
        Ok(Reader { notations: Arc::new(notations), encoding: self.encoding(config)?, period: self.period() })
    }

    /// To which dates the notes of folders are narrowed.
    fn period(&self) -> Period {
        Period { since: self.global.since, until: self.global.until }
    }

    /// As [`Context::load_and_warn`], for those who need no outlines.
    fn load_texts_and_warn(&self, paths: &[PathBuf], config: &Config) -> Result<LoadedTexts, Failure> {
        let loaded = load_texts(&or_default(paths, config), self.encoding(config)?)?;
        warn(loaded.skipped.iter(), loaded.texts.iter().map(|(path, source)| (path.text(), source)));
        Ok(loaded)
    }

    fn ambiguous(&self, config: &Config) -> AmbiguousChoice {
        self.global.ambiguous.map_or(config.ambiguous, AmbiguousChoice::from)
    }

    /// Whether to use colours: as told, else unless `NO_COLOR` is set (no-color.org).
    fn color(&self) -> bool {
        match self.global.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }

    /// How many colours there are, and what they are drawn on, as the environment and the user say.
    fn surroundings(&self, config: &Config) -> Surroundings {
        let value = |name| std::env::var(name).unwrap_or_default();
        let depth = match (self.color(), config.look.depth()) {
            (false, _) => Depth::None,
            (true, Some(depth)) => depth,
            (true, None) => Depth::told(&value("TERM"), &value("COLORTERM")),
        };
        Surroundings { depth, background: Background::told(&value("COLORFGBG")) }
    }

    /// Standard output, with colours where they are wanted and seen.
    fn output(&self) -> Output {
        let is_terminal = io::stdout().is_terminal();
        let color = self.color() && (is_terminal || self.global.color == ColorChoice::Always);
        Output::new(is_terminal, color)
    }
}

/// Where the usual config file belongs (XDG Base Directory Specification).
fn config_place() -> Option<PathBuf> {
    let folder = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        folder("APPDATA")
    } else {
        folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config")))
    };
    base.map(|base| base.join("midashi").join("config.toml"))
}

/// The locale of characters (POSIX.1).
fn locale() -> String {
    locale_by(&["LC_ALL", "LC_CTYPE", "LANG"])
}

/// What the first of these variables of the environment says that says something.
fn locale_by(variables: &[&str]) -> String {
    let variables = variables.iter();
    variables.filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty()).unwrap_or_default()
}
