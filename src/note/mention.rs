//! Dates, hashtags and links in the running text of a note.

use std::fmt;
use std::ops::Range;

/// A day of the (proleptic) Gregorian calendar, from the year 1 on; printed as ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The date, if there is such a day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        };
        let exists = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The date so many days after 1970-01-01, in the years that are written with four digits.
    pub fn of_days(days: i64) -> Option<Self> {
        // In years that begin in March, the leap day is the last; 400 of them have 146,097 days.
        let days = days.checked_add(719_468)?;
        let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let year = u16::try_from(year + era * 400 + next).ok()?;
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The year, from 1 on.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1 on.
    pub fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The Japanese eras since 1868 and the year before their first.
const ERAS: [(&str, u16); 5] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)];

/// The dates in `text` with their bytes: `2019-07-23`, `2019/7/23`, `2019.7.23`, `2019年7月23日`, `令和元年7月23日`, digits
/// in either width.
pub fn dates(text: &str) -> impl Iterator<Item = (Range<usize>, Date)> {
    let mut position = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = text.get(position..)?.find(is_date_start) {
            let start = position + offset;
            if let Some((length, date)) = date_at(text, start) {
                position = start + length;
                return Some((start..position, date));
            }
            position = start + run_length(text.get(start..)?);
        }
        position = text.len();
        None
    })
}

fn is_date_start(c: char) -> bool {
    digit(c).is_some() || matches!(c, '令' | '平' | '昭' | '大' | '明')
}

/// The bytes of the digits that `rest` begins with, at least of its first character: no date begins within them.
fn run_length(rest: &str) -> usize {
    let digits: usize = rest.chars().take_while(|&c| digit(c).is_some()).map(char::len_utf8).sum();
    digits.max(rest.chars().next().map_or(1, char::len_utf8))
}

fn digit(c: char) -> Option<u16> {
    match c {
        '0'..='9' => u16::try_from(u32::from(c) - u32::from('0')).ok(),
        '０'..='９' => u16::try_from(u32::from(c) - u32::from('０')).ok(),
        _ => None,
    }
}

/// The date that begins at byte `start` of `text`, and its length in bytes.
fn date_at(text: &str, start: usize) -> Option<(usize, Date)> {
    let rest = text.get(start..)?;
    let mut scan = Scan { rest };
    let year = match ERAS.iter().find(|(era, _)| rest.starts_with(era)) {
        Some((era, before_first)) => {
            scan.literal(era)?;
            let year_of_era = if scan.literal("元").is_some() { 1 } else { scan.number(2)? };
            before_first + year_of_era
        }
        None => scan.number(4).filter(|&year| year >= 1000)?,
    };
    let is_era = digit(rest.chars().next()?).is_none();
    let separator = scan.next()?;
    match separator {
        '年' => {}
        '-' | '/' | '.' | '－' | '／' | '．' if !is_era => {}
        _ => return None,
    }
    let month = scan.number(2)?;
    let second = scan.next()?;
    let day = if separator == '年' {
        scan.spaces();
        (second == '月').then_some(())?;
        let day = scan.number(2)?;
        scan.literal("日")?;
        day
    } else {
        (second == separator).then_some(())?;
        scan.number(2)?
    };
    let ends = separator == '年' || scan.rest.chars().next().is_none_or(|c| digit(c).is_none());
    let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    ends.then_some((rest.len() - scan.rest.len(), date))
}

/// The rest of a text, taken from the left.
struct Scan<'t> {
    rest: &'t str,
}

impl Scan<'_> {
    fn literal(&mut self, expected: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next()?;
        self.rest = chars.as_str();
        Some(next)
    }

    fn spaces(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\u{3000}']);
    }

    /// A number of one to `most` digits that are not followed by a further one, with spaces before it.
    fn number(&mut self, most: usize) -> Option<u16> {
        self.spaces();
        let digits: Vec<u16> = self.rest.chars().map_while(digit).take(most + 1).collect();
        if digits.is_empty() || digits.len() > most {
            return None;
        }
        for _ in &digits {
            self.next();
        }
        Some(digits.into_iter().fold(0, |number, digit| number * 10 + digit))
    }
}

