//! The browser in process: tables of movements, and random keys at random sizes.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::support::driven::{KEYS, LARGE, NOTE, TORTURE, answers, app, assert_invariants, hostile_answer};
use midashi::app::effect::{Effect, Excerpt};
use midashi::app::event::{
    Cause, Ending, Event, Followed, Mouse, MouseKind, Opened, Piped, Reloaded, RestProgress, Saved,
};
use midashi::app::layout::Layout;
use midashi::app::memory::memory;
use midashi::app::modes::menu;
use midashi::app::moves::Moves;
use midashi::app::recent_note::RecentNote;
use midashi::app::unread::Unread;
use midashi::app::update::update;
use midashi::app::{App, Mode, Size};
use midashi::config::key::KeySequence;
use midashi::config::keymap::Keymap;
use midashi::config::preset::Preset;
use midashi::export::Format;
use midashi::vault::{NoteId, Place, Vault};
use midashi::view;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// The same with the keys of the arrows.
fn with_arrows(notes: &[&str]) -> App {
    let mut app = app(notes, LARGE);
    app.keymap = Arc::new(Keymap::of(Preset::Arrows));
    app
}

/// Types keys, and answers what the app asks for as the shell would. Words are single keys or sequences.
fn type_keys(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut unanswered = Vec::new();
    for word in keys.split_whitespace() {
        let typed = KeySequence::parse(word).map_or_else(
            |_| {
                word.chars()
                    .map(|c| Event::Key(KeySequence::parse(&c.to_string()).unwrap().keys()[0]))
                    .collect()
            },
            |sequence| sequence.keys().iter().copied().map(Event::Key).collect::<Vec<_>>(),
        );
        for event in typed {
            let mut asked = VecDeque::from(update(app, event));
            while let Some(effect) = asked.pop_front() {
                let answers = answers(app, &effect);
                if answers.is_empty() {
                    unanswered.push(effect);
                }
                for event in answers {
                    asked.extend(update(app, event));
                }
            }
        }
    }
    unanswered
}

fn text_at(app: &App, place: Place) -> String {
    let (vault, place) = app.original(place);
    midashi::app::row_text::text(vault, place).to_owned()
}

#[test]
fn keys_lead_where_the_table_says() {
    // Keys typed from the first row of the freshly opened note, and the row they lead to.
    let cases = [
        ("", "題 2026-11-23"),
        ("j", "一"),
        ("2j", "二"),
        ("99j", "三"),
        ("j k", "題 2026-11-23"),
        ("G", "三"),
        ("G g", "題 2026-11-23"),
        ("12G", "え"),
        ("3G J", "二"),
        ("3G J K", "一"),
        ("j l", "一"),
        ("j l l", "青葉 しおり さん [月見坂]"),
        ("j l j j", "甲"),
        ("j zO 5j", "う"),
        ("j zO 5j h", "あ"),
        ("j zO 5j h h", "あ"),
        ("j zO 5j h h h", "甲"),
        ("j zO 5j 2p", "甲"),
        ("zR 5j zM", "一"),
        ("]]", "一"),
        ("]] ]]", "二"),
        ("G [[", "二"),
        ("zR 12G [[", "一"),
        ("f 月見坂 Enter Enter", "一"),
        ("f 月見坂 Enter Down Enter", "二"),
        ("f 月見坂 Enter 二 Enter", "二"),
        ("f 月見坂 Enter Esc Esc G", "三"),
        ("f え Enter", "え"),
        (": 12 Enter", "え"),
        ("2 : next-row Enter", "二"),
        (": row Ctrl-End Home Ctrl-c", "題 2026-11-23"),
        (": last Enter", "三"),
        ("? / level Enter j q j", "一"),
        ("? / level Esc Ctrl-c j", "一"),
        ("f @青葉 Enter", "一"),
        ("f お Enter Ctrl-o", "題 2026-11-23"),
        ("f お Enter Ctrl-o Tab", "お"),
        ("zR 7G H G", "う"),
        ("zR 7G H G Backspace", "う"),
        ("zR 7G H f お Enter", "お"),
        ("End Home", "題 2026-11-23"),
        ("i", "Speakers"),
        ("i j", "青葉 しおり"),
        ("i j Enter j", "一"),
        ("i j Enter j Enter", "一"),
        ("i j Enter j Enter Ctrl-o", "題 2026-11-23"),
        ("i 3j l 2j Enter", "二"),
        ("i 3j l 2j Enter i", "二"),
        ("i 3j l 2j Enter i k k", "月見坂"),
        ("i G l j Enter", "題 2026-11-23"),
        ("zR 7G H i 3j l 2j Enter", "二"),
        ("zR 7G H i Esc", "甲"),
        ("zR 7G H i q", "甲"),
        ("zR 7G i j i", "甲"),
        ("zR 7G i j Ctrl-o", "甲"),
        ("i ]] ]]", "Dates"),
        ("i G g", "Speakers"),
        ("i 4G", "Companies"),
        ("i zR 3G", "一"),
        ("i zM J", "Companies"),
        ("i 3j H Esc i k", "月見坂"),
        ("i f Esc j", "青葉 しおり"),
        ("i 2j f Enter Enter", "一"),
        ("i ? Esc j", "青葉 しおり"),
        ("zR Ctrl-d", "丙"),
        ("zR Ctrl-d Ctrl-u", "題 2026-11-23"),
    ];
    for (keys, expected) in cases {
        let mut app = app(&[NOTE], LARGE);
        type_keys(&mut app, keys);
        assert_eq!(text_at(&app, app.tree().cursor), expected, "after {keys:?}");
        assert_invariants(&app);
    }
}

#[test]
fn folds_show_what_the_table_says() {
    let rows = |app: &App| -> Vec<String> {
        let rows = app.rows();
        std::iter::successors(rows.first(), |&row| rows.next(row)).map(|row| text_at(app, row)).collect()
    };
    let people = "青葉 しおり さん [月見坂]";
    let cases: [(&str, &[&str]); 9] = [
        ("", &["題 2026-11-23", "一", "二", "三"]),
        ("z1", &["題 2026-11-23", "一", "二", "三"]),
        ("z2", &["題 2026-11-23", "一", people, "甲", "乙", "二", "月見坂", "丙", "三"]),
        ("zR zM", &["題 2026-11-23", "一", "二", "三"]),
        ("j Enter", &["題 2026-11-23", "一", people, "甲", "乙", "二", "三"]),
        ("j Space Space", &["題 2026-11-23", "一", "二", "三"]),
        ("j zA zC zo", &["題 2026-11-23", "一", people, "甲", "乙", "二", "三"]),
        ("zR 7G zc", &["題 2026-11-23", "一", people, "甲", "乙", "え", "二", "月見坂", "丙", "お", "三"]),
        ("zR 7G H", &["甲", "あ", "い", "う"]),
    ];
    for (keys, expected) in cases {
        let mut app = app(&[NOTE], LARGE);
        type_keys(&mut app, keys);
        assert_eq!(rows(&app), expected, "after {keys:?}");
    }
}

