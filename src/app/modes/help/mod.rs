//! Reading the keys: the help, made from the live keymap. `/` looks for words in it.

pub mod columns;
pub mod lines;

use crate::app::input::{self, TextInput};
use crate::app::list_cursor::scrolled_by;
use crate::app::overlay::{Context, Outcome, Overlay};
use crate::app::pointer::{Mouse, MouseKind};
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

impl Overlay for Help {
    /// Scrolls, looks for words, or closes.
    fn key(&mut self, context: &Context<'_>, key: Key) -> Outcome {
        if self.is_typing {
            return self.typing(context, key);
        } else if key.char() == Some('/') {
            self.is_typing = true;
        } else if let Some(lines) = scrolled_by(key, context.size) {
            self.scroll(context, lines);
        } else if key.is(KeyCode::Esc) && !self.sought.text().is_empty() {
            self.sought = TextInput::default();
            self.scroll(context, 0);
        } else {
            return Outcome::close();
        }
        Outcome::stay()
    }

    /// Pasted text is typed, where words are.
    fn paste(&mut self, context: &Context<'_>, text: &str) -> Outcome {
        if self.is_typing {
            self.sought.insert(text);
            self.scroll(context, i32::MIN);
        }
        Outcome::stay()
    }

    /// The wheel scrolls; a click puts the cursor into the words, or closes.
    fn mouse(&mut self, context: &Context<'_>, mouse: Mouse) -> Outcome {
        match mouse.kind {
            MouseKind::WheelUp => self.scroll(context, -3),
            MouseKind::WheelDown => self.scroll(context, 3),
            MouseKind::Click | MouseKind::DoubleClick => {
                let field = self.columns(context).field;
                let Some(field) = field.filter(|field| field.contains(mouse.column, mouse.line)) else {
                    return Outcome::close();
                };
                self.is_typing = true;
                field.point(&mut self.sought, mouse.column, context.policy());
            }
            MouseKind::Drag | MouseKind::Release => {}
        }
        Outcome::stay()
    }

    /// Keeps what is shown within the help.
    fn settle(&mut self, context: &Context<'_>) {
        self.scroll(context, 0);
    }
}

impl Help {
    /// Where it stands on the screen.
    pub fn columns(&self, context: &Context<'_>) -> Columns {
        let sought = self.sought.text();
        Columns::of(context, (self.is_typing || !sought.is_empty()).then_some(sought))
    }

    /// A key while words are typed. Those that scroll still do.
    fn typing(&mut self, context: &Context<'_>, key: Key) -> Outcome {
        if key.is(KeyCode::Enter) {
            self.is_typing = false;
        } else if key.is_ctrl('c') {
            return Outcome::close();
        } else if key.is(KeyCode::Esc) {
            self.is_typing = false;
            self.sought = TextInput::default();
            self.scroll(context, 0);
        } else if let Some(c) = key.char() {
            self.sought.insert(c.encode_utf8(&mut [0; 4]));
            self.scroll(context, i32::MIN);
        } else if let Some(edit) = input::edit(key) {
            edit(&mut self.sought);
            self.scroll(context, 0);
        } else if let Some(lines) = scrolled_by(key, context.size) {
            self.scroll(context, lines);
        }
        Outcome::stay()
    }

    fn scroll(&mut self, context: &Context<'_>, lines: i32) {
        let furthest = i32::from(self.columns(context).furthest());
        let scrolled = i32::from(self.scrolled).saturating_add(lines).clamp(0, furthest);
        self.scrolled = u16::try_from(scrolled).unwrap_or(0);
    }
}
