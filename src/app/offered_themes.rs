//! The themes that can be chosen.

use crate::config::look::NamedTheme;

/// The themes that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfferedThemes {
    /// Those that can be used.
    pub themes: Vec<NamedTheme>,
    /// What is wrong with one that cannot.
    pub wrong: Option<String>,
}
