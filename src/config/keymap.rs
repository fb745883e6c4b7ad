//! From typed keys to actions.

use std::collections::{BTreeMap, HashMap};

use super::key::{Key, KeySequence};
use crate::action::{ACTIONS, Action};
use crate::text::diagnostic::nearest;
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

/// Which sequences do what. No sequence is a prefix of another, none begins with a digit (digits are counts).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: BTreeMap<KeySequence, Action>,
    sequences: HashMap<Action, Vec<KeySequence>>,
}

/// A sequence that the user has bound.
struct UserBinding {
    sequence: KeySequence,
    action: Action,
    span: std::ops::Range<usize>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::assemble(&[], &[])
    }
}

impl Keymap {
    /// The default keys with those of the table `[keys]` in their place: an action that is named there has the keys
    /// listed there and no others. A default key that the user gives to another action moves to that one. Errors go
    /// to the table's document.
    pub fn read(table: &Table<'_, '_>) -> Self {
        let mut named = Vec::new();
        let mut bindings: Vec<UserBinding> = Vec::new();
        let document = table.document();
        for (name, sequences) in table.string_entries() {
            let Some(action) = Action::from_name(&name.value) else {
                let near = nearest(&name.value, ACTIONS.iter().map(|info| info.name));
                let remedy = near.map_or_else(
                    || "`midashi config default` lists them".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                document.report(name.span, format!("unknown action `{}`", name.value), Some(remedy));
                continue;
            };
            named.push(action);
            for sequence in sequences {
                match KeySequence::parse(&sequence.value) {
                    Ok(parsed) => {
                        bindings.push(UserBinding { sequence: parsed, action, span: sequence.span });
                    }
                    Err(error) => document.report(sequence.span, error.message, error.remedy),
                }
            }
        }
        report_conflicts(table, &bindings);
        Self::assemble(&named, &bindings)
    }

    /// `bindings` with the defaults of the actions that are not `named`, as far as they do not clash.
    fn assemble(named: &[Action], bindings: &[UserBinding]) -> Self {
        let mut keymap = Self { bindings: BTreeMap::new(), sequences: HashMap::new() };
        for binding in bindings {
            keymap.bind(binding.sequence.clone(), binding.action);
        }
        for info in ACTIONS.iter().filter(|info| !named.contains(&info.action)) {
            for keys in info.keys {
                // Defaults are tested to parse.
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

fn report_conflicts(table: &Table<'_, '_>, bindings: &[UserBinding]) {
    let document = table.document();
    for (index, binding) in bindings.iter().enumerate() {
        let UserBinding { sequence, span, .. } = binding;
        if sequence.keys().first().is_some_and(|key| key.digit().is_some()) {
            document.report(
                span.clone(),
                format!("`{sequence}` begins with a digit, which is a count"),
                Some("begin with another key".to_owned()),
            );
        }
        let earlier = bindings.iter().take(index).find(|earlier| clash(&earlier.sequence, sequence));
        if let Some(earlier) = earlier {
            let line = document.line(earlier.span.start);
            let message = if earlier.sequence == *sequence {
                format!("`{sequence}` is bound already on line {line}")
            } else {
                format!("`{sequence}` and `{}` on line {line} begin alike", earlier.sequence)
            };
            document.report(span.clone(), message, Some("remove one of the two".to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::settings::Document;

    fn read(text: &str) -> Result<Keymap, String> {
        let document = Document::parse("config.toml", text);
        let keymap = Keymap::read(&document.root());
        document.finish().map(|()| keymap).map_err(|errors| errors.to_string())
    }

    fn lookup(keymap: &Keymap, typed: &str) -> Lookup {
        keymap.lookup(KeySequence::parse(typed).unwrap().keys())
    }

    #[test]
    fn the_defaults_parse_and_do_not_clash() {
        let mut all: Vec<KeySequence> = Vec::new();
        for info in ACTIONS {
            for keys in info.keys {
                let sequence = KeySequence::parse(keys).unwrap();
                assert_eq!(sequence.to_string(), *keys, "{}: written in canonical form", info.name);
                assert!(!all.iter().any(|other| clash(other, &sequence)), "{}: {keys} is taken", info.name);
                all.push(sequence);
            }
        }
        assert_eq!(lookup(&Keymap::default(), "z"), Lookup::Prefix);
        assert_eq!(lookup(&Keymap::default(), "zR"), Lookup::Action(Action::OpenAll));
        assert_eq!(lookup(&Keymap::default(), "zx"), Lookup::None);
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
        let errors = read("quit = [\"x\", \"3\"]\nhelp = [\"x\"]\njump = [\"xy\"]\nhlep = []\n").unwrap_err();
        let expected = "config.toml:1:14: `3` begins with a digit, which is a count (begin with another key)\n\
                        config.toml:2:9: `x` is bound already on line 1 (remove one of the two)\n\
                        config.toml:3:9: `xy` and `x` on line 1 begin alike (remove one of the two)\n\
                        config.toml:4:1: unknown action `hlep` (did you mean `help`?)";
        assert_eq!(errors, expected);
    }
}
