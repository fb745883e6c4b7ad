//! Sounds: the parts that readings are made of, each with its spellings.
//!
//! A reading is a sequence of [`Sound`]s: morae in Japanese, letters in Chinese pinyin and in Latin text, letters of
//! hangul in Korean. Text that reads itself (kana, Latin, digits, hangul) becomes the same sounds, so that matching
//! knows only these.

use std::sync::LazyLock;

use super::hangul;
use super::romaji::{GEMINATING, LONG, MORAE, VOICED};

/// A part of a reading; an index into the table of spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sound(u16);

/// The letters of pinyin and of Latin text; `ü` has spellings of its own.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzü0123456789";

/// The single kana: from ぁ to ゖ.
const KANA: std::ops::RangeInclusive<char> = 'ぁ'..='ゖ';
const KANA_COUNT: usize = 'ゖ' as usize - 'ぁ' as usize + 1;

struct Table {
    /// The spellings of each sound, as bytes of a query.
    spellings: Vec<Vec<Vec<u8>>>,
    /// The sound of a single kana.
    single: [Option<Sound>; KANA_COUNT],
    /// The second kana and the sound of each pair that the first begins.
    pairs: [Vec<(char, Sound)>; KANA_COUNT],
    /// The vowel that a kana ends with, as an index into [`LONG`].
    vowel: [Option<usize>; KANA_COUNT],
    /// The voiced forms of each mora.
    voiced: Vec<[Option<Sound>; 2]>,
    /// The first sound of [`LETTERS`], of [`hangul::spellings`].
    letters: u16,
    hangul: u16,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

impl Sound {
    /// っ, which doubles the consonant after it.
    pub(super) fn sokuon() -> Self {
        single('っ')
    }

    /// ん.
    pub(super) fn syllabic_n() -> Self {
        single('ん')
    }

    /// How many sounds there are.
    pub(super) fn count() -> usize {
        TABLE.spellings.len()
    }

    /// All sounds, in the order of their indices.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..=u16::MAX).take(Self::count()).map(Self)
    }

    /// The position of the sound among all of them.
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// How it may be written in a query.
    pub(super) fn spellings(self) -> &'static [Vec<u8>] {
        &TABLE.spellings[self.index()]
    }

    /// What it becomes at the start of a later part of a compound (rendaku): か が, は ば ぱ.
    pub(super) fn voiced(self) -> impl Iterator<Item = Self> {
        TABLE.voiced.get(self.index()).copied().unwrap_or_default().into_iter().flatten()
    }

    /// The sounds that may become っ at the end of an earlier part of a compound.
    pub(super) fn geminating() -> [Self; 4] {
        GEMINATING.map(single)
    }

    /// The sound of a Latin letter in lower case or a digit.
    pub(super) fn of_letter(letter: char) -> Option<Self> {
        let index = LETTERS.chars().position(|known| known == letter)?;
        Some(Self(TABLE.letters + u16::try_from(index).ok()?))
    }

    /// The sound of a letter of hangul, by its place in [`hangul::spellings`].
    pub(super) fn of_jamo(index: usize) -> Self {
        Self(TABLE.hangul + u16::try_from(index).unwrap_or(0))
    }
}

fn kana_index(kana: char) -> Option<usize> {
    KANA.contains(&kana).then(|| kana as usize - *KANA.start() as usize)
}

/// The sound of a kana that has a row in [`MORAE`].
fn single(kana: char) -> Sound {
    kana_index(kana).and_then(|index| TABLE.single[index]).unwrap_or(Sound(0))
}

/// The mora that `first` (and `second`, where the two make one) stands for, and how many kana it takes. A vowel that
/// lengthens the kana `before` is a sound of its own, since it may be left out.
pub(super) fn mora(before: Option<char>, first: char, second: Option<char>) -> Option<(Sound, usize)> {
    let vowel_before = before.and_then(kana_index).and_then(|index| TABLE.vowel[index]);
    if first == 'ー' {
        let vowel = vowel_before.unwrap_or(2);
        return Some((long(vowel), 1));
    }
    let index = kana_index(first)?;
    let pair = TABLE.pairs[index].iter().find(|(small, _)| Some(*small) == second);
    if let Some(&(_, sound)) = pair {
        return Some((sound, 2));
    }
    if is_long(vowel_before, first)
        && let Some(vowel) = vowel_before
    {
        return Some((long(vowel), 1));
    }
    TABLE.single[index].map(|sound| (sound, 1))
}

fn long(vowel: usize) -> Sound {
    Sound(u16::try_from(MORAE.len() + vowel).unwrap_or(0))
}

