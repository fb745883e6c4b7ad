//! The browser in process, with answers as the shell's workers give them and such as nobody wants. Used by fuzzing, too.

use std::sync::Arc;

use midashi::app::effect::Effect;
use midashi::app::event::{Ending, Event, Found, Matched, Opened, Piped, Saved};
use midashi::app::recent_note::RecentNote;
use midashi::app::row::Row;
use midashi::app::{App, Options, Size};
use midashi::config::Config;
use midashi::find::text::scan::TextSearch;
use midashi::find::{Candidates, Corpus, search};
use midashi::note::notation::Notation;
use midashi::note::source::Source;
use midashi::vault::listing::Listing;
use midashi::vault::{Note, Place, Vault};
use midashi::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// A note that has most of what notes have.
pub const NOTE: &str = "題 2026-11-23\n\n■一\n\n青葉 しおり さん [月見坂]\n\n●甲\n・あ\n  い\n  う\n●乙\n・え\n\n■二\n\n月見坂\n\n●丙\n・お\n\n■三\n";

/// What is hard to show, and what would be control.
pub const TORTURE: &str = "\x1b[31m題\u{202e}\n■👨‍👩‍👧家族と❤️の話か\u{3099}\u{301}\u{301}\n\n@\u{9b}社\n\n●ｶﾞｷﾞ\t①②③\n・長い長い長い長い長い長い段落は、折り返しの場所を選びなおす。「ここで切ってよいか」と尋ねる。\n　・x\n   ・Donaudampfschifffahrtsgesellschaft\n                                                      ・深い\n";

/// A size that has room for everything.
pub const LARGE: Size = Size { columns: 80, lines: 24 };

/// Keys that do something, and others.
pub const KEYS: &[&str] = &[
    "\\",
    "+",
    "-",
    "Ctrl-e",
    "Ctrl-y",
    "m",
    "'",
    "o",
    "j",
    "k",
    "Ctrl-d",
    "Ctrl-u",
    "PageDown",
    "PageUp",
    "g",
    "G",
    "J",
    "K",
    "]",
    "[",
    "p",
    "l",
    "h",
    "Enter",
    "z",
    "a",
    "o",
    "c",
    "A",
    "O",
    "C",
    "R",
    "M",
    "H",
    "Backspace",
    "f",
    "i",
    "Ctrl-o",
    "Tab",
    "y",
    "Y",
    "W",
    "<",
    ">",
    "t",
    "b",
    "Alt-w",
    "Ctrl-l",
    "Esc",
    "?",
    "v",
    "Alt-y",
    "w",
    "|",
    "1",
    "2",
    "9",
    "0",
    "あ",
    "@",
    "Ctrl-n",
    "Ctrl-p",
    "Ctrl-w",
    "Alt-p",
    "Shift-Tab",
    "Left",
    "Right",
    "Up",
    "Down",
    "End",
    "Home",
    "Delete",
    "Ctrl-y",
    "s",
    ":",
    "/",
    "n",
    "N",
    "*",
    "F",
    "Alt-r",
];

/// The browser with `notes` open.
pub fn app(notes: &[&str], size: Size) -> App {
    let notation = Arc::new(Notation::bundled());
    let note = |text: &&str| Note::parse("note.txt", Source::from_text(*text), Arc::clone(&notation));
    opened(notes.iter().map(note).collect(), size)
}

/// The browser with notes that have been read.
pub fn opened(notes: Vec<Note>, size: Size) -> App {
    let vault = Arc::new(Vault::new(notes));
    let options = Options::from(&Config::default());
    App::new(vault, options, Arc::default(), Arc::default(), size)
}

