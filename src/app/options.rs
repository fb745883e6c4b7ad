//! The browser's options, the size of the terminal and the message in the status line.

use super::reader_state::Reader;
use crate::config::Config;
use crate::export::Format;
use crate::text::width::WidthPolicy;

/// Everything that the user can set and toggle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// How wide the terminal draws what terminals differ about.
    pub policy: WidthPolicy,
    /// Whether long lines wrap; they are cut otherwise.
    pub wrap: bool,
    /// Whether commas and full stops may hang over the end of a wrapped line (ぶら下げ).
    pub hanging_punctuation: bool,
    /// Screen lines kept in sight above and below the cursor.
    pub scroll_margin: u32,
    /// The reader.
    pub reader: Reader,
    /// The format that `copy` copies in.
    pub copy_format: Format,
    /// Whether an excerpt that is copied, written or piped has its ancestors above it.
    pub copy_path: bool,
}

impl From<&Config> for Options {
    /// The user's settings, on a terminal of which nothing is known yet.
    fn from(config: &Config) -> Self {
        Self {
            policy: WidthPolicy::default(),
            wrap: config.wrap,
            hanging_punctuation: config.hanging_punctuation,
            scroll_margin: config.scroll_margin,
            reader: Reader::new(config.reader, config.reader_share),
            copy_format: config.copy_format,
            copy_path: config.copy_path,
        }
    }
}

/// The size of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Cells across.
    pub columns: u16,
    /// Lines down.
    pub lines: u16,
}

/// A message to the user in the status line, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The text; may quote untrusted text.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

impl Message {
    /// A message that nothing went wrong.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: false }
    }

    /// A message that something went wrong.
    pub fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: true }
    }
}
