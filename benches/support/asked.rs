//! What a benchmark is asked for by its arguments, and how it ends.

use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The arguments.
pub(crate) struct Asked(Vec<String>);

impl Asked {
    /// Whether `option` is among them.
    pub(crate) fn has(&self, option: &str) -> bool {
        self.0.iter().any(|arg| arg == option)
    }

    /// The pages that are to be written, each behind a `--write`.
    pub(crate) fn pages(&self) -> Vec<&Path> {
        let pages = self.0.iter().zip(self.0.iter().skip(1)).filter(|(option, _)| *option == "--write");
        pages.map(|(_, page)| Path::new(page)).collect()
    }
}

/// Prints `help` where that is asked for; else measures what is.
pub(crate) fn run(help: &str, measure: impl FnOnce(&Asked) -> io::Result<()>) -> ExitCode {
    let asked = Asked(std::env::args().skip(1).collect());
    if asked.has("--help") {
        println!("{help}");
        return ExitCode::SUCCESS;
    }
    match measure(&asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("measuring: {error}");
            ExitCode::FAILURE
        }
    }
}
