//! What outlives the overlay that it comes from.

use super::prompt_history::{PromptHistory, Purpose};
use super::recent_jumps::RecentJumps;
use crate::action::Action;
use crate::find::Match;

/// How many actions are remembered.
const ACTIONS: usize = 5;

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where the user jumped to.
    pub recent_jumps: RecentJumps,
    /// Whether the jump shows a preview.
    pub jump_preview: bool,
    /// The actions chosen by name, the newest first.
    pub recent_actions: Vec<Action>,
    /// What was entered into prompts.
    pub entered: PromptHistory,
}

/// Something to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// A jump.
    Jump(Match),
    /// Whether the jump shows a preview.
    JumpPreview(bool),
    /// An action that was chosen by name.
    Action(Action),
    /// A line that was entered into a prompt.
    Entered(Purpose, String),
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            recent_jumps: RecentJumps::default(),
            jump_preview: true,
            recent_actions: Vec::new(),
            entered: PromptHistory::default(),
        }
    }
}

impl Kept {
    /// Keeps something more.
    pub fn keep(&mut self, keep: Keep) {
        match keep {
            Keep::Jump(chosen) => self.recent_jumps.add(&chosen),
            Keep::Entered(purpose, line) => self.entered.add(purpose, &line),
            Keep::JumpPreview(is_shown) => self.jump_preview = is_shown,
            Keep::Action(action) => {
                self.recent_actions.retain(|&recent| recent != action);
                self.recent_actions.insert(0, action);
                self.recent_actions.truncate(ACTIONS);
            }
        }
    }

    /// What stays of it when other notes take the place of those it was kept of.
    #[must_use]
    pub fn of_other_notes(self) -> Self {
        Self { recent_jumps: RecentJumps::default(), ..self }
    }
}
