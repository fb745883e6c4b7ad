//! How a notation writes people and companies: the words and signs, without what they mean.

use crate::text::width::Cells;

/// The signs by which `people::attribution` tells people and companies.
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
    /// What is said of people in the brackets that companies stand in, and is none: 書記.
    pub roles: Vec<String>,
    /// Words that only names of companies have in them.
    pub company_words: Vec<String>,
}

impl PeoplePatterns {
    /// Whether a line is a sentence, and so does not say who speaks.
    pub fn is_sentence(&self, line: &str) -> bool {
        // A full stop of ASCII also stands in names, but not behind Japanese.
        let ended = line.trim_end().strip_suffix('.').and_then(|line| line.chars().next_back());
        self.sentence_marks.iter().any(|mark| line.contains(mark.as_str()))
            || ended.is_some_and(|c| !c.is_ascii())
    }

    /// Whether a heading announces people, as `出席者` does.
    pub fn is_label(&self, heading: &str) -> bool {
        let heading = heading.trim_end_matches([':', '：']).trim_end();
        self.labels.iter().any(|label| heading.eq_ignore_ascii_case(label))
    }

    /// Whether a line can hardly be anything but who speaks: a label before it, or an honorific and then a company in
    /// brackets, or an honorific after two words.
    pub fn is_unmistakable(&self, line: &str) -> bool {
        let line = line.trim();
        let is_labelled = self.labels.iter().any(|label| {
            let rest = line.get(..label.len()).filter(|head| head.eq_ignore_ascii_case(label));
            let rest = rest.and_then(|_| line.get(label.len()..)).map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with([':', '：']) && rest.chars().nth(1).is_some())
        });
        let without_company = self.brackets.iter().find_map(|&(open, close)| {
            let (name, _) = line.strip_suffix(close)?.split_once(open)?;
            Some(name.trim_end())
        });
        let name = without_company.unwrap_or(line);
        let bare = self.honorifics.iter().find_map(|honorific| name.strip_suffix(honorific.as_str()));
        let words = bare.map_or(0, |bare| bare.split_whitespace().count());
        let least = if without_company.is_some() { 1 } else { 2 };
        is_labelled || (least..=3).contains(&words)
    }
}

#[cfg(test)]
mod tests {
    use crate::note::notation::Notation;

    #[test]
    fn some_lines_can_only_say_who_speaks() {
        let notation = Notation::bundled();
        let cases = [
            ("青葉 しおり さん [月見坂]", true),
            ("青葉しおりさん（月見坂）", true),
            ("青葉 しおり さん", true),
            ("登壇者：青葉 しおり", true),
            ("Speaker: Shiori Aoba", true),
            ("青葉 しおり", false),
            ("月見坂", false),
            ("参加者のみなさん", false),
            ("講師：", false),
            ("講師の話 [二回目]", false),
            ("今日 の お客 の みなさん", false),
        ];
        for (line, expected) in cases {
            assert_eq!(notation.people().is_unmistakable(line), expected, "{line}");
        }
    }
}
