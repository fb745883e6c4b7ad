//! What two spellings of one name have in common.
//!
//! Names are compared letter by letter: width, case and composition do not count, nor do the spaces (or `・`) between
//! letters of Japanese; between words of Latin letters a single space does. Katakana and hiragana stay apart, since さくら
//! and サクラ may well be two. Where spaces were is remembered: 森 林太郎 is not 森林 太郎.

use crate::text::fold::composed;
use crate::text::reading::script::Script;

/// A spelling, as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Spelling {
    /// The letters.
    pub(super) letters: String,
    /// Before which of the letters (counted from 0) a space stands that is not among them.
    pub(super) breaks: Vec<usize>,
}

impl Spelling {
    /// The spelling of a name or a piece of text.
    pub(super) fn of(text: &str) -> Self {
        let mut spelling = Self::default();
        for (count, letter) in Letters::of(text).enumerate() {
            if letter.after_gap && count > 0 {
                spelling.breaks.push(count);
            }
            spelling.letters.push(letter.c);
        }
        spelling
    }
}

/// A letter of a spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// The letter, folded.
    pub(super) c: char,
    /// Which char of the original it stands for, 0-based, and how many.
    pub(super) start: usize,
    pub(super) length: usize,
    /// Whether a gap that is not among the letters stands before it.
    pub(super) after_gap: bool,
}

/// The letters of a text.
pub(super) struct Letters<I> {
    chars: I,
    /// The chars of the original that have been read.
    read: usize,
    /// The last letter.
    before: Option<char>,
    /// The letter behind the space that was given last.
    waiting: Option<Letter>,
}

impl Letters<()> {
    /// The letters of `text`.
    pub(super) fn of(text: &str) -> Letters<impl Iterator<Item = (char, usize)>> {
        Letters { chars: composed(text), read: 0, before: None, waiting: None }
    }
}

impl<I: Iterator<Item = (char, usize)>> Iterator for Letters<I> {
    type Item = Letter;

    fn next(&mut self) -> Option<Letter> {
        if let Some(letter) = self.waiting.take() {
            self.before = Some(letter.c);
            return Some(letter);
        }
        let mut after_gap = false;
        let gap_start = self.read;
        loop {
            let (c, length) = self.chars.next()?;
            let start = self.read;
            self.read += length;
            if is_gap(c) {
                after_gap = true;
                continue;
            }
            let c = lower(c);
            if after_gap && is_word(c) && self.before.is_some_and(is_word) {
                self.waiting = Some(Letter { c, start, length, after_gap: false });
                self.before = Some(' ');
                return Some(Letter {
                    c: ' ',
                    start: gap_start,
                    length: start - gap_start,
                    after_gap: false,
                });
            }
            self.before = Some(c);
            return Some(Letter { c, start, length, after_gap });
        }
    }
}

/// White space, and the dot between the words of a foreign name.
fn is_gap(c: char) -> bool {
    c == '・' || c.is_whitespace()
}

fn lower(c: char) -> char {
    if c.is_ascii() {
        c.to_ascii_lowercase()
    } else if matches!(c, '\u{3000}'..='\u{9FFF}') {
        c
    } else {
        c.to_lowercase().next().unwrap_or(c)
    }
}

/// Whether `c` belongs to words that spaces keep apart.
pub(super) fn is_word(c: char) -> bool {
    matches!(Script::of(c), Script::Letter | Script::Digit)
}

/// Whether `c` is a letter of Japanese.
pub(super) fn is_japanese(c: char) -> bool {
    matches!(Script::of(c), Script::Hiragana | Script::Katakana | Script::Kanji)
}

/// What says of which form a company is, as it is folded; longer ones first where one begins another.
const BEFORE: [&str; 16] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "一般社団法人",
    "公益社団法人",
    "一般財団法人",
    "公益財団法人",
    "特定非営利活動法人",
    "独立行政法人",
    "(株)",
    "(有)",
    "(同)",
    "㈱",
    "㈲",
];
/// The same as words behind a Latin name. Points and commas before and after them have been taken off.
const AFTER: [&str; 14] = [
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "ltd",
    "limited",
    "llc",
    "l.l.c",
    "gmbh",
    "k.k",
    "kk",
    "plc",
    "pty",
];

