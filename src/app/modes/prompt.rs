//! The prompt in the status line: to which file, or through which command, what is selected goes.
//!
//! Files are written by the shell, which says whether one is there already. Until it has answered the prompt stays: keys
//! typed meanwhile are meant for the tree, and are handled when the file has been written. They never answer the question
//! whether to overwrite one, which they came before.

use ratatui::layout::Rect;

use crate::app::answer::Saved;
use crate::app::field::Field;
use crate::app::input::{self, TextInput};
use crate::app::kept::Keep;
use crate::app::layout::Layout;
use crate::app::overlay::{Context, Outcome, Overlay, Question, Step, cancels};
use crate::app::pointer::{Mouse, MouseKind};
pub use crate::app::prompt_history::Purpose;
use crate::config::key::{Key, KeyCode};
use crate::export::Format;
use crate::text::glyph::{Glyph, glyphs};
use crate::text::width::Cells;
use crate::vault::{Place, Vault};

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The user types.
    Typing,
    /// The file is being written.
    Writing,
    /// The file exists: the user says whether to overwrite it.
    Overwrite,
}

/// The prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked for.
    pub purpose: Purpose,
    /// The typed line.
    pub input: TextInput,
    /// How far it has come.
    pub stage: Stage,
    /// What is written or piped.
    places: Vec<Place>,
    /// Where among the earlier lines the user is, counted from the newest, and what had been typed before going there.
    recalled: Option<(usize, String)>,
}

/// The endings of files and what they stand for; the first of a format is the one that is proposed.
const ENDINGS: [(&str, Format); 10] = [
    ("txt", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("org", Format::Org),
    ("opml", Format::Opml),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("json", Format::Json),
    ("mmd", Format::Mermaid),
    ("mermaid", Format::Mermaid),
];

/// Where the parts of the prompt stand: in place of the status line, or on a screen of one line of all there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The line.
    pub area: Rect,
    /// Where the input stands, right of the question.
    pub field: Field,
    /// The word right of the input and its column, if it has room.
    pub aside: Option<(u16, String)>,
}

/// The fewest cells that are left to what is more than a comment on it.
const INPUT_CELLS: u16 = 30;

/// Where the parts of `prompt` stand.
pub fn parts(context: &Context<'_>, prompt: &Prompt) -> Parts {
    let size = context.size;
    let last = Rect::new(0, size.lines.saturating_sub(1), size.columns, 1);
    let area = Some(Layout::of(size).status).filter(|status| !status.is_empty()).unwrap_or(last);
    let limit = area.right().saturating_sub(1);
    let aside = prompt.aside(context.options.copy_format);
    let policy = context.policy();
    let wanted = policy.label(&aside).to_u16();
    // The question is worth more than the end of the name.
    let has_room = wanted + INPUT_CELLS < area.width || prompt.stage == Stage::Overwrite;
    let end = if has_room { limit.saturating_sub(wanted + 2).max(area.x) } else { limit };
    let x = (area.x + 1 + policy.label(prompt.purpose.question()).to_u16()).min(end);
    let aside = has_room.then(|| (limit.saturating_sub(wanted).max(area.x), aside));
    Parts { area, field: Field { x, y: area.y, end }, aside }
}

impl Prompt {
    /// What stands right of the input.
    pub fn aside(&self, preferred: Format) -> String {
        match self.stage {
            Stage::Typing => tr!("as {format}", format = self.format(preferred).title()),
            Stage::Writing => tr!("writing").into_owned(),
            Stage::Overwrite => tr!("exists: overwrite it? y n").into_owned(),
        }
    }

    /// The format that is written or piped: for a file that of its ending. Where the user prefers one of several formats
    /// with this ending it is that, and without a known ending it is the preferred one, too.
    pub fn format(&self, preferred: Format) -> Format {
        let name = self.input.text().rsplit(['/', '\\']).next().unwrap_or_default();
        let typed = match (self.purpose, name.rsplit_once('.')) {
            (Purpose::Write, Some((_, typed))) => typed.to_lowercase(),
            (Purpose::Write, None) | (Purpose::Pipe, _) => return preferred,
        };
        let known = ENDINGS.iter().find(|(ending, _)| *ending == typed).map(|(_, format)| *format);
        known.filter(|format| format.extension() != preferred.extension()).unwrap_or(preferred)
    }
}

/// The cells that a proposed name may take, and the characters of a text that are looked at for it.
const NAME_CELLS: Cells = Cells(40);
const FILE_NAME_CHARS: usize = 400;

/// A name for a file with the subtree of `place`: its words, without what shells and file systems make something of.
fn file_name(vault: &Vault, place: Option<&Place>) -> String {
    let words = place.map_or("", |&place| crate::app::row_text::text(vault, place));
    let safe = |c: char| if c.is_control() || "/\\:*?\"<>|'`$&;!~#%{}()[]".contains(c) { ' ' } else { c };
    let words: String = words.chars().take(FILE_NAME_CHARS).map(safe).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join("-");
    let mut cells = Cells::ZERO;
    let fits = |glyph: &Glyph<'_>| {
        cells += glyph.cells;
        cells <= NAME_CELLS
    };
    let policy = crate::text::width::WidthPolicy::default();
    let length =
        glyphs(&words, policy, Cells::ZERO).take_while(fits).last().map_or(0, |glyph| glyph.range.end);
    let name = words.get(..length).unwrap_or_default().trim_matches(['-', '.']);
    if name.is_empty() { "midashi".to_owned() } else { name.to_owned() }
}

