//! A screen as a picture (SVG), for pages that show what the program looks like.

use std::fmt::Write as _;

use alacritty_terminal::term::cell::{Cell, Flags};
use alacritty_terminal::vte::ansi::{Color, NamedColor};

use super::screen::Screen;

/// The size of a cell and of its letters, and the margin around the screen, in units of the picture.
const CELL: (f32, f32) = (8.5, 19.0);
const LETTERS: f32 = 14.0;
const MARGIN: f32 = 12.0;
/// Where letters stand in their cell, from its top.
const BASELINE: f32 = 14.0;

/// What the terminal of the picture draws with: its own two colours, and the sixteen.
const FOREGROUND: [u8; 3] = [0xd8, 0xd8, 0xd8];
const BACKGROUND: [u8; 3] = [0x16, 0x18, 0x1d];
const SIXTEEN: [[u8; 3]; 16] = [
    [0x1d, 0x1f, 0x21],
    [0xcc, 0x66, 0x66],
    [0x9c, 0xbd, 0x68],
    [0xde, 0xb8, 0x6a],
    [0x81, 0xa2, 0xbe],
    [0xb2, 0x94, 0xbb],
    [0x8a, 0xbe, 0xb7],
    [0xc5, 0xc8, 0xc6],
    [0x80, 0x80, 0x80],
    [0xd5, 0x4e, 0x53],
    [0xb9, 0xca, 0x4a],
    [0xe7, 0xc5, 0x47],
    [0x7a, 0xa6, 0xda],
    [0xc3, 0x97, 0xd8],
    [0x70, 0xc0, 0xb1],
    [0xea, 0xea, 0xea],
];

/// How a cell is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    ink: [u8; 3],
    paper: [u8; 3],
    flags: Flags,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let (mut ink, mut paper) = (rgb(cell.fg, FOREGROUND), rgb(cell.bg, BACKGROUND));
        if cell.flags.contains(Flags::INVERSE) {
            std::mem::swap(&mut ink, &mut paper);
        }
        let flags =
            cell.flags & (Flags::BOLD | Flags::DIM | Flags::ITALIC | Flags::UNDERLINE | Flags::STRIKEOUT);
        Self { ink, paper, flags }
    }

    fn attributes(self) -> String {
        let mut attributes = format!("fill=\"{}\"", hex(self.ink));
        for (flag, attribute) in [
            (Flags::BOLD, " font-weight=\"bold\""),
            (Flags::DIM, " fill-opacity=\".6\""),
            (Flags::ITALIC, " font-style=\"italic\""),
            (Flags::UNDERLINE, " text-decoration=\"underline\""),
            (Flags::STRIKEOUT, " text-decoration=\"line-through\""),
        ] {
            if self.flags.contains(flag) {
                attributes.push_str(attribute);
            }
        }
        attributes
    }
}

fn rgb(color: Color, own: [u8; 3]) -> [u8; 3] {
    match color {
        Color::Spec(rgb) => [rgb.r, rgb.g, rgb.b],
        Color::Indexed(index) => indexed(index),
        Color::Named(NamedColor::Foreground | NamedColor::BrightForeground) => FOREGROUND,
        Color::Named(NamedColor::Background) => BACKGROUND,
        Color::Named(name) => SIXTEEN.get(name as usize).copied().unwrap_or(own),
    }
}

/// A colour of xterm's palette: a cube of six steps a side from 16 on, and greys from 232 on.
fn indexed(index: u8) -> [u8; 3] {
    let step = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..16 => SIXTEEN[usize::from(index)],
        16..232 => {
            let index = index - 16;
            [step(index / 36), step(index / 6 % 6), step(index % 6)]
        }
        232.. => [8 + 10 * (index - 232); 3],
    }
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// `screen` as an SVG document. Every letter is placed, so that columns are right with any font.
pub fn svg(screen: &Screen, title: &str) -> String {
    let columns = screen.rows.first().map_or(0, Vec::len);
    let at = |column: usize, row: usize| {
        let place = |count: usize, cell: f32| MARGIN + cell * f32::from(u16::try_from(count).unwrap());
        (place(column, CELL.0), place(row, CELL.1))
    };
    let (right, bottom) = at(columns, screen.rows.len());
    let (width, height) = (right + MARGIN, bottom + MARGIN);
    // A theme may have a background of its own.
    let background =
        screen.rows.first().and_then(|row| row.first()).map_or(BACKGROUND, |cell| Look::of(cell).paper);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <title>{}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK JP', 'BIZ UDGothic', monospace\" \
         font-size=\"{LETTERS}\" xml:space=\"preserve\">\n",
        escaped(title),
        hex(background)
    );
    let texts = screen.cells();
    let mut letters = String::new();
    for (row, cells) in screen.rows.iter().enumerate() {
        let mut start = 0;
        while start < cells.len() {
            let look = Look::of(&cells[start]);
            let same = cells[start..].iter().take_while(|cell| Look::of(cell) == look).count();
            let ((left, top), (right, _)) = (at(start, row), at(start + same, row));
            if look.paper != background {
                let (width, height, paper) = (right - left, CELL.1, hex(look.paper));
                let place = format!("x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"");
                writeln!(svg, "<rect {place} fill=\"{paper}\"/>").unwrap();
            }
            run(&mut letters, look, &texts[row][start..start + same], |column| at(start + column, row));
            start += same;
        }
    }
    // Letters of some fonts reach into the next cell, whose background must not cover them.
    svg.push_str(&letters);
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// The letters of cells that look the same.
fn run(svg: &mut String, look: Look, texts: &[String], at: impl Fn(usize) -> (f32, f32)) {
    let (_, top) = at(0);
    let letters: Vec<(usize, &str)> = texts
        .iter()
        .enumerate()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(column, text)| (column, text.as_str()))
        .collect();
    if letters.is_empty() {
        return;
    }
    // Each char of a cell has a place of its own in the list; marks stand on their letter.
    let places: Vec<String> = letters
        .iter()
        .flat_map(|(column, text)| std::iter::repeat_n(at(*column).0.to_string(), text.chars().count()))
        .collect();
    let text: String = letters.iter().map(|(_, text)| escaped(text)).collect();
    let y = top + BASELINE;
    writeln!(svg, "<text y=\"{y}\" {} x=\"{}\">{text}</text>", look.attributes(), places.join(" ")).unwrap();
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
