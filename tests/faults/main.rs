//! Everything that may go wrong around midashi, made to go wrong for real: one subject a module.
//!
//! Faults that are of one part's own are tested with it: displays that hang in `tests/it/clipboard.rs`, commands that do in
//! `tests/it/taking.rs`, editors that fail in `tests/it/live.rs`, folders in `tests/it/vault.rs`, pipes that close in
//! `tests/it/pipes.rs`, control sequences in notes in `tests/it/untrusted.rs`.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests touch the world, and fail by panicking"
)]

mod clipboards;
mod configuration;
mod desk;
mod disks;
mod hanging_up;
mod limits;
mod names;
mod notes;
mod panics;
mod pastes;
mod resizing;
mod signals;
mod state;
#[path = "../support/mod.rs"]
mod support;
mod suspending;
