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

/// Standard output.
pub(super) struct Output {
    writer: BufWriter<Stdout>,
    is_terminal: bool,
    color: bool,
}

impl Output {
    pub(super) fn new(is_terminal: bool, color: bool) -> Self {
        Self { writer: BufWriter::new(io::stdout()), is_terminal, color }
    }

    /// Writes untrusted text within a line.
    pub(super) fn ink(&mut self, ink: Ink, text: &str) -> io::Result<()> {
        // Coloured output is on its way to a terminal, if through a pager.
        let safe = if self.is_terminal || self.color { sanitize::line(text) } else { text.into() };
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

    /// Ends the line.
    pub(super) fn end_line(&mut self) -> io::Result<()> {
        self.writer.write_all(b"\n")
    }

    /// Writes whole lines of untrusted text.
    pub(super) fn document(&mut self, text: &str) -> io::Result<()> {
        if !self.is_terminal {
            return self.writer.write_all(text.as_bytes());
        }
        for line in text.split_inclusive('\n') {
            let content = line.strip_suffix('\n').unwrap_or(line);
            let content = content.strip_suffix('\r').unwrap_or(content);
            // Tabs are harmless, and the terminal sets them better than a single blank would.
            for (index, part) in content.split('\t').enumerate() {
                if index > 0 {
                    self.writer.write_all(b"\t")?;
                }
                self.writer.write_all(sanitize::line(part).as_bytes())?;
            }
            if line.ends_with('\n') {
                self.end_line()?;
            }
        }
        Ok(())
    }

    /// Where untrusted bytes can be written as they are; `None` on a terminal, which takes a [`Output::document`].
    pub(super) fn stream(&mut self) -> Option<&mut impl Write> {
        (!self.is_terminal).then_some(&mut self.writer)
    }

    /// Writes all that is buffered; to be called at the end, since a failure then is one of the command.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
