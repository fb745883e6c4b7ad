//! The texts of one language.

use std::collections::HashMap;

use super::super::diagnostic::Diagnostics;
use super::super::settings::{Document, Located};

/// The English texts, and what they are in another language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    texts: HashMap<String, String>,
}

impl Catalogue {
    /// Reads a file of texts: a TOML table whose keys are the English texts, and whose values what they are in the language;
    /// `file` is its name in messages. A text whose places for arguments are not those of the English one is an error: it
    /// would leave out what it is to say.
    pub fn read(file: &str, text: &str) -> Result<Self, Diagnostics> {
        let document = Document::parse(file, text);
        let mut texts = HashMap::new();
        for (english, translation) in document.root().text_entries() {
            // Texts reach the terminal, also by ways on which nothing is made harmless, as those of clap do.
            if translation.value.contains(|c: char| c.is_control() && c != '\n') {
                document.report(translation.span, tr!("a text has no control characters"), None);
                continue;
            }
            let missing: Vec<&str> = without(&english, &translation.value).collect();
            let unknown: Vec<&str> = without(&translation.value, &english).collect();
            if missing.is_empty() && unknown.is_empty() {
                texts.insert(english, translation.value);
            } else {
                report(&document, &translation, &missing, &unknown);
            }
        }
        document.finish().map(|()| Self { texts })
    }

    /// What `english` is in the language, if that is known.
    pub fn text(&self, english: &str) -> Option<&str> {
        self.texts.get(english).map(String::as_str)
    }

    /// The English texts that are known, in no order.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }
}

fn report(document: &Document<'_>, translation: &Located<String>, missing: &[&str], unknown: &[&str]) {
    let named = |names: &[&str]| names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" ");
    for name in missing {
        let message = tr!("{place} is missing", place = named(&[name]));
        document.report(translation.span.clone(), message, None);
    }
    if !unknown.is_empty() {
        let message = tr!("the English text has no {places}", places = named(unknown));
        document.report(translation.span.clone(), message, None);
    }
}

/// The names of arguments that have a place in `text` and none in `other`.
fn without<'t>(text: &'t str, other: &str) -> impl Iterator<Item = &'t str> {
    let others: Vec<&str> = places(other);
    places(text).into_iter().filter(move |name| !others.contains(name))
}

/// The names of the arguments that have a place in `text`.
fn places(text: &str) -> Vec<&str> {
    let mut places = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        if let Some(literal) = after.strip_prefix('{') {
            rest = literal;
            continue;
        }
        let Some((name, after)) = after.split_once('}') else { break };
        places.push(name);
        rest = after;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_the_english_ones() {
        let catalogue =
            Catalogue::read("ja.toml", "\"quit\" = \"終了\"\n\"marked {letter}\" = \"{letter}に印\"\n")
                .unwrap();
        assert_eq!(catalogue.text("quit"), Some("終了"));
        assert_eq!(catalogue.text("help"), None);
    }

    #[test]
    fn a_text_says_what_the_english_one_says() {
        let text = "\"at {line}\" = \"行\"\n\"quit\" = \"{name}\"\n\"{{a}} {b}\" = \"{b}\"\nnumber = 1\n\"c\" = \"\\u001b[5m\"\n";
        let errors = Catalogue::read("x.toml", text).unwrap_err().to_string();
        let expected = "x.toml:1:15: {line} is missing\n\
                        x.toml:2:10: the English text has no {name}\n\
                        x.toml:4:10: `number` must be a string, but is integer\n\
                        x.toml:5:7: a text has no control characters";
        assert_eq!(errors, expected);
    }
}
