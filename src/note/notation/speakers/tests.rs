//! Lines that say who speaks, and lines that do not.

use crate::note::entry::Kind;
use crate::note::notation::{Family, Notation};
use crate::note::source::Source;

/// What the attributions of a note say.
fn attributions(text: &str) -> Vec<String> {
    let source = Source::from_text(text);
    let entries = Notation::bundled().read_note(Family::Markdown, &source).entries;
    let attributions = entries.iter().filter(|entry| entry.kind == Kind::Attribution);
    attributions.map(|entry| source.slice(entry.text.clone()).to_owned()).collect()
}

#[test]
fn headings_name_who_speaks() {
    let cases = [
        ("Fold, Don't Scroll - June Halloway, Paper Lantern Labs", "June Halloway, Paper Lantern Labs"),
        (
            "Fold - June van der Halloway, Paper Lantern Labs Inc.",
            "June van der Halloway, Paper Lantern Labs Inc.",
        ),
        ("Part 1 - Fold - June Halloway (Paper Lantern)", "June Halloway (Paper Lantern)"),
        ("Fold -- June Halloway @ Paper Lantern", "-- June Halloway @ Paper Lantern"),
        ("Fold — June Halloway", "— June Halloway"),
        ("Fold – June Halloway (7Lanterns)", "June Halloway (7Lanterns)"),
        ("Fold by June P. Halloway-O'Neill", "by June P. Halloway-O'Neill"),
        ("Stand by me by Åsa Öberg, Lantern", "by Åsa Öberg, Lantern"),
    ];
    for (heading, expected) in cases {
        assert_eq!(attributions(&format!("## {heading}\n\nwords\n")), [expected], "{heading}");
    }
}

#[test]
fn headings_without_a_name_stay_whole() {
    let cases = [
        "Part 1 - Introduction, Setup",
        "Day 2 - Morning Session, Hall B",
        "Building Blocks - Best Practices, Tips",
        "Chaos patterns - architecting for failure in distributed systems",
        "Batteries Included - Your Starter Kit to Ops",
        "Typical SRE Background - Science + Service",
        "Programming as performance - live coding with Sonic Pi",
        "2026-11-24 - Tuesday",
        "OSCON EU - Day 1",
        "Stand by Me",
        "Step by Step",
        "Driven by Open Source",
        "Paid by the Hour, Not by the Line",
        "Fold - Unfold",
        "Fold - June Halloway",
        "A — B",
        "Rust -- The Good Parts",
        "Q&A - Ask Us, Anything",
        "Lessons - Zero Downtime, High Speed",
        "Fold -- Live Demo",
        "紙 - 若葉 奏, 月見坂",
        "- June Halloway, Lantern",
    ];
    for heading in cases {
        assert_eq!(attributions(&format!("## {heading}\n\nwords\n")), [""; 0], "{heading}");
    }
}

#[test]
fn the_line_below_a_heading_names_who_speaks() {
    let cases = [
        ("**June Halloway (Paper Lantern)**", "June Halloway (Paper Lantern)"),
        ("**June Halloway**", "June Halloway"),
        ("**June Halloway (Lantern), Ken Sato (Tsukimi)**", "June Halloway (Lantern), Ken Sato (Tsukimi)"),
        ("by June Halloway", "by June Halloway"),
        ("*by June Halloway @ Lantern*", "by June Halloway @ Lantern"),
        ("-- June Halloway", "-- June Halloway"),
        ("— June Halloway, Lantern", "— June Halloway, Lantern"),
        ("Speaker: June Halloway (Lantern)", "Speaker: June Halloway (Lantern)"),
        ("**Author:** June Halloway", "June Halloway"),
        ("- Speaker: June Halloway\n- words", "Speaker: June Halloway"),
    ];
    for (line, expected) in cases {
        assert_eq!(attributions(&format!("## A\n\n{line}\n\nwords\n")), [expected], "{line}");
        assert_eq!(attributions(&format!("# A\n\n{line}\n\nwords\n")), [expected], "below a title: {line}");
    }
}

#[test]
fn other_lines_below_a_heading_are_text() {
    let cases = [
        "by hand",
        "by the way, June Halloway said so",
        "**What we did (in short)**",
        "**Best Practices**",
        "**Nothing New**",
        "June Halloway spoke by Lake Lantern.",
        "June Halloway",
        "June Halloway, Lantern",
        "-- and so on",
        "— The End —",
        "by June Halloway\nwho came late\nand left early",
        "- June Halloway",
        "- by June Halloway\n  - about folding",
        "**Threat Model**: what is it",
        "Presented by",
    ];
    for line in cases {
        assert_eq!(attributions(&format!("## A\n\n{line}\n\nwords\n")), [""; 0], "{line}");
    }
    assert_eq!(attributions("## A\n\nwords\n\nby June Halloway\n"), [""; 0], "only directly below a heading");
}
