//! The notes that are open, kept as they are on disk: what was read again, came, went, was renamed or put into another order
//! is told to the browser as another vault, and where everything has gone in it.

mod again;
mod rest;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::filling::{Filled, Filling, fill};
use super::happening::Happening;
use super::reloading::{Beginning, Request};
use super::shelf::{Shelf, Shown};
use super::state::{Recall, State};
use super::watching::{Unwatched, Watching};
use crate::app::event::{Cause, Event, Opened, Reloaded};
use crate::app::moves::Moves;
use crate::app::progress::Progress;
use crate::app::recent_note::RecentNote;
use crate::vault::{Member, NoteId, NotePath, Order, Vault};

pub(in crate::shell) use again::Again;
use again::Change;

/// What has been read of a folder is shown so often.
const SHOWN_EVERY: Duration = Duration::from_millis(100);
/// Showing it may take this share of the time.
const SHARE: u32 = 8;

/// The browser has gone.
pub(in crate::shell) struct Gone;

/// Keeps the notes.
pub(in crate::shell) struct Keeper {
    shelf: Shelf,
    /// The notes as the browser knows them, or will when it comes to the last answer.
    vault: Arc<Vault>,
    /// Which of its notes each member is, by the key.
    ids: BTreeMap<u32, NoteId>,
    /// Numbers what is open.
    number: u64,
    /// The reading of folders, while it goes on.
    filling: Option<Filling>,
    recall: Recall,
    state: Option<PathBuf>,
    tour: &'static str,
    answers: Sender<Happening>,
    worker: Sender<Request>,
    watching: Option<Watching>,
    /// The members whose files could not be read the last time.
    lost: BTreeSet<u32>,
    /// The members that are not in their folders any more.
    missing: BTreeSet<u32>,
}

