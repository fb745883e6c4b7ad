//! Watching the files of the notes, by what the system has for it (inotify on Linux, `FSEvents` on macOS).
//!
//! The folders are watched, not the files: editors often put another file in the place of the one they change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{Event, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::reloading::Request;

/// Watches as long as it is held.
pub(super) type Watching = RecommendedWatcher;

/// Tells `touched` of whatever happens to `files`, until what is returned is dropped.
pub(super) fn watch(
    files: Vec<(PathBuf, crate::vault::NoteId)>,
    touched: Sender<Request>,
) -> notify::Result<Watching> {
    let mut notes = BTreeMap::new();
    let mut folders = BTreeSet::new();
    for (file, note) in files {
        for place in places(&file) {
            folders.extend(place.parent().map(Path::to_owned));
            notes.insert(place, note);
        }
    }
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // The receiver ends only with the program.
        match event {
            // What was missed can be anything.
            Ok(event) if event.need_rescan() => {
                for &note in notes.values() {
                    let _ = touched.send(Request::Touched(note));
                }
            }
            Ok(event) if !matches!(event.kind, EventKind::Access(_)) => {
                for note in event.paths.iter().filter_map(|path| notes.get(path)) {
                    let _ = touched.send(Request::Touched(*note));
                }
            }
            Ok(_) | Err(_) => {}
        }
    })?;
    for folder in folders {
        watcher.watch(&folder, RecursiveMode::NonRecursive)?;
    }
    Ok(watcher)
}

/// Where a change of a file shows: its path, and if that is a link where it leads.
fn places(file: &Path) -> Vec<PathBuf> {
    let mut places = Vec::new();
    if let (Some(folder), Some(name)) = (file.parent(), file.file_name()) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        places.extend(folder.canonicalize().map(|folder| folder.join(name)));
    }
    places.extend(file.canonicalize());
    places.dedup();
    places
}
