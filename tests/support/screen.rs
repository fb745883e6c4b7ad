//! What stands on a terminal's screen at one moment.

use std::fmt;

use alacritty_terminal::term::cell::{Cell, Flags};
use alacritty_terminal::vte::ansi::{Color, NamedColor};

use super::wide;

/// A cell of the screen, 0-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Cells left of it.
    pub column: usize,
    /// Rows above it.
    pub row: usize,
}

/// A snapshot of a terminal's screen.
#[derive(Clone, PartialEq, Eq)]
pub struct Screen {
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) cursor: Position,
    pub(super) shows_cursor: bool,
    pub(super) is_alternate: bool,
    /// Whether the cells hold characters mapped by [`wide`].
    pub(super) is_wide: bool,
}

impl Screen {
    /// The rows as text, without trailing blanks. A wide character stands once.
    pub fn lines(&self) -> Vec<String> {
        let line = |row: &Vec<Cell>| row.iter().map(|cell| self.text(cell)).collect::<String>();
        let trimmed = |row| line(row).trim_end_matches(' ').to_owned();
        self.rows.iter().map(trimmed).collect()
    }

    /// The rows cell by cell; the second half of a wide character is empty.
    pub fn cells(&self) -> Vec<Vec<String>> {
        self.rows.iter().map(|row| row.iter().map(|cell| self.text(cell)).collect()).collect()
    }

    /// The rows as text with marks where the style changes: `plain {bold fg:blue}styled{} plain`. A mark holds for
    /// all that follows; trailing blanks are left out where they are plain.
    pub fn styled_lines(&self) -> Vec<String> {
        self.rows.iter().map(|row| self.styled_line(row)).collect()
    }

    fn styled_line(&self, row: &[Cell]) -> String {
        let mut line = String::new();
        let mut current = String::new();
        for cell in row {
            let style = style(cell);
            if style != current {
                line.extend(["{", &style, "}"]);
                current = style;
            }
            line.push_str(&self.text(cell));
        }
        if current.is_empty() {
            line.truncate(line.trim_end_matches(' ').len());
        } else {
            line.push_str("{}");
        }
        line
    }

    /// Whether `text` stands somewhere, within one row.
    pub fn contains(&self, text: &str) -> bool {
        self.position_of(text).is_some()
    }

    /// Where `text` first stands, within one row.
    pub fn position_of(&self, text: &str) -> Option<Position> {
        self.rows.iter().enumerate().find_map(|(row, cells)| {
            let column = self.column_in(cells, text)?;
            Some(Position { column, row })
        })
    }

    /// The cells left of the first place where `text` stands.
    #[track_caller]
    pub fn column_of(&self, text: &str) -> usize {
        match self.position_of(text) {
            Some(position) => position.column,
            None => panic!("no {text:?} on {self}"),
        }
    }

    fn column_in(&self, cells: &[Cell], text: &str) -> Option<usize> {
        let mut line = String::new();
        let mut starts = Vec::with_capacity(cells.len());
        for cell in cells {
            starts.push(line.len());
            line.push_str(&self.text(cell));
        }
        let found = line.find(text)?;
        starts.iter().rposition(|&start| start <= found)
    }

    /// Where the cursor stands, whether or not it shows.
    pub fn cursor(&self) -> Position {
        self.cursor
    }

    /// Whether the cursor shows.
    pub fn shows_cursor(&self) -> bool {
        self.shows_cursor
    }

    /// Whether this is the alternate screen, which full-screen programs use.
    pub fn is_alternate(&self) -> bool {
        self.is_alternate
    }

    /// What a cell shows: its character with the marks on it, nothing for the second half of a wide one.
    fn text(&self, cell: &Cell) -> String {
        if cell.flags.contains(Flags::WIDE_CHAR_SPACER) {
            return String::new();
        }
        // The model keeps a tab in the first of the cells that it skipped.
        let base = if cell.c == '\t' { ' ' } else { cell.c };
        let marks = cell.zerowidth().unwrap_or_default();
        let original = |c| if self.is_wide { wide::narrow(c) } else { c };
        std::iter::once(base).chain(marks.iter().copied()).map(original).collect()
    }
}

impl fmt::Debug for Screen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

impl fmt::Display for Screen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { column, row } = self.cursor;
        let kind = if self.is_alternate { "alternate" } else { "main" };
        writeln!(formatter, "the {kind} screen, cursor at column {column} of row {row}:")?;
        let lines = self.lines();
        let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        lines[..end].iter().try_for_each(|line| writeln!(formatter, "│{line}"))
    }
}

/// The style of a cell in words; empty for a plain one.
fn style(cell: &Cell) -> String {
    let flags = [
        (Flags::BOLD, "bold"),
        (Flags::DIM, "dim"),
        (Flags::ITALIC, "italic"),
        (Flags::ALL_UNDERLINES, "underline"),
        (Flags::INVERSE, "reverse"),
        (Flags::HIDDEN, "hidden"),
        (Flags::STRIKEOUT, "strikeout"),
    ];
    let mut words: Vec<String> = flags
        .iter()
        .filter(|(flag, _)| cell.flags.intersects(*flag))
        .map(|(_, word)| (*word).to_owned())
        .collect();
    words.extend(color(cell.fg).map(|color| format!("fg:{color}")));
    words.extend(color(cell.bg).map(|color| format!("bg:{color}")));
    words.join(" ")
}

/// A colour's name, its number among the 256, or its value; nothing for the terminal's own colours.
fn color(color: Color) -> Option<String> {
    match color {
        Color::Named(NamedColor::Foreground | NamedColor::Background) => None,
        Color::Named(name) => Some(format!("{name:?}").to_lowercase()),
        Color::Indexed(index) => Some(index.to_string()),
        Color::Spec(rgb) => Some(format!("#{:02x}{:02x}{:02x}", rgb.r, rgb.g, rgb.b)),
    }
}
