//! Setting and going to marks: `m` and a letter sets one, `'` and the letter goes there.

use super::modes::marking::Marking;
use super::modes::menu::{MARKS, Menu, MenuItem};
use super::overlay::{Outcome, Step};
use super::{App, Mode, row_text};
use crate::action::Action;
use crate::text::slice;
use crate::vault::Place;

/// The hint below the list of marks.
const HINT: &str = tr_later!("j k move  Enter go  Esc close");
/// The bytes of a place's text that the list shows.
const SHOWN: usize = 120;

/// Waits for the letter of a mark at the cursor.
pub fn ask(app: &mut App) {
    if app.index.shown().is_some() {
        app.say(tr!("marks are set in the notes"));
    } else if app.is_empty() {
        app.say(tr!("there is nothing here"));
    } else {
        app.open(Mode::Marking(Marking));
        app.say(tr!("a letter, a to z, marks this place"));
    }
}

/// Lists the marks: the letter of one goes there, a second `'` back to where the user jumped from.
pub fn list(app: &mut App) {
    let mut items: Vec<MenuItem> =
        app.kept.marks.iter().map(|(letter, place)| item(app, letter, place)).collect();
    let can_go_back = !app.history.is_empty();
    if can_go_back {
        items.push(MenuItem {
            key: Some('\''),
            text: tr!("where you jumped from").into_owned(),
            aside: String::new(),
            then: go_back(app),
        });
    }
    if items.is_empty() {
        app.say(tr!("no marks yet: m and a letter sets one"));
        return;
    }
    app.open(Mode::Menu(Menu { title: MARKS, hint: HINT, items, chosen: 0 }));
}

/// Leaves the index, where that is shown, for where the user jumped from.
fn go_back(app: &App) -> Outcome {
    let back = Step::Do(Action::Back, None);
    if app.index.shown().is_some() {
        Outcome::from(Step::Do(Action::Index, None)).then(back)
    } else {
        back.into()
    }
}

fn item(app: &App, letter: char, place: Place) -> MenuItem {
    let note = app.vault.note(place.note);
    let text = row_text::text(&app.vault, place);
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
    MenuItem {
        key: Some(letter),
        text: slice(text, 0..end).to_owned(),
        aside,
        then: Step::GoTo(place).into(),
    }
}
