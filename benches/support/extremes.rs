//! Notes of other shapes than people write them: what is large in one way only.

use std::io::{self, Write};

use super::generated::{Chance, FIRST_HEADING, write_note};

/// How the lines of a note are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As people write them, and now and then one of several thousand chars.
    Varied,
    /// One line.
    OneLine,
    /// Lines of a few bytes.
    ShortLines,
}

/// Writes a note of at least `bytes` bytes and of a shape; returns its lines.
pub(crate) fn write_shape(shape: Shape, bytes: u64, to: &mut dyn Write) -> io::Result<u64> {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let mut piece = format!("■{FIRST_HEADING} ");
    let (mut written, mut count) = (0, 0);
    match shape {
        Shape::Varied => return write_note(bytes, 1, to),
        Shape::OneLine => {
            while written < bytes {
                to.write_all(piece.as_bytes())?;
                written += piece.len() as u64;
                piece.clear();
                chance.push_words(&mut piece);
            }
            count += 1;
        }
        Shape::ShortLines => {
            while written < bytes {
                piece.push('\n');
                to.write_all(piece.as_bytes())?;
                written += piece.len() as u64;
                count += 1;
                piece.clear();
                piece.extend(["  ".repeat(chance.below(3)), "・".to_owned(), chance.below(1000).to_string()]);
            }
        }
    }
    Ok(count)
}
