//! Every row of the table of budgets, measured on notes of several sizes, beside what a user would take instead.
//!
//! ```text
//! cargo bench --bench budgets -- --help
//! ```
//!
//! It is a report: what is over its budget is named so, and nothing fails. How times compare depends on the machine
//! and on what else it does, so that budgets are mostly ratios to another program in the same run.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark writes its input, starts programs and reads the clock"
)]

#[path = "support/asked.rs"]
mod asked;
#[path = "support/browsing.rs"]
mod browsing;
#[path = "support/finding.rs"]
mod finding;
#[path = "support/generated.rs"]
mod generated;
#[path = "support/inside.rs"]
mod inside;
#[path = "support/note_shapes.rs"]
mod note_shapes;
#[path = "support/opened.rs"]
mod opened;
#[path = "support/page.rs"]
mod page;
#[path = "support/process.rs"]
mod process;
#[path = "../tests/support/mod.rs"]
mod support;
#[path = "support/table.rs"]
mod table;
#[path = "support/timing.rs"]
#[expect(dead_code, reason = "shared by benchmarks, of which each uses a part")]
mod timing;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};

use browsing::{FOLDS, milliseconds, quantile};
use generated::FIRST_HEADING;
use midashi::note::encoding::Assumption;
use midashi::note::notation::{Notation, Notations};
use midashi::shell::files::{Loaded, Reader, load};
use midashi::text::reading::{Language, Readings};
use midashi::vault::Period;
use note_shapes::{Shape, write_shape};
use table::{Growth, Row, Unit};
use timing::timed;

const HELP: &str = "\
Measures midashi against its budgets, beside less, wc, cat, grep and fzf.

cargo bench --bench budgets -- [OPTIONS]
  --huge        also on notes of 1 GB, of lines as people write them and of a single line, and on 100 MB of
                talks, Markdown, prose and short lines; takes 1 GB of the disk
  --write FILE  put the tables into FILE, between its two lines `<!-- budgets -->`
  --test        small inputs, one run each: whether all of it works
  --help        this";

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

/// The line before and after the generated part of a page.
const MARK: &str = "<!-- budgets -->";

/// What it is measured beside.
const PEERS: [&str; 5] = ["less", "wc", "cat", "grep", "fzf"];

