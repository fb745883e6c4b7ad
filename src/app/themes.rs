//! The choice of a theme. The one that Enter would take is tried on: the screen has its styles until the choice is left.

use std::sync::Arc;

use super::kept::Keep;
use super::modes::menu::{Menu, MenuItem};
use super::overlay::{Outcome, Step};
use super::{App, Mode};
use crate::config::look::NamedTheme;

/// The keys of the themes, from the first; those of a list are not among them.
const KEYS: &str = "1234567890";

/// What the keys do in the choice.
const HINT: &str = tr_later!("j k move  Enter keep  Esc close");

/// Offers the themes, from the one that the screen has.
pub fn choose(app: &mut App) {
    let offered = Arc::clone(&app.themes);
    if offered.themes.len() < 2 {
        app.say(tr!("without colours there is one theme"));
        return;
    }
    if let Some(wrong) = &offered.wrong {
        app.complain(wrong.clone());
    }
    let keys = KEYS.chars().map(Some).chain(std::iter::repeat(None));
    let items = offered.themes.iter().zip(keys).map(|(theme, key)| option(theme, key)).collect();
    let chosen = offered.themes.iter().position(|offered| offered.theme == app.kept.theme).unwrap_or(0);
    app.open(Mode::Menu(Menu { title: tr_later!("theme"), hint: HINT, items, chosen }));
}

fn option(theme: &NamedTheme, key: Option<char>) -> MenuItem {
    let aside = if theme.lacks_colors { tr!("needs 256 colours").into_owned() } else { String::new() };
    let then = Outcome::from(Step::Keep(Keep::Theme(theme.clone())))
        .then(Step::notify(tr!("theme = \"{name}\" in config.toml keeps it", name = theme.name)));
    MenuItem { key, text: theme.name.clone(), aside, then }
}
