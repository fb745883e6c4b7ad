//! The terminal model: bytes of a program go in, a screen and the terminal's answers come out.

use std::sync::mpsc::{Receiver, Sender, channel};

use alacritty_terminal::event::{Event, EventListener};
use alacritty_terminal::grid::Dimensions;
use alacritty_terminal::index::{Column, Line};
use alacritty_terminal::term::{Config, MIN_COLUMNS, Term, TermMode};
use alacritty_terminal::vte::ansi::{Processor, Rgb};
use midashi::text::width::Ambiguous;

use super::Size;
use super::screen::{Position, Screen};
use super::wide::Widening;

/// A terminal without a window.
pub struct Terminal {
    term: Term<Listener>,
    parser: Processor,
    events: Receiver<Event>,
    widening: Option<Widening>,
    copied: Vec<String>,
    background: Option<[u8; 3]>,
    size: Size,
}

impl Terminal {
    /// A blank terminal of `size` that draws ambiguous characters as told.
    pub fn new(size: Size, ambiguous: Ambiguous) -> Self {
        let (sender, events) = channel();
        Self {
            term: Term::new(Config::default(), &ModelSize(size), Listener(sender)),
            parser: Processor::new(),
            events,
            widening: match ambiguous {
                Ambiguous::Narrow => None,
                Ambiguous::Wide => Some(Widening::default()),
            },
            copied: Vec::new(),
            background: None,
            size,
        }
    }

    /// Answers those who ask for the background (OSC 11) with this colour.
    pub fn answer_background(&mut self, background: [u8; 3]) {
        self.background = Some(background);
    }

    /// Takes the next `bytes` of a program's output; returns what the terminal answers to queries among them.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<u8> {
        match &mut self.widening {
            None => self.parser.advance(&mut self.term, bytes),
            Some(widening) => self.parser.advance(&mut self.term, &widening.map(bytes)),
        }
        let mut answers = Vec::new();
        for event in self.events.try_iter() {
            if let Event::PtyWrite(answer) = event {
                answers.extend_from_slice(answer.as_bytes());
            } else if let Event::ClipboardStore(_, text) = event {
                self.copied.push(text);
            } else if let (Event::ColorRequest(257, answer), Some([r, g, b])) = (event, self.background) {
                // (The number is that of the background.)
                answers.extend_from_slice(answer(Rgb { r, g, b }).as_bytes());
            }
        }
        answers
    }

    /// Changes the size, as when the user drags the window's corner.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.term.resize(ModelSize(size));
    }

    /// The texts that programs put on the clipboard through the terminal (OSC 52), oldest first.
    pub fn copied(&self) -> &[String] {
        &self.copied
    }

    /// Whether a program asked for application cursor keys.
    pub fn has_application_cursor(&self) -> bool {
        self.term.mode().contains(TermMode::APP_CURSOR)
    }

    /// Whether a program asked to be told of the mouse, in SGR reports.
    pub fn reports_mouse(&self) -> bool {
        let mode = self.term.mode();
        mode.intersects(TermMode::MOUSE_MODE) && mode.contains(TermMode::SGR_MOUSE)
    }

    /// The screen as it is now.
    pub fn screen(&self) -> Screen {
        let grid = self.term.grid();
        let columns = usize::from(self.size.columns);
        let rows =
            (0..i32::from(self.size.rows)).map(|row| grid[Line(row)][..Column(columns)].to_vec()).collect();
        let cursor = grid.cursor.point;
        Screen {
            rows,
            cursor: Position {
                column: cursor.column.0,
                row: usize::try_from(cursor.line.0).expect("the cursor is on the screen"),
            },
            shows_cursor: self.term.mode().contains(TermMode::SHOW_CURSOR),
            is_alternate: self.term.mode().contains(TermMode::ALT_SCREEN),
            is_wide: self.widening.is_some(),
        }
    }
}

/// Hands the model's events to its owner.
struct Listener(Sender<Event>);

impl EventListener for Listener {
    fn send_event(&self, event: Event) {
        // The receiver is gone only while the terminal is being dropped.
        let _ = self.0.send(event);
    }
}

/// A size as the model wants it: one column holds no wide character, and would make the model panic. A program in
/// a terminal of one column is told so by its pty; the model then has a second column that screens leave out.
struct ModelSize(Size);

impl Dimensions for ModelSize {
    fn total_lines(&self) -> usize {
        self.screen_lines()
    }

    fn screen_lines(&self) -> usize {
        usize::from(self.0.rows)
    }

    fn columns(&self) -> usize {
        usize::from(self.0.columns).max(MIN_COLUMNS)
    }
}
