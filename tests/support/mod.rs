//! What the integration tests share.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    unreachable_pub,
    dead_code,
    reason = "support of tests, of which each uses a part: it touches the world, and fails by panicking"
)]

pub mod browser;
pub mod case;
#[cfg(unix)]
pub mod cli;
#[cfg(unix)]
pub mod display;
pub mod driven;
pub mod golden;
pub mod keys;
pub mod literals;
pub mod own_sequences;
pub mod page;
pub mod picture;
pub mod pseudo;
pub mod pty;
#[cfg(unix)]
pub mod relay;
pub mod screen;
#[cfg(unix)]
pub mod shell;
pub mod sources;
pub mod terminal;
pub mod tmux;
pub mod tree;
pub mod wide;

use std::time::Duration;

/// How long a test waits for what must come. Waiting ends as soon as it has come, so that only a failing test
/// takes this long; it is generous because machines that run tests are busy.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// The size of a terminal, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Cells in a row.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// A size of `columns` × `rows` cells.
pub const fn size(columns: u16, rows: u16) -> Size {
    Size { columns, rows }
}
