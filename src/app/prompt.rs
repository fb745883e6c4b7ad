//! The prompt in the status line: to which file, or through which command, what is selected goes.
//!
//! Files are written by the shell, which says whether one is there already. Until it has answered the prompt stays: keys
//! typed meanwhile are meant for the tree, and are handled when the file has been written. They never answer the question
//! whether to overwrite one, which they came before.

use ratatui::layout::Rect;

use super::effect::{Effect, Excerpt};
use super::event::{Mouse, MouseKind, Saved};
use super::field::Field;
use super::input::{self, TextInput};
use super::layout::Layout;
pub use super::prompt_history::Purpose;
use super::{App, Mode};
use crate::config::key::{Key, KeyCode};
use crate::export::Format;
use crate::text::glyph::{Glyph, glyphs};
use crate::text::width::Cells;
use crate::vault::{Place, Vault};

/// How far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// The user types.
    Typing,
    /// The file is being written; the keys typed meanwhile.
    Writing(Vec<Key>),
    /// The file exists: the user says whether to overwrite it.
    Overwrite,
}

/// The prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked for.
    pub purpose: Purpose,
    /// What has been typed.
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
pub fn parts(app: &App, prompt: &Prompt) -> Parts {
    let last = Rect::new(0, app.size.lines.saturating_sub(1), app.size.columns, 1);
    let area = Some(Layout::of(app.size).status).filter(|status| !status.is_empty()).unwrap_or(last);
    let limit = area.right().saturating_sub(1);
    let aside = prompt.aside(app.options.copy_format);
    let policy = app.options.policy;
    let wanted = policy.label(&aside).to_u16();
    // The question is worth more than the end of the name.
    let has_room = wanted + INPUT_CELLS < area.width || prompt.stage == Stage::Overwrite;
    let end = if has_room { limit.saturating_sub(wanted + 2).max(area.x) } else { limit };
    let x = (area.x + 1 + policy.label(prompt.purpose.question()).to_u16()).min(end);
    let aside = has_room.then(|| (limit.saturating_sub(wanted).max(area.x), aside));
    Parts { area, field: Field { x, y: area.y, end }, aside }
}

impl Prompt {
    /// Replaces the places by what `now` says they are; those that are no more are left out.
    pub fn carry_over(&mut self, now: impl Fn(Place) -> Option<Place>) {
        self.places = self.places.iter().filter_map(|&place| now(place)).collect();
    }

