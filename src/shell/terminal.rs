//! The terminal taken over and given back.
//!
//! Whatever happens, the terminal is given back: on return and on errors by [`Session`]'s `Drop`, on a panic in any
//! thread by the hook, on signals by the event loop, which ends in the ordinary way.

use std::fmt;
use std::io::{self, BufWriter, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, is_raw_mode_enabled, size,
};
use crossterm::{Command, cursor, execute};
use ratatui::Terminal;
use ratatui::layout::Rect;

use super::backend::AnchoringBackend;
use super::probe::{self, Probed, Question};
use crate::app::{App, Size};
use crate::view;

/// Whether the terminal is taken over, so that giving it back twice does no harm.
static TAKEN: AtomicBool = AtomicBool::new(false);

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
    mouse: bool,
}

impl Session {
    /// Takes the terminal over: raw mode, alternate screen, bracketed paste, and the mouse if wanted.
    pub(super) fn start(mouse: bool) -> io::Result<Self> {
        give_back_on_panic();
        let backend = AnchoringBackend::new(BufWriter::with_capacity(BUFFER, io::stdout()));
        let mut session = Self { terminal: Terminal::new(backend)?, mouse };
        session.take()?;
        Ok(session)
    }

    fn take(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        if self.mouse {
            execute!(io::stdout(), WatchButtons)?;
        }
        Ok(())
    }

    /// Asks the terminal for its columns. Nobody may read its input meanwhile.
    pub(super) fn probe(&mut self) -> io::Result<Probed> {
        probe::ask(self.terminal.backend_mut(), Question::Columns, probe::PATIENCE)
    }

    /// Draws the app.
    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        self.terminal.draw(|frame| view::render(app, frame))?;
        Ok(())
    }

    /// Makes the next draw write every cell. (`Terminal::clear` would ask the terminal where the cursor is, and the
    /// answer would go to the thread that reads keys.)
    pub(super) fn forget(&mut self) -> io::Result<()> {
        let Size { columns, lines } = current_size();
        self.terminal.resize(Rect::new(0, 0, columns, lines))
    }

    /// Follows the terminal to its new size.
    pub(super) fn resized(&mut self) -> io::Result<()> {
        self.terminal.autoresize()
    }

    /// Writes a sequence that midashi has made, such as OSC 52, between two frames.
    pub(super) fn write(&mut self, sequence: &[u8]) -> io::Result<()> {
        let backend = self.terminal.backend_mut();
        backend.write_all(sequence)?;
        io::Write::flush(backend)
    }

    /// Gives the terminal back, runs `meanwhile`, and takes it over again.
    pub(super) fn step_aside(&mut self, meanwhile: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        give_back();
        meanwhile()?;
        self.take()?;
        self.forget()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        give_back();
    }
}

/// The size of the terminal; 80 x 24 where it does not say.
pub(super) fn current_size() -> Size {
    let (columns, lines) = size().unwrap_or((80, 24));
    Size { columns, lines }
}

/// Gives the terminal back, once. There is nobody to tell when that fails: the terminal is gone.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            io::stdout(),
            DisableMouseCapture,
            DisableBracketedPaste,
            cursor::Show,
            LeaveAlternateScreen
        );
        if is_raw_mode_enabled().unwrap_or(false) {
            let _ = disable_raw_mode();
        }
    }
}

/// Makes a panic give the terminal back before its message is printed. A panic of a worker ends the program: the state
/// it shared may be half changed.
fn give_back_on_panic() {
    static HOOKED: Once = Once::new();
    HOOKED.call_once(|| {
        let print = std::panic::take_hook();
        let main = std::thread::current().id();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            print(panic);
            if std::thread::current().id() != main {
                std::process::exit(101);
            }
        }));
    });
}
