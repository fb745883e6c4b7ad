//! Everything that outlives the overlay that set it.

use std::sync::Arc;

use super::marks::Marks;
use super::prompt_history::{PromptHistory, Purpose};
use super::recent_jumps::RecentJumps;
use crate::action::Action;
use crate::config::look::NamedTheme;
use crate::config::theme::Theme;
use crate::find::Match;
use crate::vault::Place;

/// How many actions are remembered.
const ACTIONS: usize = 5;

/// Everything that outlives overlays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Targets of recent jumps.
    pub recent_jumps: RecentJumps,
    /// True if the jump shows a preview.
    pub jump_preview: bool,
    /// The actions chosen by name, the newest first.
    pub recent_actions: Vec<Action>,
    /// The lines that were entered into prompts.
    pub entered: PromptHistory,
    /// The places that the user has named.
    pub marks: Marks,
    /// The styles, unless another theme is tried on.
    pub theme: Arc<Theme>,
}

/// A change of what is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// A jump.
    Jump(Match),
    /// True if the jump shows a preview.
    JumpPreview(bool),
    /// An action that was chosen by name.
    Action(Action),
    /// A line that was entered into a prompt.
    Entered(Purpose, String),
    /// The name of a place.
    Mark(char, Place),
    /// A theme.
    Theme(NamedTheme),
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            recent_jumps: RecentJumps::default(),
            jump_preview: true,
            recent_actions: Vec::new(),
            entered: PromptHistory::default(),
            marks: Marks::default(),
            theme: Arc::default(),
        }
    }
}

impl Kept {
    /// Makes a change.
    pub fn keep(&mut self, keep: Keep) {
        match keep {
            Keep::Jump(chosen) => self.recent_jumps.add(&chosen),
            Keep::Entered(purpose, line) => self.entered.add(purpose, &line),
            Keep::Mark(letter, place) => self.marks.set(letter, place),
            Keep::Theme(theme) => self.theme = theme.theme,
            Keep::JumpPreview(is_shown) => self.jump_preview = is_shown,
            Keep::Action(action) => {
                self.recent_actions.retain(|&recent| recent != action);
                self.recent_actions.insert(0, action);
                self.recent_actions.truncate(ACTIONS);
            }
        }
    }

    /// The rest when other notes are opened: nothing that names places of the former ones.
    #[must_use]
    pub fn of_other_notes(self) -> Self {
        Self { recent_jumps: RecentJumps::default(), marks: Marks::default(), ..self }
    }
}
