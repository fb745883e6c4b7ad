//! What the fuzz targets do with their input: each gives it to a part of midashi and asserts what that part promises. A target
//! in `targets/` only names one of these modules.
//!
//! An input is the text as it would stand in a file, and what else a target has to choose is in the last bytes of it
//! ([`input`]), so that any note can be added to a corpus as it is.
#![forbid(unsafe_code)]

pub mod anchors;
pub mod answers;
pub mod app;
pub mod decoding;
pub mod exports;
pub mod folding;
pub mod input;
pub mod layout;
pub mod notations;
pub mod query;
pub mod selectors;
pub mod settings;
pub mod state;

// Parts that are private to midashi's shell, and what its tests have. They name what they use by `crate::`, as there.
use midashi::{config, text, view};

#[allow(dead_code, reason = "the frames of midashi are written by its terminal")]
#[path = "../../src/shell/backend.rs"]
mod backend;
#[allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "support of tests, of which this uses a part"
)]
#[path = "../../tests/support/driven.rs"]
mod driven;
#[allow(unreachable_pub, clippy::unwrap_used, reason = "support of tests")]
#[path = "../../tests/support/own_sequences.rs"]
mod own_sequences;
#[path = "../../src/shell/probe/answers.rs"]
mod probe_answers;
#[path = "../../src/shell/sequences.rs"]
mod sequences;
