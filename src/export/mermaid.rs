//! The selection as a mermaid diagram: a mind map, or a flow chart where it is a run of arrows.
//!
//! It is a run when all its nodes but the first are arrow lines; where the first is a heading, so may be all but the
//! first two. Each arrow then leads on from the sibling before it, or, where there is none, from its parent; a heading
//! that stands before the first step frames the chart. Anything else is a mind map, whose root is the note or the one
//! node that is selected.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::document::{Document, Heads, Item};
use super::plain::{Bullet, arrow, bullet, one_line};
use crate::note::entry::Kind;

/// Writes the document.
pub fn write(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    if is_run(document) { write_flow(document, sink) } else { write_mind_map(document, sink) }
}

/// Whether the document is a run of arrows.
fn is_run(document: Document<'_>) -> bool {
    let mut items = document.items(Heads::WhereTitled).peekable();
    let is_arrow = |item: &Item<'_>| item.kind() == Some(Kind::Arrow);
    let Some(first) = items.next() else { return false };
    if first.is_heading() {
        items.next_if(|item| !is_arrow(item) && !item.is_heading());
    }
    let has_step = is_arrow(&first) || items.peek().is_some();
    has_step && items.all(|item| is_arrow(&item))
}

fn write_flow(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    writeln!(sink, "flowchart TD")?;
    let mut items = document.items(Heads::WhereTitled).enumerate().peekable();
    let frame = items.next_if(|(_, first)| first.is_heading());
    // A heading that the first arrow leads on from is a step; else it is the frame.
    let first_step = items.peek().is_some_and(|(_, item)| item.kind() == Some(Kind::Arrow));
    let (frame, step) = if first_step { (None, frame) } else { (frame, None) };
    if let Some((number, heading)) = &frame {
        writeln!(sink, "  subgraph n{number}[\"{}\"]", label(heading.text()))?;
    }
    // The last step at each depth; what an arrow leads on from stands at its own depth, or above.
    let mut last_at: Vec<Option<usize>> = Vec::new();
    for (number, item) in step.into_iter().chain(items) {
        let depth = item.depth as usize;
        let before = last_at.iter().take(depth + 1).rev().find_map(|&last| last);
        last_at.resize(depth, None);
        last_at.push(Some(number));
        let node = format!("n{number}[\"{}\"]", label(item.text()));
        match before.filter(|_| item.kind() == Some(Kind::Arrow)) {
            Some(before) => writeln!(sink, "  n{before} --> {node}")?,
            None => writeln!(sink, "  {node}")?,
        }
    }
    if frame.is_some() { writeln!(sink, "  end") } else { Ok(()) }
}

fn write_mind_map(document: Document<'_>, sink: &mut impl Write) -> io::Result<()> {
    writeln!(sink, "mindmap")?;
    let tops = document.items(Heads::WhereTitled).filter(|item| item.depth == 0).take(2).count();
    let below_root = u32::from(tops != 1);
    if below_root > 0 {
        writeln!(sink, "  root((\"{}\"))", label(document.name()))?;
    }
    for (number, item) in document.items(Heads::WhereTitled).enumerate() {
        let depth = item.depth + below_root;
        for _ in 0..=depth {
            sink.write_all(b"  ")?;
        }
        let text = match (item.kind(), bullet(item.marker())) {
            (Some(Kind::Arrow), _) => label(&format!("{} {}", arrow(item.marker()), item.text())),
            (Some(Kind::Item), Bullet::Number(number, end)) => {
                label(&format!("{number}{end} {}", item.text()))
            }
            (Some(Kind::Item), Bullet::Word(word)) => label(&format!("{word} {}", item.text())),
            (Some(_) | None, _) => label(item.text()),
        };
        match (depth, item.is_heading()) {
            (0, _) => writeln!(sink, "root((\"{text}\"))")?,
            (_, true) => writeln!(sink, "n{number}(\"{text}\")")?,
            (_, false) => writeln!(sink, "n{number}[\"{text}\"]")?,
        }
    }
    Ok(())
}

