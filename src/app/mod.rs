//! The browser's state, and how it changes: pure, without terminal, clock or files.
//!
//! [`App`] is the whole state. [`update::update`] takes an [`event::Event`], changes the state and returns
//! [`effect::Effect`]s, which the shell performs and answers with further events. What is on the screen follows from
//! the state alone: [`layout`] and [`row`] say where everything stands, for the view to draw and for the mouse to hit.

pub mod answer;
pub mod asking;
pub mod browse;
pub mod crumbs;
pub mod effect;
pub mod event;
pub mod field;
mod folding;
pub mod history;
pub mod index;
pub mod index_actions;
pub mod input;
pub mod kept;
pub mod layout;
mod lines;
pub mod links;
pub mod list_cursor;
pub mod loading;
pub mod mark_actions;
pub mod marks;
pub mod memory;
pub mod modes;
pub mod mouse;
pub mod moves;
mod moving;
pub mod navigation;
pub mod note_memory;
pub mod offered_themes;
pub mod options;
pub mod overlay;
pub mod piping;
pub mod pointer;
pub mod pressed;
pub mod progress;
pub mod prompt_history;
pub mod reader;
pub mod reader_state;
pub mod recent;
pub mod recent_jumps;
pub mod recent_note;
pub mod reference;
pub mod reload;
pub mod rest;
pub mod row;
pub mod row_text;
pub mod running;
pub mod search;
pub mod selection;
pub mod symbols;
pub mod themes;
pub mod tree;
pub mod typed;
pub mod unread;
pub mod update;
pub mod viewport;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use crate::config::key::Key;
use crate::config::keymap::Keymap;
use crate::config::theme::Theme;
use crate::tree::{Rows, VaultFolds};
use crate::vault::{NoteId, Order, Place, Vault};

use event::Loss;
use history::History;
use index::Index;
use kept::Kept;
use layout::Layout;
pub use modes::Mode;
use offered_themes::OfferedThemes;
pub use options::{Message, Options, Size};
use overlay::{Context, Overlay};
use pressed::Pressed;
use progress::Progress;
use recent_note::RecentNote;
use running::Running;
use search::state::Searching;
use tree::Tree;
use typed::Typed;
use unread::Unread;

/// The state of the browser.
#[derive(Debug)]
pub struct App {
    /// The notes; shared with the workers that search and export them.
    pub vault: Arc<Vault>,
    /// The notes as a tree.
    pub notes: Tree,
    /// Their index, which may stand on the screen in place of the notes.
    pub index: Index,
    /// Where the marked range of siblings began; it reaches to the cursor in the notes.
    pub mark: Option<Place>,
    /// What the left button of the mouse was pressed on.
    pub pressed: Pressed,
    /// Where the user jumped from.
    pub history: History,
    /// What the user is doing.
    pub mode: Mode,
    /// Keys typed of a sequence that is not complete.
    pub pending: Vec<Key>,
    /// The count typed before a key.
    pub count: Option<u32>,
    /// A word to the user.
    pub message: Option<Message>,
    /// What the user can set.
    pub options: Options,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The themes that can be chosen.
    pub themes: Arc<OfferedThemes>,
    /// The size of the terminal.
    pub size: Size,
    /// Whether a cursor at the end of a note stays there when the note grows.
    pub follows: bool,
    /// The number of the newest question of an overlay; leaving the overlay raises it, so that an answer that nobody
    /// waits for any more has an older one.
    question_number: u64,
    /// The keys and pastes that wait for the answer to an overlay, as they are meant for what that leads to.
    typed_ahead: VecDeque<Typed>,
    /// State that outlives overlays.
    pub kept: Kept,
    /// The notes that were read before, the newest first.
    pub recent_notes: Vec<RecentNote>,
    /// What is and was searched for.
    pub search: Searching,
    /// The command that runs.
    pub running: Option<Running>,
    /// Numbers the commands, so that each end is known for its own.
    pub command_number: u64,
    /// The notes that cannot be read any more, and why.
    pub lost: BTreeMap<NoteId, Loss>,
    /// What the last reload changed, until the next key; ascending.
    pub changed: Vec<Place>,
    /// How far folders have been read, until they are.
    pub progress: Option<Progress>,
    /// The note of which only the head has been read, until it is whole.
    pub unread: Option<Unread>,
    /// What of them was passed over, in words; may quote untrusted names.
    pub skipped: Vec<String>,
    /// By what the notes of folders are ordered.
    pub order: Order,
    /// Whether the cursor is nowhere in particular, as the user has gone nowhere yet.
    pub is_untouched: bool,
}

