//! Clusters of several characters that make one picture (UTS #51), and what terminals make of them.
//!
//! There is no agreement: `👨‍👩‍👧` takes two cells in tmux, six in most terminals, eight in `xterm -cjk_width`. Only the
//! terminal can say, by [`super::survey`]; what it said is an [`EmojiCells`].

use super::width::Cells;

/// Selects the emoji presentation of the character before it.
const VARIATION_SELECTOR_16: char = '\u{FE0F}';
const ZERO_WIDTH_JOINER: char = '\u{200D}';
const KEYCAP: char = '\u{20E3}';

/// How many cells a terminal gives to the kinds of emoji sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EmojiCells {
    /// A symbol that U+FE0F makes an emoji (`❤️`), where the symbol alone takes one.
    pub presentation: Cells,
    /// A keycap (`1️⃣`).
    pub keycap: Cells,
    /// A flag, which is two regional indicators.
    pub flag: Cells,
    /// A picture with a skin tone (`👍🏽`).
    pub modifier: Sequence,
    /// Pictures joined by U+200D (`👨‍👩‍👧`).
    pub joined: Sequence,
}

/// How a terminal draws pictures that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sequence {
    /// As one picture of two cells.
    One,
    /// One beside the other, what joins them taking so many cells.
    Apart(Cells),
}

impl Default for EmojiCells {
    /// As UTS #51 has it: each sequence is one picture, two cells wide.
    fn default() -> Self {
        Self {
            presentation: Cells(2),
            keycap: Cells(2),
            flag: Cells(2),
            modifier: Sequence::One,
            joined: Sequence::One,
        }
    }
}

impl EmojiCells {
    /// The cells of `cluster`, an emoji sequence, whose characters alone take what `char` says.
    pub(super) fn cluster(self, cluster: &str, char: impl Fn(char) -> Cells) -> Cells {
        let mut parts = cluster.split(ZERO_WIDTH_JOINER);
        let first = parts.next().map_or(Cells::ZERO, |part| self.part(part, &char));
        parts.fold(first, |cells, part| match self.joined {
            Sequence::One => Cells(2),
            Sequence::Apart(joiner) => cells + joiner + self.part(part, &char),
        })
    }

    /// The cells of a sequence without joiners.
    fn part(self, part: &str, char: impl Fn(char) -> Cells) -> Cells {
        if part.contains(KEYCAP) && part.contains(VARIATION_SELECTOR_16) {
            return self.keycap;
        }
        if part.chars().all(is_regional_indicator) && part.chars().nth(1).is_some() {
            return self.flag;
        }
        let mut cells = Cells::ZERO;
        for c in part.chars() {
            cells = match (c, self.modifier) {
                (VARIATION_SELECTOR_16, _) => cells.max(self.presentation),
                (c, Sequence::One) if is_skin_tone(c) && cells > Cells::ZERO => cells.max(Cells(2)),
                (c, Sequence::Apart(between)) if is_skin_tone(c) => cells + between + char(c),
                (c, Sequence::Apart(_) | Sequence::One) => cells + char(c),
            };
        }
        cells
    }
}

/// Whether a cluster of several characters asks for emoji presentation.
pub(super) fn is_emoji_cluster(cluster: &str) -> bool {
    cluster.chars().any(|c| {
        matches!(c, VARIATION_SELECTOR_16 | ZERO_WIDTH_JOINER | KEYCAP)
            || is_regional_indicator(c)
            || is_skin_tone(c)
    })
}

fn is_regional_indicator(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}
