//! All notations that a note may be written in, and which one it is.

use std::sync::Arc;

use super::family::NAMES;
use super::{Family, Notation};
use crate::note::source::Source;

/// The notations that there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notations {
    /// The one that comes with midashi, as the user has changed it.
    bundled: Arc<Notation>,
    /// The user's own.
    own: Vec<Arc<Notation>>,
    /// The same, each for files whose names say that they are written in it.
    named: Vec<Arc<Notation>>,
    /// The one that all notes are written in, whatever their content says.
    only: Option<Arc<Notation>>,
}

impl Notations {
    /// The notation that comes with midashi, and `own`.
    pub fn new(bundled: Notation, own: impl IntoIterator<Item = Notation>) -> Self {
        let own: Vec<Notation> = own.into_iter().collect();
        let named = own.iter().map(|notation| Arc::new(notation.clone().only(Family::Bullets))).collect();
        let own = own.into_iter().map(Arc::new).collect();
        Self { bundled: Arc::new(bundled), own, named, only: None }
    }

    /// The names of all of them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let of_data = std::iter::once(&self.bundled).chain(&self.own).map(|notation| notation.name());
        of_data.chain(NAMES)
    }

    /// These for notes that are all written in the one called `name`; `None` if there is none.
    #[must_use]
    pub fn only(self, name: &str) -> Option<Self> {
        let of_data = self.own.iter().chain([&self.bundled]).find(|notation| notation.name() == name);
        let only = match of_data {
            Some(notation) => (**notation).clone().only(Family::Bullets),
            None => (*self.bundled).clone().only(name.parse().ok()?),
        };
        Some(Self { only: Some(Arc::new(only)), ..self })
    }

    /// The notation of the note at `path`. The ending of its file decides where a notation names it; then the notation whose
    /// markers are the most in its head, midashi's own before others. O(1) in the size of the note.
    pub fn of(&self, path: &str, source: &Source) -> Arc<Notation> {
        if let Some(only) = &self.only {
            return Arc::clone(only);
        }
        if let Some(named) = self.named.iter().find(|notation| notation.is_named_by(path)) {
            return Arc::clone(named);
        }
        let mut best = (&self.bundled, self.bundled.marked_lines(source));
        for notation in &self.own {
            let marked = notation.marked_lines(source);
            if marked > best.1 {
                best = (notation, marked);
            }
        }
        Arc::clone(best.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notations() -> Notations {
        let minutes =
            "name = \"minutes\"\nendings = [\"gijiroku\"]\n[[heading]]\nmarker = \"◎\"\nlevel = 1\n";
        let stars = "name = \"stars\"\n[[heading]]\nmarker = \"★\"\nlevel = 1\n[item]\nmarkers = [\"☆\"]\n";
        let own = [("minutes.toml", minutes), ("stars.toml", stars)]
            .map(|(file, text)| Notation::bundled().overridden(file, text).unwrap());
        Notations::new(Notation::bundled(), own)
    }

    #[test]
    fn the_notation_that_marks_the_most_lines_is_taken() {
        let cases = [
            ("n.txt", "■話\n・項目\n", "bullets"),
            ("n.txt", "◎話\n・項目\n", "minutes"),
            ("n.txt", "★話\n☆項目\n", "stars"),
            ("n.txt", "★話\n■話\n■話\n", "bullets"),
            ("n.txt", "何もない\n", "bullets"),
            ("n.gijiroku", "■話\n■話\n", "minutes"),
        ];
        for (path, text, expected) in cases {
            assert_eq!(notations().of(path, &Source::from_text(text)).name(), expected, "{path} {text}");
        }
    }

    #[test]
    fn notes_of_one_notation_share_it() {
        let (notations, source) = (notations(), Source::from_text("◎話\n"));
        for path in ["n.txt", "n.gijiroku"] {
            assert!(Arc::ptr_eq(&notations.of(path, &source), &notations.of(path, &source)), "{path}");
        }
    }

    #[test]
    fn a_notation_that_is_told_is_that_of_every_note() {
        let source = Source::from_text("★話\n# a\n## b\n");
        for name in notations().names() {
            let only = notations().only(name).unwrap().of("n.gijiroku", &source);
            assert_eq!(only.name_of(only.family_of("n.md", &source).family), name);
        }
        assert_eq!(notations().only("nothing"), None);
    }
}
