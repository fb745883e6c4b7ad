//! The readings of ideographs in the Unihan database (UAX #38).

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use encoding_rs::SHIFT_JIS;
use midashi::text::reading::romaji::MORAE;
use midashi::text::reading::usual;
use unicode_normalization::UnicodeNormalization;

use crate::Words;
use crate::asset::Entries;

/// Readings of ideographs by what they are.
pub(crate) struct Japanese {
    /// Of Chinese origin.
    pub(crate) on: Words,
    /// Of Japanese origin, in the dictionary form, kana that follow the ideograph included.
    pub(crate) kun: Words,
}

/// The fields of the lines of `unihan`: ideograph (a variant as the usual one), property, value.
fn lines(unihan: &str) -> impl Iterator<Item = (char, &str, &str)> {
    unihan.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let code_point = u32::from_str_radix(fields.next()?.strip_prefix("U+")?, 16).ok()?;
        let ideograph = char::from_u32(code_point).map(usual).filter(|&c| c <= '\u{FFFF}')?;
        Some((ideograph, fields.next()?, fields.next()?))
    })
}

/// The readings in kana of the ideographs that Japanese character sets hold.
pub(crate) fn japanese(unihan: &str) -> Result<Japanese, Box<dyn Error>> {
    let mut japanese = Japanese { on: Words::new(), kun: Words::new() };
    for (ideograph, property, value) in lines(unihan) {
        let words = match property {
            "kJapaneseOn" => &mut japanese.on,
            "kJapaneseKun" => &mut japanese.kun,
            _ => continue,
        };
        let (_, _, is_unmappable) = SHIFT_JIS.encode(ideograph.encode_utf8(&mut [0; 4]));
        if !is_unmappable {
            let readings = value.split_whitespace().filter_map(|romaji| to_kana(&romaji.to_lowercase()));
            words.entry(vec![ideograph]).or_default().extend(readings);
        }
    }
    if japanese.on.is_empty() {
        Err("no Japanese readings in Unihan_Readings.txt".into())
    } else {
        Ok(japanese)
    }
}

/// Hepburn in kana; `None` for what is none.
fn to_kana(romaji: &str) -> Option<Vec<char>> {
    let mut kana = Vec::new();
    let mut rest = romaji;
    while !rest.is_empty() {
        // Of several morae with the same spelling the first is meant: じ, not ぢ.
        let longest = MORAE
            .iter()
            .rev()
            .flat_map(|(kana, spellings)| spellings.split(' ').map(move |spelling| (spelling, *kana)))
            .filter(|(spelling, mora)| *mora != "ん" && rest.starts_with(spelling))
            .max_by_key(|(spelling, _)| spelling.len());
        let mut letters = rest.chars();
        let (first, second) = (letters.next(), letters.next());
        if let Some((spelling, mora)) = longest {
            kana.extend(mora.chars());
            rest = rest.strip_prefix(spelling)?;
        } else {
            kana.push(if first == Some('n') {
                'ん'
            } else if first == second {
                'っ'
            } else {
                return None;
            });
            rest = rest.strip_prefix(first?)?;
        }
    }
    Some(kana)
}

/// The properties with Mandarin readings.
const MANDARIN: [&str; 3] = ["kMandarin", "kHanyuPinlu", "kTGHZ2013"];

/// The readings in pinyin, without tones, of the ideographs of the first block.
pub(crate) fn chinese(unihan: &str) -> Result<Entries, Box<dyn Error>> {
    let mut readings: BTreeMap<char, BTreeSet<String>> = BTreeMap::new();
    for (ideograph, property, value) in lines(unihan) {
        if !MANDARIN.contains(&property) || !('\u{4E00}'..='\u{9FFF}').contains(&ideograph) {
            continue;
        }
        // kTGHZ2013 puts places in a dictionary before a colon, kHanyuPinlu counts in brackets after each.
        for reading in
            value.split_whitespace().flat_map(|part| part.rsplit(':').take(1)).flat_map(|all| all.split(','))
        {
            let reading = reading.split('(').next().unwrap_or_default();
            readings.entry(ideograph).or_default().insert(without_tone(reading));
        }
    }
    if readings.is_empty() {
        return Err("no Mandarin readings in Unihan_Readings.txt".into());
    }
    let bytes = |all: BTreeSet<String>| {
        all.into_iter().filter(|one| !one.is_empty()).map(String::into_bytes).collect()
    };
    Ok(readings.into_iter().map(|(ideograph, all)| (vec![ideograph], bytes(all))).collect())
}

/// Pinyin in ASCII letters, with `v` for ü.
fn without_tone(pinyin: &str) -> String {
    let mut letters = String::new();
    for letter in pinyin.nfd() {
        match letter {
            '\u{308}' => {
                letters.pop();
                letters.push('v');
            }
            letter if letter.is_ascii_lowercase() => letters.push(letter),
            _ => {}
        }
    }
    letters
}

/// The readings in hangul, each syllable as two bytes.
pub(crate) fn korean(unihan: &str) -> Result<Entries, Box<dyn Error>> {
    let mut readings: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
    for (ideograph, property, value) in lines(unihan) {
        if property == "kHangul" {
            let syllables = value.split_whitespace().filter_map(|reading| reading.chars().next());
            let syllables = syllables.filter(|syllable| ('\u{AC00}'..='\u{D7A3}').contains(syllable));
            readings.entry(ideograph).or_default().extend(syllables);
        }
    }
    if readings.is_empty() {
        return Err("no Korean readings in Unihan_Readings.txt".into());
    }
    let mut entries = Entries::new();
    for (ideograph, syllables) in readings {
        let mut all = Vec::new();
        for syllable in syllables {
            let index = u32::from(syllable) - 0xAC00;
            all.push(vec![0x80 | u8::try_from(index >> 7)?, 0x80 | u8::try_from(index & 0x7F)?]);
        }
        entries.insert(vec![ideograph], all);
    }
    Ok(entries)
}
