//! The head of a note: its title, date and tags.

use super::mention::{Date, dates, tags};

/// What a note says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The words of its title line, without dates and hashtags.
    pub title: Option<String>,
    /// The first date in it.
    pub date: Option<Date>,
    /// Its hashtags, each once, without `#`, in order.
    pub tags: Vec<String>,
}

impl Header {
    /// The header of a note whose title line says `title`, from its `texts` in order. Code is none: `#include` is no tag.
    pub fn read<'n>(title: Option<&str>, texts: impl Iterator<Item = &'n str>) -> Self {
        let title = title.map(bare_title).filter(|title| !title.is_empty());
        let mut header = Self { title, ..Self::default() };
        for text in texts {
            header.date = header.date.or_else(|| dates(text).next().map(|(_, date)| date));
            for (_, tag) in tags(text) {
                if !header.tags.iter().any(|other| other == tag) {
                    header.tags.push(tag.to_owned());
                }
            }
        }
        header
    }

    /// This header with the date that the note is known to be of.
    #[must_use]
    pub fn with_date(self, date: Option<Date>) -> Self {
        Self { date: date.or(self.date), ..self }
    }

    /// This header with more tags, before those of its text.
    #[must_use]
    pub fn with_tags(mut self, listed: Vec<String>) -> Self {
        let of_text = std::mem::take(&mut self.tags);
        for tag in listed.into_iter().chain(of_text) {
            if !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        self
    }
}

/// Whether a line bears a date or a hashtag, and words besides that are no label of it, as title lines do.
pub fn names_with_date_or_tag(line: &str) -> bool {
    let bears = tags(line).next().is_some() || dates(line).next().is_some();
    let title = if bears { bare_title(line) } else { String::new() };
    !title.ends_with(['：', ':']) && title.split(|c: char| !c.is_alphanumeric()).any(|word| !is_of_date(word))
}

/// Whether a word, of letters and digits, says no more than a date: a weekday, a time.
fn is_of_date(word: &str) -> bool {
    const ENGLISH: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const DAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
    let day = word.strip_suffix("曜日").or_else(|| word.strip_suffix("曜")).unwrap_or(word);
    let english = word.strip_suffix("day").unwrap_or(word).to_ascii_lowercase();
    word.chars().all(|c| c.is_numeric() || c == '時' || c == '分')
        || DAYS.contains(&day)
        || ENGLISH.iter().any(|day| english.starts_with(day) && english.len() <= day.len() + 3)
}

/// A title line without its dates and hashtags.
fn bare_title(line: &str) -> String {
    let mut cuts: Vec<_> =
        dates(line).map(|(range, _)| range).chain(tags(line).map(|(range, _)| range)).collect();
    cuts.sort_by_key(|range| range.start);
    let mut parts = Vec::new();
    let mut position = 0;
    for cut in cuts {
        parts.push(line.get(position..cut.start).unwrap_or_default().trim());
        position = cut.end;
    }
    parts.push(line.get(position..).unwrap_or_default().trim());
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_tags_are_taken_off_the_title() {
        let cases = [
            ("2026-11-23 端末の集い Day2 #TermDay #CJK", "端末の集い Day2"),
            ("端末の集い　2026年11月23日　東京", "端末の集い 東京"),
            ("#only", ""),
            ("plain", "plain"),
        ];
        for (line, expected) in cases {
            assert_eq!(bare_title(line), expected, "{line}");
        }
    }

    #[test]
    fn a_date_alone_names_nothing() {
        let cases = [
            ("2026-11-23 端末の集い", true),
            ("#集い の記録", true),
            ("2026-11-23", false),
            ("2026/11/23 Mon.", false),
            ("2026/11/23 (Monday) 10:00", false),
            ("2026年11月23日（月）10時30分〜12時", false),
            ("2026年11月23日 月曜日", false),
            ("#集い", false),
            ("作成日：2026-11-23", false),
            ("2026-11-23 Monitors", true),
            ("端末の集い", false),
        ];
        for (line, expected) in cases {
            assert_eq!(names_with_date_or_tag(line), expected, "{line}");
        }
    }

    #[test]
    fn tags_are_listed_once() {
        let header = Header::read(Some("a #x"), ["a #x", "b #y #x 令和元年7月23日 2020-01-01"].into_iter());
        assert_eq!(header.title.as_deref(), Some("a"));
        assert_eq!(header.tags, ["x", "y"]);
        assert_eq!(header.date.map(|date| date.to_string()).as_deref(), Some("2019-07-23"));
    }
}
