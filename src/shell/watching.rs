//! Watching the files of the notes and the folders, by what the system has for it (inotify on Linux, `FSEvents` on macOS).
//!
//! The folders are watched, not the files: editors often put another file in the place of the one they change. Folders are
//! watched one by one: those that are ignored may be many.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use notify::event::{Event, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::reloading::Request;
use super::walking::is_named_like_a_note;

/// Why something cannot be watched.
pub(super) type Unwatched = notify::Error;

/// Watches as long as it is held.
pub(super) struct Watching {
    watcher: RecommendedWatcher,
    /// The folders that are watched.
    folders: HashSet<PathBuf>,
    watched: Arc<Mutex<Watched>>,
}

/// What changes are of.
#[derive(Default)]
struct Watched {
    /// Where a change of a note shows, without links, and the path that it goes by.
    notes: HashMap<PathBuf, PathBuf>,
    /// The folders, without links, in which notes may appear.
    folders: HashSet<PathBuf>,
}

impl Watching {
    /// Tells `worker` of what happens to what is yet to be named.
    pub(super) fn start(worker: Sender<Request>) -> notify::Result<Self> {
        let watched = Arc::new(Mutex::new(Watched::default()));
        let shared = Arc::clone(&watched);
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            let watched = shared.lock().unwrap_or_else(PoisonError::into_inner);
            for request in watched.requests(&event) {
                // The receiver ends only with the program.
                let _ = worker.send(request);
            }
        })?;
        Ok(Self { watcher, folders: HashSet::new(), watched })
    }

    /// Watches these notes and folders from here on, and nothing else. What cannot be watched is told; the rest is.
    pub(super) fn follow<'p>(
        &mut self,
        notes: impl Iterator<Item = &'p Path>,
        folders: impl Iterator<Item = &'p Path>,
    ) -> notify::Result<()> {
        let mut real = RealFolders::default();
        let mut watched = Watched::default();
        for note in notes {
            for place in real.places(note) {
                watched.notes.insert(place, note.to_owned());
            }
        }
        watched.folders.extend(folders.filter_map(|folder| folder.canonicalize().ok()));
        let parents = watched.notes.keys().filter_map(|place| place.parent()).map(Path::to_owned);
        let wanted: HashSet<PathBuf> = parents.chain(watched.folders.iter().cloned()).collect();
        *self.watched.lock().unwrap_or_else(PoisonError::into_inner) = watched;
        for folder in self.folders.difference(&wanted) {
            // One that is no more is not watched any more, whatever is said of it.
            let _ = self.watcher.unwatch(folder);
        }
        let mut result = Ok(());
        for folder in &wanted {
            // Also those that are watched already: one of the same name may have been put in their place.
            result = self.watcher.watch(folder, RecursiveMode::NonRecursive).and(result);
        }
        self.folders = wanted;
        result
    }
}

impl Watched {
    /// What an event asks for.
    fn requests(&self, event: &Event) -> Vec<Request> {
        if event.need_rescan() {
            // What was missed can be anything.
            let touched = self.notes.values().cloned().map(Request::Touched);
            return touched.chain([Request::Rescan]).collect();
        }
        if matches!(event.kind, EventKind::Access(_)) {
            return Vec::new();
        }
        let mut requests = Vec::new();
        for path in &event.paths {
            let note = self.notes.get(path);
            requests.extend(note.cloned().map(Request::Touched));
            let is_inside = path.parent().is_some_and(|folder| self.folders.contains(folder));
            if is_inside && self.may_change_the_tree(event.kind, path, note.is_some()) {
                requests.push(Request::Rescan);
            }
        }
        requests
    }

    /// Whether after an event other files may be notes than before.
    fn may_change_the_tree(&self, kind: EventKind, path: &Path, is_known: bool) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            return matches!(&*name, ".gitignore" | ".ignore");
        }
        let is_only_changed = matches!(kind, EventKind::Modify(kind) if !matches!(kind, ModifyKind::Name(_)));
        if is_known || is_only_changed {
            // A file that was passed over may be a note now.
            return !is_only_changed || (!is_known && is_named_like_a_note(path));
        }
        is_named_like_a_note(path) || self.folders.contains(path) || path.is_dir()
    }
}

/// Folders without links, each looked up once.
#[derive(Default)]
struct RealFolders(HashMap<PathBuf, Option<PathBuf>>);

impl RealFolders {
    /// Where a change of a file shows: its path, and if that is a link where it leads.
    fn places(&mut self, file: &Path) -> Vec<PathBuf> {
        let mut places = Vec::new();
        if let (Some(folder), Some(name)) = (file.parent(), file.file_name()) {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            let real = self.0.entry(folder.to_owned()).or_insert_with(|| folder.canonicalize().ok());
            places.extend(real.as_ref().map(|folder| folder.join(name)));
        }
        if file.is_symlink() {
            places.extend(file.canonicalize());
        }
        places
    }
}