#[test]
fn keys_ask_the_shell_for_effects() {
    let mut app = app(&[NOTE], LARGE);
    assert_eq!(type_keys(&mut app, "q"), [Effect::Quit]);
    assert_eq!(type_keys(&mut app, "Ctrl-c"), [Effect::Quit]);
    assert_eq!(type_keys(&mut app, "Ctrl-z"), [Effect::Suspend]);
    assert_eq!(type_keys(&mut app, "Ctrl-l"), [Effect::Redraw]);
    let place = app.tree().cursor;
    assert_eq!(type_keys(&mut app, "y"), [copy(&[place], Format::Text)]);
    assert_eq!(type_keys(&mut app, "Y m"), [copy(&[place], Format::Markdown)]);
    assert_eq!(app.mode, Mode::Browse);
}

/// The copy of `places`, without what stands above them.
fn copy(places: &[Place], format: Format) -> Effect {
    Effect::Copy(Excerpt { places: places.to_vec(), format, with_path: false })
}

/// The texts of the places that the one copy of `effects` takes.
fn copied(app: &App, effects: &[Effect]) -> Vec<String> {
    let [Effect::Copy(excerpt)] = effects else { panic!("no copy: {effects:?}") };
    excerpt.places.iter().map(|&place| text_at(app, place)).collect()
}

#[test]
fn ranges_of_siblings_are_marked_as_the_table_says() {
    // Keys typed from the first row, with `y` at the end, and what it takes.
    let cases: [(&str, &[&str]); 14] = [
        ("j v", &["一"]),
        ("j v j", &["一", "二"]),
        ("j v 2j", &["一", "二", "三"]),
        ("3j v 2k", &["一", "二", "三"]),
        ("j v 2j k", &["一", "二"]),
        // Rows below the first are its own; J goes on by siblings all the same.
        ("j l v 2j", &["一"]),
        ("j l v 2j J", &["一", "二"]),
        ("j l v 2j J K", &["一"]),
        // Out of the parent, the range is one of the parent's siblings; back again, it is what it was.
        ("zR 8G v j", &["あ"]),
        ("zR 8G v G", &["一", "二", "三"]),
        ("zR 8G v G 12G", &["甲", "乙"]),
        ("zR 8G v h h", &["甲"]),
        ("zR 8G v zM", &["一"]),
        ("j v j v", &["二"]),
    ];
    for (keys, expected) in cases {
        let mut app = app(&[NOTE], LARGE);
        assert_eq!(type_keys(&mut app, keys), [], "{keys}");
        let taken = type_keys(&mut app, "y");
        assert_eq!(copied(&app, &taken), expected, "{keys}");
        assert_eq!(app.mark, None, "copying ends it");
    }
    for keys in ["v Esc", "v v", "zR 7G v H"] {
        let mut app = app(&[NOTE], LARGE);
        type_keys(&mut app, keys);
        assert_eq!(app.mark, None, "{keys}");
    }
    let mut app = app(&[NOTE, NOTE, NOTE], LARGE);
    let taken = type_keys(&mut app, "zR v 20G J y");
    assert_eq!(copied(&app, &taken).len(), 2, "whole notes are siblings, too");
}

#[test]
fn the_jump_copies_what_is_chosen_or_all_matches() {
    let cases: [(&str, &[&str]); 5] = [
        ("f お Ctrl-y", &["お"]),
        ("f &月見坂 Ctrl-y", &["一", "二"]),
        ("f s: Alt-y", &["一", "二", "三"]),
        // The company leads to sessions, which have the lines that match in them.
        ("f 月見坂 Alt-y", &["一", "二"]),
        ("f 坂坂坂 Alt-y", &[]),
    ];
    for (keys, expected) in cases {
        let mut app = app(&[NOTE], LARGE);
        let effects = type_keys(&mut app, keys);
        assert!(matches!(app.mode, Mode::Jump(_)), "{keys}: the jump stays");
        if expected.is_empty() {
            assert_eq!(effects, [], "{keys}");
            assert_eq!(app.message.as_ref().map(|message| message.text.as_str()), Some("nothing to copy"));
        } else {
            assert_eq!(copied(&app, &effects), expected, "{keys}");
        }
    }
}

#[test]
fn all_matches_are_more_than_the_jump_lists() {
    let many = "・見出し\n".repeat(1200);
    let mut app = app(&[&many], LARGE);
    let all = type_keys(&mut app, "f 見出し Alt-y");
    assert_eq!(copied(&app, &all).len(), 1200);

    // Asked for before the answer has come, they are copied when it does; typing on calls it off.
    for (keys, copies) in [("Alt-y", 1), ("Alt-y し", 0)] {
        let key = |word: &str| Event::Key(KeySequence::parse(word).unwrap().keys()[0]);
        let mut asked = update(&mut app, key("Backspace"));
        for word in keys.split_whitespace() {
            asked.extend(update(&mut app, key(word)));
        }
        let mut copied = 0;
        while let Some(effect) = asked.pop() {
            let answers = answers(&app, &effect);
            copied += usize::from(answers.is_empty());
            for event in answers {
                asked.extend(update(&mut app, event));
            }
        }
        assert_eq!(copied, copies, "{keys}");
    }
}

/// What the status line says.
fn told(app: &App) -> Option<(&str, bool)> {
    app.message.as_ref().map(|message| (message.text.as_str(), message.is_error))
}

/// The path and the format that the one write of `effects` asks for, and whether it may overwrite.
fn written(effects: &[Effect]) -> (&str, Format, bool) {
    let [Effect::Write { excerpt, path, overwrite, .. }] = effects else { panic!("no write: {effects:?}") };
    (path, excerpt.format, *overwrite)
}

/// The answer to the one write of `effects`.
fn saved(effects: &[Effect], saved: Saved) -> Event {
    let [Effect::Write { number, .. }] = effects else { panic!("no write: {effects:?}") };
    Event::Saved { number: *number, saved }
}

