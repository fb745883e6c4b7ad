//! The arguments, and what `--help` says of them.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::file::AmbiguousChoice;
use crate::export::Format;
use crate::find::MatchKind;
use crate::note::mention::Date;
use crate::shell::clipboard::KEEPER;
use crate::shell::clipboard::keeper::{Desktop, Task};
use crate::shell::files::today;
use crate::vault::{Order, Period};

/// How midashi is used.
pub const USAGE: &str = "midashi [OPTIONS] [PATH]...\n       midashi [OPTIONS] <COMMAND>";

/// A terminal browser for outline notes.
///
/// Opens notes as collapsible trees: sessions, sections and nested bullets. PATH is a note, a folder of notes, or - for
/// standard input; `midashi NOTE` browses, and prints the outline when standard output is no terminal.
#[derive(Debug, Parser)]
#[command(name = "midashi", version, disable_help_subcommand = true, subcommand_required = true)]
#[command(override_usage = USAGE)]
pub struct Arguments {
    /// What all commands understand.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// Read notes by this notation
    #[arg(long, value_name = "NAME", global = true)]
    pub notation: Option<String>,
    /// Decode notes as this encoding, such as `shift_jis`, whatever their bytes look like
    #[arg(long, value_name = "LABEL", global = true)]
    pub encoding: Option<String>,
    /// How wide the terminal draws ambiguous characters (■ ● →)
    #[arg(long, value_name = "WIDTH", global = true)]
    pub ambiguous: Option<AmbiguousArgument>,
    /// Of the notes of a folder, only those of this day and later: 2024-07-23, 2024-07, 2024, or 30d and 4w ago
    #[arg(long, value_name = "DATE", global = true, value_parser = |text: &str| date(Period::first_day(text, today())))]
    pub since: Option<Date>,
    /// Only those up to this day
    #[arg(long, value_name = "DATE", global = true, value_parser = |text: &str| date(Period::last_day(text, today())))]
    pub until: Option<Date>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: ColorChoice,
    /// Neither use nor write what is remembered of notes
    #[arg(long, global = true)]
    pub no_state: bool,
    /// Read this config file
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
}

/// A day that was given, or what would have been one.
fn date(day: Option<Date>) -> Result<Date, Cow<'static, str>> {
    day.ok_or_else(|| tr!("is no date: 2024-07-23, 2024-07 and 2024 are, and 30d and 4w ago"))
}

/// The choices of `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On terminals, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The choices of `--ambiguous`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AmbiguousArgument {
    /// As the terminal does; narrow where that cannot be told
    Auto,
    /// One cell
    Narrow,
    /// Two cells
    Wide,
}

