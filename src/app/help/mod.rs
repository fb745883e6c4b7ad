//! Reading the keys: the help, made from the live keymap. `/` looks for words in it.

pub mod columns;
pub mod lines;

use super::effect::Effect;
use super::event::{Mouse, MouseKind};
use super::input::{self, TextInput};
use super::scrolling::scrolled_by;
use super::{App, Mode};
use crate::config::key::{Key, KeyCode};
use columns::Columns;

/// The help screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Help {
    /// How many lines have scrolled out.
    pub scrolled: u16,
    /// The words that are looked for.
    pub sought: TextInput,
    /// Whether these are being typed.
    pub is_typing: bool,
}

/// A key while reading: scrolls, looks for words, or closes.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let Mode::Help(help) = &mut app.mode else { return Vec::new() };
    if help.is_typing {
        typing(app, key);
    } else if key.char() == Some('/') {
        help.is_typing = true;
    } else if let Some(lines) = scrolled_by(key, app.size) {
        scroll(app, lines);
    } else if key.is(KeyCode::Esc) && !help.sought.text().is_empty() {
        help.sought = TextInput::default();
        scroll(app, 0);
    } else {
        app.mode = Mode::Browse;
    }
    Vec::new()
}

/// A key while words are typed. Those that scroll still do.
fn typing(app: &mut App, key: Key) {
    let size = app.size;
    let Mode::Help(help) = &mut app.mode else { return };
    if key.is(KeyCode::Enter) {
        help.is_typing = false;
    } else if key.is_ctrl('c') {
        app.mode = Mode::Browse;
    } else if key.is(KeyCode::Esc) {
        help.is_typing = false;
        help.sought = TextInput::default();
        scroll(app, 0);
    } else if let Some(c) = key.char() {
        help.sought.insert(c.encode_utf8(&mut [0; 4]));
        scroll(app, i32::MIN);
    } else if let Some(edit) = input::edit(key) {
        edit(&mut help.sought);
        scroll(app, 0);
    } else if let Some(lines) = scrolled_by(key, size) {
        scroll(app, lines);
    }
}

/// Pasted text is typed, where words are.
pub fn paste(app: &mut App, text: &str) {
    if let Mode::Help(help) = &mut app.mode
        && help.is_typing
    {
        help.sought.insert(text);
        scroll(app, i32::MIN);
    }
}

/// The wheel scrolls; a click puts the cursor into the words, or closes.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    match mouse.kind {
        MouseKind::WheelUp => scroll(app, -3),
        MouseKind::WheelDown => scroll(app, 3),
        MouseKind::Click | MouseKind::DoubleClick => click(app, mouse),
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}

fn click(app: &mut App, mouse: Mouse) {
    let Mode::Help(help) = &app.mode else { return };
    let field = Columns::of(app, help).field;
    let Some(field) = field.filter(|field| field.contains(mouse.column, mouse.line)) else {
        app.mode = Mode::Browse;
        return;
    };
    let policy = app.options.policy;
    if let Mode::Help(help) = &mut app.mode {
        help.is_typing = true;
        field.point(&mut help.sought, mouse.column, policy);
    }
}

/// Keeps what is shown within the help when the screen has changed.
pub fn settle(app: &mut App) {
    scroll(app, 0);
}

fn scroll(app: &mut App, lines: i32) {
    let Mode::Help(help) = &app.mode else { return };
    let furthest = i32::from(Columns::of(app, help).furthest());
    if let Mode::Help(help) = &mut app.mode {
        let scrolled = i32::from(help.scrolled).saturating_add(lines).clamp(0, furthest);
        help.scrolled = u16::try_from(scrolled).unwrap_or(0);
    }
}
