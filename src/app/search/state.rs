//! The state of the text search: what is and was searched for, and the line that is being typed.

use crate::find::text::{TextPattern, TextQuery};
use crate::tree::{VaultFolds, Viewport};
use crate::vault::Place;

use crate::app::tree::Tree;

/// How many searches are kept.
const KEPT: usize = 100;

/// Everything that is and was searched for.
#[derive(Debug, Default)]
pub struct Searching {
    /// The present search, whose matches are highlighted.
    pub current: Option<Search>,
    /// The searches that were entered, oldest first.
    history: Vec<TextQuery>,
    /// The number of the newest search.
    pub(super) number: u64,
    /// The match that the cursor is to go to, as long as it is not known.
    pub(super) goal: Option<Goal>,
    /// The rows that were unfolded to show the match at the cursor.
    pub(super) unfolded: Option<Unfolded>,
    /// The search line, while it is open.
    pub(super) line: Option<OpenLine>,
    /// The folds before the filter.
    pub(super) unfiltered: Option<VaultFolds>,
}

/// A search.
#[derive(Debug)]
pub struct Search {
    /// The query, as it was typed.
    pub query: TextQuery,
    /// The same, ready to be found.
    pub pattern: TextPattern,
    /// The place where it began.
    pub(super) from: Place,
    /// The known matches before that place, until all are known.
    pub(super) early: Vec<Place>,
    /// The new matches after that place, while those from before a reload are still shown; they replace these at once.
    pub(super) anew: Option<Vec<Place>>,
    /// True if all matches are known.
    pub is_complete: bool,
}

/// The rows that were unfolded to show a match.
#[derive(Debug)]
pub(super) struct Unfolded {
    /// The match.
    pub(super) at: Place,
    /// The rows.
    pub(super) places: Vec<Place>,
}

/// A match for the cursor to go to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Goal {
    /// The place from which it is counted.
    pub(super) from: Place,
    /// Whether a match at that place is the first.
    pub(super) includes_from: bool,
    /// Whether it stands further down.
    pub(super) forward: bool,
    /// The number of the match, 1 for the first.
    pub(super) times: u32,
}

/// The desk's side of the search line: the state to which `Esc` returns, and what is found for the query so far.
#[derive(Debug)]
pub(super) struct OpenLine {
    pub(super) cursor: Place,
    pub(super) viewport: Viewport,
    pub(super) current: Option<Search>,
    pub(super) matches: Vec<Place>,
    pub(super) was_filtered: bool,
    /// Whether only the matches are left, once the query is entered.
    pub(super) filters: bool,
    /// The query so far.
    pub(super) query: TextQuery,
    /// Whether it is entered, and waits for its first match.
    pub(super) is_entered: bool,
    /// Why it cannot be searched for.
    pub(super) error: Option<String>,
    /// The notice that the search went past an end of the notes.
    pub(super) wrapped: Option<&'static str>,
}

impl Searching {
    /// The searches that were entered, oldest first.
    pub fn history(&self) -> &[TextQuery] {
        &self.history
    }

    /// Adds a search as the newest; an earlier one that is the same is forgotten.
    pub(super) fn remember(&mut self, query: TextQuery) {
        self.history.retain(|known| *known != query);
        self.history.push(query);
        if self.history.len() > KEPT {
            self.history.remove(0);
        }
    }

    /// Whether the search line asks for a filter.
    pub fn line_filters(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.filters)
    }

    /// Why the query in the search line cannot be searched for.
    pub fn line_error(&self) -> Option<&str> {
        self.line.as_ref()?.error.as_deref()
    }

    /// The notice beside the search line that the search went past an end of the notes.
    pub fn line_wrapped(&self) -> Option<&'static str> {
        self.line.as_ref()?.wrapped
    }

    /// The rest when other notes are opened: what was searched for.
    #[must_use]
    pub fn of_other_notes(self) -> Self {
        Self { history: self.history, number: self.number + 1, ..Self::default() }
    }

    /// Which match the cursor is at, and how many there are: `3/17`, `17 matches`, `1000+`. `is_whole` if no part of the
    /// notes is still being read.
    pub fn tally(&self, notes: &Tree, is_whole: bool) -> Option<String> {
        let search = self.current.as_ref()?;
        let knows_all = search.is_complete && is_whole;
        let matches = notes.matches_in_sight();
        let total = matches.len();
        Some(match (matches.binary_search(&notes.cursor), total) {
            (_, 0) if !knows_all => tr!("searching").into_owned(),
            (_, 0) => tr!("no match").into_owned(),
            (_, total) if !knows_all => format!("{total}+"),
            (Ok(index), total) => format!("{}/{total}", index + 1),
            (Err(_), total) => matches_in_words(total),
        })
    }
}

/// How many matches there are, in words.
pub fn matches_in_words(total: usize) -> String {
    tr_count!(total, "1 match" | "{total} matches", total)
}
