//! Sets of keys to begin with: those of vim, and one for people of arrows, Enter and Ctrl-C.

use super::key::KeySequence;
use crate::action::{Action, ActionInfo};

/// A set of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// As in vim and less.
    #[default]
    Vim,
    /// As in editors and file managers with windows. What is typed begins the jump.
    Arrows,
}

impl Preset {
    /// Every preset with its name.
    pub const ALL: [(&'static str, Self); 2] = [("vim", Self::Vim), ("arrows", Self::Arrows)];

    /// Whether a character without a meaning of its own begins the jump. Digits are no counts then.
    pub fn types_to_jump(self) -> bool {
        match self {
            Self::Vim => false,
            Self::Arrows => true,
        }
    }

    /// The keys of an action.
    pub fn keys(self, info: &ActionInfo) -> Vec<&'static str> {
        match self {
            Self::Vim => info.keys.to_vec(),
            Self::Arrows => ARROWS
                .iter()
                .find(|(action, _)| *action == info.action)
                .map_or_else(|| without_characters(info), |(_, keys)| keys.to_vec()),
        }
    }
}

/// The keys of the vim preset that type nothing and are not taken.
fn without_characters(info: &ActionInfo) -> Vec<&'static str> {
    let is_free = |keys: &&str| {
        let types = |sequence: &KeySequence| sequence.keys().first().is_some_and(|key| key.char().is_some());
        let is_taken = ARROWS.iter().any(|(_, taken)| taken.contains(keys));
        !is_taken && KeySequence::parse(keys).is_ok_and(|sequence| !types(&sequence))
    };
    info.keys.iter().copied().filter(is_free).collect()
}

/// What differs from the vim preset by more than its characters. `+`, `-` and `*` are those of the trees of Windows; Shift
/// with a function key is avoided, as some terminals send for it what they answer questions with.
#[rustfmt::skip]
const ARROWS: &[(Action, &[&str])] = &[
    (Action::PageDown, &["PageDown"]),
    (Action::PageUp, &["PageUp"]),
    (Action::FirstRow, &["Home", "Ctrl-Home"]),
    (Action::LastRow, &["End", "Ctrl-End"]),
    (Action::NextSibling, &["Ctrl-Down"]),
    (Action::PreviousSibling, &["Ctrl-Up"]),
    (Action::NextSession, &["Alt-PageDown", "Ctrl-PageDown"]),
    (Action::PreviousSession, &["Alt-PageUp", "Ctrl-PageUp"]),
    (Action::Parent, &["Alt-Up"]),
    (Action::Toggle, &["Enter"]),
    (Action::Open, &["+"]),
    (Action::Close, &["-"]),
    (Action::OpenSubtree, &["*"]),
    (Action::OpenAll, &["Alt-0"]),
    (Action::FoldToLevel(1), &["Alt-1"]),
    (Action::FoldToLevel(2), &["Alt-2"]),
    (Action::FoldToLevel(3), &["Alt-3"]),
    (Action::FoldToLevel(4), &["Alt-4"]),
    (Action::FoldToLevel(5), &["Alt-5"]),
    (Action::FoldToLevel(6), &["Alt-6"]),
    (Action::FoldToLevel(7), &["Alt-7"]),
    (Action::FoldToLevel(8), &["Alt-8"]),
    (Action::FoldToLevel(9), &["Alt-9"]),
    (Action::Index, &["F8"]),
    (Action::Hoist, &["F6"]),
    (Action::Back, &["Alt-Left"]),
    (Action::Forward, &["Alt-Right"]),
    (Action::Search, &["Ctrl-f"]),
    (Action::NextMatch, &["F3"]),
    (Action::PreviousMatch, &["F4"]),
    (Action::SearchWord, &["Alt-s"]),
    (Action::Filter, &["Alt-f"]),
    (Action::RecentNotes, &["Alt-o"]),
    (Action::SetMark, &["Alt-m"]),
    (Action::GoToMark, &["Alt-g"]),
    (Action::OpenLink, &["Ctrl-o"]),
    (Action::Select, &["Space"]),
    (Action::Copy, &["Ctrl-c"]),
    (Action::CopyAs, &["Alt-c"]),
    (Action::CopyReference, &["Alt-r"]),
    (Action::Write, &["Ctrl-s"]),
    (Action::Pipe, &["Alt-p"]),
    (Action::Reader, &["F7"]),
    (Action::ReaderWider, &["Alt-+"]),
    (Action::ReaderNarrower, &["Alt--"]),
    (Action::ToggleWrap, &["Alt-z"]),
    (Action::ChooseTheme, &["Alt-l"]),
    (Action::ScrollLeft, &["Shift-Left"]),
    (Action::ScrollRight, &["Shift-Right"]),
    (Action::Sort, &["Alt-t"]),
    (Action::Skipped, &["Alt-!"]),
    (Action::Edit, &["F2"]),
    (Action::Reload, &["F5", "Ctrl-r"]),
    (Action::Palette, &["F9", "Alt-x"]),
    (Action::Help, &["?", "F1"]),
    // Whoever knows Ctrl-z as "undo" does not want to find himself in a shell.
    (Action::Suspend, &[]),
    (Action::Quit, &["Ctrl-q"]),
];