/// How much is measured.
struct Plan {
    /// Names, bytes and shapes of the notes.
    notes: Vec<(&'static str, u64, Shape)>,
    runs: usize,
    keys: usize,
    /// How many notes make the vault, and the bytes of each.
    vault: (u64, u64),
    idle: Duration,
}

fn main() -> ExitCode {
    asked::run(HELP, |asked| {
        report(&plan(asked.has("--test"), asked.has("--huge")), asked.pages().first().copied())
    })
}

fn plan(is_smoke: bool, is_huge: bool) -> Plan {
    if is_smoke {
        let notes = vec![
            ("25 KB", 25_000, Shape::Varied),
            ("1 MB", 1_000_000, Shape::Varied),
            ("1 MB, one line", 1_000_000, Shape::OneLine),
            ("1 MB, short lines", 1_000_000, Shape::ShortLines),
            ("25 KB, talks", 25_000, Shape::Talks),
            ("25 KB, Markdown", 25_000, Shape::Markdown),
            ("25 KB, prose", 25_000, Shape::Prose),
        ];
        return Plan { notes, runs: 1, keys: 3, vault: (20, 2_000), idle: Duration::from_millis(200) };
    }
    let mut notes = vec![
        ("25 KB", 25_000, Shape::Varied),
        ("1 MB", 1_000_000, Shape::Varied),
        ("10 MB", 10_000_000, Shape::Varied),
        ("100 MB", 100_000_000, Shape::Varied),
    ];
    notes.extend([
        ("10 MB, talks", 10_000_000, Shape::Talks),
        ("10 MB, short lines", 10_000_000, Shape::ShortLines),
        ("10 MB, Markdown", 10_000_000, Shape::Markdown),
        ("10 MB, prose", 10_000_000, Shape::Prose),
    ]);
    if is_huge {
        notes.push(("100 MB, talks", 100_000_000, Shape::Talks));
        notes.push(("100 MB, Markdown", 100_000_000, Shape::Markdown));
        notes.push(("100 MB, prose", 100_000_000, Shape::Prose));
        notes.push(("1 GB", 1_000_000_000, Shape::Varied));
        notes.push(("1 GB, one line", 1_000_000_000, Shape::OneLine));
        notes.push(("100 MB, short lines", 100_000_000, Shape::ShortLines));
    }
    Plan { notes, runs: 7, keys: 100, vault: (10_000, 20_000), idle: Duration::from_secs(5) }
}

fn report(plan: &Plan, page: Option<&Path>) -> io::Result<()> {
    // A folder of its own below the target folder; it goes with its inputs when the run ends.
    let folder = tempfile::Builder::new().prefix("budgets-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut rows = Vec::new();
    let jump = first_jump(plan, folder.path())?;
    rows.extend(jump.map(|added| Row {
        work: "memory added by the first jump",
        size: "one line".to_owned(),
        bytes: 0,
        measured: added,
        limit: None,
        budget: "none: readings and code".to_owned(),
        unit: Unit::Memory,
        growth: Growth::Single,
    }));
    for &(size, bytes, shape) in &plan.notes {
        let note = folder.path().join(format!("{bytes}.{}", shape.ending()));
        let mut file = BufWriter::new(File::create(&note)?);
        let lines = write_shape(shape, bytes, &mut file)?;
        file.flush()?;
        eprintln!("measuring {size}, {} bytes a line", bytes / lines.max(1));
        measure_note(plan, &Input { size, bytes, lines, shape, path: note.clone() }, jump, &mut rows)?;
        fs::remove_file(note)?;
    }
    measure_vault(plan, folder.path(), &mut rows)?;
    rows.push(binary_size()?);
    let told = told(plan, &rows);
    println!("{told}");
    page.map_or(Ok(()), |page| page::write_between(page, MARK, |_| told))
}

/// The memory that the first jump adds where there is nothing to be indexed: readings are unpacked, and code is run for the
/// first time. In megabytes.
fn first_jump(plan: &Plan, folder: &Path) -> io::Result<Option<f64>> {
    let note = folder.join("line.txt");
    fs::write(&note, format!("■{FIRST_HEADING}\n"))?;
    Ok(added_by_jump(&note, plan.runs).map(|(_, added)| added))
}

/// The most memory before the first jump, and how much more after it, in megabytes; the medians of `runs`.
fn added_by_jump(note: &Path, runs: usize) -> Option<(f64, f64)> {
    let measured = (0..runs).map_while(|_| browsing::memory(MIDASHI, note, FIRST_HEADING));
    let (before, added) = measured.map(|(before, after)| (before, after - before)).unzip();
    quantile(before, 0.5).zip(quantile(added, 0.5))
}

/// A note to measure on.
struct Input {
    size: &'static str,
    bytes: u64,
    lines: u64,
    shape: Shape,
    path: PathBuf,
}

impl Input {
    fn row(&self, work: &'static str, measured: f64, unit: Unit, growth: Growth) -> Row {
        let (size, bytes) = (self.size.to_owned(), self.bytes);
        // What is of another shape says nothing of how it grows.
        let growth = if self.shape == Shape::Varied { growth } else { Growth::Single };
        Row { work, size, bytes, measured, limit: None, budget: "none".to_owned(), unit, growth }
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files, told to a digit or two")]
fn measure_note(plan: &Plan, input: &Input, jump: Option<f64>, rows: &mut Vec<Row>) -> io::Result<()> {
    let path = &input.path;
    let peer = is_installed("less").then_some("less");
    let mut frames: Vec<(f64, f64)> = Vec::new();
    let mut peer_frames = Vec::new();
    // In turn, so that both meet the same machine; the first start of each reads the program from the disk.
    for run in 0..=plan.runs {
        let frame = browsing::first_frame(MIDASHI, path, FIRST_HEADING);
        let other = peer.map(|peer| browsing::first_frame(peer, path, FIRST_HEADING).0);
        if run > 0 {
            frames.push(frame);
            peer_frames.extend(other);
        }
    }
    let (frames, answers): (Vec<f64>, Vec<f64>) = frames.into_iter().unzip();
    let frame = input.row("first frame", median(frames), Unit::Time, Growth::Constant);
    rows.push(held(frame, 1.5, "less", quantile(peer_frames, 0.5)));
    rows.push(input.row("of that, the terminal's answers", median(answers), Unit::Time, Growth::Constant));

    let other = |program: &str, args: &[&str]| {
        let time = timed(Command::new(program).args(args).arg(path), path, plan.runs);
        time.ok().map(milliseconds)
    };
    let (wc, cat) = (other("wc", &["-l"]), other("cat", &[]));
    let parsed = milliseconds(parsed(path, plan.runs)?);
    let row = input.row("outline in memory, not printed", parsed, Unit::Time, Growth::Linear);
    // Of short lines there are many more in as many bytes.
    let lines = if input.shape == Shape::ShortLines { 40.0 } else { 10.0 };
    rows.push(held(row, lines, "wc", wc));
    for (work, command, peer, factor, time) in
        [("whole outline", "outline", "wc", lines, wc), ("export as text", "export", "cat", 4.0, cat)]
    {
        let own = timed(Command::new(MIDASHI).arg(command).arg(path), path, plan.runs)?;
        let row = input.row(work, milliseconds(own), Unit::Time, Growth::Linear);
        rows.push(held(row, factor, peer, time));
    }

    // Of a large note, what one run more or less uses is nothing beside its index.
    let runs = if input.bytes > 10_000_000 { 1 } else { plan.runs };
    if let Some((before, added)) = added_by_jump(path, runs) {
        let row = input.row("peak memory before the first jump", before, Unit::Memory, Growth::Linear);
        let (times, budget) = if input.shape == Shape::ShortLines {
            (4.1, "4.1 × the note + 20 MB")
        } else {
            (1.7, "1.7 × the note + 20 MB")
        };
        rows.push(limited(row, times * input.bytes as f64 / 1e6 + 20.0, budget));
        let beyond = added - jump.unwrap_or(0.0);
        let row = input.row("memory added by the jump's index", beyond, Unit::Memory, Growth::Linear);
        rows.push(match input.shape {
            // Lines of people, and shorter ones, are what the budget is for.
            Shape::OneLine => row,
            Shape::Varied | Shape::Talks | Shape::Markdown | Shape::Prose | Shape::ShortLines => {
                limited(row, 150.0 * input.lines as f64 / 1e6, "150 bytes a line")
            }
        });
    }

    let keys = browsing::keys(MIDASHI, path, FIRST_HEADING, plan.keys);
    let others = peer.map(|peer| browsing::keys(peer, path, FIRST_HEADING, plan.keys)).unwrap_or_default();
    for (work, part) in [("key to redraw, median", 0.5), ("key to redraw, 99 of 100", 0.99)] {
        let row = |time| input.row(work, time, Unit::Time, Growth::Constant);
        // less is there for scale.
        let scale =
            quantile(others.clone(), part).map_or(String::new(), |time| format!("; less {time:.2} ms"));
        rows.extend(quantile(keys.clone(), part).map(|time| match part {
            0.5 => limited(row(time), 0.4, &format!("0.4 ms{scale}")),
            _ => Row { budget: format!("none{scale}"), ..row(time) },
        }));
    }
    for ((work, _), time) in FOLDS.iter().zip(browsing::folds(MIDASHI, path, FIRST_HEADING, plan.runs)) {
        rows.extend(
            time.map(|time| limited(input.row(work, time, Unit::Time, Growth::Constant), 30.0, "30 ms")),
        );
    }
    // What is larger has been measured when it is in memory twice.
    if input.shape != Shape::OneLine && input.bytes <= 100_000_000 {
        for (work, own, fzf) in finding::measured(MIDASHI, is_installed("fzf"), path, plan.runs)? {
            rows.push(held(input.row(work, own, Unit::Time, Growth::Linear), 1.0, "fzf", fzf));
        }
        measure_inside(plan, input, rows)?;
    }
    if let Some((wakes, ticks)) = browsing::idle(MIDASHI, path, FIRST_HEADING, plan.idle) {
        let row = |work, count| limited(input.row(work, count, Unit::Count, Growth::Single), 0.0, "0");
        rows.push(row("wake-ups when idle", wakes));
        rows.push(row("ticks of processor when idle", ticks as f64));
    }
    Ok(())
}

/// What needs no terminal: keys with their frames, searches beside `grep`, and the jump.
fn measure_inside(plan: &Plan, input: &Input, rows: &mut Vec<Row>) -> io::Result<()> {
    let loaded = loaded(&input.path)?;
    let vault = Arc::new(loaded.vault);
    let times: Vec<f64> = inside::keys(&vault, plan.keys).into_iter().map(milliseconds).collect();
    for (work, part, limit) in
        [("key to frame, inside, median", 0.5, 1.0), ("key to frame, inside, 99 of 100", 0.99, 4.0)]
    {
        let time = quantile(times.clone(), part).unwrap_or(f64::NAN);
        let row = input.row(work, time, Unit::Time, Growth::Constant);
        rows.push(limited(row, limit, &format!("{limit} ms")));
    }
    let searches = [
        ("search for spinnaker", "spinnaker", 2.0),
        ("search for 決済", "決済", 2.0),
        ("search for カオス, in all spellings", "カオス", 10.0),
    ];
    let mut firsts = Vec::new();
    for (work, typed, factor) in searches {
        let runs: Vec<(f64, f64)> = (0..plan.runs)
            .map(|_| inside::searched(&vault, typed))
            .map(|(first, whole)| (milliseconds(first), milliseconds(whole)))
            .collect();
        let (first, whole): (Vec<f64>, Vec<f64>) = runs.into_iter().unzip();
        firsts.push(median(first));
        let row = input.row(work, median(whole), Unit::Time, Growth::Linear);
        let mut grep = Command::new("sh");
        // Into a pipe: of what nobody reads it looks for the first match only.
        grep.args(["-c", "grep -F -c -e \"$1\" \"$2\" | cat", "sh", typed]).arg(&input.path);
        let grep = timed(&mut grep, &input.path, plan.runs).ok().map(milliseconds);
        rows.push(held(row, factor, "grep -F", grep));
    }
    let first = firsts.into_iter().fold(0.0, f64::max);
    let row = input.row("search: first answer", first, Unit::Time, Growth::Constant);
    rows.push(limited(row, 5.0, "5 ms"));
    let Ok(readings) = Readings::bundled(Language::Japanese) else {
        return Err(io::Error::other("the readings cannot be read"));
    };
    let jumped = inside::jumped(&vault, &readings);
    // The budgets are those of 20,000 lines and of a million.
    let is_small = input.lines <= 20_000;
    let budgets = [
        ("jump: first screen", jumped.first_screen, 20.0, Growth::Constant),
        ("jump: all, after one character", jumped.one, 60.0, Growth::Linear),
        ("jump: all, after the second", jumped.two, 50.0, Growth::Linear),
        ("jump: all, after a later one", jumped.later, 20.0, Growth::Linear),
    ];
    for (work, time, limit, growth) in budgets {
        let limit = if is_small { 8.0 } else { limit };
        let row = input.row(work, milliseconds(time), Unit::Time, growth);
        rows.push(limited(row, limit, &format!("{limit} ms")));
    }
    Ok(())
}

/// The note of an input, read.
fn loaded(path: &Path) -> io::Result<Loaded> {
    let reader = Reader {
        notations: Arc::new(Notations::new(Notation::bundled(), [])),
        encoding: Assumption::default(),
        period: Period::default(),
    };
    load(&[path.to_owned()], &reader).map_err(|error| io::Error::other(error.to_string()))
}

/// The median time in which the file at `path` is read and becomes an outline.
fn parsed(path: &Path, runs: usize) -> io::Result<Duration> {
    let run = |_| {
        let start = Instant::now();
        let loaded = loaded(path)?;
        let time = start.elapsed();
        let is_whole = loaded.vault.notes().all(|note| !note.outline.is_empty());
        if is_whole { Ok(time) } else { Err(io::Error::other("no outline was read")) }
    };
    Ok(timing::median((0..runs).map(run).collect::<io::Result<_>>()?))
}

fn measure_vault(plan: &Plan, folder: &Path, rows: &mut Vec<Row>) -> io::Result<()> {
    let (notes, bytes) = plan.vault;
    eprintln!("measuring {notes} notes");
    let vault = folder.join("vault");
    fs::create_dir(&vault)?;
    for note in 0..notes {
        let mut file = BufWriter::new(File::create(vault.join(format!("{note}.txt")))?);
        generated::write_note(bytes, note + 2, &mut file)?;
        file.flush()?;
    }
    let runs = plan.runs.min(3);
    let size = format!("{notes} notes");
    let mut outline = Command::new(MIDASHI);
    let outline = timed(outline.arg("outline").arg(&vault), Path::new("/dev/null"), runs)?;
    let mut cat = Command::new("sh");
    // `find` rather than `*`, which is longer than a command line may be for many notes.
    let cat = cat.args(["-c", "find \"$1\" -type f -exec cat {} + | cat", "sh"]).arg(&vault);
    let cat = milliseconds(timed(cat, Path::new("/dev/null"), runs)?);
    let row = |work, measured| Row {
        work,
        size: size.clone(),
        bytes: notes * bytes,
        measured,
        limit: None,
        budget: "none".to_owned(),
        unit: Unit::Time,
        growth: Growth::Single,
    };
    let budget = format!("2 × cat + 0.3 s, cat {cat:.1} ms");
    rows.push(limited(row("whole outline", milliseconds(outline)), 2.0 * cat + 300.0, &budget));
    let frames = (0..runs).map(|_| browsing::first_frame(MIDASHI, &vault, "0.txt").0).collect();
    rows.push(row("first frame", median(frames)));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "the size of a file, told to a digit or two")]
fn binary_size() -> io::Result<Row> {
    let bytes = fs::metadata(MIDASHI)?.len();
    let row = Row {
        work: "size of the program",
        size: "stripped".to_owned(),
        bytes,
        measured: bytes as f64 / 1e6,
        limit: None,
        budget: String::new(),
        unit: Unit::Memory,
        growth: Growth::Single,
    };
    Ok(limited(row, 10.0, "10 MB"))
}

fn limited(row: Row, limit: f64, budget: &str) -> Row {
    Row { limit: Some(limit), budget: budget.to_owned(), ..row }
}

/// `row` held against `factor` times what `peer` took, where that is installed.
fn held(row: Row, factor: f64, peer: &str, time: Option<f64>) -> Row {
    match time {
        Some(time) => limited(row, factor * time, &format!("{factor} × {peer}, {time:.2} ms")),
        None => Row { budget: format!("{peer} is not installed"), ..row },
    }
}

fn median(times: Vec<f64>) -> f64 {
    quantile(times, 0.5).unwrap_or(f64::NAN)
}

fn told(plan: &Plan, rows: &[Row]) -> String {
    let missing: Vec<&str> = PEERS.into_iter().filter(|peer| !is_installed(peer)).collect();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "{} {}, {cores} cores. Times are medians of {} runs, keys of {}. Not installed: {}.\n\n{}\n{}\n{}",
        std::env::consts::OS,
        std::env::consts::ARCH,
        plan.runs,
        plan.keys,
        if missing.is_empty() { "none".to_owned() } else { missing.join(", ") },
        table::budgets(rows),
        table::worst(rows),
        table::growth(rows),
    )
}

fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
