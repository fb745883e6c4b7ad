//! Whether a note is indented text, by its first lines.

use super::{Dialect, Words, logseq, taskpaper};

/// What the first lines of a note have that tells its dialect.
#[derive(Debug, Clone, Default)]
pub(in crate::note::notation) struct Signs {
    lines: u32,
    /// Lines that are indented.
    indented: u32,
    /// Lines that begin with a hyphen.
    hyphens: u32,
    /// Lines that neither go on as the lines before do, nor one level deeper than the line before.
    odd: u32,
    /// Lines too long for an outline, or that end as sentences do.
    sentences: u32,
    /// The columns of a level; 0 before it is known.
    level: u32,
    /// The column of the line before.
    column: u32,
    projects: u32,
    /// Tasks of `TaskPaper` with tags that only it has.
    tasks: u32,
    properties: u32,
    /// Properties by which Logseq keeps house.
    housekeeping: u32,
    others: u32,
}

/// What only lines of other notations begin with.
const OTHERS: [&str; 4] = ["# ", "## ", "```", "* "];
/// The fewest lines that are told to be an outline by their indentation.
const FEWEST: u32 = 4;
/// The chars of a line that is no outline's.
const LONG: usize = 120;
/// The chars of a line that are looked at.
const LONGEST: usize = 1000;
/// The tags that `TaskPaper` itself knows.
const TAGS: [&str; 8] = ["done", "due", "start", "today", "flag", "priority", "context", "search"];

impl Signs {
    /// Takes one more line into account.
    pub(in crate::note::notation) fn add(&mut self, words: &Words<'_>) {
        // A line may be as long as a note.
        let text = words.text;
        let text = text.char_indices().nth(LONGEST).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        self.lines += 1;
        self.indented += u32::from(words.column > 0);
        self.hyphens += u32::from(text.starts_with("- "));
        if self.level == 0 {
            self.level = words.column;
        }
        let level = self.level.max(1);
        let is_odd = !words.column.is_multiple_of(level) || words.column > self.column + level;
        self.odd += u32::from(is_odd);
        self.column = words.column;
        let is_sentence = text.ends_with(['.', '。']) || text.chars().nth(LONG).is_some();
        self.sentences += u32::from(is_sentence && !text.starts_with("- "));
        self.projects += u32::from(words.column == 0 && taskpaper::is_project(text));
        let has_tag = || taskpaper::tags_of(text).any(|(name, _)| TAGS.contains(&name));
        self.tasks += u32::from(taskpaper::is_task(text) && has_tag());
        if let Some((key, _)) = logseq::property(text) {
            self.properties += 1;
            self.housekeeping += u32::from(logseq::is_housekeeping(key));
        }
        self.others += u32::from(words.column == 0 && OTHERS.iter().any(|sign| text.starts_with(sign)));
    }

    /// How many signs of a dialect there are.
    pub(in crate::note::notation) fn count(&self, dialect: Dialect) -> u32 {
        match dialect {
            Dialect::Plain => self.indented.saturating_sub(self.odd),
            Dialect::TaskPaper => self.projects + self.hyphens,
            Dialect::Logseq => self.properties + self.hyphens,
        }
    }

    /// The dialect that says so by signs that no other notation has; the ending of the file's name may help.
    pub(in crate::note::notation) fn dialect(&self, ending: &str) -> Option<Dialect> {
        let is_named = ending.eq_ignore_ascii_case("taskpaper");
        let has_blocks = self.hyphens > 0 && self.others == 0;
        if is_named && (self.projects > 0 || self.hyphens > 0) || self.projects > 0 && self.tasks > 1 {
            return Some(Dialect::TaskPaper);
        }
        let is_logseq = has_blocks && (self.properties > 1 || self.housekeeping > 0);
        is_logseq.then_some(Dialect::Logseq)
    }

    /// Whether the lines are an outline by their indentation alone.
    pub(in crate::note::notation) fn is_outline(&self) -> bool {
        let is_regular = self.odd == 0 && self.others == 0 && self.sentences * 4 <= self.lines;
        self.lines >= FEWEST && self.indented * 3 >= self.lines && is_regular
    }
}