/// Where in `text` a date may stand (bytes, ascending): behind the digits of its year, at what separates them from the month.
/// Nothing that [`dates`] finds is without one; a long text without dates is gone through faster by them.
pub fn signs_of_dates(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let ascii = memchr::memchr3_iter(b'-', b'/', b'.', bytes);
    let years = memchr::memmem::find_iter(bytes, "年");
    // U+FF0D to U+FF0F: －．／
    let wide = memchr::memmem::find_iter(bytes, b"\xEF\xBC")
        .filter(|&at| matches!(bytes.get(at + 2), Some(0x8D..=0x8F)));
    let is_behind_year = |&at: &usize| {
        let before = bytes.get(..at).unwrap_or_default();
        let is_wide_digit = |tail: &[u8]| matches!(tail, [0xEF, 0xBC, 0x90..=0x99]);
        before.last().is_some_and(u8::is_ascii_digit)
            || before.last_chunk::<3>().is_some_and(|tail| is_wide_digit(tail))
            || before.ends_with("元".as_bytes())
    };
    merged(merged(ascii, years), wide).filter(is_behind_year)
}

/// Where in `text` a hashtag may stand (bytes, ascending): at a `#`. As [`signs_of_dates`] for [`tags`].
pub fn signs_of_tags(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    merged(memchr::memchr_iter(b'#', bytes), memchr::memmem::find_iter(bytes, "＃"))
}

/// What two ascending iterators yield, ascending.
fn merged(
    one: impl Iterator<Item = usize>,
    other: impl Iterator<Item = usize>,
) -> impl Iterator<Item = usize> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if second < first => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

/// The hashtags in `text` with their bytes (`#` included) and their names: after white space, an opening bracket or
/// at the start; of letters, digits, `_` and `ー`, and not of digits alone.
pub fn tags(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.match_indices(['#', '＃']).filter_map(|(start, sign)| {
        let before = text.get(..start)?.chars().next_back();
        let begins = before.is_none_or(|c| c.is_whitespace() || "([（「『【、。".contains(c));
        let name_start = start + sign.len();
        let after = text.get(name_start..)?;
        let length =
            after.find(|c: char| !c.is_alphanumeric() && c != '_' && c != 'ー').unwrap_or(after.len());
        let name = after.get(..length)?;
        let is_name = name.chars().any(|c| !c.is_numeric());
        (begins && is_name).then_some((start..name_start + length, name))
    })
}

/// The links in `text` with their bytes: `http://` and `https://` up to white space, or to what closes the sentence or
/// bracket that they stand in.
pub fn links(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut position = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(position..)?;
            let offset = rest.find("http")?;
            let start = position + offset;
            let candidate = text.get(start..)?;
            let scheme = ["https://", "http://"].into_iter().find(|scheme| candidate.starts_with(scheme));
            let end = candidate.find(|c: char| !is_url_char(c)).unwrap_or(candidate.len());
            let url = trimmed_url(candidate.get(..end)?);
            match scheme {
                Some(scheme) if url.len() > scheme.len() => {
                    position = start + url.len();
                    return Some((start..position, url));
                }
                Some(_) | None => position = start + "http".len(),
            }
        }
    })
}

