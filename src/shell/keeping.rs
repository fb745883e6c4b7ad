//! The notes that are open, kept as they are on disk: what was read again, came, went, was renamed or put into another order
//! is told to the browser as another vault, and where everything has gone in it.
//!
//! What has the same text as before is no change. A file that appears with the text of one that is no more is that one,
//! renamed.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use super::files::{LoadError, in_parallel};
use super::filling::{Filled, Filling, fill};
use super::happening::Happening;
use super::reloading::{Beginning, Request};
use super::shelf::{Content, Shelf};
use super::state::{Recall, State};
use super::watching::Watching;
use crate::app::event::{Cause, Event, Loss, Reloaded};
use crate::app::loading::Progress;
use crate::app::recent::{Opened, RecentNote};
use crate::app::reload::Moves;
use crate::outline::anchor::{Mapping, Text};
use crate::vault::{Arranged, Member, Note, NoteId, Order, Vault};

/// How long a file may be away while another is put in its place.
const GRACE: Duration = Duration::from_millis(300);
/// What has been read of a folder is shown so often.
const SHOWN_EVERY: Duration = Duration::from_millis(100);
/// Showing it may take this share of the time.
const SHARE: u32 = 8;

/// The browser has gone.
pub(super) struct Gone;

/// What is to be read again.
pub(super) enum Again {
    /// All, as the user asked for it.
    Everything,
    /// What has changed on disk.
    Changed {
        /// The notes at these paths.
        touched: BTreeSet<PathBuf>,
        /// Whether there may be other notes in the folders.
        rescans: bool,
    },
}

/// Keeps the notes.
pub(super) struct Keeper {
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
    answers: Sender<Happening>,
    worker: Sender<Request>,
    watching: Option<Watching>,
    /// The members whose files could not be read the last time.
    lost: BTreeSet<u32>,
    /// The members that are not in their folders any more.
    missing: BTreeSet<u32>,
}

/// What is to be told of.
#[derive(Default)]
struct Change {
    /// What became of the nodes of members, by their keys.
    mappings: Vec<(u32, Mapping)>,
    added: Vec<String>,
    renamed: Vec<String>,
    is_any: bool,
}

impl Change {
    /// What to tell the user.
    fn news(mut self) -> Vec<String> {
        match self.added.as_slice() {
            [] => {}
            [only] => self.renamed.push(format!("{only} is new")),
            several => self.renamed.push(format!("{} notes are new", several.len())),
        }
        self.renamed
    }
}

