//! The head of a note: its title, date and tags.

use std::collections::HashSet;
use std::ops::Range;

use super::mention::{Date, dates, signs_of_dates, signs_of_tags, tags};
use super::parallel::both;
use crate::text::slice;

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
    /// The header of a note whose title line says `title`. `running` tells which piece of its running `text` (bytes) holds an
    /// offset, if one does; pieces come one after another. Code is none: `#include` is no tag.
    pub fn read(
        title: Option<&str>,
        text: &str,
        running: impl Fn(usize) -> Option<Range<usize>> + Sync,
    ) -> Self {
        let title = title.map(bare_title).filter(|title| !title.is_empty());
        let date = || pieces(text, signs_of_dates(text), &running).find_map(|piece| dates(piece).next());
        let tags = || {
            let mut seen = HashSet::new();
            let found = pieces(text, signs_of_tags(text), &running).flat_map(tags).map(|(_, tag)| tag);
            found.filter(|&tag| seen.insert(tag)).map(str::to_owned).collect()
        };
        let (date, tags) = both(text.len(), date, tags);
        Self { title, date: date.map(|(_, date)| date), tags }
    }

    /// This header with the date that the note is known to be of.
    #[must_use]
    pub fn with_date(self, date: Option<Date>) -> Self {
        Self { date: date.or(self.date), ..self }
    }

    /// This header with more tags, before those of its text.
    #[must_use]
    pub fn with_tags(self, listed: Vec<String>) -> Self {
        let mut seen = HashSet::new();
        let tags: Vec<String> =
            listed.into_iter().chain(self.tags).filter(|tag| seen.insert(tag.clone())).collect();
        Self { tags, ..self }
    }
}

/// The pieces of `text` that hold one of `signs`, each once.
fn pieces(
    text: &str,
    signs: impl Iterator<Item = usize>,
    running: impl Fn(usize) -> Option<Range<usize>>,
) -> impl Iterator<Item = &str> {
    let mut end = 0;
    signs.filter_map(move |sign| {
        let piece = if sign < end { None } else { running(sign) }?;
        end = piece.end;
        Some(slice(text, piece))
    })
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
        let text = "a #x\nb #y #x 令和元年7月23日 2020-01-01\n#include 1999-12-31\n";
        let running = |offset: usize| {
            let start = text.get(..offset)?.rfind('\n').map_or(0, |before| before + 1);
            let end = start + text.get(start..)?.find('\n')?;
            Some(start..end).filter(|piece| !slice(text, piece.clone()).starts_with("#include"))
        };
        let header = Header::read(Some("a #x"), text, running);
        assert_eq!(header.title.as_deref(), Some("a"));
        assert_eq!(header.tags, ["x", "y"]);
        assert_eq!(header.date.map(|date| date.to_string()).as_deref(), Some("2019-07-23"));
        let header = header.with_tags(vec!["z".to_owned(), "y".to_owned(), "z".to_owned()]);
        assert_eq!(header.tags, ["z", "y", "x"]);
    }
}
