//! The help in as many columns as it needs and fit; what is listed together stays together.

use ratatui::layout::Rect;

use super::lines::{Entry, Section, sections};
use crate::app::field::Field;
use crate::app::layout::within_border;
use crate::app::options::Size;
use crate::app::overlay::Context;
use crate::text::glyph::measure;
use crate::text::language::translated;
use crate::text::width::WidthPolicy;

/// What stands before the words that are looked for.
pub const PROMPT: &str = "/ ";
const PROMPT_WIDTH: u16 = 2;

/// The cells between keys and what they do, and between columns.
const GAP: u16 = 2;
const COLUMN_GAP: u16 = 4;

/// What stands in place of the keys of an action that has none.
const UNBOUND: &str = tr_later!("no key");

/// Where the help stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// All of it, its border included.
    pub area: Rect,
    /// Where the words stand that are looked for, if any are.
    pub field: Option<Field>,
    /// The lines on the screen.
    pub shown: Rect,
    /// The columns from the left; all lines of each, of which some may have scrolled out.
    pub columns: Vec<Column>,
}

/// A column of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Where its keys begin.
    pub x: u16,
    /// Where what they do begins.
    pub help_x: u16,
    /// Where it ends.
    pub end: u16,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The name of a section.
    Heading(&'static str),
    /// Keys and what they do.
    Entry(Entry),
    /// Between sections.
    Blank,
}

impl Columns {
    /// What has the words `sought`, as it is on the screen; `None` where none are sought.
    pub fn of(context: &Context<'_>, sought: Option<&str>) -> Self {
        let policy = context.policy();
        let most = most(context.size);
        // The area is that of the whole help, so that it stays where it is while words are typed.
        let all = spread(&sections(context.keymap, policy, ""), within_border(most), policy);
        let area = around(most, &all);
        let mut shown = within_border(area);
        let field = (sought.is_some() && shown.height > 1).then(|| {
            shown = Rect { y: shown.y + 1, height: shown.height - 1, ..shown };
            Field { x: shown.x + 1 + PROMPT_WIDTH, y: shown.y - 1, end: shown.right() }
        });
        let columns = spread(&sections(context.keymap, policy, sought.unwrap_or_default()), shown, policy);
        Self { area, field, shown, columns }
    }

    /// How many lines the longest column has.
    pub fn lines(&self) -> u16 {
        height(&self.columns)
    }

    /// How many lines can scroll out.
    pub fn furthest(&self) -> u16 {
        self.lines().saturating_sub(self.shown.height)
    }
}

/// The largest area that the help takes.
fn most(Size { columns, lines }: Size) -> Rect {
    let (beside, above) = (if columns >= 60 { 2 } else { 0 }, u16::from(lines >= 20));
    Rect::new(beside, above, columns - 2 * beside, lines - 2 * above)
}

/// The area within `most` that `columns` take, in its middle.
fn around(most: Rect, columns: &[Column]) -> Rect {
    let end = columns.last().map_or(0, |column| column.end);
    let width = (end + 2).saturating_sub(most.x).min(most.width);
    let height = (height(columns) + 2).min(most.height);
    Rect::new(most.x + (most.width - width) / 2, most.y + (most.height - height) / 2, width, height)
}

fn height(columns: &[Column]) -> u16 {
    let longest = columns.iter().map(|column| column.lines.len()).max().unwrap_or(0);
    u16::try_from(longest).unwrap_or(u16::MAX)
}

/// The sections in the fewest columns within `inside` that need not scroll; where that cannot be, in the most that fit.
fn spread(sections: &[Section], inside: Rect, policy: WidthPolicy) -> Vec<Column> {
    let mut widest_that_fits = Vec::new();
    for count in 1..=sections.len() {
        let columns = placed(distributed(sections, count), inside, policy);
        let fits = columns.last().is_none_or(|column| column.end < inside.right());
        if count > 1 && !fits {
            break;
        }
        let scrolls = height(&columns) > inside.height;
        widest_that_fits = columns;
        if !scrolls {
            break;
        }
    }
    widest_that_fits
}

/// The sections in at most `count` columns, in order, so that the longest is as short as can be.
fn distributed(sections: &[Section], count: usize) -> Vec<Vec<Line>> {
    let blocks: Vec<Vec<Line>> = sections
        .iter()
        .map(|section| {
            let entries = section.entries.iter().cloned().map(Line::Entry);
            [Line::Heading(section.name)].into_iter().chain(entries).collect()
        })
        .collect();
    let longest = blocks.iter().map(Vec::len).max().unwrap_or(0);
    let all = blocks.iter().map(|block| block.len() + 1).sum();
    (longest..=all)
        .map(|most| filled(&blocks, most))
        .find(|columns| columns.len() <= count)
        .unwrap_or_default()
}

/// The blocks in columns of at most `most` lines.
fn filled(blocks: &[Vec<Line>], most: usize) -> Vec<Vec<Line>> {
    let mut columns: Vec<Vec<Line>> = Vec::new();
    for block in blocks {
        match columns.last_mut() {
            Some(column) if column.len() + 1 + block.len() <= most => {
                column.push(Line::Blank);
                column.extend(block.iter().cloned());
            }
            Some(_) | None => columns.push(block.clone()),
        }
    }
    columns
}

/// Each column as wide as what stands in it; a single one no wider than there is room.
fn placed(columns: Vec<Vec<Line>>, inside: Rect, policy: WidthPolicy) -> Vec<Column> {
    let mut x = inside.x + 1;
    let mut result = Vec::new();
    for lines in columns {
        let cells = |part: fn(&Entry) -> &str| {
            let entries = lines.iter().filter_map(|line| match line {
                Line::Entry(entry) => Some(measure(part(entry), policy).to_u16()),
                Line::Heading(_) | Line::Blank => None,
            });
            entries.max().unwrap_or(0)
        };
        let keys = cells(Entry::keys).min(inside.width * 2 / 5);
        let help_x = x + keys + GAP;
        let end = help_x + cells(|entry| entry.help);
        result.push(Column { x, help_x, end, lines });
        x = end + COLUMN_GAP;
    }
    result
}

impl Entry {
    /// The keys, or that there are none.
    pub fn keys(&self) -> &str {
        if self.keys.is_empty() { translated(UNBOUND) } else { &self.keys }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_stay_together_in_few_columns() {
        let entry = || Entry { keys: "zR".to_owned(), help: "open everything" };
        let section = |lines| Section { name: "fold", entries: vec![entry(); lines] };
        let sections = [4, 2, 1, 6].map(section);
        // The size within the border, and the lines of each column.
        let cases: [(u16, u16, &[usize]); 5] =
            [(80, 40, &[20]), (80, 16, &[9, 10]), (80, 8, &[5, 6, 7]), (48, 8, &[9, 10]), (10, 1, &[20])];
        for (width, height, expected) in cases {
            let columns = spread(&sections, Rect::new(0, 0, width, height), WidthPolicy::default());
            let lines: Vec<usize> = columns.iter().map(|column| column.lines.len()).collect();
            assert_eq!(lines, expected, "{width} x {height}");
            assert!(columns.iter().all(|column| column.lines.last() != Some(&Line::Blank)));
        }
    }
}