#[test]
fn writing_asks_for_a_name_whose_ending_says_the_format() {
    let cases = [
        ("j w Enter", "一.txt", Format::Text),
        ("w Enter", "題-2026-11-23.txt", Format::Text),
        ("w Ctrl-u a.md Enter", "a.md", Format::Markdown),
        ("w Ctrl-u ~/a.b.ORG Enter", "~/a.b.ORG", Format::Org),
        ("w Ctrl-u a.opml Enter", "a.opml", Format::Opml),
        ("w Ctrl-u a.html Enter", "a.html", Format::Html),
        ("w Ctrl-u a.json Enter", "a.json", Format::Json),
        ("w Ctrl-u a.mmd Enter", "a.mmd", Format::Mermaid),
        ("w Ctrl-u a.md/b Enter", "a.md/b", Format::Text),
        ("w Ctrl-u a.xyz Enter", "a.xyz", Format::Text),
    ];
    for (keys, path, format) in cases {
        let mut app = app(&[NOTE], LARGE);
        let effects = type_keys(&mut app, keys);
        assert_eq!(written(&effects), (path, format, false), "{keys}");
    }
    let mut app = app(&[NOTE], LARGE);
    app.options.copy_format = Format::MarkdownBold;
    app.options.copy_path = true;
    let effects = type_keys(&mut app, "j w Enter");
    assert_eq!(
        written(&effects),
        ("一.md", Format::MarkdownBold, false),
        "the one of the two that is preferred"
    );
    assert!(matches!(&effects[..], [Effect::Write { excerpt, .. }] if excerpt.with_path));
}

#[test]
fn a_file_that_exists_is_overwritten_only_when_the_user_says_so_after_being_asked() {
    let mut app = app(&[NOTE], LARGE);
    let asked = type_keys(&mut app, "v w Ctrl-u a.md Enter");
    assert_eq!(written(&asked), ("a.md", Format::Markdown, false));
    // Typed before the question, this is no answer to it.
    assert_eq!(type_keys(&mut app, "y"), []);
    update(&mut app, saved(&asked, Saved::Exists));
    assert_eq!(type_keys(&mut app, "x Enter j"), [], "the question stays");
    assert_eq!(type_keys(&mut app, "n"), [], "the name may be changed");
    let asked = type_keys(&mut app, "Backspace Enter");
    assert_eq!(written(&asked), ("a.m", Format::Text, false));
    update(&mut app, saved(&asked, Saved::Failed("not written: full".to_owned())));
    assert_eq!(told(&app), Some(("not written: full", true)));
    let asked = type_keys(&mut app, "d Enter");
    assert_eq!(written(&asked), ("a.md", Format::Markdown, false), "and mended");
    update(&mut app, saved(&asked, Saved::Exists));
    let asked = type_keys(&mut app, "y");
    assert_eq!(written(&asked), ("a.md", Format::Markdown, true));
    // What is typed meanwhile is done afterwards.
    assert_eq!(type_keys(&mut app, "j"), []);
    assert!(app.mark.is_some(), "until it is written, it stays marked");
    update(&mut app, saved(&asked, Saved::Done("wrote it".to_owned())));
    assert_eq!((&app.mode, app.mark, text_at(&app, app.tree().cursor).as_str()), (&Mode::Browse, None, "一"));
}

#[test]
fn prompts_recall_what_was_entered() {
    let mut app = app(&[NOTE], LARGE);
    for command in ["sort", "wc", "sort"] {
        type_keys(&mut app, &format!("| {command} Enter"));
        app.running = None;
    }
    let cases =
        [("Up", "sort"), ("Up Up", "wc"), ("Up Up Up", "wc"), ("x Up Down", "x"), ("x Down", "x"), ("", "")];
    for (keys, expected) in cases {
        type_keys(&mut app, &format!("| {keys}"));
        let Mode::Prompt(prompt) = &app.mode else { panic!("no prompt") };
        assert_eq!(prompt.input.text(), expected, "{keys}");
        type_keys(&mut app, "Esc");
    }
}

#[test]
fn commands_tell_how_they_ended() {
    let success = |printed: &str, complaint: &str, ending| Piped {
        number: 1,
        amount: "1 line as text".to_owned(),
        printed: printed.to_owned(),
        complaint: complaint.to_owned(),
        is_cut: false,
        ending,
    };
    let failure = || Ending::Failure("status 3".to_owned());
    let cases = [
        (success("17\n", "", Ending::Success), Some(("`wc`: 17", false)), 0),
        (
            success("", "\n", Ending::Success),
            Some(("`wc` has taken 1 line as text, and printed nothing", false)),
            0,
        ),
        (success("", "oh no\n", failure()), Some(("`wc` ended with status 3: oh no", true)), 0),
        (success("", "", failure()), Some(("`wc` ended with status 3", true)), 0),
        (success("", "", Ending::Cancelled), Some(("`wc` was ended", false)), 0),
        (success("", "", Ending::NotRun("no sh".to_owned())), Some(("`wc` cannot be run: no sh", true)), 0),
        (success("\n1\n2\n\n", "", Ending::Success), None, 2),
        (success("1\n2\n", "x\n", failure()), None, 3),
    ];
    for (piped, expected, lines) in cases {
        let mut app = app(&[NOTE], LARGE);
        let effects = type_keys(&mut app, "v | wc Enter");
        assert!(matches!(&effects[..], [Effect::Pipe { number: 1, command, .. }] if command == "wc"));
        assert_eq!(app.mark, None);
        assert_eq!(type_keys(&mut app, "j"), [], "the tree is walked on");
        update(&mut app, Event::Piped(piped.clone()));
        assert_eq!(told(&app), expected, "{piped:?}");
        let shown = if let Mode::Output(output) = &app.mode { output.lines.len() } else { 0 };
        assert_eq!(shown, lines, "{piped:?}");
        assert_invariants(&app);
        type_keys(&mut app, "x");
        assert_eq!(app.mode, Mode::Browse);
    }
}

#[test]
fn one_command_runs_at_a_time_and_can_be_ended() {
    let mut app = app(&[NOTE], LARGE);
    type_keys(&mut app, "| sleep Enter");
    assert_eq!(type_keys(&mut app, "| wc Enter"), []);
    assert_eq!(told(&app), Some(("`sleep` still runs: Esc ends it", true)));
    assert_eq!(type_keys(&mut app, "v Esc"), [], "first the marking ends");
    assert_eq!(type_keys(&mut app, "Esc"), [Effect::EndCommand { number: 1 }]);
    assert_eq!(type_keys(&mut app, "Ctrl-c"), [Effect::Quit], "again, it means midashi");
}