    /// What stands right of the input.
    pub fn aside(&self, preferred: Format) -> String {
        match self.stage {
            Stage::Typing => tr!("as {format}", format = self.format(preferred).title()),
            Stage::Writing(_) => tr!("writing").into_owned(),
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

/// Asks what to do with what is selected.
pub fn open(app: &mut App, purpose: Purpose) {
    if app.is_empty() {
        app.say(tr!("there is nothing here"));
        return;
    }
    let places = app.selected();
    if places.is_empty() {
        app.say_nothing_is_selected();
        return;
    }
    let mut input = TextInput::default();
    if purpose == Purpose::Write {
        let format = app.options.copy_format;
        input.insert(&format!("{}.{}", file_name(&app.vault, places.first()), format.extension()));
    }
    app.mode = Mode::Prompt(Prompt { purpose, input, stage: Stage::Typing, places, recalled: None });
}

/// The cells that a proposed name may take, and the characters of a text that are looked at for it.
const NAME_CELLS: Cells = Cells(40);
const FILE_NAME_CHARS: usize = 400;

/// A name for a file with the subtree of `place`: its words, without what shells and file systems make something of.
fn file_name(vault: &Vault, place: Option<&Place>) -> String {
    let words = place.map_or("", |&place| super::row::text(vault, place));
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

/// Pasted text is typed into the input, as one line.
pub fn paste(app: &mut App, text: &str) {
    if let Mode::Prompt(prompt) = &mut app.mode
        && prompt.stage == Stage::Typing
    {
        prompt.input.insert(&text.lines().collect::<Vec<_>>().join(" "));
    }
}

/// A key at the prompt.
pub fn key(app: &mut App, key: Key) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut app.mode else {
        return Vec::new();
    };
    let cancels = key.is(KeyCode::Esc) || key.is_ctrl('c');
    match &mut prompt.stage {
        Stage::Typing if cancels => app.mode = Mode::Browse,
        Stage::Typing if key.is(KeyCode::Enter) => return enter(app),
        Stage::Typing => {
            if let Some(c) = key.char() {
                prompt.input.insert(c.encode_utf8(&mut [0; 4]));
            } else if key.is(KeyCode::Up) || key.is_ctrl('p') {
                recall(app, 1);
            } else if key.is(KeyCode::Down) || key.is_ctrl('n') {
                recall(app, -1);
            } else if let Some(edit) = input::edit(key) {
                edit(&mut prompt.input);
            }
        }
        Stage::Writing(_) if cancels => {
            app.mode = Mode::Browse;
            app.say(tr!("the file is still being written"));
        }
        Stage::Writing(typed_ahead) => typed_ahead.push(key),
        Stage::Overwrite if key.char() == Some('y') => return write(app, true),
        Stage::Overwrite if key.is_ctrl('c') => app.mode = Mode::Browse,
        Stage::Overwrite if cancels || key.char() == Some('n') => prompt.stage = Stage::Typing,
        Stage::Overwrite => {}
    }
    Vec::new()
}

/// A click puts the cursor into the input.
pub fn mouse(app: &mut App, mouse: Mouse) {
    let Mode::Prompt(prompt) = &app.mode else { return };
    let field = parts(app, prompt).field;
    let policy = app.options.policy;
    let is_click = matches!(mouse.kind, MouseKind::Click | MouseKind::DoubleClick);
    if let Mode::Prompt(prompt) = &mut app.mode
        && is_click
        && prompt.stage == Stage::Typing
        && field.contains(mouse.column, mouse.line)
    {
        field.point(&mut prompt.input, mouse.column, policy);
    }
}

/// Goes `step` lines back among what was entered earlier, or forward if negative.
fn recall(app: &mut App, step: isize) {
    let Mode::Prompt(prompt) = &mut app.mode else { return };
    let lines = app.entered.of(prompt.purpose);
    let present = prompt.recalled.as_ref().map_or(0, |(index, _)| index + 1);
    let Some(wanted) = present.checked_add_signed(step).filter(|&wanted| wanted <= lines.len()) else {
        return;
    };
    let typed = prompt.recalled.take().map_or_else(|| prompt.input.text().to_owned(), |(_, typed)| typed);
    match wanted.checked_sub(1) {
        Some(index) => {
            prompt.input.set(lines.iter().rev().nth(index).cloned().unwrap_or_default());
            prompt.recalled = Some((index, typed));
        }
        None => prompt.input.set(typed),
    }
}

/// Enter: what was typed is done, unless it is nothing.
fn enter(app: &mut App) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &app.mode else { return Vec::new() };
    let line = prompt.input.text().to_owned();
    if line.trim().is_empty() {
        app.mode = Mode::Browse;
        return Vec::new();
    }
    app.entered.add(prompt.purpose, &line);
    match prompt.purpose {
        Purpose::Write => write(app, false),
        Purpose::Pipe => pipe(app, line),
    }
}

fn write(app: &mut App, overwrite: bool) -> Vec<Effect> {
    let preferred = app.options.copy_format;
    let Mode::Prompt(prompt) = &mut app.mode else { return Vec::new() };
    prompt.stage = Stage::Writing(Vec::new());
    let path = prompt.input.text().trim().to_owned();
    let (places, format) = (prompt.places.clone(), prompt.format(preferred));
    vec![Effect::Write { excerpt: app.excerpt(places, format), path, overwrite }]
}

fn pipe(app: &mut App, command: String) -> Vec<Effect> {
    let Mode::Prompt(prompt) = std::mem::replace(&mut app.mode, Mode::Browse) else { return Vec::new() };
    app.mark = None;
    let excerpt: Excerpt = app.excerpt(prompt.places, app.options.copy_format);
    super::piping::start(app, excerpt, command)
}

/// Takes the shell's answer to [`Effect::Write`]. Returns the keys that were typed ahead of it, to be handled now.
#[must_use]
pub fn saved(app: &mut App, saved: Saved) -> Vec<Key> {
    let Mode::Prompt(prompt) = &mut app.mode else {
        match saved {
            Saved::Done(text) => app.say(text),
            Saved::Failed(text) => app.complain(text),
            Saved::Exists => app.complain(tr!("not written: the file exists")),
        }
        return Vec::new();
    };
    let Stage::Writing(typed_ahead) = &mut prompt.stage else { return Vec::new() };
    let typed_ahead = std::mem::take(typed_ahead);
    match saved {
        Saved::Done(text) => {
            app.mode = Mode::Browse;
            app.mark = None;
            app.say(text);
            return typed_ahead;
        }
        Saved::Exists => prompt.stage = Stage::Overwrite,
        // The user may mend the path.
        Saved::Failed(text) => {
            prompt.stage = Stage::Typing;
            app.complain(text);
        }
    }
    Vec::new()
}
