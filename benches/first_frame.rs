//! How long midashi takes from its start to its first frame, beside `less` on the same file, in the same run.
//!
//! ```text
//! cargo bench --bench first_frame -- [FILE]
//! ```
//!
//! Both are started in turn in a pseudo-terminal. Measured is the time from the start of the process to the last
//! byte of the frame that shows the file's first heading: the last before the program falls silent. It is a report:
//! how the two compare depends on the machine, so that nothing fails when the limit is passed.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads its file, its environment and the clock")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use support::pty::{Launch, Session};

/// The most that midashi should take, in times of `less`.
const LIMIT: f64 = 4.0;

/// Starts of each program; odd, so that the median is one of them.
const RUNS: usize = 21;

/// A program that has written nothing for so long is taken to have finished its frame.
const SILENCE: Duration = Duration::from_millis(60);

/// The size of the terminal.
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// How much of the heading is looked for, in chars: lines may be wrapped or cut after it.
const HEADING_CHARS: usize = 10;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let runs = if args.iter().any(|arg| arg == "--test") { 1 } else { RUNS };
    // Cargo itself passes options such as `--bench`.
    let file = args.iter().find(|arg| !arg.starts_with('-'));
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file.map_or("assets/sample.txt", |file| file));
    let heading = match heading(&file) {
        Ok(heading) => heading,
        Err(message) => {
            eprintln!("{}: {message}", file.display());
            return ExitCode::FAILURE;
        }
    };

    let has_less = is_installed("less");
    let (mut less, mut midashi) = (Vec::new(), Vec::new());
    // The first start of each reads the program from the disk, and does not count.
    for run in 0..=runs {
        let frame = |program: &str| first_frame(program, &file, &heading);
        let times = (has_less.then(|| frame("less")), frame(env!("CARGO_BIN_EXE_midashi")));
        if run > 0 {
            less.extend(times.0);
            midashi.push(times.1);
        }
    }

    println!("first frame of {}, {COLUMNS} × {ROWS} cells, {runs} runs", file.display());
    let midashi = report("midashi", midashi);
    if has_less {
        let less = report("less", less);
        println!("  ratio    {:8.2}     limit {LIMIT:.2}", midashi / less);
    } else {
        println!("  less is not installed: nothing to compare with");
    }
    ExitCode::SUCCESS
}

/// The beginning of the first heading of `file`, or of its first line of text where no line is marked as a heading.
fn heading(file: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let first = |prefix: &str| text.lines().find_map(|line| line.trim().strip_prefix(prefix));
    let line =
        first("■").or_else(|| text.lines().find(|line| !line.trim().is_empty())).ok_or("no text in it")?;
    Ok(line.trim().chars().take(HEADING_CHARS).collect())
}

fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The time from the start of `program` on `file` to its first whole frame, which shows `heading`.
fn first_frame(program: &str, file: &Path, heading: &str) -> Duration {
    let launch = Launch::new(program, [file]).size(COLUMNS, ROWS).env("LESSHISTFILE", "-");
    let session = Session::start(&launch);
    session.wait_for_text(heading);
    let time = session.wait_quiet(SILENCE);
    session.type_keys("q");
    session.wait_exit();
    time
}

/// Prints the median and the range of `times`; returns the median in milliseconds.
fn report(name: &str, mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    let milliseconds = |index: usize| times[index].as_secs_f64() * 1000.0;
    let median = milliseconds(times.len() / 2);
    println!("  {name:8} {median:8.2} ms  ({:.2} to {:.2})", milliseconds(0), milliseconds(times.len() - 1));
    median
}