impl From<AmbiguousArgument> for AmbiguousChoice {
    fn from(argument: AmbiguousArgument) -> Self {
        match argument {
            AmbiguousArgument::Auto => Self::Auto,
            AmbiguousArgument::Narrow => Self::Narrow,
            AmbiguousArgument::Wide => Self::Wide,
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Browse notes (what happens without a command)
    #[command(override_usage = "midashi [browse] [OPTIONS] [PATH]...")]
    Browse(BrowseArgs),
    /// Print the outline of notes
    Outline(OutlineArgs),
    /// Print what matches a query, best first
    Find(FindArgs),
    /// Print speakers, companies, tags, dates and links
    Index(IndexArgs),
    /// Write a subtree as text, Markdown, Org, OPML, HTML, JSON, a diagram, or a list for pasting
    Export(ExportArgs),
    /// Say what terminal, clipboard and config really are
    Doctor(DoctorArgs),
    /// Show, explain and check the config file
    Config(ConfigArgs),
    /// Take a tour of midashi, in a note that teaches by being used
    Tour,
    /// Print what a shell needs to complete midashi's commands
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
    /// Keep a copy for the desktop: what midashi starts itself for, once more
    #[command(name = KEEPER, hide = true)]
    KeepClipboard(KeeperArgs),
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: ShellName,
}

/// The shells that commands can be completed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "they are named as they are")]
pub enum ShellName {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Of one command, not of all of midashi
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Arguments of `browse`.
#[derive(Debug, Args)]
pub struct BrowseArgs {
    /// Open at a place: line:291, kind:query, or steps down the tree
    #[arg(long, value_name = "SELECTOR")]
    pub select: Option<String>,
    /// Open at the end, and stay there while the note grows
    #[arg(long, conflicts_with = "select")]
    pub follow: bool,
    /// Say line after line what happens, for screen readers, instead of drawing it
    #[arg(long)]
    pub plain: bool,
    /// By what the notes of a folder are ordered
    #[arg(long, value_name = "ORDER", value_parser = order_parser())]
    pub sort: Option<Order>,
    /// Notes, folders, - for standard input, and +LINE to open at a line
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Reads the name of an order; lists the names in the help.
fn order_parser() -> impl TypedValueParser<Value = Order> {
    let named = |name: String| {
        let found = Order::ALL.into_iter().find(|(known, _)| *known == name);
        found.map(|(_, order)| order).ok_or("is no order")
    };
    PossibleValuesParser::new(Order::ALL.map(|(name, _)| name)).try_map(named)
}

/// Arguments of `outline`.
#[derive(Debug, Args)]
pub struct OutlineArgs {
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "tree")]
    pub format: OutlineFormat,
    /// The same as --format json
    #[arg(long)]
    pub json: bool,
    /// Print so many levels only
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub depth: Option<u32>,
    /// Notes, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// The choices of `outline --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutlineFormat {
    /// Indented lines
    Tree,
    /// The same, each line behind the path and the line of the note where it stands
    Lines,
    /// An object a note
    Json,
}

/// Arguments of `find`.
#[derive(Debug, Args)]
pub struct FindArgs {
    /// Only matches of this kind; may be given several times
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    pub kind: Vec<MatchKind>,
    /// Print so many matches at most
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// What to look for: words, 'exact ^start end$ !not; @speaker &company #tag s:session before them narrow it
    pub query: String,
    /// Notes, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

fn parse_kind(name: &str) -> Result<MatchKind, String> {
    MatchKind::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = MatchKind::names().collect();
        tr!("kinds are {known}", known = known.join(", "))
    })
}

/// Arguments of `index`.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// Only entities of this kind
    #[arg(long, value_name = "KIND")]
    pub kind: Option<EntityKind>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Notes, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// The choices of `index --kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EntityKind {
    /// People who speak
    Speaker,
    /// Companies
    Company,
    /// Hashtags
    Tag,
    /// Dates
    Date,
    /// Links
    Link,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What to write: line:291, kind:query, or steps down the tree such as Session/Section
    #[arg(long, value_name = "SELECTOR")]
    pub select: Option<String>,
    /// In which form
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_parser())]
    pub format: Format,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE", conflicts_with = "clipboard")]
    pub output: Option<PathBuf>,
    /// Write to the clipboard instead of standard output
    #[arg(long)]
    pub clipboard: bool,
    /// Notes, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Reads the name of a format; lists names and descriptions in the help.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    let value = |format: Format| PossibleValue::new(format.name()).help(format.description());
    let unknown = |name: String| Format::from_name(&name).ok_or("is no format");
    PossibleValuesParser::new(Format::ALL.map(value)).try_map(unknown)
}

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `config`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// What to do
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// The commands of `config`.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print where the config file belongs
    Path,
    /// Print the commented default file
    Default,
    /// Read a config file and tell everything that is wrong with it
    Check {
        /// The file; without it, the one in use
        file: Option<PathBuf>,
    },
    /// Print a theme, to make one of your own from; without a name, the names of all
    Theme {
        /// Its name
        name: Option<String>,
    },
    /// Print what midashi says in a language, to make one of your own from; without a name, the names of all
    Language {
        /// Its name
        name: Option<String>,
    },
    /// Print how a note is read, line by line
    Notation {
        /// The note
        file: PathBuf,
    },
}

/// Arguments of the keeper.
#[derive(Debug, Args)]
pub struct KeeperArgs {
    /// What it is started for
    #[arg(value_parser = task_parser())]
    pub task: Task,
    /// For which desktop
    #[arg(value_parser = desktop_parser())]
    pub desktop: Desktop,
}

fn task_parser() -> impl TypedValueParser<Value = Task> {
    let named = |name: String| Task::ALL.into_iter().find(|task| task.name() == name).ok_or("is no task");
    PossibleValuesParser::new(Task::ALL.map(Task::name)).try_map(named)
}

fn desktop_parser() -> impl TypedValueParser<Value = Desktop> {
    let named =
        |name: String| Desktop::ALL.into_iter().find(|desktop| desktop.name() == name).ok_or("is no desktop");
    PossibleValuesParser::new(Desktop::ALL.map(Desktop::name)).try_map(named)
}
