//! The jump: typing narrows to the best matches, Enter goes there.
//!
//! Matching runs in the shell ([`Effect::Match`]); until its answer arrives the last matches stay. Every edit raises
//! `query_number`, and an answer to an older number is dropped.

use super::effect::Effect;
use super::event::{Matched, Mouse, MouseKind};
use super::input::TextInput;
use super::layout::Layout;
use super::{App, Mode, Size};
use crate::config::key::{Key, KeyCode};
use crate::find::{Match, Query, Scope};

/// How many matches are asked for: more than any screen shows, so that there is something to scroll through.
const LIMIT: usize = 500;

/// The jump as it is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    /// What has been typed.
    pub input: TextInput,
    /// What is looked for, as chosen by Tab; a prefix in the input overrules it.
    pub scope: Scope,
    /// The best matches, best first; of an earlier input while `waiting`.
    pub matches: Vec<Match>,
    /// How many matches there are in all.
    pub total: usize,
    /// Which match is chosen.
    pub chosen: usize,
    /// The first match on screen.
    pub first: usize,
    /// Whether the preview is shown.
    pub preview: bool,
    /// Whether the answer to the present input is still to come.
    pub waiting: bool,
    /// Whether Enter was typed before the answer came: it goes to the best match when it does.
    pub goes_on_answer: bool,
    /// The keys typed after such an Enter, which are meant for the place it leads to.
    pub typed_ahead: Vec<Key>,
}

impl Jump {
    /// The query that the input stands for.
    pub fn query(&self) -> Query {
        Query::parse(self.input.text(), self.scope)
    }

    /// The match that Enter goes to.
    pub fn chosen(&self) -> Option<&Match> {
        self.matches.get(self.chosen)
    }
}

/// The parts of the overlay, in lines of the screen within its border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The line of the input.
    pub input: u16,
    /// The line of the scopes, if it has room.
    pub scopes: Option<u16>,
    /// The first line of the list.
    pub list: u16,
    /// The lines of the list.
    pub list_lines: u16,
    /// The line of the rule above the preview, and the preview's lines below it.
    pub preview: Option<(u16, u16)>,
}

/// Where the parts of the overlay stand. On a small screen the scopes and then the preview give way to the list.
pub fn parts(size: Size, preview: bool) -> Parts {
    let area = Layout::of(size).overlay;
    let inner = area.height.saturating_sub(2);
    let input = area.y + u16::from(area.height > 2);
    let has_scopes = inner >= 4;
    let list = input + 1 + u16::from(has_scopes);
    let below_input = inner.saturating_sub(1 + u16::from(has_scopes));
    let preview_lines = if preview && below_input >= 9 { (below_input / 3).min(8) } else { 0 };
    let list_lines = below_input - if preview_lines > 0 { preview_lines + 1 } else { 0 };
    Parts {
        input,
        scopes: has_scopes.then_some(input + 1),
        list,
        list_lines,
        preview: (preview_lines > 0).then_some((list + list_lines, preview_lines)),
    }
}

/// Opens the jump.
pub fn open(app: &mut App) -> Vec<Effect> {
    app.mode = Mode::Jump(Jump {
        input: TextInput::default(),
        scope: Scope::All,
        matches: Vec::new(),
        total: 0,
        chosen: 0,
        first: 0,
        preview: true,
        waiting: false,
        goes_on_answer: false,
        typed_ahead: Vec::new(),
    });
    search(app)
}

/// Asks for the matches of what has been typed.
fn search(app: &mut App) -> Vec<Effect> {
    let Mode::Jump(jump) = &mut app.mode else {
        return Vec::new();
    };
    app.query_number += 1;
    jump.waiting = true;
    jump.goes_on_answer = false;
    vec![Effect::Match { query_number: app.query_number, query: jump.query(), limit: LIMIT }]
}

/// Takes the answer to the newest query; older ones are dropped. Returns the keys that were typed ahead of it, to be
/// handled now.
#[must_use]
pub fn matched(app: &mut App, matched: Matched) -> Vec<Key> {
    if let Mode::Jump(jump) = &mut app.mode
        && matched.query_number == app.query_number
    {
        jump.matches = matched.matches;
        jump.total = matched.total;
        jump.chosen = 0;
        jump.first = 0;
        jump.waiting = false;
        let typed_ahead = std::mem::take(&mut jump.typed_ahead);
        if jump.goes_on_answer {
            go(app);
        }
        return typed_ahead;
    }
    Vec::new()
}

/// Pasted text is typed into the input.
pub fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    let Mode::Jump(jump) = &mut app.mode else {
        return Vec::new();
    };
    jump.input.insert(text);
    search(app)
}

