//! Typing what to search for, in the status line: the first match from the cursor on is shown at once, Enter stays
//! there, Esc goes back to where the user was.
//!
//! After Enter the input waits for the match to be known: keys typed meanwhile are meant for the tree.

use super::parts::parts;
use super::target::Goal;
use super::{KEPT, Origin, begin, clear, filter, is_elsewhere, show};
use crate::app::effect::Effect;
use crate::app::event::{Mouse, MouseKind};
use crate::app::history::Standing;
use crate::app::input::{self, TextInput};
use crate::app::{App, Mode, row};
use crate::config::key::{Key, KeyCode};
use crate::find::text::{TextQuery, words};

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchInput {
    /// What has been typed.
    pub input: TextInput,
    /// Whether it is a regular expression.
    pub is_regex: bool,
    /// Whether only the matches are to be left, once it is entered.
    pub filters: bool,
    /// What is to be said of the way to the match.
    pub wrapped: Option<&'static str>,
    /// Why it cannot be searched for.
    pub error: Option<String>,
    /// The words of the cursor's row, of which one is searched for; with `*`.
    pub words: Vec<String>,
    /// Which of them it is.
    pub word: usize,
    /// The keys typed since it was entered; `None` while it is being typed.
    typed_ahead: Option<Vec<Key>>,
    /// Where among the earlier searches the user is, counted from the newest, and what had been typed before going there.
    recalled: Option<(usize, TextQuery)>,
}

impl SearchInput {
    /// Whether it is still being typed.
    pub fn is_typing(&self) -> bool {
        self.typed_ahead.is_none()
    }

    fn query(&self) -> TextQuery {
        TextQuery { text: self.input.text().to_owned(), is_regex: self.is_regex }
    }

    fn set(&mut self, query: TextQuery) {
        self.input.set(query.text);
        self.is_regex = query.is_regex;
    }
}

/// `/`: asks what to search for; to filter by it, or to filter again by another.
pub fn open(app: &mut App, filters: bool) -> Vec<Effect> {
    if is_elsewhere(app) {
        return Vec::new();
    }
    let was_filtered = app.notes.is_filtered;
    remember(app);
    app.mode = Mode::Search(SearchInput { filters: filters || was_filtered, ..SearchInput::default() });
    Vec::new()
}

/// `*`: asks which word of the row to search for, beginning with the one that tells most.
pub fn open_with_word(app: &mut App) -> Vec<Effect> {
    if is_elsewhere(app) {
        return Vec::new();
    }
    let words: Vec<String> =
        words::words(row::text(&app.vault, app.notes.cursor)).into_iter().map(str::to_owned).collect();
    if words.is_empty() {
        app.say(tr!("there is no word here"));
        return Vec::new();
    }
    remember(app);
    app.mode = Mode::Search(SearchInput { words, ..SearchInput::default() });
    choose_word(app, 0)
}

/// Searches for `query` at once, as if it had been typed and entered.
pub(super) fn enter(app: &mut App, query: TextQuery, goal: Goal) -> Vec<Effect> {
    remember(app);
    let mut input = SearchInput { typed_ahead: Some(Vec::new()), ..SearchInput::default() };
    input.set(query.clone());
    app.mode = Mode::Search(input);
    // What was entered once is no error.
    let effects = begin(app, query, goal.from).unwrap_or_default();
    app.search.goal = Some(goal);
    effects
}

/// Puts aside where the user is, and what was searched for.
fn remember(app: &mut App) {
    let was_filtered = app.notes.is_filtered;
    if was_filtered {
        filter::leave(app);
    }
    app.search.unfolded = None;
    app.search.origin = Some(Origin {
        cursor: app.notes.cursor,
        viewport: app.notes.viewport,
        current: app.search.current.take(),
        matches: std::mem::take(&mut app.notes.matches),
        was_filtered,
    });
    clear(app);
}

/// Goes back to where the user was before typing.
fn go_back(app: &mut App) {
    show::fold_back(app);
    if let Some(origin) = &app.search.origin {
        (app.notes.cursor, app.notes.viewport) = (origin.cursor, origin.viewport);
    }
    app.settle();
}

/// Searches for what has been typed.
fn search(app: &mut App) -> Vec<Effect> {
    go_back(app);
    let Mode::Search(input) = &mut app.mode else { return Vec::new() };
    let query = input.query();
    let from = app.notes.cursor;
    // The row itself has the word.
    let includes_from = input.words.is_empty();
    let (effects, error) = match begin(app, query, from) {
        Ok(effects) => (effects, None),
        Err(error) => (Vec::new(), Some(error.to_string())),
    };
    if let Mode::Search(input) = &mut app.mode {
        input.wrapped = None;
        input.error = error;
    }
    if !effects.is_empty() {
        app.search.goal = Some(Goal { from, includes_from, forward: true, times: 1 });
    }
    effects
}

/// Pasted text is typed, as one line.
pub fn paste(app: &mut App, text: &str) -> Vec<Effect> {
    let Mode::Search(input) = &mut app.mode else { return Vec::new() };
    if !input.is_typing() {
        return Vec::new();
    }
    input.input.insert(&text.lines().collect::<Vec<_>>().join(" "));
    search(app)
}

/// A click puts the cursor into the input.
pub fn mouse(app: &mut App, mouse: Mouse) {
    let Mode::Search(input) = &app.mode else { return };
    let field = parts(app, input).field;
    let policy = app.options.policy;
    if matches!(mouse.kind, MouseKind::Click | MouseKind::DoubleClick)
        && field.contains(mouse.column, mouse.line)
        && let Mode::Search(input) = &mut app.mode
        && input.is_typing()
    {
        field.point(&mut input.input, mouse.column, policy);
    }
}

