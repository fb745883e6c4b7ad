//! Who speaks, in notes that are written in English: in headings (`Title - NAME, COMPANY`, `Title by NAME`) and in the line
//! below them (`**NAME (COMPANY)**`, `by NAME @ COMPANY`, `— NAME`, `Speaker: NAME`).
//!
//! English has no honorifics, and titles are capitalised as names are. So a name is two to four capitalised words none of
//! which is common in titles, and where the signs around it are weak, a company must stand with it. Rather a speaker is
//! missed than a sentence taken for one.

use super::people::PeoplePatterns;
use crate::note::entry::{Entry, Kind, Rank};
use crate::note::source::Source;

/// The words of a name.
const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
/// The most words and bytes of a company.
const COMPANY_WORDS: usize = 6;
const COMPANY_BYTES: usize = 48;
/// What stands within a name, in lower case.
const PARTICLES: [&str; 16] = [
    "van", "von", "der", "den", "de", "da", "di", "du", "del", "della", "la", "le", "bin", "al", "el", "ten",
];
/// What stands before the one who speaks, in a heading; the first of them are found last.
const SIGNS: [&str; 5] = [" -- ", " — ", " – ", " - ", " by "];
/// Words of titles that are no names, in lower case. Only such as are capitalised beside each other need be here.
const TITLE_WORDS: &str = " a about access across action advanced adventures after afternoon age agenda agile ai all an \
    analysis analytics and announcements answers api apis app apps architecture architectures art as at automation \
    automated back backend based basic basics be beer before beginner beginners best better beyond big break breakfast brief \
    bring build building built business by can case challenge change changes chaos checklist ci closing cloud code coding \
    coffee common community company computing conclusion conference container containers continuous control cost create \
    creating culture customer customers daily data database databases day days debugging deep deliver delivery demo demos deploy \
    deployment deploying design designing developer developers development devops digital dinner discussion distributed \
    dive do docker does driven edge edition effective end engine engineer engineering engineers enterprise era events \
    every everything evening example examples experience extended failure fast faster feature features feedback files final first \
    five for foundation four framework free from frontend full functional fun future game general getting global go good group growth \
    guide hall hands hard hello help high history hour how human ideas impact improve improving in incident infrastructure \
    innovation inside integration intelligence international internet into introduction is issues it java javascript journey \
    just key keynote kubernetes language large last latency launch lead leaders leadership learn learned learning legacy less \
    lesson lessons life lightning linux list live local long look low lunch machine main make making management many map \
    market me mobile microservices modern modular monday money monitoring more morning my native natural network \
    networking networks new news next night no not note notes now observability of office on one online open opening \
    operations operator operators or order organization other our out over overview panel part parts past patterns people \
    performance personal perspective platform platforms play plan planning policy power practical practice practices \
    present presentation principles privacy problem problems process product production products program programming project \
    projects public python quality query questions quick raw react ready real reliability reliable remote report research resources rest results \
    retrospective review reviews rise risk road roadmap role room rules running rust safe safety saturday scalable scale scaling \
    science scratch search second secret security self serverless server service services session sessions setting setup seven side \
    simple site six slides small smart social software solution solutions some source space speed sponsor sponsors sprint \
    stack standard start started state step steps story storage strategies strategy stream streaming structure \
    style success summary summit sunday support system systems talk talks task tasks teaching team teams tech technical technology \
    test testing tests than that the their them then theory things thinking this three through thursday time tips to today together \
    tomorrow too tool tools top topics tour towards track tracks training trends tricks trust tuesday tutorial two ui under \
    understanding up update updates us use user users using value version video virtual vision vs war way ways we web \
    wednesday week welcome what when where which while who why window windows wine wins with without work working workflow workflows \
    workshop world wrap writing year years you your zero friday january february march july august september \
    october november december ";

