//! Outlines as other programs read them: a line a node, with its depth.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// A node: its depth and its words, as [`normal`] has them.
pub type Line = (usize, String);

/// Words as all programs agree on them: composed (NFC), single spaces, controls visible, no zero width spaces, which
/// escape in Org.
pub fn normal(text: &str) -> String {
    let visible = text.chars().filter(|&c| c != '\u{200B}').map(|c| match c {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)).unwrap(),
        '\x7F' => '␡',
        '\u{80}'..='\u{9F}' | '\u{FFFF}' => '\u{FFFD}',
        _ => c,
    });
    visible.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The title that heads the outline which `midashi export --format json` tells of a note: one that stands at the left
/// and has only lines of text above it.
pub fn heading_title(json: &Value) -> Option<&Value> {
    let mut above = nodes(json).iter().take_while(|node| node["kind"] == "text" || node["kind"] == "title");
    above.find(|node| node["kind"] == "title").filter(|title| title["depth"] == 0)
}

/// The outline that `midashi export --format json` tells of a note.
///
/// With `is_headed`, as formats that have headings show it: what heads it comes first, and all else below; what stood
/// below the title already does not move.
pub fn outline(json: &Value, is_headed: bool) -> Vec<Line> {
    let title = heading_title(json).filter(|_| is_headed);
    let mut lines: Vec<Line> = title.iter().map(|title| (0, words(title))).collect();
    let mut is_below_title = false;
    for node in nodes(json) {
        if Some(node) == title {
            is_below_title = true;
            continue;
        }
        let depth = usize::try_from(node["depth"].as_u64().unwrap()).unwrap();
        is_below_title &= depth > 0;
        lines.push((depth + usize::from(title.is_some() && !is_below_title), words(node)));
    }
    lines
}

/// The nodes that the JSON of a note tells.
pub fn nodes(json: &Value) -> &[Value] {
    json["nodes"].as_array().unwrap()
}

/// The words of a node, with what of its marker means something.
fn words(node: &Value) -> String {
    let text = node["text"].as_str().unwrap();
    normal(&match (node["kind"].as_str().unwrap(), node["marker"].as_str().unwrap()) {
        ("arrow", "=>" | "⇒") => format!("⇒ {text}"),
        ("arrow", _) => format!("→ {text}"),
        ("item", marker) if is_kept(marker) => format!("{marker} {text}"),
        (_, _) => text.to_owned(),
    })
}

/// Whether a marker is none that lists have: `(1)`, and more digits than a Markdown list can count with.
fn is_kept(marker: &str) -> bool {
    let digits = marker.trim_end_matches(['.', ')']);
    let is_number = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    marker.chars().any(char::is_alphanumeric) && marker != "o" && !(is_number && digits.len() < marker.len())
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
            "HorizontalRule" => lines.push((depth, String::new())),
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
            Some(first) if first["t"] == "HorizontalRule" => {
                lines.push((depth, String::new()));
                blocks(&Value::from(rest), depth + 1, lines);
            }
            Some(_) | None => {
                lines.push((depth, String::new()));
                blocks(item, depth + 1, lines);
            }
        }
    }
}

/// The words of inlines; markup that no outline has stays to be seen as what it is.
fn inlines(inlines: &Value) -> String {
    let words = inlines.as_array().unwrap().iter().map(|inline| {
        let content = &inline["c"];
        match inline["t"].as_str().unwrap() {
            "Str" => content.as_str().unwrap().to_owned(),
            "Space" | "SoftBreak" => " ".to_owned(),
            "LineBreak" => "\n".to_owned(),
            "Emph" | "Strong" => self::inlines(content),
            "Link" => self::inlines(&content[1]),
            _ => inline.to_string(),
        }
    });
    words.collect()
}
