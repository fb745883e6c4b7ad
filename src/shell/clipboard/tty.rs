//! The terminal that a command runs in, wherever its standard output goes.

use crate::text::language::system::told;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};

/// Where the terminal is written to.
const PATH: &str = if cfg!(windows) { "CONOUT$" } else { "/dev/tty" };

/// A writer to the terminal, opened by the first write, which fails where there is none.
#[derive(Debug, Default)]
pub struct ControllingTerminal(Option<File>);

impl Write for ControllingTerminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let file = match &mut self.0 {
            Some(file) => file,
            closed => {
                let opened = OpenOptions::new().write(true).open(PATH);
                closed.insert(opened.map_err(|error| {
                    let why = tr!("there is no terminal ({path}: {why})", path = PATH, why = told(&error));
                    io::Error::new(error.kind(), why)
                })?)
            }
        };
        file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.as_mut().map_or(Ok(()), Write::flush)
    }
}
