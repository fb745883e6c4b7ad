//! Standard output: buffered, sanitised on a terminal and wherever it is coloured.

use std::io::{self, BufWriter, Stdout, Write};

use crate::text::sanitize;

/// How a piece of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Not at all.
    Plain,
    /// Headings and names.
    Bold,
    /// Markers, numbers, places.
    Dim,
    /// People, companies and sections.
    Accent,
    /// What matches.
    Match,
}

impl Ink {
    /// The parameters of SGR (ECMA-48, 8.3.117).
    fn parameters(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Accent => "36",
            Self::Match => "1;4",
        }
    }
}

/// How much is written at once (bytes): as much as a pipe holds (pipe(7)).
const BUFFER: usize = 64 << 10;

/// Standard output.
pub(super) struct Output {
    writer: BufWriter<Stdout>,
    is_terminal: bool,
    color: bool,
}

impl Output {
    pub(super) fn new(is_terminal: bool, color: bool) -> Self {
        Self { writer: BufWriter::with_capacity(BUFFER, io::stdout()), is_terminal, color }
    }

    /// Writes untrusted text within a line.
    pub(super) fn ink(&mut self, ink: Ink, text: &str) -> io::Result<()> {
        // Coloured output is on its way to a terminal, if through a pager.
        if !self.is_terminal && !self.color {
            return self.writer.write_all(text.as_bytes());
        }
        let safe = sanitize::line(text);
        if self.color && ink != Ink::Plain && !text.is_empty() {
            write!(self.writer, "\x1b[{}m{safe}\x1b[0m", ink.parameters())
        } else {
            self.writer.write_all(safe.as_bytes())
        }
    }

    /// Writes untrusted text that is not to stand out.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.ink(Ink::Plain, text)
    }

    /// Writes so many spaces.
    pub(super) fn spaces(&mut self, mut count: usize) -> io::Result<()> {
        const SPACES: &[u8; 64] = &[b' '; 64];
        while let Some(rest) = count.checked_sub(SPACES.len()) {
            self.writer.write_all(SPACES)?;
            count = rest;
        }
        self.writer.write_all(SPACES.get(..count).unwrap_or_default())
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) -> io::Result<()> {
        self.writer.write_all(b"\n")
    }

    /// Writes whole lines of untrusted text.
    pub(super) fn document(&mut self, text: &str) -> io::Result<()> {
        let mut lines = self.lines();
        lines.write_all(text.as_bytes())?;
        lines.end()
    }

    /// Where whole lines of untrusted text are written bit by bit.
    pub(super) fn lines(&mut self) -> Lines<'_> {
        Lines { writer: &mut self.writer, is_terminal: self.is_terminal, line: Vec::new() }
    }

    /// Writes all that is buffered; to be called at the end, since a failure then is one of the command.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Takes lines as UTF-8, and passes them on as they are, or on a terminal line by line, sanitised.
pub(super) struct Lines<'o> {
    writer: &'o mut BufWriter<Stdout>,
    is_terminal: bool,
    /// What has come of the present line, on a terminal.
    line: Vec<u8>,
}

impl Lines<'_> {
    /// Passes on a last line without an ending.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.pass_on()
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        let content = line.strip_suffix('\n').unwrap_or(&line);
        let content = content.strip_suffix('\r').unwrap_or(content);
        // Tabs are harmless, and the terminal sets them better than a single blank would.
        for (index, part) in content.split('\t').enumerate() {
            if index > 0 {
                self.writer.write_all(b"\t")?;
            }
            self.writer.write_all(sanitize::line(part).as_bytes())?;
        }
        if line.ends_with('\n') {
            self.writer.write_all(b"\n")?;
        }
        self.line.clear();
        Ok(())
    }
}

impl Write for Lines<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_terminal {
            return self.writer.write(bytes);
        }
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") {
                self.pass_on()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
