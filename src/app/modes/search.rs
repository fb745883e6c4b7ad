//! The line in which the text search is typed, in place of the status line. The matches are the desk's: the line says
//! what is typed, and waits for the first match once that is entered.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::field::Field;
use crate::app::input::{self, TextInput};
use crate::app::layout::Layout;
use crate::app::overlay::{Context, Outcome, Overlay, SearchStep, Step, cancels};
use crate::app::pointer::{Mouse, MouseKind};
use crate::config::key::{Key, KeyCode};
use crate::find::text::TextQuery;
use crate::text::glyph::measure;

/// The search line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchLine {
    /// The text.
    pub input: TextInput,
    /// Whether it is a regular expression.
    pub is_regex: bool,
    /// The words of the cursor's row, one of which is searched for; with `*`.
    words: Vec<String>,
    /// The index of that word.
    word: usize,
    /// Whether the query is entered.
    is_entered: bool,
    /// The index among the earlier searches, counted from the newest, and the query that was typed before going there.
    recalled: Option<(usize, TextQuery)>,
}

/// Where the parts of the line stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The line; on a screen of one line all there is.
    pub area: Rect,
    /// The label before the input.
    pub label: Cow<'static, str>,
    /// The input.
    pub field: Field,
    /// The column of the text beside the input, and that text, which may have to be cut.
    pub aside: (u16, String),
}

/// The cells that the input keeps beside the rest.
const LEAST: u16 = 16;

/// Where the parts of `line` stand.
pub fn parts(context: &Context<'_>, line: &SearchLine) -> Parts {
    let (policy, size) = (context.policy(), context.size);
    let last = Rect::new(0, size.lines.saturating_sub(1), size.columns, 1);
    let area = Some(Layout::of(size).status).filter(|status| !status.is_empty()).unwrap_or(last);
    let label = match (context.search.line_filters(), line.is_regex) {
        (false, false) => Cow::Borrowed("/"),
        (false, true) => tr!("regex /"),
        (true, false) => tr!("filter /"),
        (true, true) => tr!("filter regex /"),
    };
    let limit = area.right().saturating_sub(1);
    let label_cells = policy.label(&label).to_u16();
    let room = area.width.saturating_sub(label_cells + LEAST);
    let asides = asides(context, line);
    let fits = |aside: &&String| measure(aside, policy).to_u16() <= room;
    // An error is shown even where it must be cut.
    let aside = asides.iter().find(fits).or(asides.last()).cloned().unwrap_or_default();
    let cells = measure(&aside, policy).to_u16().min(room);
    let start = limit.saturating_sub(cells);
    let end = if cells == 0 { limit } else { start.saturating_sub(2) };
    let x = (area.x + 1 + label_cells).min(end);
    Parts { area, label, field: Field { x, y: area.y, end }, aside: (start, aside) }
}

/// The text beside the input, in fewer and fewer words: the error or the matches, and the keys that help.
fn asides(context: &Context<'_>, line: &SearchLine) -> Vec<String> {
    if let Some(error) = context.search.line_error() {
        return vec![error.to_owned()];
    }
    let tally = context.tally().unwrap_or_default();
    let hint = match (line.words.len(), line.is_regex) {
        (0 | 1, true) => tr!("Alt-r plain text").into_owned(),
        (0 | 1, false) => tr!("Alt-r regex").into_owned(),
        (words, _) => tr!("word {word} of {total}: Tab", word = line.word + 1, total = words),
    };
    let parts = [context.search.line_wrapped().unwrap_or_default(), tally.as_str(), hint.as_str()];
    let joined = |parts: &[&str]| {
        parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("   ")
    };
    vec![joined(&parts), joined(&parts[..2]), joined(&parts[1..2])]
}

impl SearchLine {
    /// The line for one of several words, beginning with the first.
    pub fn with_words(words: Vec<String>) -> Self {
        let mut line = Self { words, ..Self::default() };
        line.choose_word(0);
        line
    }

    /// A line whose query is entered already.
    pub fn entered(query: TextQuery) -> Self {
        let mut line = Self { is_entered: true, ..Self::default() };
        line.set(query);
        line
    }

    /// Whether the query is still being typed.
    pub fn is_typing(&self) -> bool {
        !self.is_entered
    }

