//! From the terminal's events to the app's.

use std::time::{Duration, Instant};

use crossterm::event::{
    Event as TerminalEvent, KeyCode as TerminalKey, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
    MouseEvent, MouseEventKind,
};

use super::drawn_size::bounded;
use crate::app::Size;
use crate::app::event::{Event, Mouse, MouseKind};
use crate::config::key::{Key, KeyCode};

/// What the app should hear of an event of the terminal, if anything.
pub(super) fn translate(event: TerminalEvent) -> Option<Event> {
    match event {
        TerminalEvent::Key(key) => translate_key(key).map(Event::Key),
        TerminalEvent::Mouse(mouse) => translate_mouse(mouse).map(Event::Mouse),
        TerminalEvent::Paste(text) => Some(Event::Paste(text)),
        TerminalEvent::Resize(columns, lines) => Some(Event::Resize(bounded(Size { columns, lines }))),
        TerminalEvent::FocusGained | TerminalEvent::FocusLost => None,
    }
}

fn translate_key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let shift_tab = event.code == TerminalKey::BackTab;
    let code = match event.code {
        TerminalKey::Char(c) => KeyCode::Char(c),
        TerminalKey::Enter => KeyCode::Enter,
        TerminalKey::Esc => KeyCode::Esc,
        TerminalKey::Tab | TerminalKey::BackTab => KeyCode::Tab,
        TerminalKey::Backspace => KeyCode::Backspace,
        TerminalKey::Delete => KeyCode::Delete,
        TerminalKey::Insert => KeyCode::Insert,
        TerminalKey::Left => KeyCode::Left,
        TerminalKey::Right => KeyCode::Right,
        TerminalKey::Up => KeyCode::Up,
        TerminalKey::Down => KeyCode::Down,
        TerminalKey::Home => KeyCode::Home,
        TerminalKey::End => KeyCode::End,
        TerminalKey::PageUp => KeyCode::PageUp,
        TerminalKey::PageDown => KeyCode::PageDown,
        TerminalKey::F(number) => KeyCode::Function(number),
        TerminalKey::Null
        | TerminalKey::CapsLock
        | TerminalKey::ScrollLock
        | TerminalKey::NumLock
        | TerminalKey::PrintScreen
        | TerminalKey::Pause
        | TerminalKey::Menu
        | TerminalKey::KeypadBegin
        | TerminalKey::Media(_)
        | TerminalKey::Modifier(_) => return None,
    };
    let pressed = |modifier| event.modifiers.contains(modifier);
    // A character comes shifted already; saying so again would tell `?` from `Shift-?`.
    let shift = shift_tab || (pressed(KeyModifiers::SHIFT) && !matches!(code, KeyCode::Char(_)));
    Some(Key::new(code, pressed(KeyModifiers::CONTROL), pressed(KeyModifiers::ALT), shift))
}

fn translate_mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Up(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Drag(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Mouse { kind, column: event.column, line: event.row })
}

/// How soon a second click must follow the first to make a double one.
const DOUBLE_CLICK: Duration = Duration::from_millis(400);

/// Tells double clicks.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    /// The last press that may be the first of two: when and where.
    last: Option<(Instant, u16, u16)>,
}

impl Clicks {
    /// `event`, which came at `now`: the second of two clicks as a double one.
    pub(super) fn told_apart(&mut self, event: Event, now: Instant) -> Event {
        let Event::Mouse(mouse @ Mouse { kind: MouseKind::Click, column, line }) = event else {
            if !matches!(event, Event::Mouse(Mouse { kind: MouseKind::Release, .. })) {
                self.last = None;
            }
            return event;
        };
        let is_second = self.last.is_some_and(|(then, at_column, at_line)| {
            (at_column, at_line) == (column, line) && now.duration_since(then) <= DOUBLE_CLICK
        });
        self.last = (!is_second).then_some((now, column, line));
        let kind = if is_second { MouseKind::DoubleClick } else { MouseKind::Click };
        Event::Mouse(Mouse { kind, ..mouse })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_clicks_soon_at_one_cell_are_a_double_one() {
        let start = Instant::now();
        let mouse = |kind, column| Event::Mouse(Mouse { kind, column, line: 1 });
        let drag = Some(MouseKind::Drag);
        // The milliseconds of each press, its column, what came before it besides the release, and whether it is a second one.
        let cases = [
            (0, 3, None, false),
            (200, 3, None, true),
            (300, 3, None, false),
            (600, 4, None, false),
            (700, 4, drag, false),
            (1101, 4, None, false),
            (1501, 4, None, true),
        ];
        let mut clicks = Clicks::default();
        for (millis, column, before, is_second) in cases {
            let now = start + Duration::from_millis(millis);
            for kind in before.into_iter().chain([MouseKind::Release]) {
                clicks.told_apart(mouse(kind, column), now);
            }
            let expected = if is_second { MouseKind::DoubleClick } else { MouseKind::Click };
            let told = clicks.told_apart(mouse(MouseKind::Click, column), now);
            assert_eq!(told, mouse(expected, column), "at {millis} ms");
        }
    }
}
