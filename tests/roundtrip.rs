//! Exports as programs that are not ours read them: the tree that they find is the outline. Each format also takes a
//! note that is full of what it would take for markup.
#![cfg(unix)]

mod support;

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use support::cli::Workplace;
use support::tree::{Line, normal, outline, pandoc, run};

/// Notes of our own: one to read, one full of traps.
const NOTES: [&str; 2] = ["sample.txt", "hostile.txt"];

fn workplace() -> Workplace {
    let workplace = Workplace::new();
    workplace.file("hostile.txt", include_str!("notes/hostile.txt"));
    workplace
}

/// `note` in `format`, in a file.
fn exported(workplace: &Workplace, note: &str, format: &str) -> PathBuf {
    let file = workplace.path().join(format!("{note}.{format}"));
    workplace.prints(&["export", "--format", format, "--output", file.to_str().unwrap(), note]);
    file
}

fn outline_of(workplace: &Workplace, note: &str, is_headed: bool) -> Vec<Line> {
    outline(&workplace.json(&["export", "--format", "json", note]), is_headed)
}

/// Asserts that two trees are the same, and tells the first difference.
fn assert_same(found: &[Line], expected: &[Line], what: &str) {
    for (number, pair) in found.iter().zip(expected).enumerate() {
        assert_eq!(pair.0, pair.1, "{what}: line {number}, found against expected");
    }
    let shorter = found.len().min(expected.len());
    assert_eq!(found.get(shorter..), expected.get(shorter..), "{what}: at the end");
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_the_outline_in_markdown() {
    let workplace = workplace();
    for note in NOTES {
        let expected = outline_of(&workplace, note, true);
        let file = exported(&workplace, note, "markdown");
        for reader in ["commonmark", "gfm"] {
            assert_same(&pandoc(reader, &file), &expected, &format!("{note} as {reader}"));
        }
        let bold = pandoc("commonmark", &exported(&workplace, note, "markdown-bold"));
        assert_same(&bold, &expected, &format!("{note} as a list"));
    }
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_the_outline_in_org() {
    let workplace = workplace();
    for note in NOTES {
        let mut expected = outline_of(&workplace, note, true);
        // The title of the file has neither date nor tags: they have keywords of their own.
        let title = workplace.json(&["export", "--format", "json", note])["title"].as_str().map(normal);
        expected[0].1 = title.unwrap();
        assert_same(&pandoc("org-smart", &exported(&workplace, note, "org")), &expected, note);
    }
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_the_outline_in_opml() {
    let workplace = workplace();
    for note in NOTES {
        let mut found = pandoc("opml-smart-tex_math_dollars", &exported(&workplace, note, "opml"));
        // The title of the file is the title of the note once more.
        found.remove(0);
        let found: Vec<Line> = found.into_iter().map(|(depth, text)| (depth - 1, text)).collect();
        let mut expected = outline_of(&workplace, note, false);
        for (_, text) in &mut expected {
            *text = text.trim_start_matches(['→', '⇒']).trim_start().to_owned();
        }
        assert_same(&found, &expected, note);
    }
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_the_outline_in_an_html_list() {
    let workplace = workplace();
    for note in NOTES {
        let found = pandoc("html", &exported(&workplace, note, "html-list"));
        assert_same(&found, &outline_of(&workplace, note, false), note);
    }
}

/// Prints the outlines of an OPML file as a JSON list of depth and text.
const READ_OPML: &str = "
import html, json, sys, xml.etree.ElementTree as tree
def walk(element, depth):
    for child in element.findall('outline'):
        yield [depth, html.unescape(child.get('text')), child.get('kind'), child.get('_note')]
        yield from walk(child, depth + 1)
print(json.dumps(list(walk(tree.parse(sys.argv[1]).find('body'), 0))))
";

#[test]
#[ignore = "needs xmllint, python3"]
fn xml_readers_find_the_outline_in_opml() {
    let workplace = workplace();
    for note in NOTES {
        let data = workplace.json(&["export", "--format", "json", note]);
        let file = exported(&workplace, note, "opml");
        run(Command::new("xmllint").arg("--noout").arg(&file));
        run(Command::new("xmllint").arg("--noout").arg(exported(&workplace, note, "opml-note")));
        let read: Value =
            serde_json::from_str(&run(Command::new("python3").args(["-c", READ_OPML]).arg(&file))).unwrap();
        let nodes = data["nodes"].as_array().unwrap();
        assert_eq!(read.as_array().unwrap().len(), nodes.len(), "{note}");
        for (found, node) in read.as_array().unwrap().iter().zip(nodes) {
            let expected = (&node["depth"], normal(node["text"].as_str().unwrap()), &node["kind"]);
            assert_eq!((&found[0], normal(found[1].as_str().unwrap()), &found[2]), expected, "{note}");
        }
    }
}

#[test]
#[ignore = "needs python3"]
fn python_reads_the_json() {
    let workplace = workplace();
    for note in NOTES {
        let file = exported(&workplace, note, "json");
        let printed = run(Command::new("python3").args(["-m", "json.tool", "--no-ensure-ascii"]).arg(&file));
        let ours: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), ours, "{note}");
    }
}

/// Walks what stands in an element and leaves it, a depth and a text a node, where the test finds it.
const WALK: &str = "
function own(item) {
  const text = node => node.nodeName == 'BR' ? ' ' : node.textContent;
  return [...item.childNodes].filter(node => !/^[UO]L$/.test(node.nodeName)).map(text).join('');
}
function walk(element, depth, found) {
  for (const child of element.children) {
    if (child.matches('details')) {
      found.push([depth, child.querySelector('summary > :first-child').textContent]);
      walk(child.querySelector(':scope > div'), depth + 1, found);
    } else if (child.matches('ul, ol')) {
      for (const item of child.children) {
        if (item.nodeName != 'LI') found.push([depth, 'NO ITEM: ' + item.nodeName]);
        found.push([depth, own(item)]);
        for (const list of item.querySelectorAll(':scope > ul, :scope > ol')) {
          const holder = document.createElement('div');
          holder.append(list.cloneNode(true));
          walk(holder, depth + 1, found);
        }
      }
    } else if (child.matches('p')) {
      for (const line of child.innerText.split('\\n')) found.push([depth, line]);
    } else {
      found.push([depth, child.textContent]);
    }
  }
  return found;
}
function leave(found) {
  document.body.innerHTML = '<pre>FOUND' + encodeURIComponent(JSON.stringify(found)) + 'END</pre>';
}
";

/// What the script of `page` leaves when Chromium has loaded it.
fn chromium(workplace: &Workplace, name: &str, page: &str) -> Vec<Line> {
    workplace.file(name, page);
    let profile = workplace.path().join("chromium");
    let dom = run(Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--virtual-time-budget=5000"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", workplace.path().join(name).display())));
    let found = dom.split_once("<pre>FOUND").and_then(|(_, rest)| rest.split_once("END</pre>"));
    let (encoded, _) = found.unwrap_or_else(|| panic!("nothing found in {dom}"));
    let lines: Vec<Line> = serde_json::from_slice(&percent_decoded(encoded)).unwrap();
    lines.into_iter().map(|(depth, text)| (depth, normal(&text))).collect()
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).unwrap());
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

