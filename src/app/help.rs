//! Reading the keys: the help screen, made from the live keymap.

use super::effect::Effect;
use super::event::{Mouse, MouseKind};
use super::layout::Layout;
use super::scrolling::scrolled_by;
use super::{App, Mode};
use crate::action::{ACTIONS, Group};
use crate::config::key::Key;

/// The help screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Help {
    /// How many lines have scrolled out.
    pub scrolled: u16,
}

/// A line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The name of a group of actions.
    Heading(&'static str),
    /// Keys and what they do.
    Keys {
        /// The key sequences, written as in the config file.
        keys: String,
        /// What they do.
        help: &'static str,
    },
    /// Between groups.
    Blank,
}

/// What keys do in the jump, beyond what they do in every input.
const JUMP_KEYS: [(&str, &str); 6] = [
    ("Enter", "go to the chosen match"),
    ("Down  Up  Ctrl-n  Ctrl-p", "choose another"),
    ("Tab  Shift-Tab", "look for another kind"),
    ("Ctrl-y", "copy it: of a speaker, company or tag all places"),
    ("Alt-y", "copy all matches"),
    ("Alt-p", "show or hide the preview"),
];

/// The lines of the help: every action that has a key, by group, and the keys of the jump.
pub fn lines(app: &App) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Heading(group.name()));
        for info in ACTIONS.iter().filter(|info| info.group == group) {
            let keys: Vec<String> = app.keymap.keys_of(info.action).iter().map(ToString::to_string).collect();
            if !keys.is_empty() {
                lines.push(HelpLine::Keys { keys: keys.join("  "), help: info.help });
            }
        }
    }
    lines.extend([HelpLine::Blank, HelpLine::Heading("in the jump")]);
    lines.extend(JUMP_KEYS.map(|(keys, help)| HelpLine::Keys { keys: keys.to_owned(), help }));
    lines
}

/// A key while reading: scrolls, or closes.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    match scrolled_by(key, app.size) {
        Some(lines) => scroll(app, lines),
        None => app.mode = Mode::Browse,
    }
    Vec::new()
}

/// The wheel scrolls, a click closes.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    match mouse.kind {
        MouseKind::WheelUp => scroll(app, -3),
        MouseKind::WheelDown => scroll(app, 3),
        MouseKind::Click | MouseKind::DoubleClick => app.mode = Mode::Browse,
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}

/// How many lines the help can scroll on this screen.
pub fn furthest(app: &App) -> u16 {
    let shown = Layout::of(app.size).overlay.height.saturating_sub(2);
    u16::try_from(lines(app).len()).unwrap_or(u16::MAX).saturating_sub(shown)
}

fn scroll(app: &mut App, lines: i32) {
    let furthest = i32::from(furthest(app));
    if let Mode::Help(help) = &mut app.mode {
        let scrolled = i32::from(help.scrolled).saturating_add(lines).clamp(0, furthest);
        help.scrolled = u16::try_from(scrolled).unwrap_or(0);
    }
}
