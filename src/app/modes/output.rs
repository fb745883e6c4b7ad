//! Reading what a command printed, in rows that scroll.

use crate::app::layout::Layout;
use crate::app::list_cursor::scrolled_by;
use crate::app::overlay::{Context, Outcome, Overlay};
use crate::app::pointer::{Mouse, MouseKind};
use crate::config::key::Key;
use crate::text::width::Cells;
use crate::text::wrap::{Measure, wrap};

/// The output of a command, to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The command and how it ended; may quote untrusted text.
    pub title: String,
    /// What it printed, and after it what it complained of.
    pub lines: Vec<OutputLine>,
    /// How many rows have scrolled out.
    pub scrolled: usize,
}

/// A line that a command printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputLine {
    /// What stands in it; untrusted.
    pub text: String,
    /// Whether it came on standard error.
    pub is_complaint: bool,
}

/// Marks a line of standard error.
pub const COMPLAINT: &str = "! ";

/// A row of the output on screen: a line's number, and the bytes of it.
pub type OutputRow = (usize, std::ops::Range<usize>);

impl Output {
    /// The rows that the lines take on the screen.
    pub fn rows(&self, context: &Context<'_>) -> Vec<OutputRow> {
        let marks = u16::try_from(COMPLAINT.len()).unwrap_or(0);
        let columns = Layout::of(context.size).overlay.width.saturating_sub(4 + marks).max(1);
        let measure = Measure::new(Cells::from(columns));
        let rows = self.lines.iter().enumerate().flat_map(|(number, line)| {
            let rows: Vec<OutputRow> = wrap(&line.text, measure, context.policy())
                .map(|wrapped| (number, wrapped.visible()))
                .collect();
            if rows.is_empty() { vec![(number, 0..0)] } else { rows }
        });
        rows.collect()
    }

    fn scroll(&mut self, context: &Context<'_>, rows: i32) {
        let shown = usize::from(Layout::of(context.size).overlay.height.saturating_sub(2));
        let furthest = self.rows(context).len().saturating_sub(shown);
        let rows = isize::try_from(rows).unwrap_or(if rows < 0 { isize::MIN } else { isize::MAX });
        self.scrolled = self.scrolled.saturating_add_signed(rows).min(furthest);
    }
}

impl Overlay for Output {
    /// Scrolls, or closes.
    fn key(&mut self, context: &Context<'_>, key: Key) -> Outcome {
        let Some(lines) = scrolled_by(key, context.size) else { return Outcome::close() };
        self.scroll(context, lines);
        Outcome::stay()
    }

    /// The wheel scrolls, a click closes.
    fn mouse(&mut self, context: &Context<'_>, mouse: Mouse) -> Outcome {
        match mouse.kind {
            MouseKind::WheelUp => self.scroll(context, -3),
            MouseKind::WheelDown => self.scroll(context, 3),
            MouseKind::Click | MouseKind::DoubleClick => return Outcome::close(),
            MouseKind::Drag | MouseKind::Release => {}
        }
        Outcome::stay()
    }

    /// Keeps what is shown within the output.
    fn settle(&mut self, context: &Context<'_>) {
        self.scroll(context, 0);
    }
}
