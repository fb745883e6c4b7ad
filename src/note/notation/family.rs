//! The families of notations, and which one a note is written in.

use std::str::FromStr;

use super::indented::detect::Signs;
use super::indented::{Dialect, words};
use crate::note::source::Source;

/// A family of notations: who reads a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// A marker says what a line is, indentation what it belongs to.
    Bullets,
    /// `CommonMark` with tables, task lists and front matter.
    Markdown,
    /// Org, of Emacs.
    Org,
    /// OPML, outlines in XML.
    Opml,
    /// A line is a node by its indentation.
    Indented(Dialect),
}

impl FromStr for Family {
    type Err = ();

    /// The family that a notation of midashi's own is named for.
    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            MARKDOWN => Ok(Self::Markdown),
            ORG => Ok(Self::Org),
            OPML => Ok(Self::Opml),
            INDENTED => Ok(Self::Indented(Dialect::Plain)),
            TASKPAPER => Ok(Self::Indented(Dialect::TaskPaper)),
            LOGSEQ => Ok(Self::Indented(Dialect::Logseq)),
            _ => Err(()),
        }
    }
}

/// The name of the Markdown notation, as on the command line and in JSON.
pub(super) const MARKDOWN: &str = "markdown";

/// The name of the Org notation.
pub(super) const ORG: &str = "org";

/// The name of the OPML notation.
pub(super) const OPML: &str = "opml";

/// The names of the dialects of indented text.
pub(super) const INDENTED: &str = "indented";
/// See [`INDENTED`].
pub(super) const TASKPAPER: &str = "taskpaper";
/// See [`INDENTED`].
pub(super) const LOGSEQ: &str = "logseq";

/// The names of midashi's own notations besides the one that is data.
pub(super) const NAMES: [&str; 6] = [MARKDOWN, ORG, OPML, INDENTED, TASKPAPER, LOGSEQ];

/// The lines by which a note is told.
pub const HEAD: u32 = 200;
/// What the ending of a file is worth, in signs of its content.
const NAMED: u32 = 6;
/// The bytes in which an OPML file says that it is one.
const XML_HEAD: usize = 4096;
/// The bytes of a line that are looked at.
const PREFIX: usize = 8;

/// How sure it is which family a note is of: the signs in its head that speak for that, and those for others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confidence {
    signs: u32,
    against: u32,
}

impl Confidence {
    /// That of somebody who was told.
    pub const TOLD: Self = Self { signs: u32::MAX, against: 0 };

    /// In percent: 50 where nothing speaks for anything, 100 where it was told.
    pub fn percent(self) -> u32 {
        let (signs, all) = (u64::from(self.signs) + 1, u64::from(self.signs) + u64::from(self.against) + 2);
        u32::try_from((signs * 100).div_ceil(all)).unwrap_or(100)
    }

    /// Whether so much speaks against it that the user should know.
    pub fn is_doubtful(self) -> bool {
        u64::from(self.against) * 2 > u64::from(self.signs)
    }
}

/// What a note was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    /// The family that it is of.
    pub family: Family,
    /// How sure that is.
    pub confidence: Confidence,
}

impl Family {
    /// The family that fits the head of `source` best. The content decides; the ending of `path` decides what the
    /// content leaves open. O(1) in the size of the note.
    pub(super) fn detect(path: &str, source: &Source, is_bullet_heading: impl Fn(&str) -> bool) -> Detected {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        if is_opml(source.text(), ending.eq_ignore_ascii_case(OPML)) {
            return Detected { family: Self::Opml, confidence: Confidence { signs: 2 * NAMED, against: 0 } };
        }
        let is_named =
            ["md", "markdown", "mkd", "mdown"].iter().any(|known| ending.eq_ignore_ascii_case(known));
        let is_named_org = ending.eq_ignore_ascii_case(ORG);
        let (mut markdown, mut org, mut bullets) = (0, 0, 0);
        let mut signs = Signs::default();
        for line in source.lines().take(HEAD as usize) {
            let text = source.slice(source.line_content(line));
            if let Some(words) = words(source, line) {
                signs.add(&words);
            }
            if is_bullet_heading(text) {
                bullets += 2;
            } else if text.starts_with('・') {
                bullets += 1;
            } else if is_markdown(text) {
                markdown += 2;
            } else if is_org(text) {
                org += 2;
            } else if line.0 == 0 && matches!(text.trim_end(), "---" | "+++") {
                markdown += 1;
            }
        }
        let is_org = if is_named_org { org >= bullets } else { org > bullets.max(markdown).max(2) };
        let is_markdown = if is_named { markdown >= bullets } else { markdown > bullets.max(2) };
        let dialect = signs.dialect(ending).filter(|_| bullets == 0);
        let is_outline = bullets == 0 && signs.is_outline();
        let family = match dialect {
            Some(dialect) => Self::Indented(dialect),
            None if is_org && !is_named => Self::Org,
            None if is_markdown => Self::Markdown,
            None if is_outline => Self::Indented(Dialect::Plain),
            None => Self::Bullets,
        };
        markdown += u32::from(is_named) * NAMED;
        org += u32::from(is_named_org) * NAMED;
        let all = markdown + org + bullets;
        let confidence = match family {
            Self::Indented(dialect) => Confidence { signs: signs.count(dialect), against: all },
            Self::Org => Confidence { signs: org, against: all - org },
            Self::Markdown => Confidence { signs: markdown, against: all - markdown },
            Self::Bullets | Self::Opml => Confidence { signs: bullets, against: all - bullets },
        };
        Detected { family, confidence }
    }
}