/// A key while jumping.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let Mode::Jump(jump) = &mut app.mode else {
        return Vec::new();
    };
    let command = command(key);
    if jump.goes_on_answer && !matches!(command, Command::Cancel) {
        jump.typed_ahead.push(key);
        return Vec::new();
    }
    match command {
        Command::Cancel => app.mode = Mode::Browse,
        Command::Go => go(app),
        Command::Copy => {
            let place = jump.chosen().map(|chosen| chosen.place);
            let format = app.options.copy_format;
            return place.map(|place| Effect::Copy { place, format }).into_iter().collect();
        }
        Command::Choose(step) => choose(app, step),
        Command::Page(direction) => {
            let page = i64::from(parts(app.size, jump.preview).list_lines.max(1));
            choose(app, direction * page);
        }
        Command::Preview => jump.preview = !jump.preview,
        Command::Edit(edit) => {
            let before = jump.input.text().to_owned();
            edit(&mut jump.input);
            if jump.input.text() != before {
                return search(app);
            }
        }
        Command::Scope(next) => {
            jump.scope = if next { jump.scope.next() } else { jump.scope.previous() };
            return search(app);
        }
        Command::Type(c) => {
            jump.input.insert(c.encode_utf8(&mut [0; 4]));
            return search(app);
        }
        Command::Nothing => {}
    }
    Vec::new()
}

/// What a key means in the jump.
enum Command {
    Cancel,
    Go,
    Copy,
    Choose(i64),
    Page(i64),
    Preview,
    Scope(bool),
    Edit(fn(&mut TextInput)),
    Type(char),
    Nothing,
}

fn command(key: Key) -> Command {
    if let Some(c) = key.char() {
        return Command::Type(c);
    }
    let named: [(bool, Command); 21] = [
        (key.is(KeyCode::Esc) || key.is_ctrl('c'), Command::Cancel),
        (key.is(KeyCode::Enter), Command::Go),
        (key.is_ctrl('y'), Command::Copy),
        (key.is(KeyCode::Down) || key.is_ctrl('n'), Command::Choose(1)),
        (key.is(KeyCode::Up) || key.is_ctrl('p'), Command::Choose(-1)),
        (key.is(KeyCode::PageDown), Command::Page(1)),
        (key.is(KeyCode::PageUp), Command::Page(-1)),
        (key.is_alt('p'), Command::Preview),
        (key.is(KeyCode::Tab), Command::Scope(true)),
        (key.is_shift(KeyCode::Tab), Command::Scope(false)),
        (key.is_ctrl('u'), Command::Edit(TextInput::delete_to_start)),
        (key.is_ctrl('w'), Command::Edit(TextInput::delete_word)),
        (key.is(KeyCode::Backspace), Command::Edit(TextInput::delete_back)),
        (key.is(KeyCode::Delete) || key.is_ctrl('d'), Command::Edit(TextInput::delete_forward)),
        (key.is(KeyCode::Left), Command::Edit(TextInput::left)),
        (key.is(KeyCode::Right), Command::Edit(TextInput::right)),
        (key.is_ctrl('b'), Command::Edit(TextInput::left)),
        (key.is_ctrl('f'), Command::Edit(TextInput::right)),
        (key.is(KeyCode::Home) || key.is_ctrl('a'), Command::Edit(TextInput::start)),
        (key.is(KeyCode::End) || key.is_ctrl('e'), Command::Edit(TextInput::end)),
        (true, Command::Nothing),
    ];
    named.into_iter().find_map(|(pressed, command)| pressed.then_some(command)).unwrap_or(Command::Nothing)
}

/// The wheel chooses, a click goes there.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    match mouse.kind {
        MouseKind::WheelUp => choose(app, -1),
        MouseKind::WheelDown => choose(app, 1),
        MouseKind::Click => click(app, mouse),
    }
    Vec::new()
}

fn click(app: &mut App, mouse: Mouse) {
    let Mode::Jump(jump) = &app.mode else { return };
    let parts = parts(app.size, jump.preview);
    let area = Layout::of(app.size).overlay;
    if !area.contains((mouse.column, mouse.line).into()) {
        app.mode = Mode::Browse;
        return;
    }
    let line = mouse.line.checked_sub(parts.list).filter(|&line| line < parts.list_lines);
    let hit = line.map(|line| jump.first + usize::from(line)).filter(|&hit| hit < jump.matches.len());
    if let Some(hit) = hit
        && let Mode::Jump(jump) = &mut app.mode
    {
        jump.chosen = hit;
        go(app);
    }
}

/// Moves the choice, and the list with it.
fn choose(app: &mut App, step: i64) {
    let Mode::Jump(jump) = &app.mode else { return };
    let lines = usize::from(parts(app.size, jump.preview).list_lines.max(1));
    let Mode::Jump(jump) = &mut app.mode else { return };
    let last = jump.matches.len().saturating_sub(1);
    let distance = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
    jump.chosen =
        if step < 0 { jump.chosen.saturating_sub(distance) } else { (jump.chosen + distance).min(last) };
    jump.first = jump.first.clamp((jump.chosen + 1).saturating_sub(lines), jump.chosen);
}

/// Goes to the chosen match, once the matches are those of the present input. Without one the jump stays, so that the
/// user sees why.
fn go(app: &mut App) {
    let Mode::Jump(jump) = &mut app.mode else { return };
    jump.goes_on_answer = jump.waiting;
    if jump.waiting {
        return;
    }
    if let Some(place) = jump.chosen().map(|chosen| chosen.place) {
        app.mode = Mode::Browse;
        app.jump_to(place);
    }
}
