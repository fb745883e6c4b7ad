//! The `midashi` binary: turns what [`midashi::cli`] answers into an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(midashi::cli::run(std::env::args_os().collect()))
}
