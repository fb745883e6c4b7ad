//! Notes of the shapes that people write, and of shapes that are large in one way only. Seeded: the same bytes each time.

use std::io::{self, Write};

use super::generated::{Chance, FIRST_HEADING, write_note};

/// How the lines of a note are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Bullets of several lengths and levels, and now and then a line of several thousand chars.
    Varied,
    /// Notes of talks: short lines, few levels, many blank lines, 33 bytes a line.
    Talks,
    /// Headings, lists, links and blocks of code of Markdown.
    Markdown,
    /// Paragraphs of a line each, under headings.
    Prose,
    /// One line.
    OneLine,
    /// Lines of 9 bytes.
    ShortLines,
}

impl Shape {
    /// The ending of a file of this shape.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Varied | Self::Talks | Self::Prose | Self::OneLine | Self::ShortLines => "txt",
        }
    }
}

/// One kind of line: how often it comes among others, its beginning, and its usual bytes without the line end.
type Kind = (usize, &'static str, usize);

/// The kinds of lines in notes of talks, with the frequencies and lengths of a real note of ten talks.
const TALKS: [Kind; 10] = [
    (10, "■", 60),
    (62, "\n●", 29),
    (40, "", 0),
    (167, "・", 34),
    (265, "  ", 36),
    (78, "    ", 39),
    (26, "  -> ", 35),
    (11, "    -> ", 35),
    (10, "      ", 29),
    (32, "", 47),
];

/// The kinds of lines in a page of Markdown.
const MARKDOWN: [Kind; 10] = [
    (4, "\n## ", 30),
    (6, "\n### ", 34),
    (30, "- ", 48),
    (16, "  - ", 44),
    (4, "1. ", 50),
    (8, "- [ ] ", 40),
    (6, "> ", 60),
    (14, "\n", 180),
    (4, "\n```\nlet ", 40),
    (6, "- [link](https://example.org/) ", 60),
];

/// Paragraphs and their headings.
const PROSE: [Kind; 2] = [(1, "\n■", 40), (14, "\n", 900)];

/// Writes a note of at least `bytes` bytes and of a shape; returns its lines.
pub(crate) fn write_shape(shape: Shape, bytes: u64, to: &mut dyn Write) -> io::Result<u64> {
    match shape {
        Shape::Varied => write_note(bytes, 1, to),
        Shape::Talks => write_kinds(&TALKS, "■", bytes, to),
        Shape::Markdown => write_kinds(&MARKDOWN, "# ", bytes, to),
        Shape::Prose => write_kinds(&PROSE, "■", bytes, to),
        Shape::OneLine => write_one_line(bytes, to),
        Shape::ShortLines => write_short_lines(bytes, to),
    }
}

fn write_kinds(kinds: &[Kind], heading: &str, bytes: u64, to: &mut dyn Write) -> io::Result<u64> {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let all: usize = kinds.iter().map(|(often, ..)| often).sum();
    let mut line = format!("{heading}{FIRST_HEADING}\n");
    let (mut written, mut count) = (0, 0);
    while written < bytes {
        to.write_all(line.as_bytes())?;
        written += line.len() as u64;
        count += line.bytes().filter(|byte| *byte == b'\n').count() as u64;
        line.clear();
        let mut at = chance.below(all);
        let kind = kinds.iter().find(|(often, ..)| {
            let is_it = at < *often;
            at = at.saturating_sub(*often);
            is_it
        });
        let Some((_, beginning, usual)) = kind else { continue };
        line.push_str(beginning);
        // From a third to five thirds of the usual length.
        let length = if *usual == 0 { 0 } else { usual / 3 + chance.below(usual * 4 / 3) };
        while line.len() < length {
            chance.push_words(&mut line);
        }
        if beginning.contains("```") {
            line.push_str("\n```");
        }
        line.push('\n');
    }
    Ok(count)
}

fn write_one_line(bytes: u64, to: &mut dyn Write) -> io::Result<u64> {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let mut piece = format!("■{FIRST_HEADING} ");
    let mut written = 0;
    while written < bytes {
        to.write_all(piece.as_bytes())?;
        written += piece.len() as u64;
        piece.clear();
        chance.push_words(&mut piece);
    }
    Ok(1)
}

fn write_short_lines(bytes: u64, to: &mut dyn Write) -> io::Result<u64> {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let mut line = format!("■{FIRST_HEADING} ");
    let (mut written, mut count) = (0, 0);
    while written < bytes {
        line.push('\n');
        to.write_all(line.as_bytes())?;
        written += line.len() as u64;
        count += 1;
        line.clear();
        line.extend(["  ".repeat(chance.below(3)), "・".to_owned(), chance.below(1000).to_string()]);
    }
    Ok(count)
}