#[test]
fn the_format_of_a_copy_is_chosen() {
    let mut app = app(&[NOTE], LARGE);
    let place = app.tree().cursor;
    let cases = [
        ("Y Enter", Some(Format::Text)),
        ("Y j j Enter", Some(Format::Markdown)),
        ("Y Down Tab k Enter", Some(Format::Dedented)),
        ("Y k Enter", Some(Format::Bullets)),
        ("Y G j Enter", Some(Format::Text)),
        ("Y G g Enter", Some(Format::Text)),
        ("Y j n", Some(Format::Json)),
        ("Y j Esc", None),
        ("Y q", None),
        ("Y x q", None),
    ];
    for (keys, format) in cases {
        let expected: Vec<Effect> = format.map(|format| copy(&[place], format)).into_iter().collect();
        assert_eq!(type_keys(&mut app, keys), expected, "after {keys:?}");
        assert_eq!(app.mode, Mode::Browse, "after {keys:?}");
    }
}

#[test]
fn the_format_of_a_copy_is_clicked() {
    let mut app = app(&[NOTE], LARGE);
    let place = app.tree().cursor;
    let click = |column, line| Event::Mouse(Mouse { kind: MouseKind::Click, column, line });
    type_keys(&mut app, "Y");
    let Mode::Menu(choosing) = app.mode.clone() else { panic!("{:?}", app.mode) };
    let list = menu::parts(&app.context(), &choosing).list;
    let copied = update(&mut app, click(list.x + 5, list.y + 2));
    assert_eq!(copied, [copy(&[place], Format::Markdown)]);
    type_keys(&mut app, "Y");
    // The border is no format; what is beside the overlay closes it.
    assert_eq!(update(&mut app, click(list.x, list.y - 1)), []);
    assert_eq!(app.mode, Mode::Menu(choosing));
    assert_eq!(update(&mut app, click(list.right() + 5, list.y)), []);
    assert_eq!(app.mode, Mode::Browse);
}

#[test]
fn marks_name_places() {
    let mut app = app(&[NOTE], LARGE);
    type_keys(&mut app, "'");
    assert_eq!(told(&app), Some(("no marks yet: m and a letter sets one", false)));
    type_keys(&mut app, "2j m a");
    assert_eq!((told(&app), app.mode == Mode::Browse), (Some(("marked a", false)), true));
    let marked = app.tree().cursor;
    type_keys(&mut app, "g m 1");
    assert_eq!(told(&app), Some(("not marked: marks are letters, a to z", true)));
    type_keys(&mut app, "m Esc");
    assert_eq!(told(&app), None);
    let from = app.tree().cursor;
    type_keys(&mut app, "' a");
    assert_eq!(app.tree().cursor, marked);
    type_keys(&mut app, "' '");
    assert_eq!(app.tree().cursor, from, "back to where it was");
    type_keys(&mut app, "' x");
    assert_eq!((told(&app), app.mode == Mode::Browse), (Some(("no mark x", false)), true));
    type_keys(&mut app, "' Enter");
    assert_eq!(app.tree().cursor, marked);
}

#[test]
fn links_are_opened_or_chosen() {
    let note = "話 2026-11-23\n■a https://a.example/\n■b [x](c.md) と https://b.example/、[y](#a)\n■c\n";
    let mut app = app(&[note], LARGE);
    let open = |target: &str| vec![Effect::Open { note: NoteId(0), target: target.to_owned() }];
    type_keys(&mut app, "o");
    assert_eq!(told(&app), Some(("no link in this line", false)));
    assert_eq!(type_keys(&mut app, "j o"), open("https://a.example/"));
    assert_eq!(type_keys(&mut app, "j o 1"), open("c.md"));
    assert_eq!(type_keys(&mut app, "o Down Enter"), open("https://b.example/"));
    type_keys(&mut app, "o 3");
    assert_eq!(told(&app), Some(("no heading a in this note", true)), "its words are more");
    let followed = |heading: &str| {
        Event::Followed(Followed::Note { note: NoteId(0), heading: Some(heading.to_owned()) })
    };
    update(&mut app, followed("c"));
    assert_eq!(text_at(&app, app.tree().cursor), "c");
}

#[test]
fn the_index_copies_what_it_leads_to() {
    let mut app = app(&[NOTE], LARGE);
    let session =
        |id| Place { note: NoteId(0), node: Some(app.vault.note(NoteId(0)).outline.sessions()[id]) };
    let copied = |places: &[Place]| vec![copy(places, Format::Text)];
    let (first, both) = (copied(&[session(0)]), copied(&[session(0), session(1)]));
    assert_eq!(type_keys(&mut app, "i y"), [], "all at once are nobody's");
    assert_eq!(type_keys(&mut app, "j y"), first, "a speaker");
    assert_eq!(type_keys(&mut app, "2j y"), both, "a company");
    assert_eq!(type_keys(&mut app, "l j y"), first, "a session");
    assert_eq!(type_keys(&mut app, "k Y t"), both);
}

#[test]
fn keys_wait_for_the_index_until_the_user_does_not() {
    let keys = |text: &str| {
        text.chars()
            .map(|c| Event::Key(KeySequence::parse(&c.to_string()).unwrap().keys()[0]))
            .collect::<Vec<_>>()
    };
    let escape = Event::Key(KeySequence::parse("Esc").unwrap().keys()[0]);
    let mut app = app(&[NOTE], LARGE);
    let asked: Vec<Effect> = keys("ij").into_iter().flat_map(|key| update(&mut app, key)).collect();
    assert_eq!(asked, [Effect::Index]);
    assert_eq!(text_at(&app, app.tree().cursor), "題 2026-11-23");
    let late = answers(&app, &asked[0]).remove(0);
    update(&mut app, escape);
    update(&mut app, late.clone());
    assert_eq!(text_at(&app, app.tree().cursor), "題 2026-11-23", "no longer waited for");
    assert_eq!(keys("ij").into_iter().flat_map(|key| update(&mut app, key)).count(), 0, "known by now");
    assert_eq!(text_at(&app, app.tree().cursor), "青葉 しおり");

    let mut app = self::app(&[NOTE], LARGE);
    for key in keys("ijj") {
        update(&mut app, key);
    }
    update(&mut app, late);
    assert_eq!(text_at(&app, app.tree().cursor), "題 2026-11-23", "a listing of other notes is none");
    let asked = answers(&app, &Effect::Index).remove(0);
    update(&mut app, asked);
    assert_eq!(text_at(&app, app.tree().cursor), "Companies", "what was typed ahead counts");
}

/// Where the cursor is, which of how many matches it is at, and what is said.
fn sought(app: &App) -> (String, String, Option<&str>) {
    let tally = app.tally().unwrap_or_default();
    (text_at(app, app.tree().cursor), tally, told(app).map(|(text, _)| text))
}

