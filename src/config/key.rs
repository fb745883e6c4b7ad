//! Keys and sequences of keys, as they are written in the config file: `j`, `Ctrl-d`, `F1`, `zR`, `g g`.

use std::fmt;

use crate::text::diagnostic::nearest;

/// A key without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "keys are known by their names")]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Function(u8),
}

/// Keys by name; where a key has several, the first is the one that is shown.
const NAMED: [(&str, KeyCode); 22] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Space", KeyCode::Char(' ')),
    ("Minus", KeyCode::Char('-')),
    ("Return", KeyCode::Enter),
    ("Escape", KeyCode::Esc),
    ("Del", KeyCode::Delete),
    ("Ins", KeyCode::Insert),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
];

/// A key with modifiers, in canonical form: where terminals cannot tell two keys apart they are one here
/// (`Ctrl-i` is Tab, `Ctrl-m` Enter, `Ctrl-h` Backspace, `Ctrl-[` Esc), and a shifted letter is its capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl Key {
    /// The key of `code` with modifiers, made canonical.
    pub fn new(code: KeyCode, ctrl: bool, alt: bool, shift: bool) -> Self {
        let key = Self { code, ctrl, alt, shift };
        let KeyCode::Char(c) = code else { return key };
        if !ctrl {
            let c = if shift && c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c };
            return Self { code: KeyCode::Char(c), shift: false, ..key };
        }
        match c.to_ascii_lowercase() {
            'i' => Self { code: KeyCode::Tab, ctrl: false, ..key },
            'm' => Self { code: KeyCode::Enter, ctrl: false, ..key },
            'h' => Self { code: KeyCode::Backspace, ctrl: false, ..key },
            '[' => Self { code: KeyCode::Esc, ctrl: false, ..key },
            lower => Self { code: KeyCode::Char(lower), shift: false, ..key },
        }
    }

    /// A key without modifiers.
    pub fn plain(code: KeyCode) -> Self {
        Self::new(code, false, false, false)
    }

    /// Whether this is `code` without modifiers.
    pub fn is(self, code: KeyCode) -> bool {
        self == Self::plain(code)
    }

    /// Whether this is `code` with Shift alone.
    pub fn is_shift(self, code: KeyCode) -> bool {
        self == Self::new(code, false, false, true)
    }

    /// Whether this is `c` with Ctrl alone.
    pub fn is_ctrl(self, c: char) -> bool {
        self == Self::new(KeyCode::Char(c), true, false, false)
    }

    /// Whether this is `c` with Alt alone.
    pub fn is_alt(self, c: char) -> bool {
        self == Self::new(KeyCode::Char(c), false, true, false)
    }

    /// The character that this key types, if it types one.
    pub fn char(self) -> Option<char> {
        let KeyCode::Char(c) = self.code else { return None };
        (!self.ctrl && !self.alt).then_some(c)
    }

    /// The digit that this key types, if it types one.
    pub fn digit(self) -> Option<u32> {
        self.char().and_then(|c| c.to_digit(10))
    }

    /// Parses one key, such as `Ctrl-d`; the error says what is wrong.
    pub fn parse(name: &str) -> Result<Self, KeyError> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = name;
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match modifier {
                "Ctrl" => ctrl = true,
                "Alt" => alt = true,
                "Shift" => shift = true,
                _ => return Err(KeyError::unknown_modifier(modifier)),
            }
            rest = after;
        }
        let code = code_of(rest).ok_or_else(|| KeyError::unknown_key(rest))?;
        Ok(Self::new(code, ctrl, alt, shift))
    }
}

fn code_of(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_whitespace() && !c.is_control()).then_some(KeyCode::Char(c));
    }
    if let Some((_, code)) = NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Some(*code);
    }
    let digits = name.strip_prefix(['F', 'f'])?;
    let number: u8 = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    (1..=24).contains(&number).then_some(KeyCode::Function(number))
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (pressed, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if pressed {
                formatter.write_str(name)?;
            }
        }
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (_, KeyCode::Char('-')) => formatter.write_str("-"),
            (Some((name, _)), _) => formatter.write_str(name),
            (None, KeyCode::Char(c)) => write!(formatter, "{c}"),
            (None, KeyCode::Function(number)) => write!(formatter, "F{number}"),
            // All other keys have names.
            (None, _) => Ok(()),
        }
    }
}

/// Why a key cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyError {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub remedy: Option<String>,
}

