//! The jump: typing narrows to the best matches, Enter goes there; from what leads to several places, such as a speaker,
//! it goes to the list of these.
//!
//! Matching runs in the shell ([`Effect::Match`]); until its first answer arrives the last matches stay, and further ones
//! may follow it. Every edit raises `query_number`, and an answer to an older number is dropped.

pub mod parts;

use super::effect::Effect;
use super::event::{Matched, Mouse, MouseKind};
use super::input::{self, TextInput};
use super::layout::Layout;
use super::recent_jumps::is_same;
use super::scrolling::{Choice, steps};
use super::{App, Mode};
use crate::config::key::{Key, KeyCode};
use crate::find::{Match, Query, Scope};
use crate::vault::Place;
use parts::parts;

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
    /// Which match is chosen, and which is the first on screen.
    pub choice: Choice,
    /// Whether the answer to the present input is still to come.
    pub waiting: bool,
    /// What is to be done when the answer has come.
    pub on_answer: Option<OnAnswer>,
    /// The keys typed after an Enter that waits, which are meant for the place it leads to.
    pub typed_ahead: Vec<Key>,
    /// Of what the places are listed, if they are.
    pub list: Option<PlaceList>,
}

/// What was asked for before the matches of the input were known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnAnswer {
    /// Going to the best match.
    Go,
    /// Copying all of them.
    CopyAll,
}

/// The places that one match leads to, as a list of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceList {
    /// What leads there; untrusted.
    pub name: String,
    /// The places, in document order.
    pub places: Vec<Place>,
    /// What had been typed before, and the scope it had.
    outer: (TextInput, Scope),
}

impl Jump {
    /// The query that the input stands for.
    pub fn query(&self) -> Query {
        let among = self.list.as_ref().map(|list| list.places.clone());
        Query { among, ..Query::parse(self.input.text(), self.scope) }
    }

    /// The match that Enter goes to.
    pub fn chosen(&self) -> Option<&Match> {
        self.matches.get(self.choice.chosen)
    }
}

/// Opens the jump among the things of `scope`.
pub fn open(app: &mut App, scope: Scope) -> Vec<Effect> {
    app.mode = Mode::Jump(Jump {
        input: TextInput::default(),
        scope,
        matches: Vec::new(),
        total: 0,
        choice: Choice::default(),
        waiting: false,
        on_answer: None,
        typed_ahead: Vec::new(),
        list: None,
    });
    search(app)
}

/// Asks for the matches of what has been typed.
fn search(app: &mut App) -> Vec<Effect> {
    let Mode::Jump(jump) = &mut app.mode else {
        return Vec::new();
    };
    jump.choice = Choice::default();
    jump.on_answer = None;
    ask(app, LIMIT)
}

/// Asks again after the notes have changed: what was found before may not be there any more.
pub fn refresh(app: &mut App) -> Vec<Effect> {
    let Mode::Jump(jump) = &mut app.mode else { return Vec::new() };
    jump.matches.clear();
    if jump.list.is_some() {
        // The places listed may be others now: back to what led to them.
        return cancel(app);
    }
    // Whoever has pressed Enter waits for the answer, whatever it is an answer to.
    let on_answer = jump.on_answer;
    let effects = search(app);
    if let Mode::Jump(jump) = &mut app.mode {
        jump.on_answer = on_answer;
    }
    effects
}

/// Asks for the `limit` best matches of the input.
fn ask(app: &mut App, limit: usize) -> Vec<Effect> {
    let Mode::Jump(jump) = &mut app.mode else {
        return Vec::new();
    };
    app.query_number += 1;
    jump.waiting = true;
    vec![Effect::Match { query_number: app.query_number, query: jump.query(), limit }]
}

