//! Exports as programs that are not ours read them: the tree that they find is the outline. Each format also takes a
//! note that is full of what it would take for markup.
#![cfg(unix)]

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::browser::Browser;
use crate::support::cli::Workplace;
use crate::support::tree::{Line, heading_title, nodes, normal, outline, pandoc, run};
use serde_json::Value;

/// Notes that are exported and read.
struct Notes {
    workplace: Workplace,
    /// Their names in the workplace.
    names: Vec<String>,
}

impl Notes {
    /// Notes of our own: one to read, one full of traps.
    fn of_our_own() -> Self {
        let workplace = Workplace::new();
        workplace.file("hostile.txt", include_str!("../notes/hostile.txt"));
        Self { workplace, names: ["sample.txt", "hostile.txt"].map(str::to_owned).into() }
    }

    /// Real notes, all read by the notation of bullets, in which a line is a node: other programs agree on lines.
    fn real() -> Self {
        let workplace = Workplace::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/notes");
        let wild = fs::read_dir(folder.join("wild")).unwrap().map(|entry| entry.unwrap().path());
        let mut names = Vec::new();
        for path in wild.filter(|path| !path.ends_with("README.md")).chain([folder.join("cndt2019-day2.txt")])
        {
            let name = path.file_name().unwrap().to_str().unwrap();
            workplace.file(name, fs::read(&path).unwrap());
            names.push(name.to_owned());
        }
        assert!(names.len() >= 13, "only {names:?}");
        Self { workplace, names }
    }

    /// Every note by name.
    fn each(&self) -> impl Iterator<Item = Note<'_>> {
        self.names.iter().map(|name| Note { workplace: &self.workplace, name })
    }
}

struct Note<'n> {
    workplace: &'n Workplace,
    name: &'n str,
}

impl Note<'_> {
    fn export(&self, format: &str) -> String {
        let ran = self.workplace.run(&["export", "--notation", "bullets", "--format", format, self.name]);
        // A word on standard error, of a note in another encoding, is no failure.
        assert_eq!(ran.status, 0, "{}: {}", self.name, ran.stderr);
        ran.stdout
    }

    /// An export as a file.
    fn file(&self, format: &str) -> PathBuf {
        let name = format!("{}.{format}", self.name);
        self.workplace.file(&name, self.export(format));
        self.workplace.path().join(name)
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.export("json")).unwrap()
    }

    /// Asserts that `found` is the outline, and tells the first difference.
    fn assert_outline(&self, found: &[Line], is_headed: bool, format: &str) {
        self.assert_lines(found, &outline(&self.json(), is_headed), format);
    }

    fn assert_lines(&self, found: &[Line], expected: &[Line], format: &str) {
        for (number, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert_eq!(found, expected, "{} as {format}: line {number}, found against expected", self.name);
        }
        let shorter = found.len().min(expected.len());
        assert_eq!(found.get(shorter..), expected.get(shorter..), "{} as {format}: at the end", self.name);
    }
}

fn check_markdown(note: &Note<'_>) {
    for (reader, format) in [("commonmark", "markdown"), ("gfm", "markdown"), ("commonmark", "markdown-bold")]
    {
        note.assert_outline(
            &pandoc(reader, &note.file(format)),
            true,
            &format!("{format}, read as {reader}"),
        );
    }
}

fn check_org(note: &Note<'_>) {
    let json = note.json();
    let mut found = pandoc("org-smart", &note.file("org"));
    let mut expected = outline(&json, true);
    match heading_title(&json) {
        // The title of the file has neither date nor tags: they have keywords of their own.
        Some(_) => expected[0].1 = normal(json["title"].as_str().unwrap()),
        None => found = below_first(found),
    }
    note.assert_lines(&found, &expected, "org");
}

fn check_opml(note: &Note<'_>) {
    // The title of the file is the title of the note once more.
    let found = below_first(pandoc("opml-smart-tex_math_dollars", &note.file("opml")));
    // Markers are attributes.
    let json = note.json();
    let words = |node: &Value| normal(node["text"].as_str().unwrap());
    let expected = outline(&json, false).into_iter().zip(nodes(&json));
    let expected: Vec<Line> = expected.map(|((depth, _), node)| (depth, words(node))).collect();
    note.assert_lines(&found, &expected, "opml");
}

/// What stands below the first line of an outline, as an outline of its own.
fn below_first(mut lines: Vec<Line>) -> Vec<Line> {
    lines.remove(0);
    lines.into_iter().map(|(depth, text)| (depth - 1, text)).collect()
}

fn check_html_list(note: &Note<'_>) {
    note.assert_outline(&pandoc("html", &note.file("html-list")), false, "html-list");
}

