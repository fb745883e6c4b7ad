//! Midashi beside what a user would take instead, each with the same notes in the form that it folds.
//!
//! ```text
//! cargo bench --bench peers -- --help
//! ```
//!
//! It is a report: nothing fails. Programs that are not installed are named as such.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark writes its input, starts programs and reads the clock"
)]

#[path = "support/asked.rs"]
mod asked;
#[path = "support/forms.rs"]
mod forms;
#[path = "support/generated.rs"]
mod generated;
#[path = "support/page.rs"]
mod page;
#[path = "support/process.rs"]
#[expect(dead_code, reason = "shared by benchmarks, of which each uses a part")]
mod process;
#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use support::pty::{Launch, Session};

const HELP: &str = "\
Measures midashi beside other programs on the same notes: first frame, memory, keys.

cargo bench --bench peers -- [OPTIONS]
  --write FILE  put the rows into the table of FILE between its two lines `<!-- peers -->`; may be repeated
  --test        small inputs, one run each: whether all of it works
  --help        this";

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

/// The line before and after the table in a page.
const MARK: &str = "<!-- peers -->";

/// The size of the terminal.
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// How long a program may take to its first frame.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that has written nothing for so long has drawn what it was asked for.
const GAP: Duration = Duration::from_millis(60);

/// What of the first heading is looked for: its first word, since not every program leaves one column between words.
fn heading() -> &'static str {
    generated::FIRST_HEADING.split(' ').next().unwrap_or(generated::FIRST_HEADING)
}

/// How a note is written for a program.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As it is.
    Notes,
    Markdown,
    Json,
    Tabs,
}

struct Peer {
    /// What the table calls it, before its version.
    name: &'static str,
    program: &'static str,
    /// What comes before the file.
    options: &'static [&'static str],
    form: Form,
    /// The key that goes down a row.
    down: &'static str,
}

/// Folds by the markers of the generated notes; the fastest such expression that we know.
const VIM: [&str; 7] = [
    "-u",
    "NONE",
    "-n",
    "--cmd",
    "set encoding=utf-8 foldmethod=expr foldlevelstart=99",
    "--cmd",
    "set foldexpr=getline(v:lnum)=~'^■'?'>1':getline(v:lnum)=~'^●'?'>2':3+indent(v:lnum)/2",
];

const PEERS: [Peer; 7] = [
    Peer { name: "midashi", program: MIDASHI, options: &["--no-state"], form: Form::Notes, down: "j" },
    Peer { name: "less", program: "less", options: &[], form: Form::Notes, down: "j" },
    Peer { name: "jless (JSON)", program: "jless", options: &[], form: Form::Json, down: "j" },
    Peer { name: "hnb", program: "hnb", options: &["--ascii"], form: Form::Tabs, down: "<Down>" },
    Peer { name: "vim", program: "vim", options: &VIM, form: Form::Notes, down: "j" },
    Peer { name: "nvim", program: "nvim", options: &VIM, form: Form::Notes, down: "j" },
    Peer { name: "treemd (Markdown)", program: "treemd", options: &[], form: Form::Markdown, down: "j" },
];

