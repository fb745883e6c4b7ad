//! From typed keys to actions.

use std::collections::{BTreeMap, HashMap};

use super::key::{Key, KeySequence};
use super::preset::Preset;
use crate::action::{ACTIONS, Action};
use crate::text::diagnostic::{Position, nearest};
use crate::text::settings::Table;

/// What the keys typed so far amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// An action.
    Action(Action),
    /// The beginning of a longer sequence.
    Prefix,
    /// Nothing.
    None,
}

/// Which sequences do what. No sequence is a prefix of another, none begins with a digit where digits
/// are counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    preset: Preset,
    bindings: BTreeMap<KeySequence, Action>,
    sequences: HashMap<Action, Vec<KeySequence>>,
}

/// A sequence that the user has bound.
struct UserBinding {
    sequence: KeySequence,
    /// The sequence as it was written.
    written: String,
    action: Action,
    span: std::ops::Range<usize>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(Preset::default())
    }
}

impl Keymap {
    /// The keys of a preset.
    pub fn of(preset: Preset) -> Self {
        Self::assemble(preset, &[], &[])
    }

    /// The keys of a preset with those of the table `[keys]` in their place: an action that is named there has the keys
    /// listed there and no others. A key of the preset that the user gives to another action moves to that one. Errors
    /// go to the table's document.
    pub fn read(preset: Preset, table: &Table<'_, '_>) -> Self {
        let mut named = Vec::new();
        let mut bindings: Vec<UserBinding> = Vec::new();
        let document = table.document();
        let is_known = |name: &str| Action::from_name(name).is_some();
        for (name, sequences) in
            table.list_entries(&tr!("a list of keys such as [\"j\", \"Down\"]"), is_known)
        {
            let Some(action) = Action::from_name(&name.value) else {
                let near = nearest(&name.value, ACTIONS.iter().map(|info| info.name));
                let remedy = near.map_or_else(
                    || tr!("`midashi config default` lists them").into_owned(),
                    |near| tr!("did you mean `{name}`?", name = near),
                );
                document.report(name.span, tr!("unknown action `{name}`", name = name.value), Some(remedy));
                continue;
            };
            named.push(action);
            for sequence in sequences {
                match KeySequence::parse(&sequence.value) {
                    Ok(parsed) => {
                        let (written, span) = (sequence.value, sequence.span);
                        bindings.push(UserBinding { sequence: parsed, written, action, span });
                    }
                    Err(error) => document.report(sequence.span, error.message, error.remedy),
                }
            }
        }
        report_conflicts(preset, table, &bindings);
        Self::assemble(preset, &named, &bindings)
    }

    /// `bindings` with the preset's keys of the actions that are not `named`, as far as they do not clash.
    fn assemble(preset: Preset, named: &[Action], bindings: &[UserBinding]) -> Self {
        let mut keymap = Self { preset, bindings: BTreeMap::new(), sequences: HashMap::new() };
        for binding in bindings {
            keymap.bind(binding.sequence.clone(), binding.action);
        }
        for info in ACTIONS.iter().filter(|info| !named.contains(&info.action)) {
            for keys in preset.keys(info) {
                // Presets are tested to parse.
                let Ok(sequence) = KeySequence::parse(keys) else {
                    continue;
                };
                if !bindings.iter().any(|binding| clash(&binding.sequence, &sequence)) {
                    keymap.bind(sequence, info.action);
                }
            }
        }
        keymap
    }

    fn bind(&mut self, sequence: KeySequence, action: Action) {
        self.sequences.entry(action).or_default().push(sequence.clone());
        self.bindings.insert(sequence, action);
    }

    /// Whether a character without a meaning of its own begins the jump. Digits are no counts then.
    pub fn types_to_jump(&self) -> bool {
        self.preset.types_to_jump()
    }

    /// What `typed` amounts to.
    pub fn lookup(&self, typed: &[Key]) -> Lookup {
        for (sequence, &action) in &self.bindings {
            if sequence.keys() == typed {
                return Lookup::Action(action);
            }
            if sequence.keys().starts_with(typed) {
                return Lookup::Prefix;
            }
        }
        Lookup::None
    }

    /// The sequences that do `action`, the preferred one first.
    pub fn keys_of(&self, action: Action) -> &[KeySequence] {
        self.sequences.get(&action).map_or(&[], Vec::as_slice)
    }
}

/// Whether one of two sequences is the other or its beginning.
fn clash(one: &KeySequence, other: &KeySequence) -> bool {
    one.keys().starts_with(other.keys()) || other.keys().starts_with(one.keys())
}

