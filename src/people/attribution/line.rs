//! A line that says who speaks, cut into what it says of each person.
//!
//! The line is cut into people at joiners outside of brackets; each part is then read by the first sign that it
//! bears: a bracket (`NAME さん [COMPANY]`), `@`, ` / `, an honorific, a comma. A part without any sign is a person if it
//! looks like one, else a company if it is short.

use crate::note::notation::people::PeoplePatterns;
use crate::text::glyph::measure;
use crate::text::width::WidthPolicy;

/// What a part of a line says: who speaks, and of which companies.
#[derive(Debug, Default)]
pub(super) struct Part<'l> {
    pub(super) speaker: Option<&'l str>,
    pub(super) companies: [&'l str; 2],
}

/// The parts of `line`, each read by itself; `is_person` says that the line is known to begin with a person.
pub(super) fn parts_of<'l>(line: &'l str, patterns: &PeoplePatterns, is_person: bool) -> Vec<Part<'l>> {
    let reader = Reader { patterns };
    let (line, announced) = reader.without_label(line.trim());
    let announced = announced || is_person;
    let mut parts = Vec::new();
    for (part, is_person) in reader.parts(line) {
        if announced && is_head_count(part) {
            continue;
        }
        let names = if announced { spaced_names(part) } else { Vec::new() };
        let names = if names.is_empty() { vec![part] } else { names };
        parts.extend(names.into_iter().map(|name| reader.part(name, announced || is_person)));
    }
    parts
}

/// Whether a part says how many there were: 他2名.
fn is_head_count(part: &str) -> bool {
    let part =
        ["他", "ほか", "計", "以上", "全"].iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part);
    let rest = part.trim_start().trim_start_matches(char::is_numeric);
    rest.is_empty() || (rest.len() < part.len() && matches!(rest, "名" | "人"))
}

/// Names that are joined by spaces alone: three and more short words. Two are the two names of one person.
fn spaced_names(part: &str) -> Vec<&str> {
    const LEAST: usize = 3;
    const SHORT: usize = 5;
    let names: Vec<&str> = part.split_whitespace().collect();
    let is_name = |name: &&str| name.chars().all(is_japanese) && name.chars().count() <= SHORT;
    if names.len() >= LEAST && names.iter().all(is_name) { names } else { Vec::new() }
}

struct Reader<'p> {
    patterns: &'p PeoplePatterns,
}