/// How much is measured.
struct Plan {
    /// Bytes of the notes, what the table calls them, and starts of each program.
    sizes: Vec<(u64, &'static str, usize)>,
    keys: usize,
}

/// What came out for one program at one size.
struct Measured {
    /// Milliseconds, the median.
    frame: f64,
    /// Megabytes (10⁶ bytes) when all is read.
    memory: Option<f64>,
    /// Milliseconds, the median.
    key: Option<f64>,
}

fn main() -> ExitCode {
    asked::run(HELP, |asked| {
        let plan = if asked.has("--test") {
            Plan { sizes: vec![(25_000, "25 KB", 1)], keys: 2 }
        } else {
            Plan {
                sizes: vec![(25_000, "25 KB", 11), (10_000_000, "10 MB", 5), (100_000_000, "100 MB", 3)],
                keys: 50,
            }
        };
        report(&plan, &asked.pages())
    })
}

fn report(plan: &Plan, pages: &[&Path]) -> io::Result<()> {
    // A folder of its own below the target folder; it goes with its inputs when the run ends.
    let folder = tempfile::Builder::new().prefix("peers-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let (installed, missing): (Vec<&Peer>, Vec<&Peer>) =
        PEERS.iter().partition(|peer| is_installed(peer.program));
    let mut measured: Vec<Vec<Option<Measured>>> = installed.iter().map(|_| Vec::new()).collect();
    for &(bytes, size, runs) in &plan.sizes {
        let note = folder.path().join("note.txt");
        let mut file = BufWriter::new(File::create(&note)?);
        generated::write_note(bytes, 1, &mut file)?;
        file.flush()?;
        for (peer, measured) in installed.iter().zip(&mut measured) {
            eprintln!("measuring {} on {size}", peer.name);
            let file = written(&note, peer.form)?;
            measured.push(measure(peer, &file, runs, plan.keys));
        }
    }
    let sizes: Vec<&str> = plan.sizes.iter().map(|&(_, size, _)| size).collect();
    let sizes = sizes.join(" / ");
    let rows: String = installed.iter().zip(&measured).map(|(peer, measured)| row(peer, measured)).collect();
    println!(
        "|  | first frame, ms: {sizes} | peak memory, MB: the same | key to redraw at the largest, ms |"
    );
    println!("|---|---:|---:|---:|\n{rows}");
    let missing: Vec<&str> = missing.iter().map(|peer| peer.name).collect();
    println!("Not installed: {}.", if missing.is_empty() { "none".to_owned() } else { missing.join(", ") });
    for page in pages {
        page::write_between(page, MARK, |old| {
            // The head of the table is the page's own.
            let head = old.lines().filter(|line| line.starts_with('|')).take(2);
            head.map(|line| format!("{line}\n")).chain([rows.clone()]).collect()
        })?;
    }
    Ok(())
}

/// The note in this form, beside it; written when it is first asked for, and anew when the note is newer.
fn written(note: &Path, form: Form) -> io::Result<PathBuf> {
    let ending = match form {
        Form::Notes => return Ok(note.to_owned()),
        Form::Markdown => "md",
        Form::Json => "json",
        Form::Tabs => "tabs",
    };
    let path = note.with_extension(ending);
    let mut to = BufWriter::new(File::create(&path)?);
    let mut from = BufReader::new(File::open(note)?);
    match form {
        Form::Json => forms::write_json(&mut from, &mut to)?,
        Form::Tabs => forms::write_tabs(&mut from, &mut to)?,
        Form::Markdown | Form::Notes => {
            let mut export = Command::new(MIDASHI);
            let status = export
                .args(["export", "--format", "markdown"])
                .arg(note)
                .stdout(File::create(&path)?)
                .status()?;
            if !status.success() {
                return Err(io::Error::other("the note could not be written as Markdown"));
            }
        }
    }
    to.flush()?;
    Ok(path)
}

/// `None` when the program shows nothing in time.
fn measure(peer: &Peer, file: &Path, runs: usize, keys: usize) -> Option<Measured> {
    let mut frames = Vec::new();
    // The first start reads the program from the disk, and does not count.
    for run in 0..=runs {
        let session = start(peer, file);
        let time = session.time_to_text_within(heading(), PATIENCE);
        session.kill();
        if run > 0 {
            frames.push(milliseconds(time?));
        } else {
            time?;
        }
    }
    let session = start(peer, file);
    session.time_to_text_within(heading(), PATIENCE)?;
    process::settle(session.process_id());
    let memory = process::peak_megabytes(session.process_id());
    session.wait_quiet(GAP);
    let times: Vec<f64> =
        (0..keys).filter_map(|_| session.time_keys(peer.down, GAP)).map(milliseconds).collect();
    session.kill();
    let key = (!times.is_empty()).then(|| median(times));
    Some(Measured { frame: median(frames), memory, key })
}

fn start(peer: &Peer, file: &Path) -> Session {
    let words: Vec<&str> = peer.options.iter().copied().chain(file.to_str()).collect();
    let launch = Launch::new(peer.program, words).size(COLUMNS, ROWS).env("LESSHISTFILE", "-");
    // Some write there, or do not start without.
    Session::start(&launch.env("HOME", file.parent().unwrap_or(file)))
}

fn row(peer: &Peer, measured: &[Option<Measured>]) -> String {
    let cells = |value: fn(&Measured) -> Option<f64>| {
        let cells = measured.iter().map(|one| one.as_ref().and_then(value).map_or("–".to_owned(), rounded));
        cells.collect::<Vec<_>>().join(" / ")
    };
    let key =
        measured.last().and_then(Option::as_ref).and_then(|one| one.key).map_or("–".to_owned(), rounded);
    let mut row = String::new();
    let name = peer.name.replacen(' ', &format!(" {} ", version(peer.program)), 1);
    let name = if name == peer.name { format!("{name} {}", version(peer.program)) } else { name };
    let _ = writeln!(
        row,
        "| {} | {} | {} | {key} |",
        name.trim_end(),
        cells(|one| Some(one.frame)),
        cells(|one| one.memory)
    );
    row
}

/// Two digits that count.
fn rounded(value: f64) -> String {
    match value {
        ..1.0 => format!("{value:.2}"),
        1.0..10.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// What `--version` says, down to its number.
fn version(program: &str) -> String {
    let output = Command::new(program).arg("--version").output();
    let output =
        output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let is_number = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
    output
        .split_whitespace()
        .map(|word| word.trim_start_matches('v'))
        .find(is_number)
        .unwrap_or_default()
        .to_owned()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