impl KeyError {
    fn unknown_modifier(name: &str) -> Self {
        let modifiers = ["Ctrl", "Alt", "Shift"];
        let remedy = nearest(name, modifiers).map_or_else(
            || tr!("modifiers are Ctrl-, Alt- and Shift-").into_owned(),
            |near| tr!("did you mean `{name}`?", name = format!("{near}-")),
        );
        Self { message: tr!("unknown modifier `{name}`", name = format!("{name}-")), remedy: Some(remedy) }
    }

    fn unknown_key(name: &str) -> Self {
        let remedy = nearest(name, NAMED.iter().map(|(known, _)| *known)).map_or_else(
            || {
                tr!("keys are single characters, F1 to F24, and names such as Enter, Space, PageDown")
                    .into_owned()
            },
            |near| tr!("did you mean `{name}`?", name = near),
        );
        Self { message: tr!("unknown key `{name}`", name), remedy: Some(remedy) }
    }
}

/// Keys typed one after another; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeySequence(Vec<Key>);

impl KeySequence {
    /// Parses a sequence: one key (`Ctrl-d`, `PageDown`), several with spaces between (`Ctrl-x Ctrl-s`), or several
    /// plain characters (`zR`, `[[`).
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        if text.trim().is_empty() {
            let remedy = Some(tr!("write a key such as `j`, `Ctrl-d` or `Space`").into_owned());
            return Err(KeyError { message: tr!("a key must not be empty").into_owned(), remedy });
        }
        let mut keys = Vec::new();
        for word in text.split_whitespace() {
            match Key::parse(word) {
                Ok(key) => keys.push(key),
                Err(_) if is_plain_sequence(word) => {
                    keys.extend(word.chars().map(|c| Key::plain(KeyCode::Char(c))));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Self(keys))
    }

    /// The keys.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }
}

/// Whether a word is characters typed one after another: short, and neither the name of a key nor a misspelt one.
///
/// Names begin with a capital and go on in lower case (`Del`, `Tba`); a sequence of that form needs spaces.
fn is_plain_sequence(word: &str) -> bool {
    let is_function_key = word.strip_prefix('F').is_some_and(|number| number.parse::<u32>().is_ok());
    let looks_named = word.chars().count() == 3
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().skip(1).all(|c| c.is_ascii_lowercase());
    word.chars().count() <= 3
        && !word.contains('-')
        && !is_function_key
        && !looks_named
        && code_of(word).is_none()
}

impl fmt::Display for KeySequence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain: Option<String> = self.0.iter().map(|key| key.char().filter(|&c| c != ' ')).collect();
        if let Some(plain) = plain.filter(|plain| is_plain_sequence(plain) || plain.chars().count() == 1) {
            return formatter.write_str(&plain);
        }
        for (index, key) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str(" ")?;
            }
            write!(formatter, "{key}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_written_as_they_are_read() {
        for text in [
            "j",
            "J",
            "Ctrl-d",
            "Alt-w",
            "F1",
            "Enter",
            "Space",
            "PageDown",
            "zR",
            "[[",
            "-",
            "z -",
            "見",
            "Ctrl-x Ctrl-s",
            "Shift-Tab",
            "Ctrl-Alt-Delete",
            "E s c",
            "u p",
        ] {
            assert_eq!(KeySequence::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn keys_that_terminals_cannot_tell_apart_are_one() {
        for (written, canonical) in [
            ("Ctrl-i", "Tab"),
            ("Ctrl-M", "Enter"),
            ("Ctrl-h", "Backspace"),
            ("Ctrl-[", "Esc"),
            ("Shift-a", "A"),
            ("Ctrl-D", "Ctrl-d"),
            ("space", "Space"),
            ("g g", "gg"),
            ("Del", "Delete"),
            ("PgDn", "PageDown"),
        ] {
            assert_eq!(KeySequence::parse(written).unwrap().to_string(), canonical);
        }
    }

    #[test]
    fn unknown_keys_are_told_with_a_remedy() {
        let cases = [
            ("Entre", "unknown key `Entre`", "did you mean `Enter`?"),
            ("Tba", "unknown key `Tba`", "did you mean `Tab`?"),
            ("Crtl-d", "unknown modifier `Crtl-`", "did you mean `Ctrl-`?"),
            (
                "F99",
                "unknown key `F99`",
                "keys are single characters, F1 to F24, and names such as Enter, Space, PageDown",
            ),
            (" ", "a key must not be empty", "write a key such as `j`, `Ctrl-d` or `Space`"),
        ];
        for (text, message, remedy) in cases {
            let error = KeySequence::parse(text).unwrap_err();
            assert_eq!((error.message.as_str(), error.remedy.as_deref()), (message, Some(remedy)));
        }
    }
}
