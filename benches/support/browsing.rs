//! Midashi and pagers in a pseudo-terminal that answers queries: first frames, keys, memory, idleness.

use std::path::Path;
use std::time::Duration;

use super::process;
use super::support::pty::{Launch, Session};

/// The size of the terminal.
const COLUMNS: u16 = 120;
const ROWS: u16 = 40;

/// A program that has written nothing for so long has drawn what a key asks for.
const GAP: Duration = Duration::from_millis(40);

/// What is typed into the jump, the first use of which builds its index.
const QUERY: &str = "kaosu";

/// The keys that fold, and what they do.
pub(crate) const FOLDS: [(&str, &str); 3] = [
    ("fold all: key to redraw", "zM"),
    ("fold to level 2: key to redraw", "z2"),
    ("open all: key to redraw", "zR"),
];

/// A first frame: when its first heading stood on the screen, and how long of that the terminal took to answer queries.
/// Both in milliseconds.
pub(crate) fn first_frame(program: &str, input: &Path, heading: &str) -> (f64, f64) {
    let session = start(program, input);
    let (time, answering) = session.time_to_text(heading);
    session.kill();
    (milliseconds(time), milliseconds(answering))
}

/// The times of `count` keys that move the cursor or the page down, each from the key to the last byte of the redraw.
pub(crate) fn keys(program: &str, input: &Path, heading: &str, count: usize) -> Vec<f64> {
    let session = ready(program, input, heading);
    let times = (0..count).filter_map(|_| session.time_keys("j", GAP)).map(milliseconds).collect();
    session.kill();
    times
}

/// The time of each of [`FOLDS`], the median of `runs`, in milliseconds.
pub(crate) fn folds(program: &str, input: &Path, heading: &str, runs: usize) -> Vec<Option<f64>> {
    let session = ready(program, input, heading);
    let mut times = vec![Vec::new(); FOLDS.len()];
    for _ in 0..runs {
        for ((_, keys), times) in FOLDS.iter().zip(&mut times) {
            times.extend(session.time_keys(keys, GAP).map(milliseconds));
        }
    }
    session.kill();
    times.into_iter().map(|times| quantile(times, 0.5)).collect()
}

/// The most memory before and after the first jump, in megabytes.
pub(crate) fn memory(program: &str, input: &Path, heading: &str) -> Option<(f64, f64)> {
    let session = ready(program, input, heading);
    let id = session.process_id();
    let before = process::peak_megabytes(id)?;
    session.type_keys("f");
    session.type_keys(QUERY);
    session.wait_quiet(GAP);
    let after = process::settle(id).then(|| process::peak_megabytes(id)).flatten()?;
    session.kill();
    Some((before, after))
}

/// How often the threads woke, and the ticks of processor used, in `time` without a key.
pub(crate) fn idle(program: &str, input: &Path, heading: &str, time: Duration) -> Option<(f64, u64)> {
    let session = ready(program, input, heading);
    let id = session.process_id();
    let (sleeps, ticks) = (process::sleeps(id)?, process::ticks(id)?);
    std::thread::sleep(time);
    let used = (process::sleeps(id)? - sleeps, process::ticks(id)? - ticks);
    session.kill();
    Some(used)
}

/// The value below which `part` of `values` are.
pub(crate) fn quantile(mut values: Vec<f64>, part: f64) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index into a few hundred values"
    )]
    let index = (values.len().saturating_sub(1) as f64 * part).round() as usize;
    values.get(index).copied()
}

/// `time` in milliseconds.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A session whose program has read all that it reads in the background.
fn ready(program: &str, input: &Path, heading: &str) -> Session {
    let session = start(program, input);
    session.time_to_text(heading);
    process::settle(session.process_id());
    session.wait_quiet(GAP);
    session
}

fn start(program: &str, input: &Path) -> Session {
    let launch = Launch::new(program, [input]).size(COLUMNS, ROWS).env("LESSHISTFILE", "-");
    Session::start(&launch)
}
