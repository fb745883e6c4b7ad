//! The lines that were entered into prompts.

use crate::text::language::translated;

/// The purpose of a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The file to write to.
    Write,
    /// The command to pipe to.
    Pipe,
}

impl Purpose {
    /// The question before the input.
    pub fn question(self) -> &'static str {
        translated(match self {
            Self::Write => tr_later!("write to: "),
            Self::Pipe => tr_later!("pipe to: "),
        })
    }
}

/// The lines that were entered into prompts, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PromptHistory {
    paths: Vec<String>,
    commands: Vec<String>,
}

/// How many lines are kept of each kind.
const KEPT: usize = 100;

impl PromptHistory {
    /// The lines that were entered for `purpose`, oldest first.
    pub fn of(&self, purpose: Purpose) -> &[String] {
        match purpose {
            Purpose::Write => &self.paths,
            Purpose::Pipe => &self.commands,
        }
    }

    /// Adds a line as the newest; an earlier line that says the same is forgotten.
    pub fn add(&mut self, purpose: Purpose, line: &str) {
        let lines = match purpose {
            Purpose::Write => &mut self.paths,
            Purpose::Pipe => &mut self.commands,
        };
        lines.retain(|known| known != line);
        lines.push(line.to_owned());
        if lines.len() > KEPT {
            lines.remove(0);
        }
    }
}