    /// The query so far.
    pub fn query(&self) -> TextQuery {
        TextQuery { text: self.input.text().to_owned(), is_regex: self.is_regex }
    }

    fn set(&mut self, query: TextQuery) {
        self.input.set(query.text);
        self.is_regex = query.is_regex;
    }

    /// The row of the cursor has the words that are taken from it: only another row is a match.
    fn typed(&self) -> Outcome {
        let includes_cursor = self.words.is_empty();
        Step::Search(SearchStep::Typed { query: self.query(), includes_cursor }).into()
    }

    /// Takes the word `step` further among those of the row.
    fn choose_word(&mut self, step: isize) {
        let count = self.words.len();
        let chosen =
            self.word.checked_add_signed(step).map_or(count.saturating_sub(1), |word| word % count.max(1));
        if let Some(word) = self.words.get(chosen) {
            self.word = chosen;
            self.input.set(word.clone());
        }
    }

    /// Goes `step` searches back among the earlier ones, or forward if negative.
    fn recall(&mut self, history: &[TextQuery], step: isize) {
        let present = self.recalled.as_ref().map_or(0, |(index, _)| index + 1);
        let Some(wanted) = present.checked_add_signed(step).filter(|&wanted| wanted <= history.len()) else {
            return;
        };
        let typed = self.recalled.take().map_or_else(|| self.query(), |(_, typed)| typed);
        match wanted.checked_sub(1) {
            Some(index) => {
                if let Some(query) = history.iter().rev().nth(index) {
                    self.set(query.clone());
                }
                self.recalled = Some((index, typed));
            }
            None => self.set(typed),
        }
    }

    /// Enter: stays at the match, as soon as it is known. With nothing typed the last search is repeated.
    fn enter(&mut self, context: &Context<'_>) -> Outcome {
        if context.search.line_error().is_some() {
            return Outcome::stay();
        }
        let mut outcome = Outcome::stay();
        if self.input.text().is_empty() {
            let Some(query) = context.search.history().last() else { return cancel() };
            self.set(query.clone());
            let includes_cursor = context.search.line_filters();
            let query = query.clone();
            outcome = outcome.then(Step::Search(SearchStep::Typed { query, includes_cursor }));
        }
        self.is_entered = true;
        outcome.then(Step::Search(SearchStep::Entered))
    }
}

fn cancel() -> Outcome {
    Outcome::close().then(Step::Search(SearchStep::Cancelled))
}

impl Overlay for SearchLine {
    fn key(&mut self, context: &Context<'_>, key: Key) -> Outcome {
        if cancels(key) {
            return cancel();
        }
        if key.is(KeyCode::Enter) {
            return self.enter(context);
        }
        let (before, word) = (self.query(), self.word);
        if let Some(c) = key.char() {
            self.input.insert(c.encode_utf8(&mut [0; 4]));
        } else if key.is_alt('r') {
            self.is_regex = !self.is_regex;
        } else if key.is(KeyCode::Tab) {
            self.choose_word(1);
        } else if key.is_shift(KeyCode::Tab) {
            self.choose_word(-1);
        } else if key.is(KeyCode::Up) || key.is_ctrl('p') {
            self.recall(context.search.history(), 1);
        } else if key.is(KeyCode::Down) || key.is_ctrl('n') {
            self.recall(context.search.history(), -1);
        } else if let Some(edit) = input::edit(key) {
            edit(&mut self.input);
        }
        if self.query() == before && self.word == word { Outcome::stay() } else { self.typed() }
    }

    /// Pasted text is typed, as one line.
    fn paste(&mut self, _: &Context<'_>, text: &str) -> Outcome {
        self.input.insert(&text.lines().collect::<Vec<_>>().join(" "));
        self.typed()
    }

    /// A click puts the cursor into the input.
    fn mouse(&mut self, context: &Context<'_>, mouse: Mouse) -> Outcome {
        let field = parts(context, self).field;
        let is_click = matches!(mouse.kind, MouseKind::Click | MouseKind::DoubleClick);
        if is_click && self.is_typing() && field.contains(mouse.column, mouse.line) {
            field.point(&mut self.input, mouse.column, context.policy());
        }
        Outcome::stay()
    }

    fn awaits(&self) -> bool {
        self.is_entered
    }
}
