//! Notes that we have made up, one in each notation but those of bullets, and their outlines, written by hand.
//!
//! The outline beside a note says first what the note is called, its date and its tags; then a line a node, two spaces a
//! level: its kind, its marker, its words (`⏎` where a line ends), and who is named (`@` people, `&` companies).

use std::path::PathBuf;
use std::sync::Arc;

use midashi::note::notation::Notation;
use midashi::note::source::Source;
use midashi::outline::NodeId;
use midashi::outline::check::assert_within_markup;
use midashi::vault::{Note, Vault};

/// The notes, and the notation that each is told to be in.
const NOTES: [(&str, &str); 7] = [
    ("kites.md", "markdown"),
    ("garden.org", "org"),
    ("books.opml", "opml"),
    ("chores.taskpaper", "taskpaper"),
    ("page.logseq.md", "logseq"),
    ("workflowy.txt", "indented"),
    ("plain.txt", "indented"),
];

fn file(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/others");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn parse(name: &str) -> Note {
    let note = Note::parse(name, Source::from_text(file(name)), Arc::new(Notation::bundled()));
    assert_within_markup(&note.source, &note.outline);
    note
}

fn shown(note: &Note) -> String {
    let date = note.header.date.map_or(String::new(), |date| format!(" {date}"));
    let tags: Vec<String> = note.header.tags.iter().map(|tag| format!(" #{tag}")).collect();
    let head = format!("{} |{date} |{}\n", note.name(), tags.concat());
    std::iter::once(head).chain(note.outline.ids().map(|id| shown_node(note, id))).collect()
}

fn shown_node(note: &Note, id: NodeId) -> String {
    let node = note.outline.node(id);
    let people = note.attribution_of(id);
    let words = note.text_of(id).replace('\n', "⏎");
    let parts = [node.kind().name(), note.marker_of(id), &words].map(str::to_owned);
    let speakers = people.speakers.iter().map(|name| format!("@{name}"));
    let companies = people.companies.iter().map(|name| format!("&{name}"));
    let parts = parts.into_iter().filter(|part| !part.is_empty()).chain(speakers).chain(companies);
    format!("{}{}\n", "  ".repeat(node.depth() as usize), parts.collect::<Vec<_>>().join(" "))
}

#[test]
fn notes_are_read_as_a_person_reads_them() {
    for (name, notation) in NOTES {
        let note = parse(name);
        assert_eq!(note.notation_name(), notation, "{name}");
        let golden = name.rsplit_once('.').unwrap().0.to_owned() + ".outline";
        assert_eq!(shown(&note), file(&golden), "{name}");
    }
}

fn wild(name: &str) -> Note {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/notes/wild").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    Note::parse(name, Source::from_text(text), Arc::new(Notation::bundled()))
}

#[test]
#[ignore = "needs ../shared/notes"]
fn real_notes_have_their_sessions() {
    let cases: [(&str, &str, &[&str]); 3] = [
        ("47-opml-cactus.opml", "opml", &["To do", "Bugs", "Ideas"]),
        (
            "48-taskpaper-sample.taskpaper",
            "taskpaper",
            &["One project:", "Another project:", "Priorities:", "[Searches]:"],
        ),
        (
            "50-logseq-queries.md",
            "logseq",
            &[
                "**What are \"Queries\"?**",
                "**How to write queries?**",
                "Query Operators",
                "Query Filters",
                "**More query examples**",
            ],
        ),
    ];
    for (name, notation, expected) in cases {
        let note = wild(name);
        assert_eq!(note.notation_name(), notation, "{name}");
        let headings = note.outline.roots().filter(|&id| note.outline.node(id).kind().is_heading());
        let found: Vec<&str> = headings.map(|id| note.text_of(id)).collect();
        assert_eq!(found.get(..expected.len()), Some(expected), "{name}");
    }
}

#[test]
#[ignore = "needs ../shared/notes"]
fn real_notes_in_english_have_their_speakers_and_no_others() {
    let cases: [(&str, &[&str]); 2] = [
        (
            "37-en-oscon2015.md",
            &[
                "Rebecca Parsons",
                "Douglas Crockford",
                "Nils Magnus",
                "Simon Phipps",
                "Sam Aaron",
                "Simon Brown",
                "Jos Boumans",
                "Bruce Wong",
                "Baron Schwartz",
                "Mark Bates",
                "Curtis Poe",
                "Luciano Ramalho",
            ],
        ),
        ("40-en-devopsdays.md", &["Jason Grimes"]),
    ];
    for (name, expected) in cases {
        let index = Vault::new(vec![wild(name)]).entities();
        let found: Vec<&str> = index.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        assert_eq!(found, expected, "{name}");
    }
}