/// A key while typing.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let Mode::Search(input) = &mut app.mode else { return Vec::new() };
    if key.is(KeyCode::Esc) || key.is_ctrl('c') {
        return cancel(app);
    }
    if let Some(typed_ahead) = &mut input.typed_ahead {
        typed_ahead.push(key);
        return Vec::new();
    }
    let before = input.query();
    if key.is(KeyCode::Enter) {
        return entered(app);
    } else if let Some(c) = key.char() {
        input.input.insert(c.encode_utf8(&mut [0; 4]));
    } else if key.is_alt('r') {
        input.is_regex = !input.is_regex;
    } else if key.is(KeyCode::Tab) {
        return choose_word(app, 1);
    } else if key.is_shift(KeyCode::Tab) {
        return choose_word(app, -1);
    } else if key.is(KeyCode::Up) || key.is_ctrl('p') {
        recall(app, 1);
    } else if key.is(KeyCode::Down) || key.is_ctrl('n') {
        recall(app, -1);
    } else if let Some(edit) = input::edit(key) {
        edit(&mut input.input);
    }
    let Mode::Search(input) = &app.mode else { return Vec::new() };
    if input.query() == before { Vec::new() } else { search(app) }
}

/// Takes the word `step` further among those of the row.
fn choose_word(app: &mut App, step: isize) -> Vec<Effect> {
    let Mode::Search(input) = &mut app.mode else { return Vec::new() };
    let count = input.words.len();
    let chosen =
        input.word.checked_add_signed(step).map_or(count.saturating_sub(1), |word| word % count.max(1));
    let Some(word) = input.words.get(chosen) else { return Vec::new() };
    input.word = chosen;
    input.input.set(word.clone());
    search(app)
}

/// Goes `step` searches back among the earlier ones, or forward if negative.
fn recall(app: &mut App, step: isize) {
    let Mode::Search(input) = &mut app.mode else { return };
    let entered = &app.search.entered;
    let present = input.recalled.as_ref().map_or(0, |(index, _)| index + 1);
    let Some(wanted) = present.checked_add_signed(step).filter(|&wanted| wanted <= entered.len()) else {
        return;
    };
    let typed = input.recalled.take().map_or_else(|| input.query(), |(_, typed)| typed);
    match wanted.checked_sub(1) {
        Some(index) => {
            if let Some(query) = entered.iter().rev().nth(index) {
                input.set(query.clone());
            }
            input.recalled = Some((index, typed));
        }
        None => input.set(typed),
    }
}

/// `Esc`: back to where the user was, and to what was searched for.
fn cancel(app: &mut App) -> Vec<Effect> {
    app.mode = Mode::Browse;
    go_back(app);
    clear(app);
    let Some(origin) = app.search.origin.take() else { return Vec::new() };
    let is_complete = origin.current.as_ref().is_none_or(|search| search.is_complete);
    app.search.current = origin.current;
    app.notes.matches = origin.matches;
    if origin.was_filtered {
        filter::enter(app);
    }
    if is_complete {
        return Vec::new();
    }
    // Its search was given up for the one that was being typed.
    let again = app.search.current.take();
    again.and_then(|search| begin(app, search.query, search.from).ok()).unwrap_or_default()
}

/// Enter: stays at the match, as soon as it is known. With nothing typed the last search is repeated.
fn entered(app: &mut App) -> Vec<Effect> {
    let Mode::Search(input) = &mut app.mode else { return Vec::new() };
    if input.error.is_some() {
        return Vec::new();
    }
    if input.input.text().is_empty() {
        let filters = input.filters;
        let Some(query) = app.search.entered.last().cloned() else { return cancel(app) };
        if let Mode::Search(input) = &mut app.mode {
            input.set(query);
            input.typed_ahead = Some(Vec::new());
        }
        let effects = search(app);
        if let Some(goal) = &mut app.search.goal {
            goal.includes_from = filters;
        }
        return effects;
    }
    input.typed_ahead = Some(Vec::new());
    if app.search.goal.is_none() {
        // Nothing was typed ahead of this very key.
        drop(answered(app));
    }
    Vec::new()
}

/// Says that the search went past an end of the notes: beside what is being typed, and when that is entered.
pub(super) fn say_wrapped(app: &mut App, words: &'static str) {
    match &mut app.mode {
        Mode::Search(input) => input.wrapped = Some(words),
        Mode::Browse
        | Mode::Indexing(_)
        | Mode::Jump(_)
        | Mode::Menu(_)
        | Mode::Marking(_)
        | Mode::Palette(_)
        | Mode::Prompt(_)
        | Mode::Output(_)
        | Mode::Help(_) => app.say(words),
    }
}

/// The match that is shown is the one to go to: an input that was entered ends. Returns what was typed ahead.
pub(super) fn answered(app: &mut App) -> Vec<Key> {
    let Mode::Search(input) = &mut app.mode else { return Vec::new() };
    let Some(typed_ahead) = input.typed_ahead.take() else { return Vec::new() };
    let (query, filters, wrapped) = (input.query(), input.filters, input.wrapped);
    app.mode = Mode::Browse;
    if let Some(origin) = app.search.origin.take()
        && origin.cursor != app.notes.cursor
    {
        app.history.leave(Standing { place: origin.cursor, ..app.standing() });
    }
    app.search.entered.retain(|known| *known != query);
    app.search.entered.push(query);
    if app.search.entered.len() > KEPT {
        app.search.entered.remove(0);
    }
    if let Some(wrapped) = wrapped {
        app.say(wrapped);
    }
    if app.in_sight().is_empty() {
        super::say_nothing_is_found(app);
        clear(app);
    } else if filters {
        filter::enter(app);
    }
    typed_ahead
}
