//! Places that the user has named by a letter, as in vi: `m` and the letter sets a mark, `'` and the letter goes there.

use std::collections::BTreeMap;

use super::choice::{Choice, ChoiceOption, Outcome};
use super::effect::Effect;
use super::{App, Mode, row};
use crate::config::key::{Key, KeyCode};
use crate::text::slice;
use crate::vault::Place;

/// The title of the list of marks, in English.
pub(super) const TITLE: &str = tr_later!("marks");
/// What the keys do in it.
const HINT: &str = tr_later!("j k move  Enter go  Esc close");
/// The bytes of a place's words that the list shows.
const SHOWN: usize = 120;

/// The marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks(BTreeMap<char, Place>);

impl Marks {
    /// Sets the mark of a letter, in the place of an earlier one.
    pub fn set(&mut self, letter: char, place: Place) {
        self.0.insert(letter, place);
    }

    /// The marks by their letters.
    pub fn iter(&self) -> impl Iterator<Item = (char, Place)> {
        self.0.iter().map(|(&letter, &place)| (letter, place))
    }

    /// Replaces each place by what `now` says it is; marks of what is no more are forgotten.
    pub fn carry_over(&mut self, now: impl Fn(Place) -> Option<Place>) {
        self.0 = self.iter().filter_map(|(letter, place)| Some((letter, now(place)?))).collect();
    }
}

/// Waits for the letter of a mark at the cursor.
pub fn ask(app: &mut App) {
    if app.index.shown().is_some() {
        app.say(tr!("marks are set in the notes"));
    } else if app.is_empty() {
        app.say(tr!("there is nothing here"));
    } else {
        app.mode = Mode::Marking;
        app.say(tr!("a letter, a to z, marks this place"));
    }
}

/// The letter.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    app.mode = Mode::Browse;
    match key.char() {
        Some(letter @ 'a'..='z') => {
            app.marks.set(letter, app.notes.cursor);
            app.say(tr!("marked {letter}", letter));
        }
        Some(_) | None if key.is(KeyCode::Esc) || key.is_ctrl('c') => {}
        Some(_) | None => app.complain(tr!("not marked: marks are letters, a to z")),
    }
    Vec::new()
}

/// Lists the marks: the letter of one goes there, a second `'` back to where the user jumped from.
pub fn list(app: &mut App) {
    let mut options: Vec<ChoiceOption> =
        app.marks.iter().map(|(letter, place)| option(app, letter, place)).collect();
    let can_go_back = !app.history.is_empty();
    if can_go_back {
        options.push(ChoiceOption {
            key: Some('\''),
            text: tr!("where you jumped from").into_owned(),
            aside: String::new(),
            outcome: Outcome::GoBack,
        });
    }
    if options.is_empty() {
        app.say(tr!("no marks yet: m and a letter sets one"));
        return;
    }
    app.mode = Mode::Choice(Choice { title: TITLE, hint: HINT, options, chosen: 0 });
}

fn option(app: &App, letter: char, place: Place) -> ChoiceOption {
    let note = app.vault.note(place.note);
    let text = row::text(&app.vault, place);
    let mut end = text.len().min(SHOWN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line = place.node.map(|id| note.outline.node(id).line().number());
    let aside = match line {
        Some(line) if app.vault.len() > 1 => format!("{} {line}", note.shown_name()),
        Some(line) => line.to_string(),
        None => String::new(),
    };
    ChoiceOption {
        key: Some(letter),
        text: slice(text, 0..end).to_owned(),
        aside,
        outcome: Outcome::GoTo(place),
    }
}
