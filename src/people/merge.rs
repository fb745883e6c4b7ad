//! Merging: names of one sort, where several spellings are one name.

use std::collections::HashMap;

use super::Spot;
use super::spelling::Spelling;

/// Names in order of first appearance.
#[derive(Debug, Default)]
pub(super) struct Names {
    list: Vec<Name>,
    /// Which names have the letters: several where their spaces tell them apart.
    by_letters: HashMap<String, Vec<usize>>,
}

/// A name, however spelled.
#[derive(Debug)]
struct Name {
    /// How it is written, and how often, in order of first appearance.
    spellings: Vec<(String, u32)>,
    /// Where its spaces stand, once a spelling with spaces is known.
    breaks: Option<Vec<usize>>,
    /// The sessions it stands under, in document order.
    sessions: Vec<Spot>,
}

impl Names {
    /// Adds an appearance of a name, and returns which it is.
    pub(super) fn add(&mut self, written: &str, spelling: Spelling, session: Spot) -> usize {
        let breaks = Some(spelling.breaks).filter(|breaks| !breaks.is_empty());
        let alike = self.by_letters.entry(spelling.letters).or_default();
        let fits = |name: &Name| breaks.is_none() || name.breaks.is_none() || breaks == name.breaks;
        let known = alike.iter().copied().find(|&index| fits(&self.list[index]));
        let index = known.unwrap_or_else(|| {
            alike.push(self.list.len());
            self.list.push(Name { spellings: Vec::new(), breaks: None, sessions: Vec::new() });
            self.list.len() - 1
        });
        let name = &mut self.list[index];
        name.breaks = name.breaks.take().or(breaks);
        match name.spellings.iter_mut().find(|(known, _)| known == written) {
            Some((_, count)) => *count += 1,
            None => name.spellings.push((written.to_owned(), 1)),
        }
        if name.sessions.last() != Some(&session) {
            name.sessions.push(session);
        }
        index
    }

    /// Each name as it is most often written (as first written among equals), all its spellings, and its sessions.
    pub(super) fn finish(self) -> impl Iterator<Item = (String, Vec<String>, Vec<Spot>)> {
        self.list.into_iter().map(|name| {
            let most = name.spellings.iter().map(|&(_, count)| count).max();
            let shown = name.spellings.iter().find(|&&(_, count)| Some(count) == most);
            let shown = shown.map(|(spelling, _)| spelling.clone()).unwrap_or_default();
            let spellings = name.spellings.into_iter().map(|(spelling, _)| spelling).collect();
            (shown, spellings, name.sessions)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::NodeId;

    /// The names that `written` amount to, each appearance in a session of its own.
    fn merged(written: &[&str]) -> Vec<(String, usize)> {
        let mut names = Names::default();
        for (session, name) in (0..).zip(written) {
            names.add(name, Spelling::of(name), (0, NodeId(session)));
        }
        names.finish().map(|(name, _, sessions)| (name, sessions.len())).collect()
    }

    #[test]
    fn spellings_are_merged_and_others_are_not() {
        type Case = (&'static [&'static str], &'static [(&'static str, usize)]);
        let cases: [Case; 6] = [
            (&["青葉 しおり", "青葉しおり", "青葉　しおり"], &[("青葉 しおり", 3)]),
            (&["青葉しおり", "青葉 しおり", "青葉 しおり"], &[("青葉 しおり", 3)]),
            (&["森 林太郎", "森林 太郎", "森　林太郎"], &[("森 林太郎", 2), ("森林 太郎", 1)]),
            (&["Ken Sato", "KEN SATO", "ken sato"], &[("Ken Sato", 3)]),
            (&["青葉 はるか", "青葉 ハルカ"], &[("青葉 はるか", 1), ("青葉 ハルカ", 1)]),
            (&["斎藤 健", "齋藤 健"], &[("斎藤 健", 1), ("齋藤 健", 1)]),
        ];
        for (written, expected) in cases {
            let expected: Vec<(String, usize)> =
                expected.iter().map(|&(name, count)| (name.to_owned(), count)).collect();
            assert_eq!(merged(written), expected, "{written:?}");
        }
    }
}
