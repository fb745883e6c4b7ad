//! Asking the terminal how many cells it gives to glyphs on which terminals differ.
//!
//! One batch: for each glyph a carriage return, the glyph, and a request for the cursor's position (`CSI 6 n`); last a
//! request for the device attributes (DA1, `CSI c`), which every terminal answers, so that one that answers nothing else
//! is not waited for. Where the theme depends on it, the colour of the background (OSC 11) is asked for, too. What is typed meanwhile is kept.

#[cfg_attr(not(unix), expect(dead_code, reason = "a console is asked nothing"))]
mod answers;

use std::io::{self, Write};
use std::time::{Duration, Instant};

use super::terminal::current_size;
use crate::app::Size;
use crate::config::color::Background;
use crate::text::survey::{SAMPLE_COUNT, SAMPLES, Survey};
use crate::text::width::Cells;

use answers::Answers;

/// How long the browser waits for the answers. Terminals answer within 20 ms, a line to another continent within
/// the rest.
pub(super) const PATIENCE: Duration = Duration::from_millis(200);

/// How long somebody who wants to see the answers may be kept waiting.
const PATIENCE_OF_THE_CURIOUS: Duration = Duration::from_secs(2);

/// Where fewer columns are left than the widest sample may take, positions say nothing.
const LEAST_COLUMNS: u16 = 12;

/// What the terminal said.
#[derive(Debug, Default)]
pub struct Probed {
    /// The cells of the samples.
    pub survey: Survey,
    /// The terminal's name and version (XTVERSION), where it was asked and answered.
    pub version: Option<String>,
    /// What it draws on, where it was asked and answered.
    pub background: Option<Background>,
    /// Whether it can show a frame as a whole (synchronized output, mode 2026).
    pub synchronizes: bool,
    /// The bytes of the keys that were typed meanwhile.
    pub typed: Vec<u8>,
    /// Whether the last answer has come; others may still come otherwise.
    pub is_complete: bool,
    /// How long it took.
    pub took: Duration,
}

/// Asks the terminal for its columns and its name on the line of the cursor, which is blank afterwards. Standard output
/// must be a terminal.
pub fn survey() -> io::Result<Probed> {
    crossterm::terminal::enable_raw_mode()?;
    let probed = ask(&mut io::stdout(), Question::Everything, PATIENCE_OF_THE_CURIOUS);
    crossterm::terminal::disable_raw_mode()?;
    probed
}

/// What to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// The cells of the samples.
    Columns,
    /// And what it draws on.
    ColumnsAndBackground,
    /// And the terminal's name. A terminal that answers too late sends what would be read as keys.
    Everything,
}

/// Asks on the line of the cursor; raw mode is on, and nobody else reads what the terminal sends.
pub(super) fn ask(terminal: &mut impl Write, question: Question, patience: Duration) -> io::Result<Probed> {
    let Size { columns, .. } = current_size();
    // A console of Windows gives its input as events, among which the answers would be keys.
    if columns < LEAST_COLUMNS || cfg!(not(unix)) {
        return Ok(Probed { is_complete: true, ..Probed::default() });
    }
    let started = Instant::now();
    terminal.write_all(&batch(question))?;
    terminal.flush()?;
    let mut answers = Answers::default();
    tty::read(&mut answers, started + patience)?;
    let mut measured = [None; SAMPLE_COUNT];
    for (measured, &column) in measured.iter_mut().zip(&answers.columns) {
        *measured = Some(Cells(column.saturating_sub(1)));
    }
    Ok(Probed {
        survey: Survey { measured },
        version: answers.version.take(),
        background: answers.background,
        synchronizes: answers.synchronizes,
        is_complete: answers.is_complete,
        typed: answers.into_typed(),
        took: started.elapsed(),
    })
}

/// The bytes that ask. The glyphs are concealed (SGR 8) and erased, lest they flash.
fn batch(question: Question) -> Vec<u8> {
    let mut batch = b"\x1b[8m".to_vec();
    for sample in &SAMPLES {
        batch.extend_from_slice(b"\r");
        batch.extend_from_slice(sample.glyph.as_bytes());
        batch.extend_from_slice(b"\x1b[6n");
    }
    // A request for a mode (DECRQM), of which some terminals show the last letter: it is concealed, too.
    batch.extend_from_slice(b"\r\x1b[?2026$p");
    batch.extend_from_slice(b"\x1b[0m\r\x1b[K");
    if question != Question::Columns {
        batch.extend_from_slice(b"\x1b]11;?\x1b\\");
    }
    if question == Question::Everything {
        batch.extend_from_slice(b"\x1b[>q");
    }
    batch.extend_from_slice(b"\x1b[c");
    batch
}

#[cfg(unix)]
mod tty {
    use std::io;
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::Answers;
    use crate::shell::keyboard::terminal;

    /// Reads until the answers are complete or it is `deadline`.
    pub(super) fn read(answers: &mut Answers, deadline: Instant) -> io::Result<()> {
        let tty = terminal()?;
        let mut buffer = [0; 1024];
        while !answers.is_complete {
            let left = deadline.saturating_duration_since(Instant::now());
            let timeout = Timespec::try_from(left).map_err(io::Error::other)?;
            let mut polled = [PollFd::new(&tty, PollFlags::IN)];
            match poll(&mut polled, Some(&timeout)) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            match rustix::io::read(&tty, &mut buffer)? {
                0 => return Ok(()),
                read => answers.feed(buffer.get(..read).unwrap_or_default()),
            }
        }
        Ok(())
    }
}

#[cfg(not(unix))]
mod tty {
    use std::io;
    use std::time::Instant;

    use super::Answers;

    /// Nothing was asked.
    pub(super) fn read(_answers: &mut Answers, _deadline: Instant) -> io::Result<()> {
        Ok(())
    }
}
