//! Org: headlines by stars, lists and text by indentation, blocks between `#+begin_` and `#+end_`.
//!
//! A line is a node, but for blocks and tables. What Org says of a headline before its words, its state and priority, is
//! its marker; its tags stay in its words. Drawers are lines of text.

use super::people::PeoplePatterns;
use super::{Reading, speakers};
use crate::note::entry::{Entry, Kind, Line, Rank};
use crate::note::source::Source;

/// The states of a headline that Org and its users know without being told.
const STATES: [&str; 9] =
    ["TODO", "DONE", "NEXT", "WAITING", "HOLD", "STARTED", "CANCELLED", "CANCELED", "SOMEDAY"];

/// What `source` says.
pub(super) fn read(people: &PeoplePatterns, source: &Source) -> Reading {
    let ends: Vec<(Line, String)> =
        source.lines().filter_map(|line| Some((line, keyword(content(source, line), "#+end_")?))).collect();
    let mut reading = Reading::default();
    let mut next = Line(0);
    while next.0 < source.line_count() {
        let line = next;
        next = Line(line.0 + 1);
        if let Some(after) = block(source, line, &ends, &mut reading.entries) {
            next = after;
        } else if let Some(entry) = entry(source, line) {
            reading.tags.extend(tags(source, &entry));
            join(source, &mut reading.entries, entry);
        }
    }
    let highest = reading.entries.iter().filter_map(level).min();
    for entry in reading.entries.iter_mut().filter(|entry| level(entry).is_some() && level(entry) == highest)
    {
        entry.kind = Kind::Session;
    }
    if let Some(title) = reading.entries.iter_mut().find(|entry| is_marked(source, entry, "#+title:")) {
        title.kind = Kind::Title;
    }
    reading.entries = speakers::name(std::mem::take(&mut reading.entries), people, source);
    reading
}

fn content(source: &Source, line: Line) -> &str {
    source.slice(source.line_content(line))
}

/// The lower-case word after `prefix`, if the line begins with it, in either case.
fn keyword(line: &str, prefix: &str) -> Option<String> {
    let line = line.trim();
    line.get(..prefix.len()).filter(|head| head.eq_ignore_ascii_case(prefix))?;
    Some(line.get(prefix.len()..)?.split_whitespace().next()?.to_lowercase())
}

fn level(entry: &Entry) -> Option<u8> {
    match entry.rank {
        Rank::Heading(level) => Some(level),
        Rank::Body(_) => None,
    }
}

fn is_marked(source: &Source, entry: &Entry, marker: &str) -> bool {
    source.slice(entry.marker.clone()).eq_ignore_ascii_case(marker)
}

/// Adds the block that begins at `line` and ends with the next of `ends`, and returns the line after it.
fn block(source: &Source, line: Line, ends: &[(Line, String)], entries: &mut Vec<Entry>) -> Option<Line> {
    let text = content(source, line);
    let name = keyword(text, "#+begin_")?;
    let next = ends.partition_point(|(end, _)| *end <= line);
    let (end, _) = ends.get(next).filter(|(_, ended)| *ended == name)?;
    let (indentation, column) = indentation(text);
    let range = source.line_content(line);
    let marker = range.start + indentation..range.start + length(text.trim_end());
    u8::try_from(marker.len()).ok()?;
    let first = source.line_range(line).end;
    let body = source.slice(first..source.line_range(*end).start).trim_end_matches(['\n', '\r']);
    let words = first..first + length(body);
    let kind = if name == "quote" { Kind::Quote } else { Kind::Code };
    entries.push(Entry { kind, rank: Rank::Body(column), line, marker, text: words });
    Some(Line(end.0 + 1))
}

/// The entry of one line, or `None` for a blank one.
fn entry(source: &Source, line: Line) -> Option<Entry> {
    let text = content(source, line);
    let (before, column) = indentation(text);
    let words = text.get(before as usize..)?.trim_end();
    if words.is_empty() {
        return None;
    }
    let body = Rank::Body(column);
    let stars = words.bytes().take_while(|&byte| byte == b'*').count();
    let is_headline = column == 0 && stars > 0 && words.get(stars..)?.starts_with(' ');
    let (kind, rank, marker) = if is_headline {
        let level = u8::try_from(stars).unwrap_or(u8::MAX);
        (Kind::Section, Rank::Heading(level), headline(words, stars))
    } else if words.len() >= 5 && words.bytes().all(|byte| byte == b'-') {
        (Kind::Rule, body, words.len())
    } else if words.starts_with('|') {
        (Kind::Table, body, 0)
    } else if let Some(marker) = bullet(words, column) {
        (Kind::Item, body, marker)
    } else {
        (Kind::Text, body, setting(words))
    };
    // A marker has at most 255 bytes.
    let marker = if u8::try_from(marker).is_ok() { marker } else { 0 };
    let rest = words.get(marker..)?;
    let gap = rest.len() - rest.trim_start().len();
    let start = source.line_content(line).start + before;
    let at = |offset: usize| start + u32::try_from(offset).unwrap_or(u32::MAX);
    let (marker, text) = (at(0)..at(marker), at(marker + gap)..at(words.len()));
    Some(Entry { kind, rank, line, marker, text })
}

/// The bytes of the stars, the state and the priority of a headline.
fn headline(words: &str, stars: usize) -> usize {
    let mut end = stars;
    for is_part in [
        |word: &str| STATES.contains(&word),
        |word: &str| word.len() == 4 && word.starts_with("[#") && word.ends_with(']'),
    ] {
        let rest = words.get(end..).unwrap_or_default();
        let gap = rest.len() - rest.trim_start().len();
        if let Some(word) = rest.split_whitespace().next().filter(|word| is_part(word)) {
            end += gap + word.len();
        }
    }
    end
}

