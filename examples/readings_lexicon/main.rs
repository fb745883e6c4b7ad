//! Writes the assets of readings, `assets/readings/*.bin`, from IPADIC and the Unihan database:
//!
//! ```text
//! bzcat /usr/share/unicode/Unihan_Readings.txt.bz2 |
//!     cargo run --example readings_lexicon -- /usr/share/mecab/dic/ipadic assets/readings
//! ```
//!
//! The first folder is the one of Debian's `mecab-ipadic` (CSV in EUC-JP), what is read from standard input comes with
//! Debian's `unicode-data`. The same sources give the same bytes. The format is told in `text::reading::lexicon`.

mod asset;
mod compose;
mod ipadic;
mod unihan;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Read;
use std::path::Path;

use asset::Entries;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [ipadic, target] = arguments.as_slice() else {
        return Err("usage: readings_lexicon IPADIC_FOLDER TARGET_FOLDER < Unihan_Readings.txt".into());
    };
    let mut unihan = String::new();
    std::io::stdin().read_to_string(&mut unihan)?;

    let words = ipadic::words(Path::new(ipadic))?;
    let japanese = compose::pruned(&words, &unihan::japanese(&unihan)?);
    let japanese: Entries = japanese
        .into_iter()
        .map(|(surface, readings)| (surface, readings.iter().map(|reading| kana_bytes(reading)).collect()))
        .collect();
    for (name, language, entries) in [
        ("ja.bin", b'j', japanese),
        ("zh.bin", b'z', unihan::chinese(&unihan)?),
        ("ko.bin", b'k', unihan::korean(&unihan)?),
    ] {
        let bytes = asset::encode(language, &entries)?;
        let readings: usize = entries.values().map(Vec::len).sum();
        eprintln!("{name}: {} surfaces, {readings} readings, {} bytes", entries.len(), bytes.len());
        #[expect(clippy::disallowed_methods, reason = "a generator writes what it makes")]
        std::fs::write(Path::new(target).join(name), bytes)?;
    }
    Ok(())
}

/// Surfaces and their readings, both in chars.
type Words = BTreeMap<Vec<char>, std::collections::BTreeSet<Vec<char>>>;

/// A reading in kana, a byte for each.
fn kana_bytes(kana: &[char]) -> Vec<u8> {
    let byte =
        |&kana: &char| if kana == 'ー' { 0x60 } else { u8::try_from(u32::from(kana) - 0x3040).unwrap_or(0) };
    kana.iter().map(byte).collect()
}

/// Whether `c` is kana, folded to hiragana.
fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー')
}
