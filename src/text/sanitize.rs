//! What an untrusted grapheme is shown as.
//!
//! Nothing in a note, a file name or an error message may reach the terminal as control, and nothing may be there
//! without being seen. Controls become their pictures (U+2400 block), C1 controls, bidi controls, invisible and
//! misplaced joining characters become tags such as `<202E>`, more than [`MAX_MARKS`] combining marks are counted
//! instead of drawn, and the rest is shown in NFC, since terminals compose conjoining jamo and NFD kana badly.
//! The text itself is never altered.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::class::{Class, class};
use super::emoji::is_emoji_cluster;

/// How many combining marks one cell may carry; stacks beyond that smear over the lines around them.
pub const MAX_MARKS: usize = 8;

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// What stands on the screen for one grapheme cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown<'t> {
    /// The cluster itself, possibly composed (NFC).
    Cluster(Cow<'t, str>),
    /// A visible stand-in, of characters that take one cell each.
    Replacement(Cow<'static, str>),
    /// A tab: blank up to the next stop.
    Tab,
}

/// What `cluster`, one grapheme cluster (UAX #29) of untrusted text, is shown as.
pub fn shown(cluster: &str) -> Shown<'_> {
    let mut chars = cluster.chars();
    match (chars.next(), chars.next()) {
        (Some('\t'), None) => Shown::Tab,
        (Some(only), None) => shown_char(only, cluster),
        (None | Some(_), _) => shown_cluster(cluster),
    }
}

fn shown_char(c: char, cluster: &str) -> Shown<'_> {
    if class(c) != Class::Complex {
        return Shown::Cluster(Cow::Borrowed(cluster));
    }
    if let Some(picture) = control_picture(c) {
        return Shown::Replacement(Cow::Owned(picture.to_string()));
    }
    if is_hidden(c) {
        return Shown::Replacement(Cow::Owned(tag(c)));
    }
    // Not normalised: alone it composes with nothing, and NFC would replace the compatibility ideographs that
    // some Japanese names are written with.
    Shown::Cluster(Cow::Borrowed(cluster))
}

fn shown_cluster(cluster: &str) -> Shown<'_> {
    let Some(base) = cluster.chars().next() else {
        return Shown::Cluster(Cow::Borrowed(""));
    };
    let emoji = is_emoji_cluster(cluster) && may_be_emoji(base) && !cluster.ends_with(ZERO_WIDTH_JOINER);
    let plain = cluster.chars().all(|c| !c.is_control() && (!is_hidden(c) || joins(c, base, emoji)));
    let marks = cluster.chars().skip(1).filter(|c| c.width() == Some(0)).count();
    if plain && !is_mark(base) && (emoji || marks <= MAX_MARKS) {
        return Shown::Cluster(nfc(cluster));
    }
    Shown::Replacement(Cow::Owned(spelled_out(cluster, base)))
}

/// Whether `base` stands in the blocks of symbols and pictographs that emoji sequences begin with.
fn may_be_emoji(base: char) -> bool {
    matches!(base, '\u{203C}'..='\u{3299}' | '\u{1F000}'..='\u{1FAFF}') && !is_kana_or_cjk_punctuation(base)
}

/// Whether `c` stands among the pictographs and is none: kana, and CJK punctuation but for `〰` and `〽`.
fn is_kana_or_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{302F}' | '\u{3031}'..='\u{303C}' | '\u{303E}'..='\u{30FF}')
}

/// Whether a usually hidden `c` does its proper work in the cluster of `base`: selecting a variant, or joining emoji.
fn joins(c: char, base: char, emoji: bool) -> bool {
    match c {
        ZERO_WIDTH_JOINER | '\u{E0020}'..='\u{E007F}' => emoji,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => !base.is_ascii_alphabetic() && !is_mark(base),
        _ => is_mark(c),
    }
}