/// The spelling of a company without what says of which form it is: 株式会社, ㈱, Co., Ltd.
pub(super) fn company_spelling(name: &str) -> Spelling {
    let whole = Spelling::of(name);
    let mut core = whole.letters.as_str();
    let mut cut = 0;
    while let Some(shorter) = without_form(core) {
        if shorter.starts_with_cut {
            cut += core.chars().count() - shorter.core.chars().count();
        }
        core = shorter.core;
    }
    if core.chars().nth(1).is_none() {
        return whole;
    }
    let count = core.chars().count();
    let inside = |at: usize| at.checked_sub(cut).filter(|&at| at > 0 && at < count);
    let breaks = whole.breaks.iter().filter_map(|&at| inside(at)).collect();
    Spelling { letters: core.to_owned(), breaks }
}

struct Shorter<'s> {
    core: &'s str,
    /// Whether it is its beginning that was cut off.
    starts_with_cut: bool,
}

/// `name` without one word of form; `None` if it has none, or nothing else.
fn without_form(name: &str) -> Option<Shorter<'_>> {
    for form in BEFORE {
        if let Some(core) = name.strip_prefix(form).filter(|core| !core.is_empty()) {
            return Some(Shorter { core, starts_with_cut: true });
        }
        if let Some(core) = name.strip_suffix(form).filter(|core| !core.is_empty()) {
            return Some(Shorter { core, starts_with_cut: false });
        }
    }
    let bare = |name: &'_ str| name.trim_end_matches(['.', ',', ' ']).len();
    let name_end = name.get(..bare(name))?;
    AFTER.iter().find_map(|form| {
        let before = name_end.strip_suffix(form)?;
        let is_word_of_its_own = before.chars().next_back().is_some_and(|c| !is_word(c));
        let core = before.get(..bare(before)).filter(|core| !core.is_empty())?;
        is_word_of_its_own.then_some(Shorter { core, starts_with_cut: false })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_person_have_the_same_letters() {
        let cases: [(&str, &[&str]); 5] = [
            ("青葉しおり", &["青葉 しおり", "青葉しおり", "青葉　しおり", " 青葉  しおり "]),
            ("shiori aoba", &["Shiori Aoba", "SHIORI  AOBA", "Ｓｈｉｏｒｉ　Ａｏｂａ", "shiori・aoba"]),
            ("ジョンスミス", &["ジョン・スミス", "ジョン スミス", "ｼﾞｮﾝ･ｽﾐｽ", "ジョンスミス"]),
            ("青葉aoba", &["青葉 Aoba"]),
            ("あおば", &["あおば"]),
        ];
        for (letters, spellings) in cases {
            for spelling in spellings {
                assert_eq!(Spelling::of(spelling).letters, letters, "{spelling}");
            }
        }
        assert_eq!(Spelling::of("青葉 し おり").breaks, [2, 3]);
        assert_eq!(Spelling::of("Shiori Aoba").breaks, [0; 0]);
    }

    #[test]
    fn companies_are_spelled_without_their_form() {
        let cases = [
            ("株式会社月見坂", "月見坂"),
            ("月見坂株式会社", "月見坂"),
            ("月見坂（株）", "月見坂"),
            ("㈱ 月見坂", "月見坂"),
            ("有限会社月見坂", "月見坂"),
            ("Tsukimi Inc.", "tsukimi"),
            ("Tsukimi, Inc", "tsukimi"),
            ("Tsukimi Co., Ltd.", "tsukimi"),
            ("Tsukimi Systems K.K.", "tsukimi systems"),
            ("月見坂 Inc.", "月見坂"),
            ("Zinc", "zinc"),
            ("株式会社", "株式会社"),
            ("株式会社A", "株式会社a"),
            ("Co", "co"),
        ];
        for (name, letters) in cases {
            assert_eq!(company_spelling(name).letters, letters, "{name}");
        }
        assert_eq!(company_spelling("株式会社 月見坂 システムズ").breaks, [3]);
    }

    #[test]
    fn letters_know_what_they_stand_for() {
        let letters: Vec<(char, usize, usize)> =
            Letters::of("ｶﾞ b C").map(|letter| (letter.c, letter.start, letter.length)).collect();
        assert_eq!(letters, [('ガ', 0, 2), ('b', 3, 1), (' ', 4, 1), ('c', 5, 1)]);
    }
}
