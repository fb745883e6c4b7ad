//! Folders of notes in a real terminal: as a tree, in an order, and as they change.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::pty::{Launch, Session};
use crate::support::screen::Screen;

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

#[test]
fn notes_are_ordered_as_asked_and_the_cursor_stays() {
    let desk = Desk::new();
    let path = desk.path();
    let session = Session::start(&launch(["--sort".as_ref(), "title".as_ref(), path.as_path()]));
    shows(&session, &["▸ a/", "▸ b/", "▸ 二番", "▸ 十番"]);
    session.type_keys("Glj");
    session.wait_for_text("notes/ › 十番");
    // Name, and date: what stands before the note changes, the note stays open and the cursor in it.
    session.type_keys("S");
    session.wait_for_text("ordered by name");
    session.type_keys("S");
    session.wait_for_text("ordered by date: the newest first");
    let screen = shows(
        &session,
        &["▸ a/", "▸ b/", "▾ 十番", "     十番 2024-01-10", "  ▾ ■ 十の話", "      ・ あ", "▸ 二番"],
    );
    assert!(screen.contains("notes/ › 十番"), "{screen}");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn what_comes_and_goes_in_a_folder_is_noticed() {
    let desk = Desk::new();
    fs::write(desk.path().join(".gitignore"), "").unwrap();
    fs::write(desk.path().join(".ignore"), "draft*\n").unwrap();
    let session = Session::start(&desk.launch());
    shows(&session, &["▸ a/", "▸ b/", "▸ 二番", "▸ 十番"]);
    watched(&session);
    // In a folder that is itself new, and beside what is ignored or hidden.
    desk.write("c/d/new.txt", "■新しい\n");
    desk.write("draft.txt", "■下書き\n");
    desk.write(".swap.txt", "■隠し\n");
    let screen = shows(&session, &["▸ a/", "▸ b/", "▸ c/", "▸ 二番", "▸ 十番"]);
    assert!(screen.contains("new.txt is new"), "{screen}");
    // A note goes by its new name on, with the cursor in it.
    session.type_keys("GlG");
    session.wait_for_text("notes/ › 十番 › 十の話");
    fs::rename(desk.path().join("10.txt"), desk.path().join("1.txt")).unwrap();
    let screen = session.wait_for_text("10.txt is 1.txt now");
    assert!(screen.contains("notes/ › 十番 › 十の話") && screen.contains("■ 十の話"), "{screen}");
    // A note that is gone leaves the tree, ...
    fs::remove_file(desk.path().join("2.txt")).unwrap();
    let screen = session.wait_for_text("二番 was deleted");
    assert!(!screen.contains("▸ 二番") && screen.contains("notes/ › 十番 › 十の話"), "{screen}");
    // ... but not while somebody reads it.
    fs::remove_file(desk.path().join("1.txt")).unwrap();
    let screen = session.wait_for_text("十番 was deleted; this is its last text");
    assert!(screen.contains("notes/ › 十番 › 十の話"), "{screen}");
    fs::write(desk.path().join("1.txt"), NOTES[0].1.replace("十の話", "十一の話")).unwrap();
    session.wait_for_text("notes/ › 十番 › 十一の話");
    session.type_keys("g");
    fs::remove_dir_all(desk.path().join("b")).unwrap();
    let screen = session.wait_for_text("2 notes were deleted");
    assert!(!screen.contains("b/"), "{screen}");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

/// Waits until changes are noticed: all is read again, which is done after the watch has begun.
fn watched(session: &Session) {
    session.type_keys("r");
    session.wait_for_text("nothing has changed");
}

#[test]
fn what_cannot_be_read_is_passed_over_and_listed() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let desk = Desk::new();
    desk.write("picture.txt", "PNG\0\u{1}\0");
    desk.write("locked/in.txt", "■鍵\n");
    desk.write("locked.txt", "■鍵\n");
    symlink("loop.txt", desk.path().join("loop.txt")).unwrap();
    symlink("nowhere.txt", desk.path().join("broken.txt")).unwrap();
    symlink(desk.path(), desk.path().join("b/round")).unwrap();
    symlink(desk.path().join("2.txt"), desk.path().join("linked.txt")).unwrap();
    symlink("/dev/zero", desk.path().join("zero.txt")).unwrap();
    let pipe = desk.path().join("pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(desk.path().join("socket.txt")).unwrap();
    let huge = fs::File::create(desk.path().join("huge.txt")).unwrap();
    huge.set_len((100 << 20) + 1).unwrap();
    for path in ["locked.txt", "locked"] {
        fs::set_permissions(desk.path().join(path), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // Root may read all.
    let is_root = fs::read(desk.path().join("locked.txt")).is_ok();
    let session = Session::start(&desk.launch().size(110, 24));
    let screen = session.wait_for_text("files were passed over: ! lists them");
    assert!(screen.contains("十番") && screen.contains("2.txt") && screen.contains("linked.txt"), "{screen}");
    session.type_keys("!");
    let screen = session.wait_for_text("zero.txt");
    let lines = screen.lines().join("");
    let text: String = lines.chars().filter(|c| !c.is_whitespace() && *c != '│').collect();
    let told = [
        "picture.txt:isabinaryfile",
        "loop.txt:cannotberead:Toomanylevelsofsymboliclinks",
        "broken.txt:nosuchfile",
        "zero.txt:isadevice",
        "pipe.txt:isapipe",
        "socket.txt:isasocket",
        "huge.txt:islargerthan100MiB;nameittoopenit",
    ];
    let denied = ["locked.txt:cannotberead:Permissiondenied", "locked:cannotberead:Permissiondenied"];
    let denied = denied.iter().filter(|_| !is_root);
    for what in told.iter().chain(denied) {
        assert!(text.contains(what), "{what}: {screen}");
    }
    session.type_keys("qq");
    assert!(session.wait_exit().success());
    fs::set_permissions(desk.path().join("locked"), fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_folder_that_is_read_for_long_is_shown_meanwhile() {
    let desk = Desk::new();
    let text = "■見出し\n・項目の文\n".repeat(400);
    for number in 0..1500 {
        desk.write(&format!("many/{number}.txt"), &text);
    }
    let session = Session::start(&desk.launch());
    session.wait_for(|screen| screen.contains("reading: ") && screen.contains("▸ "));
    session.type_keys("q");
    assert!(session.wait_exit().success());
    // To the end, with the cursor where the user has put it.
    let session = Session::start(&desk.launch());
    session.wait_for(|screen| screen.contains("reading: ") && screen.contains("▸ "));
    session.type_keys("l");
    session.wait_for(|screen| rows(screen).iter().any(|row| row.starts_with("▾ ")));
    let screen = session.wait_for(|screen| !screen.contains("reading: "));
    assert!(screen.contains("1505 notes"), "{screen}");
    assert!(rows(&screen).iter().any(|row| row.starts_with("▾ ")), "{screen}");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn a_folder_is_found_as_it_was_left() {
    let desk = Desk::new();
    let state = desk.folder.path().join("state");
    fs::create_dir(&state).unwrap();
    let launch = desk.launch().env("XDG_STATE_HOME", &state);
    let session = Session::start(&launch);
    shows(&session, &["▸ a/", "▸ b/", "▸ 二番", "▸ 十番"]);
    session.type_keys("jljll");
    let left = ["▸ a/", "▾ b/", "  ▾ deep/", "    ▾ well.txt", "      ▾ ■ 井戸", "          ・ 水"];
    let rest = ["  ▸ Xylophone", "▸ 二番", "▸ 十番"];
    let expected = [&left[..], &rest[..]].concat();
    session.type_keys("zO");
    shows(&session, &expected);
    session.type_keys("q");
    assert!(session.wait_exit().success());
    let session = Session::start(&launch);
    let screen = shows(&session, &expected);
    assert!(screen.contains("notes/ › b/ › deep/ › well.txt"), "{screen}");
    session.type_keys("q");
    assert!(session.wait_exit().success());
}

#[test]
fn a_folder_is_narrowed_to_the_dates_that_are_asked_for() {
    let desk = Desk::new();
    let path = desk.path();
    // What says no date itself goes by that of its file.
    for name in ["b/x.md", "b/deep/well.txt", "a/first.txt"] {
        let file = fs::File::options().write(true).open(path.join(name)).unwrap();
        let day = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(86_400 * 19_738);
        file.set_modified(if name == "b/x.md" { day } else { std::time::SystemTime::UNIX_EPOCH }).unwrap();
    }
    let launched = |args: [&str; 2]| launch([args[0].as_ref(), args[1].as_ref(), path.as_path()]);
    let cases: [([&str; 2], &[&str]); 3] = [
        (["--since", "2024-01-03"], &["▸ b/", "▸ 十番"]),
        (["--until", "2024-01-02"], &["▸ a/", "▸ b/", "▸ 二番"]),
        (["--since", "2025"], &[]),
    ];
    for (args, expected) in cases {
        let session = Session::start(&launched(args));
        if expected.is_empty() {
            session.wait_for_text("No notes are in this folder");
        } else {
            shows(&session, expected);
        }
        session.type_keys("q");
        assert!(session.wait_exit().success());
    }
    let told = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_midashi"));
        let output = command.args(["--no-state", "find", "の話"]).args(args).arg(&path).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr),
        )
    };
    let (status, text) = told(&["--since", "2024-01", "--until", "2024-01-05"]);
    assert!(status == Some(0) && text.contains("二の話") && !text.contains("十の話"), "{text}");
    let (status, text) = told(&["--until", "1969"]);
    assert!(status == Some(2) && text.contains("holds no notes of these dates"), "{text}");
    let (status, text) = told(&["--since", "soon"]);
    assert!(
        status == Some(2)
            && text.contains("is no date: 2024-07-23, 2024-07 and 2024 are, and 30d and 4w ago"),
        "{text}"
    );
}
