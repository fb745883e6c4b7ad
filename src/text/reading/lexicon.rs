//! The readings of words and of single ideographs, read from an asset.
//!
//! An asset is a header and a zlib stream. The header: the magic `MDRD`, the format's version (a byte), the language
//! (a byte), the CRC-32 of what follows (little endian). The stream holds five columns, each preceded by its length
//! (u32, little endian), over entries sorted by surface:
//!
//! 1. how many UTF-16 units the surface shares with the one before, and how many follow (a byte each);
//! 2. the upper bytes of those that follow; 3. their lower bytes;
//! 4. how many readings each entry has (a byte);
//! 5. the readings, each ended by a zero byte: kana as their distance from U+3040 (ー as 0x60), pinyin as ASCII with
//!    `v` for ü, hangul as distances from U+AC00 in two bytes of seven bits, the upper first, with the top bit set.
//!
//! A surface holds no characters beyond the Basic Multilingual Plane.

use std::fmt;
use std::ops::Range;

use super::hangul;
use super::sound::{Sound, sounds_of};

/// The language that ideographs are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Words and kanji in kana.
    Japanese,
    /// Characters in Mandarin pinyin.
    Chinese,
    /// Hanja in hangul.
    Korean,
}

impl Language {
    /// Every language with its name in settings and the byte for it in an asset.
    pub const ALL: [(&'static str, Self); 3] =
        [("ja", Self::Japanese), ("zh", Self::Chinese), ("ko", Self::Korean)];

    fn byte(self) -> u8 {
        match self {
            Self::Japanese => b'j',
            Self::Chinese => b'z',
            Self::Korean => b'k',
        }
    }
}

/// Why an asset cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingsError {
    /// It does not begin as one.
    NotReadings,
    /// It is of another version of the format.
    Version(u8),
    /// It is for another language.
    Language,
    /// It is not what was written.
    Checksum,
    /// It is what was written, but makes no sense.
    Malformed,
}

impl fmt::Display for ReadingsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotReadings => formatter.write_str(&tr!("not a file of readings")),
            Self::Version(version) => formatter.write_str(&tr!(
                "readings of format {version}, but only format {known} is known",
                version,
                known = FORMAT
            )),
            Self::Language => formatter.write_str(&tr!("readings of another language")),
            Self::Checksum => formatter.write_str(&tr!("damaged readings: the checksum does not fit")),
            Self::Malformed => formatter.write_str(&tr!("malformed readings")),
        }
    }
}

impl std::error::Error for ReadingsError {}

/// What an asset begins with.
pub(super) const MAGIC: &[u8] = b"MDRD";
/// The version of the format.
pub(super) const FORMAT: u8 = 1;
/// The bytes before the zlib stream.
const HEADER: usize = 10;
/// More than this no asset holds (bytes); a stream that does is not unpacked.
const MAX_PAYLOAD: usize = 16 << 20;

/// Surfaces with their readings, sorted, so that those with a common beginning stand together.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// The surfaces, one after another.
    units: Vec<u16>,
    /// Where each surface begins in `units`, and its first reading in `reading_starts`; one more for the end.
    entries: Vec<(u32, u32)>,
    /// Where each reading begins in `sounds`; one more for the end.
    reading_starts: Vec<u32>,
    sounds: Vec<Sound>,
    /// The entries that begin with a unit: from its place to the next.
    by_first: Vec<u32>,
}