impl Reader<'_> {
    /// The line after `Speaker:` or `by `, and whether there was such a thing: what follows is then a person.
    fn without_label<'l>(&self, line: &'l str) -> (&'l str, bool) {
        for label in &self.patterns.labels {
            let rest = strip_prefix_ignoring_case(line, label).map(str::trim_start);
            if let Some(rest) = rest.and_then(|rest| rest.strip_prefix([':', '：'])) {
                return (rest.trim(), true);
            }
        }
        for prefix in &self.patterns.prefixes {
            let rest = strip_prefix_ignoring_case(line, prefix);
            if let Some(rest) = rest.filter(|rest| rest.starts_with(char::is_whitespace)) {
                return (rest.trim(), true);
            }
        }
        (line, false)
    }

    /// The parts of the line that speak of one person each, and whether a comma has shown them to be people.
    fn parts<'l>(&self, line: &'l str) -> Vec<(&'l str, bool)> {
        let parts = self.split(line, &self.patterns.joiners, |before, after, joiner| {
            // と is also a syllable: it joins what an honorific or a bracket ends, or stands between spaces.
            !joiner.chars().all(is_kana) || (!after.trim().is_empty() && self.is_ended(before, after))
        });
        let by_comma = |part| {
            let people = self.split(part, &self.patterns.commas, |_, _, _| true);
            if people.len() > 1 && people.iter().all(|person| self.looks_like_person(person)) {
                people.into_iter().map(|person| (person, true)).collect()
            } else {
                vec![(part, false)]
            }
        };
        parts.into_iter().flat_map(by_comma).collect()
    }

    /// `line` cut at those of `signs` outside of brackets that `cuts(before, after, sign)` agrees to.
    fn split<'l>(
        &self,
        line: &'l str,
        signs: &[String],
        cuts: impl Fn(&str, &str, &str) -> bool,
    ) -> Vec<&'l str> {
        let mut parts = Vec::new();
        let mut start = 0;
        let mut depth = 0_usize;
        for (index, c) in line.char_indices() {
            if self.patterns.brackets.iter().any(|&(open, _)| open == c) {
                depth += 1;
            } else if self.patterns.brackets.iter().any(|&(_, close)| close == c) {
                depth = depth.saturating_sub(1);
            }
            let Some(rest) = line.get(index..).filter(|_| depth == 0 && index >= start) else {
                continue;
            };
            let Some(sign) = signs.iter().find(|sign| rest.starts_with(sign.as_str())) else {
                continue;
            };
            let before = line.get(start..index).unwrap_or_default();
            let after = line.get(index + sign.len()..).unwrap_or_default();
            if !before.trim().is_empty() && cuts(before, after, sign) {
                parts.push(before.trim());
                start = index + sign.len();
            }
        }
        parts.push(line.get(start..).unwrap_or_default().trim());
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// Whether what stands between `before` and `after` is of the name in neither of them.
    fn is_ended(&self, before: &str, after: &str) -> bool {
        (before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace))
            || self.without_honorific(before).is_some()
            || self.patterns.brackets.iter().any(|&(_, close)| before.ends_with(close))
    }

    /// Reads a part that speaks of one person, their company, or both.
    fn part<'l>(&self, part: &'l str, announced: bool) -> Part<'l> {
        let with_sign = self.bracketed(part).or_else(|| self.at(part)).or_else(|| self.separated(part));
        if let Some((name, company)) = with_sign {
            return self.person(name, company);
        }
        if self.without_honorific(part).is_some() {
            return self.person(part, "");
        }
        if let Some((name, company)) = split_once(part, &self.patterns.commas) {
            return self.person(name, company);
        }
        if announced || self.looks_like_japanese_person(part) {
            return self.person(part, "");
        }
        let is_short = measure(part, WidthPolicy::default()) <= self.patterns.company_cells;
        Part { speaker: None, companies: [if is_short { part } else { "" }, ""] }
    }

    /// `NAME [COMPANY]`, with nothing after the bracket.
    fn bracketed<'l>(&self, part: &'l str) -> Option<(&'l str, &'l str)> {
        self.patterns.brackets.iter().find_map(|&(open, close)| {
            let (name, rest) = part.split_once(open)?;
            let company = rest.trim_end().strip_suffix(close)?;
            let name = name.trim();
            (!name.is_empty()).then_some((name, company.trim()))
        })
    }

    /// `NAME @COMPANY`.
    fn at<'l>(&self, part: &'l str) -> Option<(&'l str, &'l str)> {
        self.patterns.at.iter().find_map(|sign| {
            let (name, company) = part.split_once(sign.as_str())?;
            Some((name.trim(), company.trim()))
        })
    }

    /// `NAME / COMPANY`; in Japanese the spaces may be missing.
    fn separated<'l>(&self, part: &'l str) -> Option<(&'l str, &'l str)> {
        let (name, company) = split_once(part, &self.patterns.separators)?;
        // `COMPANY / NAME` is as common as the reverse: what only companies have decides.
        let reversed = self.is_company(name) && !self.is_company(company);
        Some(if reversed { (company, name) } else { (name, company) })
    }

    fn without_honorific<'l>(&self, name: &'l str) -> Option<&'l str> {
        let name = name.trim();
        let bare =
            self.patterns.honorifics.iter().find_map(|honorific| name.strip_suffix(honorific.as_str()))?;
        Some(bare.trim()).filter(|bare| !bare.is_empty())
    }

    /// A person, before whom a company may stand: `NAME さん`, `COMPANY NAME さん`.
    fn person<'l>(&self, name: &'l str, company: &'l str) -> Part<'l> {
        let name = self.without_honorific(name).unwrap_or(name).trim();
        let is_role = |word: &&str| self.patterns.roles.iter().any(|role| role == word);
        // （罫線堂、書記）
        let words = || company.split(['、', '，', ',']).map(str::trim);
        let company = match words().find(is_role) {
            Some(_) => words().find(|word| !is_role(word)).unwrap_or_default(),
            None => company,
        };
        let (leading, name) = self.leading_company(name);
        Part { speaker: Some(name), companies: [leading, company] }
    }

    /// The company before a Japanese name, and the name: the last two words if they look like a name, else the last.
    fn leading_company<'l>(&self, name: &'l str) -> (&'l str, &'l str) {
        let starts: Vec<usize> = word_starts(name);
        let from_end =
            |words: usize| starts.len().checked_sub(words).and_then(|index| starts.get(index)).copied();
        for words in [2, 1] {
            let Some(start) = from_end(words).filter(|&start| start > 0) else {
                continue;
            };
            let (company, person) = name.split_at_checked(start).unwrap_or(("", name));
            let is_name = match words {
                2 => looks_like_japanese_name(person),
                _ => self.is_company(company) && person.chars().all(is_japanese),
            };
            if is_name {
                return (company.trim(), person.trim());
            }
        }
        ("", name)
    }

    fn is_company(&self, name: &str) -> bool {
        self.patterns.company_words.iter().any(|word| name.contains(word.as_str()))
    }

    /// A Japanese name by its looks, with or without a company before it.
    fn looks_like_japanese_person(&self, part: &str) -> bool {
        let (company, name) = self.leading_company(part);
        looks_like_japanese_name(name) && !self.is_company(name) || !company.is_empty()
    }

    /// Whether a comma after `part` can join it to further people.
    fn looks_like_person(&self, part: &str) -> bool {
        self.without_honorific(part).is_some()
            || self.bracketed(part).is_some()
            || (!self.is_company(part) && (looks_like_japanese_name(part) || looks_like_latin_name(part)))
    }
}

