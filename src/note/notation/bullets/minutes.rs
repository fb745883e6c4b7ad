//! Minutes: who was there and when, in lines such as `日時：` and `出席者：`, and what their parts are called.

use super::lines::Shape;
use super::markers::Sign;
use super::{Bullets, Chars};
use crate::note::entry::{Entry, Kind};
use crate::note::mention::{Date, dates};
use crate::note::notation::people::PeoplePatterns;
use crate::note::source::Source;

/// What lines of minutes begin with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// Before the date.
    pub dates: Vec<String>,
    /// Before the place.
    pub places: Vec<String>,
    /// Before the people.
    pub people: Vec<String>,
    /// Alone on a line above a part.
    pub parts: Vec<String>,
}

/// More lines than this below `出席者：` are no list of people.
const MAX_PEOPLE: usize = 100;

/// What is said after one of `labels`, nothing if the line is the label alone; `None` for other lines. Labels may be spaced
/// out, and stand in brackets: `日　時：`, `【日時】`.
fn labelled<'w>(labels: &[String], words: &'w str) -> Option<&'w str> {
    labels.iter().find_map(|label| after_label(label, words))
}

/// What a label may stand in.
pub(super) const OPENING: [char; 5] = ['【', '[', '［', '〈', '＜'];

/// Whether `words` may begin with a label, by the first character of one: most lines do not.
fn may_be_labelled(firsts: &Chars, words: &str) -> bool {
    let bare = words.strip_prefix(OPENING).unwrap_or(words);
    bare.chars().next().is_some_and(|first| firsts.contains(first))
}

fn after_label<'w>(label: &str, words: &'w str) -> Option<&'w str> {
    let bare = words.strip_prefix(OPENING);
    let mut rest = bare.unwrap_or(words);
    for (index, c) in label.chars().enumerate() {
        let spaced = if index == 0 { rest } else { rest.trim_start_matches([' ', '\u{3000}']) };
        let first = spaced.chars().next().filter(|first| first.eq_ignore_ascii_case(&c))?;
        rest = spaced.get(first.len_utf8()..)?;
    }
    let rest = rest.trim_start_matches([' ', '\u{3000}']);
    let unbracketed = rest.strip_prefix(['】', ']', '］', '〉', '＞']).filter(|_| bare.is_some());
    let rest = unbracketed.unwrap_or(rest).trim_start();
    match rest.strip_prefix(['：', ':']) {
        Some(said) => Some(said.trim()),
        None if rest.is_empty() || unbracketed.is_some() => Some(rest),
        None => None,
    }
}

/// Whether a line is what a part of minutes is called, and nothing else.
pub(super) fn is_part(labels: &Labels, words: &str) -> bool {
    labelled(&labels.parts, words).is_some_and(str::is_empty)
}

/// The words of a line behind its marker.
fn bare<'s>(source: &'s Source, shape: &Shape) -> &'s str {
    let words = shape.words(source);
    words.get(shape.form.marker..words.len() - shape.form.closing).unwrap_or_default().trim()
}

/// Whether the lines are the head of minutes: they have two kinds of labels, one of which says when, where or who.
pub(super) fn are(bullets: &Bullets, source: &Source, head: &[Shape]) -> bool {
    let labels = &bullets.minutes;
    let kinds = [&labels.dates, &labels.places, &labels.people];
    let firsts = kinds.into_iter().flatten().filter_map(|label| label.chars().next());
    let firsts = firsts.flat_map(|first| [first.to_ascii_lowercase(), first.to_ascii_uppercase()]).collect();
    let lines = head.iter().filter(|shape| is_short(shape)).map(|shape| bare(source, shape));
    let lines: Vec<&str> = lines.filter(|words| may_be_labelled(&firsts, words)).collect();
    let said = kinds.map(|labels| lines.iter().any(|words| labelled(labels, words).is_some()));
    let kinds = said.iter().filter(|&&has| has).count();
    kinds > 1 || (kinds == 1 && head.iter().any(|shape| shape.form.sign == Some(Sign::Part)))
}

/// Whether a line is short enough for a label and what it says.
fn is_short(shape: &Shape) -> bool {
    shape.length < 1000
}

/// Whether a line says when, where or who.
pub(super) fn is_labelled(bullets: &Bullets, words: &str) -> bool {
    let labels = &bullets.minutes;
    [&labels.dates, &labels.places, &labels.people].iter().any(|labels| labelled(labels, words).is_some())
}

/// When it was: the first date behind a label for it, or on the line below.
pub(super) fn date(bullets: &Bullets, source: &Source, entries: &[Entry]) -> Option<Date> {
    let words = |entry: &Entry| source.slice(entry.text.clone());
    entries.iter().enumerate().find_map(|(index, entry)| {
        let said = labelled(&bullets.minutes.dates, words(entry))?;
        let said = if said.is_empty() { words(entries.get(index + 1)?) } else { said };
        Some(dates(said).next()?.1)
    })
}

/// Makes those lines attributions that say who was there: behind a label, or in a list below one that stands alone.
pub(super) fn name_people(
    bullets: &Bullets,
    people: &PeoplePatterns,
    source: &Source,
    entries: &mut [Entry],
) {
    let mut index = 0;
    while index < entries.len() {
        let label = &entries[index];
        let is_body = matches!(label.kind, Kind::Text | Kind::Item);
        let said = Some(source.slice(label.text.clone())).filter(|_| is_body || label.kind.is_heading());
        let said = said.and_then(|words| labelled(&bullets.minutes.people, words));
        index += 1;
        match said {
            Some("") => {
                let listed = list(bullets, people, source, entries, index - 1);
                for entry in &mut entries[index..index + listed] {
                    entry.kind = Kind::Attribution;
                }
                index += listed;
            }
            Some(said) if is_body && !people.is_sentence(said) => entries[index - 1].kind = Kind::Attribution,
            Some(_) | None => {}
        }
    }
}

/// How many lines below the label at `index` list people: a paragraph, as long as they name somebody.
fn list(
    bullets: &Bullets,
    people: &PeoplePatterns,
    source: &Source,
    entries: &[Entry],
    index: usize,
) -> usize {
    let label = &entries[index];
    let mut line = label.line.0;
    let below = entries[index + 1..].iter().take(MAX_PEOPLE);
    let is_listed = |entry: &&Entry| {
        let is_next = entry.line.0 == line + 1 || (label.kind.is_heading() && line == label.line.0);
        line = entry.line.0;
        let words = source.slice(entry.text.clone());
        is_next
            && matches!(entry.kind, Kind::Text | Kind::Item)
            && !people.is_sentence(words)
            && !is_labelled(bullets, words)
    };
    below.take_while(is_listed).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_followed_by_what_they_say() {
        let labels = ["日時".to_owned(), "Date".to_owned()];
        let cases = [
            ("日時：明日", Some("明日")),
            ("日時: 明日", Some("明日")),
            ("日　時　：　明日", Some("明日")),
            ("【日時】明日", Some("明日")),
            ("[日時]：明日", Some("明日")),
            ("DATE: tomorrow", Some("tomorrow")),
            ("日時", Some("")),
            ("日時：", Some("")),
            ("日時は明日", None),
            ("日時 明日", None),
            ("同日時：明日", None),
            ("", None),
        ];
        for (words, expected) in cases {
            assert_eq!(labelled(&labels, words), expected, "{words}");
        }
    }
}
