//! The modes: browsing the tree, or an overlay above it. One file an overlay; none of them knows the browser.

pub mod help;
pub mod indexing;
pub mod jump;
pub mod marking;
pub mod menu;
pub mod output;
pub mod palette;
pub mod prompt;
pub mod search;

use super::overlay::Overlay;
use help::Help;
use indexing::Indexing;
use jump::Jump;
use marking::Marking;
use menu::Menu;
use output::Output;
use palette::Palette;
use prompt::Prompt;
use search::SearchLine;

/// The mode of the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// Browsing the tree.
    Browse,
    /// Waiting for the index.
    Indexing(Indexing),
    /// Typing into the jump.
    Jump(Jump),
    /// Choosing an item of a menu.
    Menu(Menu),
    /// Setting a mark: the next key is its letter.
    Marking(Marking),
    /// Typing a file to write to, or a command to pipe to.
    Prompt(Prompt),
    /// Typing a text to search for.
    Search(SearchLine),
    /// Choosing an action by name.
    Palette(Palette),
    /// Reading the output of a command.
    Output(Output),
    /// Reading the keys.
    Help(Help),
}

impl Mode {
    /// The overlay; `None` while browsing.
    pub fn overlay(&mut self) -> Option<&mut dyn Overlay> {
        match self {
            Self::Indexing(indexing) => Some(indexing),
            Self::Jump(jump) => Some(jump),
            Self::Palette(palette) => Some(palette),
            Self::Help(help) => Some(help),
            Self::Menu(menu) => Some(menu),
            Self::Marking(marking) => Some(marking),
            Self::Output(output) => Some(output),
            Self::Prompt(prompt) => Some(prompt),
            Self::Search(line) => Some(line),
            Self::Browse => None,
        }
    }
}