/// What the shell's workers answer, searches of the text a few bytes at a time.
pub fn answers(app: &App, effect: &Effect) -> Vec<Event> {
    match effect {
        Effect::Index => {
            let listing = Arc::new(Listing::of(&app.vault));
            vec![Event::Indexed { vault: Arc::clone(&app.vault), listing }]
        }
        Effect::Match { query_number, query, limit } => {
            let corpus =
                Corpus { vault: &app.vault, candidates: &Candidates::of(&app.vault), readings: None };
            let ranked = search(corpus, query.clone(), *limit);
            vec![Event::Matched(Matched { query_number: *query_number, is_complete: true, ranked })]
        }
        Effect::Seek { number, query, from } => {
            let pattern = query.pattern().unwrap().unwrap();
            let mut search = TextSearch::new(&app.vault, *from);
            let steps = std::iter::from_fn(|| {
                (!search.is_done()).then(|| {
                    let places = search.advance(&app.vault, &pattern, 20);
                    Event::Found(Found { number: *number, places, is_complete: search.is_done() })
                })
            });
            steps.collect()
        }
        Effect::Quit
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Copy(_)
        | Effect::CopyReference { .. }
        | Effect::Write { .. }
        | Effect::Pipe { .. }
        | Effect::Reload
        | Effect::Edit { .. }
        | Effect::Open { .. }
        | Effect::OpenNote { .. }
        | Effect::OpenTour
        | Effect::Sort(_)
        | Effect::Forget(_)
        | Effect::EndCommand { .. } => Vec::new(),
    }
}

/// What files and commands may answer.
pub fn hostile_answer(effect: &Effect) -> Option<Event> {
    match effect {
        Effect::Write { number, overwrite: false, .. } => {
            Some(Event::Saved { number: *number, saved: Saved::Exists })
        }
        Effect::Write { number, .. } => {
            Some(Event::Saved { number: *number, saved: Saved::Failed(TORTURE.to_owned()) })
        }
        Effect::Pipe { number, .. } => Some(Event::Piped(Piped {
            number: *number,
            amount: String::new(),
            printed: TORTURE.to_owned(),
            complaint: TORTURE.to_owned(),
            is_cut: true,
            ending: Ending::Failure(TORTURE.to_owned()),
        })),
        Effect::OpenNote { .. } | Effect::OpenTour => {
            let note = app(&["■別\n・か\n"], LARGE).vault;
            let recent = vec![RecentNote { path: TORTURE.into(), note: None }];
            Some(Event::Opened(Opened { vault: note, memory: None, recent }))
        }
        Effect::Quit
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Reload
        | Effect::Edit { .. }
        | Effect::Open { .. }
        | Effect::Index
        | Effect::Copy(_)
        | Effect::CopyReference { .. }
        | Effect::EndCommand { .. }
        | Effect::Sort(_)
        | Effect::Forget(_)
        | Effect::Seek { .. }
        | Effect::Match { .. } => None,
    }
}

/// Asserts what `App` promises, and that it can be drawn.
pub fn assert_invariants(app: &App) {
    assert_rows(app);
    let backend = TestBackend::new(app.size.columns, app.size.lines);
    let mut terminal = Terminal::new(backend).unwrap();
    terminal.draw(|frame| view::render(app, frame, None)).unwrap();
}

/// Asserts that the cursor and the first line of the screen are in what is shown.
pub fn assert_rows(app: &App) {
    let rows = app.rows();
    if let Some(first) = rows.first() {
        let is_row = |place| {
            rows.standing_for(place) == place
                && rows.contains(
                    app.tree().hoisted.last().copied().unwrap_or(Place { node: None, ..place }),
                    place,
                )
        };
        assert!(is_row(app.tree().cursor), "the cursor {:?} is no row", app.tree().cursor);
        assert!(is_row(app.tree().viewport.top), "the top {:?} is no row", app.tree().viewport.top);
        assert!(app.tree().viewport.skip < Row::of(app, app.tree().viewport.first()).height());
        assert!(first <= app.tree().viewport.top);
        let seen =
            app.on_screen(|screen| screen.offset_of(app.tree().viewport, app.tree().cursor, screen.height));
        let is_seen = seen.is_some_and(|offset| app.on_screen(|screen| offset < screen.height));
        assert!(is_seen || app.tree().viewport.top == app.tree().cursor, "the cursor is not on screen");
    }
}
