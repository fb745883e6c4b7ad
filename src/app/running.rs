//! The command that runs with what was piped to it.

/// A command that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Its number, by which its end is known.
    pub number: u64,
    /// As the user typed it.
    pub command: String,
    /// True once it has been asked to end.
    pub is_cancelled: bool,
}

/// The chars of a command that are worth repeating beside how it ended.
const QUOTED: usize = 32;

/// The command in a sentence; of a long one the beginning.
pub fn quoted(running: &Running) -> String {
    let mut chars = running.command.chars();
    let beginning: String = chars.by_ref().take(QUOTED).collect();
    format!("`{beginning}{}`", if chars.next().is_some() { "..." } else { "" })
}
