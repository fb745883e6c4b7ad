//! A program in a real pseudo-terminal, with a [`Terminal`] at the other end.
//!
//! A thread reads what the program writes and feeds the model, which answers the program's queries. Tests wait for
//! states of the screen, never for time. A program draws while it is being watched: wait for something that only
//! the finished frame shows.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use midashi::text::width::Ambiguous;
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use super::keys::{self, Mouse};
use super::screen::Screen;
use super::terminal::Terminal;
use super::{DEADLINE, Size, size};

/// What to start, and in what kind of terminal.
#[derive(Debug, Clone)]
pub struct Launch {
    program: OsString,
    args: Vec<OsString>,
    size: Size,
    env: Vec<(OsString, OsString)>,
    folder: PathBuf,
    ambiguous: Ambiguous,
    background: Option<[u8; 3]>,
}

impl Launch {
    /// `program` with `args` in a narrow terminal of 100 × 30 cells, started in the project's folder.
    ///
    /// The environment is a fixed one, so that nobody's own settings change a test: `PATH` as it is, a `HOME` that
    /// does not exist, `TERM=xterm-256color`, `LANG=C.UTF-8`, and nothing else.
    pub fn new<A: Into<OsString>>(program: impl Into<OsString>, args: impl IntoIterator<Item = A>) -> Self {
        Self {
            program: program.into(),
            args: args.into_iter().map(Into::into).collect(),
            size: size(100, 30),
            env: Vec::new(),
            folder: env!("CARGO_MANIFEST_DIR").into(),
            ambiguous: Ambiguous::Narrow,
            background: None,
        }
    }

    /// In a terminal of this size.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = size(columns, rows);
        self
    }

    /// With a variable in its environment.
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// Started in `folder`.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = folder.into();
        self
    }

    /// In a terminal that draws ambiguous characters as told.
    pub fn ambiguous(mut self, ambiguous: Ambiguous) -> Self {
        self.ambiguous = ambiguous;
        self
    }

    /// In a terminal that tells its background, which is this colour.
    pub fn background(mut self, background: [u8; 3]) -> Self {
        self.background = Some(background);
        self
    }

    fn command(&self, home: &Path) -> CommandBuilder {
        let mut command = CommandBuilder::new(&self.program);
        command.args(&self.args);
        command.cwd(&self.folder);
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in &self.env {
            command.env(name, value);
        }
        command
    }
}

/// A running program and its terminal. Dropping it ends the program.
pub struct Session {
    shared: Arc<Shared>,
    master: Box<dyn MasterPty + Send>,
    process_id: u32,
    started: Instant,
    /// Where the program is at home, unless it was told otherwise.
    _home: tempfile::TempDir,
}

/// What the session shares with the thread that reads and the thread that waits for the program's end.
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    writer: Mutex<Box<dyn Write + Send>>,
}

struct State {
    terminal: Terminal,
    raw: Vec<u8>,
    last_output: Instant,
    /// How long the terminal has taken to answer the program's queries, in all.
    answering: Duration,
    /// Whether all output has been read: nobody holds the terminal any more.
    is_closed: bool,
    status: Option<ExitStatus>,
}