impl Keeper {
    /// A keeper of what the browser begins with.
    pub(in crate::shell) fn new(
        beginning: Beginning,
        answers: Sender<Happening>,
        worker: Sender<Request>,
    ) -> Self {
        let Beginning { shelf, shown, state, recall, tour } = beginning;
        Self {
            shelf,
            vault: Arc::new(shown.vault),
            ids: shown.ids,
            number: 0,
            filling: None,
            recall,
            state,
            tour,
            answers,
            worker,
            watching: None,
            lost: BTreeSet::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Watches what is open, and begins to read the folders.
    pub(in crate::shell) fn begin(&mut self) -> Result<(), Gone> {
        self.watch()?;
        if self.shelf.is_head {
            self.read_rest()?;
        }
        if self.shelf.is_filled {
            return self.tell_filled();
        }
        let folders = self.shelf.folders().map(|(root, path)| (root, path.to_owned())).collect();
        self.filling = Some(fill(self.number, folders, self.shelf.reader.clone(), self.worker.clone()));
        Ok(())
    }

    /// Takes what has been read of the folders that were open by a number.
    pub(in crate::shell) fn filled(&mut self, number: u64, filled: Filled) -> Result<(), Gone> {
        let Some(filling) = self.filling.as_mut().filter(|_| number == self.number) else { return Ok(()) };
        filling.take(&filled);
        for member in filled.members {
            self.shelf.add(member);
        }
        for error in filled.skipped {
            self.shelf.skip(error);
        }
        self.shelf.walked.extend(filled.folders);
        if !filled.is_complete {
            return Ok(());
        }
        self.show()?;
        self.filling = None;
        self.shelf.is_filled = true;
        self.tell_filled()?;
        self.watch()
    }

    /// When what has been read is to be shown.
    pub(in crate::shell) fn due(&self) -> Option<Instant> {
        self.filling.as_ref().and_then(Filling::due)
    }

    /// Shows what has been read of the folders, if it is time.
    pub(in crate::shell) fn show_if_due(&mut self) -> Result<(), Gone> {
        if self.due().is_some_and(|due| due <= Instant::now()) { self.show() } else { Ok(()) }
    }

    fn show(&mut self) -> Result<(), Gone> {
        let began = Instant::now();
        if self.filling.as_ref().is_some_and(|filling| filling.due().is_some()) {
            self.rearrange(Cause::Read, Change::default())?;
        }
        let Some(filling) = &mut self.filling else { return Ok(()) };
        filling.shown(SHOWN_EVERY.max(began.elapsed() * SHARE));
        let (read, found) = filling.counts();
        self.tell(Event::Progressed(Progress { read, found, skipped: None }))
    }

    /// Tells that all folders have been read, what of them was passed over, and which notes were read before.
    fn tell_filled(&self) -> Result<(), Gone> {
        self.tell_skipped()?;
        self.tell_recent()
    }

    fn tell_skipped(&self) -> Result<(), Gone> {
        let skipped: Vec<String> = self.shelf.skipped().map(ToString::to_string).collect();
        let (read, found) = (self.shelf.members.len(), self.shelf.members.len());
        self.tell(Event::Progressed(Progress { read, found, skipped: Some(skipped) }))
    }

    fn tell_recent(&self) -> Result<(), Gone> {
        match self.state.clone().and_then(|path| State::read(path).ok()) {
            Some(state) => self.tell(Event::RecentNotes(state.recent(&self.vault))),
            None => Ok(()),
        }
    }

    /// Puts the notes of folders into another order.
    pub(in crate::shell) fn sort(&mut self, order: Order) -> Result<(), Gone> {
        self.shelf.order = order;
        self.rearrange(Cause::Sorted(order), Change::default())
    }

    /// Leaves out notes that are not in their folders any more.
    pub(in crate::shell) fn forget(&mut self, paths: &[NotePath]) -> Result<(), Gone> {
        let missing = std::mem::take(&mut self.missing);
        let is_gone = |member: &Member| missing.contains(&member.key) && paths.contains(&member.note.path);
        let (gone, kept): (Vec<Member>, Vec<Member>) =
            std::mem::take(&mut self.shelf.members).into_iter().partition(is_gone);
        self.shelf.members = kept;
        self.missing = missing;
        let news = match gone.as_slice() {
            [] => return Ok(()),
            [only] => tr!("{name} was deleted", name = only.note.name()),
            several => tr!("{count} notes were deleted", count = several.len()),
        };
        self.rearrange(Cause::Noticed, Change::of_news(news))?;
        self.tell_recent()?;
        self.watch()
    }

    /// Opens a note in the place of those that are open; `left` is the one that is left for it.
    pub(in crate::shell) fn open(&mut self, path: &NotePath, left: Option<&NotePath>) -> Result<(), Gone> {
        let shelf = Shelf::open(&[path.as_path().to_owned()], self.shelf.reader.clone(), self.shelf.order);
        match shelf {
            Ok(shelf) => self.show_instead(shelf, left),
            Err(error) => self.tell(Event::Warned(error.to_string())),
        }
    }

    /// Opens the tour in the place of what is open.
    pub(in crate::shell) fn open_tour(&mut self, left: Option<&NotePath>) -> Result<(), Gone> {
        let shelf = Shelf::of_tour(self.tour, self.shelf.reader.clone(), self.shelf.order);
        self.show_instead(shelf, left)
    }

    /// Shows what is on another shelf, which has been read.
    fn show_instead(&mut self, shelf: Shelf, left: Option<&NotePath>) -> Result<(), Gone> {
        let Shown { vault, ids } = shelf.shown();
        self.ids = ids;
        self.shelf = shelf;
        self.vault = Arc::new(vault);
        self.number += 1;
        self.filling = None;
        self.lost.clear();
        self.missing.clear();
        let state = self.state.clone().and_then(|path| State::read(path).ok());
        let mut recent = state.as_ref().map(|state| state.recent(&self.vault)).unwrap_or_default();
        if let Some(left) = left {
            recent.retain(|known| known.path != *left);
            recent.insert(0, RecentNote { path: left.clone(), note: None });
        }
        let memory = state.and_then(|state| state.memory(&self.vault));
        // Before the note is shown: a change of what the user sees is never missed.
        self.watch()?;
        self.tell(Event::Opened(Opened { vault: Arc::clone(&self.vault), memory, recent }))
    }

    /// Puts all notes in order again, and tells where they have gone.
    fn rearrange(&mut self, cause: Cause, change: Change) -> Result<(), Gone> {
        let reloaded = self.rearranged(cause, change);
        let known: BTreeSet<NoteId> = reloaded.moves.notes().collect();
        let recalled = self.recall.of(&self.vault, |note| !known.contains(&note));
        self.tell(Event::Reloaded(reloaded))?;
        if recalled.is_empty() { Ok(()) } else { self.tell(Event::Recalled(recalled)) }
    }

    /// Puts all notes in order again.
    fn rearranged(&mut self, cause: Cause, mut change: Change) -> Reloaded {
        let Shown { vault, ids: new } = self.shelf.shown();
        let folders: BTreeMap<&NotePath, NoteId> = folders(&vault).collect();
        let mut notes: Vec<Option<NoteId>> = vec![None; self.vault.end().note.index()];
        for (key, old) in &self.ids {
            notes[old.index()] = new.get(key).copied();
        }
        for (path, old) in self::folders(&self.vault) {
            notes[old.index()] = folders.get(path).copied();
        }
        let mappings = std::mem::take(&mut change.mappings);
        let mappings =
            mappings.into_iter().filter_map(|(key, mapping)| Some((*self.ids.get(&key)?, mapping)));
        let moves = Moves::new(notes, mappings.collect::<Vec<_>>());
        self.vault = Arc::new(vault);
        self.ids = new;
        let news = change.news();
        Reloaded { vault: Arc::clone(&self.vault), moves, cause, news }
    }

    /// Watches the files of the notes, and the folders.
    fn watch(&mut self) -> Result<(), Gone> {
        let told = |error: Unwatched| tr!("not all changes of the notes are noticed: {why}", why = error);
        let mut watching = match self.watching.take() {
            Some(watching) => watching,
            None => match Watching::start(self.worker.clone()) {
                Ok(watching) => watching,
                Err(error) => return self.tell(Event::Warned(told(error))),
            },
        };
        let notes = self.shelf.members.iter().map(|member| member.note.path.as_path());
        let notes = notes.filter(|path| path.is_file());
        let result = watching.follow(notes, self.shelf.walked.iter().map(PathBuf::as_path));
        self.watching = Some(watching);
        result.or_else(|error| self.tell(Event::Warned(told(error))))
    }

    fn tell(&self, event: Event) -> Result<(), Gone> {
        self.answers.send(Happening::Event(event)).map_err(|_| Gone)
    }
}

/// The folders of a vault by their paths.
fn folders(vault: &Vault) -> impl Iterator<Item = (&NotePath, NoteId)> {
    let folders = vault.entries().filter(|&note| vault.is_folder(note));
    folders.map(|note| (&vault.note(note).path, note))
}
