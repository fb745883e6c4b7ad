//! The language that midashi speaks to its user in.
//!
//! A text stands in the code in English, where it is said, and that English is its name: `tr!` looks it up in the
//! [`Catalogue`] of the chosen language, and says it in English where there is none or none is chosen. A language is one TOML
//! file, `assets/languages/NAME.toml` or one of the user's own; `tests/it/languages.rs` holds the bundled ones to the
//! code: each text is there, none is there in vain, and each says all that the English one says.
//!
//! The language is chosen once, before anything is said, for the whole process: errors far down are said by their `Display`,
//! which nobody hands a language. What is for scripts (JSON, names of settings, actions and kinds) is in no language.
//!
//! Why no crate: those for Fluent and gettext name the arguments of a text at run time, so that a mistake in one shows when
//! it is said; here the compiler checks the English, and a test all others. A text has two forms at most, for one and for
//! several (`tr_count!`), which is what the languages at hand need.

#[macro_use]
mod macros;

mod catalogue;
mod locale;
pub mod system;

pub use catalogue::Catalogue;
pub use locale::of_locale;

use std::borrow::Cow;
use std::fmt::Display;
use std::sync::OnceLock;

/// The name of the language that the code is written in.
pub const ENGLISH: &str = "en";

/// The languages that midashi brings along beside English, each with its file.
const BUNDLED: [(&str, &str); 1] = [("ja", include_str!("../../../assets/languages/ja.toml"))];

/// The chosen language and its catalogue; none for English.
static CHOSEN: OnceLock<(String, Catalogue)> = OnceLock::new();

/// The names of the languages that midashi brings along.
pub fn bundled_names() -> impl Iterator<Item = &'static str> {
    std::iter::once(ENGLISH).chain(BUNDLED.iter().map(|(name, _)| *name))
}

/// The file of a language that midashi brings along, but for English, which is in the code.
pub fn bundled_file(name: &str) -> Option<&'static str> {
    BUNDLED.iter().find(|(known, _)| *known == name).map(|(_, file)| *file)
}

/// Speaks the language `name` by `catalogue` from now on. The first choice stands: what was said already was said in it.
pub fn choose(name: &str, catalogue: Catalogue) {
    let _ = CHOSEN.set((name.to_owned(), catalogue));
}

/// The name of the language that is spoken.
pub fn chosen() -> &'static str {
    CHOSEN.get().map_or(ENGLISH, |(name, _)| name)
}

/// Whether midashi speaks English.
pub fn is_english() -> bool {
    CHOSEN.get().is_none()
}

/// `english` in the chosen language, as it stands in the catalogue, with the places for its arguments.
pub fn find(english: &str) -> Option<&'static str> {
    CHOSEN.get()?.1.text(english)
}

/// `english`, which has no arguments, in the chosen language. For texts of tables, which `tr_later!` marks; others are
/// said by `tr!`.
pub fn translated(english: &'static str) -> &'static str {
    find(english).unwrap_or(english)
}

/// `template` with each `{name}` replaced by the argument of that name; `{{` and `}}` are braces.
pub fn fill(template: &str, arguments: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, brace, after)) = split_at_brace(rest) {
        filled.push_str(before);
        rest = after;
        if rest.starts_with(brace) {
            filled.push(brace);
            rest = rest.strip_prefix(brace).unwrap_or_default();
            continue;
        }
        if brace == '}' {
            continue;
        }
        let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
        if let Some((_, argument)) = arguments.iter().find(|(known, _)| *known == name) {
            filled.push_str(&argument.to_string());
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What stands before the first brace of `text`, the brace, and what stands behind it.
fn split_at_brace(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find(['{', '}'])?;
    let (before, from) = text.split_at_checked(at)?;
    let brace = from.chars().next()?;
    Some((before, brace, from.strip_prefix(brace)?))
}

/// What `tr!` of a text without arguments makes.
pub fn plain(english: &'static str) -> Cow<'static, str> {
    Cow::Borrowed(translated(english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_take_their_places() {
        let filled = |template| fill(template, &[("name", &"見出し"), ("count", &3)]);
        assert_eq!(filled("{name}: {count}件"), "見出し: 3件");
        assert_eq!(filled("{count} of {count} {{name}}"), "3 of 3 {name}");
        assert_eq!(filled("nothing"), "nothing");
        assert_eq!(filled("} {"), " ");
    }

    #[test]
    fn what_is_put_in_is_not_looked_at_again() {
        assert_eq!(fill("{name}!", &[("name", &"{name}")]), "{name}!");
    }

    #[test]
    fn without_a_choice_it_is_english() {
        let path = "a.txt";
        assert_eq!(tr!("opening {path}", path), "opening a.txt");
        assert_eq!(tr!("opening {path}", path = path.len()), "opening 5");
        assert_eq!(tr!("quit"), "quit");
        let matches = |total: usize| tr_count!(total, "1 match" | "{total} matches", total);
        assert_eq!((matches(1), matches(2)), ("1 match".to_owned(), "2 matches".to_owned()));
    }
}