impl Keeper {
    /// A keeper of what the browser begins with.
    pub(super) fn new(beginning: Beginning, answers: Sender<Happening>, worker: Sender<Request>) -> Self {
        let Beginning { shelf, arranged, state, recall } = beginning;
        let ids = ids(&shelf, &arranged.ids);
        Self {
            shelf,
            vault: Arc::new(arranged.vault),
            ids,
            number: 0,
            filling: None,
            recall,
            state,
            answers,
            worker,
            watching: None,
            lost: BTreeSet::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Watches what is open, and begins to read the folders.
    pub(super) fn begin(&mut self) -> Result<(), Gone> {
        self.watch()?;
        if self.shelf.is_filled {
            return self.tell_filled();
        }
        let folders = self.shelf.folders().map(|(root, path)| (root, path.to_owned())).collect();
        self.filling = Some(fill(self.number, folders, self.shelf.reader.clone(), self.worker.clone()));
        Ok(())
    }

    /// Takes what has been read of the folders that were open by a number.
    pub(super) fn filled(&mut self, number: u64, filled: Filled) -> Result<(), Gone> {
        let Some(filling) = self.filling.as_mut().filter(|_| number == self.number) else { return Ok(()) };
        filling.take(&filled);
        filled.members.into_iter().for_each(|member| self.shelf.add(member));
        filled.skipped.into_iter().for_each(|error| self.shelf.skip(error));
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
    pub(super) fn due(&self) -> Option<Instant> {
        self.filling.as_ref().and_then(Filling::due)
    }

    /// Shows what has been read of the folders, if it is time.
    pub(super) fn show_if_due(&mut self) -> Result<(), Gone> {
        if self.due().is_some_and(|due| due <= Instant::now()) { self.show() } else { Ok(()) }
    }

    fn show(&mut self) -> Result<(), Gone> {
        let began = Instant::now();
        if self.ids.len() < self.shelf.members.len() {
            self.rearrange(Cause::Read, Change::default())?;
        }
        let Some(filling) = &mut self.filling else { return Ok(()) };
        filling.shown(SHOWN_EVERY.max(began.elapsed() * SHARE));
        let (read, found) = filling.counts();
        self.tell(Event::Progressed(Progress { read, found, skipped: None }))
    }

    /// Tells that all folders have been read, what of them was passed over, and which notes were read before.
    fn tell_filled(&mut self) -> Result<(), Gone> {
        let skipped: Vec<String> = self.shelf.skipped().map(ToString::to_string).collect();
        let (read, found) = (self.shelf.members.len(), self.shelf.members.len());
        self.tell(Event::Progressed(Progress { read, found, skipped: Some(skipped) }))?;
        match self.state.clone().and_then(|path| State::read(path).ok()) {
            Some(state) => self.tell(Event::RecentNotes(state.recent(&self.vault))),
            None => Ok(()),
        }
    }

    /// Puts the notes of folders into another order.
    pub(super) fn sort(&mut self, order: Order) -> Result<(), Gone> {
        self.shelf.order = order;
        self.rearrange(Cause::Sorted(order), Change::default())
    }

    /// Leaves out notes that are not in their folders any more.
    pub(super) fn forget(&mut self, paths: &[String]) -> Result<(), Gone> {
        let missing = std::mem::take(&mut self.missing);
        let is_gone = |member: &Member| missing.contains(&member.key) && paths.contains(&member.note.path);
        let (gone, kept): (Vec<Member>, Vec<Member>) =
            std::mem::take(&mut self.shelf.members).into_iter().partition(is_gone);
        self.shelf.members = kept;
        self.missing = missing;
        let news = match gone.as_slice() {
            [] => return Ok(()),
            [only] => format!("{} was deleted", only.note.name()),
            several => format!("{} notes were deleted", several.len()),
        };
        self.rearrange(Cause::Noticed, Change { renamed: vec![news], ..Change::default() })?;
        self.watch()
    }

    /// Opens a note in the place of those that are open; `left` is the one that is left for it.
    pub(super) fn open(&mut self, path: &str, left: Option<&str>) -> Result<(), Gone> {
        let shelf = Shelf::open(&[PathBuf::from(path)], self.shelf.reader.clone(), self.shelf.order);
        let shelf = match shelf {
            Ok(shelf) => shelf,
            Err(error) => return self.tell(Event::Warned(error.to_string())),
        };
        let arranged = shelf.arranged();
        self.ids = ids(&shelf, &arranged.ids);
        self.shelf = shelf;
        self.vault = Arc::new(arranged.vault);
        self.number += 1;
        self.filling = None;
        self.lost.clear();
        self.missing.clear();
        let state = self.state.clone().and_then(|path| State::read(path).ok());
        let mut recent = state.as_ref().map(|state| state.recent(&self.vault)).unwrap_or_default();
        if let Some(left) = left {
            recent.retain(|known| known.path != left);
            recent.insert(0, RecentNote { path: left.to_owned(), note: None });
        }
        let memory = state.and_then(|state| state.memory(&self.vault));
        self.tell(Event::Opened(Opened { vault: Arc::clone(&self.vault), memory, recent }))?;
        self.watch()
    }

    /// Reads again what is to be, and tells what has changed.
    pub(super) fn refresh(&mut self, again: &Again) -> Result<(), Gone> {
        let mut change = Change::default();
        let (is_asked, rescans) = match again {
            Again::Everything => (true, true),
            Again::Changed { rescans, .. } => (false, *rescans),
        };
        let is_rescanned = rescans && self.shelf.is_filled && self.shelf.has_folders();
        let back = if is_rescanned { self.rescan(&mut change) } else { BTreeSet::new() };
        let is_wanted = |member: &&Member| match again {
            Again::Everything => self.can_be_read_again(member),
            Again::Changed { touched, .. } => {
                back.contains(&member.key) || touched.contains(Path::new(&member.note.path))
            }
        };
        let wanted: Vec<u32> = self.shelf.members.iter().filter(is_wanted).map(|member| member.key).collect();
        let losses = self.read_again(&wanted, &mut change);
        if change.is_any || is_asked {
            let cause = if is_asked { Cause::Asked } else { Cause::Noticed };
            self.rearrange(cause, change)?;
        }
        for (key, loss) in losses {
            if let Some(&note) = self.ids.get(&key) {
                self.tell(Event::Lost { note, loss })?;
            }
        }
        if is_rescanned {
            let ids = self.missing.iter().filter_map(|key| self.ids.get(key).copied()).collect::<Vec<_>>();
            if !ids.is_empty() {
                self.tell(Event::Missing(ids))?;
            }
            self.tell_filled()?;
            self.watch()?;
        }
        Ok(())
    }

    /// What was piped in is not there a second time, and what is missing is not to be read.
    fn can_be_read_again(&self, member: &Member) -> bool {
        let path = Path::new(&member.note.path);
        !self.missing.contains(&member.key)
            && (self.lost.contains(&member.key) || path.is_file() || is_gone(&member.note.path))
    }

    /// Reads members again, by their keys; returns those that could not be.
    fn read_again(&mut self, wanted: &[u32], change: &mut Change) -> Vec<(u32, Loss)> {
        let mut losses = Vec::new();
        let mut read = self.read(wanted);
        let is_away = |(key, read): &(u32, Result<Member, LoadError>)| {
            read.as_ref().is_err_and(is_absence) && !self.lost.contains(key)
        };
        if read.iter().any(is_away) {
            thread::sleep(GRACE);
            read = self.read(wanted);
        }
        for (key, read) in read {
            let Some(member) = self.shelf.members.iter_mut().find(|member| member.key == key) else {
                continue;
            };
            match read {
                Ok(new) => {
                    let was_lost = self.lost.remove(&key);
                    if new.note.source != member.note.source || was_lost {
                        change.is_any = true;
                        change.mappings.push((key, between(&member.note, &new.note)));
                    }
                    *member = Member { key, ..new };
                }
                Err(error) => {
                    self.lost.insert(key);
                    // What is missing in a folder is told apart.
                    if !self.missing.contains(&key) {
                        let is_absent = is_absence(&error);
                        losses.push((
                            key,
                            if is_absent { Loss::Deleted } else { Loss::Unreadable(error.to_string()) },
                        ));
                    }
                }
            }
        }
        losses
    }

    fn read(&self, wanted: &[u32]) -> Vec<(u32, Result<Member, LoadError>)> {
        let members: BTreeMap<u32, &Member> =
            self.shelf.members.iter().map(|member| (member.key, member)).collect();
        let wanted: Vec<&Member> = wanted.iter().filter_map(|key| members.get(key).copied()).collect();
        in_parallel(&wanted, |member| {
            let path = Path::new(&member.note.path);
            (member.key, self.shelf.reader.member(member.root, path, self.shelf.is_found(member)))
        })
    }

    /// Looks what is in the folders; returns the members that had been missing.
    fn rescan(&mut self, change: &mut Change) -> BTreeSet<u32> {
        let mut content = self.shelf.content();
        let mut absent = self.absent(&content);
        if !absent.is_subset(&self.missing) {
            // Another file may be about to be put in its place.
            thread::sleep(GRACE);
            content = self.shelf.content();
            absent = self.absent(&content);
        }
        let back = self.missing.difference(&absent).copied().collect();
        self.shelf.walked = content.folders.into_iter().collect();
        self.shelf.skipped.clear();
        content.skipped.into_iter().for_each(|error| self.shelf.skip(error));
        let known: BTreeSet<(usize, &str)> =
            self.shelf.members.iter().map(|member| (member.root, member.note.path.as_str())).collect();
        let is_new = |(root, path): &(usize, PathBuf)| !known.contains(&(*root, &*path.to_string_lossy()));
        let new: Vec<(usize, PathBuf)> = content.notes.into_iter().filter(is_new).collect();
        for read in in_parallel(&new, |(root, path)| self.shelf.reader.member(*root, path, true)) {
            match read {
                Ok(member) => self.appeared(member, &mut absent, change),
                Err(error) => self.shelf.skip(error),
            }
        }
        self.missing = absent;
        back
    }

    /// The members that are not among what is in the folders.
    fn absent(&self, content: &Content) -> BTreeSet<u32> {
        let there: BTreeSet<(usize, &Path)> =
            content.notes.iter().map(|(root, path)| (*root, path.as_path())).collect();
        let is_absent = |member: &&Member| {
            self.shelf.is_found(member) && !there.contains(&(member.root, Path::new(&member.note.path)))
        };
        self.shelf.members.iter().filter(is_absent).map(|member| member.key).collect()
    }

    /// Takes in a note that was not there before; it may be one of those that are `absent`, under another name.
    fn appeared(&mut self, new: Member, absent: &mut BTreeSet<u32>, change: &mut Change) {
        change.is_any = true;
        let is_same = |member: &&mut Member| {
            absent.contains(&member.key)
                && member.note.source == new.note.source
                && !new.note.source.text().is_empty()
        };
        let Some(same) = self.shelf.members.iter_mut().find(is_same) else {
            change.added.push(new.note.file_name().to_owned());
            self.shelf.add(new);
            return;
        };
        let key = same.key;
        absent.remove(&key);
        self.lost.remove(&key);
        change.renamed.push(format!("{} is {} now", same.note.file_name(), new.note.file_name()));
        change.mappings.push((key, between(&same.note, &new.note)));
        *same = Member { key, ..new };
    }

    /// Puts all notes in order again, and tells where they have gone.
    fn rearrange(&mut self, cause: Cause, mut change: Change) -> Result<(), Gone> {
        let Arranged { vault, ids: arranged } = self.shelf.arranged();
        let new = ids(&self.shelf, &arranged);
        let folders: BTreeMap<&str, NoteId> = folders(&vault).collect();
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
        let moves = Moves::new(notes.clone(), mappings.collect::<Vec<_>>());
        self.vault = Arc::new(vault);
        self.ids = new;
        let news = change.news();
        self.tell(Event::Reloaded(Reloaded { vault: Arc::clone(&self.vault), moves, cause, news }))?;
        let known: BTreeSet<NoteId> = notes.into_iter().flatten().collect();
        let recalled = self.recall.of(&self.vault, |note| !known.contains(&note));
        if recalled.is_empty() { Ok(()) } else { self.tell(Event::Recalled(recalled)) }
    }

    /// Watches the files of the notes, and the folders.
    fn watch(&mut self) -> Result<(), Gone> {
        let told = |error: notify::Error| format!("not all changes of the notes are noticed: {error}");
        let mut watching = match self.watching.take() {
            Some(watching) => watching,
            None => match Watching::start(self.worker.clone()) {
                Ok(watching) => watching,
                Err(error) => return self.tell(Event::Warned(told(error))),
            },
        };
        let notes = self.shelf.members.iter().map(|member| Path::new(&member.note.path));
        let notes = notes.filter(|path| path.is_file());
        let result = watching.follow(notes, self.shelf.walked.iter().map(PathBuf::as_path));
        self.watching = Some(watching);
        result.or_else(|error| self.tell(Event::Warned(told(error))))
    }

    fn tell(&self, event: Event) -> Result<(), Gone> {
        self.answers.send(Happening::Event(event)).map_err(|_| Gone)
    }
}

/// Which note each member of `shelf` is, where they are in the order of the members.
fn ids(shelf: &Shelf, arranged: &[NoteId]) -> BTreeMap<u32, NoteId> {
    shelf.members.iter().map(|member| member.key).zip(arranged.iter().copied()).collect()
}

/// The folders of a vault by their paths.
fn folders(vault: &Vault) -> impl Iterator<Item = (&str, NoteId)> {
    let folders = vault.entries().filter(|&note| vault.is_folder(note));
    folders.map(|note| (vault.note(note).path.as_str(), note))
}

/// Whether a note is not read because there is no such file.
fn is_absence(error: &LoadError) -> bool {
    matches!(error, LoadError::Unreadable(_, error) if error.kind() == io::ErrorKind::NotFound)
}

/// Whether there is nothing at a path any more.
fn is_gone(path: &str) -> bool {
    path != "-" && !Path::new(path).exists()
}

fn between(old: &Note, new: &Note) -> Mapping {
    let old = Text { source: &old.source, outline: &old.outline };
    Mapping::between(old, Text { source: &new.source, outline: &new.outline })
}