#[test]
fn searches_lead_where_the_table_says() {
    // Keys from the first row, which is the title; the row they lead to, the tally, and what is said.
    let cases: [(&str, &str, &str, Option<&str>); 29] = [
        ("/ あ", "あ", "1/1", None),
        ("/ あ x", "題 2026-11-23", "no match", None),
        ("/ あ x Backspace", "あ", "1/1", None),
        ("/ あ Esc", "題 2026-11-23", "", None),
        ("/ あ Enter", "あ", "1/1", None),
        ("/ ア Enter", "あ", "1/1", None),
        ("/ ア Enter n", "あ", "1/1", Some("the only match")),
        ("/ 月 見 Enter", "青葉 しおり さん [月見坂]", "1/2", None),
        ("/ 月 見 Enter n", "月見坂", "2/2", None),
        ("/ 月 見 Enter 2n", "青葉 しおり さん [月見坂]", "1/2", Some("from the top again")),
        ("/ 月 見 Enter N", "月見坂", "2/2", Some("from the bottom again")),
        ("/ 月 見 Enter 2N", "青葉 しおり さん [月見坂]", "1/2", Some("from the bottom again")),
        ("G / 月 見 Enter", "青葉 しおり さん [月見坂]", "1/2", Some("from the top again")),
        ("/ 月 見 Enter Esc", "青葉 しおり さん [月見坂]", "", None),
        ("/ 月 見 Enter Esc n", "月見坂", "2/2", None),
        ("/ 月 見 Enter Esc N", "月見坂", "2/2", Some("from the bottom again")),
        ("/ 月 見 Enter g / Up Enter", "青葉 しおり さん [月見坂]", "1/2", None),
        ("/ 月 見 Enter / あ Enter / Up Up Down", "あ", "1/1", None),
        ("/ 月 見 Enter / Enter", "月見坂", "2/2", None),
        ("/ 月 見 Enter / あ Esc n", "月見坂", "2/2", None),
        ("/ z Enter", "題 2026-11-23", "", Some("no match")),
        ("n", "題 2026-11-23", "", Some("nothing was searched for yet")),
        ("/ [ あ え ] Enter", "題 2026-11-23", "", Some("no match")),
        ("/ Alt-r [ あ え ] Enter n", "え", "2/2", None),
        ("/ Alt-r [ Enter", "題 2026-11-23", "", None),
        ("j H / 丙 Enter", "一", "", Some("no match in what is hoisted")),
        ("j H / 月 見 Enter n", "青葉 しおり さん [月見坂]", "1/1", Some("the only match")),
        ("zR 5G * Enter", "月見坂", "2/2", None),
        ("zR 5G * Tab", "青葉 しおり さん [月見坂]", "1/1", None),
    ];
    for (keys, row, tally, message) in cases {
        let mut app = app(&[NOTE], LARGE);
        assert_eq!(type_keys(&mut app, keys), [], "{keys}");
        assert_eq!(sought(&app), (row.to_owned(), tally.to_owned(), message), "{keys}");
    }
}

#[test]
fn what_hid_a_match_is_folded_back_when_it_is_left_for_another() {
    // What is open of the sessions 一 and 二 and the sections 甲 and 丙.
    let cases: [(&str, [bool; 4]); 11] = [
        ("/ あ", [true, false, true, false]),
        ("/ あ Backspace 丙", [false, true, false, false]),
        ("/ あ Esc", [false; 4]),
        ("/ あ Enter", [true, false, true, false]),
        ("/ Alt-r [ あ 丙 ] Enter n", [false, true, false, false]),
        ("/ Alt-r [ あ 丙 ] Enter n n", [true, false, true, false]),
        // The user has come to stay, or folds.
        ("/ Alt-r [ あ 丙 ] Enter j n", [true, true, true, false]),
        ("/ Alt-r [ あ 丙 ] Enter p n n", [true, true, true, false]),
        ("/ Alt-r [ あ い 丙 ] Enter n", [true, false, true, false]),
        ("/ Alt-r [ あ い 丙 ] Enter n n", [false, true, false, false]),
        ("/ あ Enter g Esc / Enter", [true, false, true, false]),
    ];
    for (keys, open) in cases {
        let mut app = app(&[NOTE], LARGE);
        type_keys(&mut app, keys);
        let is_open = |text: &str| {
            let note = app.vault.note(NoteId(0));
            let id = note.outline.ids().find(|&id| note.text_of(id) == text).unwrap();
            app.notes.folds.is_open(&app.vault, Place { note: NoteId(0), node: Some(id) })
        };
        assert_eq!(["一", "二", "甲", "丙"].map(is_open), open, "{keys}");
    }
}

/// The texts of all rows.
fn row_texts(app: &App) -> Vec<String> {
    let rows = std::iter::successors(app.rows().first(), |&row| app.rows().next(row));
    rows.map(|row| text_at(app, row)).collect()
}

#[test]
fn the_filter_leaves_matches_and_what_is_above_them() {
    let matching = ["一", "甲", "あ", "い", "二", "丙"];
    // Keys, the row of the cursor, and all rows.
    let cases: [(&str, &str, &[&str]); 12] = [
        ("/ Alt-r [ い 丙 ] Enter F", "い", &matching),
        ("F Alt-r [ い 丙 ] Enter", "い", &matching),
        ("/ Alt-r [ い 丙 ] Enter g F", "い", &matching),
        ("/ Alt-r [ い 丙 ] Enter F n", "丙", &matching),
        ("/ Alt-r [ い 丙 ] Enter F J", "い", &matching),
        ("/ Alt-r [ い 丙 ] Enter F h h h", "甲", &["一", "甲", "あ", "二", "丙"]),
        ("/ Alt-r [ い 丙 ] Enter F g H", "一", &["一", "甲", "あ", "い"]),
        (
            "/ Alt-r [ い 丙 ] Enter F F",
            "い",
            &["題 2026-11-23", "一", "青葉 しおり さん [月見坂]", "甲", "あ", "い", "う", "乙", "二", "三"],
        ),
        (
            "/ Alt-r [ い 丙 ] Enter F Esc",
            "い",
            &["題 2026-11-23", "一", "青葉 しおり さん [月見坂]", "甲", "あ", "い", "う", "乙", "二", "三"],
        ),
        ("/ Alt-r [ い 丙 ] Enter F / え Enter", "え", &["一", "乙", "え"]),
        ("/ Alt-r [ い 丙 ] Enter F / え Esc", "い", &matching),
        ("F z z Enter", "題 2026-11-23", &["題 2026-11-23", "一", "二", "三"]),
    ];
    for (keys, row, rows) in cases {
        let mut app = app(&[NOTE], LARGE);
        type_keys(&mut app, keys);
        assert_eq!(text_at(&app, app.tree().cursor), row, "{keys}");
        assert_eq!(row_texts(&app), rows, "{keys}");
    }
    // What the filter opens is not remembered.
    let mut app = app(&[NOTE], LARGE);
    type_keys(&mut app, "/ い Enter F");
    let filtered = memory(&app).remove(0).1.folds;
    type_keys(&mut app, "F");
    assert_eq!(memory(&app).remove(0).1.folds, filtered);
    // What is not among the matches is shown without the filter.
    type_keys(&mut app, "F f え Enter");
    assert_eq!((text_at(&app, app.tree().cursor).as_str(), app.notes.is_filtered), ("え", false));
}