/// Takes an answer to the newest query; those to older ones are dropped. Returns what is to be done, and the keys that
/// were typed ahead of it, to be handled now.
#[must_use]
pub fn matched(app: &mut App, matched: Matched) -> (Vec<Effect>, Vec<Key>) {
    let nothing = (Vec::new(), Vec::new());
    let Mode::Jump(jump) = &mut app.mode else { return nothing };
    if matched.query_number != app.query_number {
        return nothing;
    }
    let query = jump.query();
    let is_empty = query.words.is_empty() && query.among.is_none();
    let ranked = if is_empty { app.recent_jumps.before(&query, matched.ranked) } else { matched.ranked };
    // Of a later answer to the same query the user may have chosen a match already.
    let chosen = jump.chosen().filter(|_| jump.choice.chosen > 0);
    let chosen = chosen.and_then(|chosen| ranked.matches.iter().position(|found| is_same(found, chosen)));
    jump.matches = ranked.matches;
    jump.total = ranked.total;
    jump.choice.chosen = chosen.unwrap_or(0);
    jump.waiting = !matched.is_complete;
    choose(app, 0);
    let Mode::Jump(jump) = &mut app.mode else { return nothing };
    match jump.on_answer {
        Some(OnAnswer::CopyAll) => (copy_all(app), Vec::new()),
        Some(OnAnswer::Go) if !jump.waiting => {
            let typed_ahead = std::mem::take(&mut jump.typed_ahead);
            (go(app), typed_ahead)
        }
        Some(OnAnswer::Go) | None => nothing,
    }
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
    let lines = parts(app.size, app.jump_preview).list_lines;
    let command = command(key, lines, jump.input.text().is_empty());
    if jump.on_answer == Some(OnAnswer::Go) && !matches!(command, Command::Cancel) {
        jump.typed_ahead.push(key);
        return Vec::new();
    }
    match command {
        Command::Cancel => return cancel(app),
        Command::Go => return go(app),
        Command::Copy => {
            let places = jump.chosen().map(|chosen| chosen.places().to_vec()).unwrap_or_default();
            return copy(app, places);
        }
        Command::CopyAll => return copy_all(app),
        Command::Choose(step) => choose(app, step),
        Command::Preview => {
            app.jump_preview = !app.jump_preview;
            choose(app, 0);
        }
        Command::Edit(edit) => {
            let before = jump.input.text().to_owned();
            edit(&mut jump.input);
            if jump.input.text() != before {
                return search(app);
            }
        }
        Command::Scope(forward) => {
            // What was typed to narrow the query gives way to what Tab says.
            jump.scope = jump.query().scope().moved(forward, app.vault.len() > 1);
            let words = Query::words_of(jump.input.text());
            if words.len() < jump.input.text().len() {
                jump.input.set(words.to_owned());
            }
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

/// Copies the subtrees of all matches, which may be more than are known yet.
fn copy_all(app: &mut App) -> Vec<Effect> {
    let Mode::Jump(jump) = &mut app.mode else { return Vec::new() };
    let are_known = !jump.waiting && jump.matches.len() >= jump.total;
    jump.on_answer = (!are_known).then_some(OnAnswer::CopyAll);
    if jump.waiting {
        return Vec::new();
    }
    if !are_known {
        return ask(app, usize::MAX);
    }
    let places = jump.matches.iter().flat_map(Match::places).copied().collect();
    copy(app, places)
}

/// Copies the subtrees of `places`, in document order and each once.
fn copy(app: &mut App, places: Vec<Place>) -> Vec<Effect> {
    if places.is_empty() {
        app.say(tr!("nothing to copy"));
        return Vec::new();
    }
    vec![Effect::Copy(app.excerpt(app.vault.outermost(places), app.options.copy_format))]
}

/// What a key means in the jump.
enum Command {
    Cancel,
    Go,
    Copy,
    CopyAll,
    Choose(i64),
    Preview,
    Scope(bool),
    Edit(fn(&mut TextInput)),
    Type(char),
    Nothing,
}

fn command(key: Key, lines: u16, is_empty: bool) -> Command {
    if let Some(c) = key.char() {
        return Command::Type(c);
    }
    if let Some(step) = steps(key, lines, is_empty) {
        return Command::Choose(step);
    }
    let named: [(bool, Command); 7] = [
        (key.is(KeyCode::Esc) || key.is_ctrl('c'), Command::Cancel),
        (key.is(KeyCode::Enter), Command::Go),
        (key.is_ctrl('y'), Command::Copy),
        (key.is_alt('y'), Command::CopyAll),
        (key.is_alt('p'), Command::Preview),
        (key.is(KeyCode::Tab), Command::Scope(true)),
        (key.is_shift(KeyCode::Tab), Command::Scope(false)),
    ];
    let named = named.into_iter().find_map(|(pressed, command)| pressed.then_some(command));
    named.or_else(|| input::edit(key).map(Command::Edit)).unwrap_or(Command::Nothing)
}

/// The wheel chooses, a click goes there, or puts the cursor into the input.
pub fn mouse(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    match mouse.kind {
        MouseKind::WheelUp => choose(app, -1),
        MouseKind::WheelDown => choose(app, 1),
        MouseKind::Click | MouseKind::DoubleClick => return click(app, mouse),
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}

fn click(app: &mut App, mouse: Mouse) -> Vec<Effect> {
    let parts = parts(app.size, app.jump_preview);
    let area = Layout::of(app.size).overlay;
    if !area.contains((mouse.column, mouse.line).into()) {
        app.mode = Mode::Browse;
        return Vec::new();
    }
    if let Mode::Jump(jump) = &mut app.mode
        && parts.field.contains(mouse.column, mouse.line)
    {
        parts.field.point(&mut jump.input, mouse.column, app.options.policy);
        return Vec::new();
    }
    let Mode::Jump(jump) = &app.mode else { return Vec::new() };
    let line = mouse.line.checked_sub(parts.list).filter(|&line| line < parts.list_lines);
    let hit = line.map(|line| jump.choice.first + usize::from(line)).filter(|&hit| hit < jump.matches.len());
    if let Some(hit) = hit
        && let Mode::Jump(jump) = &mut app.mode
    {
        jump.choice.chosen = hit;
        return go(app);
    }
    Vec::new()
}

/// Moves the choice, and the list with it.
fn choose(app: &mut App, step: i64) {
    let lines = parts(app.size, app.jump_preview).list_lines;
    let Mode::Jump(jump) = &mut app.mode else { return };
    jump.choice.step(step, jump.matches.len(), lines);
}

/// Goes to the chosen match, or to the list of its places, once the matches are those of the present input. Without one
/// the jump stays, so that the user sees why.
fn go(app: &mut App) -> Vec<Effect> {
    let Mode::Jump(jump) = &mut app.mode else { return Vec::new() };
    jump.on_answer = jump.waiting.then_some(OnAnswer::Go);
    if jump.waiting {
        return Vec::new();
    }
    let Some(chosen) = jump.chosen().cloned() else { return Vec::new() };
    if let [place] = chosen.places() {
        app.recent_jumps.add(&chosen);
        app.mode = Mode::Browse;
        app.jump_to(*place);
        return Vec::new();
    }
    jump.list = Some(PlaceList {
        name: chosen.text(&app.vault).to_owned(),
        places: chosen.places().to_vec(),
        outer: (std::mem::take(&mut jump.input), jump.scope),
    });
    jump.scope = Scope::All;
    search(app)
}

/// Back from a list of places to what was typed before it, else out of the jump.
fn cancel(app: &mut App) -> Vec<Effect> {
    let Mode::Jump(jump) = &mut app.mode else { return Vec::new() };
    let Some(list) = jump.list.take() else {
        app.mode = Mode::Browse;
        return Vec::new();
    };
    (jump.input, jump.scope) = list.outer;
    search(app)
}
