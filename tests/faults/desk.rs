//! What the faults happen to: a note, and what is remembered of it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::DEADLINE;
use crate::support::pty::{Launch, Session, send_signal};
use crate::support::screen::Screen;

pub(crate) const MIDASHI: &str = env!("CARGO_BIN_EXE_midashi");

/// The note.
pub(crate) const NOTE: &str =
    "集まり 2026-11-23\n\n■一つめの話\n・項目\n  子\n\n■二つめの話\n・朝\n  早く\n・夜\n";

/// A note of so many sessions that its head is shown while the rest is read.
pub(crate) fn large_note() -> String {
    let mut text = "集まり 2026-11-23\n\n".to_owned();
    for number in 1..=30_000 {
        writeln!(text, "■{number}番めの話\n\n・項目{number}\n  ・その子{number}\n").unwrap();
    }
    text
}

/// A folder with the note in it, and a state folder.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(NOTE)
    }

    pub(crate) fn with(note: &str) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(desk.note(), note).unwrap();
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn note(&self) -> PathBuf {
        self.path().join("note.txt")
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.path().join("state/midashi/state.json")
    }

    /// The browser on the note, about to be started.
    pub(crate) fn launch(&self, options: &[&str]) -> Launch {
        self.at_home(Launch::new(MIDASHI, [options, &["note.txt"]].concat()).size(70, 14))
    }

    /// `launch` with this desk's folders.
    pub(crate) fn at_home(&self, launch: Launch) -> Launch {
        launch.folder(self.path()).env("XDG_STATE_HOME", self.path().join("state"))
    }

    /// The browser on the note.
    pub(crate) fn open(&self) -> Session {
        let session = Session::start(&self.launch(&[]));
        session.wait_for_text("line ");
        session
    }

    /// The words of a shell that starts the browser as a process of which [`Desk::process`] tells the id.
    pub(crate) fn command(&self) -> String {
        let _ = fs::remove_file(self.path().join("pid"));
        // Nothing is run in between: a shell that waits for a program takes an interrupt for the program's.
        format!("sh -c 'echo $$ > pid; exec {MIDASHI} note.txt'")
    }

    /// The process of what [`Desk::command`] says.
    pub(crate) fn process(&self) -> u32 {
        self.number_in("pid")
    }

    /// The number in the file of this name, when it is there.
    pub(crate) fn number_in(&self, name: &str) -> u32 {
        let path = self.path().join(name);
        wait_until(|| fs::read_to_string(&path).ok()?.trim().parse().ok())
    }

    /// Asserts that the branch that [`open_and_mark`] opens is open, and its mark there.
    #[track_caller]
    pub(crate) fn assert_kept(&self) {
        let session = self.open();
        session.wait_for_text("・ 夜");
        session.type_keys("'");
        session.wait_for_text("a  夜");
        session.type_keys("<Ctrl-c>q");
        assert!(session.wait_exit().success());
    }
}

/// Opens a branch of the note in the browser, and marks a node in it.
pub(crate) fn open_and_mark(session: &Session) {
    session.type_keys("GlGma");
    session.wait_for(|screen| screen.contains("・ 夜") && screen.contains("marked a"));
}

/// Whether the note is being browsed.
pub(crate) fn browsing(screen: &Screen) -> bool {
    screen.is_alternate() && screen.contains("line ")
}

/// Waits for what `find` finds.
#[track_caller]
pub(crate) fn wait_until<T>(find: impl Fn() -> Option<T>) -> T {
    let deadline = Instant::now() + DEADLINE;
    loop {
        if let Some(found) = find() {
            return found;
        }
        assert!(Instant::now() < deadline, "what the test waits for did not come");
        thread::sleep(Duration::from_millis(2));
    }
}

/// Waits until a process has ended.
#[track_caller]
pub(crate) fn wait_for_end_of(process: u32) {
    wait_until(|| (!send_signal("0", process)).then_some(()));
}
