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

/// Whether a line bears a date or a hashtag, as title lines do.
pub fn bears_date_or_tag(line: &str) -> bool {
    tags(line).next().is_some() || dates(line).next().is_some()
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
    fn tags_are_listed_once() {
        let header = Header::read(Some("a #x"), ["a #x", "b #y #x 令和元年7月23日 2020-01-01"].into_iter());
        assert_eq!(header.title.as_deref(), Some("a"));
        assert_eq!(header.tags, ["x", "y"]);
        assert_eq!(header.date.map(|date| date.to_string()).as_deref(), Some("2019-07-23"));
    }
}
