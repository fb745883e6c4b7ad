//! Notes of one shape each, made by chance from a fixed seed: of one script or several, flat or deep, of long lines or short.

use std::io::{self, Write};

use super::generated::Chance;

/// How a note is built.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    /// What the table calls it.
    pub(crate) name: &'static str,
    /// What its words are made of.
    pub(crate) script: Script,
    /// Levels below the headings: each line is one column deeper than the one before, down to so many, and then begins anew.
    pub(crate) depth: usize,
    /// Words of a line, at most.
    pub(crate) words: usize,
    /// How large it is made, in bytes.
    pub(crate) bytes: u64,
}

/// What words are made of.
#[derive(Clone, Copy)]
pub(crate) enum Script {
    /// Latin letters.
    Latin,
    /// Kana and ideographs.
    Japanese,
    /// Both, word by word.
    Mixed,
}

/// What a shape came to.
pub(crate) struct Built {
    pub(crate) bytes: u64,
    pub(crate) lines: u64,
}

/// The heading that every note begins with.
pub(crate) const FIRST_HEADING: &str = "first heading 0";

/// Every shape.
pub(crate) const SHAPES: [Shape; 9] = [
    Shape { name: "Latin letters", script: Script::Latin, depth: 6, words: 12, bytes: SIZE },
    Shape { name: "Japanese", script: Script::Japanese, depth: 6, words: 12, bytes: SIZE },
    Shape { name: "both in a line", script: Script::Mixed, depth: 6, words: 12, bytes: SIZE },
    Shape { name: "flat", script: Script::Mixed, depth: 1, words: 12, bytes: SIZE },
    Shape { name: "100 levels deep", script: Script::Mixed, depth: 100, words: 12, bytes: SIZE },
    Shape { name: "1,000 levels deep", script: Script::Mixed, depth: 1_000, words: 12, bytes: SIZE },
    // Its indentation alone has 50 MB.
    Shape { name: "10,000 levels deep", script: Script::Mixed, depth: 10_000, words: 12, bytes: 6 * SIZE },
    Shape { name: "a word a line", script: Script::Mixed, depth: 6, words: 1, bytes: SIZE },
    Shape { name: "lines of a megabyte", script: Script::Mixed, depth: 6, words: 300_000, bytes: SIZE },
];

const SIZE: u64 = 10_000_000;

/// Lines from one heading to the next, at least.
const SESSION: u64 = 80;

/// Writes a note of the shape, of at least its bytes divided by `part`.
pub(crate) fn write(shape: &Shape, part: u64, to: &mut dyn Write) -> io::Result<Built> {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut line = String::new();
    let (mut bytes, mut lines, mut level, mut since) = (0, 0, 0, SESSION);
    while bytes < shape.bytes / part {
        line.clear();
        // A heading ends what is deep: it comes where a descent does.
        if since >= SESSION && level == 0 {
            let heading = if lines == 0 { FIRST_HEADING.to_owned() } else { format!("heading {lines}") };
            line.extend(["■", &heading]);
            since = 0;
        } else {
            line.extend(std::iter::repeat_n(' ', level));
            line.push('・');
            // Half as many words at least, so that long lines are long.
            for _ in 0..shape.words.div_ceil(2) + chance.below(shape.words.div_ceil(2)) {
                word(&mut line, shape.script, &mut chance);
            }
            level = (level + 1) % shape.depth.max(1);
            since += 1;
        }
        line.push('\n');
        to.write_all(line.as_bytes())?;
        bytes += line.len() as u64;
        lines += 1;
    }
    Ok(Built { bytes, lines })
}

/// A word of two to six letters.
fn word(line: &mut String, script: Script, chance: &mut Chance) {
    let is_latin = match script {
        Script::Latin => true,
        Script::Japanese => false,
        Script::Mixed => chance.below(2) == 0,
    };
    let (first, count) =
        if is_latin { ('a', 26) } else { [('ぁ', 80), ('ァ', 80), ('一', 20_000)][chance.below(3)] };
    for _ in 0..2 + chance.below(5) {
        let offset = u32::try_from(chance.below(count)).unwrap_or(0);
        line.extend(char::from_u32(u32::from(first) + offset));
    }
    if is_latin {
        line.push(' ');
    }
}