#[test]
fn several_notes_are_searched_as_one() {
    let mut app = app(&[NOTE, "・か\n", NOTE], LARGE);
    type_keys(&mut app, "/ い Enter");
    assert_eq!((app.notes.cursor.note, app.tally().as_deref()), (NoteId(0), Some("1/2")));
    type_keys(&mut app, "n");
    assert_eq!((app.notes.cursor.note, app.tally().as_deref()), (NoteId(2), Some("2/2")));
    type_keys(&mut app, "F");
    assert_eq!(row_texts(&app), ["題", "一", "甲", "あ", "い", "題", "一", "甲", "あ", "い"]);
    type_keys(&mut app, "g J");
    assert_eq!(app.notes.cursor, Place { note: NoteId(2), node: None });
}

#[test]
fn all_matches_of_a_search_are_copied_together() {
    let cases: [(&str, &[&str]); 3] = [
        ("/ Alt-r [ あ い え ] Enter Alt-y", &["あ", "え"]),
        ("/ 月 見 Enter Alt-y", &["青葉 しおり さん [月見坂]", "月見坂"]),
        ("j H / 月 見 Enter Alt-y", &["青葉 しおり さん [月見坂]"]),
    ];
    for (keys, expected) in cases {
        let mut app = app(&[NOTE], LARGE);
        let taken = type_keys(&mut app, keys);
        assert_eq!(copied(&app, &taken), expected, "{keys}");
    }
    let mut app = app(&[NOTE], LARGE);
    assert_eq!(type_keys(&mut app, "Alt-y"), []);
    assert_eq!(told(&app), Some(("search first: / or *", false)));
}

#[test]
fn late_answers_are_dropped() {
    let mut app = app(&[NOTE], LARGE);
    let opened = update(&mut app, Event::Key(KeySequence::parse("f").unwrap().keys()[0]));
    type_keys(&mut app, "え");
    let late = answers(&app, &opened[0]).remove(0);
    let before = app.mode.clone();
    update(&mut app, late);
    assert_eq!(app.mode, before);
}

#[test]
fn enter_waits_for_matches_though_the_notes_change() {
    let mut app = app(&[NOTE], LARGE);
    for key in ["f", "え", "Enter"] {
        update(&mut app, Event::Key(KeySequence::parse(key).unwrap().keys()[0]));
    }
    let vault = Arc::new(Vault::clone(&app.vault));
    let moves = Moves::new(vec![Some(NoteId(0))], []);
    let reloaded = Reloaded { vault, moves, cause: Cause::Noticed, news: Vec::new() };
    let asked = update(&mut app, Event::Reloaded(reloaded));
    for event in answers(&app, &asked[0]) {
        update(&mut app, event);
    }
    assert!(!matches!(app.mode, Mode::Jump(_)), "{:?}", app.mode);
    assert!(screen(&app).contains("乙"), "{}", screen(&app));
}

#[test]
fn the_mouse_hits_what_it_points_at() {
    let mut app = app(&[NOTE], LARGE);
    let click = |column, line| Event::Mouse(Mouse { kind: MouseKind::Click, column, line });
    update(&mut app, click(10, 3));
    assert_eq!(text_at(&app, app.tree().cursor), "二");
    assert_eq!(
        app.rows().next(app.tree().cursor).map(|row| text_at(&app, row)).as_deref(),
        Some("三"),
        "still closed"
    );
    update(&mut app, click(1, 3));
    assert_eq!(
        app.rows().next(app.tree().cursor).map(|row| text_at(&app, row)).as_deref(),
        Some("月見坂"),
        "opened"
    );
    update(&mut app, click(1, 0));
    assert_eq!(text_at(&app, app.tree().cursor), "題 2026-11-23", "the note's name leads to its beginning");
    update(&mut app, click(70, 20));
    assert_eq!(text_at(&app, app.tree().cursor), "題 2026-11-23", "nothing is there");
}

#[test]
fn typing_begins_the_jump_where_arrows_are_preferred() {
    let cases = [
        ("Down Enter Down", "青葉 しおり さん [月見坂]"),
        ("Down + Ctrl-Down", "二"),
        ("乙 Enter", "乙"),
        ("2 Esc Down", "一"),
        ("え Enter Alt-Left", "題 2026-11-23"),
        ("Alt-9 End Ctrl-Up", "二"),
        ("F9 parent Esc Down", "一"),
    ];
    for (keys, expected) in cases {
        let mut app = with_arrows(&[NOTE]);
        type_keys(&mut app, keys);
        assert_eq!(text_at(&app, app.tree().cursor), expected, "after {keys:?}");
    }
    let mut app = with_arrows(&[NOTE]);
    assert_eq!(type_keys(&mut app, "Ctrl-q"), [Effect::Quit]);
    type_keys(&mut app, "2");
    assert!(matches!(&app.mode, Mode::Jump(jump) if jump.input.text() == "2"), "no count");
}

/// The mouse at a cell.
fn mouse(kind: MouseKind, column: u16, line: u16) -> Event {
    Event::Mouse(Mouse { kind, column, line })
}

