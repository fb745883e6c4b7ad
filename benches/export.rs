//! How long `midashi export` takes for a note of 100 MB, beside `cat` on the same file, in the same run.
//!
//! ```text
//! cargo bench --bench export
//! ```
//!
//! It is a report: what was measured stands beside the limit, and nothing fails when it is passed.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark writes its input, starts programs and reads the clock"
)]

#[path = "support/timing.rs"]
mod timing;

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

use timing::{milliseconds, timed};

/// The most that the export as text should take, in times of `cat`.
const LIMIT: f64 = 10.0;

/// Starts of each program; odd, so that the median is one of them.
const RUNS: usize = 7;

fn main() -> ExitCode {
    let is_smoke = std::env::args().any(|arg| arg == "--test");
    let (runs, megabytes) = if is_smoke { (1, 1) } else { (RUNS, 100) };
    match report(runs, megabytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("exporting: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report(runs: usize, megabytes: usize) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(note(megabytes * 1_000_000).as_bytes())?;
    let path = file.path();
    println!("a note of {megabytes} MB, {runs} runs");
    let mut cat = Command::new("cat");
    let cat = timed(cat.arg(path), path, runs)?;
    println!("  cat           {:>10}", milliseconds(cat));
    for format in ["text", "markdown", "html", "opml", "json"] {
        let time = timed(&mut export(format, path), path, runs)?;
        let ratio = time.as_secs_f64() / cat.as_secs_f64();
        let limit = if format == "text" { format!("     limit {LIMIT:.2}") } else { String::new() };
        println!("  {format:<13} {:>10}  ratio {ratio:>6.2}{limit}", milliseconds(time));
    }
    Ok(())
}

fn export(format: &str, note: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_midashi"));
    command.args(["export", "--format", format]).arg(note);
    command
}

/// A note of about `bytes` bytes: sessions, sections, and items three levels deep, no two alike.
fn note(bytes: usize) -> String {
    let mut note = String::with_capacity(bytes + 200);
    let mut line = 0_u32;
    while note.len() < bytes {
        line += 1;
        let text = "端末に表示される文字の幅は、いつも思いどおりになるとは限りません";
        note.extend(match line % 40 {
            1 => [format!("\n■話 {line}\n\n青葉 しおり さん [月見坂]\n\n")],
            2 | 20 => [format!("●節 {line}\n")],
            _ => [format!("{}・{line} {text}\n", "  ".repeat((line % 3) as usize))],
        });
    }
    note
}
