//! How many words of a list are found by their reading:
//!
//! ```text
//! cargo run --release --example readings_quality -- words.tsv [--misses]
//! ```
//!
//! Each line is `surface TAB reading`, the reading in kana or romaji. Printed are how many words the reading finds
//! from their first character, how many of them to their last, and with `--misses` those it does not find. The lists
//! are to be others than those the readings were made of.

use std::error::Error;

use midashi::text::reading::{Language, Letters, Readings};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: readings_quality WORDS.tsv [--misses]")?;
    let prints_misses = arguments.next().as_deref() == Some("--misses");
    #[expect(clippy::disallowed_methods, reason = "an example reads what it is given")]
    let words = std::fs::read_to_string(file)?;
    let readings = Readings::bundled(Language::Japanese)?;
    let (mut all, mut from_start, mut to_end, mut unasked) = (0_u32, 0_u32, 0_u32, 0_u32);
    for (surface, reading) in words.lines().filter_map(|line| line.split_once('\t')) {
        let Some(query) = readings.query(reading) else {
            unasked += 1;
            continue;
        };
        all += 1;
        let found =
            readings.find(surface, &query, &mut Letters::default()).filter(|found| found.range.start == 0);
        from_start += u32::from(found.is_some());
        to_end += u32::from(found.as_ref().is_some_and(|found| found.range.end == surface.chars().count()));
        if found.is_none() && prints_misses {
            println!("{surface}\t{reading}");
        }
    }
    let percent = |count: u32| f64::from(count) * 100.0 / f64::from(all.max(1));
    eprintln!("{all} words; found from the start: {from_start} ({:.1} %)", percent(from_start));
    eprintln!("to the end: {to_end} ({:.1} %); {unasked} readings that are no query", percent(to_end));
    Ok(())
}
