//! The notes that were read before, a choice among which opens one in the place of what is open.

use std::sync::Arc;

use super::effect::Effect;
use super::event::Opened;
use super::memory::restore;
use super::modes::menu::{Menu, MenuItem};
use super::overlay::{Outcome, Step};
use super::recent_note::RecentNote;
use super::{App, Mode, links};
use crate::action::Action;
use crate::vault::{NoteId, Place};

/// The keys of the notes that are offered, from the one that was read last; those of a list are not among them.
const KEYS: &str = "1234567890";
/// More are not offered.
const MOST: usize = 40;

/// Offers the notes that were read before, but for the one where the cursor is.
pub fn list(app: &mut App) {
    let current = Some(app.notes.cursor.note);
    let others = app.recent_notes.iter().filter(|recent| recent.note.is_none() || recent.note != current);
    let keys = KEYS.chars().map(Some).chain(std::iter::repeat(None));
    let items: Vec<MenuItem> = others.take(MOST).zip(keys).map(|(recent, key)| option(recent, key)).collect();
    if items.is_empty() {
        app.say(tr!("no other note is remembered"));
        return;
    }
    app.mode = Mode::Menu(Menu { title: tr_later!("recent notes"), hint: links::HINT, items, chosen: 0 });
}

fn option(recent: &RecentNote, key: Option<char>) -> MenuItem {
    let path = recent.path.text();
    let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    let then = match recent.note {
        Some(note) => Step::GoTo(Place { note, node: None }).into(),
        None => Outcome::from(Step::notify(tr!("opening {path}", path)))
            .then(Step::Effect(Effect::OpenNote { path: recent.path.clone() })),
    };
    MenuItem { key, text: name.to_owned(), aside: folder.to_owned(), then }
}

impl App {
    /// What is offered where there are no notes, if a key is bound to it.
    pub fn offer(&self) -> Option<String> {
        let keys = self.keymap.keys_of(Action::Toggle).first().filter(|_| self.has_no_notes())?;
        Some(tr!("{keys} takes a tour of midashi, in a note that teaches by being used.", keys))
    }
}

/// Asks for the tour to be opened.
pub fn ask_for_tour(app: &mut App) -> Vec<Effect> {
    app.say(tr!("opening the tour"));
    vec![Effect::OpenTour]
}

/// Shows a note in the place of what was open, as it was left. What the user has set, entered and chosen stays.
pub fn opened(app: &mut App, opened: Opened) {
    let Opened { vault, memory, recent } = opened;
    let new =
        App::new(vault, app.options.clone(), Arc::clone(&app.keymap), Arc::clone(&app.kept.theme), app.size);
    let before = std::mem::replace(app, new);
    app.themes = before.themes;
    app.follows = before.follows;
    app.kept = before.kept.of_other_notes();
    app.search = before.search.of_other_notes();
    // Answers to what was asked of the notes before are late ones.
    app.question_number = before.question_number + 1;
    app.command_number = before.command_number;
    app.running = before.running;
    app.recent_notes = recent;
    if let Some(memory) = memory {
        restore(app, NoteId(0), &memory, true);
    }
}