#[test]
fn a_double_click_opens_and_goes_from_the_index() {
    let mut app = app(&[NOTE], LARGE);
    let below =
        |app: &App| app.rows().next(app.tree().cursor).map(|row| text_at(app, row)).unwrap_or_default();
    update(&mut app, mouse(MouseKind::Click, 10, 3));
    update(&mut app, mouse(MouseKind::DoubleClick, 10, 3));
    assert_eq!(below(&app), "月見坂");
    update(&mut app, mouse(MouseKind::Click, 1, 3));
    update(&mut app, mouse(MouseKind::DoubleClick, 1, 3));
    assert_eq!(below(&app), "月見坂", "closed and opened");
    type_keys(&mut app, "?");
    update(&mut app, mouse(MouseKind::Click, 10, 2));
    update(&mut app, mouse(MouseKind::DoubleClick, 10, 2));
    assert_eq!(text_at(&app, app.tree().cursor), "一", "the first click was none in the tree");
    assert_eq!(below(&app), "二", "so it is still closed");
    type_keys(&mut app, "i j l j");
    assert_eq!(text_at(&app, app.tree().cursor), "一", "a session of a speaker");
    let tree = app.tree();
    let offset = app.on_screen(|screen| screen.offset_of(tree.viewport, tree.cursor, screen.height));
    let line = Layout::of(app.size).tree.y + u16::try_from(offset.unwrap()).unwrap();
    update(&mut app, mouse(MouseKind::Click, 20, line));
    assert!(app.index.shown().is_some(), "one click only moves");
    update(&mut app, mouse(MouseKind::DoubleClick, 20, line));
    assert!(app.index.shown().is_none());
}

#[test]
fn dragging_marks_siblings_until_the_next_click() {
    let mut app = app(&[NOTE], LARGE);
    let marked = |app: &App| app.marked().map(|marked| marked.places(&app.vault).count());
    let first = Layout::of(app.size).tree.y;
    update(&mut app, mouse(MouseKind::Click, 10, first + 1));
    update(&mut app, mouse(MouseKind::Drag, 12, first + 1));
    assert_eq!(marked(&app), None, "still on the row");
    update(&mut app, mouse(MouseKind::Drag, 12, first + 2));
    assert_eq!(marked(&app), Some(2));
    update(&mut app, mouse(MouseKind::Drag, 12, 29));
    assert_eq!(marked(&app), Some(3), "to the last row");
    update(&mut app, mouse(MouseKind::Release, 12, 29));
    assert_eq!(marked(&app), Some(3));
    update(&mut app, mouse(MouseKind::Click, 10, first + 1));
    assert_eq!(marked(&app), None);
    type_keys(&mut app, "v");
    update(&mut app, mouse(MouseKind::Click, 10, first + 2));
    assert_eq!(marked(&app), Some(2), "what keys have marked grows");
}

