//! A command that what is selected is piped to: it runs while the user goes on, and tells what it printed at its end.

use super::effect::{Effect, Excerpt};
use super::event::{Ending, Mouse, MouseKind, Piped};
use super::layout::Layout;
use super::scrolling::scrolled_by;
use super::{App, Mode};
use crate::config::key::Key;
use crate::text::width::Cells;
use crate::text::wrap::{Measure, wrap};

/// A command that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Its number, by which its end is known.
    pub number: u64,
    /// As the user typed it.
    pub command: String,
    /// Whether it has been told to end.
    pub is_cancelled: bool,
}

/// What a command printed, to be read.
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

/// What marks a line of standard error.
pub const COMPLAINT: &str = "! ";

/// Starts `command` with `excerpt` as its input; one at a time.
pub fn start(app: &mut App, excerpt: Excerpt, command: String) -> Vec<Effect> {
    if let Some(running) = &app.running {
        let told = tr!("{command} still runs: Esc ends it", command = quoted(running));
        app.complain(told);
        return Vec::new();
    }
    app.command_number += 1;
    let number = app.command_number;
    app.running = Some(Running { number, command: command.clone(), is_cancelled: false });
    vec![Effect::Pipe { number, excerpt, command }]
}

/// Has the running command ended, if there is one.
pub fn cancel(app: &mut App) -> Vec<Effect> {
    let Some(running) = &mut app.running else { return Vec::new() };
    running.is_cancelled = true;
    vec![Effect::EndCommand { number: running.number }]
}

/// Tells how a command ended. What it printed is shown whole if it is more than a line, but not over what the user has
/// begun meanwhile.
pub fn ended(app: &mut App, piped: &Piped) {
    let Some(running) = app.running.take_if(|running| running.number == piped.number) else { return };
    let lines = lines(piped);
    let command = quoted(&running);
    let (how, is_error) = match &piped.ending {
        Ending::Success => (None, false),
        Ending::Failure(status) => (Some(tr!("{command} ended with {status}", command, status)), true),
        Ending::Cancelled => (Some(tr!("{command} was ended", command)), false),
        Ending::NotRun(reason) => (Some(tr!("{command} cannot be run: {reason}", command, reason)), true),
    };
    if lines.len() > 1 && app.mode == Mode::Browse && app.pending.is_empty() {
        let title = how.unwrap_or(running.command);
        app.mode = Mode::Output(Output { title, lines, scrolled: 0 });
        return;
    }
    let told = match (how, lines.as_slice()) {
        (None, []) => {
            tr!("{command} has taken {amount}, and printed nothing", command, amount = piped.amount)
        }
        (Some(how), []) => how,
        (how, [first, rest @ ..]) => {
            // What went wrong is worth more than what was printed before.
            let first = lines.iter().find(|line| is_error && line.is_complaint).unwrap_or(first);
            let (title, line) = (how.unwrap_or(command), first.text.trim());
            if rest.is_empty() {
                format!("{title}: {line}")
            } else {
                tr!("{title}: {line} (of {total} lines)", title, line, total = lines.len())
            }
        }
    };
    if is_error { app.complain(told) } else { app.say(told) }
}

/// The chars of a command that are worth repeating beside how it ended.
const QUOTED: usize = 32;

/// The command in a sentence; of a long one the beginning.
pub fn quoted(running: &Running) -> String {
    let mut chars = running.command.chars();
    let beginning: String = chars.by_ref().take(QUOTED).collect();
    format!("`{beginning}{}`", if chars.next().is_some() { "..." } else { "" })
}

/// The lines that a command printed, without blank ones at the ends.
fn lines(piped: &Piped) -> Vec<OutputLine> {
    let of = |text: &str, is_complaint| -> Vec<OutputLine> {
        let end = text.trim_end().len();
        let text = text.get(..end).unwrap_or_default();
        let lines = text.lines().skip_while(|line| line.trim().is_empty());
        lines.map(|line| OutputLine { text: line.to_owned(), is_complaint }).collect()
    };
    let mut lines = of(&piped.printed, false);
    lines.extend(of(&piped.complaint, true));
    if piped.is_cut && !lines.is_empty() {
        let text = tr!("what came after this is left out").into_owned();
        lines.push(OutputLine { text, is_complaint: true });
    }
    lines
}

/// A row of the output on screen: a line's number, and the bytes of it.
pub type OutputRow = (usize, std::ops::Range<usize>);

impl Output {
    /// The rows that the lines take where `columns` cells are to be had for a row.
    pub fn rows(&self, app: &App, columns: u16) -> Vec<OutputRow> {
        let measure = Measure::new(Cells::from(columns).max(Cells(1)));
        let rows = self.lines.iter().enumerate().flat_map(|(number, line)| {
            let rows: Vec<OutputRow> = wrap(&line.text, measure, app.options.policy)
                .map(|wrapped| (number, wrapped.visible()))
                .collect();
            if rows.is_empty() { vec![(number, 0..0)] } else { rows }
        });
        rows.collect()
    }
}

/// The cells of a row that are there for text, on the app's screen.
pub fn columns(app: &App) -> u16 {
    let marks = u16::try_from(COMPLAINT.len()).unwrap_or(0);
    Layout::of(app.size).overlay.width.saturating_sub(4 + marks).max(1)
}

/// A key while reading: scrolls, or closes.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    match scrolled_by(key, app.size) {
        Some(lines) => scroll(app, lines),
        None => app.mode = Mode::Browse,
    }
    Vec::new()
}

/// The wheel scrolls, a click closes.
pub fn mouse(app: &mut App, mouse: Mouse) {
    match mouse.kind {
        MouseKind::WheelUp => scroll(app, -3),
        MouseKind::WheelDown => scroll(app, 3),
        MouseKind::Click | MouseKind::DoubleClick => app.mode = Mode::Browse,
        MouseKind::Drag | MouseKind::Release => {}
    }
}

/// Keeps what is shown within the output when the screen has changed.
pub fn settle(app: &mut App) {
    scroll(app, 0);
}

fn scroll(app: &mut App, rows: i32) {
    let Mode::Output(output) = &app.mode else { return };
    let shown = usize::from(Layout::of(app.size).overlay.height.saturating_sub(2));
    let furthest = output.rows(app, columns(app)).len().saturating_sub(shown);
    let Mode::Output(output) = &mut app.mode else { return };
    let rows = isize::try_from(rows).unwrap_or(if rows < 0 { isize::MIN } else { isize::MAX });
    output.scrolled = output.scrolled.saturating_add_signed(rows).min(furthest);
}
