//! The `midashi` binary: turns what [`midashi::cli`] answers into an exit status.

fn main() {}