/// The bytes of the bullet or number that an item begins with, and of its box.
fn bullet(words: &str, column: u32) -> Option<usize> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match words.as_bytes().get(digits)? {
        b'-' | b'+' if digits == 0 => 1,
        b'*' if digits == 0 && column > 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = words.get(marker..)?;
    if rest.is_empty() {
        return Some(marker);
    }
    let checked = rest.strip_prefix(" [").and_then(|rest| rest.get(..2));
    let is_box = checked.is_some_and(|checked| matches!(checked, " ]" | "X]" | "x]" | "-]"));
    rest.starts_with([' ', '\t']).then_some(marker + if is_box { 4 } else { 0 })
}

/// The bytes of `#+title:` and its like, and of the `#` of a comment.
fn setting(words: &str) -> usize {
    let key = words.strip_prefix("#+").and_then(|rest| rest.find(':'));
    let key =
        key.map(|colon| colon + 3).filter(|&end| words.get(..end).is_some_and(|key| !key.contains(' ')));
    key.unwrap_or_else(|| usize::from(words.starts_with("# ") || words == "#"))
}

/// The tags that stand at the end of a headline, or in `#+filetags:`.
fn tags(source: &Source, entry: &Entry) -> Vec<String> {
    let text = source.slice(entry.text.clone());
    let is_listed = is_marked(source, entry, "#+filetags:");
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let list = if is_listed { text } else { last };
    let is_list = list.len() > 2 && list.starts_with(':') && list.ends_with(':');
    if !is_listed && (level(entry).is_none() || !is_list) {
        return Vec::new();
    }
    let tags = list.split([':', ' ']).filter(|tag| !tag.is_empty());
    tags.map(str::to_owned).collect()
}

/// Adds `entry`; a row of a table to the table that it goes on.
fn join(source: &Source, entries: &mut Vec<Entry>, entry: Entry) {
    if let Some(last) = entries.last_mut()
        && (last.kind, entry.kind) == (Kind::Table, Kind::Table)
        && last.rank == entry.rank
        && source.line_of(last.text.end.saturating_sub(1)).0 + 1 == entry.line.0
    {
        last.text.end = entry.text.end;
        return;
    }
    entries.push(entry);
}

/// The bytes of white space that `line` begins with, and the column that they reach; a tab goes to the next multiple of 8,
/// as in Emacs.
fn indentation(line: &str) -> (u32, u32) {
    let blank = line.len() - line.trim_start().len();
    let column = line.chars().take_while(|c| c.is_whitespace()).fold(0_u32, |column, c| match c {
        '\t' => (column / 8 + 1).saturating_mul(8),
        '\u{3000}' => column.saturating_add(2),
        _ => column.saturating_add(1),
    });
    (u32::try_from(blank).unwrap_or(u32::MAX), column)
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::note::notation::{Family, Notation};
    use crate::outline::build::build;
    use crate::outline::check::{assert_marked_up, drawn};

    /// The outline of a note, as it is drawn.
    fn shown(text: &str) -> String {
        let source = Source::from_text(text);
        let outline = build(Notation::bundled().read_note(Family::Org, &source).entries);
        assert_marked_up(&source, &outline);
        drawn(&source, &outline)
    }

    #[test]
    fn lines_and_blocks_are_nodes() {
        let cases = [
            (
                "#+TITLE: 星の会\n* TODO [#A] 話 :空:\nwords\n** 節\n",
                "title \"#+TITLE:\" \"星の会\"\nsession \"* TODO [#A]\" \"話 :空:\"\n  text \"\" \"words\"\n  section \"**\" \"節\"\n",
            ),
            (
                "- [X] a\n  - b\n\n    c\n  1) d\n *bold*\n * e\n",
                "item \"- [X]\" \"a\"\n  item \"-\" \"b\"\n    text \"\" \"c\"\n  item \"1)\" \"d\"\n  text \"\" \"*bold*\"\n  item \"*\" \"e\"\n",
            ),
            (
                "#+begin_src rust\nlet a;\n\n* b\n#+END_src\n",
                "code \"#+begin_src rust\" \"let a;\\n\\n* b\"\n",
            ),
            ("#+begin_quote\na\nb\n#+end_quote\nc\n", "quote \"#+begin_quote\" \"a\\nb\"\ntext \"\" \"c\"\n"),
            ("#+begin_src\n* a\n", "text \"\" \"#+begin_src\"\nsession \"*\" \"a\"\n"),
            (
                "| a |\n| b |\n\n| c |\n-----\n# d\n",
                "table \"\" \"| a |\\n| b |\"\ntable \"\" \"| c |\"\nrule \"-----\" \"\"\ntext \"#\" \"d\"\n",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn tags_are_listed() {
        let source = Source::from_text("#+filetags: :a:b:\n* 話 :c:d:\n* e: f\n- x :g:\n");
        assert_eq!(read(Notation::bundled().people(), &source).tags, ["a", "b", "c", "d"]);
    }

    #[test]
    fn many_blocks_without_an_end_take_no_longer() {
        let source = Source::from_text("#+begin_a\n#+end_b\n".repeat(100_000));
        assert_eq!(read(Notation::bundled().people(), &source).entries.len(), 200_000);
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_bytes(
            text in "([*+-] |\\*{1,3}|TODO|\\[#A\\]|:a:|\\|a|#\\+(begin|end)_(src|quote)\n|#\\+title:|\\[x\\]|1\\. |[ \t\r\n]|[a漢。]|[\u{0}-\u{1F}\u{85}\u{A0}\u{FEFF}])*"
        ) {
            shown(&text);
        }
    }
}
