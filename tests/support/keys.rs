//! What a terminal sends for keys and the mouse, by the conventions of xterm.

/// The bytes of `keys`, in which every character stands for itself, but `<Enter>`, `<Ctrl-d>`, `<Alt-w>`,
/// `<Shift-Tab>`, `<F1>` and the like for named keys, and `<lt>` for `<`.
///
/// Terminals send other bytes for the arrows, Home and End while a program has asked for application cursor keys.
#[track_caller]
pub fn encode(keys: &str, application_cursor: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = keys.chars();
    while let Some(c) = rest.next() {
        if c == '<' {
            let (name, after) = rest.as_str().split_once('>').expect("a `<` begins a key's name");
            bytes.extend(named(name, application_cursor));
            rest = after.chars();
        } else {
            bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    bytes
}

/// The bytes of one key by its name, modifiers in front.
#[track_caller]
fn named(name: &str, application_cursor: bool) -> Vec<u8> {
    if let Some(key) = name.strip_prefix("Alt-") {
        return [b"\x1b".as_slice(), &one(key, application_cursor)].concat();
    }
    if let Some(key) = name.strip_prefix("Ctrl-") {
        let &[c] = one(key, application_cursor).as_slice() else {
            panic!("<{name}>: Ctrl goes with single characters here");
        };
        return vec![c.to_ascii_uppercase() & 0x1F];
    }
    one(name, application_cursor)
}

/// The bytes of a character, or of a key by its name without modifiers other than Shift.
#[track_caller]
fn one(name: &str, application_cursor: bool) -> Vec<u8> {
    let cursor = |last: char| {
        let introducer = if application_cursor { 'O' } else { '[' };
        format!("\x1b{introducer}{last}")
    };
    match name {
        "lt" => "<".into(),
        "Space" => " ".into(),
        "Enter" => "\r".into(),
        "Esc" => "\x1b".into(),
        "Tab" => "\t".into(),
        "Shift-Tab" => "\x1b[Z".into(),
        "Backspace" => "\x7f".into(),
        "Up" => cursor('A').into(),
        "Down" => cursor('B').into(),
        "Right" => cursor('C').into(),
        "Left" => cursor('D').into(),
        "Home" => cursor('H').into(),
        "End" => cursor('F').into(),
        "Insert" => "\x1b[2~".into(),
        "Delete" => "\x1b[3~".into(),
        "PageUp" => "\x1b[5~".into(),
        "PageDown" => "\x1b[6~".into(),
        "F1" => "\x1bOP".into(),
        "F2" => "\x1bOQ".into(),
        "F3" => "\x1bOR".into(),
        "F4" => "\x1bOS".into(),
        "F5" => "\x1b[15~".into(),
        character => {
            assert_eq!(character.chars().count(), 1, "no key is named <{character}>");
            character.into()
        }
    }
}

/// A button of the mouse, or a notch of its wheel.
#[derive(Debug, Clone, Copy)]
pub enum Mouse {
    /// The left button, pressed and released.
    Click,
    /// One notch away from the user.
    WheelUp,
    /// One notch towards the user.
    WheelDown,
}

/// The bytes of the mouse used at a cell (0-based), as SGR reports.
pub fn mouse(mouse: Mouse, column: u16, row: u16) -> Vec<u8> {
    let (x, y) = (column + 1, row + 1);
    match mouse {
        Mouse::Click => format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"),
        Mouse::WheelUp => format!("\x1b[<64;{x};{y}M"),
        Mouse::WheelDown => format!("\x1b[<65;{x};{y}M"),
    }
    .into_bytes()
}
