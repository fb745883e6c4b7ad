//! What is asked of a terminal about its columns, and what follows from its answers.
//!
//! A locale or a terminal's name tells nothing; drawing a glyph and asking where the cursor is does. The asking itself
//! is the shell's.

use super::emoji::{EmojiCells, Sequence};
use super::width::{Ambiguous, Cells, WidthPolicy};

/// A class of glyphs on whose cells terminals differ, and the glyph that is asked about.
#[derive(Debug, PartialEq, Eq)]
pub struct Sample {
    /// What the glyph stands for, for people.
    pub class: &'static str,
    /// The glyph that is drawn.
    pub glyph: &'static str,
}

const fn sample(class: &'static str, glyph: &'static str) -> Sample {
    Sample { class, glyph }
}

/// How many samples there are.
pub const SAMPLE_COUNT: usize = 12;

/// What is drawn, in this order.
pub const SAMPLES: [Sample; SAMPLE_COUNT] = [
    sample(tr_later!("ambiguous symbol"), "■"),
    sample(tr_later!("ambiguous digit"), "①"),
    sample(tr_later!("emoji by variation selector"), "❤\u{FE0F}"),
    sample(tr_later!("keycap"), "1\u{FE0F}\u{20E3}"),
    sample(tr_later!("skin tone"), "👍🏽"),
    sample(tr_later!("joined emoji"), "👨\u{200D}👩\u{200D}👧"),
    sample(tr_later!("flag"), "🇯🇵"),
    sample(tr_later!("half-width kana, voiced"), "ｶﾞ"),
    sample(tr_later!("ideograph with variant"), "葛\u{E0100}"),
    sample(tr_later!("old Hangul in jamo"), "\u{1113}\u{1161}"),
    sample(tr_later!("combining mark"), "x\u{301}"),
    sample(tr_later!("zero width space"), "\u{200B}"),
];

/// The cells that a terminal gave to each of [`SAMPLES`], where it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Survey {
    /// In the order of the samples.
    pub measured: [Option<Cells>; SAMPLE_COUNT],
}

impl Survey {
    /// Whether the terminal said anything.
    pub fn is_answered(&self) -> bool {
        self.measured.iter().any(Option::is_some)
    }

    /// How wide the terminal draws ambiguous characters, if it said. It is the symbols that notes are made of, should
    /// they and the digits differ.
    pub fn ambiguous(&self) -> Option<Ambiguous> {
        let [symbol, digit, ..] = self.measured;
        symbol.or(digit).map(|cells| if cells > Cells(1) { Ambiguous::Wide } else { Ambiguous::Narrow })
    }

    /// The policy that the answers make, under which ambiguous characters are as `ambiguous` says, if it does. What
    /// was not answered is as most terminals have it.
    pub fn policy(&self, ambiguous: Option<Ambiguous>) -> WidthPolicy {
        let [_, _, presentation, keycap, modifier, joined, flag, voiced, _, jamo, ..] = self.measured;
        let usual = WidthPolicy::default();
        let sane = |measured: Option<Cells>, least: u32, most: u32| {
            measured.filter(|cells| (least..=most).contains(&cells.0))
        };
        let sequence = |measured: Option<Cells>, pictures: u32, usual: Sequence| match measured {
            Some(Cells(2)) => Sequence::One,
            Some(Cells(cells)) if cells >= 2 * pictures => {
                Sequence::Apart(Cells((cells - 2 * pictures) / (pictures - 1)))
            }
            Some(_) | None => usual,
        };
        WidthPolicy {
            ambiguous: ambiguous.or_else(|| self.ambiguous()).unwrap_or_default(),
            emoji: EmojiCells {
                presentation: sane(presentation, 1, 2).unwrap_or(usual.emoji.presentation),
                keycap: sane(keycap, 1, 2).unwrap_or(usual.emoji.keycap),
                flag: sane(flag, 1, 4).unwrap_or(usual.emoji.flag),
                modifier: sequence(modifier, 2, usual.emoji.modifier),
                joined: sequence(joined, 3, usual.emoji.joined),
            },
            voice_mark: sane(voiced, 1, 2).map_or(usual.voice_mark, |cells| cells - Cells(1)),
            vowel_jamo: sane(jamo, 2, 4).map_or(usual.vowel_jamo, |cells| cells - Cells(2)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answers of a terminal, as measured in real ones; 9 for none.
    fn survey(cells: [u32; SAMPLE_COUNT]) -> Survey {
        Survey { measured: cells.map(|cells| (cells != 9).then_some(Cells(cells))) }
    }

    #[test]
    fn a_policy_gives_each_sample_the_cells_that_were_measured() {
        let terminals = [
            ("xterm", [1, 1, 1, 1, 4, 6, 2, 2, 2, 2, 1, 0]),
            ("xterm -cjk_width", [2, 2, 1, 1, 4, 8, 2, 2, 2, 2, 1, 0]),
            ("one that parts skin tones", [1, 1, 1, 1, 5, 6, 2, 2, 2, 2, 1, 0]),
            ("tmux", [1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 1, 0]),
        ];
        for (terminal, cells) in terminals {
            let survey = survey(cells);
            let policy = survey.policy(None);
            for (sample, expected) in SAMPLES.iter().zip(cells) {
                assert_eq!(policy.grapheme(sample.glyph), Cells(expected), "{} in {terminal}", sample.class);
            }
        }
    }

    #[test]
    fn what_is_said_goes_before_what_is_measured_and_that_before_the_usual() {
        let wide = survey([2, 2, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
        assert_eq!(wide.policy(None).ambiguous, Ambiguous::Wide);
        assert_eq!(wide.policy(Some(Ambiguous::Narrow)), WidthPolicy::default());
        assert_eq!(Survey::default().policy(None), WidthPolicy::default());
        let absurd = survey([1, 1, 7, 0, 1, 3, 8, 5, 9, 8, 9, 9]);
        assert_eq!(absurd.policy(None), WidthPolicy::default());
    }
}
