//! The jump: typing narrows to the best matches, Enter goes there; from what leads to several places, such as a speaker,
//! it goes to the list of these.
//!
//! Matching runs in the shell; until its first answer arrives the last matches stay, and further ones may follow it.

pub mod parts;

use crate::app::answer::Matched;
use crate::app::effect::Effect;
use crate::app::input::{self, TextInput};
use crate::app::kept::Keep;
use crate::app::layout::Layout;
use crate::app::list_cursor::{ListCursor, steps};
use crate::app::overlay::{Context, Outcome, Overlay, Question, Step, cancels};
use crate::app::pointer::{Mouse, MouseKind};
use crate::app::recent_jumps::is_same;
use crate::config::key::{Key, KeyCode};
use crate::find::{Match, Query, Scope};
use crate::vault::Place;
use parts::parts;

/// How many matches are asked for: more than any screen shows, so that there is something to scroll through.
const LIMIT: usize = 500;

/// The jump as it is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    /// The typed query.
    pub input: TextInput,
    /// What is looked for, as chosen by Tab; a prefix in the input overrules it.
    pub scope: Scope,
    /// The best matches, best first; of an earlier input while `waiting`.
    pub matches: Vec<Match>,
    /// How many matches there are in all.
    pub total: usize,
    /// Which match is chosen, and which is the first on screen.
    pub choice: ListCursor,
    /// Whether the answer to the present input is still to come.
    pub waiting: bool,
    /// Done once the answer has come.
    pub on_answer: Option<OnAnswer>,
    /// Of what the places are listed, if they are.
    pub list: Option<PlaceList>,
}

/// A request made before the matches of the input were known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnAnswer {
    /// Going to the best match.
    Go,
    /// Copying all of them.
    CopyAll,
}

/// The places that one match leads to, as a list of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceList {
    /// What leads there; untrusted.
    pub name: String,
    /// The places, in document order.
    pub places: Vec<Place>,
    /// What had been typed before, and the scope it had.
    outer: (TextInput, Scope),
}

impl Jump {
    /// The query that the input stands for.
    pub fn query(&self) -> Query {
        let among = self.list.as_ref().map(|list| list.places.clone());
        Query { among, ..Query::parse(self.input.text(), self.scope) }
    }

    /// The match that Enter goes to.
    pub fn chosen(&self) -> Option<&Match> {
        self.matches.get(self.choice.chosen)
    }

    /// The jump among the things of `scope`, and what it asks first.
    pub fn new(scope: Scope) -> (Self, Question) {
        let jump = Self {
            input: TextInput::default(),
            scope,
            matches: Vec::new(),
            total: 0,
            choice: ListCursor::default(),
            waiting: true,
            on_answer: None,
            list: None,
        };
        let question = Question::Match { query: jump.query(), limit: LIMIT };
        (jump, question)
    }

    /// Asks for the matches of what has been typed.
    fn search(&mut self) -> Outcome {
        self.choice = ListCursor::default();
        self.on_answer = None;
        self.ask(LIMIT)
    }

    /// Asks for the `limit` best matches of the input.
    fn ask(&mut self, limit: usize) -> Outcome {
        self.waiting = true;
        Step::Ask(Question::Match { query: self.query(), limit }).into()
    }

    /// Copies the subtrees of all matches, which may be more than are known yet.
    fn copy_all(&mut self, context: &Context<'_>) -> Outcome {
        let are_known = !self.waiting && self.matches.len() >= self.total;
        self.on_answer = (!are_known).then_some(OnAnswer::CopyAll);
        if self.waiting {
            return Outcome::stay();
        }
        if !are_known {
            return self.ask(usize::MAX);
        }
        copy(context, self.matches.iter().flat_map(Match::places).copied().collect())
    }

    /// Moves the choice, and the list with it.
    fn choose(&mut self, step: i64, lines: u16) {
        self.choice.step(step, self.matches.len(), lines);
    }

    /// Goes to the chosen match, or to the list of its places, once the matches are those of the present input. Without one
    /// the jump stays, so that the user sees why.
    fn go(&mut self, context: &Context<'_>) -> Outcome {
        self.on_answer = self.waiting.then_some(OnAnswer::Go);
        if self.waiting {
            return Outcome::stay();
        }
        let Some(chosen) = self.chosen().cloned() else { return Outcome::stay() };
        if let &[place] = chosen.places() {
            return Outcome::from(Step::Keep(Keep::Jump(chosen))).then(Step::Close).then(Step::GoTo(place));
        }
        self.list = Some(PlaceList {
            name: chosen.text(context.vault).to_owned(),
            places: chosen.places().to_vec(),
            outer: (std::mem::take(&mut self.input), self.scope),
        });
        self.scope = Scope::All;
        self.search()
    }

    /// Back from a list of places to what was typed before it, else out of the jump.
    fn cancel(&mut self) -> Outcome {
        let Some(list) = self.list.take() else { return Outcome::close() };
        (self.input, self.scope) = list.outer;
        self.search()
    }

    fn click(&mut self, context: &Context<'_>, mouse: Mouse) -> Outcome {
        let parts = placed(context);
        let area = Layout::of(context.size).overlay;
        if !area.contains((mouse.column, mouse.line).into()) {
            return Outcome::close();
        }
        if parts.field.contains(mouse.column, mouse.line) {
            parts.field.point(&mut self.input, mouse.column, context.policy());
            return Outcome::stay();
        }
        let line = mouse.line.checked_sub(parts.list).filter(|&line| line < parts.list_lines);
        let hit = line.map(|line| self.choice.first + usize::from(line));
        let Some(hit) = hit.filter(|&hit| hit < self.matches.len()) else { return Outcome::stay() };
        self.choice.chosen = hit;
        self.go(context)
    }
}

