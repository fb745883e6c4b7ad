//! How many instructions the hot paths take, counted by callgrind, and held to the counts that are kept beside this file. Unlike
//! times they are the same from run to run, so that a change for the worse is told whatever else the machine does.
//!
//! ```text
//! cargo bench --bench instructions              # compares, and fails where a path takes more than it may
//! cargo bench --bench instructions -- --write   # keeps what was counted, after a change that is meant
//! ```
//!
//! A path is run once and, in another process, twice: what the second run adds is its cost, without that of its input. Counts hold
//! for the compiler and the target that they were made with, and are not compared with others.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark starts itself under valgrind, and keeps what it has counted"
)]

#[path = "support/generated.rs"]
#[expect(dead_code, reason = "shared by benchmarks, of which each uses a part")]
mod generated;
#[path = "support/opened.rs"]
mod opened;
#[path = "support/shapes.rs"]
#[expect(dead_code, reason = "shared by benchmarks, of which each uses a part")]
mod shapes;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

use midashi::export::{self, Format};
use midashi::find::text::TextPattern;
use midashi::find::text::scan::TextSearch;
use midashi::find::{Candidates, Corpus, Query, Scope, search};
use midashi::note::encoding::{Assumption, Region, decode};
use midashi::note::notation::Notation;
use midashi::text::reading::{Language, Readings};
use midashi::text::width::{Cells, WidthPolicy};
use midashi::text::wrap::{Measure, wrap};
use midashi::vault::{Note, NoteId, Place, Vault};
use midashi::view;
use opened::{SIZE, opened, type_keys};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use shapes::SHAPES;

const HELP: &str = "\
Counts the instructions of the hot paths by callgrind, and compares them with those that are kept.

cargo bench --bench instructions -- [OPTIONS]
  --write    keep what was counted
  --test     each path once, without counting: whether all of it works
  --help     this";

/// What is kept: how it was made, and the counts in millions of instructions.
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.txt");

/// What a count may be over the one that is kept, in percent. Two runs differ by less than a tenth of one: by the seeds of hash
/// maps, and by where memory lies.
const TOLERANCE: f64 = 3.0;

/// Bytes of notes that fill the screen, folded and open, of which one has ten times the nodes of the other: a frame costs the
/// same in both.
const SMALL: u64 = 300_000;
const LARGE: u64 = 10 * SMALL;

const PAGES: &str = "PageDown PageUp";

/// A hot path: makes its input, and returns what is to be counted.
struct HotPath {
    name: &'static str,
    prepare: fn() -> Box<dyn FnMut()>,
}

