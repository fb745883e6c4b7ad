//! The event loop: wait, update, perform the effects, draw. Idle, it sleeps.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::editor;
use super::effects::{copying, writing};
use super::happening::Happening;
use super::indexing::Indexing;
use super::keyboard::Keyboard;
#[cfg(unix)]
use super::keyboard::is_in_foreground;
use super::matching::Matching;
use super::opening::opening;
use super::panicking;
use super::piping::Piping;
use super::probe::Question;
use super::readings::ReadingsSource;
use super::reloading::{Beginning, Reloading, Request, file_of};
use super::searching::Searching;
use super::shelf::Shelf;
#[cfg(unix)]
use super::signals;
use super::signals::Signals;
use super::state::{EVERY, State, remembering};
pub use super::terminal::Manner;
use super::terminal::{Session, current_size};
use super::workers::{Own, Workers};
use crate::app::event::{Event, Saved};
use crate::app::offered_themes::OfferedThemes;
use crate::app::progress::Progress;
use crate::app::unread::Unread;
use crate::app::update::update;
use crate::app::{App, Options};
use crate::config::clipboard::ClipboardSettings;
use crate::config::color::Depth;
use crate::config::keymap::Keymap;
use crate::config::look::{Look, Surroundings};
use crate::config::theme::Themes;
use crate::note::entry::Line;
use crate::text::language::system::told;
use crate::text::width::Ambiguous;
use crate::vault::{NoteId, Place};

/// What the browser starts with.
pub struct Start {
    /// What is open.
    pub shelf: Shelf,
    /// What the user has set; the policy follows from what the terminal answers.
    pub options: Options,
    /// How wide ambiguous characters are, if the user has said so.
    pub ambiguous: Option<Ambiguous>,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The theme, its changes and its colours.
    pub look: Look,
    /// The themes that there are.
    pub themes: Themes,
    /// What is wrong with one that there would be otherwise.
    pub wrong_theme: Option<String>,
    /// What the environment says of the colours; the terminal may know better.
    pub surroundings: Surroundings,
    /// Where copies go.
    pub clipboard: ClipboardSettings,
    /// How what happens is shown.
    pub manner: Manner,
    /// How texts may be read.
    pub readings: ReadingsSource,
    /// What is remembered, and where; nothing is where there is none.
    pub state: Option<State>,
    /// Where to begin, if not where the notes were left.
    pub place: Option<Place>,
    /// Whether a cursor at the end of a note stays there when the note grows.
    pub follows: bool,
    /// Something to say at the beginning.
    pub message: Option<String>,
    /// The text of the tour, in the user's language.
    pub tour: &'static str,
}

/// How the browser ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The user quit.
    Quit,
    /// A signal ended it; the terminal has been given back.
    Signal(i32),
}

