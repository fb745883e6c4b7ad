//! Folders that are being read while the user goes on, and what of them could not be.

use super::memory;
use super::modes::output::{Output, OutputLine};
use super::note_memory::NoteMemory;
use super::progress::Progress;
use super::{App, Mode};
use crate::action::Action;
use crate::outline::NodeId;
use crate::vault::NoteId;

/// Takes how far the folders have been read.
pub fn progressed(app: &mut App, progress: Progress) {
    let Progress { skipped: Some(skipped), .. } = &progress else {
        app.progress = Some(progress);
        return;
    };
    let was_reading = app.progress.take().is_some();
    let is_news = !skipped.is_empty() && *skipped != app.skipped;
    app.skipped.clone_from(skipped);
    if was_reading && app.is_untouched {
        app.notes.folds.open_lone(&app.vault);
        if let (Some(first), false) = (app.notes.rows().first(), app.vault.has_row(app.notes.cursor)) {
            app.notes.cursor = first;
        }
        app.settle();
    }
    if is_news && app.message.is_none() {
        say_skipped(app);
    }
}

/// Says how much was passed over, and how to see it.
fn say_skipped(app: &mut App) {
    let keys = app.keymap.keys_of(Action::Skipped).first();
    let told = match (app.skipped.as_slice(), keys) {
        ([], _) => return,
        ([only], _) => tr!("passed over {file}", file = only),
        (several, Some(keys)) => {
            tr!("{count} files were passed over: {keys} lists them", count = several.len(), keys)
        }
        (several, None) => tr!("{count} files were passed over", count = several.len()),
    };
    app.say(told);
}

/// Lists what was passed over.
pub fn list_skipped(app: &mut App) {
    if app.skipped.is_empty() {
        app.say(tr!("nothing was passed over"));
        return;
    }
    let line = |text: &String| OutputLine { text: text.clone(), is_complaint: false };
    let lines: Vec<OutputLine> = app.skipped.iter().map(line).collect();
    app.open(Mode::Output(Output { title: tr!("passed over").into_owned(), lines, scrolled: 0 }));
}

/// Brings notes and folders that have been read to how they were left. The cursor goes to where it was, unless the user has
/// begun already.
pub fn recalled(app: &mut App, notes: &[(NoteId, NoteMemory<NodeId>, bool)]) {
    for (note, memory, is_current) in notes {
        let is_current = *is_current && app.is_untouched;
        memory::restore(app, *note, memory, is_current);
        if is_current {
            app.is_untouched = false;
        }
    }
    app.settle();
}