/// A cluster that cannot be shown as it is, in one-cell characters: its base if that is plain ASCII, and tags.
fn spelled_out(cluster: &str, base: char) -> String {
    let mut spelled = String::new();
    let mut chars = cluster.chars();
    if matches!(base, ' '..='~') {
        spelled.extend(chars.next());
    }
    for c in chars.by_ref().take(MAX_MARKS) {
        match control_picture(c) {
            Some(picture) => spelled.push(picture),
            None => spelled.push_str(&tag(c)),
        }
    }
    let uncounted = chars.count();
    if uncounted > 0 {
        // Writing to a string cannot fail.
        let _ = write!(spelled, "<+{uncounted}>");
    }
    spelled
}

/// The picture of a C0 control or DEL (Unicode block Control Pictures).
fn control_picture(c: char) -> Option<char> {
    match c {
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)),
        '\x7F' => Some('\u{2421}'),
        _ => None,
    }
}

fn tag(c: char) -> String {
    format!("<{:02X}>", u32::from(c))
}

fn is_mark(c: char) -> bool {
    c.width() == Some(0) && !is_format(c)
}

/// Whether a character that stands on its own would not be seen: C1 controls, and all that take no cell.
fn is_hidden(c: char) -> bool {
    c.width().is_none_or(|width| width == 0) || is_format(c)
}

/// Characters that steer the layout and have no glyph: default-ignorable code points (UAX #44) that fonts and
/// terminals disagree about, line separators, and interlinear annotations.
fn is_format(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

fn nfc(cluster: &str) -> Cow<'_, str> {
    if unicode_normalization::is_nfc(cluster) {
        Cow::Borrowed(cluster)
    } else {
        Cow::Owned(cluster.nfc().collect())
    }
}

/// `text` as one line that is safe to print: every cluster as [`shown`], a tab as a space.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| class(c) != Class::Complex) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        match shown(cluster) {
            Shown::Cluster(cluster) => safe.push_str(&cluster),
            Shown::Replacement(replacement) => safe.push_str(&replacement),
            Shown::Tab => safe.push(' '),
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_shown_inert() {
        let cases = [
            ("\x1b[31mred\x07", "␛[31mred␇"),
            ("a\u{9b}31m", "a<9B>31m"),
            ("\u{85}", "<85>"),
            ("abc\u{202e}gpj", "abc<202E>gpj"),
            ("zero\u{200b}width", "zero<200B>width"),
            ("soft\u{ad}hyphen", "soft<AD>hyphen"),
            ("\u{feff}bom", "<FEFF>bom"),
            ("tab\there\x7f", "tab here␡"),
            ("a\r\nb", "a␍␊b"),
            ("a\u{200d}b", "a<200D>b"),
            ("\u{301}alone", "<301>alone"),
        ];
        for (text, expected) in cases {
            assert_eq!(line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn proper_clusters_stay() {
        for text in ["❤️", "👨‍👩‍👧", "👍🏽", "🇯🇵", "1️⃣", "葛\u{E0100}", "ｶﾞ", "é", "ﷺ", "नि", "क्षि", "ไทย", "■"]
        {
            assert_eq!(line(text), text, "{text:?}");
        }
    }

    #[test]
    fn display_is_composed() {
        assert_eq!(line("か\u{3099}"), "が");
        assert_eq!(line("\u{1112}\u{1161}\u{11AB}"), "한");
    }

    #[test]
    fn marks_do_not_pile_up() {
        let zalgo = format!("a{}", "\u{301}".repeat(20));
        assert_eq!(line(&zalgo), format!("a{}<+12>", "<301>".repeat(8)));
        let decent = format!("x{}", "\u{323}".repeat(8));
        assert_eq!(line(&decent).chars().count(), 8 + 1);
    }

    #[test]
    fn no_character_is_control_or_invisible_when_shown() {
        for c in '\0'..=char::MAX {
            for text in [c.to_string(), format!("a{c}b")] {
                let safe = line(&text);
                assert!(!safe.chars().any(|c| c.is_control() || is_format(c)), "{c:?} is shown as {safe:?}");
            }
        }
    }
}