/// `text` between double quotes: every sign of ASCII that could mean something to mermaid, to the Markdown in its
/// labels, or to the HTML that it makes, is named by its number.
fn label(text: &str) -> String {
    let text = one_line(text);
    let mut label = String::with_capacity(text.len());
    let mut before = None;
    let mut is_number = true;
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let between = |is_kind: fn(char) -> bool| before.is_some_and(is_kind) && after.is_some_and(is_kind);
        let is_harmless = match c {
            ' ' | ',' | '(' | '/' | '?' | '!' => true,
            // Else they may make a list, a rule or a link, which labels refuse to show.
            '-' => between(char::is_alphanumeric),
            '.' => between(char::is_numeric),
            ')' => !is_number,
            _ => !c.is_ascii_punctuation(),
        };
        match c {
            '"' => label.push_str("#quot;"),
            _ if is_harmless => label.push(c),
            // Writing to a string cannot fail.
            _ => drop(write!(label, "#{};", u32::from(c))),
        }
        before = Some(c);
        is_number &= c.is_ascii_digit();
    }
    // An empty label is a syntax error.
    if label.is_empty() { "…".to_owned() } else { label }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::testing::{exported, exported_parts};
    use super::label;

    #[test]
    fn runs_of_arrows_are_flow_charts() {
        let cases = [
            (
                "■話\n朝\n-> 昼\n=> 夜\n",
                "  subgraph n0[\"話\"]\n  n1[\"朝\"]\n  n1 --> n2[\"昼\"]\n  n2 --> n3[\"夜\"]\n  end\n",
            ),
            ("■話\n-> 昼\n-> 夜\n", "  n0[\"話\"]\n  n0 --> n1[\"昼\"]\n  n1 --> n2[\"夜\"]\n"),
            (
                "・項\n  -> 甲\n    -> 乙\n  -> 丙\n",
                "  n0[\"項\"]\n  n0 --> n1[\"甲\"]\n  n1 --> n2[\"乙\"]\n  n1 --> n3[\"丙\"]\n",
            ),
        ];
        for (note, expected) in cases {
            let expected = format!("flowchart TD\n{expected}");
            assert_eq!(exported_parts(&[note], &[(0, Some(0))], Format::Mermaid), expected, "{note}");
        }
    }

    #[test]
    fn all_else_is_a_mind_map_with_one_root() {
        let note = "2026-11-23 集い\n■話\n・項\n  -> 甲\n1. 一\n";
        let expected = "mindmap\n  root((\"2026-11-23 集い\"))\n    n1(\"話\")\n      n2[\"項\"]\n        \
                        n3[\"→ 甲\"]\n      n4[\"1#46; 一\"]\n";
        assert_eq!(exported(note, Format::Mermaid), expected);
        let several = exported_parts(&["・甲\n・乙\n  子\n"], &[(0, Some(0)), (0, Some(1))], Format::Mermaid);
        assert_eq!(several, "mindmap\n  root((\"甲\"))\n    n0[\"甲\"]\n    n1[\"乙\"]\n      n2[\"子\"]\n");
    }

    #[test]
    fn nothing_in_a_label_is_syntax() {
        let cases = [
            ("\"]; end\n%%{init: `x`}%%", "#quot;#93;#59; end #37;#37;#123;init#58; #96;x#96;#125;#37;#37;"),
            ("1. - x", "1#46; #45; x"),
            ("12) x)", "12#41; x)"),
            ("v1.2 (2026-11-23) a->b", "v1.2 (2026-11-23) a#45;#62;b"),
            ("www.example.com", "www#46;example#46;com"),
            (" ", "…"),
        ];
        for (text, expected) in cases {
            assert_eq!(label(text), expected);
        }
    }
}
