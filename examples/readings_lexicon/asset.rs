//! The bytes of an asset.

use std::collections::BTreeMap;
use std::error::Error;

/// The bytes of each reading, by surface.
pub(crate) type Entries = BTreeMap<Vec<char>, Vec<Vec<u8>>>;

/// The asset of `entries` for the language whose byte is given.
pub(crate) fn encode(language: u8, entries: &Entries) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut columns: [Vec<u8>; 5] = Default::default();
    let [lengths, upper, lower, counts, readings] = &mut columns;
    let mut before: Vec<u16> = Vec::new();
    for (surface, of_surface) in entries {
        let units: Vec<u16> =
            surface.iter().map(|&c| u16::try_from(u32::from(c))).collect::<Result<_, _>>()?;
        let shared = units.iter().zip(&before).take_while(|(unit, other)| unit == other).count();
        lengths.push(u8::try_from(shared)?);
        lengths.push(u8::try_from(units.len() - shared)?);
        for unit in units.iter().skip(shared) {
            let [high, low] = unit.to_be_bytes();
            upper.push(high);
            lower.push(low);
        }
        counts.push(u8::try_from(of_surface.len())?);
        for reading in of_surface {
            readings.extend_from_slice(reading);
            readings.push(0);
        }
        before = units;
    }
    let mut payload = Vec::new();
    for column in &columns {
        payload.extend_from_slice(&u32::try_from(column.len())?.to_le_bytes());
        payload.extend_from_slice(column);
    }
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&payload, 10);
    let mut bytes = b"MDRD\x01".to_vec();
    bytes.push(language);
    bytes.extend_from_slice(&crc32fast::hash(&packed).to_le_bytes());
    bytes.extend_from_slice(&packed);
    Ok(bytes)
}
