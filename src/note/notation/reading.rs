//! Reading the tables of a notation file.

use std::borrow::Cow;

use super::bullets::minutes::Labels;
use super::bullets::{Bullets, Heading};
use super::people::PeoplePatterns;
use crate::text::settings::{Located, Table};
use crate::text::width::Cells;

/// Puts the strings that were given in place of `list`; empty ones are refused by [`markers`] where they matter.
pub(super) fn replace(list: &mut Vec<String>, given: Option<Vec<Located<String>>>) {
    if let Some(given) = given {
        *list = given.into_iter().map(|string| string.value).collect();
    }
}

/// As [`replace`], for strings that are looked for in lines and so must not be empty.
fn markers(table: &Table<'_, '_>, list: &mut Vec<String>, key: &'static str) {
    let given = table.strings(key).map(|given| {
        let (good, empty): (Vec<_>, Vec<_>) = given.into_iter().partition(|marker| is_marker(&marker.value));
        for marker in empty {
            table.document().report(marker.span, complaint(&marker.value), None);
        }
        good
    });
    replace(list, given);
}

fn is_marker(marker: &str) -> bool {
    !marker.is_empty() && u8::try_from(marker.len()).is_ok() && marker.trim() == marker
}

fn complaint(marker: &str) -> Cow<'static, str> {
    if marker.is_empty() {
        tr!("a marker must not be empty")
    } else {
        tr!("a marker is short and has no white space around it")
    }
}

/// The top level and the tables about lines.
pub(super) fn bullets(bullets: &mut Bullets, table: &Table<'_, '_>) {
    if let Some(headings) = table.tables("heading") {
        bullets.headings = headings.into_iter().filter_map(heading).collect();
    }
    if let Some(item) = table.table("item") {
        markers(&item, &mut bullets.items, "markers");
        markers(&item, &mut bullets.spaced_items, "spaced-markers");
        markers(&item, &mut bullets.after_number, "after-number");
        pairs(&item, &mut bullets.around_number, "around-number");
        item.done();
    }
    if let Some(learnt) = table.table("learnt") {
        signs(&learnt, &mut bullets.learnt, "markers");
        pairs(&learnt, &mut bullets.brackets, "brackets");
        signs(&learnt, &mut bullets.chapters, "chapters");
        learnt.done();
    }
    if let Some(ruler) = table.table("ruler") {
        signs(&ruler, &mut bullets.rulers, "signs");
        ruler.done();
    }
    if let Some(minutes) = table.table("minutes") {
        labels(&mut bullets.minutes, minutes);
    }
    if let Some(arrow) = table.table("arrow") {
        markers(&arrow, &mut bullets.arrows, "markers");
        arrow.done();
    }
    if let Some(indentation) = table.table("indentation") {
        if let Some(cells) = indentation.integer("ideographic-space", 1..=8) {
            bullets.ideographic_space = small(cells);
        }
        if let Some(cells) = indentation.integer("tab", 1..=16) {
            bullets.tab = small(cells);
        }
        indentation.done();
    }
}

/// As [`replace`], for single characters.
fn signs(table: &Table<'_, '_>, list: &mut Vec<char>, key: &'static str) {
    let Some(given) = table.strings(key) else { return };
    list.clear();
    for sign in given {
        match only_char(&sign.value).filter(|c| !c.is_whitespace()) {
            Some(only) => list.push(only),
            None => table.document().report(sign.span, tr!("this is to be one character"), None),
        }
    }
}

/// As [`replace`], for pairs of brackets.
fn pairs(table: &Table<'_, '_>, list: &mut Vec<(char, char)>, key: &'static str) {
    if let Some(given) = table.string_lists(key) {
        *list = given.into_iter().filter_map(|pair| bracket_pair(table, pair)).collect();
    }
}

/// The table `[minutes]`.
fn labels(labels: &mut Labels, table: Table<'_, '_>) {
    markers(&table, &mut labels.dates, "dates");
    markers(&table, &mut labels.places, "places");
    markers(&table, &mut labels.people, "people");
    markers(&table, &mut labels.parts, "parts");
    table.done();
}

fn heading(table: Table<'_, '_>) -> Option<Heading> {
    let marker = table.string("marker");
    let level = table.integer("level", 1..=9);
    let document = table.document();
    if let Some(marker) = marker.as_ref().filter(|marker| !is_marker(&marker.value)) {
        document.report(marker.span.clone(), complaint(&marker.value), None);
    }
    table.done();
    let marker = marker.filter(|marker| is_marker(&marker.value))?.value;
    Some(Heading { marker, level: u8::try_from(level?).unwrap_or(u8::MAX) })
}

/// The table `[people]`.
pub(super) fn people(people: &mut PeoplePatterns, table: Table<'_, '_>) {
    if let Some(lines) = table.integer("max-lines", 1..=9) {
        people.max_lines = small(lines);
    }
    if let Some(cells) = table.integer("company-cells", 1..=200) {
        people.company_cells = Cells(small(cells));
    }
    markers(&table, &mut people.sentence_marks, "sentence-marks");
    markers(&table, &mut people.honorifics, "honorifics");
    markers(&table, &mut people.labels, "labels");
    markers(&table, &mut people.prefixes, "prefixes");
    markers(&table, &mut people.at, "at");
    markers(&table, &mut people.separators, "separators");
    markers(&table, &mut people.joiners, "joiners");
    markers(&table, &mut people.commas, "commas");
    markers(&table, &mut people.company_words, "company-words");
    markers(&table, &mut people.roles, "roles");
    pairs(&table, &mut people.brackets, "brackets");
    table.done();
}

fn bracket_pair(table: &Table<'_, '_>, pair: Located<Vec<Located<String>>>) -> Option<(char, char)> {
    let mut chars = Vec::new();
    for bracket in &pair.value {
        match only_char(&bracket.value) {
            Some(only) => chars.push(only),
            None => table.document().report(bracket.span.clone(), tr!("a bracket is one character"), None),
        }
    }
    match (chars.as_slice(), pair.value.len()) {
        (&[open, close], 2) => Some((open, close)),
        (_, 2) => None,
        (_, count) => {
            let message = tr!("a pair of brackets has two strings, not {count}", count);
            table.document().report(pair.span, message, None);
            None
        }
    }
}

/// The character that is all of `string`.
fn only_char(string: &str) -> Option<char> {
    let mut chars = string.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// An integer that has been checked to be small and positive.
fn small(integer: i64) -> u32 {
    u32::try_from(integer).unwrap_or(1)
}