impl App {
    /// The browser on `vault`, at its first row.
    pub fn new(
        vault: Arc<Vault>,
        options: Options,
        keymap: Arc<Keymap>,
        theme: Arc<Theme>,
        size: Size,
    ) -> Self {
        let mut folds = VaultFolds::initial(&vault);
        folds.open_lone(&vault);
        let mut app = Self {
            notes: Tree::new(Arc::clone(&vault), folds),
            index: Index::default(),
            mark: None,
            pressed: Pressed::default(),
            history: History::default(),
            mode: Mode::Browse,
            pending: Vec::new(),
            count: None,
            message: None,
            options,
            keymap,
            themes: Arc::default(),
            size,
            follows: false,
            question_number: 0,
            typed_ahead: VecDeque::new(),
            kept: Kept { theme, ..Kept::default() },
            recent_notes: Vec::new(),
            search: Searching::default(),
            running: None,
            command_number: 0,
            lost: BTreeMap::new(),
            changed: Vec::new(),
            progress: None,
            unread: None,
            skipped: Vec::new(),
            order: Order::default(),
            is_untouched: true,
            vault,
        };
        app.say_if_small();
        app
    }

    /// The part of the state that overlays see.
    pub fn context(&self) -> Context<'_> {
        let Self { vault, notes, options, keymap, size, kept, search, unread, .. } = self;
        Context { vault, notes, options, keymap, size: *size, kept, search, is_whole: unread.is_none() }
    }

    /// The overlay, if there is one, and the state that it sees.
    fn overlay(&mut self) -> Option<(&mut dyn Overlay, Context<'_>)> {
        let Self { vault, notes, options, keymap, size, kept, search, unread, mode, .. } = self;
        let is_whole = unread.is_none();
        let context = Context { vault, notes, options, keymap, size: *size, kept, search, is_whole };
        Some((mode.overlay()?, context))
    }

    /// Opens an overlay, in place of another one.
    fn open(&mut self, mode: Mode) {
        self.question_number += 1;
        self.mode = mode;
    }

    /// Leaves the overlay; answers to its questions are late from now on.
    fn close_overlay(&mut self) {
        self.open(Mode::Browse);
    }

    /// The styles on the screen.
    pub fn theme(&self) -> &Theme {
        let tried = if let Mode::Menu(menu) = &self.mode { menu.tried() } else { None };
        tried.unwrap_or(&self.kept.theme)
    }

    /// Where the parts of the screen stand.
    pub fn layout(&self) -> Layout {
        Layout::with_reader(self.size, self.options.reader)
    }

    /// The tree on screen: of the index while that is shown, else of the notes.
    pub fn tree(&self) -> &Tree {
        self.index.shown().map_or(&self.notes, |contents| &contents.tree)
    }

    /// The tree on screen.
    pub fn tree_mut(&mut self) -> &mut Tree {
        match &mut self.index {
            Index::Shown(contents) => &mut contents.tree,
            Index::Unlisted | Index::Awaited | Index::Aside(_) => &mut self.notes,
        }
    }

    /// The visible rows.
    pub fn rows(&self) -> Rows<'_> {
        self.tree().rows()
    }

    /// Whether there is nothing to show at all.
    pub fn is_empty(&self) -> bool {
        self.tree().is_empty()
    }

    /// Whether all has been read, and there are no notes in it.
    pub fn has_no_notes(&self) -> bool {
        self.vault.is_empty() && self.progress.is_none() && self.index.shown().is_none()
    }

    /// Whether everything has been searched, the rest of a note that is being read, too.
    fn knows_all_matches(&self) -> bool {
        self.search.current.as_ref().is_some_and(|search| search.is_complete) && self.unread.is_none()
    }

    /// Which match the cursor is at, and how many there are.
    pub fn tally(&self) -> Option<String> {
        self.search.tally(&self.notes, self.unread.is_none())
    }

    /// Says something in the status line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message::new(text));
    }

    /// Says that the screen is too small for comfort, where it is.
    fn say_if_small(&mut self) {
        let (Size { columns, lines }, least) = (self.size, layout::COMFORTABLE);
        if columns < least.columns || lines < least.lines {
            self.say(tr!("{columns} x {lines} shows more", columns = least.columns, lines = least.lines));
        }
    }

    /// Says in the status line that something went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message::error(text));
    }
}