impl Overlay for Jump {
    fn key(&mut self, context: &Context<'_>, key: Key) -> Outcome {
        let lines = placed(context).list_lines;
        match command(key, lines, self.input.text().is_empty()) {
            Command::Cancel => self.cancel(),
            Command::Go => self.go(context),
            Command::Copy => {
                copy(context, self.chosen().map(|chosen| chosen.places().to_vec()).unwrap_or_default())
            }
            Command::CopyAll => self.copy_all(context),
            Command::Choose(step) => {
                self.choose(step, lines);
                Outcome::stay()
            }
            Command::Preview => {
                let is_shown = !context.kept.jump_preview;
                self.choose(0, parts(context.size, is_shown).list_lines);
                Step::Keep(Keep::JumpPreview(is_shown)).into()
            }
            Command::Edit(edit) => {
                let before = self.input.text().to_owned();
                edit(&mut self.input);
                if self.input.text() == before { Outcome::stay() } else { self.search() }
            }
            Command::Scope(forward) => {
                // What was typed to narrow the query gives way to what Tab says.
                self.scope = self.query().scope().moved(forward, context.vault.len() > 1);
                let words = Query::words_of(self.input.text());
                if words.len() < self.input.text().len() {
                    self.input.set(words.to_owned());
                }
                self.search()
            }
            Command::Type(c) => {
                self.input.insert(c.encode_utf8(&mut [0; 4]));
                self.search()
            }
            Command::Nothing => Outcome::stay(),
        }
    }

    /// Pasted text is typed into the input.
    fn paste(&mut self, _: &Context<'_>, text: &str) -> Outcome {
        self.input.insert(text);
        self.search()
    }

    /// The wheel chooses, a click goes there, or puts the cursor into the input.
    fn mouse(&mut self, context: &Context<'_>, mouse: Mouse) -> Outcome {
        match mouse.kind {
            MouseKind::WheelUp => self.choose(-1, placed(context).list_lines),
            MouseKind::WheelDown => self.choose(1, placed(context).list_lines),
            MouseKind::Click | MouseKind::DoubleClick => return self.click(context, mouse),
            MouseKind::Drag | MouseKind::Release => {}
        }
        Outcome::stay()
    }

    fn matched(&mut self, context: &Context<'_>, matched: Matched) -> Outcome {
        let query = self.query();
        let is_empty = query.words.is_empty() && query.among.is_none();
        let ranked =
            if is_empty { context.kept.recent_jumps.before(&query, matched.ranked) } else { matched.ranked };
        // Of a later answer to the same query the user may have chosen a match already.
        let chosen = self.chosen().filter(|_| self.choice.chosen > 0);
        let chosen = chosen.and_then(|chosen| ranked.matches.iter().position(|found| is_same(found, chosen)));
        self.matches = ranked.matches;
        self.total = ranked.total;
        self.choice.chosen = chosen.unwrap_or(0);
        self.waiting = !matched.is_complete;
        self.choose(0, placed(context).list_lines);
        match self.on_answer {
            Some(OnAnswer::CopyAll) => self.copy_all(context),
            Some(OnAnswer::Go) if !self.waiting => self.go(context),
            Some(OnAnswer::Go) | None => Outcome::stay(),
        }
    }

    /// What was found before may not be there any more.
    fn refresh(&mut self, _: &Context<'_>) -> Outcome {
        self.matches.clear();
        if self.list.is_some() {
            // The places listed may be others now: back to what led to them.
            return self.cancel();
        }
        // Whoever has pressed Enter waits for the answer, whatever it is an answer to.
        let on_answer = self.on_answer;
        let outcome = self.search();
        self.on_answer = on_answer;
        outcome
    }

    fn awaits(&self) -> bool {
        self.on_answer == Some(OnAnswer::Go)
    }
}

/// Where the parts stand.
fn placed(context: &Context<'_>) -> parts::Parts {
    parts(context.size, context.kept.jump_preview)
}

/// Copies the subtrees of `places`, in document order and each once.
fn copy(context: &Context<'_>, places: Vec<Place>) -> Outcome {
    if places.is_empty() {
        return Step::notify(tr!("nothing to copy")).into();
    }
    let places = context.vault.outermost(places);
    Step::Effect(Effect::Copy(context.excerpt(places, context.options.copy_format))).into()
}

/// The meaning of a key in the jump.
enum Command {
    Cancel,
    Go,
    Copy,
    CopyAll,
    Choose(i64),
    Preview,
    Scope(bool),
    Edit(fn(&mut TextInput)),
    Type(char),
    Nothing,
}

fn command(key: Key, lines: u16, is_empty: bool) -> Command {
    if let Some(c) = key.char() {
        return Command::Type(c);
    }
    if let Some(step) = steps(key, lines, is_empty) {
        return Command::Choose(step);
    }
    let named: [(bool, Command); 7] = [
        (cancels(key), Command::Cancel),
        (key.is(KeyCode::Enter), Command::Go),
        (key.is_ctrl('y'), Command::Copy),
        (key.is_alt('y'), Command::CopyAll),
        (key.is_alt('p'), Command::Preview),
        (key.is(KeyCode::Tab), Command::Scope(true)),
        (key.is_shift(KeyCode::Tab), Command::Scope(false)),
    ];
    let named = named.into_iter().find_map(|(pressed, command)| pressed.then_some(command));
    named.or_else(|| input::edit(key).map(Command::Edit)).unwrap_or(Command::Nothing)
}
