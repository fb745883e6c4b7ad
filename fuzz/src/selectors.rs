//! Selectors, which scripts write.

use midashi::select::{SelectError, Selector, breadcrumb};
use midashi::vault::Vault;

use crate::input;
use crate::notations::{FAMILIES, note};

/// Selects what the first line of the input says in the rest, which is a note in a notation that its last byte chooses.
pub fn run(data: &[u8]) {
    let (text, [family]) = input::text(data);
    let (typed, text) = input::first_line(&text);
    let Ok(selector) = Selector::parse(typed) else { return };
    selector.words();
    let family = FAMILIES.get(usize::from(family) % (FAMILIES.len() + 1)).copied();
    let vault = Vault::new(vec![note(text, family)]);
    match selector.resolve(&vault, None) {
        Ok(place) => {
            let outline = &vault.note(place.note).outline;
            assert!(place.node.is_none_or(|id| outline.get(id).is_some()), "{place:?}");
            breadcrumb(&vault, place);
        }
        Err(SelectError::Malformed(why)) => panic!("{selector:?} was parsed, and is malformed: {why}"),
        Err(error @ (SelectError::NoMatch(_) | SelectError::Nothing(_) | SelectError::Ambiguous(_))) => {
            assert!(!error.to_string().is_empty());
        }
    }
}
