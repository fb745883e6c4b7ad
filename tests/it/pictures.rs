//! The pictures of the README and the guide, which are drawn from what the program really shows.
//!
//! `MIDASHI_REWRITE_SCREENS=1 cargo test --test it pictures::` draws them anew; look at them before you commit them.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::support::picture::svg;
use crate::support::pty::{Launch, Session};
use crate::support::screen::Screen;

/// A program that has written nothing for so long has drawn what it had to; for rewriting only.
const SILENCE: Duration = Duration::from_millis(400);

/// The pictures: a name, the keys that lead to what it shows, and a text that says when that is there.
const PICTURES: [(&str, &str, &str); 3] = [
    ("tree", "]]]]l", "事件は行末で起きる"),
    ("jump", "]]]]lfgijiroku", "三年分の議事録を木にした話"),
    ("index", "i", "June Halloway"),
];

/// A language that the pictures are in.
struct Language {
    locale: &'static str,
    /// What the names of their files end in.
    ending: &'static str,
    /// What stands on the screen when it is drawn.
    ready: &'static str,
    /// The pages that show them.
    pages: [&'static str; 2],
    /// What each is of.
    titles: [&'static str; PICTURES.len()],
}

const LANGUAGES: [Language; 2] = [
    Language {
        locale: "C.UTF-8",
        ending: "svg",
        ready: "? help",
        pages: ["README.md", "docs/guide.md"],
        titles: [
            "Notes of a conference as a tree in midashi",
            "A jump to a heading in kanji, typed in Latin letters",
            "The index of the notes of a conference: who spoke, and where",
        ],
    },
    Language {
        locale: "ja_JP.UTF-8",
        ending: "ja.svg",
        ready: "? ヘルプ",
        pages: ["README.ja.md", "docs/guide.ja.md"],
        titles: [
            "midashi で木になったカンファレンスのメモ",
            "ローマ字で打って、漢字の見出しへジャンプ",
            "カンファレンスのメモの索引。誰がどこで話したか",
        ],
    },
];

fn shown(language: &Language, keys: &str) -> Session {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    fs::write(&config, "theme = \"dark\"\n").unwrap();
    let arguments = [Path::new("--no-state"), Path::new("--config"), &config, Path::new("assets/sample.txt")];
    let launch = Launch::new(env!("CARGO_BIN_EXE_midashi"), arguments)
        .size(96, 24)
        .env("LANG", language.locale)
        .env("COLORTERM", "truecolor");
    let session = Session::start(&launch);
    session.wait_for_text(language.ready);
    session.type_keys(keys);
    session
}

#[test]
fn the_pictures_show_what_the_program_shows() {
    for language in &LANGUAGES {
        for ((name, keys, there), title) in PICTURES.into_iter().zip(language.titles) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join(format!("assets/pictures/{name}.{}", language.ending));
            let session = shown(language, keys);
            session.wait_for_text(there);
            if std::env::var_os("MIDASHI_REWRITE_SCREENS").is_some() {
                session.wait_quiet(SILENCE);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, svg(&session.screen(), title)).unwrap();
            }
            let drawn = fs::read_to_string(&path).unwrap();
            println!("{}: waiting for what is drawn there", path.display());
            session.wait_for(|screen: &Screen| svg(screen, title) == drawn);
            session.send_bytes(b"\x03\x03");
            assert!(session.wait_exit().success());
        }
    }
}

#[test]
fn every_picture_is_shown() {
    let read = |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    for language in &LANGUAGES {
        let pages = language.pages.map(read);
        for (name, ..) in PICTURES {
            let link = format!("assets/pictures/{name}.{})", language.ending);
            assert!(pages.iter().any(|page| page.contains(&link)), "{link} is in no page");
        }
    }
}