#[test]
#[ignore = "needs chromium"]
fn chromium_shows_the_outline_in_the_page() {
    let workplace = workplace();
    for note in NOTES {
        let page = std::fs::read_to_string(exported(&workplace, note, "html")).unwrap();
        // Its policy allows no script, not even ours.
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        assert_eq!(page.matches(policy).count(), 1, "{note}");
        let script =
            format!("<script>{WALK} leave(walk(document.querySelector('main'), 1, []))</script></body>");
        let with_script = page.replace("</body>", &script);
        workplace.file("forbidden.html", &with_script);
        let found = chromium(&workplace, "allowed.html", &with_script.replace(policy, ""));
        let mut expected = outline_of(&workplace, note, true);
        expected.remove(0);
        assert_same(&found, &expected, note);
    }
}

#[test]
#[ignore = "needs chromium"]
fn a_pasted_list_keeps_its_shape() {
    let workplace = workplace();
    for note in NOTES {
        let list = std::fs::read_to_string(exported(&workplace, note, "html-list")).unwrap();
        let literal = serde_json::to_string(&list).unwrap().replace('<', "\\u003c");
        let page = format!(
            "<!DOCTYPE html><meta charset=utf-8><body><div contenteditable id=editor></div><script>{WALK}
            const editor = document.getElementById('editor');
            editor.focus();
            document.execCommand('insertHTML', false, {literal});
            leave(walk(editor, 0, []));
            </script>"
        );
        assert_same(&chromium(&workplace, "paste.html", &page), &outline_of(&workplace, note, false), note);
    }
}