#[test]
fn clicks_put_the_cursor_into_inputs() {
    let mut app = app(&[NOTE], LARGE);
    type_keys(&mut app, "f a b c");
    let field = midashi::app::modes::jump::parts::parts(app.size, app.kept.jump_preview).field;
    update(&mut app, mouse(MouseKind::Click, field.x + 1, field.y));
    type_keys(&mut app, "x");
    assert!(matches!(&app.mode, Mode::Jump(jump) if jump.input.text() == "axbc"));
    type_keys(&mut app, "Esc | a b");
    let Mode::Prompt(prompt) = &app.mode else { panic!("{:?}", app.mode) };
    let field = midashi::app::modes::prompt::parts(&app.context(), prompt).field;
    update(&mut app, mouse(MouseKind::Click, field.x, field.y));
    type_keys(&mut app, "x");
    assert!(matches!(&app.mode, Mode::Prompt(prompt) if prompt.input.text() == "xab"));
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let key =
        prop::sample::select(KEYS).prop_map(|key| Event::Key(KeySequence::parse(key).unwrap().keys()[0]));
    let kind = prop_oneof![
        Just(MouseKind::Click),
        Just(MouseKind::DoubleClick),
        Just(MouseKind::Drag),
        Just(MouseKind::Release),
        Just(MouseKind::WheelUp),
        Just(MouseKind::WheelDown)
    ];
    let mouse = (kind, 0u16..90, 0u16..30)
        .prop_map(|(kind, column, line)| Event::Mouse(Mouse { kind, column, line }));
    let size = (1u16..100, 1u16..30).prop_map(|(columns, lines)| Event::Resize(Size { columns, lines }));
    let paste = "\\PC{0,5}".prop_map(Event::Paste);
    prop::collection::vec(prop_oneof![12 => key, 2 => mouse, 1 => size, 1 => paste], 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn no_events_break_the_browser(events in events(), several: bool, columns in 1u16..100, lines in 1u16..30) {
        let notes: &[&str] = if several { &[NOTE, "", TORTURE] } else { &[TORTURE] };
        let mut app = app(notes, Size { columns, lines });
        app.recent_notes = vec![RecentNote { path: TORTURE.into(), note: None }];
        assert_invariants(&app);
        // Of several answers to one effect, all but the first come after the next event.
        let mut late = Vec::new();
        for event in events {
            let mut next = Vec::new();
            for effect in update(&mut app, event) {
                let mut answers = answers(&app, &effect).into_iter().chain(hostile_answer(&effect));
                if let Some(event) = answers.next() {
                    update(&mut app, event);
                }
                next.extend(answers);
            }
            for event in std::mem::replace(&mut late, next) {
                update(&mut app, event);
            }
            assert_invariants(&app);
        }
    }
}

#[test]
fn folding_while_hoisted_stays_inside() {
    let mut app = app(&["■一\n・あ\n  い\n   う\n■二\n・え\n"], LARGE);
    let shown = |app: &App| {
        let rows = std::iter::successors(app.rows().first(), |&row| app.rows().next(row));
        rows.map(|row| text_at(app, row)).collect::<Vec<_>>().join(" ")
    };
    // Keys, and what is shown then, hoisted and not.
    let cases = [
        ("zR H z1", "一 あ", "一 あ 二 え"),
        ("zR H z2", "一 あ い", "一 あ い 二 え"),
        ("zR H zM", "一 あ", "一 あ 二 え"),
        ("zM H zR", "一 あ い う", "一 あ い う 二"),
    ];
    for (keys, hoisted, whole) in cases {
        type_keys(&mut app, "g");
        type_keys(&mut app, keys);
        assert_eq!(shown(&app), hoisted, "{keys}");
        type_keys(&mut app, "99j j");
        assert_eq!(told(&app), Some(("the end of what is hoisted", false)), "{keys}");
        type_keys(&mut app, "Backspace");
        assert_eq!(shown(&app), whole, "{keys}");
    }
}

#[test]
fn the_way_back_leads_into_what_was_hoisted() {
    let mut app = app(&["■一\n・あ\n・い\n■二\n・う\n"], LARGE);
    let standing = |app: &App| {
        let hoisted: Vec<String> = app.notes.hoisted.iter().map(|&place| text_at(app, place)).collect();
        format!("{} in {}", text_at(app, app.notes.cursor), hoisted.join(" "))
    };
    type_keys(&mut app, "H j");
    assert_eq!(standing(&app), "あ in 一");
    // Keys, and where they lead.
    let cases = [
        ("5G", "う in "),
        ("Ctrl-o", "あ in 一"),
        ("Ctrl-i", "う in "),
        ("Ctrl-o", "あ in 一"),
        ("G", "い in 一"),
    ];
    for (keys, expected) in cases {
        type_keys(&mut app, keys);
        assert_eq!(standing(&app), expected, "{keys}");
    }
}

#[test]
fn a_recent_note_takes_the_place_of_what_is_open() {
    let mut app = app(&["■一\n・あ\n", "■二\n"], LARGE);
    type_keys(&mut app, "R");
    assert_eq!(told(&app), Some(("no other note is remembered", false)));
    let open = RecentNote { path: "/notes/open.txt".into(), note: Some(NoteId(1)) };
    let other = RecentNote { path: "/notes/他.txt".into(), note: None };
    let current = RecentNote { path: "/notes/one.txt".into(), note: Some(NoteId(0)) };
    app.recent_notes = vec![current, open, other];
    type_keys(&mut app, "R 1");
    assert_eq!(app.notes.cursor, Place { note: NoteId(1), node: None });
    type_keys(&mut app, "/ 一 Enter ma W");
    assert_eq!(type_keys(&mut app, "R 2"), [Effect::OpenNote { path: "/notes/他.txt".into() }]);
    let vault = self::app(&["■三\n・一\n"], LARGE).vault;
    let opened = Opened { vault: Arc::clone(&vault), memory: None, recent: Vec::new() };
    update(&mut app, Event::Opened(opened));
    assert!(Arc::ptr_eq(&app.vault, &vault) && !app.options.wrap && app.kept.marks.iter().next().is_none());
    // What was searched for is still to be recalled.
    type_keys(&mut app, "/ Up Enter");
    assert_eq!(app.search.current.as_ref().map(|search| search.query.text.as_str()), Some("一"));
}

#[test]
fn everything_is_drawn_and_used_at_every_size() {
    // What is open, and keys that are typed there.
    let cases = [
        ("", "j G l zR PageDown"),
        ("\\", "j Ctrl-e + -"),
        ("H", "j k"),
        ("f", "あ Down Up Tab Alt-p"),
        ("/", "あ"),
        ("/ あ Enter F", "n N"),
        ("i", "j l"),
        ("Y", "Down Up"),
        ("R", "Down Up"),
        ("m", "a"),
        ("ma '", "Down Up"),
        (":", "a Down Up"),
        ("w", "a Left Right"),
        ("|", "a Left Right"),
        ("?", "j k G / a"),
        ("z", ""),
        ("v J", "J"),
    ];
    let sizes = [
        (1, 1),
        (2, 1),
        (1, 2),
        (3, 2),
        (5, 3),
        (1, 40),
        (200, 1),
        (8, 8),
        (13, 5),
        (20, 6),
        (33, 9),
        (40, 8),
        (60, 20),
        (79, 24),
        (80, 25),
        (119, 30),
        (120, 30),
        (300, 2),
        (300, 100),
    ];
    for (open, keys) in cases {
        for (columns, lines) in sizes {
            let mut app = app(&[NOTE, TORTURE], LARGE);
            app.recent_notes = vec![RecentNote { path: TORTURE.into(), note: None }];
            type_keys(&mut app, "l ]]");
            type_keys(&mut app, open);
            // There and back, and opened at that size.
            for size in [Size { columns, lines }, LARGE, Size { columns, lines }] {
                update(&mut app, Event::Resize(size));
                assert_invariants(&app);
            }
            for key in keys.split_whitespace() {
                type_keys(&mut app, key);
                assert_invariants(&app);
            }
            type_keys(&mut app, "Ctrl-c");
            type_keys(&mut app, open);
            assert_invariants(&app);
        }
    }
}

fn screen(app: &App) -> String {
    let mut terminal = Terminal::new(TestBackend::new(app.size.columns, app.size.lines)).unwrap();
    terminal.draw(|frame| view::render(app, frame, None)).unwrap();
    terminal.backend().to_string()
}

#[test]
fn how_far_a_note_has_been_read_is_told_until_it_is_there() {
    let mut app = app(&[NOTE], LARGE);
    let note = app.vault.ids().next().unwrap();
    app.unread = Some(Unread::of(note));
    assert!(screen(&app).contains("reading the rest "));
    let steps = [
        (RestProgress::Read { percent: 42 }, "reading the rest: 42%"),
        (RestProgress::Outlined, "making the outline of the rest"),
    ];
    for (progress, told) in steps {
        update(&mut app, Event::RestProgressed(progress));
        assert!(screen(&app).contains(told), "{}", screen(&app));
    }
    // One of a reading that is over is too late.
    app.unread = None;
    update(&mut app, Event::RestProgressed(RestProgress::Read { percent: 99 }));
    assert!(!screen(&app).contains("the rest"), "{}", screen(&app));
}

#[test]
fn a_line_of_any_length_is_read_to_its_end() {
    let words = (0..4000).map(|number| format!("w{number:04}")).collect::<Vec<_>>().join("、");
    let note = format!("・前\n・{words}\n・次\n");
    let unseen = |seen: &str| (0..4000).find(|number| !seen.contains(&format!("w{number:04}")));

    let mut app = app(&[&note], LARGE);
    let mut seen = String::new();
    let mut keys = 0;
    while text_at(&app, app.tree().cursor) != "次" {
        type_keys(&mut app, "j");
        seen.push_str(&screen(&app));
        keys += 1;
    }
    assert_eq!(unseen(&seen), None, "after {} bytes", seen.len());
    assert!(keys < 40, "{keys} keys for 17 screens");
    while text_at(&app, app.tree().cursor) != "前" {
        type_keys(&mut app, "k");
        keys -= 1;
        assert!(keys > 0, "going back takes longer");
    }

    // The rest scrolls by pages, too.
    let mut seen = String::new();
    for _ in 0..60 {
        seen.push_str(&screen(&app));
        type_keys(&mut app, "PageDown");
    }
    assert_eq!(unseen(&seen), None, "after {} bytes", seen.len());
    assert_eq!(text_at(&app, app.tree().cursor), "次");

    // What is searched for is shown, wrapped or cut, and what is read is the same.
    type_keys(&mut app, "g / w3000 Enter");
    assert!(screen(&app).contains("w3000"));
    type_keys(&mut app, "W g n");
    assert!(screen(&app).contains("w3000"));
    type_keys(&mut app, "W \\");
    let mut seen = String::new();
    for _ in 0..60 {
        seen.push_str(&screen(&app));
        type_keys(&mut app, "Ctrl-e");
    }
    assert_eq!(unseen(&seen), None, "after {} bytes", seen.len());
}
