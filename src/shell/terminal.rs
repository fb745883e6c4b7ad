//! The terminal taken over and given back.
//!
//! Whatever happens, the terminal is given back: on return and on errors by [`Session`]'s `Drop`, on a panic in any
//! thread by [`super::panicking`], on signals by the event loop, which ends in the ordinary way.

use std::fmt;
use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, is_raw_mode_enabled,
};
use crossterm::{Command, cursor, execute};
use ratatui::Terminal;
use ratatui::layout::Rect;

use super::backend::{AnchoringBackend, SharedHyperlinks};
use super::drawn_size::bounded;
use super::keyboard::is_in_foreground;
use super::probe::{self, Probed, Question};
use crate::app::{App, Size};
use crate::text::sanitize;
use crate::view;
use crate::view::spoken::Spoken;

/// Whether the terminal is taken over, so that giving it back twice does no harm.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the screen is.
static DRAWN: AtomicBool = AtomicBool::new(false);

/// How what happens is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// On a screen of midashi's own.
    Drawn {
        /// Whether to use the mouse.
        mouse: bool,
        /// Whether addresses become hyperlinks.
        hyperlinks: bool,
    },
    /// Line after line, for screen readers.
    Spoken,
}

/// The bytes that a large frame takes; one write a frame.
const BUFFER: usize = 1 << 16;

/// Asks to be told of the mouse's buttons and wheel, and of its moves while a button is pressed (1002; 1000 is for
/// terminals that do not know that). crossterm's own `EnableMouseCapture` asks for every move besides, which slow lines
/// would carry in vain.
struct WatchButtons;

impl Command for WatchButtons {
    fn write_ansi(&self, writer: &mut impl fmt::Write) -> fmt::Result {
        writer.write_str("\x1b[?1000h\x1b[?1002h\x1b[?1006h")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        crossterm::event::EnableMouseCapture.execute_winapi()
    }

    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        false
    }
}

/// The terminal while midashi draws on it.
pub(super) struct Session {
    terminal: Terminal<AnchoringBackend<BufWriter<Stdout>>>,
    manner: Manner,
    /// What was said last.
    spoken: Spoken,
    /// Whether the terminal shows frames as a whole when it is told where they begin and end.
    synchronizes: bool,
    /// Whether what the terminal shows may not be what was drawn.
    is_stale: bool,
    /// The addresses on the screen, where the terminal is to make hyperlinks of them.
    hyperlinks: Option<SharedHyperlinks>,
}

impl Session {
    /// Takes the terminal over: raw mode, bracketed paste, and where it is drawn on the alternate screen, and the mouse if
    /// wanted.
    pub(super) fn start(manner: Manner) -> io::Result<Self> {
        let Size { columns, lines } = current_size();
        let size = ratatui::layout::Size::new(columns, lines);
        let hyperlinks = SharedHyperlinks::default();
        let writer = BufWriter::with_capacity(BUFFER, io::stdout());
        let backend = AnchoringBackend::new(writer, size, SharedHyperlinks::clone(&hyperlinks));
        let terminal = Terminal::new(backend)?;
        let has_links = matches!(manner, Manner::Drawn { hyperlinks: true, .. });
        let hyperlinks = has_links.then_some(hyperlinks);
        let spoken = Spoken::default();
        let mut session = Self { terminal, manner, spoken, synchronizes: false, is_stale: false, hyperlinks };
        session.take()?;
        Ok(session)
    }

    fn take(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(io::stdout(), EnableBracketedPaste)?;
        let Manner::Drawn { mouse, .. } = self.manner else { return Ok(()) };
        DRAWN.store(true, Ordering::SeqCst);
        execute!(io::stdout(), EnterAlternateScreen, cursor::Hide)?;
        if mouse {
            execute!(io::stdout(), WatchButtons)?;
        }
        Ok(())
    }

    /// Asks the terminal for its columns and what else `question` says, and whether it shows frames as a whole. Nobody may read its input
    /// meanwhile. Where nothing is drawn, nothing need be known.
    pub(super) fn probe(&mut self, question: Question) -> io::Result<Probed> {
        if self.manner == Manner::Spoken {
            return Ok(Probed { is_complete: true, ..Probed::default() });
        }
        let probed = probe::ask(self.terminal.backend_mut(), question, probe::PATIENCE)?;
        self.synchronizes = probed.synchronizes;
        Ok(probed)
    }

