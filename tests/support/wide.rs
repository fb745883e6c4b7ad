//! A terminal that draws East Asian Ambiguous characters two cells wide, made of one that does not.
//!
//! On the way to the model each ambiguous U+X becomes U+(30000+X): planes 2 and 3 are wide in every table of
//! widths, assigned or not. On the way back from the model's cells it becomes U+X again. Ambiguous characters
//! outside the first plane and private ones are left narrow. Ideographs of plane 3 cannot be told from mapped
//! characters and must not occur in tests.

use midashi::text::width::is_ambiguous;

const OFFSET: u32 = 0x3_0000;

/// The character that stands for `c` in a model that is to draw it wide.
fn widen(c: char) -> char {
    let code_point = u32::from(c);
    let is_private = matches!(c, '\u{E000}'..='\u{F8FF}');
    if code_point < 0x1_0000 && !is_private && is_ambiguous(c) {
        char::from_u32(code_point + OFFSET).expect("plane 3 holds no surrogates")
    } else {
        c
    }
}

/// The character for which `c` stands in such a model.
pub fn narrow(c: char) -> char {
    u32::from(c)
        .checked_sub(OFFSET)
        .and_then(char::from_u32)
        .filter(|&original| widen(original) == c)
        .unwrap_or(c)
}

/// Maps a stream of bytes as it comes; a character may be split between two pieces of it.
#[derive(Debug, Default)]
pub struct Widening {
    /// The beginning of a character whose end has not come yet.
    pending: Vec<u8>,
}

impl Widening {
    /// The next `bytes` with their ambiguous characters mapped. Bytes that are not UTF-8 pass unchanged.
    pub fn map(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut input = std::mem::take(&mut self.pending);
        input.extend_from_slice(bytes);
        let mut rest = input.as_slice();
        let mut mapped = String::new();
        let mut output = Vec::with_capacity(rest.len());
        while !rest.is_empty() {
            let (text, after, invalid) = match std::str::from_utf8(rest) {
                Ok(text) => (text, [].as_slice(), 0),
                Err(error) => {
                    let (text, after) = rest.split_at(error.valid_up_to());
                    let text = std::str::from_utf8(text).expect("valid up to here");
                    (text, after, error.error_len().unwrap_or(0))
                }
            };
            mapped.clear();
            mapped.extend(text.chars().map(widen));
            output.extend_from_slice(mapped.as_bytes());
            if invalid == 0 {
                self.pending = after.to_vec();
                break;
            }
            let (garbage, after) = after.split_at(invalid);
            output.extend_from_slice(garbage);
            rest = after;
        }
        output
    }
}
