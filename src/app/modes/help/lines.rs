//! What the help says: every action with its keys, and what keys and the mouse do elsewhere.

use crate::action::{ACTIONS, Action, ActionInfo, Group};
use crate::app::symbols::Symbols;
use crate::config::key::{Key, KeySequence};
use crate::config::keymap::Keymap;
use crate::text::language::translated;
use crate::text::width::WidthPolicy;

/// Actions or keys that are listed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub name: &'static str,
    /// What is listed.
    pub entries: Vec<Entry>,
}

/// Keys and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key sequences, written as in the config file; empty for an action that has none.
    pub keys: String,
    /// What they do.
    pub help: &'static str,
}

/// What the keys do that are the same whatever the user has bound, and the mouse; in English.
const FIXED: [(&str, &[(&str, &str)]); 4] = [
    (
        tr_later!("in the jump"),
        &[
            ("Tab  Shift-Tab", tr_later!("look for another kind")),
            ("Ctrl-y", tr_later!("copy the match")),
            ("Alt-y", tr_later!("copy all matches")),
            ("Alt-p", tr_later!("show or hide the preview")),
        ],
    ),
    (
        tr_later!("in lists"),
        &[
            ("Down  Ctrl-n", tr_later!("choose the next")),
            ("Up  Ctrl-p", tr_later!("choose the one before")),
            ("PageDown  PageUp", tr_later!("a screen further, or back")),
            ("Ctrl-Home", tr_later!("choose the first")),
            ("Ctrl-End", tr_later!("choose the last")),
            ("Enter", tr_later!("take it")),
            ("Esc  Ctrl-c", tr_later!("close")),
        ],
    ),
    (
        tr_later!("while typing"),
        &[
            ("Left  Ctrl-b", tr_later!("a character to the left")),
            ("Right  Ctrl-f", tr_later!("a character to the right")),
            ("Home  Ctrl-a", tr_later!("to the beginning")),
            ("End  Ctrl-e", tr_later!("to the end")),
            ("Ctrl-w", tr_later!("delete the word before")),
            ("Ctrl-u", tr_later!("delete all before")),
            ("Delete  Ctrl-d", tr_later!("delete the character here")),
        ],
    ),
    (
        tr_later!("mouse"),
        &[
            (tr_later!("click"), tr_later!("move there; a fold mark: open, close")),
            (tr_later!("double click"), tr_later!("open or close, or go there")),
            (tr_later!("drag"), tr_later!("mark siblings")),
            (tr_later!("wheel"), tr_later!("scroll")),
        ],
    ),
];

/// All that the help says, or what of it has all of the words `sought`.
pub fn sections(keymap: &Keymap, policy: WidthPolicy, sought: &str) -> Vec<Section> {
    let words: Vec<String> = sought.split_whitespace().map(str::to_lowercase).collect();
    let has_words = |parts: [&str; 4]| {
        let text = parts.join(" ").to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let of_actions = Group::ALL.into_iter().map(|group| {
        let of_group = ACTIONS.iter().filter(|info| info.group == group && !is_in_range(keymap, info));
        let entries = of_group.filter_map(|info| {
            let entry = entry(keymap, policy, info);
            has_words([&entry.keys, entry.help, info.name, group.name()]).then_some(entry)
        });
        Section { name: group.name(), entries: entries.collect() }
    });
    let fixed = FIXED.into_iter().map(|(name, entries)| {
        let name = translated(name);
        let entries = entries.iter().map(|&(keys, help)| (translated(keys), translated(help)));
        let entries = entries.filter(|(keys, help)| has_words([keys, help, name, ""]));
        let entries = entries.map(|(keys, help)| Entry { keys: keys.to_owned(), help });
        Section { name, entries: entries.collect() }
    });
    of_actions.chain(fixed).filter(|section| !section.entries.is_empty()).collect()
}

/// What can follow the keys typed so far, in the order of the help.
pub fn following(keymap: &Keymap, policy: WidthPolicy, pending: &[Key]) -> Vec<Entry> {
    let rest = |sequence: &KeySequence| {
        let rest = sequence.keys().strip_prefix(pending)?;
        Some(rest.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    };
    let entries = ACTIONS.iter().filter(|info| !is_in_range(keymap, info)).filter_map(|info| {
        if let Some([first, last]) = range(keymap, info) {
            let keys = [rest(first)?, rest(last)?].join(Symbols::of(policy).to);
            return Some(Entry { keys, help: translated(LEVELS) });
        }
        let keys = keymap.keys_of(info.action).iter().find_map(rest)?;
        Some(Entry { keys, help: info.help() })
    });
    entries.collect()
}

fn entry(keymap: &Keymap, policy: WidthPolicy, info: &ActionInfo) -> Entry {
    if let Some(ends) = range(keymap, info) {
        let keys = ends.map(ToString::to_string).join(Symbols::of(policy).to);
        return Entry { keys, help: translated(LEVELS) };
    }
    let keys: Vec<String> = keymap.keys_of(info.action).iter().map(ToString::to_string).collect();
    Entry { keys: keys.join("  "), help: info.help() }
}

/// What is said of the nine actions that show so many levels, where their keys differ by the digit alone.
const LEVELS: &str = tr_later!("show levels 1 to N");

/// The keys of the first and the last of these actions, if `info` is the first and stands for all.
fn range<'a>(keymap: &'a Keymap, info: &ActionInfo) -> Option<[&'a KeySequence; 2]> {
    if info.action != Action::FoldToLevel(1) {
        return None;
    }
    let keys = |level: u8| match keymap.keys_of(Action::FoldToLevel(level)) {
        [only] => Some(only),
        _ => None,
    };
    let text = keys(1)?.to_string();
    let beginning = text.strip_suffix('1')?;
    let is_regular =
        |level| keys(level).is_some_and(|keys| keys.to_string() == format!("{beginning}{level}"));
    (2..=9).all(is_regular).then_some([keys(1)?, keys(9)?])
}

/// Whether the first of the actions of levels stands for this one, too.
fn is_in_range(keymap: &Keymap, info: &ActionInfo) -> bool {
    let is_later = matches!(info.action, Action::FoldToLevel(level) if level > 1);
    is_later && ACTIONS.iter().any(|first| range(keymap, first).is_some())
}
