//! A subtree as `CommonMark`: headings relative to the selection, all that has children as nested lists.
//!
//! Lines of text directly below a heading that have no children are paragraphs; every other line is an item of a
//! list, so that the nesting survives. Arrows become `→` at the start of their item.

use crate::note::entry::Kind;
use crate::outline::NodeId;
use crate::vault::Note;

/// The lowest heading there is.
const LOWEST_HEADING: usize = 6;

/// A subtree, or the whole note.
pub fn export(note: &Note, top: Option<NodeId>) -> String {
    let outline = &note.outline;
    let ids = top.map_or(0..outline.len(), |id| id.0..outline.node(id).end().0).map(NodeId);
    let has_title = top.is_none() && outline.ids().any(|id| outline.node(id).kind() == Kind::Title);
    let mut writer = Writer {
        note,
        markdown: String::new(),
        last: Block::Start,
        base: top.map_or(0, |id| outline.node(id).depth()),
        title_level: usize::from(has_title),
        indents: Vec::new(),
    };
    ids.for_each(|id| writer.node(id));
    writer.markdown
}

/// What was written last, which decides whether a blank line must follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Start,
    Heading,
    /// Ended by this line of the note.
    Paragraph(u32),
    List,
}

struct Writer<'n> {
    note: &'n Note,
    markdown: String,
    last: Block,
    /// The depth of the selection's top.
    base: u32,
    /// 1 where a title takes the first level of headings.
    title_level: usize,
    /// For each depth of the present branch, how far the children of its node are indented (bytes), or `None` for a
    /// heading, whose children are not.
    indents: Vec<Option<usize>>,
}

impl Writer<'_> {
    fn node(&mut self, id: NodeId) {
        let node = self.note.outline.node(id);
        let text = self.note.text_of(id);
        self.indents.truncate((node.depth() - self.base) as usize);
        let indent = self.indents.last().copied().flatten();
        let has_children = self.note.outline.has_children(id);
        match node.kind() {
            Kind::Title => self.heading(1, text),
            Kind::Session | Kind::Section => {
                let above = self.indents.iter().filter(|indent| indent.is_none()).count();
                self.heading((above + 1 + self.title_level).min(LOWEST_HEADING), text);
            }
            Kind::Attribution if indent.is_none() => {
                self.paragraph(node.line().0, &format!("*{}*", escaped(text)));
            }
            Kind::Text if indent.is_none() && !has_children => {
                self.paragraph(node.line().0, &escaped_line(text));
            }
            Kind::Arrow => self.item(indent.unwrap_or(0), "-", &format!("→ {}", escaped(text))),
            Kind::Item
            | Kind::Text
            | Kind::Attribution
            | Kind::Code
            | Kind::Quote
            | Kind::Table
            | Kind::Rule => {
                let marker = self.note.marker_of(id);
                let bullet = if marker.starts_with(|c: char| c.is_ascii_digit()) { marker } else { "-" };
                self.item(indent.unwrap_or(0), bullet, &escaped_line(text));
                self.indents.push(Some(indent.unwrap_or(0) + bullet.len() + 1));
                return;
            }
        }
        let below = match node.kind() {
            Kind::Arrow => Some(indent.unwrap_or(0) + 2),
            Kind::Title
            | Kind::Session
            | Kind::Section
            | Kind::Item
            | Kind::Text
            | Kind::Attribution
            | Kind::Code
            | Kind::Quote
            | Kind::Table
            | Kind::Rule => None,
        };
        self.indents.push(below);
    }

    fn blank_line(&mut self) {
        if self.last != Block::Start {
            self.markdown.push('\n');
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.blank_line();
        self.line(&format!("{} {}", "#".repeat(level), escaped(text)));
        self.last = Block::Heading;
    }

    /// A line of a paragraph; it goes on the one before if it stands on the next line of the note.
    fn paragraph(&mut self, line: u32, text: &str) {
        if self.last == Block::Paragraph(line.wrapping_sub(1)) {
            self.markdown.pop();
            // A hard line break: the note's lines stay lines.
            self.markdown.push_str("\\\n");
        } else {
            self.blank_line();
        }
        self.line(text);
        self.last = Block::Paragraph(line);
    }

    fn item(&mut self, indent: usize, bullet: &str, text: &str) {
        if self.last != Block::List {
            self.blank_line();
        }
        self.line(&format!("{:indent$}{bullet} {text}", ""));
        self.last = Block::List;
    }

    fn line(&mut self, text: &str) {
        self.markdown.push_str(text.trim_end());
        self.markdown.push('\n');
    }
}

/// `text` so that none of it is markup within a line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let within_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' => true,
            '_' => !within_word,
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
            '~' => before == Some('~') || after == Some('~'),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// As [`escaped`], and so that its beginning opens no block: no heading, list, quote, rule, code or table.
fn escaped_line(text: &str) -> String {
    let line = escaped(text);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])) {
        let (number, rest) = line.split_at_checked(digits).unwrap_or((&line, ""));
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '>', '-', '+', '=', '|', '~']) { format!("\\{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::note::notation::Notation;
    use crate::note::source::Source;

    fn markdown(text: &str) -> String {
        let note = Note::parse("a.txt", Source::from_text(text), Arc::new(Notation::bundled()));
        export(&note, None)
    }

    #[test]
    fn the_outline_becomes_headings_and_lists() {
        let note = "2026-11-23 集い\n\n■話\n\n青葉 しおり さん [月見坂]\n\n●節\nはじめに\n続き\n・項目\n  子\n    孫\n  -> 結論\n\
                    1. 一\n  ・二\n\n終わり\n";
        let expected = "# 2026-11-23 集い\n\n## 話\n\n*青葉 しおり さん \\[月見坂\\]*\n\n### 節\n\nはじめに\\\n続き\n\n\
                        - 項目\n  - 子\n    - 孫\n  - → 結論\n1. 一\n   - 二\n\n終わり\n";
        assert_eq!(markdown(note), expected);
    }

    #[test]
    fn hostile_text_is_no_markup() {
        let cases = [
            ("# no", "\\# no"),
            ("> no", "\\> no"),
            ("- no", "\\- no"),
            ("12) no", "12\\) no"),
            ("a_b *c* `d`", "a_b \\*c\\* \\`d\\`"),
            ("<script> <-> </ul>", "\\<script> <-> \\</ul>"),
            ("[x](y) ![z]", "\\[x\\](y) !\\[z\\]"),
            ("&amp; R&D & co", "\\&amp; R\\&D & co"),
            ("_x_ ~~~", "\\_x\\_ \\~\\~\\~"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped_line(text), expected, "{text}");
        }
    }
}
