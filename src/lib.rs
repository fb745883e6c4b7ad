//! midashi: a terminal browser for outline notes.
//!
//! Bytes of a note become a [`Source`](note::source::Source), lines, an [`Outline`](outline::Outline); keys become
//! [`Action`](action::Action)s, actions become state and [`Effect`](app::effect::Effect)s; a frame is a function of the
//! state.
//!
//! # The screen, with the code's names
//!
//! ```text
//!  CloudNative Days › いつもニコニコあなたの隣に…           app::crumbs, view::crumbs
//!  ▸ ■ 決済システムの内製化への旅   SB PaymentService   68   app::row::Row: fold mark, marker, body, people, count
//!  ▾ ■ いつもニコニコあなたの隣に這い寄る
//!      カオスエンジニアリング!                              Body::Wrapped: lines hang under text_x
//!    ▸ ● カオスエンジニアリングとは                       7   the row of the cursor: Role::Cursor
//!  session 6/10   line 378/780   48%           ? help        view::status
//! ```
//!
//! What stands where is computed in [`app::layout`] and [`app::row`]; [`view`] draws it, the mouse is located by it.
//! Which rows there are is [`tree::Rows`], which of them are on screen [`tree::Viewport`]. The index of speakers and
//! companies is a tree of its own ([`vault::listing`]), drawn and walked by the same code: [`app::tree::Tree`] is either.
//!
//! The text that `/` searches for is found by [`find::text`], typed in [`app::modes::search`], gone through in
//! [`app::search`] and highlighted by the view in the rows on screen; the filter is a [`tree::Filter`] over the matches.
//!
//! # Modes
//!
//! [`app::modes::Mode`] is the list of modes: browsing the tree, or an overlay above it, one file each. An overlay does
//! not know the browser. It implements [`app::overlay::Overlay`]: it sees a read-only [`app::overlay::Context`], changes
//! itself, and answers each key, paste and mouse event with an [`app::overlay::Outcome`], the steps that
//! [`app::update`] applies in order. Questions to the shell are numbered there, late answers are known by their numbers,
//! and what is typed while an overlay waits for an answer waits in one queue. [`app::kept::Kept`] is what outlives
//! overlays. How an overlay looks and what a screen reader says of it stands in `view`, one file each, too.
//!
//! # Layers
//!
//! A module uses only what stands below it; `tests/it/architecture/` holds the table and checks it, and which outside
//! crates each may know.
//!
//! | module | what it is |
//! |---|---|
//! | [`cli`] | the command line, one file a subcommand |
//! | [`shell`] | the only place that touches the world: terminal, files, clipboards, signals, workers |
//! | [`view`] | the state drawn into cells; [`view::paint`] is the only writer of graphemes |
//! | [`app`] | the browser's state and its changes: pure |
//! | [`config`], [`action`] | what the user can set; everything that can be done, in one table |
//! | [`select`] | selectors: how scripts name a place |
//! | [`tree`], [`find`], [`export`] | what is visible; what fits a query; a subtree in another form |
//! | [`vault`] | several notes in their folders, and places in them |
//! | [`people`] | who and what a note speaks of |
//! | [`outline`] | the tree as a flat preorder arena |
//! | [`note`] | bytes to entries in document order, by a notation |
//! | [`text`] | strings as a terminal shows them; knows no notes |
//!
//! # Invariants
//!
//! - Parsing is total, and the nodes with the white space and the rulers around them, in Markdown also with ASCII signs such as `>`, in OPML
//!   with tags, re-join to the note, byte for byte ([`outline::check`]). A node's words are always a piece of the note's
//!   [`Source`](note::source::Source); where the file writes them otherwise, as with `&lt;` in XML, the source keeps both.
//! - A note is read by the family of notations that its head fits best ([`note::notation::Family`]).
//! - A node's id is its position in document order; its subtree is a range of ids. No walk recurses.
//! - Folders and notes are a preorder, too: a place, be it a folder, a note or a node, is followed by what stands below it.
//! - Folds live outside the outline. The row after another is found without looking at hidden ones, and of a long text
//!   only those pieces are laid out that are on screen ([`text::piece`]), so that a key costs what is on screen, in a note of
//!   any size. Tests count it (`view/cost.rs`).
//! - Every glyph is measured once, by [`text::glyph`], for wrapping, cutting and painting alike.
//! - What terminals differ about is asked of the terminal ([`text::survey`], [`shell::probe`]); after each glyph that
//!   is uncertain all the same the cursor is placed anew, so that no wrong width reaches past its glyph.
//! - Nothing untrusted reaches the terminal but through [`text::sanitize`].
//! - What the user reads is said in the chosen language ([`text::language`]), a whole sentence at a time; what scripts read is
//!   the same in each.
//! - A file is written as a whole or not at all, and never over a note that is open (`shell::file_writing`, [`shell::saving`]).
//! - What is copied outlives midashi, and is saved where no clipboard takes it ([`shell::clipboard`]).
//! - [`app::update::update`] gets no terminal, clock or file; what takes time is done by workers in [`shell`], which
//!   answer with events.
//!
//! # A key
//!
//! The bytes that the terminal sends become sequences in `shell::sequences`, and an [`Event`](app::event::Event) in
//! `shell::input`; an overlay takes it, else [`app::browse`] looks it up in the
//! [`Keymap`](config::keymap::Keymap) and performs the action; effects go to the shell; when no event is left, one frame is
//! drawn.

// First, so that all others have its macros.
#[macro_use]
pub mod text;

pub mod action;
pub mod app;
pub mod cli;
pub mod config;
pub mod export;
pub mod find;
pub mod note;
pub mod outline;
pub mod people;
pub mod select;
pub mod shell;
pub mod tree;
pub mod vault;
pub mod view;
