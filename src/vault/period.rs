//! A span of days, to which the notes of folders can be narrowed.

use crate::note::mention::{Date, dates};

/// A span of days, both ends included; without an end it is open there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The first day.
    pub since: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

impl Period {
    /// Whether it has no end at all.
    pub fn is_open(self) -> bool {
        self == Self::default()
    }

    /// Whether a note of a date is of it. One without a date is.
    pub fn contains(self, date: Option<Date>) -> bool {
        let Some(date) = date else { return true };
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// The first day that is meant by a date as people write it, by `2024-07` and `2024`, or by `30d` and `4w`: so many days or
    /// weeks before `today`, which is counted in days from 1970-01-01.
    pub fn first_day(text: &str, today: i64) -> Option<Date> {
        let named = || day(text, |year, month| Date::new(year, month.unwrap_or(1), 1));
        ago(text, today).or_else(named)
    }

    /// The last day, as [`Period::first_day`].
    pub fn last_day(text: &str, today: i64) -> Option<Date> {
        let last = |year, month| (28..=31).rev().find_map(|day| Date::new(year, month, day));
        let named = || day(text, |year, month| last(year, month.unwrap_or(12)));
        ago(text, today).or_else(named)
    }
}

/// The day that `30d` or `4w` is before `today`.
fn ago(text: &str, today: i64) -> Option<Date> {
    let days = |count: &str, unit: i64| i64::from(count.parse::<u32>().ok()?).checked_mul(unit);
    let weeks = || text.strip_suffix('w').and_then(|count| days(count, 7));
    Date::of_days(today - text.strip_suffix('d').and_then(|count| days(count, 1)).or_else(weeks)?)
}

/// The day that `text` names, or the one of a year and month without a day that `choose` says.
fn day(text: &str, choose: impl Fn(u16, Option<u8>) -> Option<Date>) -> Option<Date> {
    if let Some((_, date)) = dates(text).next().filter(|(range, _)| *range == (0..text.len())) {
        return Some(date);
    }
    match text.split_once('-') {
        Some((year, month)) => choose(year.parse().ok()?, Some(month.parse().ok()?)),
        None => choose(text.parse().ok()?, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_dates_mean_their_first_and_last_day() {
        let cases = [
            ("2024-02-10", Some(("2024-02-10", "2024-02-10"))),
            ("令和6年2月10日", Some(("2024-02-10", "2024-02-10"))),
            ("2024-02", Some(("2024-02-01", "2024-02-29"))),
            ("2023", Some(("2023-01-01", "2023-12-31"))),
            ("2023-13", None),
            ("2023-02-30", None),
            ("0d", Some(("2024-03-01", "2024-03-01"))),
            ("1d", Some(("2024-02-29", "2024-02-29"))),
            ("4w", Some(("2024-02-02", "2024-02-02"))),
            ("4294967295w", None),
            ("-1d", None),
            ("d", None),
            ("yesterday", None),
            ("", None),
        ];
        let today = 19_783;
        assert_eq!(Date::of_days(today), Date::new(2024, 3, 1));
        for (text, expected) in cases {
            let days = Period::first_day(text, today).zip(Period::last_day(text, today));
            let days = days.map(|(first, last)| (first.to_string(), last.to_string()));
            assert_eq!(days, expected.map(|(first, last)| (first.to_owned(), last.to_owned())), "{text}");
        }
    }

    #[test]
    fn both_ends_are_included() {
        let day = |day| Date::new(2024, 2, day);
        let period = Period { since: day(10), until: day(20) };
        let inside = [9, 10, 20, 21].map(|number| period.contains(day(number)));
        assert_eq!(inside, [false, true, true, false]);
        assert!(period.contains(None) && !period.is_open() && Period::default().contains(day(1)));
    }
}