/// Prints the outlines of an OPML file as a JSON list: depth, text, kind.
const READ_OPML: &str = "
import html, json, sys, xml.etree.ElementTree as tree
def walk(root):
    open = [(0, child) for child in reversed(root.findall('outline'))]
    while open:
        depth, element = open.pop()
        yield [depth, html.unescape(element.get('text')), element.get('kind')]
        open += [(depth + 1, child) for child in reversed(element.findall('outline'))]
print(json.dumps(list(walk(tree.parse(sys.argv[1]).find('body')))))
";

fn check_xml(note: &Note<'_>) {
    let file = note.file("opml");
    for file in [&file, &note.file("opml-note")] {
        run(Command::new("xmllint").args(["--noout", "--huge"]).arg(file));
    }
    let printed = run(Command::new("python3").args(["-c", READ_OPML]).arg(&file));
    let read: Vec<(u64, String, String)> = serde_json::from_str(&printed).unwrap();
    let json = note.json();
    assert_eq!(read.len(), nodes(&json).len(), "{}", note.name);
    for ((depth, text, kind), node) in read.iter().zip(nodes(&json)) {
        let expected =
            (node["depth"].as_u64(), normal(node["text"].as_str().unwrap()), node["kind"].as_str());
        assert_eq!((Some(*depth), normal(text), Some(kind.as_str())), expected, "{}", note.name);
    }
}

fn check_json(note: &Note<'_>) {
    let printed =
        run(Command::new("python3").args(["-m", "json.tool", "--no-ensure-ascii"]).arg(note.file("json")));
    assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), note.json(), "{}", note.name);
}

fn check_page(note: &Note<'_>) {
    let json = note.json();
    let mut expected = outline(&json, true);
    let has_headline = heading_title(&json).is_some();
    if has_headline {
        expected.remove(0);
    }
    let found = Browser::new().page(&note.export("html"), usize::from(has_headline));
    note.assert_lines(&found, &expected, "html");
}

fn check_pasting(note: &Note<'_>) {
    note.assert_outline(&Browser::new().pasted(&note.export("html-list")), false, "html-list, pasted");
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_the_outline_in_markdown() {
    Notes::of_our_own().each().for_each(|note| check_markdown(&note));
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_the_outline_in_org() {
    Notes::of_our_own().each().for_each(|note| check_org(&note));
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_the_outline_in_opml() {
    Notes::of_our_own().each().for_each(|note| check_opml(&note));
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_the_outline_in_an_html_list() {
    Notes::of_our_own().each().for_each(|note| check_html_list(&note));
}

#[test]
#[ignore = "needs xmllint, python3"]
fn xml_readers_find_the_outline_in_opml() {
    Notes::of_our_own().each().for_each(|note| check_xml(&note));
}

#[test]
#[ignore = "needs python3"]
fn python_reads_the_json() {
    Notes::of_our_own().each().for_each(|note| check_json(&note));
}

#[test]
#[ignore = "needs chromium"]
fn chromium_shows_the_outline_in_the_page() {
    Notes::of_our_own().each().for_each(|note| check_page(&note));
}

/// Should markup of a note ever get into a page, its policy still lets no script run, and loads nothing: without the policy both
/// happen.
#[test]
#[ignore = "needs chromium"]
fn the_policy_of_a_page_stops_scripts_and_loads() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = server.local_addr().unwrap();
    // Whoever is not answered waits: each is sent away at once, and counted.
    let loads = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&loads);
    std::thread::spawn(move || {
        for _ in server.incoming() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    let markup = format!(
        "<p id=watched></p><script>document.getElementById('watched').textContent = 'it RAN'</script>\
         <img src=x onerror=\"document.getElementById('watched').textContent = 'it RAN'\">\
         <img src=\"http://{address}/loaded\">"
    );
    let notes = Notes::of_our_own();
    let page = notes.each().next().unwrap().export("html");
    for has_policy in [false, true] {
        let dom = Browser::new().tampered(&page, &markup, has_policy);
        assert_eq!(dom.contains("<p id=\"watched\">it RAN</p>"), !has_policy, "{dom}");
        assert_eq!(loads.swap(0, Ordering::SeqCst) > 0, !has_policy, "whether something was loaded");
    }
}

#[test]
#[ignore = "needs chromium"]
fn a_pasted_list_keeps_its_shape() {
    Notes::of_our_own().each().for_each(|note| check_pasting(&note));
}

#[test]
#[ignore = "needs ../shared/notes, pandoc, xmllint, python3, chromium"]
fn real_notes_keep_their_outlines() {
    for note in Notes::real().each() {
        for check in [
            check_markdown,
            check_org,
            check_opml,
            check_html_list,
            check_xml,
            check_json,
            check_page,
            check_pasting,
        ] {
            check(&note);
        }
    }
}
