//! Outlines as other programs read them: a line a node, with its depth.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A node: its depth and its words, as [`normal`] has them.
pub type Line = (usize, String);

/// Words as all programs agree on them: single spaces, controls visible, no zero width spaces, which escape in Org.
pub fn normal(text: &str) -> String {
    let visible = text.chars().filter(|&c| c != '\u{200B}').map(|c| match c {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)).unwrap(),
        '\x7F' => '␡',
        '\u{80}'..='\u{9F}' | '\u{FFFF}' => '\u{FFFD}',
        _ => c,
    });
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The outline that `midashi export --format json` tells of a note.
///
/// With `is_headed`, the title comes first and all else below it, as in formats that have headings.
pub fn outline(json: &Value, is_headed: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for node in json["nodes"].as_array().unwrap() {
        let text = node["text"].as_str().unwrap();
        let text = match (node["kind"].as_str().unwrap(), node["marker"].as_str().unwrap()) {
            ("arrow", "=>" | "⇒") => format!("⇒ {text}"),
            ("arrow", _) => format!("→ {text}"),
            // More digits than a Markdown list can count with.
            ("item", marker) if marker.len() > 10 => format!("{marker} {text}"),
            (_, _) => text.to_owned(),
        };
        let depth = usize::try_from(node["depth"].as_u64().unwrap()).unwrap();
        if is_headed && node["kind"] == "title" {
            lines.insert(0, (0, normal(&text)));
        } else {
            lines.push((depth + usize::from(is_headed), normal(&text)));
        }
    }
    lines
}

/// The tree that pandoc makes of `file`, which is written in `format`.
pub fn pandoc(format: &str, file: &Path) -> Vec<Line> {
    let document: Value =
        serde_json::from_str(&run(Command::new("pandoc").args(["--to=json", "--from", format]).arg(file)))
            .unwrap();
    let mut lines = Vec::new();
    if let Some(title) = document["meta"].get("title") {
        lines.push((0, normal(&inlines(&title["c"]))));
    }
    let below_title = lines.len();
    blocks(&document["blocks"], below_title, &mut lines);
    lines
}

/// What `command` prints; it must succeed.
pub fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {complaints}");
    String::from_utf8(output.stdout).unwrap()
}

/// The lines of blocks. What follows a heading is below it; `base` is the depth of headings of the first level.
fn blocks(blocks: &Value, base: usize, lines: &mut Vec<Line>) {
    let mut depth = base;
    for block in blocks.as_array().unwrap() {
        let content = &block["c"];
        match block["t"].as_str().unwrap() {
            "Header" => {
                depth = base + usize::try_from(content[0].as_u64().unwrap()).unwrap();
                lines.push((depth - 1, normal(&inlines(&content[2]))));
            }
            "Para" | "Plain" => {
                let text = inlines(content);
                lines.extend(text.split('\n').map(|line| (depth, normal(line))));
            }
            "BulletList" => items(content, depth, lines),
            "OrderedList" => items(&content[1], depth, lines),
            "HorizontalRule" => lines.push((depth, "---".to_owned())),
            // Keywords of the file that pandoc has no use for.
            "RawBlock" if content[1].as_str().is_some_and(|raw| raw.starts_with("#+filetags:")) => {}
            other => panic!("{other} is in no outline: {content}"),
        }
    }
}

fn items(items: &Value, depth: usize, lines: &mut Vec<Line>) {
    for item in items.as_array().unwrap() {
        let (first, rest) = item
            .as_array()
            .unwrap()
            .split_first()
            .map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
        match first {
            Some(first) if matches!(first["t"].as_str(), Some("Plain" | "Para")) => {
                lines.push((depth, normal(&inlines(&first["c"]))));
                blocks(&Value::from(rest), depth + 1, lines);
            }
            Some(_) | None => {
                lines.push((depth, String::new()));
                blocks(item, depth + 1, lines);
            }
        }
    }
}

/// The words of inlines; those of markup that no outline has are marked as such.
fn inlines(inlines: &Value) -> String {
    let mut text = String::new();
    for inline in inlines.as_array().unwrap() {
        let content = &inline["c"];
        text.push_str(&match inline["t"].as_str().unwrap() {
            "Str" => content.as_str().unwrap().to_owned(),
            "Space" | "SoftBreak" => " ".to_owned(),
            "LineBreak" => "\n".to_owned(),
            "Emph" | "Strong" => self::inlines(content),
            "Link" => self::inlines(&content[1]),
            "Quoted" => format!("QUOTED {}", self::inlines(&content[1])),
            other => format!("{other} {content}"),
        });
    }
    text
}
