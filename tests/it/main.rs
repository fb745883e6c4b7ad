//! What midashi promises, one subject a module: `cargo test --test it clipboard::`.
//!
//! One binary, since each links the library anew. Faults of what is around midashi are in `tests/faults`, screens in
//! `tests/screens`. Tests run side by side as threads of one process: none may change the process's environment, its
//! current folder, its limits or its signals; what needs that starts a process of its own.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests touch the world, and fail by panicking"
)]

mod architecture;
mod browser;
mod cli;
mod cli_bad_input;
mod cli_languages;
mod cli_notations;
mod cli_options;
mod clipboard;
mod commonmark;
mod copied_controls;
mod documents;
mod editors;
mod encodings;
mod first_run;
mod gold;
mod harness;
mod identity;
mod languages;
mod large;
mod live;
mod markdown;
mod memory;
mod notations;
mod note_names;
mod others;
mod outline;
mod overlays;
mod pictures;
mod pipes;
mod plain;
mod quiet;
mod readmes;
mod real_terminals;
mod recipes;
mod release;
mod roundtrip;
mod sample;
mod supply;
#[path = "../support/mod.rs"]
mod support;
mod taking;
mod terminal;
mod themes;
mod third_language;
mod tmux;
mod untrusted;
mod vault;
mod wild;
