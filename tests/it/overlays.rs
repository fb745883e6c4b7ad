//! Overlays at awkward moments: keys typed ahead of an answer, answers that come late, notes that change below them.

use crate::support::driven::{LARGE, NOTE, answers, app};
use midashi::app::effect::Effect;
use midashi::app::event::{Cause, Event, Mouse, MouseKind, Reloaded, Saved};
use midashi::app::moves::Moves;
use midashi::app::update::update;
use midashi::app::{App, Mode};
use midashi::config::key::KeySequence;
use midashi::outline::NodeId;
use midashi::outline::anchor::{Mapping, Text};
use midashi::vault::{NoteId, Place};

/// Types keys, and leaves unanswered what they ask for.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let keys = keys.split(' ').filter(|key| !key.is_empty());
    let keys = keys.flat_map(|key| KeySequence::parse(key).unwrap().keys().to_vec());
    keys.flat_map(|key| update(app, Event::Key(key))).collect()
}

/// Answers effects, and those that the answers lead to.
fn answer(app: &mut App, effects: &[Effect]) {
    let mut left = effects.to_vec();
    while let Some(effect) = left.pop() {
        for event in answers(app, &effect) {
            left.extend(update(app, event));
        }
    }
}

/// Types keys, each answered before the next.
fn type_keys(app: &mut App, keys: &str) {
    for key in keys.split(' ') {
        let asked = press(app, key);
        answer(app, &asked);
    }
}

fn message(app: &App) -> Option<(&str, bool)> {
    app.message.as_ref().map(|message| (message.text.as_str(), message.is_error))
}

fn saved(effects: &[Effect], saved: Saved) -> Event {
    let [Effect::Write { number, .. }] = effects else { panic!("no write: {effects:?}") };
    Event::Saved { number: *number, saved }
}

/// The notes change to `text`, which has the nodes of before that `kept` names.
fn change(app: &mut App, text: &str) -> Vec<Effect> {
    let vault = crate::support::driven::app(&[text], LARGE).vault;
    let [before, after] = [&app.vault, &vault].map(|vault| vault.note(NoteId(0)));
    let [before, after] = [before, after].map(|note| Text { source: &note.source, outline: &note.outline });
    let mapping = Mapping::between(before, after);
    let moves = Moves::new(vec![Some(NoteId(0))], [(NoteId(0), mapping)]);
    update(app, Event::Reloaded(Reloaded { vault, moves, cause: Cause::Noticed, news: Vec::new() }))
}

#[test]
fn keys_typed_ahead_of_what_was_called_off_are_forgotten() {
    // How the wait for the places of a name is called off.
    let calls_off: [fn(&mut App); 2] = [
        |app| type_keys(app, "Esc"),
        |app| {
            let change = change(app, NOTE);
            answer(app, &change);
        },
    ];
    for (index, call_off) in calls_off.into_iter().enumerate() {
        let run = |strays: &str| {
            let mut app = app(&[NOTE], LARGE);
            type_keys(&mut app, "z R f 月 見 坂");
            press(&mut app, "Enter");
            press(&mut app, "Enter");
            press(&mut app, strays);
            call_off(&mut app);
            type_keys(&mut app, "Backspace Backspace Backspace");
            let asked = press(&mut app, "乙");
            press(&mut app, "Enter");
            answer(&mut app, &asked);
            (app.mode.clone(), app.tree().cursor)
        };
        let expected = run("");
        assert_eq!(expected.0, Mode::Browse, "{index}");
        assert_eq!(run("j j"), expected, "{index}");
    }
}

#[test]
fn keys_typed_ahead_are_forgotten_when_a_click_closes_the_jump() {
    let mut app = app(&[NOTE], LARGE);
    let before = app.tree().cursor;
    press(&mut app, "f え Enter j");
    assert!(matches!(app.mode, Mode::Jump(_)));
    update(&mut app, Event::Mouse(Mouse { kind: MouseKind::Click, column: 0, line: 0 }));
    assert_eq!((&app.mode, app.tree().cursor), (&Mode::Browse, before));
    press(&mut app, "G g");
    assert_eq!(app.tree().cursor, before);
}

#[test]
fn pastes_wait_in_line_with_keys() {
    let mut app = app(&[NOTE], LARGE);
    let asked = press(&mut app, "z R f 甲");
    press(&mut app, "Enter /");
    update(&mut app, Event::Paste("え".to_owned()));
    assert!(matches!(&app.mode, Mode::Jump(jump) if jump.input.text() == "甲"));
    answer(&mut app, &asked);
    assert!(matches!(&app.mode, Mode::Search(line) if line.input.text() == "え"), "{:?}", app.mode);
}

