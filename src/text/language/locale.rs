//! The language that a locale asks for.

/// The language of a locale as POSIX names it (`ja_JP.UTF-8`, `C`; XBD 8.2): its part before `_`, `.` and `@`, or English
/// where it says none.
pub fn of_locale(locale: &str) -> &str {
    let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
    if language.is_empty() || language == "C" || language == "POSIX" { super::ENGLISH } else { language }
}

#[cfg(test)]
mod tests {
    use super::of_locale;

    #[test]
    fn a_locale_begins_with_its_language() {
        let cases = [
            ("ja_JP.UTF-8", "ja"),
            ("ja", "ja"),
            ("en_US.UTF-8", "en"),
            ("C", "en"),
            ("C.UTF-8", "en"),
            ("POSIX", "en"),
            ("", "en"),
            ("de_DE@euro", "de"),
        ];
        for (locale, language) in cases {
            assert_eq!(of_locale(locale), language, "{locale}");
        }
    }
}
