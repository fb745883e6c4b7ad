//! Searching the text as it stands: what `/` looks for, and where it is.
//!
//! A [`Pattern`] is literal or a regular expression. A literal one is found in every width, kana and composition
//! ([`crate::text::fold`]), and in every case and accent unless it has capitals or accents itself (smart case); regular
//! expressions see the text as it is written. [`Scan`] walks the nodes of a vault in steps.

mod literal;
mod scan;

use std::fmt;
use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::text::slice;
use literal::Literal;
pub use scan::Scan;

/// The most memory that a regular expression may take once compiled (bytes); `\w{100}{100}` would take much.
const REGEX_SIZE: usize = 1 << 22;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Pattern {
    typed: String,
    matcher: Matcher,
}

#[derive(Debug, Clone)]
enum Matcher {
    Literal(Box<Literal>),
    Regex(Regex),
}

/// Two patterns are equal when they were typed alike.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed && self.is_regex() == other.is_regex()
    }
}

impl Eq for Pattern {}

/// Why a regular expression is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotARegex(String);

impl fmt::Display for NotARegex {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(why) = self;
        write!(formatter, "not a regular expression: {why}")
    }
}

impl std::error::Error for NotARegex {}

impl Pattern {
    /// The text `typed`; `None` where there is nothing to look for.
    pub fn literal(typed: &str) -> Option<Self> {
        let literal = Literal::new(typed)?;
        Some(Self { typed: typed.to_owned(), matcher: Matcher::Literal(Box::new(literal)) })
    }

    /// The regular expression `typed` (syntax of the `regex` crate). Case counts where it has capitals outside of escapes.
    pub fn regex(typed: &str) -> Result<Self, NotARegex> {
        let mut is_escaped = false;
        let has_capital = typed.chars().any(|c| {
            let counts = c.is_uppercase() && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            counts
        });
        let built = RegexBuilder::new(typed).case_insensitive(!has_capital).size_limit(REGEX_SIZE).build();
        let regex = built.map_err(|error| NotARegex(reason(&error)))?;
        Ok(Self { typed: typed.to_owned(), matcher: Matcher::Regex(regex) })
    }

    /// As it was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether it is a regular expression.
    pub fn is_regex(&self) -> bool {
        matches!(self.matcher, Matcher::Regex(_))
    }

    /// Where it stands in `text` (bytes), ascending and apart; empty places are left out.
    pub fn find_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut position = 0;
        std::iter::from_fn(move || {
            loop {
                let found = self.find_at(text, position)?;
                if !found.is_empty() {
                    position = found.end;
                    return Some(found);
                }
                position = found.end + slice(text, found.end..text.len()).chars().next()?.len_utf8();
            }
        })
    }

    /// Whether it stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.find_in(text).next().is_some()
    }

    /// The first place in `text` from byte `start` on.
    fn find_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        match &self.matcher {
            Matcher::Literal(literal) => literal.find_at(text, start),
            Matcher::Regex(regex) => regex.find_at(text, start).map(|found| found.range()),
        }
    }
}

/// What is wrong with a regular expression, in a line.
fn reason(error: &regex::Error) -> String {
    if matches!(error, regex::Error::CompiledTooBig(_)) {
        return "it would take too much memory".to_owned();
    }
    // The message is several lines with the expression in them; the last says what is wrong.
    let message = error.to_string();
    message.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests;