/// Runs the browser until the user quits or a signal ends it. The terminal is given back in any case.
pub fn run(mut start: Start) -> io::Result<Ended> {
    let (sender, happenings) = channel();
    // Before the size is read, so that no change of it is missed.
    let signals = Signals::watch(sender.clone())?;
    panicking::watch(sender.clone());
    let mut session = Session::start(start.manner)?;
    let question = match start.surroundings.depth {
        Depth::None => Question::Columns,
        Depth::Sixteen | Depth::Palette | Depth::True => Question::ColumnsAndBackground,
    };
    let probed = session.probe(question)?;
    let background = probed.background.or(start.surroundings.background);
    let surroundings = Surroundings { background, ..start.surroundings };
    let name = start.look.theme_name(surroundings);
    let theme = Arc::new(start.look.theme(&start.themes, name, surroundings));
    start.options.policy = probed.survey.policy(start.ambiguous);
    let shown = start.shelf.shown();
    let vault = Arc::new(shown.vault.clone());
    let mut app = App::new(vault, start.options, start.keymap, theme, current_size());
    app.order = start.shelf.order;
    let themes = start.look.choices(&start.themes, surroundings);
    app.themes = Arc::new(OfferedThemes { themes, wrong: start.wrong_theme });
    if start.shelf.is_head {
        app.unread = app.vault.ids().next().map(Unread::of);
    } else if let Some(state) = &start.state {
        state.restore(&mut app);
    }
    app.follows = start.follows;
    if let Some(place) = start.place {
        app.visit(place);
    }
    if let Some(message) = start.message {
        app.say(message);
    }

    let recall =
        start.state.as_ref().map(|state| state.recall(start.shelf.folders().map(|(_, folder)| folder)));
    let is_filled = start.shelf.is_filled;
    let beginning = Beginning {
        recall: recall.filter(|_| !is_filled).unwrap_or_default(),
        state: start.state.as_ref().map(|state| state.path().to_owned()),
        shown,
        shelf: start.shelf,
        tour: start.tour,
    };
    if is_filled {
        // Before the rest of a large note is read, which takes what processors there are.
        session.draw(&app)?;
    }
    let reloading = Reloading::start(beginning, sender.clone());
    if !is_filled {
        app.progress = Some(Progress { read: 0, found: 0, skipped: None });
        wait_for_few(&mut app, &happenings, &sender);
        session.draw(&app)?;
    }
    let keyboard = Keyboard::start(&probed.typed, !probed.is_complete, sender.clone())?;
    let workers = Workers {
        matching: Matching::start(start.readings, sender.clone()),
        searching: Searching::start(sender.clone()),
        indexing: Indexing::start(sender.clone()),
        copying: copying(start.clipboard, sender.clone()),
        writing: writing(sender.clone()),
        reloading,
        opening: opening(sender.clone()),
        remembering: start.state.map(|state| remembering(state, sender.clone())),
        piping: Piping::new(sender),
        keyboard,
        signals,
    };
    let ended = panicking::caught(|| event_loop(&mut app, &mut session, &happenings, &workers));
    // What has panicked may be beyond remembering; then that is told, too.
    let _ = panicking::caught(|| workers.remember(&app));
    let was_ended = workers.piping.finish();
    if let Some(remembering) = workers.remembering {
        remembering.finish();
    }
    workers.copying.finish();
    workers.writing.finish();
    let untold = last_words(&mut session, &happenings);
    // What is typed from here on is the shell's.
    workers.keyboard.stop();
    drop(session);
    for message in untold.into_iter().chain(was_ended) {
        panicking::say(&message);
    }
    match ended {
        Ok(ended) => ended,
        Err(panic) => panicking::resume(panic),
    }
}

/// A folder of few notes is read in less time than it takes to see that it is not: that much is waited for it.
const FEW: Duration = Duration::from_millis(30);

/// Waits a moment for folders to be read. What else happens is put off.
fn wait_for_few(app: &mut App, happenings: &Receiver<Happening>, later: &Sender<Happening>) {
    let until = Instant::now() + FEW;
    while app.progress.is_some() {
        match happenings.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(Happening::Event(event)) => {
                update(app, event);
            }
            Ok(other) => {
                // The receiver is here.
                let _ = later.send(other);
                return;
            }
            Err(_) => return,
        }
    }
}

/// Does what copies that ended after the last frame still ask for; returns what went wrong with them and with files.
fn last_words(session: &mut Session, happenings: &Receiver<Happening>) -> Vec<String> {
    let mut untold = Vec::new();
    for happening in happenings.try_iter() {
        match happening {
            Happening::Sequence(bytes) => {
                if let Err(error) = session.write(&bytes) {
                    untold.push(tr!("the terminal was not given what was copied: {why}", why = told(&error)));
                }
            }
            Happening::Panicked(message)
            | Happening::Event(
                Event::Copied(Err(message))
                | Event::Saved { saved: Saved::Failed(message), .. }
                | Event::Warned(message),
            ) => {
                untold.push(message);
            }
            Happening::Event(_)
            | Happening::Terminate(_)
            | Happening::Suspend
            | Happening::Continued
            | Happening::Resized
            | Happening::InputClosed => {}
        }
    }
    untold
}