/// Whether the vowel `kana` lengthens one before it. い is left out: what lengthens i is written in every romaji.
fn is_long(before: Option<usize>, kana: char) -> bool {
    let vowel = |index| before == Some(index);
    match kana {
        'あ' => vowel(0),
        'う' => vowel(2) || vowel(4),
        'え' => vowel(3),
        'お' => vowel(4),
        _ => false,
    }
}

/// Whether a match that ends with `before` reaches on over `kana`, which only lengthens it.
pub(super) fn lengthens(before: char, kana: char) -> bool {
    let vowel = kana_index(before).and_then(|index| TABLE.vowel[index]);
    kana == 'ー' || is_long(vowel, kana)
}

/// The sounds of a reading in kana (folded to hiragana); what is no kana is left out.
pub(super) fn sounds_of(kana: &str) -> impl Iterator<Item = Sound> {
    let mut chars = kana.chars().peekable();
    let mut before = None;
    std::iter::from_fn(move || {
        loop {
            let first = chars.next()?;
            let found = mora(before, first, chars.peek().copied());
            before = if first == 'ー' { before } else { Some(first) };
            if let Some((sound, length)) = found {
                if length == 2 {
                    before = chars.next();
                }
                return Some(sound);
            }
        }
    })
}

impl Table {
    fn new() -> Self {
        let mut table = Self {
            spellings: Vec::new(),
            single: [None; KANA_COUNT],
            pairs: [const { Vec::new() }; KANA_COUNT],
            vowel: [None; KANA_COUNT],
            voiced: Vec::new(),
            letters: 0,
            hangul: 0,
        };
        for (kana, spellings) in MORAE {
            table.add_mora(kana, spellings);
        }
        table.voiced = MORAE.iter().map(|(kana, _)| table.voiced_forms(kana)).collect();
        for (_, spellings) in LONG {
            table.add(spellings.split(' ').map(|spelling| spelling.trim_matches('_').as_bytes().to_vec()));
        }
        table.letters = table.next().0;
        for letter in LETTERS.chars() {
            let spellings = if letter == 'ü' { "v u yu".to_owned() } else { letter.to_string() };
            table.add(spellings.split(' ').map(|spelling| spelling.as_bytes().to_vec()));
        }
        table.hangul = table.next().0;
        for spellings in hangul::spellings() {
            table.add(spellings.into_iter());
        }
        table
    }

    fn next(&self) -> Sound {
        Sound(u16::try_from(self.spellings.len()).unwrap_or(0))
    }

    fn add(&mut self, spellings: impl Iterator<Item = Vec<u8>>) {
        self.spellings.push(spellings.collect());
    }

    fn add_mora(&mut self, kana: &str, spellings: &str) {
        let sound = self.next();
        let mut all: Vec<Vec<u8>> =
            spellings.split(' ').map(|spelling| spelling.as_bytes().to_vec()).collect();
        let mut chars = kana.chars();
        let (Some(first), second) = (chars.next(), chars.next()) else { return };
        let Some(index) = kana_index(first) else { return };
        if let Some(small) = second {
            let parts = |kana| kana_index(kana).and_then(|index| self.single[index]);
            if let (Some(base), Some(small)) = (parts(first), parts(small)) {
                for base in &self.spellings[base.index()] {
                    all.extend(
                        self.spellings[small.index()].iter().map(|small| [base.as_slice(), small].concat()),
                    );
                }
            }
            self.pairs[index].push((small, sound));
        } else {
            self.single[index] = Some(sound);
            // A small kana ends with the vowel of its last letter as well: きゃあ.
            let last = spellings.split(' ').next().and_then(|spelling| spelling.chars().last());
            self.vowel[index] = LONG.iter().position(|(vowel, _)| Some(*vowel) == last && first != 'っ');
        }
        self.add(all.into_iter());
    }

    /// The sounds of `kana` with its first kana voiced.
    fn voiced_forms(&self, kana: &str) -> [Option<Sound>; 2] {
        let mut forms = [None; 2];
        let mut chars = kana.chars();
        let (Some(first), small) = (chars.next(), chars.next()) else { return forms };
        let mut free = forms.iter_mut();
        for (plain, voiced) in VOICED {
            let Some(form) = plain.chars().zip(voiced.chars()).find(|(plain, _)| *plain == first) else {
                continue;
            };
            let Some(index) = kana_index(form.1) else { continue };
            let sound = match small {
                None => self.single[index],
                Some(small) => self.pairs[index].iter().find(|(known, _)| *known == small).map(|pair| pair.1),
            };
            if let Some(slot) = free.next() {
                *slot = sound;
            }
        }
        forms
    }
}
