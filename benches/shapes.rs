//! The same work on notes of many shapes: no shape of a note may make midashi slow, or take memory that others do not.
//!
//! ```text
//! cargo bench --bench shapes -- --help
//! ```
//!
//! It is a report: nothing fails.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark writes its input, starts programs and reads the clock"
)]

#[path = "support/asked.rs"]
mod asked;
#[path = "support/browsing.rs"]
#[expect(dead_code, reason = "shared by benchmarks, of which each uses a part")]
mod browsing;
#[path = "support/generated.rs"]
#[expect(dead_code, reason = "shared by benchmarks, of which each uses a part")]
mod generated;
#[path = "support/page.rs"]
mod page;
#[path = "support/process.rs"]
mod process;
#[path = "support/shapes.rs"]
mod shapes;
#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use browsing::{milliseconds, quantile};
use midashi::note::encoding::{Assumption, Region, decode};
use midashi::note::notation::Notation;
use midashi::vault::Note;
use shapes::{FIRST_HEADING, SHAPES, Shape};

const HELP: &str = "\
Measures midashi on notes of many shapes: scripts, depths, lengths of lines.

cargo bench --bench shapes -- [OPTIONS]
  --write FILE  put the table into FILE, between its two lines `<!-- shapes -->`
  --test        small inputs, one run each: whether all of it works
  --help        this";

const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

/// The line before and after the generated part of a page.
const MARK: &str = "<!-- shapes -->";

/// How much is measured.
struct Plan {
    /// The notes are made smaller by this.
    part: u64,
    runs: usize,
    keys: usize,
}

fn main() -> ExitCode {
    asked::run(HELP, |asked| {
        let plan = if asked.has("--test") {
            Plan { part: 100, runs: 1, keys: 3 }
        } else {
            Plan { part: 1, runs: 5, keys: 50 }
        };
        report(&plan, asked.pages().first().copied())
    })
}

fn report(plan: &Plan, page: Option<&Path>) -> io::Result<()> {
    let folder = tempfile::Builder::new().prefix("shapes-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut table = String::from(
        "| notes of | size | lines | first frame | whole outline | a key | peak memory |\n\
         |---|---:|---:|---:|---:|---:|---:|\n",
    );
    for shape in &SHAPES {
        eprintln!("measuring {}", shape.name);
        table += &measure(plan, shape, &folder.path().join("note.txt"))?;
    }
    println!("{table}");
    page.map_or(Ok(()), |page| page::write_between(page, MARK, |_| table))
}

/// The row of a shape.
#[expect(clippy::cast_precision_loss, reason = "sizes of files, told to a digit or two")]
fn measure(plan: &Plan, shape: &Shape, note: &Path) -> io::Result<String> {
    let mut file = BufWriter::new(File::create(note)?);
    let built = shapes::write(shape, plan.part, &mut file)?;
    file.flush()?;
    let megabytes = built.bytes as f64 / 1e6;
    let frames = (0..plan.runs).map(|_| browsing::first_frame(MIDASHI, note, FIRST_HEADING).0).collect();
    let outlines = (0..plan.runs).map(|_| outline(note)).collect::<io::Result<Vec<f64>>>()?;
    let keys = browsing::keys(MIDASHI, note, FIRST_HEADING, plan.keys);
    let memory = browsing::memory(MIDASHI, note, FIRST_HEADING);
    let median = |times| quantile(times, 0.5).map_or("–".to_owned(), |time| format!("{time:.1} ms"));
    let rate = quantile(outlines, 0.5)
        .map_or("–".to_owned(), |time| format!("{:.0} MB/s", megabytes / time * 1e3));
    let mut row = String::new();
    let _ = writeln!(
        row,
        "| {} | {megabytes:.1} MB | {} | {} | {rate} | {} | {} |",
        shape.name,
        built.lines,
        median(frames),
        median(keys),
        memory.map_or("–".to_owned(), |(before, _)| format!("{before:.0} MB")),
    );
    Ok(row)
}

/// The time that the outline of a file takes that has been read, in milliseconds.
fn outline(note: &Path) -> io::Result<f64> {
    let bytes = std::fs::read(note)?;
    let notation = Arc::new(Notation::bundled());
    let start = Instant::now();
    let source = decode(bytes, Assumption::Detect(Region::of_locale("C")));
    let note = Note::parse("note.txt", source, notation);
    let time = start.elapsed();
    black_box(&note);
    Ok(milliseconds(time))
}
