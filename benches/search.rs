//! How long `/` takes over a note of 100 MB: until the first match is known, and until all are, beside `grep -F` over the
//! same bytes in the same run, where that is installed.
//!
//! ```text
//! cargo bench --bench search
//! ```
//!
//! It is a report: what was measured stands beside the budget, and nothing fails when one is passed.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark writes its input, starts programs and reads the clock"
)]

#[path = "support/timing.rs"]
mod timing;

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};

use midashi::find::text::TextPattern;
use midashi::find::text::scan::TextSearch;
use midashi::note::notation::Notation;
use midashi::note::source::Source;
use midashi::vault::{Note, NoteId, Place, Vault};
use timing::{median, milliseconds, timed};

/// The bytes that the browser looks at before it looks up.
const STEP: u32 = 1 << 18;

/// What is looked for, whether as an expression, and the part of `grep -F`'s rate that is the budget.
const NEEDLES: [(&str, bool, &str); 9] = [
    ("spinnaker", false, "1/2"),
    ("Kubernetes", false, "1/2"),
    ("aws", false, "1/2"),
    ("内製化", false, "1/2"),
    ("決済", false, "1/2"),
    ("カオス", false, "1/10"),
    ("ガイド", false, "1/10"),
    ("そんな言葉は", false, "1/10"),
    ("カ.ス$", true, "none"),
];

const WORDS: [&str; 8] =
    ["カオス", "内製化", "決済", "Kubernetes", "AWS", "spinnaker", "障害", "サーバーレス"];

/// A note of about `bytes`: sections and items of syllables, ideographs and Latin letters by chance, now and then one of
/// [`WORDS`].
fn generated(bytes: usize) -> String {
    let mut state: u64 = 0x2545_F491_4F6C_DD1D;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 16).unwrap_or(0) % below
    };
    let mut note = String::with_capacity(bytes + 200);
    while note.len() < bytes {
        note.push_str(["■", "●", "・", "・", "・", "  ", "  ・", "    "][random(8)]);
        for _ in 0..2 + random(9) {
            let (first, count) = [('一', 20_000), ('ァ', 80), ('ぁ', 80), ('a', 26)][random(4)];
            match random(400) {
                0 => note.push_str(WORDS[random(WORDS.len())]),
                _ => note.extend((0..2 + random(3)).filter_map(|_| {
                    char::from_u32(u32::from(first) + u32::try_from(random(count)).unwrap_or(0))
                })),
            }
            note.push_str(["を", "の", "に", "、", "。", " ", "した"][random(7)]);
        }
        note.push('\n');
    }
    note
}

fn main() -> ExitCode {
    let is_smoke = std::env::args().any(|arg| arg == "--test");
    let (bytes, runs) = if is_smoke { (1_000_000, 1) } else { (100_000_000, 5) };
    match report(bytes, runs) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("comparing with grep: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report(bytes: usize, runs: usize) -> io::Result<()> {
    let text = generated(bytes);
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(text.as_bytes())?;
    let vault = Vault::new(vec![Note::parse("note", Source::from_text(text), Arc::new(Notation::bundled()))]);
    println!("{} MB, {} nodes", bytes / 1_000_000, vault.note(NoteId(0)).outline.len());
    println!("budget: a match within the first MB in 5 ms");
    for (typed, is_regex, budget) in NEEDLES {
        let mut times = Vec::new();
        let mut megabytes = Vec::new();
        let mut total = 0;
        for _ in 0..runs {
            let (first, all, found) = search(&vault, typed, is_regex);
            megabytes.push(first);
            times.push(all);
            total = found;
        }
        let (first, all) = (median(megabytes), median(times));
        let (first, told) = (milliseconds(first), milliseconds(all));
        print!("  {told:>10}  first MB {first:>9}  {total:>7} nodes  {typed}");
        match grep(typed, file.path(), runs).filter(|_| !is_regex) {
            Some(grep) => println!(
                "  {:.2} of the rate of grep -F, {} (budget {budget})",
                grep.as_secs_f64() / all.as_secs_f64(),
                milliseconds(grep)
            ),
            None => println!(),
        }
    }
    Ok(())
}

/// How long the first megabyte takes from what was typed on, how long all of it, and how many nodes are found.
fn search(vault: &Vault, typed: &str, is_regex: bool) -> (Duration, Duration, usize) {
    let start = Instant::now();
    let Ok(Some(pattern)) = TextPattern::new(typed, is_regex) else { return Default::default() };
    let mut search = TextSearch::new(vault, Place { note: NoteId(0), node: None });
    let mut found = 0;
    let mut first = Duration::ZERO;
    let mut steps = 0;
    while !search.is_done() {
        found += search.advance(vault, &pattern, STEP).len();
        steps += 1;
        if steps == 4 || (steps < 4 && search.is_done()) {
            first = start.elapsed();
        }
    }
    (first, start.elapsed(), found)
}

/// How long `grep -F` takes; `None` where it is not installed. It looks at the whole, since it writes to a pipe that is
/// read: into nothing it would end at the first match.
fn grep(typed: &str, input: &Path, runs: usize) -> Option<Duration> {
    let mut script = Command::new("sh");
    script.args(["-c", "grep -Fc -e \"$1\" | cat", "sh", typed]);
    Command::new("grep").arg("--version").output().ok()?;
    timed(&mut script, input, runs).ok()
}
