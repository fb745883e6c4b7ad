//! The files that a user writes: settings, notations, themes, languages, readings. What is wrong in them is told with its line.

use midashi::config::Config;
use midashi::config::key::KeySequence;
use midashi::config::readings::UserReadings;
use midashi::config::theme::{OwnTheme, Themes};
use midashi::note::notation::{Family, Notation};
use midashi::note::source::Source;
use midashi::text::diagnostic::Diagnostics;
use midashi::text::language::{Catalogue, fill};
use midashi::vault::Note;

use crate::driven::{NOTE, TORTURE};
use crate::input;
use crate::notations::assert_outline;

/// Reads the input as the file that its last byte chooses.
pub fn run(data: &[u8]) {
    let (text, [kind]) = input::text(data);
    let told = match kind % 7 {
        0 => Config::read_beside("config.toml", &text, &["mine".to_owned()]).err(),
        1 => read_by(Notation::read("own.toml", &text)),
        2 => read_by(Notation::bundled().overridden("own.toml", &text)),
        3 => UserReadings::read("readings.toml", &text).err(),
        4 => themes(&text),
        5 => languages(&text),
        _ => {
            let typed = KeySequence::parse(&text);
            assert!(typed.is_err() || typed.is_ok_and(|sequence| !sequence.keys().is_empty()));
            None
        }
    };
    if let Some(errors) = told {
        assert_told(&errors, &text);
    }
}

/// A notation that can be read reads any note.
fn read_by(notation: Result<Notation, Diagnostics>) -> Option<Diagnostics> {
    match notation {
        Ok(notation) => {
            let notation = std::sync::Arc::new(notation.only(Family::Bullets));
            for text in [NOTE, TORTURE] {
                assert_outline(&Note::parse("note.txt", Source::from_text(text), notation.clone()));
            }
            None
        }
        Err(errors) => Some(errors),
    }
}

/// A text of a language that can be read says what the English one says, whatever that is given.
fn languages(text: &str) -> Option<Diagnostics> {
    let catalogue = match Catalogue::read("own.toml", text) {
        Ok(catalogue) => catalogue,
        Err(errors) => return Some(errors),
    };
    for english in catalogue.known() {
        let said = catalogue.text(english).expect("what is known has a text");
        assert!(!said.contains(|c: char| c.is_control() && c != '\n'), "{said:?}");
        fill(said, &[("name", &TORTURE), ("count", &1)]);
    }
    None
}

/// A theme that can be read can be printed as one to begin an own from, which looks the same.
fn themes(text: &str) -> Option<Diagnostics> {
    let own = |name: &str, text: &str| {
        let (name, text) = (name.to_owned(), text.to_owned());
        OwnTheme { file: format!("{name}.toml"), name, text }
    };
    let (themes, wrong) = Themes::with_own(&[own("mine", text)]);
    let errors = wrong.into_iter().next().map(|wrong| wrong.errors);
    if errors.is_none() {
        let printed = themes.toml("mine").expect("a theme that is read is there");
        let (again, wrong) = Themes::with_own(&[own("mine", text), own("other", &printed)]);
        assert!(wrong.is_empty(), "{wrong:?} in {printed}");
        assert_eq!(again.theme("other", None), again.theme("mine", None), "{printed}");
    }
    errors
}

/// Errors stand in the file, in its order.
fn assert_told(errors: &Diagnostics, text: &str) {
    assert!(!errors.0.is_empty() && errors.0.is_sorted_by_key(|error| error.position), "{errors}");
    let lines = text.split('\n').count();
    for error in &errors.0 {
        assert!((1..=lines).contains(&error.position.line) && error.position.column >= 1, "{error}");
        assert!(!error.message.is_empty());
    }
}
