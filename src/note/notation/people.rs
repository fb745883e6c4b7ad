//! How a notation writes people and companies: the words and signs, without what they mean.

use crate::text::width::Cells;

/// The signs by which `entity::attribution` tells people and companies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeoplePatterns {
    /// The most lines of a paragraph that says who speaks.
    pub max_lines: u32,
    /// What makes a line a sentence.
    pub sentence_marks: Vec<String>,
    /// What follows a person's name: さん.
    pub honorifics: Vec<String>,
    /// The brackets that companies stand in.
    pub brackets: Vec<(char, char)>,
    /// What stands before people, followed by a colon: 登壇者.
    pub labels: Vec<String>,
    /// What stands before people, followed by a space: by.
    pub prefixes: Vec<String>,
    /// What stands before a company: @.
    pub at: Vec<String>,
    /// What stands between a person and a company, with spaces around it: /.
    pub separators: Vec<String>,
    /// What joins people: 、.
    pub joiners: Vec<String>,
    /// Commas, which join people or separate one from a company.
    pub commas: Vec<String>,
    /// The most cells of a company that stands alone.
    pub company_cells: Cells,
    /// Words that only names of companies have in them.
    pub company_words: Vec<String>,
}

impl PeoplePatterns {
    /// Whether a line is a sentence, and so does not say who speaks.
    pub fn is_sentence(&self, line: &str) -> bool {
        self.sentence_marks.iter().any(|mark| line.contains(mark.as_str()))
    }
}