#[test]
fn the_answer_to_a_write_that_was_left_is_told() {
    let answers = [
        (Saved::Done("wrote it".to_owned()), ("wrote it", false)),
        (Saved::Failed("disk full".to_owned()), ("disk full", true)),
        (Saved::Exists, ("not written: the file exists", true)),
    ];
    // What the user does meanwhile: nothing, types another name, writes to it.
    for meanwhile in ["", "w", "w Enter"] {
        for (result, expected) in &answers {
            let mut app = app(&[NOTE], LARGE);
            let first = press(&mut app, "w Enter");
            press(&mut app, "Esc");
            let second = press(&mut app, meanwhile);
            let mode = app.mode.clone();
            update(&mut app, saved(&first, result.clone()));
            assert_eq!(message(&app), Some(*expected), "{meanwhile}");
            assert_eq!(app.mode, mode, "{meanwhile}: the other prompt is as it was");
            if !second.is_empty() {
                update(&mut app, saved(&second, Saved::Done("wrote another".to_owned())));
                assert_eq!((&app.mode, message(&app)), (&Mode::Browse, Some(("wrote another", false))));
            }
        }
    }
}

#[test]
fn a_menu_leads_to_the_same_places_after_the_notes_have_changed() {
    let mut app = app(&[NOTE], LARGE);
    type_keys(&mut app, "z R m a G m b g '");
    let Mode::Menu(menu) = &app.mode else { panic!("{:?}", app.mode) };
    let letters = |menu: &midashi::app::modes::menu::Menu| -> Vec<Option<char>> {
        menu.items.iter().map(|item| item.key).collect()
    };
    assert_eq!(letters(menu), [Some('a'), Some('b'), Some('\'')]);
    // The last heading is deleted, and with it the place of `b`.
    let shorter = NOTE.strip_suffix("■三\n").unwrap();
    let asked = change(&mut app, shorter);
    answer(&mut app, &asked);
    let Mode::Menu(menu) = &app.mode else { panic!("{:?}", app.mode) };
    assert_eq!(letters(menu), [Some('a'), Some('\'')]);
    type_keys(&mut app, "a");
    assert_eq!(
        (&app.mode, app.tree().cursor),
        (&Mode::Browse, Place { note: NoteId(0), node: Some(NodeId(0)) })
    );
}

#[test]
fn a_copy_takes_what_was_selected_though_the_notes_change_below_its_menu() {
    let mut app = app(&[NOTE], LARGE);
    type_keys(&mut app, "z R");
    for _ in 0..3 {
        type_keys(&mut app, "j");
    }
    let text = |app: &App, place: Place| app.vault.note(place.note).text_of(place.node.unwrap()).to_owned();
    let selected = text(&app, app.tree().cursor);
    press(&mut app, "Y");
    let asked = change(&mut app, &format!("■先\n{NOTE}"));
    answer(&mut app, &asked);
    let copied = press(&mut app, "Enter");
    let [Effect::Copy(excerpt)] = &copied[..] else { panic!("{copied:?}") };
    let texts: Vec<String> = excerpt.places.iter().map(|&place| text(&app, place)).collect();
    assert_eq!(texts, [selected]);
}

#[test]
fn an_overlay_above_the_index_stays_when_the_notes_change() {
    for keys in ["f え", ": w", "? / w", "w x"] {
        let mut app = app(&[NOTE], LARGE);
        // To a name: a heading of the index has nothing to write.
        type_keys(&mut app, "i l");
        assert!(app.index.shown().is_some());
        type_keys(&mut app, keys);
        let before = std::mem::discriminant(&app.mode);
        let typed = typed_text(&app);
        let asked = change(&mut app, &format!("■先\n{NOTE}"));
        answer(&mut app, &asked);
        assert_eq!(std::mem::discriminant(&app.mode), before, "{keys}: {:?}", app.mode);
        assert_eq!(typed_text(&app), typed, "{keys}");
        assert!(app.index.shown().is_some(), "{keys}: the index is listed anew below it");
        type_keys(&mut app, "Ctrl-c");
        assert_eq!(app.mode, Mode::Browse, "{keys}");
        assert!(app.index.shown().is_some(), "{keys}");
    }
}

/// The text of the overlay's input.
fn typed_text(app: &App) -> String {
    let input = match &app.mode {
        Mode::Jump(jump) => &jump.input,
        Mode::Palette(palette) => &palette.input,
        Mode::Help(help) => &help.sought,
        Mode::Prompt(prompt) => &prompt.input,
        Mode::Search(line) => &line.input,
        Mode::Browse | Mode::Indexing(_) | Mode::Menu(_) | Mode::Marking(_) | Mode::Output(_) => {
            panic!("nothing is typed in {:?}", app.mode)
        }
    };
    input.text().to_owned()
}