/// Whether `c` can stand in a link (RFC 3986). Japanese words often follow a link without a space, so letters of
/// other scripts end it.
fn is_url_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// A link without the punctuation that ends the sentence around it; a closing bracket stays if its partner is inside.
fn trimmed_url(url: &str) -> &str {
    // `[text](url)` and `[url]` of Markdown: a bracket that was opened before the link ends it.
    let opened = url.find('[').unwrap_or(url.len());
    let mut url = url.find(']').filter(|&end| end < opened).and_then(|end| url.get(..end)).unwrap_or(url);
    while let Some(last) = url.chars().next_back() {
        let unbalanced = |open: char| url.matches(last).count() > url.matches(open).count();
        let strip = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' => true,
            ')' => unbalanced('('),
            ']' => unbalanced('['),
            _ => false,
        };
        if !strip {
            break;
        }
        url = url.get(..url.len() - last.len_utf8()).unwrap_or_default();
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_all_spellings() {
        let cases: [(&str, &[&str]); 12] = [
            ("2019-07-23 and 2019/7/4.", &["2019-07-23", "2019-07-04"]),
            ("2019.7.23", &["2019-07-23"]),
            ("２０１９年７月２３日（火）", &["2019-07-23"]),
            ("2019年 7月 3日", &["2019-07-03"]),
            ("令和元年7月23日、平成31年4月30日", &["2019-07-23", "2019-04-30"]),
            ("昭和64年1月7日", &["1989-01-07"]),
            ("2019-02-29", &[]),
            ("2020-02-29", &["2020-02-29"]),
            ("12019-07-23", &[]),
            ("2019-07-234", &[]),
            ("2019-07/23", &[]),
            ("v1.2.3 10/22", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = dates(text).map(|(_, date)| date.to_string()).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        let cases = [
            (0, Some("1970-01-01")),
            (-1, Some("1969-12-31")),
            (11_016, Some("2000-02-29")),
            (18_100, Some("2019-07-23")),
            (-719_163, None),
            (i64::MAX, None),
        ];
        for (days, expected) in cases {
            assert_eq!(Date::of_days(days).map(|date| date.to_string()).as_deref(), expected, "{days}");
        }
    }

    #[test]
    fn every_date_and_tag_has_its_sign() {
        let text = "見 2019-07-23 2019／7／4 2019.7.23 ２０１９．７．２３ 令和元年7月23日 昭和６４年1月7日 2020－2－29 #a ＃ｂ";
        let dates: Vec<_> = dates(text).map(|(range, _)| range).collect();
        assert_eq!(dates.len(), 7);
        let tags: Vec<_> = tags(text).map(|(range, _)| range).collect();
        assert_eq!(tags.len(), 2);
        assert!(dates.iter().all(|range| signs_of_dates(text).any(|sign| range.contains(&sign))));
        assert!(tags.iter().all(|range| signs_of_tags(text).any(|sign| range.contains(&sign))));
        assert!(signs_of_dates(text).is_sorted() && signs_of_tags(text).is_sorted());
        assert_eq!(signs_of_dates("a-b/c. 今年 －．／ 1,2").count(), 0);
    }

    #[test]
    fn tags_are_words_after_a_hash() {
        let cases: [(&str, &[&str]); 7] = [
            ("#CNDT #端末の集い", &["CNDT", "端末の集い"]),
            ("(#a) ＃ｂ", &["a", "ｂ"]),
            ("# heading", &[]),
            ("#1 #2nd", &["2nd"]),
            ("C#言語 a#b", &[]),
            ("#a_b-c", &["a_b"]),
            ("##x", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = tags(text).map(|(_, tag)| tag).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn links_end_where_the_sentence_does() {
        let cases: [(&str, &[&str]); 9] = [
            ("[https://example.com/a]()", &["https://example.com/a"]),
            ("http://[::1]/a", &["http://[::1]/a"]),
            ("see https://example.com/a?b=c.", &["https://example.com/a?b=c"]),
            ("（https://example.com/a）", &["https://example.com/a"]),
            ("(https://example.com/a_(b))", &["https://example.com/a_(b)"]),
            ("https://example.com/、http://example.org。", &["https://example.com/", "http://example.org"]),
            ("http:// https", &[]),
            ("https://example.com/を見る", &["https://example.com/"]),
            ("httphttps://x", &["https://x"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = links(text).map(|(_, link)| link).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