impl Lexicon {
    pub(super) fn load(language: Language, bytes: &[u8]) -> Result<Self, ReadingsError> {
        let header = bytes.get(..HEADER).filter(|header| header.starts_with(MAGIC));
        let header = header.ok_or(ReadingsError::NotReadings)?;
        if header[4] != FORMAT {
            return Err(ReadingsError::Version(header[4]));
        }
        let packed = bytes.get(HEADER..).unwrap_or_default();
        if header[6..] != crc32fast::hash(packed).to_le_bytes() {
            return Err(ReadingsError::Checksum);
        }
        if header[5] != language.byte() {
            return Err(ReadingsError::Language);
        }
        let payload = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, MAX_PAYLOAD)
            .map_err(|_| ReadingsError::Malformed)?;
        Self::decode(language, &payload).ok_or(ReadingsError::Malformed)
    }

    fn decode(language: Language, mut payload: &[u8]) -> Option<Self> {
        let mut column = || {
            let (length, rest) = payload.split_first_chunk::<4>()?;
            let (column, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            payload = rest;
            Some(column)
        };
        let [lengths, upper, lower, counts, readings] =
            [column()?, column()?, column()?, column()?, column()?];
        let mut lexicon = Self {
            units: Vec::with_capacity(upper.len() * 2),
            entries: Vec::with_capacity(counts.len() + 1),
            reading_starts: Vec::new(),
            sounds: Vec::with_capacity(readings.len()),
            by_first: vec![0; 0x1_0001],
        };
        let mut units = upper.iter().zip(lower).map(|(&upper, &lower)| u16::from_be_bytes([upper, lower]));
        let mut readings = readings.split(|&byte| byte == 0);
        let mut before = 0..0;
        for (length, &count) in lengths.chunks_exact(2).zip(counts) {
            let start = lexicon.units.len();
            lexicon.entries.push((to_u32(start)?, to_u32(lexicon.reading_starts.len())?));
            let shared = before.start..before.start + usize::from(length[0]);
            if shared.end > before.end {
                return None;
            }
            lexicon.units.extend_from_within(shared);
            for _ in 0..length[1] {
                lexicon.units.push(units.next()?);
            }
            before = start..lexicon.units.len();
            lexicon.by_first[usize::from(*lexicon.units.get(start)?) + 1] += 1;
            for _ in 0..count {
                lexicon.reading_starts.push(to_u32(lexicon.sounds.len())?);
                append_sounds(language, readings.next()?, &mut lexicon.sounds)?;
            }
        }
        lexicon.entries.push((to_u32(lexicon.units.len())?, to_u32(lexicon.reading_starts.len())?));
        lexicon.reading_starts.push(to_u32(lexicon.sounds.len())?);
        let mut sum = 0;
        for first in &mut lexicon.by_first {
            sum += *first;
            *first = sum;
        }
        Some(lexicon)
    }

    /// The entries that begin with `unit`.
    pub(super) fn beginning_with(&self, unit: u16) -> Range<usize> {
        let place = usize::from(unit);
        self.by_first[place] as usize..self.by_first[place + 1] as usize
    }

    /// Every unit that an entry begins with, and those entries.
    pub(super) fn beginnings(&self) -> impl Iterator<Item = (u16, Range<usize>)> {
        (0..=u16::MAX)
            .map(|unit| (unit, self.beginning_with(unit)))
            .filter(|(_, entries)| !entries.is_empty())
    }

    /// The units of an entry's surface.
    pub(super) fn surface(&self, entry: usize) -> &[u16] {
        &self.units[self.entries[entry].0 as usize..self.entries[entry + 1].0 as usize]
    }

    /// Of `entries`, which share their first `depth` units, those that have `unit` next.
    pub(super) fn narrowed(&self, entries: Range<usize>, depth: usize, unit: u16) -> Range<usize> {
        let first_that = |is_past: &dyn Fn(Option<u16>) -> bool| {
            let (mut low, mut high) = (entries.start, entries.end);
            while low < high {
                let middle = low.midpoint(high);
                if is_past(self.surface(middle).get(depth).copied()) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            low
        };
        first_that(&|found| found >= Some(unit))..first_that(&|found| found > Some(unit))
    }

    /// The readings of an entry.
    pub(super) fn readings(&self, entry: usize) -> impl Iterator<Item = &[Sound]> {
        let readings = self.entries[entry].1 as usize..self.entries[entry + 1].1 as usize;
        readings.map(|reading| {
            &self.sounds[self.reading_starts[reading] as usize..self.reading_starts[reading + 1] as usize]
        })
    }
}

fn to_u32(length: usize) -> Option<u32> {
    u32::try_from(length).ok()
}

/// Appends what the bytes of a reading stand for.
fn append_sounds(language: Language, reading: &[u8], sounds: &mut Vec<Sound>) -> Option<()> {
    match language {
        Language::Japanese => {
            let kana: Option<String> = reading.iter().map(|&byte| kana_of(byte)).collect();
            sounds.extend(sounds_of(&kana?));
        }
        Language::Chinese => {
            for &letter in reading {
                let letter = if letter == b'v' { 'ü' } else { char::from(letter) };
                sounds.push(Sound::of_letter(letter)?);
            }
        }
        Language::Korean => {
            for pair in reading.chunks(2) {
                let &[upper, lower] = pair else { return None };
                let index = u32::from(upper & 0x7F) << 7 | u32::from(lower & 0x7F);
                sounds.extend(hangul::sounds_of(char::from_u32(0xAC00 + index)?)?);
            }
        }
    }
    Some(())
}

fn kana_of(byte: u8) -> Option<char> {
    match byte {
        0x60 => Some('ー'),
        1..=0x56 => char::from_u32(0x3040 + u32::from(byte)),
        _ => None,
    }
}
