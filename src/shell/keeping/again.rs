//! Reading notes again: what changed in them, which came, which are gone, and which go by another name.
//!
//! What has the same text as before is no change. A file that appears with the text of one that is no more is that one,
//! renamed.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::super::files::{LoadError, in_parallel};
use super::super::note_text::Expected;
use super::super::shelf::Content;
use super::{Gone, Keeper};
use crate::app::event::{Cause, Event, Loss};
use crate::outline::anchor::{Mapping, Text};
use crate::vault::{Member, Note};

/// How long a file may be away while another is put in its place.
const GRACE: Duration = Duration::from_millis(300);

/// What is to be read again.
pub(in crate::shell) enum Again {
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

/// What is to be told of.
#[derive(Default)]
pub(super) struct Change {
    /// What became of the nodes of members, by their keys.
    pub(super) mappings: Vec<(u32, Mapping)>,
    added: Vec<String>,
    renamed: Vec<String>,
    is_any: bool,
}

impl Change {
    /// That the nodes of the member of a key are elsewhere, without a word about it.
    pub(super) fn of_mapping(key: u32, mapping: Mapping) -> Self {
        Self { mappings: vec![(key, mapping)], ..Self::default() }
    }

    /// That there is something to tell.
    pub(super) fn of_news(news: String) -> Self {
        Self { renamed: vec![news], ..Self::default() }
    }

    /// What to tell the user.
    pub(super) fn news(mut self) -> Vec<String> {
        match self.added.as_slice() {
            [] => {}
            [only] => self.renamed.push(tr!("{name} is new", name = only)),
            several => self.renamed.push(tr!("{count} notes are new", count = several.len())),
        }
        self.renamed
    }
}

impl Keeper {
    /// Reads again what is to be, and tells what has changed.
    pub(in crate::shell) fn refresh(&mut self, again: &Again) -> Result<(), Gone> {
        let mut change = Change::default();
        let (is_asked, rescans) = match again {
            Again::Everything => (true, true),
            Again::Changed { rescans, .. } => (false, *rescans),
        };
        let is_rescanned = rescans && self.shelf.is_filled && self.shelf.has_folders();
        let walked = self.shelf.walked.clone();
        let back = if is_rescanned { self.rescan(&mut change) } else { BTreeSet::new() };
        // What is no more need not be looked for: the browser is about to say what is to become of it.
        let is_more = change.is_any || !back.is_empty() || walked != self.shelf.walked;
        let is_wanted = |member: &&Member| match again {
            Again::Everything => self.can_be_read_again(member),
            Again::Changed { touched, .. } => {
                back.contains(&member.key) || touched.contains(member.note.path.as_path())
            }
        };
        let wanted = self.shelf.members.iter().filter(is_wanted).map(|member| member.key);
        // Whether another file takes the place of one that is missing has been waited for.
        let (gone, wanted): (Vec<u32>, Vec<u32>) = wanted.partition(|key| self.missing.contains(key));
        self.lost.extend(gone);
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
            self.tell_skipped()?;
            if is_more {
                self.tell_recent()?;
                self.watch()?;
            }
        }
        Ok(())
    }

    /// What was piped in is not there a second time, and what is missing is not to be read.
    fn can_be_read_again(&self, member: &Member) -> bool {
        let path = member.note.path.as_path();
        let was_file = member.changed.is_some();
        !self.missing.contains(&member.key) && was_file && (path.is_file() || !path.exists())
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
            let path = member.note.path.as_path();
            let expected = match (self.shelf.is_found(member), member.changed) {
                (true, _) => Expected::Found,
                (false, Some(_)) => Expected::File,
                (false, None) => Expected::Named,
            };
            (member.key, self.shelf.reader.member(member.root, path, expected))
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
        for error in content.skipped {
            self.shelf.skip(error);
        }
        let known: HashSet<(usize, &OsStr)> =
            self.shelf.members.iter().map(|member| (member.root, member.note.path.as_os_str())).collect();
        let is_new = |(root, path): &(usize, PathBuf)| !known.contains(&(*root, path.as_os_str()));
        let new: Vec<(usize, PathBuf)> = content.notes.into_iter().filter(is_new).collect();
        for read in in_parallel(&new, |(root, path)| self.shelf.reader.member(*root, path, Expected::Found)) {
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
        // By bytes: paths are compared part by part, which takes many times as long.
        let there: HashSet<(usize, &OsStr)> =
            content.notes.iter().map(|(root, path)| (*root, path.as_os_str())).collect();
        let is_absent = |member: &&Member| {
            let is_there = there.contains(&(member.root, member.note.path.as_os_str()));
            self.shelf.is_found(member) && !is_there
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
            if self.shelf.shows(&new) {
                change.added.push(new.note.file_name().to_owned());
            }
            self.shelf.add(new);
            return;
        };
        let key = same.key;
        absent.remove(&key);
        self.lost.remove(&key);
        change.renamed.push(tr!(
            "{name} is {other} now",
            name = same.note.file_name(),
            other = new.note.file_name()
        ));
        change.mappings.push((key, between(&same.note, &new.note)));
        *same = Member { key, ..new };
    }
}

/// Whether a note is not read because there is no such file.
fn is_absence(error: &LoadError) -> bool {
    matches!(error, LoadError::Unreadable(_, error) if error.kind() == io::ErrorKind::NotFound)
}

pub(super) fn between(old: &Note, new: &Note) -> Mapping {
    let old = Text { source: &old.source, outline: &old.outline };
    Mapping::between(old, Text { source: &new.source, outline: &new.outline })
}
