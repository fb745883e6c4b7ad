//! Places that the user has named by a letter, as in vi: `m` and the letter sets a mark, `'` and the letter goes there.

use std::collections::BTreeMap;

use super::modes::marking::Marking;
use super::modes::menu::{MARKS, Menu, MenuItem};
use super::overlay::Step;
use super::{App, Mode, row};
use crate::text::slice;
use crate::vault::Place;

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
        app.mode = Mode::Marking(Marking);
        app.say(tr!("a letter, a to z, marks this place"));
    }
}

/// Lists the marks: the letter of one goes there, a second `'` back to where the user jumped from.
pub fn list(app: &mut App) {
    let mut items: Vec<MenuItem> =
        app.marks.iter().map(|(letter, place)| option(app, letter, place)).collect();
    let can_go_back = !app.history.is_empty();
    if can_go_back {
        items.push(MenuItem {
            key: Some('\''),
            text: tr!("where you jumped from").into_owned(),
            aside: String::new(),
            then: Step::Back,
        });
    }
    if items.is_empty() {
        app.say(tr!("no marks yet: m and a letter sets one"));
        return;
    }
    app.mode = Mode::Menu(Menu { title: MARKS, hint: HINT, items, chosen: 0 });
}

fn option(app: &App, letter: char, place: Place) -> MenuItem {
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
    MenuItem { key: Some(letter), text: slice(text, 0..end).to_owned(), aside, then: Step::GoTo(place) }
}
