//! The commented default config file, in the language that midashi speaks.
//!
//! The file is an asset in English. Its settings are for a program, and stay; the paragraphs that explain them are texts as those
//! in the code are, each looked up as one line.

use crate::text::language::{find, is_english};
use crate::text::slice;
use crate::text::width::{Cells, WidthPolicy};
use crate::text::wrap::{Measure, wrap};

/// The file in English: uncommented, it says what holds anyway.
pub const ENGLISH: &str = include_str!("../../assets/config.toml");

/// What stands before an explanation.
const COMMENT: &str = "# ";

/// The cells of an explanation's line, without its `# `.
const COLUMNS: Cells = Cells(110);

/// A part of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part<'f> {
    /// A line that stays as it is: a setting, an example, an empty one.
    Line(&'f str),
    /// An explanation, its lines joined to one.
    Paragraph(String),
}

/// The file in the chosen language. What is not in the catalogue is explained in English.
pub fn default_file() -> String {
    if is_english() { ENGLISH.to_owned() } else { told_by(find) }
}

/// The explanations, as they are looked up in the catalogue.
pub fn explanations() -> Vec<String> {
    let only_paragraph = |part| match part {
        Part::Line(_) => None,
        Part::Paragraph(text) => Some(text),
    };
    parts(ENGLISH).into_iter().filter_map(only_paragraph).collect()
}

/// The file with each explanation as `told` tells it.
fn told_by<'t>(told: impl Fn(&str) -> Option<&'t str>) -> String {
    let mut file = String::new();
    for part in parts(ENGLISH) {
        match part {
            Part::Line(line) => push_line(&mut file, "", line),
            Part::Paragraph(english) => {
                let text = told(&english).unwrap_or(&english);
                for line in wrap(text, Measure::new(COLUMNS), WidthPolicy::default()) {
                    push_line(&mut file, COMMENT, slice(text, line.visible()));
                }
            }
        }
    }
    file
}

fn push_line(file: &mut String, before: &str, line: &str) {
    file.push_str(before);
    file.push_str(line);
    file.push('\n');
}

fn parts(file: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for line in file.lines() {
        match (explanation(line), parts.last_mut()) {
            (None, _) => parts.push(Part::Line(line)),
            (Some(more), Some(Part::Paragraph(text))) => {
                text.push(' ');
                text.push_str(more);
            }
            (Some(text), _) => parts.push(Part::Paragraph(text.to_owned())),
        }
    }
    parts
}

/// The words of a line that explains; none in settings, and in examples, which are indented.
fn explanation(line: &str) -> Option<&str> {
    let words = line.strip_prefix(COMMENT)?;
    let is_in_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_setting = words.split_once(" = ").is_some_and(|(name, _)| name.chars().all(is_in_name));
    (!words.starts_with([' ', '[']) && !is_setting).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::text::language::{Catalogue, bundled_file};

    fn lines(file: &str) -> Vec<&str> {
        file.lines().filter(|line| explanation(line).is_none()).collect()
    }

    #[test]
    fn every_language_has_the_same_settings() {
        let japanese = Catalogue::read("ja", bundled_file("ja").unwrap()).unwrap();
        let file = told_by(|english| japanese.text(english));
        assert_eq!(lines(&file), lines(ENGLISH));
        assert_eq!(Config::read("config.toml", &file), Ok(Config::default()));
        let words = file.lines().filter_map(explanation);
        let english: Vec<&str> = words.filter(|words| words.is_ascii()).collect();
        assert!(english.is_empty(), "{english:?}");
    }

    #[test]
    fn explanations_are_told_apart_from_settings_and_examples() {
        let file = "# One\n# two.\n#     x = 1\n# three\n# a-b = 1\n## c = []\n# [keys]\n\n# four\n";
        let paragraph = |text: &str| Part::Paragraph(text.to_owned());
        let expected = [
            paragraph("One two."),
            Part::Line("#     x = 1"),
            paragraph("three"),
            Part::Line("# a-b = 1"),
            Part::Line("## c = []"),
            Part::Line("# [keys]"),
            Part::Line(""),
            paragraph("four"),
        ];
        assert_eq!(parts(file), expected);
    }

    #[test]
    fn in_other_words_the_file_stays_one() {
        let file = told_by(|_| Some("長い説明。".repeat(40).leak()));
        assert_eq!(lines(&file), lines(ENGLISH));
        assert!(file.lines().filter_map(explanation).all(|words| words.chars().count() <= 55));
    }
}
