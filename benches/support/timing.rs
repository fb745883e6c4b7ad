//! Times of whole programs, and how they are told.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The median time of `command` with `input` as its standard input.
pub(crate) fn timed(command: &mut Command, input: &Path, runs: usize) -> std::io::Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..runs {
        command.stdin(std::fs::File::open(input)?).stdout(Stdio::null());
        let start = Instant::now();
        command.status()?;
        times.push(start.elapsed());
    }
    Ok(median(times))
}

/// The median of `times`.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// `time` as it is printed.
pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
