//! What the integration tests share.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    unreachable_pub,
    dead_code,
    reason = "support of tests, of which each uses a part: it touches the world, and fails by panicking"
)]

pub mod golden;
