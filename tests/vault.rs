//! Folders of notes in a real terminal: as a tree, in an order, and as they change.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests write files, and fail by panicking"
)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::pty::{Launch, Session};
use support::screen::Screen;

/// A folder of notes, which begin as the table says.
struct Desk {
    folder: tempfile::TempDir,
}

const NOTES: [(&str, &str); 6] = [
    ("10.txt", "十番 2024-01-10\n\n■十の話\n・あ\n"),
    ("2.txt", "二番 2024-01-02\n\n■二の話\n・い\n■二の次\n・う\n"),
    ("b/deep/well.txt", "■井戸\n・水\n"),
    ("b/x.md", "# Xylophone\n\n- bars\n- mallets\n"),
    ("a/first.txt", "■最初\n・え\n・お\n"),
    (".hidden/secret.txt", "■秘密\n"),
];

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in NOTES {
            desk.write(name, text);
        }
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("notes")
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn launch(&self) -> Launch {
        launch([self.path().as_path()])
    }
}

fn launch<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Launch {
    Launch::new(env!("CARGO_BIN_EXE_midashi"), paths).size(70, 16)
}

/// The rows of the tree, without what stands at their right.
fn rows(screen: &Screen) -> Vec<String> {
    let lines = screen.lines();
    let tree = lines.get(1..lines.len() - 1).unwrap_or_default().iter();
    let row = |line: &String| line.split("   ").find(|part| !part.trim().is_empty()).map(str::to_owned);
    tree.filter_map(|line| {
        // At the edge stands a line while something is hoisted.
        let line = line.replace('│', " ");
        let indent = line.len() - line.trim_start().len();
        let text = row(&line.trim_start().to_owned())?;
        Some(format!("{}{}", " ".repeat(indent.saturating_sub(1)), text.trim_end()))
    })
    .collect()
}

fn shows(session: &Session, expected: &[&str]) -> Screen {
    println!("waiting for {expected:#?}");
    session.wait_for(|screen| rows(screen) == expected)
}

#[test]
fn a_folder_is_a_tree_of_folders_and_notes() {
    let desk = Desk::new();
    let session = Session::start(&desk.launch());
    shows(&session, &["▸ a/", "▸ b/", "▸ 二番", "▸ 十番"]);
    session.type_keys("jl");
    let screen = shows(&session, &["▸ a/", "▾ b/", "  ▸ deep/", "  ▸ Xylophone", "▸ 二番", "▸ 十番"]);
    // A title that is not the name of the file has that beside it.
    assert!(screen.contains("x.md") && screen.contains("2.txt"), "{screen}");
    session.type_keys("jzO");
    let opened = ["▸ a/", "▾ b/", "  ▾ deep/", "    ▾ well.txt", "      ▾ ■ 井戸", "          ・ 水"];
    let rest = ["  ▸ Xylophone", "▸ 二番", "▸ 十番"];
    shows(&session, &[&opened[..], &rest[..]].concat());
    session.type_keys("jjj");
    let screen = session.wait_for_text("notes/ › b/ › deep/ › well.txt › 井戸");
    assert!(screen.contains("line 2/2"), "{screen}");
    // Hoisted, a folder is all there is.
    session.type_keys("pppzcH");
    shows(&session, &["▾ deep/", "  ▾ well.txt", "    ▾ ■ 井戸", "        ・ 水"]);
    session.type_keys("z1");
    shows(&session, &["▾ deep/", "  ▸ well.txt"]);
    session.type_keys("<Backspace>zM");
    shows(&session, &["▸ a/", "▸ b/", "▸ 二番", "▸ 十番"]);
    // The jump finds folders by their paths, and what it finds is shown.
    session.type_keys("fdeep<Enter>");
    session.wait_for_text("notes/ › b/ › deep/");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn a_folder_is_taken_along_as_a_tree() {
    let desk = Desk::new();
    let session = Session::start(&desk.launch());
    session.wait_for_text("二番");
    let written = desk.folder.path().join("out.md");
    session.type_keys("jw");
    session.wait_for_text("write to");
    session.type_keys(&format!("<Ctrl-u>{}<Enter>", written.display()));
    session.wait_for_text("wrote");
    let text = fs::read_to_string(written).unwrap();
    assert_eq!(
        text,
        "# b/\n\n## deep/\n\n### well.txt\n\n#### 井戸\n\n- 水\n\n## Xylophone\n\n- bars\n- mallets\n"
    );
    session.type_keys("q");
    assert!(session.wait_exit().success());
}
