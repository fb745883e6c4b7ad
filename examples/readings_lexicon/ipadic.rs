//! The words of IPADIC that have ideographs in them.

use std::error::Error;
use std::path::{Path, PathBuf};

use midashi::text::fold::fold;
use midashi::text::reading::script::Script;
use midashi::text::reading::usual;

use crate::{Words, is_kana};

/// Fields of a line of the CSV.
const SURFACE: usize = 0;
const READING: usize = 11;

/// Longer readings are titles and phrases, which their parts compose.
const MAX_READING: usize = 24;

/// All words of the CSV files in `folder`, without the kana before and after the ideographs: 食べる and 食べた are 食.
pub(crate) fn words(folder: &Path) -> Result<Words, Box<dyn Error>> {
    #[expect(clippy::disallowed_methods, reason = "a generator reads its sources")]
    let files = std::fs::read_dir(folder)?;
    let mut paths: Vec<PathBuf> =
        files.map(|file| Ok(file?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    paths.sort();
    if paths.is_empty() {
        return Err(format!("{}: no CSV files", folder.display()).into());
    }
    let mut words = Words::new();
    for path in paths {
        #[expect(clippy::disallowed_methods, reason = "a generator reads its sources")]
        let bytes = std::fs::read(&path)?;
        let (text, _, is_malformed) = encoding_rs::EUC_JP.decode(&bytes);
        if is_malformed {
            return Err(format!("{}: not in EUC-JP", path.display()).into());
        }
        for line in text.lines() {
            let fields: Vec<&str> = line.split(',').collect();
            if let (Some(surface), Some(reading)) = (fields.get(SURFACE), fields.get(READING))
                && let Some((surface, reading)) = core(surface, reading)
            {
                words.entry(surface).or_default().insert(reading);
            }
        }
    }
    Ok(words)
}

/// The part of a word from its first ideograph to its last, and the reading of that part.
fn core(surface: &str, reading: &str) -> Option<(Vec<char>, Vec<char>)> {
    let mut surface: Vec<char> = fold(surface).chars().map(usual).collect();
    let mut reading: Vec<char> = fold(reading).chars().collect();
    while surface.last().is_some_and(|&last| is_kana(last)) && surface.last() == reading.last() {
        surface.pop();
        reading.pop();
    }
    let before =
        surface.iter().zip(&reading).take_while(|(kana, read)| is_kana(**kana) && kana == read).count();
    surface.drain(..before);
    reading.drain(..before);
    let is_known = |&c: &char| c <= '\u{FFFF}' && (is_kana(c) || Script::of(c) == Script::Kanji);
    let has_ideographs = surface.first().is_some_and(|&first| !is_kana(first));
    let is_read = !reading.is_empty() && reading.len() <= MAX_READING && reading.iter().all(|&c| is_kana(c));
    (has_ideographs && is_read && surface.iter().all(is_known)).then_some((surface, reading))
}
