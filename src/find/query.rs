//! What is looked for: words, and the kinds of things they may be found in.

use super::candidate::MatchKind;
use crate::note::entry::Kind;
use crate::text::language::translated;
use crate::vault::Place;

/// The kinds that Tab goes through in the jump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// One kind.
    Only(MatchKind),
}

impl Scope {
    /// The scopes, in the order of Tab. Notes are one only where there are several.
    const CYCLE: [Self; 9] = [
        Self::All,
        Self::Only(MatchKind::Note),
        Self::Only(MatchKind::Speaker),
        Self::Only(MatchKind::Company),
        Self::Only(MatchKind::Node(Kind::Session)),
        Self::Only(MatchKind::Node(Kind::Section)),
        Self::Only(MatchKind::Node(Kind::Item)),
        Self::Only(MatchKind::Tag),
        Self::Only(MatchKind::Link),
    ];

    /// What it is called on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::All => translated(tr_later!("all")),
            Self::Only(kind) => kind.title(),
        }
    }

    /// The scopes of one note or of `several`.
    pub fn cycle(several: bool) -> impl Iterator<Item = Self> {
        Self::CYCLE.into_iter().filter(move |&scope| several || scope != Self::Only(MatchKind::Note))
    }

    /// The scope after this one, or before it.
    #[must_use]
    pub fn moved(self, forward: bool, several: bool) -> Self {
        let cycle: Vec<Self> = Self::cycle(several).collect();
        let index = cycle.iter().position(|&scope| scope == self).unwrap_or(0);
        let step = if forward { 1 } else { cycle.len() - 1 };
        cycle[(index + step) % cycle.len()]
    }
}

/// A query: words to be found, all of them, in things of certain kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The kinds that may match; empty for all.
    pub kinds: Vec<MatchKind>,
    /// The words, in the syntax of fzf: `'word`, `^start`, `end$`, `!not`, spaces between words.
    pub words: String,
    /// The places whose nodes may match, ascending; `None` for all.
    pub among: Option<Vec<Place>>,
}

/// The signs that narrow a query to a kind.
const PREFIXES: [(&str, MatchKind); 4] = [
    ("@", MatchKind::Speaker),
    ("&", MatchKind::Company),
    ("#", MatchKind::Tag),
    ("s:", MatchKind::Node(Kind::Session)),
];

impl Query {
    /// The query that `typed` stands for. A sign (`@` speakers, `&` companies, `#` tags, `s:` sessions) or the word of a
    /// kind (`speaker:`) before it overrules `scope`.
    pub fn parse(typed: &str, scope: Scope) -> Self {
        let typed = typed.trim_start();
        if let Some((kind, words)) = prefixed(typed) {
            return Self { kinds: vec![kind], words: words.trim().to_owned(), among: None };
        }
        let kinds = match scope {
            Scope::All => Vec::new(),
            Scope::Only(kind) => vec![kind],
        };
        Self { kinds, words: typed.trim().to_owned(), among: None }
    }

    /// What of `typed` are words: without what narrows it to a kind.
    pub fn words_of(typed: &str) -> &str {
        prefixed(typed.trim_start()).map_or(typed, |(_, words)| words.trim_start())
    }

    /// The scope that stands for its kinds.
    pub fn scope(&self) -> Scope {
        match self.kinds.as_slice() {
            [kind] => Scope::Only(*kind),
            _ => Scope::All,
        }
    }

    /// Whether things of `kind` may match.
    pub fn admits(&self, kind: MatchKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

fn prefixed(typed: &str) -> Option<(MatchKind, &str)> {
    let by_sign = PREFIXES.iter().find_map(|(sign, kind)| Some((*kind, typed.strip_prefix(sign)?)));
    by_sign.or_else(|| {
        let (word, rest) = typed.split_once(':')?;
        Some((MatchKind::from_name(word)?, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_narrow_to_a_kind() {
        let session = MatchKind::Node(Kind::Session);
        let cases: [(&str, &[MatchKind], &str); 8] = [
            ("小倉", &[], "小倉"),
            (" @小倉 ", &[MatchKind::Speaker], "小倉"),
            ("&YJFX", &[MatchKind::Company], "YJFX"),
            ("#cndt", &[MatchKind::Tag], "cndt"),
            ("s:serverless", &[session], "serverless"),
            ("session: x", &[session], "x"),
            ("http://x", &[], "http://x"),
            ("link:http", &[MatchKind::Link], "http"),
        ];
        for (typed, kinds, words) in cases {
            let query = Query::parse(typed, Scope::All);
            assert_eq!((query.kinds.as_slice(), query.words.as_str()), (kinds, words), "{typed}");
        }
        assert_eq!(Query::parse("x", Scope::Only(session)).kinds, [session]);
        assert_eq!(Query::parse("@x", Scope::Only(session)).kinds, [MatchKind::Speaker]);
    }

    #[test]
    fn tab_goes_around() {
        let all = |several: bool| {
            std::iter::successors(Some(Scope::All), move |scope| Some(scope.moved(true, several)))
        };
        assert_eq!(all(true).nth(9), Some(Scope::All));
        assert_eq!(all(false).nth(8), Some(Scope::All));
        assert_eq!(all(true).nth(1), Some(Scope::Only(MatchKind::Note)));
        assert_eq!(Scope::All.moved(false, false).moved(true, false), Scope::All);
    }

    #[test]
    fn words_are_what_is_left_without_a_prefix() {
        for (typed, words) in [("@小倉", "小倉"), ("s: a b", "a b"), ("a @b", "a @b"), ("", "")] {
            assert_eq!(Query::words_of(typed), words, "{typed}");
        }
    }
}
