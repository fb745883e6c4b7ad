//! The words of a row that `*` offers to look for.
//!
//! Japanese has no spaces: what tells most are runs of one script, such as カオスエンジニアリング, 内製化 or `Kubernetes`,
//! while hiragana mostly join them.

use crate::text::fold::folded;

/// The scripts whose runs are words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Katakana,
    Hiragana,
    /// Ideographs.
    Kanji,
    /// Letters and digits of all other scripts.
    Letters,
}

/// The words of `text`, each once, those that tell most first: longer ones before shorter, hiragana and numbers last.
pub fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for word in runs(text) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    // Stable: of words that tell alike, the first one stands first.
    words.sort_by_key(|word| std::cmp::Reverse(weight(word)));
    words
}

/// How many words are looked at, so that a row of any length has few.
const MOST_RUNS: usize = 200;

fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut chars = text.char_indices().peekable();
    let runs = std::iter::from_fn(move || {
        loop {
            let (start, first) = chars.next()?;
            let Some(script) = script(first) else { continue };
            let mut end = start + first.len_utf8();
            // A name of two scripts, such as 内製2課, falls apart; k8s and 3DS do not.
            while let Some((index, c)) =
                chars.next_if(|&(_, c)| joins(script, c) || self::script(c) == Some(script))
            {
                end = index + c.len_utf8();
            }
            return text.get(start..end);
        }
    });
    runs.take(MOST_RUNS).map(|word| word.trim_end_matches(['.', '-', '_', '\'', '’', '・']))
}

/// Whether `c`, which is no word by itself, goes on a word of `script`.
fn joins(script: Script, c: char) -> bool {
    match script {
        Script::Katakana => matches!(c, 'ー' | 'ｰ' | 'ﾞ' | 'ﾟ' | '\u{3099}' | '\u{309A}'),
        Script::Hiragana => matches!(c, 'ー' | '\u{3099}' | '\u{309A}'),
        Script::Kanji => matches!(c, '々' | '〆' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'),
        Script::Letters => matches!(c, '.' | '-' | '_' | '\'' | '’' | '\u{300}'..='\u{36F}'),
    }
}

fn script(c: char) -> Option<Script> {
    match c {
        '\u{3041}'..='\u{3096}' => Some(Script::Hiragana),
        '\u{30A1}'..='\u{30FA}' | '\u{FF66}'..='\u{FF9D}' => Some(Script::Katakana),
        '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => {
            Some(Script::Kanji)
        }
        '\u{20000}'..='\u{3FFFF}' => Some(Script::Kanji),
        'ー' | 'ﾞ' | 'ﾟ' => None,
        _ => c.is_alphanumeric().then_some(Script::Letters),
    }
}

/// How much a word tells, in about the cells it takes.
fn weight(word: &str) -> usize {
    let chars = folded(word).count();
    match word.chars().next().and_then(script) {
        Some(Script::Kanji) => chars * 3,
        Some(Script::Katakana) => chars * 2,
        Some(Script::Letters) if !word.chars().all(char::is_numeric) => chars,
        Some(Script::Letters | Script::Hiragana) | None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_most_comes_first() {
        let cases: [(&str, &[&str]); 7] = [
            (
                "いつもニコニコあなたの隣に這い寄るカオスエンジニアリング!",
                &[
                    "カオスエンジニアリング",
                    "ニコニコ",
                    "隣",
                    "這",
                    "寄",
                    "いつも",
                    "あなたの",
                    "に",
                    "い",
                    "る",
                ],
            ),
            ("金融領域におけるOpenStack導入事例", &["金融領域", "導入事例", "OpenStack", "における"]),
            ("k8s と cert-manager、v1.2。", &["cert-manager", "v1.2", "k8s", "と"]),
            ("ﾃﾞｰﾀ は データ、12 年", &["ﾃﾞｰﾀ", "データ", "年", "は", "12"]),
            ("佐々木さん", &["佐々木", "さん"]),
            ("カオス、カオス", &["カオス"]),
            ("—— !?", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
