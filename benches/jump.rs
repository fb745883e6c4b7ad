//! What a keystroke in the jump costs, over a vault of 20,000 lines and a note of a million, and how long the whole
//! command takes beside `fzf --filter` and `sk --filter` over the same lines, where these are installed.
//!
//! ```text
//! cargo bench --bench jump
//! ```
//!
//! It is a report: what was measured stands beside the budget, and nothing fails when one is passed.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark writes its input, starts programs and reads the clock"
)]

#[path = "support/timing.rs"]
mod timing;

use std::io::Write;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Instant;

use midashi::find::{Candidates, Corpus, Query, Scope, Search};
use midashi::note::notation::Notation;
use midashi::note::source::Source;
use midashi::text::reading::{Language, Readings};
use midashi::vault::{Note, Vault};
use timing::{median, milliseconds, timed};

/// What a first screen of matches holds.
const SCREEN: usize = 50;

/// How many candidates the browser looks at before it looks up.
const STEP: usize = 1 << 15;

/// What is typed, char by char.
const TYPED: [&str; 7] = ["kaosu", "naiseika", "カオス", "決済", "spinnaker", "@ogura", "内製 aws"];

/// What is looked for; the rest of a text is made of syllables and ideographs by chance.
const WORDS: [&str; 12] = [
    "カオス",
    "内製化",
    "決済",
    "Kubernetes",
    "AWS",
    "spinnaker",
    "障害",
    "訓練",
    "為替",
    "加盟店",
    "サーバーレス",
    "認証",
];
const PARTICLES: [&str; 12] =
    ["を", "の", "に", "は", "が", "で", "、", "。", "から", "する", "した", "について"];
const FAMILY: [&str; 8] = ["小倉", "藤原", "板谷", "江藤", "青葉", "佐藤", "星野", "若葉"];
const GIVEN: [&str; 6] = ["真人", "涼馬", "悟", "武司", "しおり", "奏"];

/// A note of `lines` lines, no two alike: sessions with speakers, sections, items and text, 10 to 60 chars each. The
/// same for the same `seed`.
fn generated(lines: usize, seed: u64) -> String {
    let mut state = 0x2545_F491_4F6C_DD1D ^ seed;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 16).unwrap_or(0) % below
    };
    let mut note = String::new();
    for line in 0..lines {
        match line % 60 {
            0 => note.push('■'),
            1 => {
                let (family, given) = (FAMILY[random(FAMILY.len())], GIVEN[random(GIVEN.len())]);
                note.extend([format!("{family} {given} さん [月見坂システムズ {}]\n\n", random(97))]);
                continue;
            }
            15 | 30 | 45 => note.push('●'),
            _ => {
                note.push_str(&"  ".repeat(random(4)));
                note.push_str(if random(3) == 0 { "" } else { "・" });
            }
        }
        for _ in 0..2 + random(9) {
            let length = 2 + random(3);
            // Ideographs in the order of their code are about as frequent in one place as in another.
            let (first, count) = [('一', 20_000), ('ァ', 80), ('ぁ', 80), ('a', 26)][random(4)];
            match random(40) {
                0 => note.push_str(WORDS[random(WORDS.len())]),
                _ => note.extend((0..length).filter_map(|_| {
                    char::from_u32(u32::from(first) + u32::try_from(random(count)).unwrap_or(0))
                })),
            }
            note.push_str(PARTICLES[random(PARTICLES.len())]);
        }
        note.extend([format!("{line}\n")]);
        if line % 60 == 0 {
            note.push('\n');
        }
    }
    note
}

fn vault(notes: usize, lines: usize) -> Vault {
    let notation = Arc::new(Notation::bundled());
    let note = |index: usize| {
        let text = generated(lines, index as u64 + 1);
        Note::parse(format!("{index}.txt"), Source::from_text(text), Arc::clone(&notation))
    };
    Vault::new((0..notes).map(note).collect())
}

fn main() -> ExitCode {
    let is_smoke = std::env::args().any(|arg| arg == "--test");
    let (runs, million) = if is_smoke { (1, 10_000) } else { (5, 1_000_000) };
    let loading = Instant::now();
    let readings = match Readings::bundled(Language::Japanese) {
        Ok(readings) => readings,
        Err(error) => {
            eprintln!("the bundled readings: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("readings loaded in {} (budget 30 ms)", milliseconds(loading.elapsed()));

    keystrokes("20 notes of 1,000 lines, budget 8 ms", &vault(20, 1_000), &readings, runs);
    let title = format!(
        "{million} lines, budget: 400 ms for the first char, 50 ms from the second on, first screen 60 ms"
    );
    keystrokes(&title, &vault(1, million), &readings, runs);
    match beside_peers(million, runs) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("comparing with other programs: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints what every keystroke of [`TYPED`] costs: until the best of all matches are known, and until the best of the first
/// step are.
fn keystrokes(title: &str, vault: &Vault, readings: &Readings, runs: usize) {
    let listing = Instant::now();
    let candidates = Candidates::of(vault);
    println!("\n{title}\n  {} candidates listed in {}", candidates.len(), milliseconds(listing.elapsed()));
    let corpus = Corpus { vault, candidates: &candidates, readings: Some(readings) };
    for typed in TYPED {
        let ends = typed.char_indices().map(|(start, c)| start + c.len_utf8());
        let prefixes: Vec<&str> = ends.filter_map(|end| typed.get(..end)).collect();
        let mut times = vec![Vec::new(); prefixes.len()];
        let mut totals = Vec::new();
        for _ in 0..runs {
            let mut search = Search::new(corpus, Query::parse("", Scope::All), SCREEN);
            totals.clear();
            for (prefix, times) in prefixes.iter().zip(&mut times) {
                let start = Instant::now();
                search = search.then(corpus, Query::parse(prefix, Scope::All), SCREEN);
                search.advance(corpus, STEP);
                search.best(corpus);
                let first = start.elapsed();
                while !search.is_done(corpus) {
                    search.advance(corpus, STEP);
                }
                totals.push(search.best(corpus).total);
                times.push((start.elapsed(), first));
            }
        }
        println!("  {typed}");
        for ((prefix, times), total) in prefixes.iter().zip(times).zip(&totals) {
            let (complete, first): (Vec<_>, Vec<_>) = times.into_iter().unzip();
            let (complete, first) = (milliseconds(median(complete)), milliseconds(median(first)));
            println!("    {complete:>10}  first screen {first:>10}  {total:>8} matches  {prefix}");
        }
    }
}

/// Prints how long `midashi find` and its peers take over the same file.
fn beside_peers(lines: usize, runs: usize) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(generated(lines, 1).as_bytes())?;
    println!("\nthe whole command over {lines} lines");
    for query in ["カオス", "spinnaker", "kaosu"] {
        let limit = SCREEN.to_string();
        let mut midashi = Command::new(env!("CARGO_BIN_EXE_midashi"));
        midashi.args(["find", "--limit", &limit, query]).arg(file.path());
        println!("  {query:<10} midashi {}", milliseconds(timed(&mut midashi, file.path(), runs)?));
        for peer in ["fzf", "sk"] {
            let mut command = Command::new(peer);
            command.args(["--filter", query]);
            match timed(&mut command, file.path(), runs) {
                Ok(time) => println!("  {query:<10} {peer:<7} {}", milliseconds(time)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    println!("  {query:<10} {peer:<7} is not installed");
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}
