//! A key and its frame cost what is on screen, in a note and in a line of any size: counted, not timed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::Painter;
use super::{crumbs, reader, status, tree};
use crate::action::{ACTIONS, Action};
use crate::app::browse::perform;
use crate::app::event::{Event, Found};
use crate::app::update::update;
use crate::app::{App, Options, Size};
use crate::config::Config;
use crate::config::key::KeySequence;
use crate::find::text::scan::TextSearch;
use crate::note::notation::Notation;
use crate::note::source::Source;
use crate::outline::NodeId;
use crate::text::work::{Work, of};
use crate::vault::{Note, NoteId, Place, Vault};

/// What is done before the action.
type Prepare<'a> = &'a dyn Fn(&mut App);

const SIZE: Size = Size { columns: 100, lines: 30 };

fn vault(text: String) -> Arc<Vault> {
    let note = Note::parse("note.txt", Source::from_text(text), Arc::new(Notation::bundled()));
    Arc::new(Vault::new(vec![note]))
}

fn app(vault: &Arc<Vault>) -> App {
    let options = Options::from(&Config::default());
    App::new(Arc::clone(vault), options, Arc::default(), Arc::default(), SIZE)
}

fn draw(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.columns, SIZE.lines));
    let mut painter = Painter::new(&mut buffer, app.options.policy);
    crumbs::render(app, &mut painter);
    tree::render(app, &mut painter);
    reader::render(app, &mut painter);
    status::render(app, &mut painter);
    buffer
}

fn type_keys(app: &mut App, keys: &str) {
    for word in keys.split(' ') {
        for &key in KeySequence::parse(word).unwrap().keys() {
            update(app, Event::Key(key));
        }
    }
}

/// All matches of `text`, as the shell would find them.
fn search(app: &mut App, text: &str) {
    type_keys(app, "/");
    let mut effects = update(app, Event::Paste(text.to_owned()));
    while let Some(effect) = effects.pop() {
        if let crate::app::effect::Effect::Seek { number, query, from } = effect {
            let pattern = query.pattern().unwrap().unwrap();
            let places = TextSearch::new(&app.vault, from).advance(&app.vault, &pattern, u32::MAX);
            effects.extend(update(app, Event::Found(Found { number, places, is_complete: true })));
        }
    }
    type_keys(app, "Enter");
}

/// `sessions` of 35 lines in three levels.
fn note(sessions: usize) -> String {
    let mut note = String::new();
    for session in 0..sessions {
        writeln!(note, "■話 {session}\n\n青葉 しおり さん [月見坂]\n").unwrap();
        for section in 0..4 {
            writeln!(note, "●節 {session}.{section}").unwrap();
            for item in 0..7 {
                writeln!(note, "{}・項目 {item} の言葉", " ".repeat(item % 3)).unwrap();
            }
        }
    }
    note
}

/// The work of `action` and its frame, in the middle of a note that `prepare` has prepared.
fn work(vault: &Arc<Vault>, prepare: Prepare<'_>, action: Action) -> Work {
    let mut app = app(vault);
    prepare(&mut app);
    of(|| {
        perform(&mut app, action, None);
        draw(&app);
    })
}

#[test]
fn every_action_costs_as_much_in_a_large_note_as_in_a_small_one() {
    let [small, large] = [40, 240].map(|sessions| vault(note(sessions)));
    let middle = |app: &mut App| {
        let node = NodeId(app.vault.note(NoteId(0)).outline.len() / 2);
        app.jump_to(Place { note: NoteId(0), node: Some(node) });
    };
    let prepared: [(&str, Prepare<'_>); 5] = [
        ("folded", &|_| {}),
        ("open", &|app| {
            type_keys(app, "z R");
            middle(app);
        }),
        ("read", &|app| {
            type_keys(app, "z R \\");
            middle(app);
        }),
        ("hoisted", &|app| {
            type_keys(app, "z R");
            middle(app);
            type_keys(app, "[ H");
        }),
        ("found", &|app| {
            search(app, "項目 3");
            middle(app);
        }),
    ];
    let mut worse = BTreeSet::new();
    for (name, prepare) in prepared {
        // What is copied is listed by its places, of which there may be as many as there are matches.
        for info in ACTIONS.iter().filter(|info| info.action != Action::CopyMatches) {
            let [few, many] = [&small, &large].map(|vault| work(vault, prepare, info.action));
            if many.nodes > 2 * few.nodes + 100 || many.bytes > 2 * few.bytes + 1000 {
                worse.insert(format!("{name}: {}: {few:?} {many:?}", info.name));
            }
        }
    }
    assert!(worse.is_empty(), "{worse:#?}");
}

#[test]
fn every_action_costs_what_is_on_screen_in_a_line_of_any_length() {
    let text = format!("■話\n・{}\n・次\n", "long words と言葉、".repeat(40_000));
    let (bytes, vault) = (text.len() as u64, vault(text));
    let prepared: [(&str, Prepare<'_>); 3] = [
        ("inside", &|app| type_keys(app, "z R j j j j")),
        ("cut", &|app| type_keys(app, "z R j W")),
        ("read", &|app| type_keys(app, "z R j \\")),
    ];
    for (name, prepare) in prepared {
        for info in ACTIONS {
            let work = work(&vault, prepare, info.action);
            assert!(work.bytes < bytes / 5, "{name}: {}: {work:?} of {bytes}", info.name);
        }
    }
}
