//! The pictures of the README, which are drawn from what the program really shows.
//!
//! `MIDASHI_REWRITE_SCREENS=1 cargo test --test pictures` draws them anew; look at them before you commit them.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests read files, and fail by panicking")]

mod support;

use std::fs;
use std::path::Path;
use std::time::Duration;

use support::picture::svg;
use support::pty::{Launch, Session};
use support::screen::Screen;

/// A program that has written nothing for so long has drawn what it had to; for rewriting only.
const SILENCE: Duration = Duration::from_millis(400);

/// The name of a picture, its title, the keys that lead to what it shows, and a text that says when that is there.
const PICTURES: [(&str, &str, &str, &str); 2] = [
    ("tree", "Notes of a conference as a tree in midashi", "]]]]l", "事件は行末で起きる"),
    (
        "jump",
        "A jump to a heading in kanji, typed in Latin letters",
        "]]]]lfgijiroku",
        "三年分の議事録を木にした話",
    ),
];

fn shown(keys: &str) -> Session {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    fs::write(&config, "theme = \"dark\"\n").unwrap();
    let arguments = [Path::new("--no-state"), Path::new("--config"), &config, Path::new("assets/sample.txt")];
    let launch =
        Launch::new(env!("CARGO_BIN_EXE_midashi"), arguments).size(96, 24).env("COLORTERM", "truecolor");
    let session = Session::start(&launch);
    session.wait_for_text("? help");
    session.type_keys(keys);
    session
}

#[test]
fn the_pictures_show_what_the_program_shows() {
    for (name, title, keys, there) in PICTURES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/pictures/{name}.svg"));
        let session = shown(keys);
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

#[test]
fn the_readme_shows_every_picture() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for (name, ..) in PICTURES {
        assert!(readme.contains(&format!("(assets/pictures/{name}.svg)")), "{name} is not in the README");
    }
}