    /// Draws the app, or says what is new.
    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        if self.manner == Manner::Spoken {
            return self.say(app);
        }
        let Size { columns, lines } = app.size;
        let area = Rect::new(0, 0, columns, lines);
        self.terminal.backend_mut().begin_frame(area.as_size(), self.synchronizes)?;
        if std::mem::take(&mut self.is_stale) {
            // (`Terminal::clear` would ask the terminal where the cursor is, and the answer would go to the thread that
            // reads keys.)
            self.terminal.resize(area)?;
        }
        let hyperlinks = self.hyperlinks.as_ref();
        self.terminal.draw(|frame| {
            let mut hyperlinks = hyperlinks.map(|hyperlinks| hyperlinks.borrow_mut());
            if let Some(hyperlinks) = &mut hyperlinks {
                hyperlinks.clear();
            }
            view::render(app, frame, hyperlinks.as_deref_mut());
        })?;
        self.terminal.backend_mut().end_frame(self.synchronizes)
    }

    /// Writes what is new, line after line.
    fn say(&mut self, app: &App) -> io::Result<()> {
        let spoken = Spoken::of(app);
        let mut lines = String::new();
        for line in spoken.since(&self.spoken) {
            lines.push_str(&sanitize::line(line));
            // In raw mode, the terminal does not go back to the first column by itself.
            lines.push_str("\r\n");
        }
        self.spoken = spoken;
        self.write(lines.as_bytes())
    }

    /// Makes the next draw write every cell: after a change of size too, since one that is undone before it was noticed
    /// has still cost cells.
    pub(super) fn forget(&mut self) {
        self.is_stale = true;
    }

    /// Writes a sequence that midashi has made, such as OSC 52, between two frames.
    pub(super) fn write(&mut self, sequence: &[u8]) -> io::Result<()> {
        let backend = self.terminal.backend_mut();
        backend.write_all(sequence)?;
        io::Write::flush(backend)
    }

    /// Gives the terminal back, runs `meanwhile`, and takes it over again if it is ours to take.
    pub(super) fn step_aside(&mut self, meanwhile: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        give_back();
        meanwhile()?;
        if is_in_foreground() { self.come_back() } else { Ok(()) }
    }

    /// Takes the terminal over again, in whatever state others have left it.
    pub(super) fn come_back(&mut self) -> io::Result<()> {
        // Otherwise raw mode would be taken for still being on.
        disable_raw_mode()?;
        self.take()?;
        self.forget();
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        give_back();
    }
}

/// The size of the terminal, as the terminal itself says.
pub(super) fn current_size() -> Size {
    #[cfg(unix)]
    let told = crossterm::terminal::window_size().map(|size| (size.columns, size.rows));
    #[cfg(not(unix))]
    let told = crossterm::terminal::size();
    size_from(told.unwrap_or_default(), &|name| std::env::var(name).ok())
}

/// The size where the terminal says `(columns, lines)`. Serial lines and some containers say 0, which stands for
/// "unknown": then the variables of POSIX count, which may be as old as the shell's window; then 80 x 24.
fn size_from((columns, lines): (u16, u16), variable: &dyn Fn(&str) -> Option<String>) -> Size {
    let known = |told: u16, name, otherwise| match told {
        0 => variable(name)
            .and_then(|value| value.parse().ok())
            .filter(|&value| value > 0)
            .unwrap_or(otherwise),
        told => told,
    };
    bounded(Size { columns: known(columns, "COLUMNS", 80), lines: known(lines, "LINES", 24) })
}

/// Gives the terminal back, once, until it is taken over again. There is nobody to tell when that fails: the terminal is gone.
pub(super) fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        if DRAWN.swap(false, Ordering::SeqCst) {
            let _ = execute!(io::stdout(), DisableMouseCapture, cursor::Show, LeaveAlternateScreen);
        }
        let _ = execute!(io::stdout(), DisableBracketedPaste);
        if is_raw_mode_enabled().unwrap_or(false) {
            let _ = disable_raw_mode();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_knows_its_size_best() {
        let cases = [
            ((100, 30), Some("7"), (100, 30)),
            ((0, 0), Some("50"), (50, 50)),
            ((0, 30), None, (80, 30)),
            ((0, 0), Some("0"), (80, 24)),
            ((0, 0), Some("99999"), (80, 24)),
            ((1, 1), None, (1, 1)),
            ((65_535, 65_535), None, (2048, 1024)),
            ((0, 0), Some("65535"), (2048, 1024)),
        ];
        for (told, variable, (columns, lines)) in cases {
            let size = size_from(told, &|_| variable.map(str::to_owned));
            assert_eq!(size, Size { columns, lines }, "{told:?} {variable:?}");
        }
    }
}