/// Finds who speaks in `entries`: parts the names from headings, and makes attributions of lines below them.
pub(super) fn name(entries: Vec<Entry>, people: &PeoplePatterns, source: &Source) -> Vec<Entry> {
    let mut named: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut rest = entries.into_iter().peekable();
    while let Some(mut entry) = rest.next() {
        let below = rest.peek().is_some_and(|next| stands_below(next, &entry));
        if named.last().is_some_and(is_heading) && !below && !entry.kind.is_heading() {
            name_line(&mut entry, people, source);
        }
        let attribution = if entry.kind.is_heading() { part_name(&mut entry, source) } else { None };
        named.push(entry);
        named.extend(attribution);
    }
    named
}

/// Whether an entry heads a part of the note, or the note: the title in front matter stands beside its key.
fn is_heading(entry: &Entry) -> bool {
    entry.kind.is_heading() || (entry.kind == Kind::Title && entry.marker.len() < 3)
}

fn stands_below(next: &Entry, entry: &Entry) -> bool {
    match (next.rank, entry.rank) {
        (Rank::Body(next), Rank::Body(above)) => next > above,
        (Rank::Heading(_), _) | (_, Rank::Heading(_)) => false,
    }
}

/// Takes the name off the end of a heading, as an entry of its own.
fn part_name(heading: &mut Entry, source: &Source) -> Option<Entry> {
    let text = source.slice(heading.text.clone());
    if text.contains(['\n', '\r']) {
        return None;
    }
    let (title, sign, name) = SIGNS.iter().find_map(|sign| {
        let (title, name) = text.rsplit_once(sign)?;
        let is_named = names_with_company(name) || (is_strong(sign) && is_name(name));
        (is_named && !title.trim().is_empty()).then_some((title.trim_end(), *sign, name))
    })?;
    let name_start = heading.text.end - length(name);
    let sign_start = name_start - length(sign.trim_start());
    let after_sign = sign_start + length(sign.trim());
    // What announces a person by itself is part of the line that says who speaks.
    let (marker, text_start) = if is_strong(sign) {
        (sign_start..sign_start, sign_start)
    } else {
        (sign_start..after_sign, name_start)
    };
    let end = heading.text.end;
    heading.text.end = heading.text.start + length(title);
    let rank = Rank::Body(u32::MAX);
    Some(Entry { kind: Kind::Attribution, rank, line: heading.line, marker, text: text_start..end })
}

/// Whether a sign is seldom anything but that of a person.
fn is_strong(sign: &str) -> bool {
    matches!(sign.trim(), "--" | "—" | "by")
}

/// Makes an attribution of a line below a heading, if it can hardly be anything else. Emphasis around it is no part of its
/// words.
fn name_line(entry: &mut Entry, people: &PeoplePatterns, source: &Source) {
    let text = source.slice(entry.text.clone());
    let bare = text.trim_start_matches(['*', '_']);
    let start = entry.text.end - length(bare);
    let bare = bare.trim_end_matches(['*', '_']);
    let end = start + length(bare);
    let is_bold = text.starts_with("**") && text.ends_with("**");
    let is_short = bare.lines().count() <= people.max_lines as usize && !people.is_sentence(bare);
    let names_somebody = match entry.kind {
        Kind::Text => people.is_unmistakable(bare) || names_behind_sign(bare) || (is_bold && names(bare)),
        Kind::Item => is_labelled(bare, people) || names_behind_sign(bare),
        Kind::Title
        | Kind::Session
        | Kind::Section
        | Kind::Arrow
        | Kind::Attribution
        | Kind::Code
        | Kind::Quote
        | Kind::Table
        | Kind::Rule => false,
    };
    if !is_short || !names_somebody {
        return;
    }
    entry.kind = Kind::Attribution;
    // `**Speaker:** NAME`: what is emphasised is the marker; so are the signs around a name without anything else.
    let label = ["：**", ":**", ":__"].iter().find_map(|sign| bare.split_once(sign));
    let name = label.map_or(start, |(_, name)| end - length(name.trim_start()));
    let is_bare_name = is_bold && is_name(bare);
    if (name > start || is_bare_name) && name < end && u8::try_from(name - entry.text.start).is_ok() {
        let before = source.slice(entry.text.start..name).trim_end();
        entry.marker = entry.text.start..entry.text.start + length(before);
    }
    entry.text = name..end;
}