impl Session {
    /// Starts the program.
    #[track_caller]
    pub fn start(launch: &Launch) -> Self {
        let pair = native_pty_system().openpty(pty_size(launch.size)).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let started = Instant::now();
        let home = tempfile::tempdir().unwrap();
        let child = match pair.slave.spawn_command(launch.command(home.path())) {
            Ok(child) => child,
            Err(error) => panic!("cannot start {}: {error}", launch.program.display()),
        };
        let mut terminal = Terminal::new(launch.size, launch.ambiguous);
        if let Some(background) = launch.background {
            terminal.answer_background(background);
        }
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                terminal,
                raw: Vec::new(),
                last_output: started,
                answering: Duration::ZERO,
                is_closed: false,
                status: None,
            }),
            changed: Condvar::new(),
            writer: Mutex::new(writer),
        });
        let process_id = child.process_id().expect("a started program has an id");
        thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.read(&mut *reader)
        });
        thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.reap(child)
        });
        Self { shared, master: pair.master, process_id, started, _home: home }
    }

    /// Types keys, written as [`keys::encode`] says: `jj<Enter>`.
    #[track_caller]
    pub fn type_keys(&self, keys: &str) {
        let application_cursor = self.shared.lock().terminal.has_application_cursor();
        self.send_bytes(&keys::encode(keys, application_cursor));
    }

    /// Uses the mouse at a cell, 0-based. The program must have asked for mouse reports.
    #[track_caller]
    pub fn mouse(&self, mouse: Mouse, column: u16, row: u16) {
        assert!(self.shared.lock().terminal.reports_mouse(), "the program did not ask for SGR mouse reports");
        self.send_bytes(&keys::mouse(mouse, column, row));
    }

    /// Sends bytes as they are.
    #[track_caller]
    pub fn send_bytes(&self, bytes: &[u8]) {
        self.shared.write(bytes).expect("the terminal takes input");
    }

    /// Changes the terminal's size, of which the program is told.
    #[track_caller]
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = size(columns, rows);
        self.shared.lock().terminal.resize(size);
        self.master.resize(pty_size(size)).unwrap();
    }

    /// The screen as it is now.
    pub fn screen(&self) -> Screen {
        self.shared.lock().terminal.screen()
    }

    /// Waits for a screen that `accepts` takes, and returns it.
    #[track_caller]
    pub fn wait_for(&self, accepts: impl Fn(&Screen) -> bool) -> Screen {
        self.try_wait_for(accepts).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Waits for a screen that `accepts` takes; the error tells the screen that was there instead.
    pub fn try_wait_for(&self, accepts: impl Fn(&Screen) -> bool) -> Result<Screen, String> {
        self.try_wait_until(|state| Some(state.terminal.screen()).filter(&accepts))
    }

    /// Waits until `text` stands on the screen, within one row.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) -> Screen {
        self.wait_for(|screen| screen.contains(text))
    }

    /// Waits until the program has put `count` texts on the clipboard through the terminal (OSC 52); returns all of
    /// them, oldest first.
    #[track_caller]
    pub fn wait_for_copies(&self, count: usize) -> Vec<String> {
        self.wait_until(|state| {
            let copied = state.terminal.copied();
            (copied.len() >= count).then(|| copied.to_vec())
        })
    }

    /// Waits until the program and all that it started have left the terminal.
    #[track_caller]
    pub fn wait_exit(&self) -> ExitStatus {
        self.wait_until(|state| state.status.clone().filter(|_| state.is_closed))
    }

    /// Waits until `find` finds what it looks for; fails when that has not come in time, or cannot come any more.
    #[track_caller]
    fn wait_until<T>(&self, find: impl Fn(&State) -> Option<T>) -> T {
        self.try_wait_until(find).unwrap_or_else(|error| panic!("{error}"))
    }

    fn try_wait_until<T>(&self, find: impl Fn(&State) -> Option<T>) -> Result<T, String> {
        let deadline = Instant::now() + DEADLINE;
        let mut state = self.shared.lock();
        loop {
            if let Some(found) = find(&state) {
                return Ok(found);
            }
            let screen = state.terminal.screen();
            if let (Some(status), true) = (&state.status, state.is_closed) {
                return Err(format!(
                    "the program ended ({status}) before what the test waits for; there is {screen}"
                ));
            }
            state = match self.shared.wait(state, deadline) {
                Some(state) => state,
                None => return Err(format!("what the test waits for did not come; there is {screen}")),
            };
        }
    }

    /// Waits until the program has written nothing for `gap`; returns the time from its start to its last byte.
    ///
    /// For measuring. A test waits for a screen instead.
    pub fn wait_quiet(&self, gap: Duration) -> Duration {
        let mut state = self.shared.lock();
        loop {
            let last_output = state.last_output;
            match self.shared.wait(state, last_output + gap) {
                Some(changed) => state = changed,
                None => return last_output - self.started,
            }
        }
    }

    /// Waits until `text` stands on the screen; returns the time from the program's start to the output that brought
    /// it, and how much of that the terminal took to answer queries. For measuring.
    #[track_caller]
    pub fn time_to_text(&self, text: &str) -> (Duration, Duration) {
        self.wait_until(|state| {
            let is_there = state.terminal.screen().contains(text);
            is_there.then(|| (state.last_output - self.started, state.answering))
        })
    }

    /// The time to `text` as [`Session::time_to_text`] tells it, or `None` when it has not come within `patience` or
    /// cannot come any more. For measuring programs that nobody promises anything of.
    pub fn time_to_text_within(&self, text: &str, patience: Duration) -> Option<Duration> {
        let deadline = Instant::now() + patience;
        let mut state = self.shared.lock();
        while !state.terminal.screen().contains(text) {
            if state.is_closed {
                return None;
            }
            state = self.shared.wait(state, deadline)?;
        }
        Some(state.last_output - self.started)
    }

    /// Types `keys`; returns the time to the last byte that the program writes before it writes nothing for `gap`, or
    /// `None` when it wrote nothing at all. For measuring.
    pub fn time_keys(&self, keys: &str, gap: Duration) -> Option<Duration> {
        let typed = Instant::now();
        self.type_keys(keys);
        let mut state = self.shared.lock();
        loop {
            let last_output = state.last_output;
            match self.shared.wait(state, last_output.max(typed) + gap) {
                Some(changed) => state = changed,
                None => return last_output.checked_duration_since(typed).filter(|time| !time.is_zero()),
            }
        }
    }

    /// Sends the signal of this name (`TERM`, `HUP`, `CONT`).
    #[track_caller]
    pub fn signal(&self, name: &str) {
        let sent = send_signal(name, self.process_id);
        assert!(sent, "cannot send SIG{name}");
    }

    /// Sends a signal to what a shell runs in the foreground.
    #[track_caller]
    pub fn signal_foreground(&self, name: &str) {
        let group = self.master.process_group_leader().expect("a shell runs something in the foreground");
        let sent = send_signal(name, group.unsigned_abs());
        assert!(sent, "cannot send SIG{name}");
    }

    /// Kills the program at once, unless it has ended, and waits until it has.
    pub fn kill(&self) {
        send_signal("KILL", self.process_id);
        self.wait_exit();
    }

    /// The program's process.
    pub fn process_id(&self) -> u32 {
        self.process_id
    }

    /// All bytes that the program has written so far.
    pub fn raw_output(&self) -> Vec<u8> {
        self.shared.lock().raw.clone()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let has_ended = self.shared.lock().status.is_some();
        if !has_ended {
            send_signal("KILL", self.process_id);
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A test that failed while it held the lock poisons it; the session is still to be ended.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a change of the state; `None` when the deadline passes first.
    fn wait<'s>(&self, state: MutexGuard<'s, State>, deadline: Instant) -> Option<MutexGuard<'s, State>> {
        let left = deadline.saturating_duration_since(Instant::now());
        let (state, timeout) = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner);
        (!timeout.timed_out()).then_some(state)
    }

    fn write(&self, bytes: &[u8]) -> std::io::Result<()> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.write_all(bytes)?;
        writer.flush()
    }

    /// Feeds the model with all that the program writes.
    fn read(&self, reader: &mut dyn Read) {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            let now = Instant::now();
            let mut state = self.lock();
            state.last_output = now;
            state.raw.extend_from_slice(&buffer[..count]);
            let answers = state.terminal.feed(&buffer[..count]);
            drop(state);
            if !answers.is_empty() {
                // A program that ended meanwhile needs no answer.
                let _ = self.write(&answers);
                self.lock().answering += now.elapsed();
            }
            self.changed.notify_all();
        }
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// Takes note of the program's end.
    fn reap(&self, mut child: Box<dyn Child + Send + Sync>) {
        let status = child.wait().expect("the program is our child");
        self.lock().status = Some(status);
        self.changed.notify_all();
    }
}

/// Sends a signal by its name; whether there is such a process. Every POSIX shell has `kill` built in; as a program of its own it is not on every machine.
pub fn send_signal(name: &str, process_id: u32) -> bool {
    Command::new("sh")
        .args(["-c", r#"kill -s "$1" "$2" 2> /dev/null"#, "sh", name, &process_id.to_string()])
        .status()
        .is_ok_and(|status| status.success())
}

fn pty_size(size: Size) -> PtySize {
    PtySize { rows: size.rows, cols: size.columns, pixel_width: 0, pixel_height: 0 }
}
