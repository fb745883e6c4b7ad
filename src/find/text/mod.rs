//! What `/` looks for in the text of nodes: a text as it was typed (`literal`), or a regular expression
//! (`expression`). `scan` finds the nodes that have it, `words` what `*` takes from a row.
//!
//! Width, kana, case and composition are folded as in the jump; capitals and accents count where what is typed has some.

mod expression;
mod literal;
pub mod scan;
mod spelling;
#[cfg(test)]
mod tests;
pub mod words;

use std::fmt;
use std::ops::Range;

use expression::Expression;
use literal::Needle;

/// The chars that what is looked for may have: each is compared with each of a text at the worst.
const MOST_CHARS: usize = 500;

/// What a user types to search for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextQuery {
    /// What was typed.
    pub text: String,
    /// Whether it is a regular expression.
    pub is_regex: bool,
}

impl TextQuery {
    /// What it stands for; nothing for an empty text.
    pub fn pattern(&self) -> Result<Option<TextPattern>, PatternError> {
        TextPattern::new(&self.text, self.is_regex)
    }
}

/// Something to look for.
#[derive(Debug)]
pub struct TextPattern(Kind);

#[derive(Debug)]
enum Kind {
    Literal(Needle),
    Expression(Expression),
}

/// Why something cannot be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternError {
    /// It is longer than 500 chars.
    TooLong,
    /// It would take too much memory.
    TooLarge,
    /// It is no regular expression; why, in the words of the crate that reads it.
    Syntax(String),
}

impl fmt::Display for PatternError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => {
                formatter.write_str(&tr!("too long: at most {most} characters", most = MOST_CHARS))
            }
            Self::TooLarge => formatter.write_str(&tr!("this would match too much at once")),
            Self::Syntax(why) => formatter.write_str(expression::in_words(why)),
        }
    }
}

impl TextPattern {
    /// What `typed` stands for; nothing for an empty text.
    pub fn new(typed: &str, is_regex: bool) -> Result<Option<Self>, PatternError> {
        if typed.chars().nth(MOST_CHARS).is_some() {
            return Err(PatternError::TooLong);
        }
        if is_regex && !typed.is_empty() {
            return Ok(Some(Self(Kind::Expression(Expression::new(typed)?))));
        }
        Ok(Needle::new(typed).map(|needle| Self(Kind::Literal(needle))))
    }

    /// Whether `text` has it, by at least one char.
    pub fn is_in(&self, text: &str) -> bool {
        match &self.0 {
            Kind::Literal(needle) => needle.is_in(text),
            Kind::Expression(expression) => expression.is_in(text),
        }
    }

    /// Where `text` has it first: bytes.
    pub fn first(&self, text: &str) -> Option<Range<usize>> {
        match &self.0 {
            Kind::Literal(needle) => needle.next(text, 0),
            Kind::Expression(expression) => expression.first(text),
        }
    }

    /// Where `text` has it: bytes, ascending and apart, none empty.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        match &self.0 {
            Kind::Literal(needle) => needle.ranges(text),
            Kind::Expression(expression) => expression.ranges(text),
        }
    }
}

/// A text folded, and where each of its chars came from.
#[derive(Debug)]
struct FoldedText {
    chars: Vec<char>,
    /// Where each char begins in the original (bytes), and where the last ends.
    starts: Vec<usize>,
}

impl FoldedText {
    fn new(text: &str) -> Self {
        let (mut chars, mut starts) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        let mut originals = text.chars();
        let mut start = 0;
        for (folded, length) in crate::text::fold::folded(text) {
            chars.push(folded);
            starts.push(start);
            start += originals.by_ref().take(length).map(char::len_utf8).sum::<usize>();
        }
        starts.push(start);
        Self { chars, starts }
    }

    /// The bytes of the original that a range of the chars stands for.
    fn original(&self, chars: Range<usize>) -> Range<usize> {
        let start = |index: usize| self.starts.get(index).or(self.starts.last()).copied().unwrap_or(0);
        start(chars.start)..start(chars.end)
    }
}
