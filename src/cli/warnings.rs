//! What is not right with notes that were read all the same, on standard error.

use super::say;
use crate::note::source::{Broken, Source};
use crate::shell::files::LoadError;
use crate::vault::{Note, Vault};

/// Says what is not right with notes: see [`warn`], and which notation one alone may not be in.
pub(super) fn warn_of<'e>(skipped: impl Iterator<Item = &'e LoadError>, vault: &Vault) {
    warn(skipped, vault.notes().map(|note| (note.path.text(), &note.source)));
    if let (Some(note), 1) = (vault.notes().next(), vault.len()) {
        doubt(note).as_deref().into_iter().for_each(say);
    }
}

/// Says which files were passed over, and which notes are not in their encoding.
pub(super) fn warn<'n, 'e>(
    skipped: impl Iterator<Item = &'e LoadError>,
    notes: impl Iterator<Item = (&'n str, &'n Source)>,
) {
    for error in skipped {
        say(&tr!("passed over {what}", what = error));
    }
    for (path, source) in notes {
        [undecodable(path, source), broken(path, source)].iter().flatten().for_each(|warning| say(warning));
    }
}

/// What to tell of a note that does not follow the rules of its notation to its end.
fn broken(path: &str, source: &Source) -> Option<String> {
    let Broken { line, why } = source.broken()?;
    Some(tr!("{path}:{line}: broken, shown as it is from here on: {why}", path, line = line.number(), why))
}

/// What to tell of a note that may be written otherwise than it is read.
fn doubt(note: &Note) -> Option<String> {
    let detected = note.notation.family_of(note.path.text(), &note.source);
    let is_doubtful = detected.family == note.family && detected.confidence.is_doubtful();
    let name = note.notation_name();
    let path = &note.path;
    is_doubtful.then(|| {
        tr!("{path}: read as {name}, which is not sure (--notation NAME says otherwise)", path, name)
    })
}

/// What to tell of a note with bytes that its encoding does not know.
pub(super) fn undecodable(path: &str, source: &Source) -> Option<String> {
    let count = source.undecodable().len();
    let line = source.line_of(source.undecodable().first()?.offset).number();
    let encoding = source.encoding();
    Some(tr_count!(
        count,
        "{path}:{line}: one place is not {encoding} (--encoding names another)"
            | "{path}:{line}: {count} places are not {encoding} (--encoding names another)",
        path,
        line,
        count,
        encoding
    ))
}