/// `part` before and after the first of `signs` that it has, if there is something on both sides.
fn split_once<'l>(part: &'l str, signs: &[String]) -> Option<(&'l str, &'l str)> {
    signs.iter().find_map(|sign| {
        let (before, after) = part.split_once(sign.as_str())?;
        let (before, after) = (before.trim(), after.trim());
        (!before.is_empty() && !after.is_empty()).then_some((before, after))
    })
}

/// Two short words of kanji or kana with a space between them.
fn looks_like_japanese_name(text: &str) -> bool {
    /// The longest family and given names in use have five kanji or kana; foreign ones in katakana may have more.
    const SHORT: usize = 5;
    let mut words = text.split_whitespace();
    let is_name = |word: &str| word.chars().all(is_japanese) && word.chars().count() <= SHORT;
    match (words.next(), words.next(), words.next()) {
        (Some(family), Some(given), None) => is_name(family) && is_name(given),
        _ => false,
    }
}

/// Two or three capitalised words of letters.
fn looks_like_latin_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=3).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| (c.is_alphabetic() && !is_japanese(c)) || "-.'’".contains(c))
        })
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{30A0}'..='\u{30FF}')
}

fn is_japanese(c: char) -> bool {
    is_kana(c)
        || matches!(c, '々' | '〆' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Where the words of `text` start (bytes).
fn word_starts(text: &str) -> Vec<usize> {
    let mut after_space = true;
    let mut starts = Vec::new();
    for (index, c) in text.char_indices() {
        if after_space && !c.is_whitespace() {
            starts.push(index);
        }
        after_space = c.is_whitespace();
    }
    starts
}

fn strip_prefix_ignoring_case<'l>(line: &'l str, prefix: &str) -> Option<&'l str> {
    let (head, rest) = line.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}
