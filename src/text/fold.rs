//! Folding for search: what should count as the same character becomes the same character.
//!
//! Width (`ＡＷＳ`, `ｶｵｽ`), kana (katakana to hiragana) and composition (`か` + U+3099, `ｶﾞ`) are folded; case and Latin
//! accents are left to the matcher, which heeds them when the query does (smart case). One folded character stands for one character of the original or, composed, for
//! two, so that [`origins`] can say which: only the rows on screen ever need that.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// `text` folded.
pub fn fold(text: &str) -> String {
    folded(text).map(|(folded, _)| folded).collect()
}

/// For each char of `fold(text)`, which chars of `text` it stands for: the index of the first, and how many.
pub fn origins(text: &str) -> Vec<(usize, usize)> {
    let mut origins = Vec::new();
    let mut index = 0;
    for (_, length) in folded(text) {
        origins.push((index, length));
        index += length;
    }
    origins
}

/// The folded chars, each with the number of chars of the original it stands for.
pub fn folded(text: &str) -> impl Iterator<Item = (char, usize)> {
    composed(text).map(|(c, length)| (to_hiragana(c), length))
}

/// As [`folded`], but katakana and hiragana stay apart, as in names.
pub fn composed(text: &str) -> impl Iterator<Item = (char, usize)> {
    let mut chars = text.chars().peekable();
    std::iter::from_fn(move || {
        let first = widened(chars.next()?);
        let mark = chars.peek().map(|&mark| combining(mark)).filter(|&mark| may_combine(mark));
        Some(match mark.and_then(|mark| compose(first, mark)) {
            Some(composed) => {
                chars.next();
                (composed, 2)
            }
            None => (first, 1),
        })
    })
}

/// Whether a char of the folded text begins at byte `offset`: the char there is no mark upon the one before.
pub fn begins_at(text: &str, offset: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(offset) else { return false };
    let Some(mut mark) = after.chars().next() else { return false };
    // Of a run of chars each of which may be put upon the one before, every second one is.
    let mut run = 0;
    for c in before.chars().rev() {
        let combined = combining(mark);
        if !may_combine(combined) || compose(widened(c), combined).is_none() {
            break;
        }
        mark = c;
        run += 1;
    }
    run % 2 == 0
}

/// Half-width and full-width forms (U+FF00 block) and the ideographic space in their usual width.
fn widened(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        // The compatibility decomposition of this block is always a single character.
        '\u{FF00}'..='\u{FFEF}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        _ => c,
    }
}

/// The combining form of a voice mark, in whichever form it is written.
fn combining(mark: char) -> char {
    match mark {
        '\u{FF9E}' | '\u{309B}' => '\u{3099}',
        '\u{FF9F}' | '\u{309C}' => '\u{309A}',
        _ => mark,
    }
}

/// All marks that are folded to `mark` where they may be put upon a character; itself among them.
pub fn marks_like(mark: char) -> impl Iterator<Item = char> {
    [mark, '\u{FF9E}', '\u{309B}', '\u{FF9F}', '\u{309C}']
        .into_iter()
        .filter(move |&like| combining(like) == mark)
}

/// Whether `mark` may be the second part of a composition; spares nearly all characters the search for one.
fn may_combine(mark: char) -> bool {
    matches!(mark, '\u{300}'..='\u{1FFF}' | '\u{3099}' | '\u{309A}' | '\u{10000}'..)
}

fn to_hiragana(c: char) -> char {
    match c {
        '\u{30A1}'..='\u{30F6}' | '\u{30FD}' | '\u{30FE}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::char::decompose_canonical;

    use super::*;

    #[test]
    fn spellings_of_a_word_fold_alike() {
        let cases: [(&str, &[&str]); 6] = [
            ("かおす", &["カオス", "ｶｵｽ", "かおす"]),
            ("がらす", &["ガラス", "ｶﾞﾗｽ", "か\u{3099}らす", "カ\u{3099}ラス"]),
            ("ぱん", &["パン", "ﾊﾟﾝ", "は\u{309a}ん"]),
            ("AWS", &["AWS", "ＡＷＳ"]),
            ("ー", &["ー", "ｰ"]),
            ("é", &["é", "e\u{301}"]),
        ];
        for (expected, spellings) in cases {
            for spelling in spellings {
                assert_eq!(fold(spelling), expected, "{spelling}");
            }
        }
    }

    #[test]
    fn origins_point_at_the_original() {
        assert_eq!(origins("aｶﾞb"), [(0, 1), (1, 2), (3, 1)]);
    }

    #[test]
    fn what_composes_may_combine() {
        for composed in '\0'..=char::MAX {
            let mut parts = Vec::new();
            decompose_canonical(composed, |part| parts.push(part));
            if let [_, .., mark] = parts[..] {
                assert!(may_combine(mark), "{composed:?} of {parts:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_other_mark_composes(first in "\\PC", mark in "\\PC|\\p{M}") {
            let [first, mark] = [first, mark].map(|one| one.chars().next().unwrap());
            prop_assert!(compose(first, mark).is_none() || may_combine(mark));
        }

        #[test]
        fn origins_cover_the_text(text in "(\\PC|[ｦ-ﾟ\u{3099}\u{309a}]){0,30}") {
            let origins = origins(&text);
            prop_assert_eq!(origins.len(), fold(&text).chars().count());
            let covered: usize = origins.iter().map(|(_, length)| length).sum();
            prop_assert_eq!(covered, text.chars().count());
        }

        #[test]
        fn what_begins_is_an_origin(text in "(\\PC|[かｶ、ﾞ\u{3099}゛a\u{301}\u{308}\u{cc6}\u{cc2}\u{cd5}]){0,9}") {
            let begins: Vec<usize> = text
                .char_indices()
                .enumerate()
                .filter(|(_, (byte, _))| begins_at(&text, *byte))
                .map(|(index, _)| index)
                .collect();
            prop_assert_eq!(begins, origins(&text).into_iter().map(|(first, _)| first).collect::<Vec<_>>());
        }
    }
}
