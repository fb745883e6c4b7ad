//! The whole browser: any keys, clicks, pastes, sizes, answers and edits over any note. What it promises holds after each, and
//! of every frame each byte that the terminal would get is text or a sequence of midashi's own.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use midashi::action::ACTIONS;
use midashi::app::event::{Cause, Event, Mouse, MouseKind, Reloaded};
use midashi::app::moves::Moves;
use midashi::app::recent_note::RecentNote;
use midashi::app::update::update;
use midashi::app::{App, Size};
use midashi::config::key::{Key, KeySequence};
use midashi::config::keymap::Keymap;
use midashi::config::preset::Preset;
use midashi::outline::anchor::{Mapping, Text};
use midashi::vault::{Note, NoteId};
use midashi::view::{self, hyperlinks::Hyperlinks};
use ratatui::Terminal;

use crate::backend::AnchoringBackend;
use crate::driven::{KEYS, NOTE, TORTURE, answers, assert_rows, hostile_answer, opened};
use crate::notations::{FAMILIES, note};
use crate::own_sequences::assert_own;

/// The keys of every action, and others.
static ALL_KEYS: LazyLock<Vec<Vec<Key>>> = LazyLock::new(|| {
    let keymap = Keymap::of(Preset::default());
    let of_actions = ACTIONS.iter().flat_map(|info| keymap.keys_of(info.action)).cloned();
    let others = KEYS.iter().map(|key| KeySequence::parse(key).expect("these are keys"));
    of_actions.chain(others).map(|sequence| sequence.keys().to_vec()).collect()
});

const MOUSE: [MouseKind; 6] = [
    MouseKind::Click,
    MouseKind::DoubleClick,
    MouseKind::Drag,
    MouseKind::Release,
    MouseKind::WheelUp,
    MouseKind::WheelDown,
];

/// What is done in one run, at most; each step is drawn.
const STEPS: usize = 48;

/// The input is a note and, after a NUL, what is done with it: a byte of what, and the bytes that this takes.
pub fn run(data: &[u8]) {
    let mut parts = data.splitn(2, |&byte| byte == 0);
    let text = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let mut bytes = parts.next().unwrap_or_default().iter().copied();
    let mut byte = || bytes.next();
    let size = Size { columns: 80, lines: 24 };
    let which = byte().unwrap_or_default();
    let mut notes = vec![note(&text, FAMILIES.get(usize::from(which) % (FAMILIES.len() + 1)).copied())];
    if which & 0x80 != 0 {
        notes.extend(["", TORTURE].map(|text| note(text, None)));
    }
    let mut app = opened(notes, size);
    app.recent_notes = vec![RecentNote { path: TORTURE.into(), note: None }];
    let mut screen = Screen::new(size);
    screen.draw(&app);
    // Of several answers to one effect, all but the first come after the next event.
    let mut late = Vec::new();
    for _ in 0..STEPS {
        let Some(what) = byte() else { break };
        let mut next = Vec::new();
        for event in events(&app, &text, what, &mut byte) {
            for effect in update(&mut app, event) {
                let mut answers = answers(&app, &effect).into_iter().chain(hostile_answer(&effect));
                if let Some(event) = answers.next() {
                    update(&mut app, event);
                }
                next.extend(answers);
            }
        }
        for event in std::mem::replace(&mut late, next) {
            update(&mut app, event);
        }
        assert_rows(&app);
        screen.draw(&app);
    }
}

/// What happens, by a byte and those that follow it.
fn events(app: &App, text: &str, what: u8, byte: &mut impl FnMut() -> Option<u8>) -> Vec<Event> {
    let mut byte = || byte().unwrap_or_default();
    match what {
        0..0xE0 => {
            let keys = &ALL_KEYS[usize::from(what) % ALL_KEYS.len()];
            keys.iter().copied().map(Event::Key).collect()
        }
        0xE0..0xE8 => {
            let size = Size { columns: u16::from(byte() % 120) + 1, lines: u16::from(byte() % 50) + 1 };
            vec![Event::Resize(size)]
        }
        0xE8..0xF0 => {
            let kind = MOUSE[usize::from(byte()) % MOUSE.len()];
            vec![Event::Mouse(Mouse { kind, column: u16::from(byte()), line: u16::from(byte() % 64) })]
        }
        0xF0..0xF8 => {
            let from = text.char_indices().nth(usize::from(byte())).map_or(0, |(from, _)| from);
            vec![Event::Paste(text[from..].chars().take(usize::from(byte() % 16)).collect())]
        }
        0xF8..=0xFF => vec![edited(app, byte(), byte())],
    }
}

/// The first note loses some of its lines, or becomes another.
fn edited(app: &App, at: u8, count: u8) -> Event {
    let before: Arc<Note> = Arc::clone(app.vault.notes().next().expect("a note is open"));
    let lines: Vec<&str> = before.source.text().split_inclusive('\n').collect();
    let at = usize::from(at).min(lines.len());
    let end = (at + usize::from(count % 16)).min(lines.len());
    let text = match count {
        0xFF => NOTE.to_owned(),
        _ => lines[..at].iter().chain(&lines[end..]).copied().collect(),
    };
    let after = note(&text, FAMILIES.get(usize::from(count) % 8).copied());
    let mapping = Mapping::between(
        Text { source: &before.source, outline: &before.outline },
        Text { source: &after.source, outline: &after.outline },
    );
    let notes = app.vault.entries().map(Some).collect();
    let vault = Arc::new(app.vault.with([(NoteId(0), after)]));
    let moves = Moves::new(notes, [(NoteId(0), mapping)]);
    Event::Reloaded(Reloaded { vault, moves, cause: Cause::Noticed, news: Vec::new() })
}

/// What the terminal is sent.
#[derive(Clone, Default)]
struct Sent(Rc<RefCell<Vec<u8>>>);

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal that is drawn on as midashi's shell does.
struct Screen {
    terminal: Terminal<AnchoringBackend<Sent>>,
    hyperlinks: Rc<RefCell<Hyperlinks>>,
    sent: Sent,
}

impl Screen {
    fn new(size: Size) -> Self {
        let (sent, hyperlinks) = (Sent::default(), Rc::default());
        let size = ratatui::layout::Size::new(size.columns, size.lines);
        let backend = AnchoringBackend::new(sent.clone(), size, Rc::clone(&hyperlinks));
        Self { terminal: Terminal::new(backend).expect("nothing fails in memory"), hyperlinks, sent }
    }

    /// Draws a frame, and asserts that nothing of it is control that is not midashi's own.
    fn draw(&mut self, app: &App) {
        let size = ratatui::layout::Size::new(app.size.columns, app.size.lines);
        self.terminal.backend_mut().begin_frame(size, true).expect("nothing fails in memory");
        let frame = self.terminal.draw(|frame| {
            let mut hyperlinks = self.hyperlinks.borrow_mut();
            hyperlinks.clear();
            view::render(app, frame, Some(&mut hyperlinks));
        });
        frame.expect("nothing fails in memory");
        self.terminal.backend_mut().end_frame(true).expect("nothing fails in memory");
        assert_own(&std::mem::take(&mut *self.sent.0.borrow_mut()));
    }
}
