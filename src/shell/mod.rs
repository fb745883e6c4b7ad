//! The only place that touches the world: terminal, files, clipboards, signals.
#![expect(
    clippy::disallowed_methods,
    reason = "this is where files, processes and the environment are touched"
)]

mod backend;
pub mod clipboard;
mod drawn_size;
mod editor;
pub mod effects;
mod file_writing;
pub mod files;
mod filling;
mod happening;
mod head;
mod indexing;
mod input;
mod keeping;
mod keyboard;
mod matching;
mod note_text;
mod opening;
mod panicking;
mod piping;
pub mod probe;
mod program;
pub mod readings;
mod regular_file;
mod reloading;
pub mod run;
pub mod saving;
mod searching;
#[cfg(unix)]
mod sequences;
pub mod settings_file;
pub mod shelf;
pub mod signals;
pub mod state;
mod terminal;
mod user_program;
mod walking;
mod watching;
mod workers;