fn event_loop(
    app: &mut App,
    session: &mut Session,
    happenings: &Receiver<Happening>,
    workers: &Workers,
) -> io::Result<Ended> {
    let mut remembered = Instant::now();
    while let Ok(first) = happenings.recv() {
        // Whatever is queued is handled before one redraw, so that a held key or a resize cannot run ahead of us.
        let mut next = Some(first);
        while let Some(happening) = next {
            if let Some(ended) = handle(app, session, workers, happening)? {
                return Ok(ended);
            }
            next = happenings.try_recv().ok();
        }
        session.draw(app)?;
        if remembered.elapsed() >= EVERY {
            workers.remember(app);
            remembered = Instant::now();
        }
    }
    Ok(Ended::Quit)
}

fn handle(
    app: &mut App,
    session: &mut Session,
    workers: &Workers,
    happening: Happening,
) -> io::Result<Option<Ended>> {
    match happening {
        Happening::Event(event) => {
            if matches!(event, Event::Resize(_)) {
                session.forget();
            }
            for effect in update(app, event) {
                match workers.perform(app, effect) {
                    None => {}
                    Some(Own::Quit) => return Ok(Some(Ended::Quit)),
                    Some(Own::Suspend) => {
                        workers.remember(app);
                        return suspend(app, session, workers);
                    }
                    Some(Own::Redraw) => session.forget(),
                    Some(Own::Edit { note, line }) => edit(app, session, workers, note, line)?,
                }
            }
        }
        Happening::Sequence(bytes) => session.write(&bytes)?,
        Happening::Terminate(signal) => return Ok(Some(Ended::Signal(signal))),
        Happening::Suspend => {
            workers.remember(app);
            return suspend(app, session, workers);
        }
        Happening::Continued => {
            session.come_back()?;
            update(app, Event::Resize(current_size()));
        }
        Happening::Resized => {
            session.forget();
            update(app, Event::Resize(current_size()));
        }
        Happening::InputClosed => return Ok(Some(Ended::Quit)),
        Happening::Panicked(message) => panicking::leave(message),
    }
    Ok(None)
}

/// Gives the terminal to the user's editor until it ends; then reads what it has made of the note.
fn edit(app: &mut App, session: &mut Session, workers: &Workers, note: NoteId, line: Line) -> io::Result<()> {
    let Some(file) = file_of(&app.vault, note) else {
        app.complain(tr!("this note is in no file that could be edited"));
        return Ok(());
    };
    let mut edited = Ok(());
    let edit = || {
        edited = editor::edit(&file, line.number());
        Ok(())
    };
    workers.signals.leave_to_others(|| workers.keyboard.paused(|| session.step_aside(edit)))?;
    update(app, Event::Resize(current_size()));
    if let Err(error) = edited {
        app.complain(error);
    }
    // Where changes are not noticed, this one is.
    workers.reloading.request(Request::Touched(file));
    Ok(())
}

/// Gives the terminal to the user's shell until it continues us; or ends, if that is what it continues us for.
#[cfg(unix)]
fn suspend(app: &mut App, session: &mut Session, workers: &Workers) -> io::Result<Option<Ended>> {
    let mut ended = None;
    let stop = || {
        loop {
            signals::stop()?;
            if is_in_foreground() {
                return Ok(());
            }
            // Shells continue what they end (`kill %1`), which then must not stop because it touches the terminal.
            if let Some(signal) = workers.signals.ending_soon() {
                ended = Some(Ended::Signal(signal));
                return Ok(());
            }
        }
    };
    // What is typed from here on is the shell's.
    workers.keyboard.paused(|| session.step_aside(stop))?;
    update(app, Event::Resize(current_size()));
    Ok(ended)
}

#[cfg(not(unix))]
fn suspend(app: &mut App, _session: &mut Session, _workers: &Workers) -> io::Result<Option<Ended>> {
    app.complain(tr!("this system cannot suspend programs"));
    Ok(None)
}
