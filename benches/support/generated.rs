//! Notes made by chance from a seed, the same for the same seed: no two headings alike, items up to six deep, now and
//! then a line of several thousand chars; Japanese, Latin letters and both in a line.

use std::io::{self, Write};

/// What texts are made of, beside syllables and ideographs by chance.
const WORDS: [&str; 10] = [
    "カオス",
    "内製化",
    "決済",
    "障害",
    "サーバーレス",
    "Kubernetes",
    "AWS",
    "spinnaker",
    "on call",
    "latency",
];
const PARTICLES: [&str; 8] = ["を", "の", "に", "は", "、", "。", " ", "した"];

/// The first char of a range, and how many chars it has.
const RANGES: [(char, u32); 4] = [('一', 20_000), ('ァ', 80), ('ぁ', 80), ('a', 26)];

/// Lines of a session.
const SESSION: u64 = 60;

/// The heading that every note begins with.
pub(crate) const FIRST_HEADING: &str = "はじめの話 0";

/// Writes a note of at least `bytes` bytes, which ends with a whole line; returns its lines.
pub(crate) fn write_note(bytes: u64, seed: u64, to: &mut dyn Write) -> io::Result<u64> {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D ^ seed);
    let mut line = String::new();
    let (mut written, mut count) = (0, 0);
    while written < bytes {
        line.clear();
        match count % SESSION {
            0 if count == 0 => line.extend(["■", FIRST_HEADING, " "]),
            0 => line.extend(["■話 ", &count.to_string(), " "]),
            15 | 30 | 45 => line.extend(["●節 ", &count.to_string(), " "]),
            _ => {
                line.extend(std::iter::repeat_n("  ", chance.below(6)));
                line.push('・');
            }
        }
        let pieces = if chance.below(20_000) == 0 { 2_000 } else { 2 + chance.below(9) };
        for _ in 0..pieces {
            chance.push_words(&mut line);
        }
        line.push('\n');
        to.write_all(line.as_bytes())?;
        written += line.len() as u64;
        count += 1;
    }
    Ok(count)
}

/// Numbers by chance (xorshift).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % limit
    }

    pub(crate) fn push_words(&mut self, line: &mut String) {
        if self.below(40) == 0 {
            line.push_str(WORDS[self.below(WORDS.len())]);
        } else {
            let (first, count) = RANGES[self.below(RANGES.len())];
            for _ in 0..2 + self.below(3) {
                let offset = u32::try_from(self.below(count as usize)).unwrap_or(0);
                line.extend(char::from_u32(u32::from(first) + offset));
            }
        }
        line.push_str(PARTICLES[self.below(PARTICLES.len())]);
    }
}