const PATHS: [HotPath; 14] = [
    HotPath { name: "outline of bullets, 500 KB", prepare: || outline("note.txt", note(500_000)) },
    HotPath { name: "outline of Markdown, 500 KB", prepare: || outline("note.md", markdown(500_000)) },
    HotPath { name: "wrapping Japanese, 1,000 lines", prepare: wrapping },
    HotPath { name: "a key and its frame, folded, 4,000 nodes", prepare: || frames(SMALL, "", "j k") },
    HotPath { name: "a key and its frame, folded, 40,000 nodes", prepare: || frames(LARGE, "", "j k") },
    HotPath { name: "a key and its frame, open, 4,000 nodes", prepare: || frames(SMALL, "zR", "j k") },
    HotPath { name: "a key and its frame, open, 40,000 nodes", prepare: || frames(LARGE, "zR", "j k") },
    HotPath { name: "a page and its frame, open, 40,000 nodes", prepare: || frames(LARGE, "zR", PAGES) },
    HotPath { name: "opening and closing all, 40,000 nodes", prepare: || frames(LARGE, "", "zR zM") },
    HotPath { name: "search for letters, 1 MB", prepare: || searching("spinnaker") },
    HotPath { name: "search for kana, 1 MB", prepare: || searching("カオス") },
    HotPath { name: "jump by a reading, 1 MB", prepare: || jumping("kaosu") },
    HotPath { name: "export as text, 500 KB", prepare: || exporting(Format::Text) },
    HotPath { name: "export as Markdown, 500 KB", prepare: || exporting(Format::Markdown) },
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |option: &str| args.iter().any(|arg| arg == option);
    if has("--help") {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    }
    if let [run, name, times] = args.as_slice()
        && run == "--run"
    {
        return run_path(name, times.parse().unwrap_or(1));
    }
    if has("--test") {
        for path in &PATHS {
            (path.prepare)()();
        }
        return ExitCode::SUCCESS;
    }
    match report(has("--write")) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("counting: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a path so many times, for callgrind.
fn run_path(name: &str, times: u32) -> ExitCode {
    let Some(path) = PATHS.iter().find(|path| path.name == name) else { return ExitCode::FAILURE };
    let mut measured = (path.prepare)();
    (0..times).for_each(|_| measured());
    ExitCode::SUCCESS
}

/// Counts all paths, and says how they compare; whether none takes too much.
fn report(writes: bool) -> io::Result<bool> {
    let folder = tempfile::Builder::new().prefix("instructions-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut counts = Vec::new();
    for path in &PATHS {
        eprintln!("counting: {}", path.name);
        let [once, twice] = [1, 2].map(|times| counted(path.name, times, folder.path()));
        let (once, twice) = (once?, twice?);
        counts.push((path.name, millions(twice.saturating_sub(once))));
    }
    let made_by = made_by()?;
    if writes {
        let mut kept = format!(
            "# {made_by}\n# Millions of instructions, by `cargo bench --bench instructions -- --write`.\n"
        );
        for (name, count) in &counts {
            let _ = writeln!(kept, "{count:.3}\t{name}");
        }
        fs::write(KEPT, kept)?;
    }
    let kept = Kept::read(&fs::read_to_string(KEPT)?);
    Ok(compared(&counts, &kept, &made_by))
}

/// Prints the counts beside those that are kept.
fn compared(counts: &[(&str, f64)], kept: &Kept, made_by: &str) -> bool {
    let is_comparable = kept.made_by == made_by;
    if !is_comparable {
        println!("!!! Kept by: {}; here is {made_by}: the counts are NOT COMPARED.", kept.made_by);
    }
    println!("| path | millions of instructions | kept | of that | |\n|---|---:|---:|---:|---|");
    let mut are_within = true;
    for (name, count) in counts {
        let Some(&before) = kept.counts.get(*name) else {
            println!("| {name} | {count:.3} | none | | **not kept** |");
            are_within &= !is_comparable;
            continue;
        };
        let change = (count / before - 1.0) * 100.0;
        let verdict = match change {
            _ if !is_comparable => "not compared",
            change if change > TOLERANCE => "**over**",
            change if change < -TOLERANCE => "less: keep it by --write",
            _ => "within",
        };
        are_within &= verdict != "**over**";
        println!("| {name} | {count:.3} | {before:.3} | {change:+.1} % | {verdict} |");
    }
    for name in kept.counts.keys().filter(|name| !counts.iter().any(|(counted, _)| counted == name)) {
        println!("| {name} | none | | | **not counted** |");
        are_within = false;
    }
    are_within
}

/// What is kept.
struct Kept {
    made_by: String,
    counts: BTreeMap<String, f64>,
}

impl Kept {
    fn read(text: &str) -> Self {
        let made_by = text.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default();
        let counts = text.lines().filter_map(|line| {
            let (count, name) = line.split_once('\t')?;
            Some((name.to_owned(), count.parse().ok()?))
        });
        Self { made_by: made_by.to_owned(), counts: counts.collect() }
    }
}

/// The compiler, the target, and what its processor can do that libraries choose their ways by.
fn made_by() -> io::Result<String> {
    let version = Command::new("rustc").arg("--version").output()?;
    let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
    #[cfg(target_arch = "x86_64")]
    let vectors = if std::arch::is_x86_feature_detected!("avx2") { "with AVX2" } else { "without AVX2" };
    #[cfg(not(target_arch = "x86_64"))]
    let vectors = "";
    Ok(format!("{version}, {} {} {vectors}", std::env::consts::OS, std::env::consts::ARCH)
        .trim_end()
        .to_owned())
}

/// The instructions of a process that runs a path so many times.
fn counted(name: &str, times: u32, folder: &Path) -> io::Result<u64> {
    let out = folder.join("callgrind.out");
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", &format!("--callgrind-out-file={}", out.display())])
        .arg(std::env::current_exe()?)
        .args(["--run", name, &times.to_string()])
        .stdout(Stdio::null())
        .status()
        .map_err(|error| io::Error::new(error.kind(), format!("valgrind: {error}")))?;
    if !status.success() {
        return Err(io::Error::other(format!("{name}: valgrind ended with {status}")));
    }
    let told = fs::read_to_string(out)?;
    let total = told.lines().find_map(|line| line.strip_prefix("totals:")?.trim().parse().ok());
    total.ok_or_else(|| io::Error::other(format!("{name}: callgrind told no total")))
}

#[expect(clippy::cast_precision_loss, reason = "a count that is told to a thousandth of a million")]
fn millions(count: u64) -> f64 {
    count as f64 / 1e6
}

/// A generated note of about `bytes` bytes, with Latin letters and Japanese in its lines.
fn note(bytes: u64) -> String {
    let shape = shapes::Shape { bytes, ..SHAPES[2] };
    let mut text = Vec::new();
    let Ok(_) = shapes::write(&shape, 1, &mut text) else { return String::new() };
    String::from_utf8(text).unwrap_or_default()
}

fn markdown(bytes: u64) -> String {
    note(bytes).replace('■', "# ").replace('・', "- ")
}

fn parsed(path: &str, text: String) -> Note {
    let source = decode(text.into_bytes(), Assumption::Detect(Region::of_locale("C")));
    Note::parse(path, source, Arc::new(Notation::bundled()))
}

fn vault(bytes: u64) -> Vault {
    Vault::new(vec![parsed("note.txt", note(bytes))])
}

fn outline(path: &'static str, text: String) -> Box<dyn FnMut()> {
    Box::new(move || drop(black_box(parsed(path, text.clone()))))
}

fn wrapping() -> Box<dyn FnMut()> {
    let paragraph = "端末は方眼紙であり、半角はひとマス、全角はふたマスを占める。".repeat(1_000);
    let measure = Measure::hanging(Cells(80));
    Box::new(move || {
        let lines = wrap(&paragraph, measure, WidthPolicy::default()).take(1_000);
        black_box(lines.fold(0, |end, line| end ^ line.visible_end));
    })
}

/// What the keys take that are typed after `first`, each with its frame.
fn frames(bytes: u64, first: &str, keys: &'static str) -> Box<dyn FnMut()> {
    let mut app = opened(Arc::new(vault(bytes)));
    type_keys(&mut app, first);
    let Ok(mut terminal) = Terminal::new(TestBackend::new(SIZE.columns, SIZE.lines));
    Box::new(move || {
        for key in keys.split(' ') {
            type_keys(&mut app, key);
            let Ok(frame) = terminal.draw(|frame| view::render(&app, frame, None));
            black_box(frame.area);
        }
    })
}

fn searching(typed: &'static str) -> Box<dyn FnMut()> {
    let vault = vault(1_000_000);
    Box::new(move || {
        let Ok(Some(pattern)) = TextPattern::new(typed, false) else { return };
        let mut search = TextSearch::new(&vault, Place { note: NoteId(0), node: None });
        while !search.is_done() {
            black_box(search.advance(&vault, &pattern, 1 << 18).len());
        }
    })
}

fn jumping(typed: &'static str) -> Box<dyn FnMut()> {
    let vault = vault(1_000_000);
    let candidates = Candidates::of(&vault);
    let readings = Readings::bundled(Language::Japanese).ok();
    Box::new(move || {
        let corpus = Corpus { vault: &vault, candidates: &candidates, readings: readings.as_ref() };
        black_box(search(corpus, Query::parse(typed, Scope::All), 40).total);
    })
}

fn exporting(format: Format) -> Box<dyn FnMut()> {
    let vault = vault(500_000);
    let places: Vec<Place> = vault.ids().map(|note| Place { note, node: None }).collect();
    Box::new(move || {
        black_box(export::to_string(export::Document::new(&vault, &places), format).len());
    })
}