/// Whether a heading says nothing but who speaks: `Speaker: NAME`, `Keynote: NAME (COMPANY)`.
pub fn is_labelled(line: &str, people: &PeoplePatterns) -> bool {
    let line = line.trim_start();
    let after_label = people.labels.iter().find_map(|label| {
        let is_it = line.get(..label.len())?.eq_ignore_ascii_case(label);
        line.get(label.len()..).filter(|_| is_it)?.trim_start().strip_prefix([':', '：'])
    });
    after_label.is_some_and(names)
}

/// Whether a line says who speaks after a sign: `by NAME`, `— NAME @ COMPANY`.
fn names_behind_sign(line: &str) -> bool {
    let rest = ["by ", "By ", "presented by ", "Presented by ", "-- ", "— "]
        .iter()
        .find_map(|sign| line.strip_prefix(sign));
    rest.is_some_and(names)
}

/// Whether a text consists of names, with or without companies.
fn names(text: &str) -> bool {
    let text = text.trim();
    is_name(text) || names_with_company(text) || is_list(text)
}

/// Whether several people are listed, each with a company in brackets or none.
fn is_list(text: &str) -> bool {
    let mut depth = 0_u32;
    let parts = text.split(|c: char| {
        depth = match c {
            '(' => depth + 1,
            ')' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0 && matches!(c, ',' | '&')
    });
    let mut count = 0;
    for part in parts {
        let part = part.trim();
        if !is_name(part) && !in_brackets(part) {
            return false;
        }
        count += 1;
    }
    count > 1
}

/// Whether a text is a name and the company: `NAME (COMPANY)`, `NAME @ COMPANY`, `NAME, COMPANY`.
fn names_with_company(text: &str) -> bool {
    let is_pair = |sign: &str| {
        text.split_once(sign)
            .is_some_and(|(name, company)| is_name(name.trim()) && is_company(company.trim()))
    };
    in_brackets(text) || is_pair("@") || is_pair(",")
}

fn in_brackets(text: &str) -> bool {
    let parts = text.trim_end().strip_suffix(')').and_then(|text| text.split_once('('));
    parts.is_some_and(|(name, company)| is_name(name.trim()) && is_company(company.trim()))
}

/// Whether a text is two to four capitalised words of letters, none of which is a word of titles.
fn is_name(text: &str) -> bool {
    let mut capitalised = 0;
    for word in text.split(' ') {
        let letters = word.trim_end_matches('.');
        let is_of_letters = !letters.is_empty()
            && letters.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        let is_particle = capitalised > 0 && PARTICLES.contains(&word);
        let is_shouted = letters.chars().count() > 2 && letters.chars().all(char::is_uppercase);
        if !is_of_letters || is_shouted || (!is_particle && !is_capitalised(word)) || is_title_word(letters) {
            return false;
        }
        capitalised += usize::from(!is_particle);
    }
    WORDS.contains(&capitalised)
}

fn is_capitalised(word: &str) -> bool {
    // Scripts without case have no capitalised words.
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_title_word(word: &str) -> bool {
    TITLE_WORDS.contains(&format!(" {} ", word.to_lowercase()))
}

fn is_company(text: &str) -> bool {
    let is_short =
        (1..=COMPANY_BYTES).contains(&text.len()) && text.split_whitespace().count() <= COMPANY_WORDS;
    let is_proper = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    is_short && is_proper && !text.contains(['?', '!', ':', ';', '"', '(', ')'])
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
