//! Opening links: the one in the cursor's line, or one of several. Which may be opened the shell decides.

use super::effect::Effect;
use super::event::Followed;
use super::modes::menu::{Menu, MenuItem};
use super::overlay::{Outcome, Step};
use super::{App, Mode, row_text};
use crate::note::link::links_in;
use crate::outline::NodeId;
use crate::text::truncated;
use crate::vault::{NoteId, Place, Vault};

/// More links than this in a line are not offered: there are no more keys for them.
const MOST: usize = 35;
/// The bytes of a line that are looked through for links.
const LOOKED_THROUGH: usize = 1 << 20;
/// The keys of links.
const KEYS: &str = "123456789abcdefhilmnoprstuvwxyz";

/// What the keys do in the choice among them, and among notes.
pub(super) const HINT: &str = tr_later!("j k move  Enter open  Esc close");

/// Opens the link of the cursor's row, or asks which.
pub fn open(app: &mut App) -> Vec<Effect> {
    let (vault, place) = app.original(app.tree().cursor);
    let text = truncated(row_text::text(vault, place), LOOKED_THROUGH);
    let mut targets: Vec<String> = Vec::new();
    for (_, target) in links_in(text).take(MOST) {
        if !targets.iter().any(|known| known == target) {
            targets.push(target.to_owned());
        }
    }
    let note = if app.index.shown().is_some() { app.notes.cursor.note } else { place.note };
    match targets.as_slice() {
        [] => app.say(tr!("no link in this line")),
        [target] => return follow(app, note, target.clone()),
        _ => {
            let keys = KEYS.chars().map(Some).chain(std::iter::repeat(None));
            let items = targets.into_iter().zip(keys).map(|(target, key)| MenuItem {
                key,
                text: target.clone(),
                aside: String::new(),
                then: outcome(&app.vault, note, target),
            });
            let items = items.collect();
            app.open(Mode::Menu(Menu { title: tr_later!("links"), hint: HINT, items, chosen: 0 }));
        }
    }
    Vec::new()
}

/// Opens a link of `note`. A heading of the note itself is gone to.
fn follow(app: &mut App, note: NoteId, target: String) -> Vec<Effect> {
    let Some(heading) = target.strip_prefix('#') else { return vec![Effect::Open { note, target }] };
    match heading_of(&app.vault, note, heading) {
        Some(place) => app.jump_to(place),
        None => app.complain(no_heading(heading)),
    }
    Vec::new()
}

/// The outcome of choosing a link of `note`: as [`follow`], once the menu is closed.
fn outcome(vault: &Vault, note: NoteId, target: String) -> Outcome {
    let Some(heading) = target.strip_prefix('#') else {
        return Step::Effect(Effect::Open { note, target }).into();
    };
    match heading_of(vault, note, heading) {
        Some(place) => Step::GoTo(place).into(),
        None => Step::notify_error(no_heading(heading)).into(),
    }
}

fn no_heading(heading: &str) -> String {
    tr!("no heading {heading} in this note", heading)
}

/// Tells where a link led, or goes there.
pub fn followed(app: &mut App, followed: Followed) -> Vec<Effect> {
    match followed {
        Followed::Note { note, heading } => arrive(app, note, heading.as_deref()),
        Followed::Opened(name) => app.say(tr!("opened {name}", name)),
        Followed::NoDesktop(name) => app.say(tr!("nothing to open it with here: {name}", name)),
        Followed::Failed(why) => app.complain(why),
    }
    Vec::new()
}

/// Goes to a note that a link led to, and the heading in it that it named.
fn arrive(app: &mut App, note: NoteId, heading: Option<&str>) {
    // Other notes may have been opened since the link was followed.
    if !app.vault.ids().any(|known| known == note) {
        return;
    }
    let place = heading.and_then(|heading| heading_of(&app.vault, note, heading));
    let first = (app.vault.only_root() == Some(note)).then_some(NodeId(0));
    let whole = Place { note, node: first.filter(|_| !app.vault.note(note).outline.is_empty()) };
    app.jump_to(place.unwrap_or(whole));
}

/// The heading of `note` that a fragment names: its words, with `-` for spaces and without punctuation, as they are on the
/// web.
fn heading_of(vault: &Vault, note: NoteId, fragment: &str) -> Option<Place> {
    let bare = |text: &str| -> String {
        let words = text.chars().filter(|&c| c.is_alphanumeric() || c.is_whitespace() || "-_".contains(c));
        words.map(|c| if c.is_whitespace() { '-' } else { c }).flat_map(char::to_lowercase).collect()
    };
    let wanted = bare(fragment);
    let read = vault.note(note);
    let is_it = |id: &NodeId| read.outline.node(*id).kind().is_heading() && bare(read.text_of(*id)) == wanted;
    read.outline.ids().find(is_it).map(|id| Place { note, node: Some(id) })
}