/// Whether a text begins as XML does, and with an element that is called `opml`, unless the name of its file says that.
fn is_opml(text: &str, is_named: bool) -> bool {
    let text = text.trim_start();
    let head = text.as_bytes().get(..XML_HEAD).unwrap_or(text.as_bytes());
    text.starts_with('<') && (is_named || memchr::memmem::find(head, b"<opml").is_some())
}

/// Whether a line begins as few lines but those of Markdown do: an ATX heading of several levels, or a fence.
fn is_markdown(line: &str) -> bool {
    let hashes = line.bytes().take(PREFIX).take_while(|&byte| byte == b'#').count();
    let is_heading =
        (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
    is_heading || line.starts_with("```")
}

/// Whether a line begins as few lines but those of Org do: a headline below the first level, or a setting.
fn is_org(line: &str) -> bool {
    let stars = line.bytes().take(PREFIX).take_while(|&byte| byte == b'*').count();
    let is_headline =
        (2..PREFIX).contains(&stars) && line.get(stars..).is_some_and(|rest| rest.starts_with(' '));
    is_headline || line.starts_with("#+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_for_it_and_against_makes_the_confidence() {
        let cases =
            [(0, 0, 50, false), (20, 0, 96, false), (4, 3, 56, true), (2, 8, 25, true), (10, 5, 65, false)];
        for (signs, against, percent, is_doubtful) in cases {
            let confidence = Confidence { signs, against };
            assert_eq!(
                (confidence.percent(), confidence.is_doubtful()),
                (percent, is_doubtful),
                "{signs} {against}"
            );
        }
        assert_eq!(Confidence::TOLD.percent(), 100);
    }

    #[test]
    fn the_content_tells_and_the_name_helps() {
        let cases = [
            ("n.txt", "# A\n\n## B\n- c\n", Family::Markdown),
            ("n.txt", "■話\n# a\n# b\n●節\n・c\n", Family::Bullets),
            ("n.md", "■話\n# a\n●節\n", Family::Bullets),
            ("n.md", "- a\n  - b\n", Family::Markdown),
            ("n.MD", "plain\n", Family::Markdown),
            ("n.txt", "# only a comment\n", Family::Bullets),
            ("-", "---\ntitle: a\n---\n\n# A\n", Family::Markdown),
            ("n.txt", "", Family::Bullets),
            ("n.txt", "#+title: a\n* b\n** c\n", Family::Org),
            ("n.org", "* b\n- c\n", Family::Org),
            ("n.org", "■話\n* b\n", Family::Bullets),
            ("-", "<?xml version=\"1.0\"?>\n<opml>\n", Family::Opml),
            ("n.opml", "<!-- x -->", Family::Opml),
            ("n.opml", "# A\n\n## <opml>\n", Family::Markdown),
            ("n.md", "<b>\n# A\n", Family::Markdown),
            ("n.txt", "a\n\tb\n\t\tc\nd\n", Family::Indented(Dialect::Plain)),
            ("n.txt", "- a\n  - b\n    note\n- c\n", Family::Indented(Dialect::Plain)),
            ("n.txt", "- a\n  - b\n    note\n・c\n", Family::Bullets),
            ("n.txt", "a\n   b\n  c\n   d\n", Family::Bullets),
            ("n.txt", "It rains.\n  It snows.\n  It hails.\n  It stops.\n", Family::Bullets),
            ("n.md", "- a\n\t- b\n\t- c\n\t- d\n", Family::Markdown),
            (
                "n.txt",
                "家:\n\t- 掃除 @done\n\t- 洗濯 @due(2026-11-24)\n",
                Family::Indented(Dialect::TaskPaper),
            ),
            ("n.taskpaper", "家:\n- 掃除\n", Family::Indented(Dialect::TaskPaper)),
            ("n.txt", "Agenda:\n- write to a@done.example\n- go\n", Family::Bullets),
            ("n.md", "type:: a\n\n- b\n  collapsed:: true\n\t- c\n", Family::Indented(Dialect::Logseq)),
            ("n.md", "# A\n\n- b\n- c:: d\n  e:: f\n  g:: h\n", Family::Markdown),
            ("n.md", "- std::io\n- foo :: Int\n", Family::Markdown),
            ("n.md", "** a\n** b\n** c\n", Family::Markdown),
        ];
        for (path, text, expected) in cases {
            let source = Source::from_text(text);
            let is_heading = |line: &str| line.starts_with(['■', '●']);
            assert_eq!(Family::detect(path, &source, is_heading).family, expected, "{path}: {text:?}");
        }
    }
}