impl Prompt {
    /// Asks what to do with `places`.
    pub fn new(context: &Context<'_>, purpose: Purpose, places: Vec<Place>) -> Self {
        let mut input = TextInput::default();
        if purpose == Purpose::Write {
            let format = context.options.copy_format;
            input.insert(&format!("{}.{}", file_name(context.vault, places.first()), format.extension()));
        }
        Self { purpose, input, stage: Stage::Typing, places, recalled: None }
    }

    /// Goes `step` lines back among what was entered earlier, or forward if negative.
    fn recall(&mut self, context: &Context<'_>, step: isize) {
        let lines = context.kept.entered.of(self.purpose);
        let present = self.recalled.as_ref().map_or(0, |(index, _)| index + 1);
        let Some(wanted) = present.checked_add_signed(step).filter(|&wanted| wanted <= lines.len()) else {
            return;
        };
        let typed = self.recalled.take().map_or_else(|| self.input.text().to_owned(), |(_, typed)| typed);
        match wanted.checked_sub(1) {
            Some(index) => {
                self.input.set(lines.iter().rev().nth(index).cloned().unwrap_or_default());
                self.recalled = Some((index, typed));
            }
            None => self.input.set(typed),
        }
    }

    /// Enter: what was typed is done, unless it is nothing.
    fn enter(&mut self, context: &Context<'_>) -> Outcome {
        let line = self.input.text().to_owned();
        if line.trim().is_empty() {
            return Outcome::close();
        }
        let keep = Outcome::from(Step::Keep(Keep::Entered(self.purpose, line.clone())));
        match self.purpose {
            Purpose::Write => keep.then(self.write(context, false)),
            Purpose::Pipe => {
                let excerpt = context.excerpt(self.places.clone(), context.options.copy_format);
                keep.then(Step::Close)
                    .then(Step::Deselect)
                    .then(Step::Ask(Question::Pipe { excerpt, command: line }))
            }
        }
    }

    fn write(&mut self, context: &Context<'_>, overwrite: bool) -> Step {
        self.stage = Stage::Writing;
        let path = self.input.text().trim().to_owned();
        let excerpt = context.excerpt(self.places.clone(), self.format(context.options.copy_format));
        Step::Ask(Question::Write { excerpt, path, overwrite })
    }
}

impl Overlay for Prompt {
    fn key(&mut self, context: &Context<'_>, key: Key) -> Outcome {
        match self.stage {
            Stage::Typing if cancels(key) => return Outcome::close(),
            Stage::Typing if key.is(KeyCode::Enter) => return self.enter(context),
            Stage::Typing => {
                if let Some(c) = key.char() {
                    self.input.insert(c.encode_utf8(&mut [0; 4]));
                } else if key.is(KeyCode::Up) || key.is_ctrl('p') {
                    self.recall(context, 1);
                } else if key.is(KeyCode::Down) || key.is_ctrl('n') {
                    self.recall(context, -1);
                } else if let Some(edit) = input::edit(key) {
                    edit(&mut self.input);
                }
            }
            Stage::Writing => {
                return Outcome::close().then(Step::notify(tr!("the file is still being written")));
            }
            Stage::Overwrite if key.char() == Some('y') => return self.write(context, true).into(),
            Stage::Overwrite if key.is_ctrl('c') => return Outcome::close(),
            Stage::Overwrite if cancels(key) || key.char() == Some('n') => self.stage = Stage::Typing,
            Stage::Overwrite => {}
        }
        Outcome::stay()
    }

    /// Pasted text is typed into the input, as one line.
    fn paste(&mut self, _: &Context<'_>, text: &str) -> Outcome {
        if self.stage == Stage::Typing {
            self.input.insert(&text.lines().collect::<Vec<_>>().join(" "));
        }
        Outcome::stay()
    }

    /// A click puts the cursor into the input.
    fn mouse(&mut self, context: &Context<'_>, mouse: Mouse) -> Outcome {
        let field = parts(context, self).field;
        let is_click = matches!(mouse.kind, MouseKind::Click | MouseKind::DoubleClick);
        if is_click && self.stage == Stage::Typing && field.contains(mouse.column, mouse.line) {
            field.point(&mut self.input, mouse.column, context.policy());
        }
        Outcome::stay()
    }

    fn saved(&mut self, _: &Context<'_>, saved: Saved) -> Outcome {
        match saved {
            Saved::Done(text) => Outcome::close().then(Step::Deselect).then(Step::notify(text)),
            Saved::Exists => {
                self.stage = Stage::Overwrite;
                Outcome::stay()
            }
            // The user may mend the path.
            Saved::Failed(text) => {
                self.stage = Stage::Typing;
                Step::notify_error(text).into()
            }
        }
    }

    fn carry_over(&mut self, now: &dyn Fn(Place) -> Option<Place>) {
        self.places = self.places.iter().filter_map(|&place| now(place)).collect();
    }

    fn awaits(&self) -> bool {
        self.stage == Stage::Writing
    }
}