fn report_conflicts(preset: Preset, table: &Table<'_, '_>, bindings: &[UserBinding]) {
    let document = table.document();
    for (index, binding) in bindings.iter().enumerate() {
        let UserBinding { sequence, written, span, .. } = binding;
        let begins_with_digit = sequence.keys().first().is_some_and(|key| key.digit().is_some());
        if begins_with_digit && !preset.types_to_jump() {
            document.report(
                span.clone(),
                tr!("`{keys}` begins with a digit, which is a count", keys = sequence),
                Some(tr!("begin with another key").into_owned()),
            );
        }
        let earlier = bindings.iter().take(index).find(|earlier| clash(&earlier.sequence, sequence));
        if let Some(earlier) = earlier {
            let Position { line, column } = document.position(earlier.span.start);
            let other = &earlier.written;
            let message = if earlier.sequence != *sequence {
                tr!(
                    "`{keys}` and `{other}` at line {line}, column {column} begin alike",
                    keys = written,
                    other,
                    line,
                    column
                )
            } else if *other == *written {
                tr!("`{keys}` is bound already at line {line}, column {column}", keys = written, line, column)
            } else {
                tr!(
                    "`{keys}` is the same key as `{other}` at line {line}, column {column}",
                    keys = written,
                    other,
                    line,
                    column
                )
            };
            document.report(span.clone(), message, Some(tr!("remove one of the two").into_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::settings::Document;

    fn read(text: &str) -> Result<Keymap, String> {
        let document = Document::parse("config.toml", text);
        let keymap = Keymap::read(Preset::Vim, &document.root());
        document.finish().map(|()| keymap).map_err(|errors| errors.to_string())
    }

    fn lookup(keymap: &Keymap, typed: &str) -> Lookup {
        keymap.lookup(KeySequence::parse(typed).unwrap().keys())
    }

    #[test]
    fn the_presets_parse_and_do_not_clash() {
        for (name, preset) in Preset::ALL {
            let mut all: Vec<KeySequence> = Vec::new();
            for info in ACTIONS {
                for keys in preset.keys(info) {
                    let sequence = KeySequence::parse(keys).unwrap();
                    assert_eq!(sequence.to_string(), keys, "{}: written in canonical form", info.name);
                    let is_taken = all.iter().any(|other| clash(other, &sequence));
                    assert!(!is_taken, "{name}: {}: {keys} is taken", info.name);
                    all.push(sequence);
                }
            }
        }
        assert_eq!(lookup(&Keymap::default(), "z"), Lookup::Prefix);
        assert_eq!(lookup(&Keymap::default(), "zR"), Lookup::Action(Action::OpenAll));
        assert_eq!(lookup(&Keymap::default(), "zx"), Lookup::None);
    }

    #[test]
    fn letters_and_digits_are_left_to_typing_by_the_arrows() {
        let keymap = Keymap::of(Preset::Arrows);
        for c in ('a'..='z').chain('A'..='Z').chain('0'..='9').chain("/:'|<>[]\\".chars()) {
            assert_eq!(lookup(&keymap, &c.to_string()), Lookup::None, "{c}");
        }
        assert_eq!(lookup(&keymap, "Down"), Lookup::Action(Action::NextRow));
        assert_eq!(lookup(&keymap, "Ctrl-c"), Lookup::Action(Action::Copy));
    }

    #[test]
    fn user_keys_replace_and_take_away() {
        let keymap = read("quit = [\"x\"]\nnext-row = \"q\"\njump = []\n").unwrap();
        assert_eq!(lookup(&keymap, "x"), Lookup::Action(Action::Quit));
        assert_eq!(lookup(&keymap, "q"), Lookup::Action(Action::NextRow));
        assert_eq!(lookup(&keymap, "j"), Lookup::None);
        assert_eq!(lookup(&keymap, "Ctrl-c"), Lookup::None);
        assert!(keymap.keys_of(Action::Jump).is_empty());
        let keymap = read("quit = [\"z\"]\n").unwrap();
        assert_eq!(lookup(&keymap, "z"), Lookup::Action(Action::Quit));
    }

    #[test]
    fn conflicts_name_both_lines() {
        let text = "quit = [\"x\", \"3\"]\nhelp = [\"x\"]\njump = [\"xy\"]\nhlep = []\nback = [\"Tab\"]\n\
                    redraw = [\"Ctrl-i\"]\nhoist = 1\nfoo = 1\nindex = [2]\n";
        let errors = read(text).unwrap_err();
        let expected = "config.toml:1:14: `3` begins with a digit, which is a count (begin with another key)\n\
                        config.toml:2:9: `x` is bound already at line 1, column 9 (remove one of the two)\n\
                        config.toml:3:9: `xy` and `x` at line 1, column 9 begin alike (remove one of the two)\n\
                        config.toml:4:1: unknown action `hlep` (did you mean `help`?)\n\
                        config.toml:6:11: `Ctrl-i` is the same key as `Tab` at line 5, column 9 (remove one of the two)\n\
                        config.toml:7:9: `hoist` must be a list of keys such as [\"j\", \"Down\"], but is integer\n\
                        config.toml:8:1: unknown action `foo` (`midashi config default` lists them)\n\
                        config.toml:9:10: `index` must be a string, but is integer";
        assert_eq!(errors, expected);
    }
}
