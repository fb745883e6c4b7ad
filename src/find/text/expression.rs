//! A regular expression to be found, in a text as it is, or where that does not have it, in the text folded.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::{FoldedText, PatternError};
use crate::text::fold::folded;
use crate::text::language::translated;

/// The bytes that a compiled expression, and what is remembered while it is looked for, may take.
const SIZE_LIMIT: usize = 1 << 20;
const CACHE_LIMIT: usize = 1 << 21;

/// The bytes of a text that is not folded as a whole any more, which takes some times as many.
const MOST_FOLDED: usize = 1 << 22;

/// An expression.
#[derive(Debug)]
pub(super) struct Expression {
    as_typed: Regex,
    /// The same for folded texts; `None` where folding makes no expression of it.
    folded: Option<Regex>,
}

impl Expression {
    /// The expression that was typed. It ignores case, unless it has capitals.
    pub(super) fn new(typed: &str) -> Result<Self, PatternError> {
        let ignores_case = !has_capitals(typed);
        let as_typed = compiled(typed, ignores_case).map_err(|error| told(&error))?;
        Ok(Self { as_typed, folded: compiled(&folded_expression(typed), ignores_case).ok() })
    }

    /// Whether `text` has it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        has_some(&self.as_typed, text)
            || self
                .in_folded(text)
                .is_some_and(|(regex, text)| has_some(regex, &text.chars.iter().collect::<String>()))
    }

    /// The first bytes of `text` that it covers.
    pub(super) fn first(&self, text: &str) -> Option<Range<usize>> {
        found(&self.as_typed, text).next().or_else(|| self.ranges_in_folded(text).into_iter().next())
    }

    /// The bytes of `text` that it covers.
    pub(super) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let as_typed: Vec<_> = found(&self.as_typed, text).collect();
        if as_typed.is_empty() { self.ranges_in_folded(text) } else { as_typed }
    }

    fn ranges_in_folded(&self, text: &str) -> Vec<Range<usize>> {
        let Some((regex, original)) = self.in_folded(text) else { return Vec::new() };
        let folded: String = original.chars.iter().collect();
        let starts: Vec<usize> = folded.char_indices().map(|(start, _)| start).collect();
        let char_at = |byte: usize| starts.partition_point(|&start| start < byte);
        found(regex, &folded)
            .map(|place| original.original(char_at(place.start)..char_at(place.end)))
            .collect()
    }

    /// `text` folded, with what is to be found there. ASCII is its own folded form; a text of [`MOST_FOLDED`] is looked at
    /// as it is alone.
    fn in_folded(&self, text: &str) -> Option<(&Regex, FoldedText)> {
        let regex = self.folded.as_ref().filter(|_| text.len() < MOST_FOLDED && !text.is_ascii())?;
        Some((regex, FoldedText::new(text)))
    }
}

fn has_some(regex: &Regex, text: &str) -> bool {
    found(regex, text).next().is_some()
}

fn found<'t>(regex: &'t Regex, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    regex.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty())
}

fn compiled(expression: &str, ignores_case: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(expression)
        .case_insensitive(ignores_case)
        .multi_line(true)
        .size_limit(SIZE_LIMIT)
        .dfa_size_limit(CACHE_LIMIT)
        .build()
}

/// Whether an expression has capitals that stand for themselves: not those of `\S` or `\p{Greek}`.
fn has_capitals(expression: &str) -> bool {
    let mut chars = expression.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let is_class = matches!(chars.next(), Some('p' | 'P' | 'x' | 'u' | 'U'));
                if is_class && chars.as_str().starts_with('{') {
                    chars.by_ref().find(|&c| c == '}');
                }
            }
            c if c.is_uppercase() => return true,
            _ => {}
        }
    }
    false
}

/// An expression with its chars folded. A full-width sign stands for itself, also where the usual one would not.
fn folded_expression(expression: &str) -> String {
    let mut originals = expression.chars();
    let mut made = String::new();
    for (c, length) in folded(expression) {
        let original = originals.by_ref().take(length).next();
        if original == Some(c) {
            made.push(c);
        } else {
            made.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
        }
    }
    made
}

/// What the crate says of the mistakes that are made while typing. Others it says in English.
const MISTAKES: [&str; 16] = [
    tr_later!("unclosed group"),
    tr_later!("unopened group"),
    tr_later!("unclosed character class"),
    tr_later!("invalid character class range, the start must be <= the end"),
    tr_later!("invalid range boundary, must be a literal"),
    tr_later!("repetition operator missing expression"),
    tr_later!("unclosed counted repetition"),
    tr_later!("repetition quantifier expects a valid decimal"),
    tr_later!("invalid repetition count range, the start must be <= the end"),
    tr_later!("incomplete escape sequence, reached end of pattern prematurely"),
    tr_later!("unrecognized escape sequence"),
    tr_later!("unrecognized flag"),
    tr_later!("backreferences are not supported"),
    tr_later!("look-around, including look-ahead and look-behind, is not supported"),
    tr_later!("Unicode property not found"),
    tr_later!("Unicode property value not found"),
];

/// What the crate says is wrong, in the user's language where that is known.
pub(super) fn in_words(mistake: &str) -> &str {
    match MISTAKES.into_iter().find(|known| *known == mistake) {
        Some(known) => translated(known),
        None => mistake,
    }
}

/// What is wrong, in a line: the error's last, without what shows the place by a sign below the expression.
fn told(error: &regex::Error) -> PatternError {
    if matches!(error, regex::Error::CompiledTooBig(_)) {
        return PatternError::TooLarge;
    }
    let error = error.to_string();
    let last = error.lines().last().unwrap_or_default();
    PatternError::Syntax(last.trim_start_matches("error: ").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_mistakes_are_what_the_crate_says() {
        let typed = [
            "(a",
            "a)",
            "[a",
            "[b-a]",
            r"[\b-a]",
            "*",
            "a{1",
            "a{x}",
            "a{2,1}",
            "\\",
            r"\y",
            "(?q)",
            r"\1",
            "(?=a)",
            r"\p{x1}",
            r"\p{Script=x1}",
        ];
        let said: Vec<String> =
            typed.iter().map(|typed| Expression::new(typed).unwrap_err().to_string()).collect();
        assert_eq!(said, MISTAKES);
    }
}
